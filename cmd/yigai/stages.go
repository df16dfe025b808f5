//go:build cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"yigai/dags"
	"yigai/ingest"
	"yigai/internal/release"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/reports"
	"yigai/transform"
)

// newestPeriod is the last period of the programme that something was received
// for, by the facts; its first period when nothing was.
func newestPeriod(pack *programme.Pack, facts store.Generation) programme.Period {
	newest := pack.Programme.Periods.First
	for _, f := range facts.Manifest.Files {
		name, ok := strings.CutPrefix(f.Name, "fact_submissions/")
		at, err := programme.ParsePeriod(strings.TrimSuffix(name, ".parquet"))
		if ok && err == nil && newest.Before(at) {
			newest = at
		}
	}
	return newest
}

// cutOff is the day that the models take for today when they show a period.
func cutOff(pack *programme.Pack, at programme.Period) programme.Date {
	return programme.Date{Time: at.Last().AddDate(0, 0, pack.Programme.Calendar.CutOff)}
}

// runOf is what the models may know of a run that shows a period.
func runOf(ws *workspace.Workspace, pack *programme.Pack, at programme.Period) programme.Run {
	mode := "real"
	if ws.Settings.Sample {
		mode = "sample"
	}
	return programme.Run{Period: at, AsOf: cutOff(pack, at), Mode: mode, Version: version}
}

// writeReference makes the pack's tables for a period a generation, as the
// journal leaves the pack by now, with what the newest edition said.
func writeReference(ws *workspace.Workspace, pack *programme.Pack, at programme.Period) (store.Generation, error) {
	pack, err := amended(ws, pack)
	if err != nil {
		return store.Generation{}, err
	}
	newest, err := newestEdition(ws)
	if err != nil {
		return store.Generation{}, err
	}
	return generation(ws.Reference(), map[string]string{"pack": pack.Hash, "version": version, "edition": newest.name}, func(dir string) error {
		return errors.Join(programme.WriteReference(dir, pack, runOf(ws, pack, at)), transform.TakeVintages(newest.dir, dir))
	})
}

// A placed edition is one with the folder it is in; zero for none.
type placed struct{ name, dir string }

// newestEdition is the newest that the journal knows. One that is not in its place,
// or whose figures are not those that were published, is an error: figures would
// pass for unchanged that nobody has compared.
func newestEdition(ws *workspace.Workspace) (placed, error) {
	editions, err := publishedIn(ws)
	if err != nil || len(editions) == 0 {
		return placed{}, err
	}
	newest := editions[len(editions)-1]
	name, dir := newest.ID, shelfOf(ws).Find(newest.ID)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return placed{}, message{zh: "发布版 " + name + " 不在 editions 里", en: "the edition " + name + " is missing from editions",
			nextZh: "先恢复它：yigai publish --rebuild " + name, nextEn: "restore it first: yigai publish --rebuild " + name, err: err}
	}
	r, err := release.Open(dir)
	if err != nil || r.Reference.SHA256 != newest.Manifest() || !r.Sound(vintageTable) {
		return placed{}, message{zh: "发布版 " + name + " 不是发布时的样子，不能同它比较", en: "the edition " + name + " is not as it was published: nothing can be compared with it",
			nextZh: "运行 yigai verify 看变了什么；把它移走，再用 yigai publish --rebuild " + name + " 恢复", nextEn: "yigai verify tells what changed; move it away and restore it with yigai publish --rebuild " + name, err: err}
	}
	return placed{name, dir}, nil
}

// vintageTable is what later tables take from an edition.
const vintageTable = "parquet/mart_vintage.parquet"

// generation fills a draft and commits it.
func generation(s store.Store, meta map[string]string, fill func(dir string) error) (store.Generation, error) {
	draft, err := s.Begin()
	if err != nil {
		return store.Generation{}, err
	}
	if err := fill(draft.Dir()); err != nil {
		return store.Generation{}, errors.Join(err, draft.Discard())
	}
	g, err := draft.Commit(meta)
	if err != nil {
		return store.Generation{}, err
	}
	return g, s.Prune()
}

