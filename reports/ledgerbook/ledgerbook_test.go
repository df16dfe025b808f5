package ledgerbook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestSheetsOfALedger(t *testing.T) {
	f := opened(t, made(t, newFixture().write(t), false))
	got := strings.Join(f.GetSheetList(), " ")
	if want := "汇总（样例） 台账（样例） 分工（样例） 卫健委（样例） 财政局（样例） 历期（样例） 决定（样例） 说明（样例）"; got != want {
		t.Errorf("sheets %s, want %s", got, want)
	}
}

// find is the row of a sheet whose column has a text, by the header above it.
func find(t *testing.T, rows [][]string, column, text string) map[string]string {
	t.Helper()
	var header []string
	for _, row := range rows {
		if i := slices.Index(header, column); i >= 0 && i < len(row) && row[i] == text {
			found := map[string]string{}
			for c, value := range row {
				found[header[c]] = value
			}
			return found
		}
		if slices.Contains(row, column) {
			header = row
		}
	}
	t.Fatalf("no row has %q under %q", text, column)
	return nil
}

func TestLedgerSaysWhatTheMartsSay(t *testing.T) {
	f := opened(t, made(t, newFixture().write(t), false))
	row := find(t, grid(t, f, "台账（样例）"), "编号", "1")
	for column, want := range map[string]string{
		"任务": "第一项任务", "目标（量化）": "签约率不低于60%（2 个单位中 1 个完成）", "牵头单位": "卫健委", "落实单位": "甲县", "完成时限": "44742", "本期进展": "进展D1",
		"完成率": "0.333333", "应有进度": "0.5", "存在问题": "问题D1", "下一步措施": "措施D1", "佐证材料": "佐证D1", "状态（灯）": "■ 逾期", "责任人": "示例人员丙", "上期": "◆ 正常", "已完成": "1", "应完成": "3",
	} {
		if row[column] != want {
			t.Errorf("%s: %q, want %q", column, row[column], want)
		}
	}
	lead := fmt.Sprint(grid(t, f, "卫健委（样例）")[3])
	if want := "2022年第二季度，牵头 1 项、配合 1 项（分项不另计）；◆ 正常 2 项。30 天内到期 1 项：牵头 1 项、配合 0 项。"; !strings.Contains(lead, want) {
		t.Errorf("the department's sentence is %s, want %s", lead, want)
	}
	part := find(t, grid(t, f, "卫健委（样例）"), "编号", "1")
	if part["完成时限"] != "44834" || part["按原定期限"] != "■ 逾期" || part["状态（灯）"] != "◆ 正常" || part["30 天内到期"] != "是" || !strings.Contains(part["目标（量化）"], "现值 59，应达 60") {
		t.Errorf("the department's row: %v", part)
	}
	if before := find(t, grid(t, f, "历期（样例）"), "单位", "甲县"); before["2022Q1"] != "◆ 正常" || before["2022Q2"] != "● 完成" || !strings.Contains(before["本期变动"], "转入") {
		t.Errorf("history: %v", before)
	}
}

func TestDecisionsStandBesideWhatWasComputed(t *testing.T) {
	f := opened(t, made(t, newFixture().write(t), false))
	rows := grid(t, f, "决定（样例）")
	row := find(t, rows, "日志序号", "5")
	if row["原定时限"] != "44742" || row["新的时限"] != "44834" || row["按原定期限"] != "■ 逾期" || row["状态（灯）"] != "◆ 正常" || row["决定人"] != "示例人员甲" || row["理由"] != "采购延期" || row["依据文件"] != "示例批复1号" {
		t.Errorf("decision 5: %v", row)
	}
	if taken := find(t, rows, "日志序号", "7"); !strings.Contains(taken["撤回"], "已补齐") {
		t.Errorf("decision 7 was withdrawn: %v", taken)
	}
	for _, r := range rows {
		if slices.Contains(r, "9") && slices.Contains(r, "后一期的决定") {
			t.Error("a decision of a later period stands in the ledger")
		}
	}
}

