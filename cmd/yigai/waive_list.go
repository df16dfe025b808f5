//go:build cgo

package main

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"

	"yigai/internal/parquetio"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

// openDoubt is one finding of a file or one doubt of mart_quality, and whether
// a person accepted it.
type openDoubt struct {
	Finding  string         `parquet:"finding" json:"finding"`
	Period   string         `parquet:"period" json:"period"`
	Org      string         `parquet:"org" json:"org"`
	Element  string         `parquet:"element" json:"element"`
	Test     string         `parquet:"test" json:"test"` // or the code of the finding
	Sheet    string         `parquet:"sheet" json:"sheet"`
	Cell     string         `parquet:"cell" json:"cell"`
	Zh       string         `parquet:"evidence_zh" json:"zh"`
	En       string         `parquet:"evidence_en" json:"en"`
	Waived   bool           `parquet:"waived" json:"waived"`
	By       string         `parquet:"waived_by" json:"waived_by"`
	Reason   string         `parquet:"waived_reason" json:"waived_reason"`
	UntilDay parquetio.Date `parquet:"waived_until" json:"-"`
	Until    string         `json:"waived_until"`
	severity string
}

// fileFinding is the part of mart_finding that is shown of it.
type fileFinding struct {
	Finding  string         `parquet:"finding"`
	Period   string         `parquet:"period"`
	Reporter string         `parquet:"reporter"`
	Org      string         `parquet:"org"`
	Element  string         `parquet:"element"`
	Code     string         `parquet:"code"`
	Severity string         `parquet:"severity"`
	Sheet    string         `parquet:"sheet"`
	Cell     string         `parquet:"cell"`
	Found    string         `parquet:"found"`
	RuleZh   string         `parquet:"rule_zh"`
	RuleEn   string         `parquet:"rule_en"`
	Waived   bool           `parquet:"waived"`
	By       string         `parquet:"waived_by"`
	Reason   string         `parquet:"waived_reason"`
	UntilDay parquetio.Date `parquet:"waived_until"`
}

func (f fileFinding) doubt() openDoubt {
	return openDoubt{Finding: f.Finding, Period: f.Period, Org: cmp.Or(f.Org, f.Reporter), Element: f.Element, Test: f.Code, Sheet: f.Sheet, Cell: f.Cell,
		Zh: f.Found + "。" + f.RuleZh, En: f.Found + ". " + f.RuleEn, Waived: f.Waived, By: f.By, Reason: f.Reason, UntilDay: f.UntilDay, severity: f.Severity}
}

// doubtList is every finding that the marts know, of any severity.
type doubtList []openDoubt

// openDoubts reads them from marts made of the current facts.
func (a *app) openDoubts(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, period string) (list doubtList, err error) {
	facts, err := ws.Facts().Current()
	if errors.Is(err, store.ErrEmpty) {
		return nil, badUse("还没有收过文件，没有存疑可看：先运行 yigai ingest", "nothing was taken in yet, so there are no doubts: run yigai ingest first")
	}
	if err != nil {
		return nil, err
	}
	marts, done, err := a.martsFor(ctx, ws, pack, newestPeriod(pack, facts))
	if err != nil {
		return nil, err
	}
	defer closing(&err, done)
	return readDoubts(marts, period)
}

func readDoubts(marts, period string) (doubtList, error) {
	quality, err := parquetio.Read[openDoubt](filepath.Join(marts, "mart_quality.parquet"))
	if err != nil {
		return nil, err
	}
	findings, err := parquetio.Read[fileFinding](filepath.Join(marts, "mart_finding.parquet"))
	if err != nil {
		return nil, err
	}
	list := doubtList{}
	for _, d := range quality {
		d.severity = "doubt"
		list = append(list, d)
	}
	for _, f := range findings {
		list = append(list, f.doubt())
	}
	list = slices.DeleteFunc(list, func(d openDoubt) bool { return period != "" && d.Period != period })
	for i := range list {
		list[i].Until = list[i].UntilDay.String()
	}
	slices.SortStableFunc(list, func(x, y openDoubt) int {
		return cmp.Or(cmp.Compare(x.Period, y.Period), cmp.Compare(x.Org, y.Org), cmp.Compare(x.Test, y.Test), cmp.Compare(x.Finding, y.Finding))
	})
	return list, nil
}

// accept refuses ids that are not there, and findings that are no doubts.
func (list doubtList) accept(ids []string) error {
	for _, id := range ids {
		i := slices.IndexFunc(list, func(d openDoubt) bool { return d.Finding == id })
		if i < 0 {
			return badUse("没有编号为 %q 的问题；数改了编号会变，用 yigai waive --list 查看", "there is no finding %q; the id changes with the figure: see yigai waive --list", id)
		}
		if list[i].severity != "doubt" {
			return badUse("%s 不是存疑（%s），不能接受，要改正后重报", "%s is no doubt (%s) and cannot be accepted: it must be corrected", id, list[i].Test)
		}
	}
	return nil
}

// listDoubts shows the doubts, open ones first as they are.
func (a *app) listDoubts(ctx context.Context, args []string, f waiveFlags) error {
	if len(args) > 0 || f.by+f.reason+f.until != "" {
		return badUse("--list 只能和 --period、--json 一起用", "--list goes with --period and --json only")
	}
	ws, pack, err := a.open()
	if err != nil {
		return err
	}
	if f.period != "" {
		if _, err := periodOf(pack, f.period); err != nil {
			return err
		}
	}
	list, err := a.openDoubts(ctx, ws, pack, f.period)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(d openDoubt) bool { return d.severity != "doubt" })
	if a.json {
		return writeJSON(a.Out, list)
	}
	a.tellDoubtList(list)
	return nil
}

func (a *app) tellDoubtList(list doubtList) {
	open := 0
	t := newTable(a.t("问题编号", "finding"), a.t("报告期", "period"), a.t("单位", "org"), a.t("检验", "test"), a.t("位置", "place"), a.t("接受", "accepted"), a.t("证据", "evidence"))
	for _, d := range list {
		place, accepted := d.Cell, ""
		if d.Sheet != "" {
			place = d.Sheet + "!" + d.Cell
		}
		if d.Waived {
			accepted = a.t(d.By+"，至 "+d.Until, d.By+" until "+d.Until)
		} else {
			open++
		}
		t.add(d.Finding, d.Period, d.Org, d.Test, place, accepted, a.t(d.Zh, d.En))
	}
	if len(list) > 0 {
		t.print(a.Out)
	}
	a.say("存疑 %d 处，其中已接受 %d 处", "%d doubts, of which %d are accepted", len(list), len(list)-open)
}
