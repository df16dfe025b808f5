package opendata

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"yigai/internal/parquetio"
)

// A Kind says in what way the tables of an edition are no longer those of the one before.
type Kind string

// The kinds. What is added breaks nobody's program and is no change.
const (
	TableDropped  Kind = "table_dropped"
	ColumnDropped Kind = "column_dropped"
	TypeChanged   Kind = "type_changed"
	KeyChanged    Kind = "key_changed"     // a row is about something else than before
	Redefined     Kind = "meaning_changed" // a column of the panel shows another indicator, version or basis
)

// A Change is one way in which a program that reads the older edition fails or
// errs with the newer one.
type Change struct {
	Table    string
	Column   string // "" for the table itself and its key
	Kind     Kind
	Old, New string       // type, key or meaning then and now, "" where dropped
	Declared *Declaration // of docs/schema-changes.yml, nil where there is none
}

// ErrUndeclared is wrapped by what CheckSchema returns.
var ErrUndeclared = errors.New("表的结构变了而没有声明，请写入 docs/schema-changes.yml 或改回 (tables changed their shape undeclared: declare it in docs/schema-changes.yml or take it back)")

// CheckSchema returns an error that lists the changes between two editions that
// are not declared, nil where there is none.
func CheckSchema(older, newer string) error {
	changes, err := Compare(older, newer)
	if err != nil {
		return err
	}
	var lines []string
	for _, c := range changes {
		if c.Declared == nil {
			lines = append(lines, c.Chinese()+" | "+c.String())
		}
	}
	if lines == nil {
		return nil
	}
	return fmt.Errorf("%w:\n  %s", ErrUndeclared, strings.Join(lines, "\n  "))
}

// Compare lists what changed between the tables of two editions of one audience,
// given by their folders, sorted by table. The columns of indicators that the
// programme no longer has are not among it: they went with the programme.
func Compare(older, newer string) ([]Change, error) {
	before, err := readShape(older)
	if err != nil {
		return nil, fmt.Errorf("compare editions: %w", err)
	}
	now, err := readShape(newer)
	if err != nil {
		return nil, fmt.Errorf("compare editions: %w", err)
	}
	all, err := declarations()
	if err != nil {
		return nil, err
	}
	changes := before.changes(now)
	for i := range changes {
		changes[i].Declared = declared(all, changes[i], before.version, now.version)
	}
	return changes, nil
}

// A shape is what programs rely on in an edition's tables.
type shape struct {
	version    string // of the program that made it
	tables     map[string][]parquetio.Column
	keys       map[string]string
	meanings   map[[2]string]string // of the panel's columns with figures, by table and column
	indicators map[string]bool      // the indicator versions that there are
}

func readShape(edition string) (shape, error) {
	dir := filepath.Join(edition, parquetDir)
	s := shape{tables: map[string][]parquetio.Column{}, keys: map[string]string{}, meanings: map[[2]string]string{}, indicators: map[string]bool{}}
	names, err := tableNames(dir)
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("%s: %w", dir, fs.ErrNotExist)
	}
	if err != nil {
		return s, err
	}
	for _, name := range names {
		if s.tables[name], _, err = parquetio.Describe(filepath.Join(dir, name+".parquet")); err != nil {
			return s, err
		}
	}
	return s, s.readMeanings(dir)
}

func (s *shape) readMeanings(dir string) error {
	read := map[string]frame{}
	for _, name := range []string{"dim_table", "dim_programme", "dim_indicator", analystColumn} {
		f, err := readFrame(filepath.Join(dir, name+".parquet"))
		if err != nil {
			return err
		}
		read[name] = f
	}
	for row := range read["dim_table"].rows {
		s.keys[read["dim_table"].text(row, "table")] = read["dim_table"].text(row, "key")
	}
	for row := range read["dim_programme"].rows {
		s.version = read["dim_programme"].text(row, "program_version")
	}
	for row := range read["dim_indicator"].rows {
		s.indicators[read["dim_indicator"].text(row, "indicator")+" "+read["dim_indicator"].text(row, "version")] = true
	}
	columns := read[analystColumn]
	for row := range columns.rows {
		text := func(column string) string { return columns.text(row, column) }
		if text("indicator") != "" {
			s.meanings[[2]string{text("table"), text("column")}] = strings.Join([]string{text("indicator"), text("version"), text("basis"), text("part")}, " ")
		}
	}
	return nil
}

func (s shape) changes(now shape) []Change {
	var all []Change
	for _, table := range sorted(s.tables) {
		columns, here := now.tables[table]
		if !here {
			all = append(all, Change{Table: table, Kind: TableDropped})
			continue
		}
		if before, after := s.keys[table], now.keys[table]; before != after {
			all = append(all, Change{Table: table, Kind: KeyChanged, Old: before, New: after})
		}
		for _, c := range s.tables[table] {
			if change, is := s.columnChange(now, table, c, columns); is {
				all = append(all, change)
			}
		}
	}
	return all
}

func (s shape) columnChange(now shape, table string, c parquetio.Column, columns []parquetio.Column) (Change, bool) {
	change := Change{Table: table, Column: c.Name, Old: c.Type}
	was, is := s.meanings[[2]string{table, c.Name}], now.meanings[[2]string{table, c.Name}]
	at := slices.IndexFunc(columns, func(other parquetio.Column) bool { return other.Name == c.Name })
	switch {
	case at < 0:
		change.Kind = ColumnDropped
		return change, was == "" || now.indicators[versionOf(was)]
	case columns[at].Type != c.Type:
		change.Kind, change.New = TypeChanged, columns[at].Type
		return change, true
	}
	change.Kind, change.Old, change.New = Redefined, was, is
	return change, was != is
}

// versionOf is the indicator and version of a meaning.
func versionOf(meaning string) string {
	words := strings.SplitN(meaning, " ", 3)
	return words[0] + " " + words[1]
}

func (c Change) where() string { return strings.TrimSuffix(c.Table+"."+c.Column, ".") }

// String says the change in English, Chinese in Chinese.
func (c Change) String() string {
	return c.said(": ", map[Kind]string{TableDropped: "the table is gone", ColumnDropped: "the column ({old}) is gone", TypeChanged: "the type was {old} and is {new}",
		KeyChanged: "the key was ({old}) and is ({new})", Redefined: "it showed {old} and shows {new}"})
}

// Chinese says the change in Chinese.
func (c Change) Chinese() string {
	return c.said("：", map[Kind]string{TableDropped: "这张表没有了", ColumnDropped: "这一列（{old}）没有了", TypeChanged: "类型原为 {old}，现为 {new}",
		KeyChanged: "键原为（{old}），现为（{new}）", Redefined: "原为 {old}，现为 {new}"})
}

func (c Change) said(colon string, words map[Kind]string) string {
	return c.where() + colon + strings.NewReplacer("{old}", c.Old, "{new}", c.New).Replace(words[c.Kind])
}
