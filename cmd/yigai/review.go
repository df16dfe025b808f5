//go:build cgo

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/parquetio"
	"yigai/internal/workspace"
	"yigai/programme"
)

// A reviewed period is what those who approve want to know of it.
type reviewed struct {
	Period     string        `json:"period"`
	Asked      int           `json:"asked"`
	Shares     []share       `json:"shares"`
	Missing    []string      `json:"missing"` // orgs that have not reported
	OpenDoubts int           `json:"open_doubts"`
	Doubts     []doubted     `json:"doubts"` // by org
	Returns    int           `json:"findings_return"`
	Edition    string        `json:"edition"` // the newest of the period, "" for none
	Restated   []restatedRow `json:"restated"`
	Steps      []stepShown   `json:"steps"`
	Next       string        `json:"next"` // the command to run
}

// doubted is how many doubts of an org nobody has accepted.
type doubted struct {
	Org  string `json:"org"`
	Name string `json:"name"`
	Open int    `json:"open"`
}

// restatedRow is the part of mart_restatement that is counted.
type restatedRow struct {
	Edition   string `parquet:"edition" json:"edition"`
	Kind      string `parquet:"kind" json:"kind"`
	Subject   string `parquet:"subject" json:"subject"`
	Basis     string `parquet:"basis" json:"basis"`
	Org       string `parquet:"org" json:"org"`
	Period    string `parquet:"period" json:"period"`
	Published string `json:"published"` // the value or the score, else the light or grade
	Now       string `json:"now"`
	Cause     string `parquet:"cause" json:"cause"`
	CauseZh   string `parquet:"cause_detail_zh" json:"cause_detail_zh"`
	CauseEn   string `parquet:"cause_detail_en" json:"cause_detail_en"`

	Then     parquetio.Number `parquet:"published" json:"-"`
	ThenText string           `parquet:"published_text" json:"-"`
	Here     parquetio.Number `parquet:"now" json:"-"`
	HereText string           `parquet:"now_text" json:"-"`
}

func (a *app) reviewCommand() *cobra.Command {
	var period string
	c := &cobra.Command{
		Use: "review --period P", Short: a.t("发布前看一遍：谁报了、什么存疑、变了什么、审批到哪一步", "before publishing: who reported, what is doubtful, what changed, where approval stands"),
		Example: "  yigai review --period 2022Q4\n  yigai review --period 2022Q4 --json", Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ws, pack, err := a.open()
			if err != nil {
				return err
			}
			at, err := periodOf(pack, period)
			if err != nil {
				return err
			}
			r, err := a.reviewOf(c.Context(), ws, pack, at)
			if err != nil {
				return err
			}
			if a.json {
				return writeJSON(a.Out, r)
			}
			a.tellReview(ws, pack, at, r)
			return nil
		},
	}
	c.Flags().StringVar(&period, "period", "", a.t("报告期，如 2022Q4", "the period, e.g. 2022Q4"))
	return c
}

func (a *app) reviewOf(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, at programme.Period) (r reviewed, err error) {
	marts, done, err := a.martsFor(ctx, ws, pack, at)
	if err != nil {
		return r, err
	}
	defer closing(&err, done)
	r = reviewed{Period: at.String(), Missing: []string{}, Doubts: []doubted{}, Restated: []restatedRow{}}
	status, err := readStatus(marts, at.String())
	if err != nil {
		return r, err
	}
	r.Asked, r.Shares = askedIn(status), status.Shares
	for _, o := range status.Orgs {
		if o.Expected && o.State == "missing" {
			r.Missing = append(r.Missing, o.Org)
		}
		r.Returns += o.Returns
	}
	if err := r.countDoubts(marts, pack, at); err != nil {
		return r, err
	}
	if r.Restated, err = restatedIn(marts, at); err != nil {
		return r, err
	}
	if r.Edition, err = newestOf(ws, at); err != nil {
		return r, err
	}
	chain, err := ingest.Approvals(ws, pack, at, cutOff(pack, at))
	r.Steps, r.Next = stepsShown(chain), nextOf(chain, at, ws.Settings.Sample, r.Edition).command
	return r, err
}

// newestOf is the newest edition of a period, "" for none.
func newestOf(ws *workspace.Workspace, at programme.Period) (name string, err error) {
	editions, err := publishedIn(ws)
	if of := ofPeriod(editions, at.String()); len(of) > 0 {
		name = of[len(of)-1].ID
	}
	return name, err
}

func (r *reviewed) countDoubts(marts string, pack *programme.Pack, at programme.Period) error {
	list, err := readDoubts(marts, at.String())
	if err != nil {
		return err
	}
	open := map[string]int{}
	for _, d := range list {
		if d.severity == "doubt" && !d.Waived {
			open[d.Org]++
			r.OpenDoubts++
		}
	}
	for code, n := range open {
		o, _ := pack.Org(code, at)
		r.Doubts = append(r.Doubts, doubted{code, cmp.Or(o.ShortName, o.Name), n})
	}
	slices.SortFunc(r.Doubts, func(x, y doubted) int { return cmp.Or(cmp.Compare(y.Open, x.Open), cmp.Compare(x.Org, y.Org)) })
	return nil
}

