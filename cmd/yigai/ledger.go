//go:build cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yigai/internal/look"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

// ledgerFlags are what the command was told to show, and where to.
type ledgerFlags struct {
	period, org, light, out string
	all                     bool
}

func (a *app) ledgerCommand() *cobra.Command {
	var f ledgerFlags
	c := &cobra.Command{
		Use: "ledger [--period P] [--org ORG] [--light STATE] [--out FILE]", Short: a.t("任务台账：灯、期限、进度、销号", "the task ledger: lights, deadlines, progress, closing"),
		Long: a.t(`台账的每一行是一个单位承担的一项任务；不写 --org 时只列整项任务。灯有图形、有文字，不单靠颜色。
期限和灯各有两个：按决定的，和按原定期限、不计决定的。--out 按扩展名写成 xlsx、csv 或 json，各列为台账常用的列；联系电话不进数据，只在报送的工作簿里。
xlsx 是整本台账：汇总和图、台账、各单位分工、每个部门一张表、历期的灯、对任务的决定，带筛选和打印设置，没有公式；要只看一部分，用表里的筛选。`,
			`A row is one org's part in a task; without --org whole tasks are listed. A light has a shape and a word, never a colour alone.
Deadline and light stand twice: as decided, and by the original deadline without decisions. --out writes xlsx, csv or json by the
file's ending, in the usual columns of a ledger; telephone numbers stay in the workbooks that were sent in.
xlsx is the whole ledger: summary with charts, ledger, who does what, a sheet for each department, lights of every period and
decisions, with filters and print set-up and without formulas; to see a part of it, use its filters.`),
		Example: "  yigai ledger\n  yigai ledger --period 2022Q3 --org 市卫生健康委\n  yigai ledger --light overdue\n  yigai ledger --period 2022Q3 --out ledger.xlsx\n  yigai ledger --all --out ledger.csv",
		Args:    a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return a.ledger(c.Context(), f) },
	}
	c.Flags().StringVar(&f.period, "period", "", a.t("报告期，默认最新一期", "the period; the newest by default"))
	c.Flags().StringVar(&f.org, "org", "", a.t("只列这个单位承担的", "this org's parts only"))
	c.Flags().StringVar(&f.light, "light", "", a.t("只列亮此灯的：灯的编码、名称或含义，如 overdue", "only this light: its code, name or meaning, such as overdue"))
	c.Flags().StringVar(&f.out, "out", "", a.t("写入文件：.xlsx、.csv 或 .json", "write to a file: .xlsx, .csv or .json"))
	c.Flags().BoolVar(&f.all, "all", false, a.t("列出每个单位承担的", "every org's part"))
	return c
}

// ledger shows the rows asked for, or writes them to a file.
func (a *app) ledger(ctx context.Context, f ledgerFlags) (err error) {
	if err := f.checkOut(); err != nil {
		return err
	}
	ws, pack, err := a.open()
	if err != nil {
		return err
	}
	at, err := ledgerPeriod(ws, pack, f.period)
	if err != nil {
		return err
	}
	if f.org != "" {
		f.org = orgCode(pack, programme.Period{}, f.org)
		if err := knownOrg(pack, f.org, at.Last().Format("2006-01-02")); err != nil {
			return err
		}
	}
	marts, done, err := a.martsFor(ctx, ws, pack, at)
	if err != nil {
		return err
	}
	defer closing(&err, done)
	if strings.HasSuffix(f.out, ".xlsx") {
		return a.ledgerBook(ctx, marts, at, f.out)
	}
	book, err := readLedger(marts, at.String())
	if err != nil {
		return err
	}
	if len(book.rows) == 0 {
		return badUse("台账里还没有 %s：先运行 yigai transform", "the ledger has nothing of %s yet: run yigai transform first", at)
	}
	if book.rows, err = f.wanted(book.rows); err != nil {
		return err
	}
	if len(book.rows) == 0 && f.org == pack.Programme.Region {
		return standsForAll(f.org+" "+book.orgs[f.org].Name, book.total)
	}
	return a.putLedger(ws, book, f)
}

// checkOut refuses a file of a kind that is not written here, and a workbook of
// a part: a workbook is always the whole ledger.
func (f ledgerFlags) checkOut() error {
	switch {
	case strings.HasSuffix(f.out, ".xlsx") && (f.org != "" || f.light != ""):
		return badUse("xlsx 总是整本台账，不与 --org、--light 一起用", "a workbook is always the whole ledger: not with --org or --light").
			then("用工作簿里的筛选，或写成 .csv", "use the workbook's filters, or write .csv")
	case f.out == "" || slices.Contains([]string{".xlsx", ".csv", ".json"}, filepath.Ext(f.out)):
		return nil
	}
	return badUse("--out 应是 .xlsx、.csv 或 .json 文件，不是 %q", "--out must be an .xlsx, .csv or .json file, not %q", f.out)
}

// ledgerPeriod is the period asked for, else the newest one received.
func ledgerPeriod(ws *workspace.Workspace, pack *programme.Pack, text string) (programme.Period, error) {
	if text != "" {
		return periodOf(pack, text)
	}
	facts, err := ws.Facts().Current()
	if errors.Is(err, store.ErrEmpty) {
		return programme.Period{}, badUse("还没有收过文件，没有台账可看：先运行 yigai ingest", "nothing was taken in yet, so there is no ledger: run yigai ingest first")
	}
	return newestPeriod(pack, facts), err
}

