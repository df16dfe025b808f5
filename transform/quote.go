package transform

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// This file is the only one where text becomes part of a statement. Everywhere
// else a statement is a whole file (models/, tests/, queries/, macros.sql,
// settings.sql) and values are bound as parameters. What DuckDB does not take
// as a parameter comes in here, in four kinds, and in no other:
//
//	names    of tables and columns, from cards and file names: isName lets only
//	         a-z, 0-9 and _ in, and identifier puts them in double quotes
//	types    of a card's columns: isType knows them all
//	texts    file names and settings: quote doubles the single quotes
//	SELECTs  of a model file, found by DuckDB's parser to be exactly one
//
// The builders below take these four and return one statement each. None takes
// text from a submission or from a person: that is only ever bound.

var (
	namePattern = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)
	typePattern = regexp.MustCompile(`^(VARCHAR|BOOLEAN|INTEGER|BIGINT|DATE|DECIMAL\([1-9][0-9]?,[0-9]{1,2}\))$`)
)

// isName says whether text may name a table or a column. Cards, models and
// marts with any other name are refused when they are read.
func isName(text string) bool { return namePattern.MatchString(text) }

// isType says whether text is one of the types a column may have.
func isType(text string) bool { return typePattern.MatchString(text) }

// identifier writes a name so that it is never read as a word of SQL, or as two.
func identifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func identifiers(names []string, after string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = identifier(n) + after
	}
	return strings.Join(quoted, ", ")
}

// quote writes text as a literal. DuckDB knows no other escape in it than the
// doubled quote; NUL, at which C code might stop reading, is an error.
func quote(text string) (string, error) {
	if strings.ContainsRune(text, 0) {
		return "", fmt.Errorf("%q holds a NUL character", text)
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'", nil
}

func quotes(texts []string) (string, error) {
	list := make([]string, len(texts))
	for i, text := range texts {
		quoted, err := quote(text)
		if err != nil {
			return "", err
		}
		list[i] = quoted
	}
	return "[" + strings.Join(list, ", ") + "]", nil
}

// literal makes a pattern that matches one name only: DuckDB takes the names of
// files to read as patterns, even when they are bound as parameters.
var literal = strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]")

// fromTable, fromSelect and fromFiles are what a statement can read from. A SELECT
// begins on the first line, so that the lines DuckDB names are those of the model's file.
func fromTable(name string) string { return identifier(name) }

func fromSelect(selected string) string { return "(" + selected + "\n) as made" }

func fromFiles(paths []string) (string, error) {
	names := make([]string, len(paths))
	for i, p := range paths {
		absolute, err := filepath.Abs(p)
		if err != nil {
			return "", fmt.Errorf("file %s: %w", p, err)
		}
		names[i] = literal.Replace(filepath.ToSlash(absolute))
	}
	list, err := quotes(names)
	return "read_parquet(" + list + ")", err
}

// setLimits sets what an engine may use: a number and two texts.
func setLimits(threads int, memory, spill string) ([]string, error) {
	memory, memoryErr := quote(memory)
	spill, err := quote(filepath.ToSlash(spill))
	if memoryErr != nil {
		err = memoryErr
	}
	return []string{
		fmt.Sprintf("set global threads = %d", threads),
		"set global memory_limit = " + memory,
		"set global temp_directory = " + spill,
	}, err
}

// setFolders allows folders. Each stands twice: as it is, for writing, and as
// the pattern under which fromFiles names what is in it.
func setFolders(folders []string) (string, error) {
	var names []string
	for _, f := range folders {
		absolute, err := filepath.Abs(f)
		if err != nil {
			return "", fmt.Errorf("folder %s: %w", f, err)
		}
		names = append(names, filepath.ToSlash(absolute), filepath.ToSlash(literal.Replace(absolute)))
	}
	list, err := quotes(names)
	return "set global allowed_directories = " + list, err
}

// createTable keeps the rows of a SELECT. The SELECT begins on the first line,
// so that the lines DuckDB names are those of the model's file.
func createTable(name, selected string) string {
	return "create table " + identifier(name) + " as " + selected
}

// createView names what is read from files each time.
func createView(name, selected string) string {
	return "create or replace view " + identifier(name) + " as " + selected
}

// selectAll reads every column of from, which fromTable or fromFiles wrote.
func selectAll(from string) string { return "select * from " + from }

// selectNothing has the columns of a card and no rows.
func selectNothing(c Card) string {
	columns := make([]string, len(c.Columns))
	for i, column := range c.Columns {
		columns[i] = fmt.Sprintf("cast(null as %s) as %s", column.Type, identifier(column.Name))
	}
	return "select " + strings.Join(columns, ", ") + " where false"
}

// insertJSON fills a card's table from its one parameter, a list of objects with the card's columns.
func insertJSON(c Card) string {
	fields := make([]string, len(c.Columns))
	for i, column := range c.Columns {
		fields[i] = fmt.Sprintf(`"%s": "%s"`, column.Name, column.Type)
	}
	return fmt.Sprintf("insert into %s by name select unnest(from_json(cast(? as json), '[{%s}]'), recursive := true)",
		identifier(c.Table), strings.Join(fields, ", "))
}

// selectShape has the columns of from as it is, and no rows.
func selectShape(from string) string { return selectAll(from) + " limit 0" }

func selectCount(table string) string { return "select count(*) from " + fromTable(table) }

// selectPrint counts the rows of from and hashes all their values, whatever their order.
func selectPrint(from string) string {
	return "select count(*), bit_xor(hash(t)) from " + from + " as t"
}

