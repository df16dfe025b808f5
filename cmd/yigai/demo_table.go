//go:build cgo

package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"yigai/ingest"
	"yigai/internal/parquetio"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

// demoIndicators is how many of the region's figures without and with a target
// the demo shows.
const demoIndicators = 5

// tellDemo says what happened in a short table, and which file to open.
func (a *app) tellDemo(ws *workspace.Workspace, pack *programme.Pack, summary ingest.Summary, pages int, took time.Duration) error {
	marts, err := ws.Marts().Current()
	if err != nil {
		return err
	}
	a.say("\n%s（样例数据，非真实情况）", "\n%s (sample data, not real)", visible(a.t(pack.Programme.ShortTitle, pack.Programme.ShortTitleEn)))
	if err := a.tellQuarters(marts, pack, summary); err != nil {
		return err
	}
	if err := a.tellFigures(marts, pack); err != nil {
		return err
	}
	newest, err := newestEdition(ws)
	if err != nil {
		return err
	}
	if newest.name == "" {
		a.say("全程 %.1f 秒，预览网页 %d 页。请打开：%s", "%.1f s in all, %d pages of preview. Open: %s", took.Seconds(), pages, ws.Path("site", "index.html"))
		return nil
	}
	a.say("已发布 %s（样例密钥签名；公开版在其中的 public/）。还可以看：yigai editions、yigai diff、yigai verify --dir %s", "%s is published (signed with the sample key; its public/ is the public edition). See also: yigai editions, yigai diff, yigai verify --dir %s", newest.name, visible(ws.Dir))
	a.say("全程 %.1f 秒，预览网页 %d 页。请打开：%s", "%.1f s in all, %d pages of preview. Open: %s", took.Seconds(), pages, filepath.Join(newest.dir, "site", "index.html"))
	return nil
}

func (a *app) tellQuarters(marts store.Generation, pack *programme.Pack, summary ingest.Summary) error {
	t := newTable(a.t("报告期", "period"), a.t("应报", "asked"), a.t("收到文件", "files"), a.t("按时", "on time"), a.t("迟报", "late"), a.t("未报", "missing"),
		a.t("接受", "accepted"), a.t("替换", "superseded"), a.t("拒收", "refused"), a.t("附件", "attached"), a.t("错误/退回/存疑/提示", "errors/returns/doubts/notes")).numbers(1, 2, 3, 4, 5, 6, 7, 8, 9)
	for _, at := range pack.ReportPeriods() {
		if pack.IsHistory(at) {
			continue
		}
		status, err := readStatus(marts.Dir, at.String())
		if err != nil {
			return err
		}
		c := countFiles(summary, at.String())
		row := []string{at.String(), strconv.Itoa(askedIn(status)), strconv.Itoa(c.files)}
		for _, s := range status.Shares {
			row = append(row, strconv.Itoa(s.Orgs))
		}
		t.add(append(row, strconv.Itoa(c.states[ingest.Accepted]), strconv.Itoa(c.states[ingest.Superseded]), strconv.Itoa(c.states[ingest.Refused]), strconv.Itoa(c.states[ingest.Attached]),
			fmt.Sprintf("%d/%d/%d/%d", c.errors, c.returns, c.doubts, c.notes))...)
	}
	t.print(a.screen())
	if n := summary.Counts[ingest.Quarantined]; n > 0 {
		a.say("另有 %d 个文件无法识别，已隔离保存", "%d more files could not be recognised and are kept apart", n)
	}
	fmt.Fprintln(a.screen())
	return nil
}

func askedIn(s periodStatus) int {
	n := 0
	for _, x := range s.Shares {
		n += x.Orgs
	}
	return n
}

type fileCounts struct {
	files                          int
	states                         map[string]int
	errors, returns, doubts, notes int
}

func countFiles(summary ingest.Summary, period string) fileCounts {
	c := fileCounts{states: map[string]int{}}
	for _, f := range summary.Files {
		if f.Period != period {
			continue
		}
		c.files++
		c.states[f.State]++
		c.errors, c.returns, c.doubts, c.notes = c.errors+f.Errors, c.returns+f.Returns, c.doubts+f.Doubts, c.notes+f.Notes
	}
	return c
}

