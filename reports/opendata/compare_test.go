package opendata

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tableNamed finds a table of a made-up folder to change it.
func tableNamed(t *testing.T, all []made, name string) *made {
	t.Helper()
	for i := range all {
		if all[i].table == name {
			return &all[i]
		}
	}
	t.Fatalf("no table %s", name)
	return nil
}

// withoutColumn takes a column out of a table, its values too.
func (m *made) withoutColumn(t *testing.T, name string) {
	t.Helper()
	at := slices.IndexFunc(m.columns, func(f field) bool { return f.name == name })
	if at < 0 {
		t.Fatalf("%s has no column %s", m.table, name)
	}
	m.columns = slices.Delete(m.columns, at, at+1)
	for i := range m.rows {
		m.rows[i] = slices.Delete(m.rows[i], at, at+1)
	}
}

func TestOnlyWhatBreaksAReaderIsAChange(t *testing.T) {
	cases := map[string]struct {
		change func(all []made) []made
		want   []string
	}{
		"nothing": {func(all []made) []made { return all }, nil},
		"another table and another column": {func(all []made) []made {
			m := tableNamed(t, all, "mart_reporting")
			m.columns = append(m.columns, field{name: "more", kind: "VARCHAR", audience: public, zh: "更多", en: "more"})
			for i := range m.rows {
				m.rows[i] = append(m.rows[i], "x")
			}
			return append(all, table("mart_new", public, "programme", cols("programme", "sample BOOLEAN"), []any{"demo", true}))
		}, nil},
		"a table": {func(all []made) []made {
			return slices.DeleteFunc(all, func(m made) bool { return m.table == "mart_wide" })
		}, []string{"mart_wide: the table is gone"}},
		"a column": {func(all []made) []made {
			tableNamed(t, all, "mart_reporting").withoutColumn(t, "state")
			return all
		}, []string{"mart_reporting.state: the column (VARCHAR) is gone"}},
		"a type": {func(all []made) []made {
			m := tableNamed(t, all, "mart_wide")
			m.columns[slices.IndexFunc(m.columns, func(f field) bool { return f.name == "small" })].kind = "DECIMAL(18,2)"
			return all
		}, []string{"mart_wide.small: the type was DECIMAL(9,2) and is DECIMAL(18,2)"}},
		"a key": {func(all []made) []made {
			tableNamed(t, all, "mart_reporting").key = []string{"period", "org", "state"}
			return all
		}, []string{"mart_reporting: the key was (period, org) and is (period, org, state)"}},
		"an indicator's basis": {func(all []made) []made {
			tableNamed(t, all, "dim_indicator").rows[0][7] = "ytd"
			return all
		}, []string{"panel.signed: it showed signed 2022 point value and shows signed 2022 ytd value"}},
		"an indicator that the programme drops": {func(all []made) []made {
			m := tableNamed(t, all, "dim_indicator")
			m.rows = slices.Delete(m.rows, 3, 4)
			return all
		}, nil},
	}
	before := written(t, marts(), "internal")
	for name, c := range cases {
		changes, err := Compare(before, written(t, c.change(marts()), "internal"))
		if err != nil {
			t.Fatal(name, err)
		}
		var got []string
		for _, change := range changes {
			got = append(got, change.String())
			if strings.Contains(change.Chinese(), "{") || change.Declared != nil {
				t.Errorf("%s: %+v", name, change)
			}
		}
		if len(c.want) == 0 && len(got) > 0 || len(c.want) > 0 && (len(got) == 0 || got[0] != c.want[0]) {
			t.Errorf("%s: %q, not %q", name, got, c.want)
		}
	}
}

