package check

import (
	"yigai/ingest/book"
	"yigai/internal/decimal"
	"yigai/programme"
)

// An Example is one form a cell may have, and what becomes of it. Grammar lists
// them all; docs/number-grammar.md is made from it, and a test reads each.
type Example struct {
	Cell    book.Cell
	Asked   string // what the cell must hold: count, decimal, yes_no, percent
	Outcome string // accepted, noted, doubted, returned
	Reads   string // the value, missing, not_applicable or suppressed
	Code    Code   // of the finding; "" for none
	Zh, En  string // the form in words
}

// The outcomes of an Example.
const (
	accepted = "accepted"
	noted    = "noted"
	doubted  = "doubted"
	returned = "returned"
)

// ExampleElement is the element that an example's cell is asked for.
func ExampleElement(asked string) programme.Element {
	least, most := decimal.FromInt(0), decimal.FromInt(100)
	switch asked {
	case "yes_no":
		return programme.Element{Code: "example", Unit: "是/否", ValueType: "yes_no"}
	case "percent":
		return programme.Element{Code: "example", Unit: "%", ValueType: "decimal", Decimals: 2, Min: &least, Max: &most}
	case "decimal":
		return programme.Element{Code: "example", Unit: "万元", ValueType: "decimal", Decimals: 2, Min: &least}
	}
	return programme.Element{Code: "example", Unit: "人", ValueType: "count", Min: &least}
}

func number(text string) book.Cell { return book.Cell{Type: book.Number, Text: text} }
func typed(text string) book.Cell  { return book.Cell{Type: book.Text, Text: text} }
func shown(text, format string) book.Cell {
	return book.Cell{Type: book.Number, Text: text, NumberFormat: format}
}

