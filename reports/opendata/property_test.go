package opendata

import (
	"encoding/csv"
	"math/big"
	"regexp"
	"slices"
	"strconv"
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

// TestPropertyOnlyPublicColumnsAreProjected: whatever the audiences of a table's
// columns, the public rows have the public values, in the table's order, and
// those of a suppressed row are empty where the card says so.
func TestPropertyOnlyPublicColumnsAreProjected(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := card{table: "mart_any", audience: public, key: []string{"id"}}
		columns, row, want := []parquetio.Column{}, parquet.Row{}, []string{}
		suppressed, earlier := rapid.Bool().Draw(t, "suppressed"), rapid.Bool().Draw(t, "earlier")
		add := func(f field, v parquet.Value, shown string) {
			c.columns, columns, row = append(c.columns, f), append(columns, parquetio.Column{Name: f.name, Type: f.kind}), append(row, v)
			if f.audience == public {
				want = append(want, f.name+"="+shown)
			}
		}
		add(field{name: "id", kind: "VARCHAR", audience: public}, text("1"), "1")
		for i := range rapid.IntRange(1, 12).Draw(t, "columns") {
			f := field{name: "c" + strconv.Itoa(i), kind: "VARCHAR", audience: rapid.SampledFrom([]string{public, "internal", ""}).Draw(t, "audience"), suppress: rapid.SampledFrom([]string{"", "suppressed", "earlier"}).Draw(t, "suppress")}
			add(f, text(f.audience), map[bool]string{true: "", false: public}[suppressed && f.suppress == "suppressed" || earlier && f.suppress == "earlier"])
		}
		add(field{name: "suppressed", kind: "BOOLEAN", audience: public}, parquet.BooleanValue(suppressed), strconv.FormatBool(suppressed))
		add(field{name: "earlier", kind: "BOOLEAN", audience: public}, parquet.BooleanValue(earlier), strconv.FormatBool(earlier))
		p, err := projectionOf(c, columns, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, v := range p.values(row) {
			got = append(got, p.columns[i].Name+"="+valueText(p.columns[i].Type, v))
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v, not %v", got, want)
		}
	})
}
