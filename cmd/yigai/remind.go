//go:build cgo

package main

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yigai/internal/beijing"
	"yigai/internal/parquetio"
	"yigai/internal/workspace"
	"yigai/programme"
)

const entryReminder = "reminder_issued"

// A reminding is how `yigai remind` was called.
type reminding struct {
	period, org, kind, out, by string
	issue, again               bool
}

func (a *app) remindCommand() *cobra.Command {
	var how reminding
	c := &cobra.Command{
		Use: "remind --period P [--org ORG] [--kind KIND] [--out DIR] [--issue --by NAME]", Short: a.t("催办：每个单位的短消息和信函", "whom to chase: a short text and a letter for each org"),
		Long: a.t(`按工作方案的催办规则（没有的用程序自带的中性规则）列出要催办的：催报、提醒、督办单（一事一单）、约谈建议。
--out 为每个单位写一条短消息和各类信函（文本和可打印的网页）。--issue 记入日志并给督办单编号；同一件事一期只发一次，再发用 --again。`,
			`Lists whom to chase by the programme's rules (neutral ones where it has none): 催报, 提醒, 督办单 (one matter, one slip), 约谈建议.
--out writes a short text and letters (plain text and a printable page) for each org. --issue notes them in the journal and numbers
the slips; the same matter is issued once in a period, again only with --again.`),
		Example: "  yigai remind --period 2022Q1\n  yigai remind --period 2022Q1 --kind 督办单 --out 催办\n  yigai remind --period 2022Q1 --org 西乡县 --issue --by 王秀兰 --out 催办",
		Args:    a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return a.remind(c.Context(), how) },
	}
	c.Flags().StringVar(&how.period, "period", "", a.t("报告期", "the period"))
	c.Flags().StringVar(&how.org, "org", "", a.t("只催这个单位：代码或名称", "this org only: code or name"))
	c.Flags().StringVar(&how.kind, "kind", "", a.t("催报、提醒、督办单或约谈建议", "report, notice, slip or interview"))
	c.Flags().StringVar(&how.out, "out", "", a.t("写到这个文件夹", "write to this folder"))
	c.Flags().BoolVar(&how.issue, "issue", false, a.t("发出：记入日志，督办单编号", "issue: note in the journal, number the slips"))
	c.Flags().BoolVar(&how.again, "again", false, a.t("本期已发过的也再发", "also those issued in the period already"))
	c.Flags().StringVar(&how.by, "by", "", a.t("谁发出", "who issues"))
	return c
}

// reminderKinds are the kinds in the order of their weight, with their names.
var reminderKinds = []struct{ kind, zh, en string }{
	{"report", "催报", "call for a report"}, {"notice", "提醒", "notice"}, {"slip", "督办单", "supervision slip"}, {"interview", "约谈建议", "suggested interview"},
}

func (a *app) reminderKind(kind string) string {
	for _, k := range reminderKinds {
		if k.kind == kind {
			return a.t(k.zh, k.en)
		}
	}
	return kind
}

// reminderRow is a row of mart_reminder, with its words filled in.
type reminderRow struct {
	Period      string         `parquet:"period" json:"period"`
	Org         string         `parquet:"org" json:"org"`
	ToOrg       string         `parquet:"to_org" json:"to_org"`
	Reminder    string         `parquet:"reminder" json:"reminder"`
	Seq         int            `parquet:"seq" json:"-"`
	Kind        string         `parquet:"kind" json:"kind"`
	Trigger     string         `parquet:"trigger" json:"trigger"`
	Task        string         `parquet:"task" json:"task"`
	Role        string         `parquet:"role" json:"role"`
	Indicator   string         `parquet:"indicator" json:"indicator"`
	ID          string         `parquet:"id" json:"id"`
	Title       string         `parquet:"title" json:"title"`
	TitleEn     string         `parquet:"title_en" json:"title_en"`
	DueOn       parquetio.Date `parquet:"due" json:"-"`
	Days        int            `parquet:"days" json:"days"`
	Count       int            `parquet:"count" json:"count"`
	LightText   string         `parquet:"light_text" json:"light"`
	LightTextEn string         `parquet:"light_text_en" json:"light_en"`
	Rule        string         `parquet:"rule" json:"rule"`
	RuleEn      string         `parquet:"rule_en" json:"rule_en"`
	Periods     int            `parquet:"periods" json:"periods"`
	SincePeriod string         `parquet:"since_period" json:"since_period"`
	SinceOn     parquetio.Date `parquet:"since" json:"-"`
	Text        string         `parquet:"text" json:"text"`
	TextEn      string         `parquet:"text_en" json:"text_en"`
	Letter      string         `parquet:"letter" json:"letter"`
	LetterEn    string         `parquet:"letter_en" json:"letter_en"`
	IssuedID    string         `parquet:"issued_id" json:"issued_id"`
	IssuedOn    parquetio.Date `parquet:"issued_on" json:"-"`
	IssuedTimes int            `parquet:"issued_times" json:"issued_times"`
	Due         string         `json:"due"`
	Since       string         `json:"since"`
	Issued      string         `json:"issued_on"`
}