// writeMarts turns the current facts into marts for a period; the zero period
// is the newest one received.
func (a *app) writeMarts(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, at programme.Period) (transform.Report, error) {
	var report transform.Report
	facts, err := ws.Facts().Current()
	if err != nil {
		return report, err
	}
	if at.IsZero() {
		at = newestPeriod(pack, facts)
	}
	reference, err := writeReference(ws, pack, at)
	if err != nil {
		return report, err
	}
	head, err := ws.Journal.Head()
	if err != nil {
		return report, err
	}
	meta := map[string]string{"facts": facts.Name, "reference": reference.Name, "period": at.String(), "version": version}
	maps.Copy(meta, head.Note())
	records, err := ingest.RecordsBehind(ws, at)
	if err != nil {
		return report, err
	}
	for _, r := range records {
		meta["sha256 "+r.SHA256] = r.Name
	}
	_, err = generation(ws.Marts(), meta, func(dir string) (err error) {
		report, err = a.transform(ctx, facts.Dir, reference.Dir, dir)
		return err
	})
	return report, err
}

// transform runs the models from and to folders, and shows how far it is.
func (a *app) transform(ctx context.Context, facts, reference, marts string) (transform.Report, error) {
	stage := a.printer().Stage(a.t("汇总", "transform"))
	options := transform.Options{Spark: a.spark, Progress: func(_ string, done, total int) { stage.Update(done, total) }}
	var err error
	if options.FactsDir, options.ReferenceDir, options.OutDir, err = absolute(facts, reference, marts); err != nil {
		return transform.Report{}, err
	}
	report, err := transform.Run(ctx, options)
	if err != nil {
		stage.Abandon()
		return report, describeTests(err)
	}
	tables, rows := written(report)
	stage.End(a.t("%d 张表，%d 行", "%d tables, %d rows", tables, rows))
	return report, nil
}

// written counts the tables published and their rows.
func written(r transform.Report) (tables int, rows int64) {
	for _, t := range r.Tables {
		if t.Written {
			tables, rows = tables+1, rows+t.Rows
		}
	}
	return tables, rows
}

// absolute makes three paths independent of the folder the program runs in.
func absolute(x, y, z string) (string, string, string, error) {
	paths := []string{x, y, z}
	var errs []error
	for i, p := range paths {
		abs, err := filepath.Abs(p)
		paths[i], errs = abs, append(errs, err)
	}
	return paths[0], paths[1], paths[2], errors.Join(errs...)
}

// describeTests says that data tests failed: the marts stay as they were, and
// the data broke a rule.
func describeTests(err error) error {
	if !errors.Is(err, transform.ErrTests) {
		return err
	}
	return message{zh: fmt.Sprintf("数据没有通过检验，主题表没有更新：%v", err), en: fmt.Sprintf("the data failed its tests and the marts were not replaced: %v", err),
		nextZh: "按所列的行查找原因", nextEn: "look at the rows listed", err: dags.ErrHalted}
}

// writeSite makes the pages of the current marts.
func (a *app) writeSite(ctx context.Context, ws *workspace.Workspace) (reports.Report, error) {
	marts, err := ws.Marts().Current()
	if err != nil {
		return reports.Report{}, err
	}
	boundaries, _, err := ws.Boundaries()
	if err != nil {
		return reports.Report{}, err
	}
	stage := a.printer().Stage(a.t("网页", "site"))
	report, err := reports.WriteSite(ctx, reports.Options{MartsDir: marts.Dir, OutDir: ws.Path("site"), Record: ws.Path(".site-made"), Version: version, Boundaries: boundaries, Progress: stage.Update})
	if err != nil {
		stage.Abandon()
		return report, err
	}
	stage.End(a.t("%d 页", "%d pages", report.Pages))
	return report, nil
}
