package transform

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// A Model is one SELECT that makes the table of its file's name.
type Model struct {
	Name  string
	File  string
	SQL   string
	Needs []string // the tables it reads, sorted

	refs references
}

// A ModelError is a mistake in a model or test file, at the place to look.
type ModelError struct {
	File string
	Line int
	Err  error
}

func (e *ModelError) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

func (e *ModelError) Unwrap() error { return e.Err }

// loadModels reads every *.sql in dir and finds what each reads.
func loadModels(ctx context.Context, e *engine, fsys fs.FS, dir string) ([]Model, error) {
	files, err := fs.Glob(fsys, path.Join(dir, "*.sql"))
	if err != nil {
		return nil, err
	}
	var models []Model
	var mistakes []error
	for _, file := range files {
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		m := Model{Name: strings.TrimSuffix(path.Base(file), ".sql"), File: file, SQL: string(text)}
		refs, ok, err := known(m.SQL)
		if err != nil {
			return nil, err
		}
		if m.refs = refs; !ok {
			if m.refs, err = parse(ctx, e, m.SQL); err != nil {
				mistakes = append(mistakes, m.at(err))
				continue
			}
		}
		m.Needs = m.refs.names()
		models = append(models, m)
	}
	return models, errors.Join(mistakes...)
}

// at turns a parse mistake into one with the file's line.
func (m Model) at(err error) error {
	line := 1
	if p := (*parseError)(nil); errors.As(err, &p) && p.offset <= len(m.SQL) {
		line += strings.Count(m.SQL[:p.offset], "\n")
	}
	return &ModelError{m.File, line, err}
}

// inOrder sorts models so that each comes after those it reads. sources are
// tables that exist already. Unknown tables and circles are errors.
func inOrder(models []Model, sources []string) ([]Model, error) {
	byName := map[string]Model{}
	for _, m := range models {
		byName[m.Name] = m
	}
	known := slices.Concat(slices.Collect(maps.Keys(byName)), sources)
	var mistakes []error
	for _, m := range models {
		mistakes = append(mistakes, m.readsOnly(known))
	}
	if err := errors.Join(mistakes...); err != nil {
		return nil, err
	}
	s := sorter{byName: byName, state: map[string]int{}}
	for _, m := range models {
		if err := s.visit(m.Name, nil); err != nil {
			return nil, err
		}
	}
	return s.ordered, nil
}

// readsOnly says which tables of m are not known, and what else a model must not do.
func (m Model) readsOnly(known []string) error {
	var mistakes []error
	for _, t := range m.refs.tables {
		if !slices.Contains(known, t.name) {
			mistakes = append(mistakes, m.at(&parseError{t.offset, fmt.Errorf("table %s is unknown", t.name)}))
		}
	}
	for _, name := range m.refs.with {
		if slices.Contains(known, name) {
			mistakes = append(mistakes, m.at(fmt.Errorf("WITH %s hides the table of that name: choose another", name)))
		}
	}
	for _, f := range m.refs.functions {
		mistakes = append(mistakes, m.at(fmt.Errorf("reads from the function %s: a model reads tables only", f)))
	}
	return errors.Join(mistakes...)
}

// A sorter walks the models depth first.
type sorter struct {
	byName  map[string]Model
	state   map[string]int // 1 on the way, 2 done
	ordered []Model
}

func (s *sorter) visit(name string, way []string) error {
	m, isModel := s.byName[name]
	if !isModel || s.state[name] == 2 {
		return nil
	}
	way = append(way, name)
	if s.state[name] == 1 {
		return &ModelError{m.File, 1, fmt.Errorf("models read each other in a circle: %s", strings.Join(way, " > "))}
	}
	s.state[name] = 1
	for _, need := range m.Needs {
		if err := s.visit(need, way); err != nil {
			return err
		}
	}
	s.state[name] = 2
	s.ordered = append(s.ordered, m)
	return nil
}
