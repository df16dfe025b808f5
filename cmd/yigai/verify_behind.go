//go:build cgo

package main

import "yigai/internal/workspace"

// tellBehind says which tables were not made from what is there now. That is no
// damage: they are made again by the next command that needs them. But it is also
// what an older copy put in their place looks like, so it is never kept quiet.
func (a *app) tellBehind(ws *workspace.Workspace) {
	if a.json {
		return
	}
	facts, factsErr := ws.Facts().Current()
	if head, err := ws.Journal.Head(); err == nil && factsErr == nil {
		if noted, ok := workspace.NotedHead(facts.Manifest.Meta); ok && noted.Length < head.Length {
			a.say("facts/%s: 早于日志（%d 条，日志有 %d 条）；下次用到时会重新生成", "facts/%s: older than the journal (%d entries of %d); made again when next needed", facts.Name, noted.Length, head.Length)
		}
	}
	marts, err := ws.Marts().Current()
	if err != nil {
		return
	}
	if factsErr == nil && marts.Manifest.Meta["facts"] != facts.Name {
		a.say("marts/%s: 不是由现在的 facts/%s 生成的：还没有重新汇总，或被换回旧版；运行 yigai transform", "marts/%s: not made from the present facts/%s: not yet made again, or put back from an older copy; run yigai transform", marts.Name, facts.Name)
	}
	if reference, err := ws.Reference().Current(); err == nil && marts.Manifest.Meta["reference"] != reference.Name {
		a.say("reference/%s: 与 marts/%s 不是同一次生成的：中途停止，或被换回旧版；运行 yigai transform", "reference/%s: not of the same making as marts/%s: stopped on the way, or put back from an older copy; run yigai transform", reference.Name, marts.Name)
	}
}
