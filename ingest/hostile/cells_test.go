package hostile

import (
	"fmt"
	"strings"
	"testing"
)

// figure is the clean workbook with another cell for 总诊疗人次 (指标!E3).
func figure(v any) func(testing.TB) []byte { return at("指标!E3", v) }

// at is the clean workbook with one other cell.
func at(cell string, v any) func(testing.TB) []byte {
	return func(t testing.TB) []byte { return clean().set(cell, v).bytes(t) }
}

// changed is the clean workbook after a change.
func changed(change func(w *workbook)) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		w := clean()
		change(w)
		return w.bytes(t)
	}
}

// after adds XML behind the data of 指标.
func after(xml string) func(testing.TB) []byte {
	return changed(func(w *workbook) { w.tab("指标").after = xml })
}

// cellCases break what a sheet says of where its cells stand and what they are.
var cellCases = []hostile{
	{file: "cell-row-too-far.xlsx", zh: "行号越界", en: "a row beyond the last", want: "E-REF 指标!E8", build: edited(sheet2, `</sheetData>`, `<row r="1048577"/></sheetData>`)},
	{file: "cell-row-zero.xlsx", zh: "行号为 0", en: "row 0", want: "E-REF 指标", build: edited(sheet2, `<row r="1">`, `<row r="0">`)},
	{file: "cell-row-negative.xlsx", zh: "行号为负", en: "a negative row", want: "E-REF 指标!E3", build: edited(sheet2, `<row r="4">`, `<row r="-4">`)},
	{file: "cell-row-twice.xlsx", zh: "行重复", en: "a row twice", want: "E-REF 指标!E3", build: edited(sheet2, `<row r="4">`, `<row r="3">`)},
	{file: "cell-row-order.xlsx", zh: "行的顺序颠倒", en: "rows out of order", want: "E-REF 指标!E7", build: edited(sheet2, `<row r="8">`, `<row r="5">`)},
	{file: "cell-twice.xlsx", zh: "单元格重复", en: "a cell twice", want: "E-REF 指标!E3", build: edited(sheet2, `<c r="E3"><v>120000</v></c>`, `<c r="E3"><v>120000</v></c><c r="E3"><v>12</v></c>`)},
	{file: "cell-order.xlsx", zh: "单元格顺序颠倒", en: "cells out of order", want: "E-REF 指标!E3", build: edited(sheet2, `<c r="E3"><v>120000</v></c>`, `<c r="E3"><v>120000</v></c><c r="A3"><v>12</v></c>`)},
	{file: "cell-other-row.xlsx", zh: "单元格属于另一行", en: "a cell of another row", want: "E-REF 指标!D3", build: edited(sheet2, `r="E3"`, `r="E4"`)},
	{file: "cell-column-too-far.xlsx", zh: "列越界", en: "a column beyond XFD", want: "E-REF 指标!E3", build: edited(sheet2, `<c r="E3"><v>120000</v></c>`, `<c r="E3"><v>120000</v></c><c r="XFE3"><v>1</v></c>`)},
	{file: "cell-dollar.xlsx", zh: "引用写成 $E$3", en: "a reference written $E$3", want: "E-REF 指标!D3", build: edited(sheet2, `r="E3"`, `r="$E$3"`)},
	{file: "cell-lower-case.xlsx", zh: "引用写成小写", en: "a reference in small letters", want: "E-REF 指标!D3", build: edited(sheet2, `r="E3"`, `r="e3"`)},
	{file: "cell-empty-reference.xlsx", zh: "引用是空的", en: "an empty reference", want: "E-REF 指标!D3", build: edited(sheet2, `r="E3"`, `r=""`)},
	{file: "cell-no-references.xlsx", zh: "一行没有引用（可读）", en: "a row without references (is read)", want: "N-TOKEN 封面", build: sheetXML(func(s string) string {
		for _, c := range "ABCDE" {
			s = strings.Replace(s, fmt.Sprintf(`r="%c3"`, c), "", 1)
		}
		return s
	})},
	{file: "cell-xfd.xlsx", zh: "XFD 列有内容", en: "content in column XFD", want: "E-COLUMNS 指标!XFD3", build: edited(sheet2, `<c r="E3"><v>120000</v></c>`, `<c r="E3"><v>120000</v></c><c r="XFD3"><v>1</v></c>`)},
	{file: "cell-last-row.xlsx", zh: "最后一行有一个单元格", en: "a lone cell in the last row", want: "N-TOKEN 封面", build: edited(sheet2, `</sheetData>`, `<row r="1048576"><c r="F1048576" t="str"><v>x</v></c></row></sheetData>`)},
	{file: "cell-string-index.xlsx", zh: "共享文字序号越界", en: "a shared text that is not there", want: "E-SST 指标!E3", build: figure(raw{`t="s"`, "<v>99999</v>"})},
	{file: "cell-string-negative.xlsx", zh: "共享文字序号为负", en: "a negative shared text", want: "E-SST 指标!E3", build: figure(raw{`t="s"`, "<v>-1</v>"})},
	{file: "cell-string-word.xlsx", zh: "共享文字序号不是数字", en: "a shared text whose number is a word", want: "E-SST 指标!E3", build: figure(raw{`t="s"`, "<v>one</v>"})},
	{file: "cell-style.xlsx", zh: "单元格格式不存在", en: "a cell format that is not there", want: "E-STYLE 指标!D3", build: figure(raw{`s="77"`, "<v>120000</v>"})},
	{file: "cell-type.xlsx", zh: "单元格类型未知", en: "an unknown cell type", want: "E-CELL 指标!D3", build: figure(raw{`t="q"`, "<v>120000</v>"})},
	{file: "cell-number-word.xlsx", zh: "数字单元格里是文字", en: "a number cell that holds a word", want: "E-CELL 指标!E3", build: figure(raw{"", "<v>12万</v>"})},
	{file: "cell-number-inf.xlsx", zh: "数字单元格里是 INF", en: "a number cell that holds INF", want: "E-CELL 指标!E3", build: figure(raw{"", "<v>INF</v>"})},
	{file: "cell-number-hex.xlsx", zh: "数字单元格里是十六进制", en: "a number cell in hexadecimal", want: "E-CELL 指标!E3", build: figure(raw{"", "<v>0x1d4c0</v>"})},
	{file: "cell-bool.xlsx", zh: "真假值是 2", en: "a truth value of 2", want: "E-CELL 指标!E8", build: at("指标!E8", raw{`t="b"`, "<v>2</v>"})},
	{file: "cell-error-word.xlsx", zh: "错误值不是错误值", en: "an error value that is none", want: "E-CELL 指标!E3", build: figure(raw{`t="e"`, "<v>oops</v>"})},
	{file: "merge-overlap.xlsx", zh: "合并区域互相重叠", en: "merged ranges that overlap", want: "E-MERGE 指标!E8", build: after(`<mergeCells><mergeCell ref="A10:C12"/><mergeCell ref="B11:D14"/></mergeCells>`)},
	{file: "merge-backwards.xlsx", zh: "合并区域首尾颠倒", en: "a merged range backwards", want: "E-REF 指标!E8", build: after(`<mergeCells><mergeCell ref="B2:A1"/></mergeCells>`)},
	{file: "merge-empty.xlsx", zh: "合并区域没有引用", en: "a merged range without reference", want: "E-REF 指标!E8", build: after(`<mergeCells><mergeCell/></mergeCells>`)},
	{file: "merge-sheet.xlsx", zh: "合并整张表", en: "the whole sheet merged", want: "N-TOKEN 封面; E-MERGED 指标!A1", build: after(`<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`)},
	{file: "merge-data.xlsx", zh: "数据区合并单元格", en: "merged cells among the data", want: "N-TOKEN 封面; E-MERGED 指标!E4", build: changed(func(w *workbook) {
		w.tab("指标").after = `<mergeCells><mergeCell ref="E4:E5"/></mergeCells>`
	})},
	{file: "hidden-sheet.xlsx", zh: "数据在隐藏的工作表中", en: "data in a hidden sheet", want: "N-TOKEN 封面; E-HIDDEN 指标", build: changed(func(w *workbook) { w.tab("指标").state = ` state="hidden"` })},
	{file: "hidden-very.xlsx", zh: "数据在深度隐藏的工作表中", en: "data in a very hidden sheet", want: "N-TOKEN 封面; E-HIDDEN 指标", build: changed(func(w *workbook) { w.tab("指标").state = ` state="veryHidden"` })},
	{file: "hidden-row.xlsx", zh: "数据在隐藏的行中", en: "data in a hidden row", want: "N-TOKEN 封面; E-HIDDEN 指标!E4", build: changed(func(w *workbook) { w.tab("指标").rowMarks = map[int]string{4: ` hidden="1"`} })},
	{file: "hidden-row-flat.xlsx", zh: "数据所在行高为 0", en: "data in a row of height 0", want: "N-TOKEN 封面; E-HIDDEN 指标!E4", build: changed(func(w *workbook) { w.tab("指标").rowMarks = map[int]string{4: ` ht="0" customHeight="1"`} })},
	{file: "hidden-column.xlsx", zh: "数据在隐藏的列中", en: "data in a hidden column", want: "N-TOKEN 封面; E-HIDDEN 指标!E3", build: changed(func(w *workbook) { w.tab("指标").before = `<cols><col min="5" max="5" hidden="1"/></cols>` })},
	{file: "hidden-column-thin.xlsx", zh: "数据所在列宽为 0", en: "data in a column of width 0", want: "N-TOKEN 封面; E-HIDDEN 指标!E3", build: changed(func(w *workbook) { w.tab("指标").before = `<cols><col min="5" max="5" width="0"/></cols>` })},
	{file: "hidden-neither.xlsx", zh: "隐藏标志不是真假值", en: "a hidden mark that is neither yes nor no", want: "E-XML 指标!E3", build: edited(sheet2, `<row r="4">`, `<row r="4" hidden="maybe">`)},
	{file: "columns-backwards.xlsx", zh: "列定义首尾颠倒", en: "columns defined backwards", want: "E-REF 指标", build: changed(func(w *workbook) { w.tab("指标").before = `<cols><col min="5" max="4"/></cols>` })},
}

