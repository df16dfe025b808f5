package transform

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// A Card says what a table is and what must hold in it. It stands beside the
// table's SQL, or in sources/ for a table made elsewhere.
type Card struct {
	Table       string   `yaml:"-"` // the file's name
	File        string   `yaml:"-"`
	Description Words    `yaml:"description"`
	Grain       Words    `yaml:"grain"` // one row per ...
	Key         []string `yaml:"key"`   // unique, and the order of the published rows
	Audience    string   `yaml:"audience"`
	Columns     []Column `yaml:"columns"`
}

// Words is a text in both languages.
type Words struct {
	Zh string `yaml:"zh"`
	En string `yaml:"en"`
}

// A Column is one column of a card. Type and meaning may be left out where
// words.yml has them: a quantity has the same name in every table.
type Column struct {
	Name  string   `yaml:"name"`
	Type  string   `yaml:"type"` // as DuckDB prints it
	Unit  string   `yaml:"unit"`
	Zh    string   `yaml:"zh"`
	En    string   `yaml:"en"`
	Tests []string `yaml:"tests"` // see check.go
	// From names tables that hold, in a column of the same name or as TABLE.COLUMN, every
	// text but '' that may stand here. A few texts that stand in millions of rows are
	// sorted as numbers, which takes a quarter of the memory, of the disk and of the time.
	From []string `yaml:"from"`
	// Audience is internal for what a public table keeps from the public; the
	// table's where it is left out.
	Audience string `yaml:"audience"`
	// Suppress names the column that says of a row that this one is empty for the
	// public, being too small a count or telling one; empty where it never is.
	Suppress string `yaml:"suppress"`
}

// readCards reads the cards in dir of fsys. All mistakes are returned at once.
func readCards(fsys fs.FS, dir string) ([]Card, error) {
	words, err := readWords(fsys)
	if err != nil {
		return nil, err
	}
	files, err := fs.Glob(fsys, path.Join(dir, "*.yml"))
	if err != nil {
		return nil, err
	}
	var cards []Card
	var mistakes []error
	for _, file := range files {
		c, err := readCard(fsys, file, words)
		if err != nil {
			mistakes = append(mistakes, err)
			continue
		}
		cards = append(cards, c)
	}
	return cards, errors.Join(mistakes...)
}

func readWords(fsys fs.FS) (map[string]Column, error) {
	var list []Column
	if err := readYAML(fsys, "words.yml", &list); err != nil {
		return nil, err
	}
	words := map[string]Column{}
	for _, w := range list {
		if _, twice := words[w.Name]; twice {
			return nil, fmt.Errorf("words.yml: %s stands twice", w.Name)
		}
		words[w.Name] = w
	}
	return words, nil
}

func readYAML(fsys fs.FS, file string, into any) error {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return err
	}
	if err := yaml.UnmarshalWithOptions(data, into, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %s", file, yaml.FormatError(err, false, true))
	}
	return nil
}

func readCard(fsys fs.FS, file string, words map[string]Column) (Card, error) {
	c := Card{Table: strings.TrimSuffix(path.Base(file), ".yml"), File: file}
	if err := readYAML(fsys, file, &c); err != nil {
		return c, err
	}
	for i, column := range c.Columns {
		column = column.filledFrom(words[column.Name])
		column.Audience = cmp.Or(column.Audience, c.Audience)
		c.Columns[i] = column
	}
	return c, c.mistakes()
}

// mayBeEmpty takes back, in one card, the test not_empty that words.yml has for
// every column of that name.
const mayBeEmpty = "may_be_empty"

func (c Column) filledFrom(word Column) Column {
	fill := func(own, shared string) string {
		if own != "" {
			return own
		}
		return shared
	}
	c.Type, c.Unit = fill(c.Type, word.Type), fill(c.Unit, word.Unit)
	c.Zh, c.En = fill(c.Zh, word.Zh), fill(c.En, word.En)
	c.Tests = slices.Concat(word.Tests, c.Tests)
	if slices.Contains(c.Tests, mayBeEmpty) {
		c.Tests = slices.DeleteFunc(c.Tests, func(test string) bool { return test == "not_empty" || test == mayBeEmpty })
	}
	return c
}

