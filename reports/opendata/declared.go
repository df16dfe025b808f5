package opendata

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"yigai/docs"
)

// A Declaration says that a change of the published tables was meant: one entry
// of docs/schema-changes.yml.
type Declaration struct {
	Table  string `yaml:"table"`
	Column string `yaml:"column"` // "" for the table itself and its key
	Kind   Kind   `yaml:"kind"`
	Since  string `yaml:"since"` // the program's version that changed it
	What   words  `yaml:"what"`
	Why    words  `yaml:"why"`
}

type words struct {
	Zh string `yaml:"zh"`
	En string `yaml:"en"`
}

// declarations reads and checks docs/schema-changes.yml; every mistake at once.
func declarations() ([]Declaration, error) { return readDeclarations(docs.SchemaChanges) }

func readDeclarations(text []byte) ([]Declaration, error) {
	var all []Declaration
	if err := yaml.UnmarshalWithOptions(text, &all, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("docs/schema-changes.yml: %s", yaml.FormatError(err, false, true))
	}
	var wrong []error
	kinds := []Kind{TableDropped, ColumnDropped, TypeChanged, KeyChanged, Redefined}
	for i, d := range all {
		if d.Table == "" || d.Since == "" || d.What.Zh == "" || d.What.En == "" || d.Why.Zh == "" || d.Why.En == "" || !slices.Contains(kinds, d.Kind) {
			wrong = append(wrong, fmt.Errorf("docs/schema-changes.yml: entry %d (%s.%s) needs table, kind (%v), since, what and why with zh and en", i+1, d.Table, d.Column, kinds))
		}
	}
	return all, errors.Join(wrong...)
}

// declared finds the declaration of a change that came with a version of the
// program from that of the older edition to that of the newer one.
func declared(all []Declaration, c Change, older, newer string) *Declaration {
	for i, d := range all {
		if d.Table == c.Table && d.Column == c.Column && d.Kind == c.Kind && compareVersions(older, d.Since) <= 0 && compareVersions(d.Since, newer) <= 0 {
			return &all[i]
		}
	}
	return nil
}

// compareVersions compares 0.10.1 and 0.9 by their numbers: -1, 0 or 1. What is
// no number counts as 0.
func compareVersions(x, y string) int {
	return slices.CompareFunc(numbers(x), numbers(y), cmp.Compare[int])
}

func numbers(version string) []int {
	var all []int
	for _, part := range strings.Split(strings.TrimPrefix(version, "v"), ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			n = 0
		}
		all = append(all, n)
	}
	for len(all) > 0 && all[len(all)-1] == 0 { // 0.2 is 0.2.0
		all = all[:len(all)-1]
	}
	return all
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
