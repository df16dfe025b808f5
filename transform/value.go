package transform

import (
	"encoding/hex"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/duckdb/duckdb-go/v2"
)

// display is the exact text of a value that DuckDB gave for a column of type
// kind ("DATE", "DECIMAL(18,6)", ...); "" for NULL. Decimals keep all digits.
func display(v any, kind string) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return hex.EncodeToString(v)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case float32:
		return strconv.FormatFloat(float64(v), 'g', -1, 32)
	case *big.Int:
		return v.String()
	case duckdb.Decimal:
		return fixed(v)
	case time.Time:
		return displayTime(v, kind)
	}
	return fmt.Sprint(v)
}

// fixed prints a decimal with all the places of its type: 45.300000.
func fixed(d duckdb.Decimal) string {
	places := int(d.Scale)
	if places == 0 {
		return d.Value.String()
	}
	digits := new(big.Int).Abs(d.Value).String()
	if len(digits) <= places {
		digits = strings.Repeat("0", places+1-len(digits)) + digits
	}
	text := digits[:len(digits)-places] + "." + digits[len(digits)-places:]
	if d.Value.Sign() < 0 {
		return "-" + text
	}
	return text
}

func displayTime(t time.Time, kind string) string {
	switch kind {
	case "DATE":
		return t.Format(time.DateOnly)
	case "TIME":
		return t.Format("15:04:05.999999")
	case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE":
		return t.UTC().Format(time.RFC3339Nano)
	}
	return t.Format("2006-01-02 15:04:05.999999")
}

// isNumber says whether values of a type are plain numbers, which cannot hide a formula.
func isNumber(kind string) bool {
	name, _, _ := strings.Cut(kind, "(")
	switch name {
	case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
		"DECIMAL", "FLOAT", "DOUBLE":
		return true
	}
	return false
}

// visible shows characters that would act on a terminal or mislead a reader
// (controls, directions, zero width, private use) as \u001B. keepLines lets
// line breaks and tabs through.
func visible(text string, keepLines bool) string {
	acts := func(r rune) bool {
		if keepLines && (r == '\n' || r == '\t') {
			return false
		}
		return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) || r == unicode.ReplacementChar
	}
	if !strings.ContainsFunc(text, acts) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if acts(r) {
			fmt.Fprintf(&b, `\u%04X`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// noFormula puts an apostrophe before text that a spreadsheet would run.
func noFormula(text string) string {
	first, _ := firstRune(text)
	if strings.ContainsRune("=+-@\t\r\x00＝＋－＠", first) && text != "" {
		return "'" + text
	}
	return text
}

func firstRune(text string) (rune, bool) {
	for _, r := range text {
		return r, true
	}
	return 0, false
}