// selectTwice finds values of a card's key that more than one row has.
func selectTwice(c Card) string {
	return fmt.Sprintf("select %s, count(*) as times from %s group by all having count(*) > 1 order by all",
		identifiers(c.Key, ""), identifier(c.Table))
}

// selectCounts counts the rows of a card's table that cannot be told from another by
// a hash of their key, then, for each condition that wrongWhen wrote, those where it
// holds, and then what each column has, so that every column of a written table is
// read whole. Keys that are one have one hash, so no row without its own hash means
// that the key is unique; hashes take a tenth of the memory of keys.
func selectCounts(c Card, conditions []string) string {
	counts := []string{"count(*) - count(distinct hash(" + identifiers(c.Key, "") + "))"}
	for _, condition := range conditions {
		counts = append(counts, "count(case when "+condition+" then 1 end)")
	}
	for _, name := range c.columnNames() {
		counts = append(counts, "count("+identifier(name)+")")
	}
	return "select " + strings.Join(counts, ", ") + " from " + identifier(c.Table)
}

// selectWrong finds the rows of a card's table where such a condition holds.
func selectWrong(c Card, condition string) string {
	return fmt.Sprintf("select * from %s where %s order by %s", identifier(c.Table), condition, identifiers(c.Key, ""))
}

// copyRows writes the rows of from to a file, in the order of a card's key. Columns
// whose texts are known beforehand are sorted as numbers of createNumbers, whose
// order is that of the texts.
func copyRows(c Card, from, file string) (string, error) {
	absolute, absErr := filepath.Abs(file)
	quoted, err := quote(filepath.ToSlash(absolute))
	var texts, numbers []string
	for _, column := range c.numbered() {
		name := identifier(column.Name)
		texts = append(texts, fmt.Sprintf("cast(%s as varchar) as %s", name, name))
		numbers = append(numbers, fmt.Sprintf("cast(%s as %s) as %s", name, numbersOf(c, column), name))
	}
	rows := fmt.Sprintf("select * from %s order by %s", from, identifiers(c.Key, " asc nulls first"))
	if len(texts) > 0 {
		rows = fmt.Sprintf("select * replace (%s) from (select * replace (%s) from %s order by %s)",
			strings.Join(texts, ", "), strings.Join(numbers, ", "), from, identifiers(c.Key, " asc nulls first"))
	}
	return fmt.Sprintf("copy (%s) to %s (format parquet, compression zstd)", rows, quoted), errors.Join(absErr, err)
}

// numbersOf names the type whose values are the texts of a column, each kept as its number.
func numbersOf(c Card, column Column) string { return identifier(c.Table + "_" + column.Name) }

// createNumbers numbers the texts that a column may hold, in their order.
func createNumbers(c Card, column Column) (string, error) {
	columns, err := columnsNamed(column.From, column.Name)
	texts := "select ''"
	for _, from := range columns {
		name := identifier(from.column)
		texts += fmt.Sprintf(" union select %s from %s where %s is not null", name, identifier(from.table), name)
	}
	return fmt.Sprintf("create type %s as enum (%s order by 1)", numbersOf(c, column), texts), err
}

func dropNumbers(c Card, column Column) string { return "drop type " + numbersOf(c, column) }

// A columnName is one column of one table.
type columnName struct{ table, column string }

// columnsNamed reads names as cards write them: TABLE, or TABLE.COLUMN where the
// column has another name than the one that is spoken of.
func columnsNamed(names []string, same string) ([]columnName, error) {
	var columns []columnName
	for _, name := range names {
		table, column, given := strings.Cut(name, ".")
		if !given {
			column = same
		}
		if !isName(table) || !isName(column) {
			return nil, fmt.Errorf("%q names no column: use TABLE or TABLE.COLUMN", name)
		}
		columns = append(columns, columnName{table, column})
	}
	return columns, nil
}

func dropTable(name string) string { return "drop table " + identifier(name) }

func dropView(name string) string { return "drop view " + identifier(name) }

// anyOrder lets an engine give rows in any order where none is asked for.
const anyOrder = "set global preserve_insertion_order = false"

// wrongWhen turns a test of a card's column into the condition that is true
// for a wrong row. NULL passes every test but not_null, which every text
// column has unless it says may_be_null. A test of any other form is an error.
//
//	not_null        no NULL
//	may_be_null     text that may be NULL
//	may_be_empty    although words.yml says not_empty of that column (see filledFrom)
//	not_empty       no ''
//	not_negative    no number below 0
//	in T, in T.C    stands in column C (by default of the same name) of table T, or is ''
//	one of a|b|c    is one of the words
func wrongWhen(column, test string) (string, error) {
	c := identifier(column)
	word, rest, _ := strings.Cut(test, " ")
	switch {
	case test == "not_null":
		return c + " is null", nil
	case test == "may_be_null":
		return "false", nil
	case test == "not_empty":
		return c + " = ''", nil
	case test == "not_negative":
		return c + " < 0", nil
	case word == "in":
		if columns, err := columnsNamed([]string{rest}, column); err == nil {
			in := columns[0]
			return fmt.Sprintf("%s <> '' and %s not in (select %s from %s)", c, c, identifier(in.column), identifier(in.table)), nil
		}
	case word == "one" && strings.HasPrefix(rest, "of "):
		words, err := quote("|" + strings.TrimPrefix(rest, "of ") + "|")
		return fmt.Sprintf("not contains(%s, concat('|', %s, '|')) and %s is not null", words, c, c), err
	}
	return "", fmt.Errorf("test %q is unknown: use not_null, may_be_null, not_empty, not_negative, in TABLE, one of a|b", test)
}
