//go:build cgo

package main

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"yigai/ingest"
	"yigai/internal/draw"
	"yigai/internal/parquetio"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

// tellDrawn says who and what was drawn, and how to repeat it.
func (a *app) tellDrawn(pack *programme.Pack, d drawing, files []string) error {
	if a.json {
		lists := []ingest.Decision{}
		for _, l := range d.Lists {
			lists = append(lists, d.entry(l))
		}
		return writeJSON(a.Out, map[string]any{"drawn": lists, "files": files})
	}
	for _, l := range d.Lists {
		fmt.Fprintln(a.Out, a.t("%s%s：从 %d 个中抽 %d 个，名单 sha256 %s", "%s%s: %[4]d of %[3]d, list sha256 %[5]s", a.whatWord(l.What), visible(strings.TrimRight(" "+a.pickName(pack, l.Group.Group), " ")), l.Size, len(l.Picked), l.Hash))
		for i, pick := range l.Picked[:min(len(l.Picked), shownPicks)] {
			fmt.Fprintf(a.Out, "%4d  %s\n", i+1, visible(a.pickName(pack, pick)))
		}
		if more := len(l.Picked) - shownPicks; more > 0 {
			fmt.Fprintln(a.Out, a.t("      …还有 %d 个，见日志和 yigai inspect list --draw", "      … and %d more: see yigai inspect list --draw", more))
		}
	}
	first := d.Lists[0]
	fmt.Fprintln(a.Out, "\n"+a.t("任何人可以这样重复（名单和脚本在 %s）：", "anybody can repeat it so (lists and scripts are in %s):", visible(filepath.Dir(files[0]))))
	fmt.Fprint(a.Out, visibleLines(draw.Recipe(first.Seed, len(first.Picked))))
	a.say("已记入日志：%s。下一步：yigai inspect form --draw %[1]s --reporter 核查单位", "noted in the journal: %s. Next: yigai inspect form --draw %[1]s --reporter ORG", visible(d.ID))
	return nil
}

// pickName is a thing drawn, as it stands in the list, with the names of what its
// codes stand for: "610722 城固县", "610722 htn_managed 城固县 高血压患者健康管理人数".
func (a *app) pickName(pack *programme.Pack, pick string) string {
	names := []string{pick}
	for i, code := range strings.Fields(pick) {
		if name := a.nameOf(pack, code); i == 0 && name != code {
			names = append(names, name)
		}
		if e, known := pack.Element(code); i == 1 && known {
			names = append(names, a.t(e.Name, cmp.Or(e.NameEn, e.Name)))
		}
	}
	return strings.Join(names, " ")
}

// shownPicks is how many things drawn are printed; the journal has all.
const shownPicks = 30

var whatWords = map[string][2]string{"counties": {"地方", "places"}, "values": {"报送的数", "values"}, "records": {"记录", "records"},
	"evidence": {"佐证材料", "evidence"}, "inspectors": {"核查人员", "inspectors"}}

func (a *app) whatWord(what string) string {
	if words, known := whatWords[what]; known {
		return a.t(words[0], words[1])
	}
	return visible(what)
}

// inspectionRow is the part of mart_inspection that is counted by draw.
type inspectionRow struct {
	ID     string `parquet:"id"`
	Result string `parquet:"result"`
}

// A drawnSummary is one list of a draw and what came of the check.
type drawnSummary struct {
	ingest.Decision
	Checked    int `json:"checked"`
	Mismatches int `json:"mismatches"`
	Unverified int `json:"unverifiable"`
}

func (a *app) inspectList(id string) error {
	ws, pack, err := a.open()
	if err != nil {
		return err
	}
	drawn, err := drawnBefore(ws)
	if err != nil {
		return err
	}
	if id != "" {
		drawn = slices.DeleteFunc(drawn, func(d ingest.Decision) bool { return d.ID != id })
		if len(drawn) == 0 {
			return badUse("没有抽取 %q，yigai inspect list 列出全部", "there is no draw %q; yigai inspect list lists them", id)
		}
	}
	list, err := summarise(ws, drawn)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, list)
	}
	a.tellDraws(pack, list, id != "")
	return nil
}

// summarise adds what the marts, where they were made, know of the checks.
func summarise(ws *workspace.Workspace, drawn []ingest.Decision) ([]drawnSummary, error) {
	checked := map[string]map[string]int{}
	marts, err := ws.Marts().Current()
	if err == nil {
		var rows []inspectionRow
		rows, err = parquetio.Read[inspectionRow](filepath.Join(marts.Dir, "mart_inspection.parquet"))
		for _, r := range rows {
			if checked[r.ID] == nil {
				checked[r.ID] = map[string]int{}
			}
			checked[r.ID][r.Result]++
		}
	}
	if err != nil && !errors.Is(err, store.ErrEmpty) {
		return nil, err
	}
	list := []drawnSummary{}
	for _, d := range drawn {
		n := checked[d.ID]
		list = append(list, drawnSummary{d, n["match"] + n["mismatch"], n["mismatch"], n["unverifiable"]})
	}
	return list, nil
}

func (a *app) tellDraws(pack *programme.Pack, list []drawnSummary, each bool) {
	t := newTable(a.t("编号", "id"), a.t("报告期", "period"), a.t("抽什么", "what"), a.t("组", "group"), a.t("名单", "list"), a.t("抽中", "drawn"),
		a.t("已核", "checked"), a.t("不一致", "mismatches"), a.t("种子", "seed"), a.t("公布", "published"), a.t("谁抽", "by")).numbers(4, 5, 6, 7)
	for _, d := range list {
		t.add(d.ID, d.Period, a.whatWord(d.Title), a.pickName(pack, d.Org), d.Value, fmt.Sprint(len(d.Picked)), fmt.Sprint(d.Checked), fmt.Sprint(d.Mismatches), d.Seed, d.Document, d.By)
	}
	t.print(a.Out)
	for _, d := range list {
		for i, pick := range d.Picked {
			if each {
				fmt.Fprintf(a.Out, "%s %s%d  %s\n", a.whatWord(d.Title), visible(strings.TrimLeft(a.pickName(pack, d.Org)+" ", " ")), i+1, visible(a.pickName(pack, pick)))
			}
		}
	}
}