// What is internal is not in a public ledger, even where the marts have it.
func TestPublicLedgerHasNothingInternal(t *testing.T) {
	data := made(t, newFixture().write(t), true)
	f := opened(t, data)
	seen := 0
	for _, name := range f.GetSheetList() {
		for _, row := range grid(t, f, name) {
			for _, text := range row {
				seen++
				for _, word := range []string{"进展D", "问题D", "措施D", "佐证D", "示例人员", "采购延期", "示例批复"} {
					if strings.Contains(text, word) {
						t.Errorf("%s: %q is internal", name, text)
					}
				}
			}
		}
	}
	if seen == 0 {
		t.Fatal("no cell read: the test would prove nothing")
	}
	if row := find(t, grid(t, f, "决定（样例）"), "单位", "示例卫生健康委员会"); row["现行时限"] != "44834" || row["按原定期限"] != "■ 逾期" {
		t.Errorf("what a decision changed: %v", row)
	}
}

func TestSameBytesForTheSameMarts(t *testing.T) {
	dir := newFixture().write(t)
	if first := made(t, dir, false); !bytes.Equal(first, made(t, dir, false)) {
		t.Error("the same marts gave two workbooks")
	}
}

func TestAnEarlierPeriodAndOneWithoutLedger(t *testing.T) {
	dir, path := newFixture().write(t), filepath.Join(t.TempDir(), "l.xlsx")
	err := Write(context.Background(), Options{MartsDir: dir, Path: path, Period: "2022Q1"})
	if !errors.Is(err, ErrEmpty) {
		t.Errorf("a period without a ledger: %v", err)
	}
	if err := Write(context.Background(), Options{MartsDir: t.TempDir(), Path: path, Public: false}); err == nil || !strings.Contains(err.Error(), "dim_programme") {
		t.Errorf("marts without tables: %v", err)
	}
}

// Frozen, filtered, printed on A4 landscape with its header on each page.
func TestSheetsAreReadyToSiftAndToPrint(t *testing.T) {
	f := opened(t, made(t, newFixture().write(t), false))
	panes, err := f.GetPanes("台账（样例）")
	if err != nil || !panes.Freeze || panes.XSplit != 3 || panes.YSplit != 5 {
		t.Errorf("frozen: %+v %v", panes, err)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Scope+" "+n.Name] = n.RefersTo
	}
	for name, want := range map[string]string{"台账（样例） _xlnm.Print_Titles": "$4:$5", "台账（样例） _xlnm._FilterDatabase": "$A$5", "台账（样例） _xlnm.Print_Area": "$A$1:$Q$"} {
		if !strings.Contains(names[name], want) {
			t.Errorf("%s is %q, want %q in it", name, names[name], want)
		}
	}
	for _, name := range f.GetSheetList() {
		layout, err := f.GetPageLayout(name)
		if err != nil || *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
			t.Errorf("%s: layout %+v %v", name, layout, err)
		}
		margin, err := f.GetHeaderFooter(name)
		if err != nil || !strings.Contains(margin.OddFooter, "&P") || !strings.Contains(margin.OddHeader, "样例") {
			t.Errorf("%s: %+v %v", name, margin, err)
		}
	}
}

func TestLightsHaveTheirColours(t *testing.T) {
	f := opened(t, made(t, newFixture().write(t), false))
	formats, err := f.GetConditionalFormats("台账（样例）")
	if err != nil || len(formats) == 0 {
		t.Fatalf("no conditional formats: %v", err)
	}
	found := false
	for _, rules := range formats {
		found = found || slices.ContainsFunc(rules, func(o excelize.ConditionalFormatOptions) bool { return strings.Contains(o.Value, "■ 逾期") })
	}
	if !found {
		t.Errorf("no format for ■ 逾期: %+v", formats)
	}
}
