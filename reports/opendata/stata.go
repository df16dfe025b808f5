package opendata

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// stataName is the longest name that Stata keeps.
const stataName = 32

var stataReserved = []string{"byte", "double", "float", "if", "in", "int", "long", "using", "with", "str", "strl", "_all", "_b", "_n", "_pi", "_rc", "_cons", "_coef", "_pred", "_skip"}

// A stataVariable is a column as Stata knows it.
type stataVariable struct {
	field
	Nth      int
	Variable string // at most 32 characters, never a word of Stata's
	Label    string
	Values   []string // of a list of values, '' left out
}

// Stata gives the columns as variables. Names that are too long are cut and end
// in four digits made of the whole name, so that they stay the same in every edition.
func (t described) Stata() []stataVariable {
	taken := map[string]bool{}
	var all []stataVariable
	for i, f := range t.columns {
		name := f.name
		if slices.Contains(stataReserved, name) {
			name += "_"
		}
		for n := 0; len(name) > stataName || taken[name]; n++ {
			h := fnv.New32a()
			fmt.Fprintf(h, "%s %d", f.name, n) // a hash takes every text
			name = fmt.Sprintf("%s_%04x", f.name[:min(len(f.name), stataName-5)], h.Sum32()&0xffff)
		}
		taken[name] = true
		v := stataVariable{field: f, Nth: i + 1, Variable: name, Label: f.zh + " " + f.en}
		if words, given := f.test("one of "); given && f.kind == "VARCHAR" {
			v.Values = slices.DeleteFunc(strings.Split(words, "|"), func(w string) bool { return w == "" })
		}
		all = append(all, v)
	}
	return all
}

// TextColumns and NumberColumns are the places of the columns that Stata is to
// read as text and as numbers, so that it never guesses.
func (t described) TextColumns() string   { return t.places(false) }
func (t described) NumberColumns() string { return t.places(true) }

func (t described) places(numbers bool) string {
	var at []string
	for i, f := range t.columns {
		if isNumber(f.kind) == numbers {
			at = append(at, fmt.Sprint(i+1))
		}
	}
	return strings.Join(at, " ")
}
