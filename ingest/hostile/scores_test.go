package hostile

import "testing"

// scored is the workbook of a period in which the district scores itself.
func scored() *workbook {
	w := clean()
	w.set("封面!B3", "2022Q2").set("封面!B6", "2022-06-30").set("封面!B12", "2022-07-08")
	w.tabs = append(w.tabs, &tab{name: "评分", rows: [][]any{{"评分"},
		{"单位代码", "单位名称", "阶段", "条目编号", "维度", "条目", "满分", "得分", "佐证材料"},
		{"610702", "汉台区", "自评", "1.1", "组织", "领导机制", 10, 9.5, "会议纪要"},
		{"610702", "汉台区", "自评", "1.2", "组织", "经费保障", 5.5, 5}}})
	return w
}

// inspected is the workbook of a district that checked two values on the ground.
func inspected() *workbook {
	w := clean()
	w.tabs = append(w.tabs, &tab{name: "核查", rows: [][]any{{"核查"},
		{"抽取编号", "单位代码", "单位名称", "报告期", "编码", "名称", "单位", "报送值", "核查值", "结论", "说明"},
		{"CQ-1", "610703", "南郑区", "2021Q4", "visits", "总诊疗人次", "人次", 1000, 1000, "一致"},
		{"CQ-1", "610703", "南郑区", "2021Q4", "contracts", "签约居民数", "人", 500, 480, "不一致", "重复建档"}}})
	return w
}

// score changes the workbook with scores, inspection the one with inspections.
func score(change func(w *workbook)) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		w := scored()
		change(w)
		return w.bytes(t)
	}
}

func inspection(change func(w *workbook)) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		w := inspected()
		change(w)
		return w.bytes(t)
	}
}

func scoreAt(cell string, v any) func(testing.TB) []byte {
	return score(func(w *workbook) { w.set("评分!"+cell, v) })
}

func inspectionAt(cell string, v any) func(testing.TB) []byte {
	return inspection(func(w *workbook) { w.set("核查!"+cell, v) })
}

