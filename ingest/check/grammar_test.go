package check

import (
	"flag"
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yigai/ingest/book"
	"yigai/internal/decimal"
	"yigai/internal/golden"
)

var update = flag.Bool("update", false, "write the pages of docs/ that are made from tables here")

func TestGrammar(t *testing.T) {
	for _, x := range Grammar {
		r := readValue(x.Cell, ExampleElement(x.Asked))
		reads := r.state
		if r.state == Reported {
			reads = r.value.String()
		}
		outcome, code := accepted, Code("")
		if len(r.problems) > 0 {
			code = r.problems[0].code
			outcome = map[Severity]string{SeverityNote: noted, SeverityDoubt: doubted, SeverityReturn: returned}[Lookup(code).Severity]
		}
		if reads != x.Reads || outcome != x.Outcome || code != x.Code || len(r.problems) > 1 {
			t.Errorf("%q (%s): %s as %s %v, want %s as %s %s", x.Cell.Text, x.Asked, outcome, reads, r.problems, x.Outcome, x.Reads, x.Code)
		}
	}
}

var outcomeWords = map[string]string{accepted: "接受 accepted", noted: "接受并提示 noted", doubted: "接受并存疑 doubted", returned: "退回该行 returned"}

func TestGrammarPageIsUpToDate(t *testing.T) {
	var b strings.Builder
	b.WriteString("# 数字填报规则 · What a figure's cell may hold\n\nMade from `check.Grammar` by `go test ./ingest/check -update`; a test reads every line.\n\n" +
		"读取的是单元格的存储内容，不是显示内容。凡是读法与存储内容不同的，都有提示；没有一处是猜的。\n" +
		"What is stored is read, never what is shown. Wherever the reading differs from what is stored, a finding says so; nothing is guessed.\n\n" +
		"| 内容 cell | 要求 asked | 处理 outcome | 读作 reads | 代码 code | 说明 |\n|---|---|---|---|---|---|\n")
	for _, x := range Grammar {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s · %s |\n", cellWords(x.Cell), x.Asked, outcomeWords[x.Outcome], x.Reads, x.Code, x.Zh, x.En)
	}
	comparePage(t, "../../docs/number-grammar.md", b.String())
}

func cellWords(c book.Cell) string {
	text := strings.ReplaceAll(Show(c.Text), "|", "\\|")
	switch {
	case c.Type == book.Empty && c.Formula:
		return "`=…`（无结果）"
	case c.Type == book.Empty:
		return "（空白）"
	case c.Type == book.Bool:
		return map[string]string{"0": "FALSE", "1": "TRUE"}[c.Text]
	case c.Formula:
		return "`=…` → " + text
	case c.NumberFormat != "":
		return text + "，格式 `" + c.NumberFormat + "`"
	case c.Type == book.Text:
		return "“" + text + "”"
	}
	return text
}

func comparePage(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s differs from the table it is made from: run go test ./ingest/check -update", path)
	}
}