func (a *app) remind(ctx context.Context, how reminding) (err error) {
	ws, pack, unlock, err := a.openToWrite("remind")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	at, err := periodOf(pack, how.period)
	if err != nil {
		return err
	}
	rows, err := a.reminders(ctx, ws, pack, at, how)
	if err != nil {
		return err
	}
	if how.issue {
		if rows, err = a.issueReminders(ctx, ws, pack, rows, how); err != nil {
			return err
		}
	}
	var files []string
	if how.out != "" {
		if files, err = a.writeReminders(ws, pack, at, rows, how.out); err != nil {
			return err
		}
	}
	if a.json {
		return writeJSON(a.Out, map[string]any{"reminders": append([]reminderRow{}, rows...), "files": append([]string{}, files...)})
	}
	a.tellReminders(pack, at, rows, files)
	return nil
}

// reminders are those that are due by today and asked for, with their words filled in.
func (a *app) reminders(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, at programme.Period, how reminding) ([]reminderRow, error) {
	known := slices.IndexFunc(reminderKinds, func(k struct{ kind, zh, en string }) bool { return k.kind == how.kind || k.zh == how.kind })
	if how.kind != "" && known < 0 {
		return nil, badUse("--kind 应是催报、提醒、督办单或约谈建议，不是 %q", "--kind must be report, notice, slip or interview, not %q", how.kind)
	}
	rows, err := martRows[reminderRow](ctx, a, ws, pack, at, "mart_reminder")
	if err != nil {
		return nil, err
	}
	today := a.Now().In(beijing.Zone).Format(time.DateOnly)
	org := orgCode(pack, at, how.org)
	rows = slices.DeleteFunc(rows, func(r reminderRow) bool {
		past := r.Trigger == "due_within" && r.DueOn.String() < today // no day is left until a deadline that has passed
		return past || r.Period != at.String() || r.SinceOn.String() > today || how.org != "" && org != r.ToOrg && org != r.Org || how.kind != "" && r.Kind != reminderKinds[known].kind
	})
	for i := range rows {
		fillReminder(pack, at, today, &rows[i])
	}
	slices.SortStableFunc(rows, func(x, y reminderRow) int {
		return cmp.Or(cmp.Compare(x.ToOrg, y.ToOrg), cmp.Compare(x.Seq, y.Seq), cmp.Compare(x.Org, y.Org), cmp.Compare(x.Task, y.Task), cmp.Compare(x.Role, y.Role), cmp.Compare(x.Indicator+x.ID, y.Indicator+y.ID))
	})
	return rows, nil
}

func (a *app) tellReminders(pack *programme.Pack, at programme.Period, rows []reminderRow, files []string) {
	t := newTable(a.t("单位", "org"), a.t("类别", "kind"), a.t("期限", "due"), a.t("已发", "issued"), a.t("短消息", "text"))
	for _, r := range rows {
		t.add(a.orgName(pack, at, r.ToOrg), a.reminderKind(r.Kind), r.Due, strings.TrimSpace(r.Issued+" "+r.IssuedID), a.t(r.Text, cmp.Or(r.TextEn, r.Text)))
	}
	if len(rows) > 0 {
		t.print(a.Out)
	}
	if len(files) > 0 {
		a.say("写了 %d 个文件", "%d files written", len(files))
	}
	a.say("%s 催办 %d 件", "%s: %d reminders", at, len(rows))
}

// orgName is an org as lists call it.
func (a *app) orgName(pack *programme.Pack, at programme.Period, code string) string {
	org, _ := pack.Org(code, at)
	return a.t(cmp.Or(org.ShortName, org.Name, code), cmp.Or(org.NameEn, code))
}
