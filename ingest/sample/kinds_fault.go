package sample

import "yigai/ingest/template"

// The tests that compare orgs; transform runs them and mart_quality shows what
// they find.
const (
	testCopyOfOrg = "copy_other_org"
	testHeaping   = "last_digit"
)

// Codes that tell of a wrong number, whichever of them sees it first.
var (
	tooLarge = []string{"E-SCALE", "E-JUMP", "E-RULE", "E-RANGE", "E-DIGITS"}
	tooSmall = []string{"E-SCALE", "E-JUMP", "E-RULE", "E-RANGE", "E-INTEGER", "E-DECIMALS"}
	swapped  = []string{"E-JUMP", "E-SCALE", "E-RULE", "E-INTEGER", "E-DECIMALS", "E-RANGE"}
	notOwn   = []string{"E-ORG-NAME", "E-TOKEN-ORG", "E-ORG"}
)

// faultKinds are the kinds that recall is measured on: those of the samples,
// and those that need several figures, other orgs or a long series.
var faultKinds = append(kinds[:len(kinds):len(kinds)], []kind{
	{name: "unit_times_10000", code: "E-SCALE", also: tooLarge, plant: scaled(10_000, 1, 10, anyNumber, "扩大一万倍")},
	{name: "unit_times_1000", code: "E-SCALE", also: tooLarge, plant: scaled(1000, 1, 10, anyNumber, "扩大一千倍")},
	{name: "unit_times_100", code: "E-SCALE", also: tooLarge, plant: scaled(100, 1, 10, anyNumber, "扩大一百倍")},
	{name: "unit_over_10000", code: "E-SCALE", also: tooSmall, plant: scaled(1, 10_000, 10, anyNumber, "缩小一万倍")},
	{name: "unit_over_1000", code: "E-SCALE", also: tooSmall, plant: scaled(1, 1000, 10, anyNumber, "缩小一千倍")},
	{name: "unit_over_100", code: "E-SCALE", also: tooSmall, plant: scaled(1, 100, 100, anyNumber, "缩小一百倍")},
	{name: "yuan_for_wanyuan", code: "E-SCALE", also: tooLarge, plant: scaled(10_000, 1, 1, isMoney, "应填万元，填了元")},
	{name: "yiyuan_for_wanyuan", code: "E-SCALE", also: tooSmall, plant: scaled(1, 10_000, 1, isMoney, "应填万元，填了亿元")},
	{name: "digit_twice", code: "E-JUMP", also: tooLarge, plant: scaled(10, 1, 100, anyNumber, "多写一位数字")},
	{name: "digit_lost", code: "E-JUMP", also: tooSmall, plant: lostDigit},
	{name: "digits_exchanged", code: "E-JUMP", also: tooLarge, plant: exchangedDigits},
	{name: "zero_for_value", code: "E-JUMP", also: tooSmall, plant: replaced("0", "漏填写成零")},
	{name: "rate_for_count", code: "E-JUMP", also: tooSmall, plant: replaced("65", "应填数量，填了百分数")},
	{name: "fraction_for_count", code: "E-INTEGER", plant: replaced("0.653", "应填数量，填了小数")},
	{name: "year_in_quarter", code: "E-JUMP", also: tooLarge, plant: yearInQuarter},
	{name: "ytd_slightly_falls", always: true, code: "E-RULE", plant: slightFall},
	{name: "count_falls", always: true, code: "E-RULE", plant: countFalls},
	{name: "stock_falls", code: "E-RULE", plant: stockFalls},
	{name: "over_census", code: "E-RULE", plant: overCensus},
	{name: "sum_over_total", code: "E-RULE", plant: sumOverTotal},
	{name: "swapped_rows", code: "E-JUMP", also: swapped, plant: swappedRows},
	{name: "swapped_columns", code: "E-JUMP", also: swapped, plant: swappedColumns},
	{name: "swapped_orgs", code: "E-JUMP", also: swapped, plant: swappedOrgs},
	{name: "progress_as_fraction", code: "E-PROGRESS-UNIT", plant: taskFigure("0.6", "百分之六十写成0.6")},
	{name: "progress_times_100", code: "E-PROGRESS", plant: taskFigure("6000", "百分之六十写成6000")},
	{name: "words_for_number", code: "E-TYPE", also: []string{"E-MARKED"}, plant: typed("同上")},
	{name: "ten_thousands_in_words", code: "E-WORDS", plant: typed("{}万")},
	{name: "dash_for_number", code: "E-MARKED", plant: typed("—")},
	{name: "copied_file", code: "E-COPY", plant: copyMostly(0)},
	{name: "copied_mostly", code: "E-COPY", plant: copyMostly(5)},
	{name: "copied_by_half", code: "E-COPY", plant: copyMostly(2)},
	{name: "last_workbook", code: "E-TOKEN-PERIOD", plant: lastWorkbook},
	{name: "copy_of_neighbour", code: testCopyOfOrg, compares: true, plant: copyOfNeighbour},
	{name: "rounded_to_five", code: testHeaping, compares: true, plant: roundedToFive},
	{name: "unknown_org", always: true, code: "E-ORG", also: notOwn, plant: changedCover(template.LabelOrg, transposed, "单位代码写错")},
	{name: "letter_in_code", always: true, code: "E-ORG", also: notOwn, plant: changedCover(template.LabelOrg, letterForZero, "代码中的0写成字母O")},
	{name: "foreign_identity", always: true, code: "E-TOKEN-ORG", plant: foreignIdentity},
	{name: "old_code", code: "E-OLD-CODE", plant: oldCode},
	{name: "made_up_token", code: "E-TOKEN-UNKNOWN", also: []string{"E-TOKEN-ORG"}, plant: changedCover(template.LabelToken, madeUpToken, "校验码被改动")},
	{name: "next_period", code: "E-TOKEN-PERIOD", also: []string{"E-PERIOD", "E-NOT-ASKED"}, plant: changedCover(template.LabelPeriod, nextPeriod, "报告期写错")},
	{name: "total_as_unit", code: "E-CODE", plant: totalAsUnit},
	{name: "hidden_row", code: "E-HIDDEN", plant: cutRow("有数据的行被隐藏", hideRow, onlyThere)},
	{name: "row_taken_out", code: "E-ROW", plant: cutRow("必填的行被删除", removeRow, onSheet)},
	{name: "exchanged_codes", code: "E-NAME", plant: exchangedCodes},
	{name: "unit_rewritten", code: "E-UNIT", plant: inColumn("C", "万人", "单位栏被改为")},
	{name: "header_changed", code: "E-HEADER", plant: headerChanged},
}...)