// long is a text of n characters.
func long(n int) string { return strings.Repeat("长", n) }

// valueCases hold a value that is not what the cell must hold.
var valueCases = []hostile{
	{file: "clean.xlsx", zh: "没有问题的工作簿", en: "a workbook without a fault", want: "N-TOKEN 封面", build: changed(func(*workbook) {})},
	{file: "value-blank.xlsx", zh: "必填单元格空白", en: "a required cell is blank", want: "N-TOKEN 封面; E-REQUIRED 指标!E3", build: figure(nil)},
	{file: "value-dash.xlsx", zh: "必填单元格填“—”", en: "a required cell says —", want: "N-TOKEN 封面; E-MARKED 指标!E3", build: figure("—")},
	{file: "value-not-applicable.xlsx", zh: "必填单元格填“不适用”", en: "a required cell says 不适用", want: "N-TOKEN 封面; E-MARKED 指标!E3", build: figure("不适用")},
	{file: "value-formula.xlsx", zh: "公式，有结果", en: "a formula with its result", want: "N-TOKEN 封面; N-FORMULA 指标!E3", build: figure(raw{"", "<f>60000*2</f><v>120000</v>"})},
	{file: "value-formula-empty.xlsx", zh: "公式，没有结果", en: "a formula without its result", want: "N-TOKEN 封面; E-FORMULA 指标!E3", build: figure(raw{"", "<f>SUM(A1:XFD1048576)</f>"})},
	{file: "value-error-ref.xlsx", zh: "错误值 #REF!", en: "the error #REF!", want: "N-TOKEN 封面; E-ERROR 指标!E3", build: figure(raw{`t="e"`, "<f>B99</f><v>#REF!</v>"})},
	{file: "value-error-div.xlsx", zh: "错误值 #DIV/0!", en: "the error #DIV/0!", want: "N-TOKEN 封面; E-ERROR 指标!E6", build: at("指标!E6", raw{`t="e"`, "<v>#DIV/0!</v>"})},
	{file: "value-text-number.xlsx", zh: "数字存成文本", en: "a number stored as text", want: "N-TOKEN 封面; N-TEXT 指标!E3", build: figure("120000")},
	{file: "value-full-width.xlsx", zh: "全角数字", en: "full-width digits", want: "N-TOKEN 封面; N-WIDTH 指标!E3", build: figure("１２００００")},
	{file: "value-separators.xlsx", zh: "千位分隔符", en: "thousands separators", want: "N-TOKEN 封面; N-COMMA 指标!E3", build: figure("120,000")},
	{file: "value-separators-wrong.xlsx", zh: "分隔符位置不对", en: "separators in wrong places", want: "N-TOKEN 封面; E-TYPE 指标!E3", build: figure("12,00,00")},
	{file: "value-spaces.xlsx", zh: "数字前后有空格", en: "spaces around a number", want: "N-TOKEN 封面; N-SPACE 指标!E3", build: figure(" 120000　")},
	{file: "value-words.xlsx", zh: "数字带单位", en: "a number with its unit", want: "N-TOKEN 封面; E-WORDS 指标!E3", build: figure("120000人次")},
	{file: "value-ten-thousands.xlsx", zh: "数字带“万”", en: "a number in 万", want: "N-TOKEN 封面; E-WORDS 指标!E3", build: figure("12万")},
	{file: "value-about.xlsx", zh: "约数", en: "an approximate number", want: "N-TOKEN 封面; E-ABOUT 指标!E3", build: figure("约120000")},
	{file: "value-brackets.xlsx", zh: "括号负数", en: "a negative in brackets", want: "N-TOKEN 封面; E-TYPE 指标!E3", build: figure("(12)")},
	{file: "value-letter-o.xlsx", zh: "字母 O 当零", en: "the letter O for zero", want: "N-TOKEN 封面; E-TYPE 指标!E3", build: figure("12OOOO")},
	{file: "value-hex.xlsx", zh: "十六进制文本", en: "hexadecimal text", want: "N-TOKEN 封面; E-TYPE 指标!E3", build: figure("0x1D4C0")},
	{file: "value-nan.xlsx", zh: "NaN", en: "NaN", want: "N-TOKEN 封面; E-TYPE 指标!E3", build: figure("NaN")},
	{file: "value-exponent.xlsx", zh: "键入的指数", en: "a typed exponent", want: "N-TOKEN 封面; E-TYPE 指标!E3", build: figure("1.2e5")},
	{file: "value-percent-count.xlsx", zh: "要求数量而填百分数", en: "a percentage where a count belongs", want: "N-TOKEN 封面; E-PERCENT 指标!E3", build: figure("65.3%")},
	{file: "value-percent-format.xlsx", zh: "百分数格式的比率", en: "a ratio in a percent format", want: "N-TOKEN 封面; N-PERCENT 指标!E6", build: at("指标!E6", raw{`s="1"`, "<v>0.653</v>"})},
	{file: "value-fraction.xlsx", zh: "人次填小数", en: "a fraction of a visit", want: "N-TOKEN 封面; E-INTEGER 指标!E3", build: figure(120000.5)},
	{file: "value-negative.xlsx", zh: "负数", en: "a negative number", want: "N-TOKEN 封面; E-RANGE 指标!E5", build: at("指标!E5", -1)},
	{file: "value-range.xlsx", zh: "比率超过 100", en: "a ratio above 100", want: "N-TOKEN 封面; E-RANGE 指标!E6", build: at("指标!E6", 165.3)},
	{file: "value-dust.xlsx", zh: "浮点误差", en: "floating-point dust", want: "N-TOKEN 封面; N-DUST 指标!E7", build: at("指标!E7", raw{"", "<v>1234.5600000000002</v>"})},
	{file: "value-decimals.xlsx", zh: "小数位过多", en: "more decimals than asked", want: "N-TOKEN 封面; E-DECIMALS 指标!E7", build: at("指标!E7", 1234.567)},
	{file: "value-digits.xlsx", zh: "位数过多", en: "too many digits", want: "N-TOKEN 封面; E-DIGITS 指标!E7", build: at("指标!E7", raw{"", "<v>1E+300</v>"})},
	{file: "value-tiny.xlsx", zh: "极小的数 1e-400", en: "the tiny number 1e-400", want: "N-TOKEN 封面; E-DIGITS 指标!E7", build: at("指标!E7", raw{"", "<v>1e-400</v>"})},
	{file: "value-date.xlsx", zh: "日期格式的数字", en: "a number shown as a date", want: "N-TOKEN 封面; E-DATE 指标!E3", build: figure(raw{`s="2"`, "<v>44651</v>"})},
	{file: "value-shown-otherwise.xlsx", zh: "格式显示成“万”", en: "a format that shows 万", want: "N-TOKEN 封面; E-FORMAT 指标!E3", build: figure(raw{`s="3"`, "<v>120000</v>"})},
	{file: "value-invisible.xlsx", zh: "数字中有零宽字符", en: "a zero-width character in a number", want: "N-TOKEN 封面; E-CHAR 指标!E3", build: figure("12\u200b0000")},
	{file: "value-bidi.xlsx", zh: "数字中有方向控制符", en: "a direction mark in a number", want: "N-TOKEN 封面; E-CHAR 指标!E3", build: figure("\u202e000021")},
	{file: "value-line-break.xlsx", zh: "数字中有换行", en: "a line break in a number", want: "N-TOKEN 封面; E-TYPE 指标!E3", build: figure("12\n0000")},
	{file: "value-nul.xlsx", zh: "转义的 NUL", en: "an escaped NUL", want: "N-TOKEN 封面; E-CHAR 指标!E3", build: figure("12_x0000_0000")},
	{file: "value-yes-no.xlsx", zh: "是否项填“有”", en: "有 where 是 or 否 belongs", want: "N-TOKEN 封面; E-YES-NO 指标!E8", build: at("指标!E8", "有")},
	{file: "value-bool.xlsx", zh: "是否项是 TRUE", en: "TRUE where 是 belongs", want: "N-TOKEN 封面; N-YES-NO 指标!E8", build: at("指标!E8", raw{`t="b"`, "<v>1</v>"})},
	{file: "value-long-text.xlsx", zh: "文字超过 32767 字", en: "a text of more than 32,767 characters", want: "N-TOKEN 封面; E-LENGTH 任务!E3", build: at("任务!E3", long(32768))},
	{file: "value-long-figure.xlsx", zh: "数字单元格里一万字", en: "ten thousand characters where a number belongs", want: "N-TOKEN 封面; E-TYPE 指标!E3", build: figure(long(10000))},
	{file: "value-script.xlsx", zh: "文字像网页脚本（可读）", en: "a text like a script (is read)", want: "N-TOKEN 封面", build: at("任务!E3", "</script><script>alert(1)</script>")},
	{file: "value-injection.xlsx", zh: "文字以等号开头（可读）", en: "a text that begins like a formula (is read)", want: "N-TOKEN 封面", build: at("任务!E3", "=cmd|'/c calc'!A0")},
	{file: "value-rule.xlsx", zh: "部分大于整体", en: "a part larger than the whole", want: "N-TOKEN 封面; E-RULE 指标!E4", build: at("指标!E4", 130000)},
	{file: "value-status.xlsx", zh: "任务状态不在选项中", en: "a status that is no choice", want: "N-TOKEN 封面; E-STATUS 任务!C3", build: at("任务!C3", "快了")},
	{file: "value-progress.xlsx", zh: "进度超过 100", en: "progress above 100", want: "N-TOKEN 封面; E-PROGRESS 任务!D3", build: at("任务!D3", 150)},
}
