package reports

import (
	"fmt"
	"strings"
)

// partNames are how the parts of a year are called, by the letter in the period's code.
var partNames = map[string][]string{
	"Q": {"", "第一季度", "第二季度", "第三季度", "第四季度"},
	"H": {"", "上半年", "下半年"},
}

// partOf is the letter in a period's code and the name of the part of the year:
// Q and 第四季度 for 2022Q4; "" for a whole year.
func partOf(p periodRow) (letter, name string) {
	for letter, names := range partNames {
		if strings.Contains(p.Period, letter) && p.Nth > 0 && p.Nth < len(names) {
			return letter, names[p.Nth]
		}
	}
	return "", ""
}

// periodName is how a period is called: 2022年第四季度, 2022 Q4.
func periodName(p periodRow) term {
	letter, name := partOf(p)
	if name == "" {
		return term{Zh: p.Name, En: p.Period}
	}
	return term{Zh: fmt.Sprintf("%d年%s", p.Year, name), En: fmt.Sprintf("%d %s%d", p.Year, letter, p.Nth)}
}

// periodWord is the name of a period that a row names by its code; any other
// word stays as it is.
func (b *book) periodWord(code string) string {
	for _, p := range b.periods {
		if p.Period == code {
			return periodName(p).Zh
		}
	}
	return code
}

// partWord is the period within its year: 第四季度; for a whole year its name.
func partWord(p periodRow) string {
	if _, name := partOf(p); name != "" {
		return name
	}
	return p.Name
}

// tickWord is the same on an axis whose years are written below: 4季, 上半年, 2022年.
func tickWord(p periodRow) string {
	switch letter, name := partOf(p); letter {
	case "Q":
		return fmt.Sprintf("%d季", p.Nth)
	case "H":
		return name
	}
	return p.Name
}