// wanted keeps the rows asked for; a light that no row could have is refused.
func (f ledgerFlags) wanted(rows []ledgerRow) ([]ledgerRow, error) {
	whole := f.org == "" && !f.all && f.light == "" && f.out == ""
	kept := slices.DeleteFunc(rows, func(r ledgerRow) bool {
		return f.org != "" && r.Org != f.org || f.org != "" && r.Role == "all" || whole && r.Role != "all" || f.light != "" && !r.isLit(f.light)
	})
	if _, known := lamps[f.light]; f.light != "" && len(kept) == 0 && !known && !slices.ContainsFunc(rows, func(r ledgerRow) bool { return r.isLit(f.light) }) {
		return nil, badUse("没有 %q 这种灯", "there is no light %q", f.light)
	}
	return kept, nil
}

// standsForAll says of an org asked for that it is the whole region, which has no
// part of its own, and which command shows its rows.
func standsForAll(org string, total totalWord) error {
	return badUse("%s 是全部单位的合计（%s），不单独承担任务", "%[1]s stands for all together (%[3]s) and has no part of its own", org, total.Total, total.TotalEn).
		then("合计的台账不写 --org：yigai ledger；每个单位的用 yigai ledger --all", "the ledger of all together is yigai ledger without --org; every org's part is yigai ledger --all")
}

// tellNothing says why no row is left, and which command shows some.
func (a *app) tellNothing(book ledgerBook, f ledgerFlags) {
	switch {
	case f.light != "":
		a.say("没有亮 %q 的任务；不写 --light 看全部", "no task has the light %q; leave out --light to see all", f.light)
	case f.org != "":
		a.say("%s %s 在 %s 不承担任务；谁承担什么：yigai ledger --all；交给它一份：yigai task transfer 任务 --to %[1]s",
			"%s %[4]s has no part in any task in %[3]s; who has what: yigai ledger --all; to give it a part: yigai task transfer TASK --to %[1]s", f.org, book.orgs[f.org].Name, book.period, book.orgs[f.org].NameEn)
	}
}

// isLit says whether a row has a light, by its code, its name or what it means.
func (r ledgerRow) isLit(light string) bool {
	return slices.Contains([]string{r.Light, r.LightState, r.LightText, r.LightTextEn}, light)
}

// lamps are the shapes of what lights mean, which tell it without a colour, and its words.
var lamps = func() map[string][3]string {
	shown := map[string][3]string{}
	for _, l := range look.Lamps {
		shown[l.State] = [3]string{l.Mark, l.Zh, l.En}
	}
	return shown
}()

// tellLedger prints the rows, and how many stand at each light.
func (a *app) tellLedger(book ledgerBook, f ledgerFlags) {
	t := newTable(a.t("任务", "task"), a.t("名称", "title"), a.t("单位", "org"), a.t("角色", "role"), a.t("期限", "due"), a.t("完成", "done"), a.t("应有", "expected"), a.t("灯", "light"), a.t("说明", "notes")).numbers(5, 6)
	counts, order := map[string]int{}, []string{}
	for _, r := range book.rows {
		light := lamps[r.LightState][0] + " " + a.t(r.LightText, r.LightTextEn)
		if counts[light]++; counts[light] == 1 {
			order = append(order, light)
		}
		t.add(r.Task, a.t(book.titles[r.Task].Title, book.titles[r.Task].TitleEn), a.t(book.orgName(r)), a.roleName(r.Role),
			r.Due.String(), fmt.Sprintf("%d/%d", r.Done, r.Owed), percentOf(r.Expected), light, a.ledgerNotes(r))
	}
	if len(book.rows) > 0 {
		t.print(a.Out)
	}
	slices.Sort(order)
	if len(book.rows) == 0 {
		a.tellNothing(book, f)
	}
	var parts []string
	for _, light := range order {
		parts = append(parts, fmt.Sprintf("%s %d", light, counts[light]))
	}
	a.say("%s  %d 行  %s", "%s  %d rows  %s", book.period, len(book.rows), visible(strings.Join(parts, "  ")))
}

// ledgerNotes says what was decided about a row, and what it would be without.
func (a *app) ledgerNotes(r ledgerRow) string {
	var notes []string
	add := func(holds bool, zh, en string, args ...any) {
		if holds {
			notes = append(notes, fmt.Sprintf(a.t(zh, en), args...))
		}
	}
	add(r.Extended > 0, "延期 %d 次，原定 %s", "extended (%d), originally %s", r.Extended, r.DueOriginal)
	computed := lamps[r.ComputedState]
	add(r.ComputedState != r.LightState, "按原定期限为 %s", "%s by the original deadline", computed[0]+" "+a.t(computed[1], computed[2]))
	add(r.Suspended, "已中止", "suspended")
	add(r.Instructed, "有领导批示", "instructed")
	add(r.Closing == "applied", "已申请销号，待审", "closing applied for")
	add(r.Closing == "closed", "已销号 %s", "closed %s", r.ClosedOn)
	add(r.Contradicted, "销号后数据不支持", "contradicted by its figures since")
	add(r.Closing == "refused", "销号未获同意", "closing refused")
	add(r.Closing == "reopened", "已重新打开", "reopened")
	add(r.MadeGood, "曾逾期，已补上", "was overdue, made good")
	add(r.Stalled > 0, "连续 %d 期无进展", "periods without progress: %d", r.Stalled)
	add(r.DaysOverdue > 0, "逾期 %d 天", "days overdue: %d", r.DaysOverdue)
	return strings.Join(notes, a.t("；", "; "))
}
