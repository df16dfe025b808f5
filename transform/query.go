package transform

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Formats are the formats of Query.
var Formats = []string{"table", "csv", "json", "arrow"}

// queryMemory bounds one query; what needs more is refused by the engine.
const queryMemory = "1GB"

// Query runs one SELECT over the tables of martsDir and writes the result to w
// in one of Formats. Nothing but those tables can be reached, nothing can be
// changed. Text that could act on a terminal or in a spreadsheet is made
// harmless in table and csv; json and arrow give it as it is. Errors of the
// one who asks are *Mistake.
func Query(ctx context.Context, martsDir, query, format string, w io.Writer) error {
	write, err := writerFor(format)
	if err != nil {
		return err
	}
	e, tables, err := openMarts(ctx, martsDir)
	if err != nil {
		return err
	}
	err = e.query(ctx, tables, query, func(rows *sql.Rows) error { return write(rows, w) })
	return errors.Join(err, e.Close())
}

func writerFor(format string) (func(*sql.Rows, io.Writer) error, error) {
	switch format {
	case "table":
		return writeTable, nil
	case "csv":
		return writeCSV, nil
	case "json":
		return writeJSON, nil
	case "arrow":
		return writeArrow, nil
	}
	return nil, mistake(nil, "没有 %q 这种格式：可用 %s", "there is no format %q: use %s", format, strings.Join(Formats, ", "))
}

// openMarts starts an engine with a view of each table in martsDir.
func openMarts(ctx context.Context, martsDir string) (*engine, []string, error) {
	entries, err := os.ReadDir(martsDir)
	if err != nil {
		return nil, nil, mistake(err, "读不到主题表：%v。请先运行 yigai transform", "cannot read the marts: %v; run yigai transform first", err)
	}
	e, err := open(ctx, bounds{Folders: []string{martsDir}, Memory: queryMemory})
	if err != nil {
		return nil, nil, err
	}
	var tables []string
	for _, entry := range entries {
		name, ok := strings.CutSuffix(entry.Name(), ".parquet")
		if !ok || !isName(name) {
			continue
		}
		if err := e.addView(ctx, name, filepath.Join(martsDir, entry.Name())); err != nil {
			return nil, nil, errors.Join(err, e.Close())
		}
		tables = append(tables, name)
	}
	if len(tables) == 0 {
		return nil, nil, errors.Join(mistake(nil, "%s 里没有主题表：请先运行 yigai transform", "no marts in %s: run yigai transform first", martsDir), e.Close())
	}
	return e, tables, nil
}

func (e *engine) addView(ctx context.Context, name, file string) error {
	from, err := fromFiles([]string{file})
	if err != nil {
		return err
	}
	if err := e.exec(ctx, createView(name, selectAll(from))); err != nil {
		return fmt.Errorf("open %s: %w", file, err)
	}
	return nil
}

// harmless are the table functions a query may use: they make rows of nothing else.
var harmless = []string{"range", "generate_series", "unnest"}

// telling are functions whose value does not come from the marts: settings of the
// engine (folders of this machine), variables, the environment.
var telling = []string{"current_setting", "getvariable", "getenv"}

// query checks that text is one SELECT over known tables, runs it and hands the rows on.
func (e *engine) query(ctx context.Context, tables []string, text string, each func(*sql.Rows) error) error {
	if strings.ContainsRune(text, 0) {
		return mistake(nil, "只接受一条 SELECT：里面有 NUL 字符", "only one SELECT is accepted: it holds a NUL character")
	}
	refs, err := parse(ctx, e, text)
	if err == nil && refs.shows {
		err = errors.New("SHOW, DESCRIBE and SUMMARIZE are none")
	}
	if err != nil {
		return mistake(err, "只接受一条 SELECT：%v", "only one SELECT is accepted: %v", err)
	}
	for _, t := range refs.tables {
		if !slices.Contains(tables, t.name) {
			return mistake(nil, "没有表 %s：可用 %s", "there is no table %s: use %s", visible(t.name, false), strings.Join(tables, ", "))
		}
	}
	for _, f := range refs.functions {
		if !slices.Contains(harmless, f) {
			return mistake(nil, "不能从函数 %s 读数据：只能读主题表", "reading from the function %s is not allowed: read the marts", visible(f, false))
		}
	}
	for _, f := range refs.scalars {
		if slices.Contains(telling, f) {
			return mistake(nil, "不能用函数 %s：只能读主题表", "the function %s is not allowed: read the marts", f)
		}
	}
	rows, err := e.conn.QueryContext(ctx, text)
	if err != nil {
		return mistake(err, "查询有误：%v", "the query is wrong: %v", err)
	}
	err = each(rows)
	return errors.Join(err, rows.Close())
}

// A scanner reads rows of any types.
type scanner struct {
	rows     *sql.Rows
	names    []string
	kinds    []string // DuckDB's names of the types
	values   []any
	pointers []any
}

func newScanner(rows *sql.Rows) (*scanner, error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	s := &scanner{rows: rows, values: make([]any, len(types)), pointers: make([]any, len(types))}
	for i, t := range types {
		s.names, s.kinds = append(s.names, t.Name()), append(s.kinds, t.DatabaseTypeName())
		s.pointers[i] = &s.values[i]
	}
	return s, nil
}

// next reads a row into values; false at the end or on an error, which err tells.
func (s *scanner) next() (more bool, err error) {
	if !s.rows.Next() {
		return false, s.rows.Err()
	}
	return true, s.rows.Scan(s.pointers...)
}

// texts gives the row's values as display does.
func (s *scanner) texts() []string {
	line := make([]string, len(s.values))
	for i, v := range s.values {
		line[i] = display(v, s.kinds[i])
	}
	return line
}