// scoreCases are of the sheets 评分 and 核查.
var scoreCases = []hostile{
	{file: "score-clean.xlsx", zh: "评分齐全（可读）", en: "all scores (is read)", want: "N-TOKEN 封面", build: score(func(*workbook) {})},
	{file: "score-missing-sheet.xlsx", zh: "缺少评分表", en: "the sheet 评分 is missing", want: "E-SHEET; N-TOKEN 封面", build: score(func(w *workbook) { w.tabs = w.tabs[:3] })},
	{file: "score-alone.xlsx", zh: "只有封面和评分（可读）", en: "only the cover and the scores (is read)", want: "N-TOKEN 封面", build: score(func(w *workbook) { w.tabs = []*tab{w.tabs[0], w.tabs[3]} })},
	{file: "score-huge.xlsx", zh: "得分极大", en: "a huge score", want: "N-TOKEN 封面; E-RANGE 评分!H3", build: scoreAt("H3", 999999999)},
	{file: "score-too-long.xlsx", zh: "得分位数过多", en: "a score of too many digits", want: "N-TOKEN 封面; E-DIGITS 评分!H3", build: scoreAt("H3", raw{"", "<v>99999999999999999999999999</v>"})},
	{file: "score-above.xlsx", zh: "得分高于满分", en: "a score above the full marks", want: "N-TOKEN 封面; E-RANGE 评分!H4", build: scoreAt("H4", 5.51)},
	{file: "score-negative.xlsx", zh: "得分为负", en: "a negative score", want: "N-TOKEN 封面; E-RANGE 评分!H3", build: scoreAt("H3", -1)},
	{file: "score-decimals.xlsx", zh: "得分小数过多", en: "a score with too many decimals", want: "N-TOKEN 封面; E-DECIMALS 评分!H3", build: scoreAt("H3", 9.125)},
	{file: "score-words.xlsx", zh: "得分带单位", en: "a score with its unit", want: "N-TOKEN 封面; E-WORDS 评分!H3", build: scoreAt("H3", "9分")},
	{file: "score-text.xlsx", zh: "得分是文字", en: "a score in words", want: "N-TOKEN 封面; E-TYPE 评分!H3", build: scoreAt("H3", "优秀")},
	{file: "score-formula.xlsx", zh: "得分是公式（可读）", en: "a formula as score (is read)", want: "N-TOKEN 封面; N-FORMULA 评分!H3", build: scoreAt("H3", raw{"", "<f>4+5</f><v>9</v>"})},
	{file: "score-formula-empty.xlsx", zh: "得分公式没有结果", en: "a formula without a result as score", want: "N-TOKEN 封面; E-FORMULA 评分!H3", build: scoreAt("H3", raw{"", "<f>4+5</f>"})},
	{file: "score-error.xlsx", zh: "得分是错误值", en: "an error value as score", want: "N-TOKEN 封面; E-ERROR 评分!H3", build: scoreAt("H3", raw{`t="e"`, "<v>#REF!</v>"})},
	{file: "score-hidden-character.xlsx", zh: "得分含零宽字符", en: "a zero-width character in a score", want: "N-TOKEN 封面; E-CHAR 评分!H3", build: scoreAt("H3", "9\u200b")},
	{file: "score-percent.xlsx", zh: "得分是百分数", en: "a percentage as score", want: "N-TOKEN 封面; E-PERCENT 评分!H3", build: scoreAt("H3", "95%")},
	{file: "score-blank.xlsx", zh: "必评条目空白", en: "a required score is blank", want: "N-TOKEN 封面; E-REQUIRED 评分!H4", build: scoreAt("H4", nil)},
	{file: "score-row-missing.xlsx", zh: "缺少一行", en: "a row is missing", want: "N-TOKEN 封面; E-ROW 评分", build: score(func(w *workbook) { t := w.tab("评分"); t.rows = t.rows[:3] })},
	{file: "score-no-evidence.xlsx", zh: "有得分没有佐证", en: "a score without its evidence", want: "N-TOKEN 封面; E-NO-EVIDENCE 评分!I3", build: scoreAt("I3", "无")},
	{file: "score-zero-no-evidence.xlsx", zh: "零分不需佐证（可读）", en: "zero needs no evidence (is read)", want: "N-TOKEN 封面", build: score(func(w *workbook) { w.set("评分!H3", 0).set("评分!I3", nil) })},
	{file: "score-twice.xlsx", zh: "同一条目两行", en: "an item twice", want: "N-TOKEN 封面; E-DUPLICATE 评分!H5", build: score(func(w *workbook) {
		for i, v := range []any{"610702", "汉台区", "自评", "1.1", "组织", "领导机制", 10, 3, "另一纪要"} {
			w.set("评分!"+string(rune('A'+i))+"5", v)
		}
	})},
	{file: "score-stage-unknown.xlsx", zh: "没有这个阶段", en: "an unknown stage", want: "N-TOKEN 封面; E-ROW 评分; E-STAGE 评分!C3", build: scoreAt("C3", "终评")},
	{file: "score-stage-other.xlsx", zh: "别人评的阶段", en: "a stage that another scores", want: "N-TOKEN 封面; E-ROW 评分; E-SCORER 评分!A3", build: scoreAt("C3", "复评")},
	{file: "score-other-county.xlsx", zh: "给别的县区自评", en: "a self-score of another county", want: "N-TOKEN 封面; E-ROW 评分; E-SCORER 评分!A3", build: score(func(w *workbook) { w.set("评分!A3", "610703").set("评分!B3", "南郑区") })},
	{file: "score-org-unknown.xlsx", zh: "被评单位不存在", en: "an unknown org is scored", want: "N-TOKEN 封面; E-ROW 评分; E-CODE 评分!A3", build: scoreAt("A3", "610799")},
	{file: "score-item-unknown.xlsx", zh: "没有这个条目", en: "an unknown item", want: "N-TOKEN 封面; E-ROW 评分; E-CODE 评分!D3", build: scoreAt("D3", "9.9")},
	{file: "score-no-key.xlsx", zh: "得分行没有条目编号", en: "a score without an item", want: "N-TOKEN 封面; E-ROW 评分; E-NO-CODE 评分!H3", build: scoreAt("D3", nil)},
	{file: "score-full-marks.xlsx", zh: "改了满分", en: "the full marks were changed", want: "N-TOKEN 封面; E-FULL-MARKS 评分!G3", build: scoreAt("G3", 100)},
	{file: "score-item-renamed.xlsx", zh: "改了条目名称", en: "the item's name was changed", want: "N-TOKEN 封面; E-NAME 评分!F3", build: scoreAt("F3", "经费保障")},
	{file: "score-total-row.xlsx", zh: "多出合计行（可读）", en: "a row of totals (is read)", want: "N-TOKEN 封面; N-SUBTOTAL 评分!H5", build: score(func(w *workbook) { w.set("评分!F5", "合计").set("评分!H5", 14.5) })},
	{file: "score-unasked.xlsx", zh: "本期不评分却报了评分表", en: "scores in a period that asks for none", want: "N-TOKEN 封面; E-STAGE 评分!C3; E-STAGE 评分!C4", build: score(func(w *workbook) {
		w.set("封面!B3", "2022Q1").set("封面!B6", "2022-03-31").set("封面!B12", "2022-04-08")
	})},
	{file: "score-header.xlsx", zh: "评分表缺得分列", en: "the sheet 评分 has no column of scores", want: "N-TOKEN 封面; E-HEADER 评分", build: scoreAt("H2", "分数吧")},
	{file: "score-header-unasked.xlsx", zh: "不评分的本期有一张别的评分表", en: "another table called 评分 in a period without scores", want: "N-TOKEN 封面; E-SHEET-UNREAD 评分", build: changed(func(w *workbook) {
		w.tabs = append(w.tabs, &tab{name: "评分", rows: [][]any{{"科室", "分"}, {"一科", 9}}})
	})},

	{file: "inspection-clean.xlsx", zh: "核查表（可读）", en: "inspections (is read)", want: "N-TOKEN 封面", build: inspection(func(*workbook) {})},
	{file: "inspection-alone.xlsx", zh: "只有封面和核查（可读）", en: "only the cover and inspections (is read)", want: "N-TOKEN 封面", build: inspection(func(w *workbook) { w.tabs = []*tab{w.tabs[0], w.tabs[3]} })},
	{file: "inspection-nobody-asked.xlsx", zh: "没有报表任务的单位报核查（可读）", en: "inspections of an org that is asked nothing (is read)", want: "N-TOKEN 封面", build: inspection(func(w *workbook) {
		w.tabs = []*tab{w.tabs[0], w.tabs[3]}
		w.set("封面!B4", "610700").set("封面!B5", "汉中市")
	})},
	{file: "inspection-match-differs.xlsx", zh: "结论一致而两值不同", en: "a match of two different values", want: "N-TOKEN 封面; E-VERDICT-VALUES 核查!J4", build: inspectionAt("J4", "一致")},
	{file: "inspection-mismatch-equal.xlsx", zh: "结论不一致而两值相同", en: "a mismatch of equal values", want: "N-TOKEN 封面; E-VERDICT-VALUES 核查!J3", build: inspectionAt("J3", "不一致")},
	{file: "inspection-verdict-unknown.xlsx", zh: "结论不在选项中", en: "an unknown verdict", want: "N-TOKEN 封面; E-VERDICT 核查!J3", build: inspectionAt("J3", "差不多")},
	{file: "inspection-verdict-blank.xlsx", zh: "有核查值没有结论", en: "a value found and no verdict", want: "N-TOKEN 封面; E-VERDICT 核查!J3", build: inspectionAt("J3", nil)},
	{file: "inspection-unverifiable.xlsx", zh: "无法核实没有核查值（可读）", en: "unverifiable, without a value (is read)", want: "N-TOKEN 封面", build: inspection(func(w *workbook) { w.set("核查!I3", nil).set("核查!J3", "无法核实") })},
	{file: "inspection-not-yet.xlsx", zh: "还没有核查的行（可读）", en: "a row not checked yet (is read)", want: "N-TOKEN 封面", build: inspection(func(w *workbook) { w.set("核查!I3", nil).set("核查!J3", nil) })},
	{file: "inspection-formula.xlsx", zh: "核查值是没有结果的公式", en: "a formula without a result as value found", want: "N-TOKEN 封面; E-FORMULA 核查!I3", build: inspectionAt("I3", raw{"", "<f>1+1</f>"})},
	{file: "inspection-about.xlsx", zh: "核查值是约数", en: "a value found that is not exact", want: "N-TOKEN 封面; E-ABOUT 核查!I3", build: inspectionAt("I3", "约1000")},
	{file: "inspection-period.xlsx", zh: "被核查的报告期不存在", en: "an unknown period", want: "N-TOKEN 封面; E-ABOUT-PERIOD 核查!D3", build: inspectionAt("D3", "2031Q1")},
	{file: "inspection-org.xlsx", zh: "被核查的单位不存在", en: "an unknown org", want: "N-TOKEN 封面; E-CODE 核查!B3", build: inspectionAt("B3", "999999")},
	{file: "inspection-element.xlsx", zh: "被核查的编码不存在", en: "an unknown element", want: "N-TOKEN 封面; E-CODE 核查!E3", build: inspectionAt("E3", "visits_gone")},
	{file: "inspection-no-draw.xlsx", zh: "没有抽取编号", en: "no draw", want: "N-TOKEN 封面; E-INSPECTED 核查!I3", build: inspectionAt("A3", nil)},
	{file: "inspection-twice.xlsx", zh: "同一个数核查两行", en: "a value inspected twice", want: "N-TOKEN 封面; E-DUPLICATE 核查!I4", build: inspectionAt("E4", "visits")},
}