func TestAnUndeclaredChangeIsRefused(t *testing.T) {
	before, all := written(t, marts(), public), marts()
	tableNamed(t, all, "mart_reporting").withoutColumn(t, "state")
	err := CheckSchema(before, written(t, all, public))
	if !errors.Is(err, ErrUndeclared) || !strings.Contains(err.Error(), "mart_reporting.state") {
		t.Errorf("got %v", err)
	}
	if err := CheckSchema(before, before); err != nil {
		t.Errorf("the same tables: %v", err)
	}
	if _, err := Compare(before, t.TempDir()); err == nil {
		t.Error("a folder without tables was compared")
	}
}

// TestAPublicColumnThatBecomesInternalIsAChange: who read it loses it.
func TestAPublicColumnThatBecomesInternalIsAChange(t *testing.T) {
	before, all := written(t, marts(), public), marts()
	tableNamed(t, all, "mart_reporting").columns[4].audience = "internal"
	changes, err := Compare(before, written(t, all, public))
	if err != nil || len(changes) != 1 || changes[0].Kind != ColumnDropped || changes[0].Column != "state" {
		t.Errorf("got %v %v", changes, err)
	}
}

func TestADeclarationCoversWhatItNames(t *testing.T) {
	all, err := readDeclarations([]byte(`[{table: mart_x, column: a, kind: column_dropped, since: 0.2.0, what: {zh: 删, en: gone}, why: {zh: 因, en: why}}]`))
	if err != nil {
		t.Fatal(err)
	}
	dropped := Change{Table: "mart_x", Column: "a", Kind: ColumnDropped}
	for _, c := range []struct {
		change       Change
		older, newer string
		want         bool
	}{
		{dropped, "0.1.0", "0.2.0", true}, {dropped, "0.2", "0.10.1", true}, {dropped, "0.2.1", "0.3.0", false}, {dropped, "0.1.0", "0.1.9", false},
		{Change{Table: "mart_x", Column: "b", Kind: ColumnDropped}, "0.1.0", "0.2.0", false}, {Change{Table: "mart_x", Column: "a", Kind: TypeChanged}, "0.1.0", "0.2.0", false},
	} {
		if got := declared(all, c.change, c.older, c.newer) != nil; got != c.want {
			t.Errorf("%v from %s to %s: declared is %v", c.change, c.older, c.newer, got)
		}
	}
	if _, err := readDeclarations([]byte(`[{table: mart_x, kind: gone, since: 1}, {tabel: x}]`)); err == nil {
		t.Error("a misspelt declaration was read")
	}
	if _, err := readDeclarations([]byte(`[{table: mart_x, kind: gone, since: "1"}]`)); err == nil || !strings.Contains(err.Error(), "entry 1") {
		t.Errorf("got %v", err)
	}
	if _, err := declarations(); err != nil {
		t.Errorf("docs/schema-changes.yml: %v", err)
	}
}

func TestVintagesHaveNames(t *testing.T) {
	all := append(marts(), table("mart_vintage", public, "edition, kind, subject, version, basis, org, period", cols("programme", "sample BOOLEAN", "edition", "kind", "subject", "version", "basis",
		"org", "period", "value DECIMAL(18,6)", "text"),
		[]any{"demo", true, "2022Q1-r1", "indicator", "signed", "2022", "point", "100001", "2022Q1", dec("61.5"), ""},
		[]any{"demo", true, "2022Q2-r1", "light", "3.1 lead", "", "", "100002", "2022Q1", nil, "done"}))
	dir := explained(t, all, public)
	f, err := readFrame(filepath.Join(dir, parquetDir, vintagesTable+".parquet"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for row := range f.rows {
		got = append(got, strings.Join([]string{f.text(row, "edition"), f.text(row, "org_name"), f.text(row, "subject_name_en"), f.text(row, "unit"), f.text(row, "value"), f.text(row, "value_double")}, ","))
	}
	if want := []string{"2022Q1-r1,甲县,Signed up,%,61.5,61.5", "2022Q2-r1,乙县,,,,"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
	for _, name := range []string{"README.md", "dictionary.html", "tools/read.sql"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(data), vintagesTable) {
			t.Errorf("%s does not name it (%v)", name, err)
		}
	}
}
