package check_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/programme"
)

// storedAs gives a text in an encoding; a mark stands in the text itself.
func storedAs(t interface{ Fatal(...any) }, text, encoding string) []byte {
	switch encoding {
	case "GB18030":
		b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return b
	case "UTF-16LE", "UTF-16BE":
		var order binary.AppendByteOrder = binary.BigEndian
		if encoding == "UTF-16LE" {
			order = binary.LittleEndian
		}
		var b []byte
		for _, u := range utf16.Encode([]rune(text)) {
			b = order.AppendUint16(b, u)
		}
		return b
	}
	return []byte(text)
}

// storings are all ways to store one text.
var storings = []struct{ mark, encoding string }{
	{"", "UTF-8"}, {"\ufeff", "UTF-8"}, {"", "GB18030"}, {"\ufeff", "UTF-16LE"}, {"\ufeff", "UTF-16BE"}, {"", "UTF-16LE"}, {"", "UTF-16BE"},
}

// longCSV is a long CSV of everything a form asks, with the values of a fill.
func longCSV(form programme.Form, value func(org, element string) string) string {
	var b strings.Builder
	b.WriteString("单位代码,报告期,编码,本期值,备注\r\n")
	for _, s := range form.Sheets {
		for _, org := range s.Orgs {
			for _, l := range s.Lines {
				fmt.Fprintf(&b, "%s,%s,%s,%s,\r\n", org.Code, form.Period, l.Element.Code, value(org.Code, l.Element.Code))
			}
		}
	}
	return b.String()
}

// cleanText is what clean fills a workbook with, as text.
func cleanText(t testing.TB, p *programme.Pack, form programme.Form) func(org, element string) string {
	fill := clean(p, form)
	return func(org, element string) string {
		for key, v := range fill.Values {
			if key.Org == org && key.Element == element {
				if v.IsNumber {
					return v.Number.String()
				}
				return v.Text
			}
		}
		t.Fatalf("nothing fills %s %s", org, element)
		return ""
	}
}

// asCSV checks a text called data.csv.
func asCSV(t testing.TB, in check.Input, file []byte) check.Result {
	if in.Name == "" {
		in.Name = "data.csv"
	}
	return collect(t, in, file)
}

// TestLongCSVSaysWhatTheWorkbookSays: the same figures give the same
// observations, places and sheets aside.
func TestLongCSVSaysWhatTheWorkbookSays(t *testing.T) {
	p := loadPack(t)
	for _, org := range []string{"610702", "610700-YBJ", "610700-JKQ"} {
		form := formOf(t, p, org, "2022Q2")
		book := collect(t, check.Input{Pack: p, Key: key, Previous: nothing}, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)}))
		text := asCSV(t, check.Input{Pack: p, Previous: nothing, Reporter: org}, []byte(longCSV(form, cleanText(t, p, form))))
		if !text.Accepted() || text.Returns+text.Doubts > 0 || text.Part != check.WholeWorkbook || text.Cover.Reporter != org || text.Cover.Period != form.Period {
			t.Errorf("%s: %+v\n%s", org, text.Summary, summary(text.Findings))
		}
		for i := range book.Observations {
			book.Observations[i].Sheet, book.Observations[i].Cell, book.Observations[i].RawText = "", "", ""
		}
		for i := range text.Observations {
			if text.Observations[i].Cell == "" {
				t.Errorf("%+v", text.Observations[i])
			}
			text.Observations[i].Sheet, text.Observations[i].Cell, text.Observations[i].RawText = "", "", ""
		}
		if len(book.Observations) == 0 || !reflect.DeepEqual(book.Observations, text.Observations) {
			t.Errorf("%s: %d observations in the workbook, %d in the text, and they differ", org, len(book.Observations), len(text.Observations))
		}
	}
}

// TestAnswerDoesNotDependOnTheEncoding: any table of ours, right or wrong, gives
// the same answer however it is stored.
func TestAnswerDoesNotDependOnTheEncoding(t *testing.T) {
	p := loadPack(t)
	values := rapid.SampledFrom([]string{"12", "１２", "12人", "约300", "—", "保密", "不适用", "", "1,234", "\"1,234\"", "洋　县", "\"两\r\n行\"", "𠀀"})
	codes := rapid.SampledFrom([]string{"visits_total", "visits_primary", "discharges", "visits_x", "合计", "t4_staff"})
	orgs := rapid.SampledFrom([]string{"610702", "610702", "610702", "６１０７０２", "610722", "x", "汉台区"})
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString(rapid.SampledFrom([]string{"单位代码,报告期,编码,本期值,备注", "备注,本期数,数据元,报告期,org", "编码,本期值,备注", "单位代码,报告期,编码,备注"}).Draw(t, "header") + "\r\n")
		for range rapid.IntRange(0, 6).Draw(t, "rows") {
			fmt.Fprintf(&b, "%s,2022Q2,%s,%s,%s\r\n", orgs.Draw(t, "org"), codes.Draw(t, "code"), values.Draw(t, "value"), values.Draw(t, "note"))
		}
		var first check.Result
		for i, s := range storings {
			file := storedAs(t, s.mark+b.String(), s.encoding)
			r, err := check.Collect(check.Input{File: bytes.NewReader(file), Size: int64(len(file)), Name: "2022Q2_610702_x.csv", Pack: p, Previous: nothing})
			if err != nil {
				t.Fatal(err)
			}
			r.Encoding = ""
			if i == 0 {
				first = r
			} else if !reflect.DeepEqual(r, first) {
				t.Fatalf("%s%s:\n%v %s\nUTF-8:\n%v %s", s.mark, s.encoding, r.Summary, summary(r.Findings), first.Summary, summary(first.Findings))
			}
		}
	})
}
