package hostile

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// long is the clean workbook as a long CSV, with lines behind it.
func longCSV(more ...string) string {
	return strings.Join(append([]string{"单位代码,报告期,编码,本期值,备注", "610702,2022Q1,visits,120000,", "610702,2022Q1,visits_primary,65000,", "610702,2022Q1,contracts,210000,",
		"610702,2022Q1,fund_rate,65.3,", "610702,2022Q1,spending,1234.56,", "610702,2022Q1,ledger_kept,是,"}, more...), "\r\n") + "\r\n"
}

// encoded is the long CSV in an encoding.
func encoded(e encoding.Encoding, text string) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		b, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(b)
	}
}

func replaced(old, new string) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		text := longCSV()
		if !strings.Contains(text, old) {
			t.Fatalf("no %q", old)
		}
		return []byte(strings.Replace(text, old, new, 1))
	}
}

// textCases are tables that came as text.
var textCases = []hostile{
	{file: "text-clean.csv", zh: "UTF-8 长表（可读）", en: "a long CSV in UTF-8 (is read)", want: "N-NO-COVER; N-NO-TASKS", build: fixed(longCSV())},
	{file: "text-mark.csv", zh: "带标记的 UTF-8（可读）", en: "UTF-8 with its mark (is read)", want: "N-NO-COVER; N-NO-TASKS", build: fixed("\ufeff" + longCSV())},
	{file: "text-gb18030.csv", zh: "GB18030（可读）", en: "GB18030 (is read)", want: "N-NO-COVER; N-NO-TASKS", build: encoded(simplifiedchinese.GB18030, longCSV())},
	{file: "text-utf16le.csv", zh: "UTF-16 小端（可读）", en: "UTF-16, little end first (is read)", want: "N-NO-COVER; N-NO-TASKS", build: encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), longCSV())},
	{file: "text-utf16be.csv", zh: "UTF-16 大端（可读）", en: "UTF-16, big end first (is read)", want: "N-NO-COVER; N-NO-TASKS", build: encoded(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), longCSV())},
	{file: "text-renamed.xlsx", zh: "长表改名为 .xlsx（可读）", en: "a long CSV renamed .xlsx (is read)", want: "N-NO-COVER; N-NO-TASKS", build: fixed(longCSV())},
	{file: "text-big5.csv", zh: "Big5 编码", en: "in Big5", want: "E-ENCODING 1:2", build: encoded(traditionalchinese.Big5, "單位,報告期,值\r\n漢台區,2022,1\r\n")},
	{file: "text-shift-jis.csv", zh: "Shift-JIS 编码", en: "in Shift-JIS", want: "E-ENCODING", build: encoded(japanese.ShiftJIS, "団体,期間,値\r\nカタカナ,2022,1\r\n")},
	{file: "text-euc-kr.csv", zh: "EUC-KR 编码", en: "in EUC-KR", want: "E-ENCODING", build: encoded(korean.EUCKR, "기관,기간,값\r\n한국,2022,1\r\n")},
	{file: "text-mixed.csv", zh: "一个文件两种编码", en: "two encodings in one file", want: "E-ENCODING 8:15", build: fixed(longCSV() + "610702,2022Q1,\xb5\xa5\xce\xbb,1,\r\n")},
	{file: "text-cut-character.csv", zh: "最后一个字符不完整", en: "half a last character", want: "E-ENCODING 7:29", build: fixed(strings.TrimSuffix(longCSV(), "\r\n") + "\xe6\xb1")},
	{file: "text-nul.csv", zh: "含 NUL", en: "a NUL inside", want: "E-ENCODING 3:32", build: replaced("65000", "65\x00000")},
	{file: "text-returns.csv", zh: "只用回车换行（可读或指明）", en: "lines ended by CR alone", want: "N-NO-COVER; N-NO-TASKS", build: fixed(strings.ReplaceAll(longCSV(), "\r\n", "\r"))},
	{file: "text-semicolons.csv", zh: "分号分隔", en: "semicolons between fields", want: "E-SEPARATOR", build: fixed(strings.ReplaceAll(longCSV(), ",", ";"))},
	{file: "text-wide-commas.csv", zh: "全角逗号分隔", en: "wide commas between fields", want: "E-SEPARATOR", build: fixed(strings.ReplaceAll(longCSV(), ",", "，"))},
	{file: "text-tabs.txt", zh: "制表符分隔", en: "tabs between fields", want: "N-TAB; N-NO-COVER; N-NO-TASKS", build: fixed(strings.ReplaceAll(longCSV(), ",", "\t"))},
	{file: "text-open-quote.csv", zh: "引号没有闭合", en: "a quote that is not closed", want: "E-QUOTE 3:30", build: replaced("65000", `"65000`)},
	{file: "text-stray-quote.csv", zh: "引号在字段中间", en: "a quote inside a field", want: "E-QUOTE 3:30", build: replaced("65000", `65"000`)},
	{file: "text-ragged.csv", zh: "一行多出字段", en: "a line with a field too many", want: "N-NO-COVER; N-NO-TASKS; E-ROW; E-RAGGED 3:37", build: replaced("65000,", "65000,,9")},
	{file: "text-split-number.csv", zh: "千位分隔符把数拆成两格", en: "a number split by its separator", want: "N-NO-COVER; N-NO-TASKS; E-SPLIT 3:30", build: replaced("65000,", "65,000")},
	{file: "text-no-header.csv", zh: "没有表头", en: "no header", want: "E-TEXT", build: fixed("610702,2022Q1,visits,120000,\r\n")},
	{file: "text-two-periods.csv", zh: "两个报告期", en: "two periods", want: "E-PERIODS", build: fixed(longCSV("610702,2022Q2,visits,1,"))},
	{file: "text-unknown-org.csv", zh: "单位代码不存在", en: "an unknown org", want: "E-REPORTER", build: fixed(longCSV("610799,2022Q1,visits,1,"))},
	{file: "text-unknown-element.csv", zh: "数据元不存在", en: "an unknown element", want: "N-NO-COVER; N-NO-TASKS; E-CODE 8:15", build: fixed(longCSV("610702,2022Q1,visits_totl,1,"))},
	{file: "text-duplicate.csv", zh: "同一数据元两行", en: "an element twice", want: "N-NO-COVER; N-NO-TASKS; E-DUPLICATE 8:22", build: fixed(longCSV("610702,2022Q1,visits,1,"))},
	{file: "text-words.csv", zh: "数字带单位", en: "a number with its unit in CSV", want: "N-NO-COVER; N-NO-TASKS; E-WORDS 3:30", build: replaced("65000", "65000人次")},
	{file: "text-exponent.csv", zh: "CSV 中的指数", en: "an exponent in CSV", want: "N-NO-COVER; N-NO-TASKS; E-ABOUT 3:30", build: replaced("65000", "6.5E+04")},
	{file: "text-error.csv", zh: "CSV 中的错误值", en: "an error value in CSV", want: "N-NO-COVER; N-NO-TASKS; E-TYPE 3:30", build: replaced("65000", "#REF!")},
	{file: "text-prose.txt", zh: "一段文字", en: "prose", want: "E-TEXT", build: fixed("请查收附件，谢谢。\r\n")},
}
