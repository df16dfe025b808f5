package parquetio

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

type sampleRow struct {
	Name  string `parquet:"name"`
	Yes   bool   `parquet:"yes"`
	Count int    `parquet:"count"`
	Value Number `parquet:"value" scale:"6"`
	Day   Date   `parquet:"day"`
}

var sampleRows = []sampleRow{
	{"西乡县", true, 3, Decimal(61234567, 6), DateOf(2022, 4, 12)},
	{"", false, -1, Number{}, Date{}},
	{"镇巴县", false, 0, Decimal(-500000, 6), DateOf(1969, 12, 31)},
}

func writeFile(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.parquet")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestRoundTrip(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sampleRows); err != nil {
		t.Fatal(err)
	}
	rows, err := Read[sampleRow](writeFile(t, b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(rows, sampleRows) {
		t.Errorf("got %+v\nwant %+v", rows, sampleRows)
	}
}

func TestReadNamesWhatIsWrong(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sampleRows); err != nil {
		t.Fatal(err)
	}
	path := writeFile(t, b.Bytes())
	_, err := Read[struct {
		X string `parquet:"nowhere"`
	}](path)
	if err == nil || !strings.Contains(err.Error(), `no column "nowhere"`) {
		t.Errorf("missing column: %v", err)
	}
	_, err = Read[struct {
		X int `parquet:"name"`
	}](path)
	if err == nil || !strings.Contains(err.Error(), "VARCHAR") {
		t.Errorf("wrong kind: %v", err)
	}
	if _, err := Read[sampleRow](writeFile(t, b.Bytes()[:b.Len()-9])); err == nil {
		t.Error("a cut-off file was read")
	}
}

// DuckDB stores DECIMAL(38,x) as 16 big-endian bytes, DECIMAL(9,x) as INT32.
func TestReadWideAndNarrowDecimals(t *testing.T) {
	type stored struct {
		Wide   [16]byte `parquet:"wide,decimal(2:38)"`
		Narrow int32    `parquet:"narrow,decimal(1:9)"`
	}
	minus := [16]byte{}
	for i := range minus {
		minus[i] = 0xff
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[stored](&b)
	if _, err := w.Write([]stored{{minus, 15}, {[16]byte{15: 200}, -15}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	rows, err := Read[struct {
		Wide   Number `parquet:"wide"`
		Narrow Number `parquet:"narrow"`
	}](writeFile(t, b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	got := rows[0].Wide.String() + " " + rows[0].Narrow.String() + " " + rows[1].Wide.String() + " " + rows[1].Narrow.String()
	if got != "-0.01 1.5 2 -1.5" {
		t.Errorf("got %s", got)
	}
}

func TestFixedRoundsHalfAwayFromZero(t *testing.T) {
	for _, c := range []struct {
		n        Number
		decimals int
		want     string
	}{
		{Decimal(61250000, 6), 1, "61.3"},
		{Decimal(-61250000, 6), 1, "-61.3"},
		{Decimal(61249999, 6), 1, "61.2"},
		{Int(7), 2, "7.00"},
		{Number{}, 1, ""},
		{Decimal(-4, 2), 1, "0.0"},
		{Decimal(5, 2), 4, "0.0500"},
	} {
		if got := c.n.Fixed(c.decimals); got != c.want {
			t.Errorf("%+v.Fixed(%d) = %q, want %q", c.n, c.decimals, got, c.want)
		}
	}
}

// What a public edition leaves out is empty; what it damages is not.
func TestReadPublicToleratesOnlyWhatIsLeftOut(t *testing.T) {
	type wider struct {
		Name    string `parquet:"name"`
		Opinion string `parquet:"opinion"`
		Count   int    `parquet:"count"`
	}
	var b bytes.Buffer
	if err := Write(&b, sampleRows); err != nil {
		t.Fatal(err)
	}
	path := writeFile(t, b.Bytes())
	rows, err := ReadPublic[wider](path)
	if err != nil || len(rows) != len(sampleRows) || rows[0].Opinion != "" || rows[0].Count != 3 {
		t.Errorf("a column left out: %v, %v", rows, err)
	}
	if rows, err := ReadPublic[wider](filepath.Join(t.TempDir(), "none.parquet")); err != nil || len(rows) != 0 {
		t.Errorf("a table left out: %v, %v", rows, err)
	}
	if _, err := ReadPublic[sampleRow](writeFile(t, b.Bytes()[:b.Len()-9])); err == nil {
		t.Error("a cut-off file was read")
	}
	if _, err := ReadPublic[struct {
		X int `parquet:"name"`
	}](path); err == nil {
		t.Error("a column of another kind was read")
	}
}

// Reading in parts gives the same rows, and misses what Read misses.
func TestReadPartsIsRead(t *testing.T) {
	var b bytes.Buffer
	w := parquet.NewGenericWriter[struct {
		Name string `parquet:"name,optional"`
	}](&b, parquet.MaxRowsPerRowGroup(2))
	for _, name := range []string{"甲", "乙", "丙", "丁", ""} {
		if _, err := w.Write([]struct {
			Name string `parquet:"name,optional"`
		}{{name}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	type row struct {
		Name string `parquet:"name"`
	}
	path := writeFile(t, b.Bytes())
	var got []row
	parts := 0
	if err := ReadParts(path, func(rows []row) { got, parts = append(got, rows...), parts+1 }); err != nil {
		t.Fatal(err)
	}
	want, err := Read[row](path)
	if err != nil || !reflect.DeepEqual(got, want) || parts < 3 {
		t.Errorf("got %v in %d parts, want %v, %v", got, parts, want, err)
	}
	type wider struct {
		X string `parquet:"nowhere"`
	}
	if err := ReadParts(path, func([]wider) {}); err == nil || !strings.Contains(err.Error(), `no column "nowhere"`) {
		t.Errorf("missing column: %v", err)
	}
	if err := ReadPublicParts(path, func([]wider) {}); err != nil {
		t.Errorf("left out of a public edition: %v", err)
	}
	if err := ReadPublicParts(filepath.Join(t.TempDir(), "none.parquet"), func([]wider) { t.Error("rows of no table") }); err != nil {
		t.Errorf("a table left out: %v", err)
	}
}

// Float is the nearest float64, as exact arithmetic has it.
func TestFloatIsTheNearest(t *testing.T) {
	for _, n := range []Number{Decimal(1, 1), Decimal(-61234567, 6), Decimal(1<<53-1, 18), Decimal(1<<53+1, 3), Decimal(999999999999999999, 18), Decimal(3, 0), Decimal(7, 17)} {
		if want, _ := n.rat().Float64(); n.Float() != want {
			t.Errorf("%+v is %v, want %v", n, n.Float(), want)
		}
	}
}
