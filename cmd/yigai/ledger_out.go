//go:build cgo

package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"yigai/internal/atomicfile"
	"yigai/internal/parquetio"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/reports/ledgerbook"
)

// hundredfold is a number times hundred.
func hundredfold(n parquetio.Number) parquetio.Number {
	n.Unscaled *= 100
	return n
}

// A ledgerColumn is one column of the ledger as data: the usual ones of a
// ledger, less the telephone numbers, which stay in the workbooks.
type ledgerColumn struct {
	name, zh string
	of       func(b ledgerBook, r ledgerRow) string
}

var ledgerColumns = []ledgerColumn{
	{"task", "任务编号", func(_ ledgerBook, r ledgerRow) string { return r.Task }},
	{"title", "任务", func(b ledgerBook, r ledgerRow) string { return b.titles[r.Task].Title }},
	{"goals", "目标", func(b ledgerBook, r ledgerRow) string { return b.goals(r) }},
	{"org", "单位代码", func(_ ledgerBook, r ledgerRow) string { return r.Org }},
	{"org_name", "单位", func(b ledgerBook, r ledgerRow) string { zh, _ := b.orgName(r); return zh }},
	{"role", "角色", func(_ ledgerBook, r ledgerRow) string { return r.Role }},
	{"lead", "牵头单位", func(b ledgerBook, r ledgerRow) string { return b.with(r.Task, "lead") }},
	{"lead_original", "原牵头单位", func(b ledgerBook, r ledgerRow) string { return b.orgs[r.LeadOriginal].Name }},
	{"assist", "配合单位", func(b ledgerBook, r ledgerRow) string { return b.with(r.Task, "assist") }},
	{"implement", "落实单位", func(b ledgerBook, r ledgerRow) string { return b.with(r.Task, "implement") }},
	{"due_original", "完成时限（原定）", func(_ ledgerBook, r ledgerRow) string { return r.DueOriginal.String() }},
	{"due", "现行期限", func(_ ledgerBook, r ledgerRow) string { return r.Due.String() }},
	{"narrative", "本期进展", func(_ ledgerBook, r ledgerRow) string { return r.Narrative }},
	{"done", "已完成衡量点", func(_ ledgerBook, r ledgerRow) string { return strconv.Itoa(r.Done) }},
	{"owed", "应完成衡量点", func(_ ledgerBook, r ledgerRow) string { return strconv.Itoa(r.Owed) }},
	{"progress", "完成率", func(_ ledgerBook, r ledgerRow) string { return percentOf(r.Progress) }},
	{"expected", "应有进度", func(_ ledgerBook, r ledgerRow) string { return percentOf(r.Expected) }},
	{"problems", "存在问题", func(_ ledgerBook, r ledgerRow) string { return r.Problems }},
	{"next_steps", "下一步措施", func(_ ledgerBook, r ledgerRow) string { return r.NextSteps }},
	{"evidence", "佐证材料", func(_ ledgerBook, r ledgerRow) string { return r.Evidence }},
	{"light", "灯", func(_ ledgerBook, r ledgerRow) string { return r.LightText }},
	{"light_state", "灯的含义", func(_ ledgerBook, r ledgerRow) string { return r.LightState }},
	{"computed_state", "按原定期限的灯", func(_ ledgerBook, r ledgerRow) string { return r.ComputedState }},
	{"made_good", "曾逾期已补上", func(_ ledgerBook, r ledgerRow) string { return yesWord(r.MadeGood) }},
	{"suspended", "中止", func(_ ledgerBook, r ledgerRow) string { return yesWord(r.Suspended) }},
	{"extended_times", "延期次数", func(_ ledgerBook, r ledgerRow) string { return strconv.Itoa(r.Extended) }},
	{"closing", "销号", func(_ ledgerBook, r ledgerRow) string { return r.Closing }},
	{"closed_on", "销号日期", func(_ ledgerBook, r ledgerRow) string { return r.ClosedOn.String() }},
	{"next_due", "下一到期日", func(_ ledgerBook, r ledgerRow) string { return r.NextDue.String() }},
	{"responsible", "责任人", func(_ ledgerBook, r ledgerRow) string { return r.Responsible }},
	{"decisions", "日志序号", func(_ ledgerBook, r ledgerRow) string { return r.Decisions }},
	{"submission", "回执号", func(_ ledgerBook, r ledgerRow) string { return r.Submission }},
}

func yesWord(holds bool) string {
	if holds {
		return "是"
	}
	return ""
}

// putLedger prints the ledger or writes it to the file asked for.
func (a *app) putLedger(ws *workspace.Workspace, book ledgerBook, f ledgerFlags) error {
	switch {
	case f.out != "":
		write := func(w io.Writer) error { return a.writeLedgerCSV(w, book, ws.Settings.Sample) }
		if strings.HasSuffix(f.out, ".json") {
			write = func(w io.Writer) error { return writeJSON(w, ledgerData(book, ws.Settings.Sample)) }
		}
		if err := atomicfile.Write(f.out, 0o644, write); err != nil {
			return err
		}
		a.say("已写入 %s，%d 行（联系电话不进数据）", "%s written, %d rows (no telephone numbers)", f.out, len(book.rows))
	case a.json:
		return writeJSON(a.Out, ledgerData(book, ws.Settings.Sample))
	default:
		if ws.Settings.Sample {
			a.say("（样例数据，非真实情况）", "(sample data, not real)")
		}
		a.tellLedger(book, f)
	}
	return nil
}

// ledgerBook writes the whole ledger of a period as a workbook.
func (a *app) ledgerBook(ctx context.Context, marts string, at programme.Period, out string) error {
	err := ledgerbook.Write(ctx, ledgerbook.Options{MartsDir: marts, Path: out, Period: at.String()})
	if errors.Is(err, ledgerbook.ErrEmpty) {
		return badUse("台账里还没有 %s：先运行 yigai transform", "the ledger has nothing of %s yet: run yigai transform first", at)
	}
	if err == nil {
		a.say("已写入 %s：整本台账（联系电话不进台账）", "%s written: the whole ledger (no telephone numbers)", out)
	}
	return err
}

// ledgerData is the ledger for other programs: rows of column and text.
func ledgerData(book ledgerBook, sample bool) map[string]any {
	rows := make([]map[string]string, len(book.rows))
	for i, r := range book.rows {
		rows[i] = map[string]string{"number": strconv.Itoa(i + 1), "period": r.Period}
		for _, c := range ledgerColumns {
			rows[i][c.name] = c.of(book, r)
		}
	}
	return map[string]any{"period": book.period, "sample": sample, "rows": rows}
}

// writeLedgerCSV writes the ledger for a spreadsheet: UTF-8 with a mark, and no
// text that it could run as a formula.
func (a *app) writeLedgerCSV(w io.Writer, book ledgerBook, sample bool) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	header := []string{a.t("序号", "number"), a.t("报告期", "period"), a.t("样例", "sample")}
	for _, c := range ledgerColumns {
		header = append(header, a.t(c.zh, c.name))
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(header); err != nil {
		return err
	}
	for i, r := range book.rows {
		row := []string{strconv.Itoa(i + 1), r.Period, fmt.Sprint(sample)}
		for _, c := range ledgerColumns {
			row = append(row, noFormula(c.of(book, r)))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// noFormula puts an apostrophe before a text that a spreadsheet would run.
func noFormula(text string) string {
	if strings.IndexAny(text, "=+-@\t\r\x00") == 0 || strings.IndexAny(text, "＝＋－＠") == 0 {
		return "'" + text
	}
	return text
}
