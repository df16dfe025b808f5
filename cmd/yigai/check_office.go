//go:build cgo

package main

import (
	"errors"

	"yigai/ingest"
	"yigai/ingest/check"
	"yigai/internal/decimal"
	"yigai/internal/workspace"
	"yigai/programme"
)

// groundHere is the workspace, or a built-in pack where there is none.
func (a *app) groundHere() (ground, error) {
	ws, pack, err := a.open()
	if errors.Is(err, workspace.ErrNone) && a.dir == "." {
		return a.withBuiltIn()
	}
	if errors.Is(err, workspace.ErrNone) {
		m := describe(err)
		m.nextZh, m.nextEn = "用 --dir 指明工作区，或用 --programme 指明方案", "name the workspace with --dir, or the programme with --programme"
		return ground{}, m
	}
	if err != nil {
		return ground{}, err
	}
	return inWorkspace(ws, pack)
}

func inWorkspace(ws *workspace.Workspace, pack *programme.Pack) (ground, error) {
	key, err := ws.Key()
	if err != nil {
		return ground{}, err
	}
	final, err := ingest.ReadFinal(ws)
	if err != nil {
		return ground{}, err
	}
	past, err := ingest.ReadPast(ws)
	last := func(at programme.Period) func(org, element string) (decimal.Decimal, bool) {
		return before(past, pack, at)
	}
	return ground{Input: check.Input{Pack: pack, Key: key, Previous: past.Following(pack), Final: final}, before: last}, err
}

// answerOf is the answer to a file that was taken in.
func answerOf(name string, f ingest.File) answer {
	an := answerTo(name, f.State, f.Result)
	an.Receipt, an.SHA256, an.Period, an.Reporter, an.Name, an.Revision = f.Number, f.SHA256, f.Period, f.Reporter, f.Name, f.Revision
	return an
}
