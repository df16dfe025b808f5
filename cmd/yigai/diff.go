//go:build cgo

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"yigai/internal/decimal"
	"yigai/internal/parquetio"
	"yigai/internal/release"
	"yigai/internal/workspace"
)

// A moved figure is one that two editions do not say alike.
type moved struct {
	Kind    string `json:"kind"` // indicator, light, grade
	Subject string `json:"subject"`
	Basis   string `json:"basis"`
	Org     string `json:"org"`
	Period  string `json:"period"`
	What    string `json:"what"` // value, rank, text, added, removed; several joined by +
	Then    string `json:"then"`
	Now     string `json:"now"`
	Rank    [2]int `json:"rank"`   // then and now, 0 for none
	Change  string `json:"change"` // of the value
	Cause   string `json:"cause"`  // file, decision, definition, programme; source where the public edition does not say
	Detail  string `json:"detail"`
}

// An editionDiff is what differs between two editions.
type editionDiff struct {
	A         string  `json:"a"`
	B         string  `json:"b"`
	Tolerance string  `json:"tolerance"`
	Compared  int     `json:"compared"`
	Moved     []moved `json:"moved"` // grouped by cause

	names map[string]string // of indicators and orgs by code, as the newer edition has them
}

func (a *app) diffCommand() *cobra.Command {
	var tolerance string
	c := &cobra.Command{
		Use: "diff EDITION EDITION", Short: a.t("两个发布版之间变了什么：数、位次、等次、亮灯，按原因分组", "what changed between two editions: values, ranks, grades, lights, by cause"),
		Long: a.t(`发布版写名称（2022Q1-r1，在工作区的 editions 里找）或文件夹；公开版也可以比，只是看不到哪个文件。
两版都有的报告期才比。退出码 1 表示有超过 --tolerance 的变化。`,
			`Editions are given by name (2022Q1-r1, looked for in editions/ of the workspace) or by folder; public ones can be compared too, but
do not say which file. Only periods that both have are compared. Exit code 1: something changed by more than --tolerance.`),
		Example: "  yigai diff 2022Q1-r1 2022Q1-r2\n  yigai diff 2022Q1-r1 2022Q1-r2 --tolerance 0.01 --json",
		Args:    a.args(2, 2, "请写明两个发布版", "name two editions"),
		RunE:    func(c *cobra.Command, args []string) error { return a.diff(c.Context(), args[0], args[1], tolerance) },
	}
	c.Flags().StringVar(&tolerance, "tolerance", "0", a.t("数值相差不超过它的不算（位次、等次、亮灯的变化都算）", "values that differ by no more than this do not count; ranks, grades and lights always do"))
	return c
}

func (a *app) diff(ctx context.Context, first, second, tolerance string) error {
	limit, err := decimal.Parse(tolerance)
	if err != nil || limit < 0 {
		return badUse("--tolerance 应是不小于 0 的数，不是 %q", "--tolerance is a number of 0 or more, not %q", tolerance)
	}
	older, err := a.vintageOf(first)
	if err != nil {
		return err
	}
	newer, err := a.vintageOf(second)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	result := compareVintages(older, newer, parquetio.Decimal(int64(limit), decimal.Scale))
	result.Tolerance = tolerance
	if a.json {
		err = writeJSON(a.Out, result)
	} else {
		a.tellDiff(result)
	}
	if err == nil && len(result.Moved) > 0 {
		return broken(fmt.Sprintf("%s 与 %s 有 %d 处不同", older.name, newer.name, len(result.Moved)), fmt.Sprintf("%s and %s differ in %d places", older.name, newer.name, len(result.Moved)),
			"每一处的来龙去脉见修订版的“变动”页", "the page of changes of the revision tells of each")
	}
	return err
}

// vintageRow is a row of mart_vintage: what an edition says of one figure.
type vintageRow struct {
	Edition     string           `parquet:"edition"`
	Kind        string           `parquet:"kind"`
	Subject     string           `parquet:"subject"`
	Version     string           `parquet:"version"`
	Basis       string           `parquet:"basis"`
	Org         string           `parquet:"org"`
	Period      string           `parquet:"period"`
	Value       parquetio.Number `parquet:"value" scale:"6"`
	Rank        int              `parquet:"rank"`
	Text        string           `parquet:"text"`
	Sources     string           `parquet:"sources"`
	Submissions string           `parquet:"submissions"`
	Decisions   string           `parquet:"decisions"`
}

// A vintage is what one edition says.
type vintage struct {
	name string
	rows []vintageRow
	file map[string]string // names of files by receipt, where the edition tells them
	code map[string]string // names of indicators and orgs
	unitsBelow
}