// Grammar is everything that can stand in a cell where a figure is asked for.
var Grammar = []Example{
	{number("12000"), "count", accepted, "12000", "", "整数", "a whole number"},
	{number("0"), "count", accepted, "0", "", "真正的零", "a true zero"},
	{number("12.5"), "decimal", accepted, "12.5", "", "小数", "a decimal number"},
	{number("1.2345E+5"), "count", accepted, "123450", "", "程序自己写的指数形式（数字单元格）", "an exponent that the program itself wrote (number cell)"},
	{shown("1234", "#,##0"), "count", accepted, "1234", "", "显示格式带千位分隔符，存储的是数字", "separators of the format only; the stored digits count"},
	{shown("12.5", "0"), "decimal", accepted, "12.5", "", "格式隐藏了小数，按存储值", "decimals hidden by the format: the stored value counts"},

	{number("0.30000000000000004"), "decimal", noted, "0.3", "N-DUST", "浮点误差：按 15 位有效数字（电子表格自己的精度）", "floating-point dust: read at 15 digits, a spreadsheet's own precision"},
	{number("1.1000000000000001"), "decimal", noted, "1.1", "N-DUST", "同上", "the same"},
	{typed("12000"), "count", noted, "12000", "N-TEXT", "数字存成文本", "a number stored as text"},
	{typed("１２０００"), "count", noted, "12000", "N-WIDTH", "全角数字", "full-width digits"},
	{typed("１２，０００"), "count", noted, "12000", "N-WIDTH", "全角数字和逗号", "full-width digits and comma"},
	{typed("12,000"), "count", noted, "12000", "N-COMMA", "千位分隔符，每组三位", "thousands separators, three digits each"},
	{typed(" 12 000　"), "count", noted, "12000", "N-SPACE", "前后或中间的空格（不含换行）", "spaces around or inside, not line breaks"},
	{book.Cell{Type: book.Number, Text: "12", Formula: true}, "count", noted, "12", "N-FORMULA", "公式，取保存时的结果", "a formula: its stored result counts"},
	{shown("0.653", "0.0%"), "percent", noted, "65.3", "N-PERCENT", "单位是 % 的数据元，单元格为百分数格式", "a percent cell where the unit is %"},
	{typed("65.3%"), "percent", noted, "65.3", "N-PERCENT", "单位是 % 的数据元，带百分号", "a percent sign where the unit is %"},

	{book.Cell{}, "count", accepted, Missing, "", "空白：没有填报（必填的另有 E-REQUIRED）", "blank: not reported (E-REQUIRED where it must be)"},
	{typed("—"), "count", accepted, Missing, "", "没有数据：—、-、……、无（必填的另有 E-MARKED）", "no figure: —, -, ……, 无 (E-MARKED where required)"},
	{typed("无"), "count", accepted, Missing, "", "同上", "the same"},
	{typed("……"), "count", accepted, Missing, "", "同上", "the same"},
	{typed("不适用"), "count", accepted, NotApplicable, "", "没有这项业务：不适用、/", "no such thing: 不适用, /"},
	{typed("/"), "count", accepted, NotApplicable, "", "同上", "the same"},
	{typed("保密"), "count", accepted, Suppressed, "", "有数据但不能公开：保密、不公开、***（另有 N-SUPPRESSED）", "a figure that may not be given: 保密, 不公开, *** (N-SUPPRESSED besides)"},
	{typed("不公开"), "decimal", accepted, Suppressed, "", "同上", "the same"},
	{typed("＊＊＊"), "yes_no", accepted, Suppressed, "", "同上", "the same"},
	{typed("*"), "count", returned, Missing, "E-TYPE", "单个星号含义不明", "a single asterisk may mean anything"},

	{typed("是"), "yes_no", accepted, "1", "", "是", "yes"},
	{typed("否"), "yes_no", accepted, "0", "", "否", "no"},
	{number("1"), "yes_no", noted, "1", "N-YES-NO", "1、0、√、×、TRUE、FALSE", "1, 0, √, ×, TRUE, FALSE"},
	{typed("√"), "yes_no", noted, "1", "N-YES-NO", "同上", "the same"},
	{book.Cell{Type: book.Bool, Text: "0"}, "yes_no", noted, "0", "N-YES-NO", "同上", "the same"},
	{typed("有"), "yes_no", returned, Missing, "E-YES-NO", "其他文字", "other words"},
	{number("2"), "yes_no", returned, Missing, "E-YES-NO", "其他数字", "other numbers"},

	{shown("12", `0"万"`), "count", doubted, "12", "E-FORMAT", "格式把数字显示成另一个数（带“万”或按千缩放）", "a format that shows another number (with 万, or scaled)"},
	{number("12.345"), "decimal", doubted, "12.345", "E-DECIMALS", "小数位多于要求，但不超过 4 位", "more decimals than asked, but at most 4"},

	{number("12.34567"), "decimal", returned, Missing, "E-DIGITS", "超过 4 位小数", "more than 4 decimals"},
	{number("1E+300"), "decimal", returned, Missing, "E-DIGITS", "超过 18 位数字", "more than 18 digits"},
	{number("12.5"), "count", returned, Missing, "E-INTEGER", "要求整数而有小数", "a fraction where a whole number is asked"},
	{number("-1"), "count", returned, Missing, "E-RANGE", "负数，或超出上下限", "negative, or beyond the limits"},
	{shown("44651", "yyyy/m/d"), "count", returned, Missing, "E-DATE", "日期", "a date"},
	{shown("0.653", "0.0%"), "count", returned, Missing, "E-PERCENT", "要求数量而是百分数格式", "a percent cell where a quantity is asked"},
	{typed("65.3%"), "count", returned, Missing, "E-PERCENT", "要求数量而带百分号", "a percent sign where a quantity is asked"},
	{typed("约300"), "count", returned, Missing, "E-ABOUT", "约数", "an approximate number"},
	{typed("300余人"), "count", returned, Missing, "E-ABOUT", "同上", "the same"},
	{typed("12人"), "count", returned, Missing, "E-WORDS", "带单位", "with its unit"},
	{typed("12.5万"), "count", returned, Missing, "E-WORDS", "带“万”（给出换算后的数供参考，不代填）", "with 万 (the product is offered, never filled in)"},
	{typed("12,34"), "count", returned, Missing, "E-TYPE", "逗号分组不是三位", "groups that are not of three digits"},
	{typed("1\n2"), "count", returned, Missing, "E-TYPE", "单元格内换行", "a line break inside"},
	{typed("１２．５万"), "count", returned, Missing, "E-WORDS", "全角数字带“万”", "full-width digits with 万"},
	{typed("1e5"), "count", returned, Missing, "E-TYPE", "键入的指数（给出可能的数供参考，不代填；下同）", "a typed exponent (the number that may be meant is offered, never filled in; so below)"},
	{typed("0x1F"), "count", returned, Missing, "E-TYPE", "十六进制、下划线、NaN、Inf", "hexadecimal, underscore, NaN, Inf"},
	{typed("(12)"), "count", returned, Missing, "E-TYPE", "括号表示的负数", "brackets for a negative"},
	{typed(".5"), "decimal", returned, Missing, "E-TYPE", "小数点前后缺数字", "no digit before or after the point"},
	{typed("12OO"), "count", returned, Missing, "E-TYPE", "字母 O、l 代替数字", "letters O and l for digits"},
	{typed("下降5.99"), "decimal", returned, Missing, "E-TYPE", "用文字表示增减", "words for the sign"},
	{typed("下降-5.99"), "decimal", returned, Missing, "E-TYPE", "正负号和文字同时表示增减", "a sign and a word for it"},
	{typed("同上"), "count", returned, Missing, "E-TYPE", "其他文字", "other words"},
	{book.Cell{Type: book.Bool, Text: "1"}, "count", returned, Missing, "E-TYPE", "TRUE、FALSE", "TRUE, FALSE"},
	{typed("1\u200b2"), "count", returned, Missing, "E-CHAR", "不可见字符", "invisible characters"},
	{book.Cell{Type: book.ErrorValue, Text: "#REF!"}, "count", returned, Missing, "E-ERROR", "错误值", "an error value"},
	{book.Cell{Formula: true}, "count", returned, Missing, "E-FORMULA", "没有保存结果的公式", "a formula without a stored result"},
}
