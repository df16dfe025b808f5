package reports

import "fmt"

// A term is one thing in both languages; Shape is its mark where it has one,
// so that nothing is told by colour alone. Class picks the colours.
type term struct{ Zh, En, Shape, Class string }

// statusTerms say how an indicator stands against its target; the marks are those of the lights.
var statusTerms = map[string]term{
	"met":      {"达到目标", "target met", "●", "done"},
	"on_track": {"符合序时进度", "on track", "◆", "on-track"},
	"behind":   {"落后序时进度", "behind schedule", "▲", "warning"},
	"missed":   {"到期未达标", "target missed", "■", "overdue"},
	"no_data":  {"无数据", "no data", "✕", "no-data"},
}

var stateTerms = map[string]term{
	"on_time": {"按时报送", "on time", "●", "done"},
	"late":    {"迟报", "late", "▲", "warning"},
	"missing": {"未报送", "not reported", "✕", "overdue"},
}

var measureTerms = map[string]term{
	"done":    {"完成", "done", "●", "done"},
	"open":    {"未完成", "open", "○", "not-due"},
	"overdue": {"逾期", "overdue", "■", "overdue"},
	"no_data": {"无数据", "no data", "✕", "no-data"},
}

var severityTerms = map[string]term{
	"error":  {"拒收", "file refused", "■", "overdue"},
	"return": {"退回", "row returned", "▲", "warning"},
	"doubt":  {"存疑", "doubtful", "◆", "on-track"},
	"note":   {"提示", "note", "○", "not-due"},
}

var roleTerms = map[string]term{
	"lead":      {Zh: "牵头", En: "lead"},
	"assist":    {Zh: "配合", En: "assisting"},
	"implement": {Zh: "落实", En: "implementing"},
}

var statusWords = map[string]term{
	"not_started": {Zh: "未启动", En: "not started"},
	"in_progress": {Zh: "推进中", En: "in progress"},
	"done":        {Zh: "已完成", En: "done"},
	"blocked":     {Zh: "受阻", En: "blocked"},
}

var basisTerms = map[string]term{
	"ytd":   {Zh: "本年累计", En: "year to date"},
	"point": {Zh: "期末", En: "at the end of the period"},
	"year":  {Zh: "全年", En: "whole year"},
}

var taskKindTerms = map[string]term{
	"one-off":    {Zh: "一次性任务", En: "one-off"},
	"standing":   {Zh: "常年任务", En: "standing"},
	"milestones": {Zh: "分阶段任务", En: "by milestones"},
}

var directionTerms = map[string]term{
	"up":      {Zh: "越高越好", En: "higher is better"},
	"down":    {Zh: "越低越好", En: "lower is better"},
	"watch":   {Zh: "监测比较，不分优劣", En: "watched, neither good nor bad"},
	"improve": {Zh: "逐步完善", En: "to be improved step by step"},
}

var missingTerms = map[string]term{
	"not_reported":     {Zh: "未报送", En: "not reported"},
	"part_missing":     {Zh: "分子或分母缺报", En: "numerator or denominator missing"},
	"no_population":    {Zh: "无人口基数", En: "no population base"},
	"zero_denominator": {Zh: "分母为零", En: "the denominator is zero"},
	"suppressed":       {Zh: "保密，不公开", En: "withheld"},
	"not_applicable":   {Zh: "不适用", En: "not applicable"},
	"falls":            {Zh: "累计数下降，无法推算本期", En: "a running total falls"},
	"out_of_range":     {Zh: "超出可表示的范围", En: "out of range"},
	"earlier_missing":  {Zh: "缺前期数，无法推算本期", En: "an earlier value is missing"},
	"":                 {Zh: "无数据", En: "no data"},
}

var comparatorTerms = map[string]string{
	"ge": "≥", "le": "≤", "eq": "=", "approx": "≈", "between": "", "all": "=", "not_below": "≥",
}

var partTerms = map[string]term{
	"numerator":   {Zh: "分子", En: "numerator"},
	"denominator": {Zh: "分母", En: "denominator"},
}

// wordOf looks a code up; an unknown one is shown as it is, never hidden.
func wordOf(terms map[string]term, code string) term {
	if t, known := terms[code]; known {
		return t
	}
	return term{Zh: code, En: code}
}

// chineseDate is 2022年3月31日, as running text wants it.
func chineseDate(iso string) string {
	var y, m, d int
	if n, err := fmt.Sscanf(iso, "%d-%d-%d", &y, &m, &d); n != 3 || err != nil {
		return iso
	}
	return fmt.Sprintf("%d年%d月%d日", y, m, d)
}