// vintageOf reads an edition given by its folder, or by its name in the workspace.
func (a *app) vintageOf(name string) (v vintage, err error) {
	dir := name
	if _, err := os.Stat(filepath.Join(dir, release.ManifestName)); errors.Is(err, fs.ErrNotExist) {
		ws, err := workspace.Open(a.dir)
		if err != nil {
			return v, err
		}
		if _, err := editionNamed(ws, name); err != nil {
			return v, err
		}
		dir = shelfOf(ws).Find(name)
	}
	r, err := release.Open(dir)
	if err != nil {
		return v, err
	}
	v.name, v.file = r.Manifest.Name, map[string]string{}
	v.rows, err = parquetio.ReadPublic[vintageRow](filepath.Join(dir, "parquet", "mart_vintage.parquet"))
	if err != nil {
		return v, err
	}
	v.rows = slices.DeleteFunc(v.rows, func(r vintageRow) bool { return r.Edition != v.name })
	if len(v.rows) == 0 {
		return v, badUse("%s 里没有可以比较的数（parquet/mart_vintage.parquet）", "%s holds no figures to compare (parquet/mart_vintage.parquet)", name)
	}
	files, err := parquetio.ReadPublic[fileNamed](filepath.Join(dir, "parquet", "mart_submission.parquet"))
	for _, f := range files {
		v.file[f.Receipt] = f.Name
	}
	if err != nil {
		return v, err
	}
	if v.code, err = namesIn(filepath.Join(dir, "parquet")); err != nil {
		return v, err
	}
	v.unitsBelow, err = belowIn(filepath.Join(dir, "parquet"))
	return v, err
}

// namesIn are the names of indicators and orgs by their codes.
func namesIn(parquet string) (map[string]string, error) {
	indicators, err := parquetio.ReadPublic[indicatorNamed](filepath.Join(parquet, "dim_indicator.parquet"))
	if err != nil {
		return nil, err
	}
	orgs, err := parquetio.ReadPublic[orgNamed](filepath.Join(parquet, "dim_org.parquet"))
	names := map[string]string{}
	for _, i := range indicators {
		names[i.Code] = i.Name
	}
	for _, o := range orgs {
		names[o.Code] = cmp.Or(o.Short, o.Name)
	}
	return names, err
}

type indicatorNamed struct {
	Code string `parquet:"indicator"`
	Name string `parquet:"name"`
}

type orgNamed struct {
	Code  string `parquet:"org"`
	Name  string `parquet:"name"`
	Short string `parquet:"short_name"`
}

// fileNamed is the part of the list of files that names them.
type fileNamed struct {
	Receipt string `parquet:"submission"`
	Name    string `parquet:"file_name"`
}

// vintageKey is what makes figures of two editions the same figure.
type vintageKey struct{ kind, subject, basis, org, period string }

func (r vintageRow) key() vintageKey { return vintageKey{r.Kind, r.Subject, r.Basis, r.Org, r.Period} }

func compareVintages(older, newer vintage, tolerance parquetio.Number) editionDiff {
	c := editionDiff{A: older.name, B: newer.name, Moved: []moved{}, names: newer.code}
	rivals := rivals{}
	then, now := byKey(older.rows), byKey(newer.rows)
	periods := [2]map[string]bool{periodsOf(older.rows), periodsOf(newer.rows)}
	for key, x := range then {
		y, both := now[key]
		switch {
		case both:
			c.Compared++
			x, y = newer.sourced(x, y, then, now)
			rivals.hear(x, y, newer.file)
			if m, differs := x.movedTo(y, tolerance); differs {
				c.Moved = append(c.Moved, m.because(x, y, newer.file))
			}
		case periods[1][key.period]:
			c.Moved = append(c.Moved, x.alone("removed").because(x, vintageRow{Version: x.Version}, newer.file))
		}
	}
	for key, y := range now {
		if _, both := then[key]; !both && periods[0][key.period] {
			c.Moved = append(c.Moved, y.alone("added").because(vintageRow{Version: y.Version}, y, newer.file))
		}
	}
	for i, m := range c.Moved {
		c.Moved[i] = rivals.blame(m)
	}
	slices.SortFunc(c.Moved, func(x, y moved) int {
		return cmp.Or(cmp.Compare(x.Cause, y.Cause), cmp.Compare(x.Detail, y.Detail), cmp.Compare(x.Period, y.Period), cmp.Compare(x.Kind, y.Kind),
			cmp.Compare(x.Subject, y.Subject), cmp.Compare(x.Basis, y.Basis), cmp.Compare(x.Org, y.Org))
	})
	return c
}

func byKey(rows []vintageRow) map[vintageKey]vintageRow {
	m := map[vintageKey]vintageRow{}
	for _, r := range rows {
		m[r.key()] = r
	}
	return m
}

func periodsOf(rows []vintageRow) map[string]bool {
	m := map[string]bool{}
	for _, r := range rows {
		m[r.Period] = true
	}
	return m
}