// mistakes lists everything wrong in the card itself.
func (c Card) mistakes() error {
	var wrong []error
	add := func(format string, args ...any) {
		wrong = append(wrong, fmt.Errorf("%s: %s", c.File, fmt.Sprintf(format, args...)))
	}
	if c.Description.Zh == "" || c.Description.En == "" || c.Grain.Zh == "" || c.Grain.En == "" {
		add("description and grain need zh and en")
	}
	if c.Audience != "internal" && c.Audience != "public" {
		add("audience is %q: use internal or public", c.Audience)
	}
	if !isName(c.Table) {
		add("the table's name may have a-z, 0-9 and _ only")
	}
	c.columnMistakes(add)
	names := c.columnNames()
	if len(c.Key) == 0 {
		add("key is missing")
	}
	for _, k := range c.Key {
		at := slices.Index(names, k)
		if at < 0 {
			add("key column %q is not a column", k)
		} else if c.Columns[at].Audience != c.Audience {
			add("key column %q is %s and the table %s: nobody could tell its rows apart", k, c.Columns[at].Audience, c.Audience)
		}
	}
	return errors.Join(wrong...)
}

func (c Card) columnMistakes(add func(format string, args ...any)) {
	names := c.columnNames()
	for i, column := range c.Columns {
		if !isName(column.Name) || !isType(column.Type) || column.Zh == "" || column.En == "" {
			add("column %q needs a name in a-z, 0-9 and _, a type (%q is none), zh and en", column.Name, column.Type)
		}
		if column.Audience != "internal" && column.Audience != c.Audience {
			add("column %q has audience %q in a table that is %s: only internal may be said", column.Name, column.Audience, c.Audience)
		}
		if at := slices.Index(names, column.Suppress); column.Suppress != "" && (at < 0 || c.Columns[at].Type != "BOOLEAN" || column.mustBeFilled(c.Key)) {
			add("column %q is suppressed by %q: name a BOOLEAN column, and suppress no key and no column that must not be empty", column.Name, column.Suppress)
		}
		if slices.Index(names, column.Name) != i {
			add("column %q stands twice", column.Name)
		}
		if _, err := columnsNamed(column.From, column.Name); err != nil || len(column.From) > 0 && column.Type != "VARCHAR" {
			add("column %q: from is for texts, and names tables as TABLE or TABLE.COLUMN", column.Name)
		}
		for _, test := range column.Tests {
			if _, err := wrongWhen(column.Name, test); err != nil {
				add("column %s: %v", column.Name, err)
			}
		}
	}
}

func (c Column) mustBeFilled(key []string) bool {
	return slices.Contains(key, c.Name) || slices.Contains(c.Tests, "not_null") || slices.Contains(c.Tests, "not_empty")
}

func (c Card) columnNames() []string {
	names := make([]string, len(c.Columns))
	for i, column := range c.Columns {
		names[i] = column.Name
	}
	return names
}

// numbered are the columns whose texts are sorted as numbers.
func (c Card) numbered() []Column {
	return slices.DeleteFunc(slices.Clone(c.Columns), func(column Column) bool { return len(column.From) == 0 })
}

// fromOnly says whether the texts to be numbered stand in tables that the model reads:
// others need not be there yet when it is made.
func (c Card) fromOnly(needs []string) error {
	for _, column := range c.numbered() {
		names, err := columnsNamed(column.From, column.Name)
		if err != nil {
			return err
		}
		for _, name := range names {
			if !slices.Contains(needs, name.table) {
				return fmt.Errorf("%s: column %s: from names %s, which models/%s.sql does not read", c.File, column.Name, name.table, c.Table)
			}
		}
	}
	return nil
}

// published says whether the table is written to the marts folder: dimensions
// and marts are, steps on the way (int_) are not.
func (c Card) published() bool {
	return strings.HasPrefix(c.Table, "dim_") || strings.HasPrefix(c.Table, "mart_")
}