// TestStoredNumbersAreReadExactly compares with exact fractions. Only what has
// over 15 digits may be read with dust taken off.
func TestStoredNumbersAreReadExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?[0-9]{1,12}(\.[0-9]{1,6})?([eE][+-]?[0-9]{1,2})?`).Draw(t, "text")
		d, dust, ok := parseStored(text)
		exact, _ := new(big.Rat).SetString(text)
		scaled := new(big.Rat).Mul(exact, big.NewRat(10_000, 1))
		fits := scaled.IsInt() && scaled.Num().CmpAbs(big.NewInt(999_999_999_999_999_999)) <= 0
		if digits := len(strings.Trim(strings.Map(onlyDigits, cutAtE(text)), "0")); dust && !fits && digits > 15 {
			return // see TestDust
		}
		if ok != fits || dust || ok && new(big.Rat).SetInt64(int64(d)).Cmp(scaled) != 0 {
			t.Fatalf("%s read as %s (ok %v, dust %v)", text, d, ok, dust)
		}
	})
}

// An exponent too long for a machine word is refused, not read as a short one.
func TestEndlessExponentsAreRefused(t *testing.T) {
	for _, text := range []string{"12E18446744073709551617", "12e-18446744073709551615", "12E+36893488147419103233"} {
		if d, _, ok := parseStored(text); ok {
			t.Errorf("%s is read as %s", text, d)
		}
	}
}

func onlyDigits(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

func cutAtE(text string) string {
	mantissa, _, _ := strings.Cut(strings.ToLower(text), "e")
	return mantissa
}

func TestDust(t *testing.T) {
	for text, want := range map[string]string{
		"0.30000000000000004": "0.3", "1.1000000000000001": "1.1", "94519.610000000001": "94519.61", "-2.9999999999999996": "-3",
		"99999.999999999985": "100000", "12345678901.23456": "12345678901.2346", "0.00001": "", "1.00005": "", "0.123456789012345678": "",
		"1234567890123456789": "", "5.0000000000000003E-2": "0.05", "1e-400": "", "0e999": "0", "1e31": "",
	} {
		d, _, ok := parseStored(text)
		if got := map[bool]string{true: d.String()}[ok]; got != want {
			t.Errorf("%s reads as %q, want %q", text, got, want)
		}
	}
}

// FuzzNumber: whatever stands in a cell, it is read as a value that its digits
// spell, or refused; never two things, never a crash.
func FuzzNumber(f *testing.F) {
	for _, x := range Grammar {
		f.Add(x.Cell.Text, int(x.Cell.Type), x.Cell.NumberFormat)
	}
	for _, text := range golden.Texts(f) {
		f.Add(text, int(book.Text), "General")
	}
	f.Fuzz(func(t *testing.T, text string, kind int, format string) {
		if kind < 0 || kind > int(book.Date) || kind == int(book.Number) && !plainNumber(text) {
			return
		}
		r := readValue(book.Cell{Type: book.Type(kind), Text: text, NumberFormat: format}, ExampleElement("decimal"))
		if r.returned() && r.state != Missing {
			t.Errorf("%q is returned and %s", text, r.state)
		}
		if r.state == Reported && r.value < 0 {
			t.Errorf("%q gives %s, below the least allowed", text, r.value)
		}
		if back, err := decimal.Parse(r.value.String()); err != nil || back != r.value {
			t.Errorf("%q gives %v", text, r.value)
		}
	})
}

// plainNumber says whether the workbook reader would let text pass as a number.
func plainNumber(text string) bool {
	_, ok := new(big.Float).SetString(text)
	return ok && strings.Trim(text, "0123456789+-.eE") == "" && len(text) < 40 && !strings.HasPrefix(strings.TrimLeft(text, "+-"), ".")
}

// What is no number but has one likely meaning is returned with it.
func TestLikelyMeanings(t *testing.T) {
	for text, want := range map[string]string{
		"(12)": " (-12?)", "（1,234.5）": " (-1234.5?)", "(-12)": "", "()": "", ".5": " (0.5?)", "-.5": " (-0.5?)", "5.": " (5?)", ".": "",
		"1e5": " (100000?)", "4.50181E+05": " (450181?)", "1e-2": " (0.01?)", "1e400": "", "e5": "", "12OO": " (1200?)", "OO": "", "1l": " (11?)",
		"下降5.99": " (-5.99?)", "下降5.99%": " (-5.99?)", "下降-5.99": "", "增长３": " (3?)", "增长-3": "", "负12": " (-12?)", "同上": "", "0x10": "", "NaN": "", "*": "", "1_000": "",
	} {
		_, p, ok := narrow(text).number(text, "人")
		if ok || p.code != "E-TYPE" || p.hint != want {
			t.Errorf("%s: offered %q (%s), want %q", text, p.hint, p.code, want)
		}
	}
}

// The number that is offered stands in the unit of its cell.
func TestHintsAreInTheUnitOfTheCell(t *testing.T) {
	for _, x := range []struct{ typed, unit, want string }{
		{"12人", "人", "12"}, {"12万", "人", "120000"}, {"1.5万人次", "人次", "15000"}, {"约3百万", "人", "3000000"},
		{"5.0亿元", "万元", "50000"}, {"5万元", "万元", "5"}, {"5万", "万元", "5"}, {"约90", "万元", "90"},
		{"120000元", "万元", "12"}, {"123456.5元", "万元", "12.34565"}, {"12千克", "千克", "12"}, {"90（含镇）", "个", "90"},
	} {
		_, p, ok := narrow(x.typed).number(x.typed, x.unit)
		if ok || p.hint != x.want {
			t.Errorf("%s in a cell of %s: offered %q (%s), want %q", x.typed, x.unit, p.hint, p.code, x.want)
		}
	}
}
