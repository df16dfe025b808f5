package programme

import (
	"cmp"
	"fmt"
	"slices"
)

// A Mistake is something wrong in a pack, at the place to look.
type Mistake struct {
	Place
	Problem   string // what is wrong and how to mend it, in English
	ProblemZh string // the same in Chinese
	// hides says that rows or a whole file could not be read, so that
	// everything referring to them would look wrong too.
	hides bool
}

// Hides says that the mistake kept rows or a whole file from being read:
// mistakes of meaning are only looked for once it is mended.
func (m Mistake) Hides() bool { return m.hides }

// mistake makes one of two formats that take the same args.
func mistake(at Place, zh, en string, args ...any) Mistake {
	return Mistake{Place: at, Problem: fmt.Sprintf(en, args...), ProblemZh: fmt.Sprintf(zh, args...)}
}

func (m Mistake) Error() string { return m.Place.String() + ": " + m.Problem }

// Chinese is the mistake as one Chinese line: "orgs.csv:12: …".
func (m Mistake) Chinese() string { return m.Place.String() + ": " + m.ProblemZh }

// String is "orgs.csv:12", or the file alone where the mistake has no line.
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
}

// hiding makes a mistake one that hides rows from further checks.
func hiding(m Mistake) Mistake {
	m.hides = true
	return m
}

// sorted puts mistakes in the order of files and lines and drops repetitions.
func sorted(mistakes []Mistake) []Mistake {
	slices.SortStableFunc(mistakes, func(a, b Mistake) int {
		return cmp.Or(comparePlaces(a.Place, b.Place), cmp.Compare(a.Problem, b.Problem))
	})
	return slices.Compact(mistakes)
}
