//go:build cgo

package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/atomicfile"
	"yigai/internal/parquetio"
	"yigai/internal/workspace"
	"yigai/programme"
)

// An inspectionForm is how `yigai inspect form` was called.
type inspectionForm struct{ id, reporter, elements, out string }

func (a *app) inspectFormCommand() *cobra.Command {
	var f inspectionForm
	c := &cobra.Command{
		Use: "form --draw ID --reporter ORG [--out FILE]", Short: a.t("生成核查表：报送值已填并锁定", "the form for a check: values reported filled in and locked"),
		Long: a.t("为抽中的数（或抽中地方本期的数）生成核查表。核查单位填写核查值和结论后，照常放进 inbox，由 yigai ingest 收下。",
			"Makes the form for the values drawn, or for the values of the places drawn. Whoever checks fills in what was found and the verdict; the file comes back through inbox and yigai ingest like any other."),
		Example: "  yigai inspect form --draw CJ-2022Q1-counties --reporter 610700-WJW --element htn_managed,htn_standard\n  yigai inspect form --draw CJ-2022Q1-values --reporter 610700-WJW --out 核查.xlsx",
		Args:    a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return a.inspectForm(c.Context(), f) },
	}
	c.Flags().StringVar(&f.id, "draw", "", a.t("抽取编号", "the draw"))
	c.Flags().StringVar(&f.reporter, "reporter", "", a.t("核查单位：代码或名称", "who checks: code or name of an org"))
	c.Flags().StringVar(&f.elements, "element", "", a.t("只核查这些数据元，用逗号分开", "these elements only, by commas"))
	c.Flags().StringVar(&f.out, "out", "", a.t("写到哪个文件，默认 outbox/报告期/核查_编号_单位.xlsx", "the file to write; by default outbox/PERIOD/核查_ID_ORG.xlsx"))
	return c
}

func (a *app) inspectForm(ctx context.Context, f inspectionForm) (err error) {
	ws, pack, unlock, err := a.openToWrite("inspect form")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	at, picks, err := drawnPicks(ws, pack, f.id)
	if err != nil {
		return err
	}
	reporter, ok := pack.Org(orgCode(pack, at, f.reporter), at)
	if !ok {
		return badUse("请用 --reporter 写明核查单位的代码或名称，%q 不是", "name the org that checks with --reporter, by code or name: %q is none", f.reporter)
	}
	rows, err := a.inspectionRows(ctx, ws, pack, at, f, picks)
	if err != nil {
		return err
	}
	key, err := ws.Key()
	if err != nil {
		return err
	}
	if f.out == "" {
		f.out = ws.Path("outbox", at.String(), safeName("核查_"+f.id+"_"+reporter.Code+sampleMark(ws))+".xlsx")
	}
	if err := os.MkdirAll(filepath.Dir(f.out), 0o755); err != nil {
		return err
	}
	err = atomicfile.Write(f.out, 0o644, func(w io.Writer) error {
		return template.Write(w, template.Input{Pack: pack, Form: check.Only(pack.FormOf(reporter, at), template.InspectionSheet), Key: key, Inspections: rows,
			Fill: &template.Fill{Sample: ws.Settings.Sample}})
	})
	if err != nil {
		return err
	}
	return a.listFiles([]string{f.out})
}

func sampleMark(ws *workspace.Workspace) string {
	if ws.Settings.Sample {
		return "_样例"
	}
	return ""
}

// drawnPicks gives the places and values that a draw picked, and its period.
func drawnPicks(ws *workspace.Workspace, pack *programme.Pack, id string) (programme.Period, []string, error) {
	drawn, err := drawnBefore(ws)
	if err != nil {
		return programme.Period{}, nil, err
	}
	var picks []string
	var period string
	for _, d := range drawn {
		if d.ID == id && slices.Contains([]string{"counties", "values"}, d.Title) {
			picks, period = append(picks, d.Picked...), d.Period
		}
	}
	if len(picks) == 0 {
		return programme.Period{}, nil, badUse("没有抽取 %q，或者它抽的不是地方或数：记录和佐证材料按 yigai inspect list --draw 列出的核查", "there is no draw %q of places or values; records and evidence are checked by the list of yigai inspect list --draw", id)
	}
	at, err := periodIn(pack, period)
	return at, picks, err
}

// inspectionRows are the values to check: those drawn, or those that the places
// drawn reported, in the order of the draw.
func (a *app) inspectionRows(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, at programme.Period, f inspectionForm, picks []string) (rows []template.Inspection, err error) {
	marts, done, err := a.martsFor(ctx, ws, pack, at)
	if err != nil {
		return nil, err
	}
	defer closing(&err, done)
	figures, err := parquetio.Read[figureRow](filepath.Join(marts, "mart_figure.parquet"))
	if err != nil {
		return nil, err
	}
	only := strings.FieldsFunc(f.elements, func(r rune) bool { return strings.ContainsRune(",， ", r) })
	for _, pick := range picks {
		for _, r := range figures {
			if r.Period != at.String() || r.State != "reported" || pick != r.Org && pick != r.Org+" "+r.Element || len(only) > 0 && !slices.Contains(only, r.Element) {
				continue
			}
			rows = append(rows, template.Inspection{Draw: f.id, Org: r.Org, Period: r.Period, Element: r.Element, Reported: formValue(pack, r)})
		}
	}
	if len(rows) == 0 {
		return nil, badUse("抽中的地方本期没有报送这些数，核查表没有内容", "the places drawn reported none of these values in the period: the form would be empty")
	}
	return rows, nil
}

// formValue is a value as the forms show it: yes and no as words.
func formValue(pack *programme.Pack, r figureRow) template.Value {
	value := exact(r.Value)
	if e, ok := pack.Element(r.Element); ok && e.ValueType == "yes_no" {
		return template.Text(map[bool]string{true: "是", false: "否"}[value > 0])
	}
	return template.Number(value)
}
