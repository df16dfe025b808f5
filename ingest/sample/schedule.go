package sample

import (
	"slices"

	"yigai/internal/decimal"
	"yigai/programme"
)

// isMeasure says whether an element is done or not done, or counts up to a
// small number: such values follow a schedule, not a share.
func (w *world) isMeasure(element string) bool {
	e := w.known[element]
	return e.ValueType == "yes_no" || e.Max != nil && *e.Max <= decimal.FromInt(60) ||
		slices.ContainsFunc(w.pack.Measures, func(m programme.Measure) bool { return m.Element == element && m.Type != "indicator" })
}

// doneBy is how many of a thousand things an org of middling pace has done by
// the end of each quarter of the programme's first year.
var doneBy = [4]int64{140, 400, 690, 1000}

// progress is how many of a thousand things an org has done by the end of a
// period: those of middling pace and better are through by the end of the year.
func (w *world) progress(org string, at programme.Period) int64 {
	quarter := w.quarter(at)
	if quarter < 0 {
		return 0
	}
	if quarter >= int64(len(doneBy)) {
		return 1000
	}
	return min(1000, doneBy[quarter]*(650+w.character(org).pace*7/10)/1000)
}

// scheduled is the value of a measure: once done it stays done.
func (w *world) scheduled(org, element string, at programme.Period) decimal.Decimal {
	progress := w.progress(org, at)
	if most := w.most(element); most > decimal.FromInt(1) {
		return floor(part(most, progress*1000), 0)
	}
	if w.dice.throw(1000, "schedule", org, element) < progress {
		return decimal.FromInt(1)
	}
	return 0
}

// most is the largest value a measure can have, or the one that it aims at.
func (w *world) most(element string) decimal.Decimal {
	if e := w.known[element]; e.Max != nil {
		return *e.Max
	}
	for _, m := range w.pack.Measures {
		if m.Element == element && m.Target != nil {
			return *m.Target
		}
	}
	return decimal.FromInt(1)
}
