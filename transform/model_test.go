package transform

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestModels runs every case under testdata/<model>/<case>: the tables given
// there as <table>.csv (or, failing that, in testdata/common) are made, the
// model is built with all it needs that is not given, and the result must be
// expect.csv, row by row, in the columns that expect.csv names. The name may also
// be that of a test in tests/: the rows it finds wrong are then expected.
//
// A CSV may leave columns out: text is then ”, a boolean false, programme p,
// anything else NULL. An empty cell of any other type than text is NULL.
func TestModels(t *testing.T) {
	cases, err := filepath.Glob("testdata/*/*/expect.csv")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases found (%v): passing would prove nothing", err)
	}
	tested, b := map[string]bool{}, workbench(t)
	for _, expect := range cases {
		dir := filepath.Dir(expect)
		model := filepath.Base(filepath.Dir(dir))
		tested[model] = true
		t.Run(model+"/"+filepath.Base(dir), func(t *testing.T) { runCase(t, b, dir, model) })
	}
	// Tables that only copy what they read, or list constants, need no case.
	plain := []string{"dim_ancestor", "dim_assumption", "dim_bulletin_text", "dim_column", "dim_consequence", "dim_duty", "dim_element", "dim_grade", "dim_group", "dim_item", "dim_laggard", "dim_light", "dim_measure", "dim_period", "dim_programme", "dim_stage", "dim_table", "dim_target", "dim_threshold", "mart_submission",
		"int_period"}
	for _, m := range b.models {
		if !tested[m.Name] && !slices.Contains(plain, m.Name) {
			t.Errorf("model %s has no case", m.Name)
		}
	}
}

// workbench is a build without any files: only models and cards, which are read once.
func workbench(t *testing.T) *build {
	t.Helper()
	b := &build{engine: testEngine(t)}
	readHouse.Do(func() { houseErr = readAll(b) })
	if houseErr != nil {
		t.Fatal(houseErr)
	}
	b.sources, b.cards, b.models, b.tests = realHouse.sources, realHouse.cards, realHouse.models, realHouse.tests
	return b
}

var (
	readHouse sync.Once
	realHouse *build
	houseErr  error
)

func readAll(b *build) error {
	realHouse = &build{engine: b.engine, cards: map[string]Card{}}
	return realHouse.load(background, files)
}

// runCase runs one case in an engine that all cases use one after another.
func runCase(t *testing.T, b *build, dir, model string) {
	c := caseRun{t, b, dir, map[string]bool{}}
	defer c.drop()
	c.need(model, true)
	expect := readCSV(t, filepath.Join(dir, "expect.csv"))
	columns := expect[0]
	rows, err := b.engine.text(t.Context(), fmt.Sprintf("select %s from %s", identifiers(columns, ""), identifier(model)))
	if err != nil {
		t.Fatal(err)
	}
	compareRows(t, columns, rows, expect[1:])
}

// A caseRun makes the tables of one case.
type caseRun struct {
	t     *testing.T
	build *build
	dir   string
	made  map[string]bool
}

// need makes a table: from a CSV where there is one (never for the model under
// test), else by its model, else empty.
func (c caseRun) need(name string, underTest bool) {
	c.t.Helper()
	if c.made[name] {
		return
	}
	c.made[name] = true
	if file := c.given(name); file != "" && !underTest {
		c.load(name, file)
		return
	}
	for _, m := range slices.Concat(c.build.models, c.build.tests) {
		if m.Name == name {
			c.make(m, underTest)
			return
		}
	}
	c.load(name, "")
}

// drop takes the tables of the case away.
func (c caseRun) drop() {
	for name := range c.made {
		if err := c.build.engine.exec(background, "drop table if exists "+identifier(name)); err != nil {
			c.t.Fatal(err)
		}
	}
}

// make makes the table of a model, or of the rows that a test finds wrong; the
// one under test must also have the columns of its card.
func (c caseRun) make(m Model, underTest bool) {
	c.t.Helper()
	for _, n := range m.Needs {
		c.need(n, false)
	}
	var err error
	if _, isModel := c.build.cards[m.Name]; isModel && underTest {
		err = c.build.makeTable(c.t.Context(), c.build.engine, m)
	} else {
		err = c.build.engine.exec(c.t.Context(), createTable(m.Name, m.SQL))
	}
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c caseRun) given(name string) string {
	for _, dir := range []string{c.dir, "testdata/common"} {
		file := filepath.Join(dir, name+".csv")
		if _, err := os.Stat(file); err == nil {
			return file
		}
	}
	return ""
}

func (c caseRun) card(name string) Card {
	for _, card := range c.build.sources {
		if card.Table == name {
			return card
		}
	}
	return c.build.cards[name]
}

func (c caseRun) load(name, file string) {
	c.t.Helper()
	card := c.card(name)
	if err := c.build.engine.exec(c.t.Context(), createTable(name, selectNothing(card))); err != nil {
		c.t.Fatal(err)
	}
	if file == "" {
		return
	}
	rows := readCSV(c.t, file)
	for _, column := range rows[0] {
		if !slices.Contains(card.columnNames(), column) {
			c.t.Fatalf("%s: column %s is not one of %s", file, column, name)
		}
	}
	for some := range slices.Chunk(rows[1:], 200) {
		c.insert(name, file, rows[0], some)
	}
}

// insert adds rows of a CSV in one statement.
func (c caseRun) insert(name, file string, header []string, rows [][]string) {
	c.t.Helper()
	var tuples []string
	var args []any
	for _, row := range rows {
		var values []string
		for _, column := range c.card(name).Columns {
			value, null := cellOf(header, row, column)
			if null {
				values = append(values, "null")
				continue
			}
			values, args = append(values, "cast(? as "+column.Type+")"), append(args, value)
		}
		tuples = append(tuples, "("+strings.Join(values, ", ")+")")
	}
	insert := fmt.Sprintf("insert into %s values %s", identifier(name), strings.Join(tuples, ", "))
	if _, err := c.build.engine.conn.ExecContext(c.t.Context(), insert, args...); err != nil {
		c.t.Fatalf("%s: %v", file, err)
	}
}

func cellOf(header, row []string, column Column) (value string, null bool) {
	i := slices.Index(header, column.Name)
	switch {
	case i >= 0:
		return row[i], row[i] == "" && column.Type != "VARCHAR"
	case column.Name == "programme":
		return "p", false
	case column.Type == "VARCHAR":
		return "", false
	case column.Type == "BOOLEAN":
		return "false", false
	}
	return "", true
}

func readCSV(t *testing.T, file string) [][]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(f)
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if closeErr := f.Close(); err != nil || closeErr != nil {
		t.Fatal(file, err, closeErr)
	}
	return rows
}

func compareRows(t *testing.T, columns []string, got, want [][]string) {
	t.Helper()
	lines := func(rows [][]string) []string {
		var list []string
		for _, row := range rows {
			list = append(list, strings.Join(row, ","))
		}
		slices.Sort(list)
		return list
	}
	g, w := lines(got), lines(want)
	if slices.Equal(g, w) {
		return
	}
	t.Errorf("columns %s", strings.Join(columns, ","))
	for _, line := range w {
		if !slices.Contains(g, line) {
			t.Errorf("missing    %s", line)
		}
	}
	for _, line := range g {
		if !slices.Contains(w, line) {
			t.Errorf("unexpected %s", line)
		}
	}
	if len(g) != len(w) {
		t.Errorf("%d rows, want %d", len(g), len(w))
	}
}
