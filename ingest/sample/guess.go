package sample

import (
	"yigai/internal/decimal"
	"yigai/programme"
)

// A piece is an element that adds up with others to a whole.
type piece struct {
	whole string
	parts []string
	nth   int
}

// guessed is the value of an element of which the tables say nothing: part of
// its whole where a rule names one, a good mark where it has a largest value,
// else some of the people. It never passes its whole or its limits.
func (w *world) guessed(org, element string, at programme.Period) decimal.Decimal {
	if pieces := w.sums[element]; len(pieces) > 0 {
		return w.guessedPiece(pieces[0], org, element, at)
	}
	v := w.shared(w.guess(element), org, element, at)
	return w.kept(v, org, element, at)
}

func (w *world) guess(element string) level {
	e := w.known[element]
	if whole := w.wholes[element]; whole != "" {
		return level{base: whole, low: 450_000, high: 750_000, step: 15_000, limit: million, by: "level"}
	}
	if e.Max != nil {
		most := int64(*e.Max) * million / int64(decimal.FromInt(1))
		return level{base: "@one", low: most * 3 / 5, high: most * 9 / 10, step: most / 200, limit: most, by: "level"}
	}
	share := 1_000 + w.dice.throw(9_000, "guess", element)
	return level{base: "@population", low: share, high: share * 5 / 4, step: share / 100, by: "chance", plus: 1}
}

// guessedPiece gives each part of a whole its share, and the last what is left.
func (w *world) guessedPiece(p piece, org, element string, at programme.Period) decimal.Decimal {
	whole := w.base(org, p.whole, at)
	if p.nth == len(p.parts)-1 {
		for _, other := range p.parts[:p.nth] {
			whole -= w.base(org, other, at)
		}
		return max(whole, 0)
	}
	share := million / int64(len(p.parts))
	return w.shared(level{base: p.whole, low: share / 2, high: share, limit: share, by: "chance"}, org, element, at)
}

// kept holds a value within its whole and its limits.
func (w *world) kept(v decimal.Decimal, org, element string, at programme.Period) decimal.Decimal {
	e := w.known[element]
	if whole := w.wholes[element]; whole != "" {
		v = min(v, w.base(org, whole, at))
	}
	if e.Max != nil {
		v = min(v, *e.Max)
	}
	if e.Min != nil {
		v = max(v, *e.Min)
	}
	return v
}
