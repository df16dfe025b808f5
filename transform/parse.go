package transform

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

//go:embed queries/parse.sql
var parseQuery string

// references are what a SELECT reads from.
type references struct {
	tables    []table  // in the order of the text, without its own WITH names
	functions []string // table functions, such as read_parquet
	scalars   []string // functions that give one value
	shows     bool     // SHOW or DESCRIBE, which the parser takes for a SELECT
	with      []string // names given by WITH, sorted
}

type table struct {
	name   string
	offset int // in bytes
}

func (r references) names() []string {
	var names []string
	for _, t := range r.tables {
		names = append(names, t.name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// A parseError is what DuckDB's parser found wrong, at a byte offset.
type parseError struct {
	offset int
	err    error
}

func (e *parseError) Error() string { return e.err.Error() }

func (e *parseError) Unwrap() error { return e.err }

// parse has DuckDB parse text, which must be exactly one SELECT, and walks the
// whole tree for what it reads.
func parse(ctx context.Context, e *engine, text string) (references, error) {
	rows, err := e.text(ctx, parseQuery, text)
	if err != nil {
		return references{}, err
	}
	var tree struct {
		Error      bool             `json:"error"`
		Message    string           `json:"error_message"`
		Position   any              `json:"position"`
		Statements []map[string]any `json:"statements"`
	}
	decoder := json.NewDecoder(strings.NewReader(rows[0][0]))
	decoder.UseNumber() // offsets of nodes without a place are 2^64-1
	if err := decoder.Decode(&tree); err != nil {
		return references{}, fmt.Errorf("read the parser's tree: %w", err)
	}
	switch {
	case tree.Error:
		return references{}, &parseError{offsetOf(tree.Position), errors.New(tree.Message)}
	case len(tree.Statements) != 1:
		return references{}, fmt.Errorf("exactly one SELECT is wanted, not %d statements", len(tree.Statements))
	}
	w := walker{with: map[string]bool{}}
	w.walk(tree.Statements[0])
	return w.references(), nil
}

func offsetOf(position any) int {
	n, err := json.Number(strings.Trim(fmt.Sprint(position), `"`)).Int64()
	if err != nil {
		return 0
	}
	return int(n)
}

// A walker collects names from a parse tree. Names given by WITH hold in the
// whole statement: two meanings of one name would confuse readers as well.
type walker struct {
	with  map[string]bool
	found references
}

func (w *walker) walk(node any) {
	switch n := node.(type) {
	case []any:
		for _, child := range n {
			w.walk(child)
		}
	case map[string]any:
		w.visit(n)
		for _, key := range slices.Sorted(maps.Keys(n)) {
			w.walk(n[key])
		}
	}
}

func (w *walker) visit(n map[string]any) {
	switch n["type"] {
	case "BASE_TABLE":
		name := fmt.Sprint(n["table_name"])
		if schema := fmt.Sprint(n["schema_name"]); schema != "" {
			name = schema + "." + name
		}
		w.found.tables = append(w.found.tables, table{name, offsetOf(n["query_location"])})
	case "TABLE_FUNCTION":
		if f, ok := n["function"].(map[string]any); ok {
			w.found.functions = append(w.found.functions, fmt.Sprint(f["function_name"]))
		}
	case "FUNCTION":
		w.found.scalars = append(w.found.scalars, strings.ToLower(fmt.Sprint(n["function_name"])))
	case "SHOW_REF":
		w.found.shows = true
	}
	if cte, ok := n["cte_map"].(map[string]any); ok {
		w.names(cte["map"])
	}
}

func (w *walker) names(entries any) {
	list, _ := entries.([]any)
	for _, entry := range list {
		if pair, ok := entry.(map[string]any); ok {
			w.with[fmt.Sprint(pair["key"])] = true
		}
	}
}

func (w *walker) references() references {
	r := references{functions: w.found.functions, scalars: w.found.scalars, shows: w.found.shows, with: slices.Sorted(maps.Keys(w.with))}
	for _, t := range w.found.tables {
		if !w.with[t.name] {
			r.tables = append(r.tables, t)
		}
	}
	return r
}
