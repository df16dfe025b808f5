package opendata

import (
	"encoding/csv"
	"math/big"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"yigai/internal/parquetio"
)

var number = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?(e[+-][0-9]+)?$`)

// runs says whether a spreadsheet would run a cell.
func runs(cell string) bool {
	return cell != "" && strings.ContainsRune("=+-@\t\r\x00＝＋－＠", []rune(cell)[0])
}

func TestPropertyTextsSurviveCSV(t *testing.T) {
	columns := []parquetio.Column{{Name: "a", Type: "VARCHAR"}, {Name: "b", Type: "VARCHAR"}}
	texts := rapid.OneOf(rapid.String(), rapid.StringMatching("[=+\\-@'＝\t\r\n,\"; a]*"))
	rapid.Check(t, func(t *rapid.T) {
		want := []string{texts.Draw(t, "a"), texts.Draw(t, "b")}
		line := csvLine(columns, parquet.Row{text(want[0]), text(want[1])})
		records, err := csv.NewReader(strings.NewReader(line)).ReadAll()
		if err != nil || len(records) != 1 || len(records[0]) != 2 {
			t.Fatalf("%q: %v %v", line, records, err)
		}
		for i, cell := range records[0] {
			if runs(cell) {
				t.Fatalf("%q runs", cell)
			}
			if got, said := strings.TrimPrefix(cell, "'"), visible(strings.ReplaceAll(want[i], "\r\n", "\n")); got != strings.ToValidUTF8(said, "\ufffd") && got != said {
				t.Fatalf("%q came back as %q", want[i], got)
			}
		}
	})
}

func TestPropertyDecimalsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		precision := rapid.SampledFrom([]int{1, 9, 10, 18, 19, 38}).Draw(t, "precision")
		scale := rapid.IntRange(0, precision).Draw(t, "scale")
		digits := rapid.StringMatching(`-?[0-9]{1,`+big.NewInt(int64(precision)).String()+`}`).Draw(t, "digits")
		n, _ := new(big.Int).SetString(digits, 10)
		kind := "DECIMAL(" + big.NewInt(int64(precision)).String() + "," + big.NewInt(int64(scale)).String() + ")"
		kept := stored(kind, parquet.FixedLenByteArrayValue(wide(n)))
		got, ok := new(big.Rat).SetString(valueText(kind, kept))
		want := new(big.Rat).SetFrac(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
		if !ok || got.Cmp(want) != 0 {
			t.Fatalf("%s of %s was kept as %s", digits, kind, valueText(kind, kept))
		}
	})
}

// TestPropertyAPublicFileHoldsNothingInternal plants texts in tables and columns of any audience.
func TestPropertyAPublicFileHoldsNothingInternal(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all := marts()
		for m := range all {
			if !strings.HasPrefix(all[m].table, "mart_") || all[m].table == "mart_indicator" {
				continue
			}
			if rapid.Bool().Draw(r, all[m].table) {
				all[m].audience = "internal"
			}
			for i := range all[m].columns {
				f := &all[m].columns[i]
				inKey := strings.Contains(strings.Join(all[m].key, " "), f.name)
				if all[m].audience == "internal" || !inKey && rapid.Bool().Draw(r, f.name) {
					f.audience = "internal"
				}
				if f.kind == "VARCHAR" && !inKey {
					all[m].rows[0][i] = map[bool]string{true: "open", false: secret}[f.audience == public]
				}
			}
		}
		out := edition(t, all, public)
		for name, data := range tree(t, out) {
			if filepath.Ext(name) == ".parquet" {
				for _, row := range linesOf(t, filepath.Join(out, name)) {
					data = append(data, row...)
				}
			}
			if strings.Contains(string(data), secret+"\n") || strings.Contains(string(data), `"`+secret+`"`) {
				r.Fatalf("%s holds what is internal", name)
			}
		}
	})
}

func linesOf(t testing.TB, path string) []string {
	var lines []string
	for _, row := range texts(t, path) {
		lines = append(lines, strings.Join(row, "\n")+"\n")
	}
	return lines
}
