package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"yigai/ingest/template"
	"yigai/programme"
)

func (a *app) templateCommand() *cobra.Command {
	var period, org, id, out string
	c := &cobra.Command{
		Use: "template --period P [--org CODE]", Short: a.t("生成要发出的空白报表", "write the workbooks to send out"),
		Example: "  yigai template --period 2022Q1\n  yigai template --period 2022Q1 --org 汉台区\n  yigai template --period 2022Q1 --org 汉台区 --programme hanzhong-2022 --out forms",
		Args:    a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if id == "" {
				return a.templatesHere(c.Context(), period, org, out)
			}
			return a.templatesOf(id, period, org, out)
		},
	}
	c.Flags().StringVar(&period, "period", "", a.t("报告期，如 2022Q1", "the period, e.g. 2022Q1"))
	c.Flags().StringVar(&org, "org", "", a.t("只为这个单位：代码或名称", "for this org only: its code or name"))
	c.Flags().StringVar(&id, "programme", "", a.t("不在工作区时：方案的编号或文件夹；校验码留空", "outside a workspace: the programme's id or folder; the token stays blank"))
	c.Flags().StringVar(&out, "out", "", a.t("不在工作区时：写到这个文件夹（默认当前文件夹）", "outside a workspace: write into this folder (default: the current one)"))
	return c
}

// templatesOf writes blank workbooks of a pack alone: without earlier figures
// and without tokens, for those who have no workspace.
func (a *app) templatesOf(id, period, org, out string) error {
	fsys, err := findPack(id)
	if err != nil {
		return err
	}
	pack, err := loadPack(fsys, id)
	if err != nil {
		return err
	}
	at, err := periodOf(pack, period)
	if err != nil {
		return err
	}
	orgs, err := reportersOf(pack, at, org)
	if err != nil {
		return err
	}
	out = cmp.Or(out, ".")
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	var names []string
	for _, o := range orgs {
		form := pack.FormOf(o, at)
		name, err := writeNew(out, template.FileName(form, ""), func(w io.Writer) error {
			return template.Write(w, template.Input{Pack: pack, Form: form})
		})
		if err != nil {
			return err
		}
		names = append(names, name)
	}
	if a.json {
		return writeJSON(a.Out, names)
	}
	for _, name := range names {
		fmt.Fprintln(a.Out, visible(name))
	}
	a.say("共 %d 个文件，校验码留空：发出的报表由秘书处在工作区里生成", "%d files with blank tokens: those to be sent out are made by the secretariat in its workspace", len(names))
	return nil
}

// periodOf reads the period that a flag names.
func periodOf(pack *programme.Pack, text string) (programme.Period, error) {
	if text == "" {
		return programme.Period{}, badUse("请用 --period 指明报告期（%s），如 --period %s", "name the period with --period (%s), as in --period %s", periodRange(pack), pack.Programme.Periods.First)
	}
	at, err := periodIn(pack, text)
	if err != nil {
		return at, badUse("--period 应是 %[2]s 中的一个报告期，不是 %[1]q", "--period must be a period of %[2]s, not %[1]q", text, periodRange(pack)).then(periodHint(pack))
	}
	return at, nil
}

// periodRange says which periods a pack is reported for, history included: 2020–2021.
func periodRange(pack *programme.Pack) string {
	periods := pack.ReportPeriods()
	return fmt.Sprintf("%s–%s", periods[0], periods[len(periods)-1])
}

// periodHint is how a period of the pack is written.
func periodHint(pack *programme.Pack) (zh, en string) {
	first := pack.Programme.Periods.First
	return fmt.Sprintf("这样写：%s；全部报告期见 yigai programme show %s", first, pack.Programme.ID), fmt.Sprintf("write it like %s; yigai programme show %s has them", first, pack.Programme.ID)
}

// periodIn reads a period the pack is reported for.
func periodIn(pack *programme.Pack, text string) (programme.Period, error) {
	if at, err := programme.ParsePeriod(text); err == nil && slices.Contains(pack.ReportPeriods(), at) {
		return at, nil
	}
	return programme.Period{}, badUse("报告期应是 %[2]s 中的一个，不是 %[1]q", "the period must be one of %[2]s, not %[1]q", text, periodRange(pack)).then(periodHint(pack))
}

// reportersOf lists who reports in a period, or the one org named by code or name.
func reportersOf(pack *programme.Pack, at programme.Period, org string) ([]programme.Org, error) {
	orgs := pack.Reporters(at)
	if org == "" {
		return orgs, nil
	}
	code := orgCode(pack, at, org)
	i := slices.IndexFunc(orgs, func(o programme.Org) bool { return o.Code == code })
	if i < 0 {
		return nil, badUse("%q 不是 %s 的报送单位", "%q does not report in %s", org, at)
	}
	return orgs[i : i+1], nil
}

// orgCode is the code of the org that a person calls by code or name; what it
// does not know stays as it is.
func orgCode(pack *programme.Pack, at programme.Period, text string) string {
	if o, ok := pack.OrgByName(text, at); ok {
		return o.Code
	}
	return text
}