// restatedIn is what differs now from the newest edition that had a period, for
// that period and those before it.
func restatedIn(marts string, at programme.Period) ([]restatedRow, error) {
	rows, err := parquetio.Read[restatedRow](filepath.Join(marts, "mart_restatement.parquet"))
	if errors.Is(err, fs.ErrNotExist) {
		return []restatedRow{}, nil // marts of an earlier version of the program
	}
	rows = slices.DeleteFunc(rows, func(r restatedRow) bool {
		of, err := programme.ParsePeriod(r.Period)
		return err == nil && of.Last().After(at.Last())
	})
	for i, r := range rows {
		rows[i].Published, rows[i].Now = cmp.Or(r.Then.String(), r.ThenText), cmp.Or(r.Here.String(), r.HereText)
	}
	return append([]restatedRow{}, rows...), err
}

func (a *app) tellReview(ws *workspace.Workspace, pack *programme.Pack, at programme.Period, r reviewed) {
	if ws.Settings.Sample {
		a.say("（样例数据，非真实情况）", "(sample data, not real)")
	}
	var shares []string
	for _, s := range r.Shares {
		shares = append(shares, fmt.Sprintf("%s %d", a.t(reportingWords[s.State], s.State), s.Orgs))
	}
	a.say("%s 应报 %d：%s", "%s: asked %d: %s", at, r.Asked, strings.Join(shares, a.t("，", ", ")))
	if n := len(r.Missing); n > 0 {
		a.say("  未报：%s", "  missing: %s", a.someOrgs(pack, at, r.Missing))
	}
	a.say("未处理的存疑 %d 处，退回待改 %d 处（yigai waive --list --period %s，yigai return --period %[3]s）", "open doubts %d, returned rows %d (yigai waive --list --period %s, yigai return --period %[3]s)", r.OpenDoubts, r.Returns, at)
	a.tellRestated(r)
	t := newTable(a.t("环节", "step"), a.t("单位", "org"), a.t("状态", "state"), a.t("谁", "by"), a.t("哪天", "on"), a.t("意见", "opinion"), a.t("此后变化", "changed since"))
	for _, s := range r.Steps {
		t.add(s.Step+" "+a.t(s.Name, s.NameEn), s.Org+" "+s.OrgName, a.t(approvalWords[s.State][0], approvalWords[s.State][1]), s.By, s.Day, s.Opinion, strings.Join(s.Changed, a.t("；", "; ")))
	}
	t.print(a.Out)
	if r.Edition != "" && len(r.Restated) == 0 && strings.Contains(r.Next, "yigai publish") {
		a.say("数没有变，不必再发布；要更正的，用 yigai ingest 文件 --exception 理由 --by 姓名 收进更正的报表", "no figure changed: there is nothing to publish again; a correction comes in with yigai ingest FILE --exception REASON --by NAME")
		return
	}
	a.say("下一步：%s", "next: %s", r.Next)
}

func (a *app) tellRestated(r reviewed) {
	switch {
	case r.Edition == "":
		a.say("本期还没有发布过", "this period has not been published yet")
		return
	case len(r.Restated) == 0:
		a.say("与发布版 %s 相比没有变化", "nothing differs from edition %s", r.Edition)
		return
	}
	kinds := map[string]int{}
	for _, x := range r.Restated {
		kinds[x.Kind]++
	}
	a.say("与上次发布相比变化 %d 处：指标 %d，亮灯 %d，等次 %d；原因：%s", "differing from what was published: %d: indicators %d, lights %d, grades %d; because of: %s", len(r.Restated), kinds["indicator"], kinds["light"], kinds["grade"], strings.Join(a.causesOf(r.Restated), a.t("；", "; ")))
}

// causesOf lists why figures differ, each once, the first few.
func (a *app) causesOf(rows []restatedRow) []string {
	const shown = 3
	var causes []string
	for _, r := range rows {
		if c := cmp.Or(a.t(r.CauseZh, r.CauseEn), r.Cause); !slices.Contains(causes, c) {
			causes = append(causes, visible(c))
		}
	}
	if len(causes) > shown {
		causes = append(causes[:shown], a.t("等", "and others"))
	}
	return causes
}

// someOrgs names orgs, the first few.
func (a *app) someOrgs(pack *programme.Pack, at programme.Period, codes []string) string {
	const shown = 8
	var names []string
	for _, code := range codes[:min(shown, len(codes))] {
		o, _ := pack.Org(code, at)
		names = append(names, visible(a.t(cmp.Or(o.ShortName, o.Name, code), cmp.Or(o.NameEn, o.Name, code))))
	}
	text := strings.Join(names, a.t("、", ", "))
	if len(codes) > shown {
		text += a.t(" 等", " and others")
	}
	return text
}