// indicatorRow is the part of mart_indicator that the demo shows.
type indicatorRow struct {
	Indicator string           `parquet:"indicator"`
	Org       string           `parquet:"org"`
	Period    string           `parquet:"period"`
	Basis     string           `parquet:"basis"`
	Value     parquetio.Number `parquet:"value" scale:"6"`
	Status    string           `parquet:"status"`
}

// tellFigures shows the region's first indicators that have a target, by quarter.
func (a *app) tellFigures(marts store.Generation, pack *programme.Pack) error {
	rows, err := parquetio.Read[indicatorRow](filepath.Join(marts.Dir, "mart_indicator.parquet"))
	if err != nil {
		return err
	}
	values := map[[2]string]indicatorRow{}
	for _, r := range rows {
		if r.Org == pack.Programme.Region && r.Basis == basisOf(pack, r.Indicator) {
			values[[2]string{r.Indicator, r.Period}] = r
		}
	}
	words := pack.Programme.Words
	header := []string{a.t(cmp.Or(words.Total, "合计")+"主要指标", "key figures, "+cmp.Or(words.TotalEn, "total")), a.t("单位", "unit")}
	last, numbers := pack.Programme.Periods.Last, []int{}
	for at := pack.Programme.Periods.First; !last.Before(at); at = at.Add(1) {
		numbers = append(numbers, len(header))
		header = append(header, at.String())
	}
	t := newTable(append(header, a.t("目标", "target"))...).numbers(numbers...)
	for _, i := range shownIndicators(pack) {
		row := []string{a.t(i.Name, i.NameEn), i.Unit}
		for at := pack.Programme.Periods.First; !last.Before(at); at = at.Add(1) {
			row = append(row, cmp.Or(values[[2]string{i.Code, at.String()}].Value.Fixed(i.Decimals), "—"))
		}
		t.add(append(row, a.statusWord(pack, values[[2]string{i.Code, last.String()}].Status))...)
	}
	t.print(a.screen())
	fmt.Fprintln(a.screen())
	return nil
}

// shownIndicators are the pack's first ratios without a target, and its first
// indicators with one, in the versions that hold in the last period.
func shownIndicators(pack *programme.Pack) []programme.Indicator {
	var free, aimed []programme.Indicator
	for _, i := range pack.Indicators {
		if !i.ValidTo.IsZero() && i.ValidTo.Before(pack.Programme.Periods.Last.Last()) {
			continue
		}
		at := slices.IndexFunc(pack.Targets, func(t programme.Target) bool { return t.Indicator == i.Code })
		if at >= 0 && pack.Targets[at].Comparator == "unset" {
			continue
		}
		hasTarget := at >= 0
		switch {
		case hasTarget && len(aimed) < demoIndicators:
			aimed = append(aimed, i)
		case !hasTarget && i.Type == "ratio" && len(free) < demoIndicators:
			free = append(free, i)
		}
	}
	return append(free, aimed...)
}

// basisOf is the basis under which an indicator stands in the marts by default.
func basisOf(pack *programme.Pack, indicator string) string {
	i := slices.IndexFunc(pack.Indicators, func(i programme.Indicator) bool { return i.Code == indicator })
	if i >= 0 && (pack.Indicators[i].DefaultBasis == "quarter" || pack.Indicators[i].DefaultBasis == "ytd") {
		return pack.Indicators[i].DefaultBasis
	}
	return "point"
}

var targetWords = map[string]string{"met": "达标", "on_track": "序时", "behind": "滞后", "missed": "未达标", "no_data": "无数据", "": "—"}

func (a *app) statusWord(pack *programme.Pack, status string) string {
	if status == "no_target" {
		words := pack.Programme.Words
		return a.t(cmp.Or(words.Document, "文件")+"未设目标", "no target in this "+cmp.Or(words.DocumentEn, "document"))
	}
	return a.t(targetWords[status], cmp.Or(status, "-"))
}
