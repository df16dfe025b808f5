//go:build cgo

package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yigai/internal/release"
	"yigai/internal/workspace"
)

// editionShown is an edition as it is listed.
type editionShown struct {
	Edition  string `json:"edition"`
	Number   int    `json:"number"`
	Period   string `json:"period"`
	Day      string `json:"published_on"`
	By       string `json:"by"`
	Reason   string `json:"reason"`
	Audience string `json:"audience"`
	Manifest string `json:"manifest_sha256"`
	Seq      int    `json:"seq"` // journal entry
	State    string `json:"state"`
	Latest   bool   `json:"latest"`
	Sample   bool   `json:"sample"`
}

func (a *app) editionsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "editions", Short: a.t("列出发布版", "list the editions"), Example: "  yigai editions\n  yigai editions --json", Args: a.noArgs,
		RunE: func(*cobra.Command, []string) error {
			ws, err := workspace.Open(a.dir)
			if err != nil {
				return err
			}
			shown, err := editionsShown(ws)
			if err != nil {
				return err
			}
			if a.json {
				return writeJSON(a.Out, shown)
			}
			a.tellEditions(ws, shown)
			return nil
		},
	}
}

func editionsShown(ws *workspace.Workspace) ([]editionShown, error) {
	editions, err := publishedIn(ws)
	if err != nil {
		return nil, err
	}
	shelf, shown := shelfOf(ws), []editionShown{}
	for _, p := range editions {
		state := "missing"
		if r, err := release.Open(shelf.Find(p.ID)); err == nil {
			state = "changed"
			if r.Reference == (release.Reference{Name: p.ID, SHA256: p.Manifest()}) {
				state = "ok"
			}
		}
		shown = append(shown, editionShown{p.ID, p.Number(), p.Period, p.Day, p.By, p.Reason, p.Audience, p.Manifest(), p.Seq, state, shelf.Latest() == p.ID, ws.Settings.Sample})
	}
	return shown, nil
}

func (a *app) tellEditions(ws *workspace.Workspace, shown []editionShown) {
	if len(shown) == 0 {
		a.say("还没有发布过。先运行 yigai review --period P", "nothing has been published yet; begin with yigai review --period P")
		return
	}
	if ws.Settings.Sample {
		a.say("（样例数据，非真实情况）", "(sample data, not real)")
	}
	t := newTable(a.t("发布版", "edition"), a.t("编号", "number"), a.t("发布日", "published"), a.t("谁", "by"), a.t("状态", "state"), "manifest.json SHA-256", a.t("说明", "reason")).numbers(1)
	for _, e := range shown {
		name := e.Edition
		if e.Latest {
			name += a.t("（最新）", " (latest)")
		}
		word := map[string]string{"ok": a.t("在", "there")}[e.State]
		if word == "" {
			word = a.t(damageWords[e.State].zh, damageWords[e.State].en)
		}
		t.add(name, fmt.Sprint(e.Number), e.Day, e.By, word, e.Manifest[:min(16, len(e.Manifest))]+"…", e.Reason)
	}
	t.print(a.Out)
	a.say("完整核对：yigai verify；两版之间变了什么：yigai diff A B", "to check them in full: yigai verify; what changed between two: yigai diff A B")
}

// tellPublished says what was published and what to open.
func (a *app) tellPublished(ws *workspace.Workspace, p published, ref release.Reference) error {
	if a.json {
		return writeJSON(a.Out, map[string]any{"edition": p.ID, "number": p.Number(), "manifest_sha256": ref.SHA256, "folder": ws.Path("editions", p.ID), "audience": p.Audience})
	}
	open := []string{ws.Path("editions", p.ID, "site", "index.html")}
	a.say("已发布 %s（第 %d 号，manifest.json SHA-256 %s）", "%s is published (number %d, manifest.json SHA-256 %s)", p.ID, p.Number(), ref.SHA256)
	a.say("请打开 %s", "open %s", strings.Join(open, ""))
	if p.Audience == audienceBoth {
		a.say("公开版：把 %s 整个放到网站上", "the public edition: copy %s to a web server as it is", ws.Path("editions", p.ID, publicFolder))
	}
	return nil
}
