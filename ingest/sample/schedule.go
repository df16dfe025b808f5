package sample

import (
	"time"

	"yigai/internal/decimal"
	"yigai/programme"
)

// isMeasure says whether an element is done or not done, or counts up to a
// small number: such values follow a schedule, not a share.
func (w *world) isMeasure(element string) bool {
	e := w.known[element]
	return e.ValueType == "yes_no" || e.ValueType == "count" && e.Max != nil && *e.Max <= decimal.FromInt(60) || len(w.goals[element]) > 0
}

// A goal is what an element should have come to by a day.
type goal struct {
	amount decimal.Decimal // 1 for yes
	from   time.Time       // when the work on it begins
	due    time.Time
}

// goalOf is what a measure asks of its element.
func (w *world) goalOf(m programme.Measure) goal {
	g := goal{decimal.FromInt(1), w.begin(), w.end()}
	if m.Target != nil {
		g.amount = *m.Target
	}
	if most := w.known[m.Element].Max; most != nil {
		g.amount = *most
	}
	if !m.Due.IsZero() {
		g.due = m.Due.Time
	}
	if m.ValidFrom.After(g.from) {
		g.from = m.ValidFrom.Time
	}
	return g
}

// goalsOf lists the goals of an element; what no measure names is to be
// complete by the end of the programme.
func (w *world) goalsOf(element string) []goal {
	if goals := w.goals[element]; len(goals) > 0 {
		return goals
	}
	g := goal{decimal.FromInt(1), w.begin(), w.end()}
	if most := w.known[element].Max; most != nil {
		g.amount = *most
	}
	return []goal{g}
}

func (w *world) begin() time.Time { return w.pack.Programme.Periods.First.First() }
func (w *world) end() time.Time   { return w.pack.Programme.Periods.Last.Last() }

// doneBy is how many of a thousand things an org of middling pace has done when
// a quarter, a half, three quarters and all of the time have gone by.
var doneBy = [5]int64{0, 140, 400, 690, 1000}

// catchUp is how many of a thousand things a slow org does in each month after
// the day on which all should have been done.
const catchUp = 35

// elapsed is how much of the time from one day to another has gone by at the end
// of a quarter, in thousandths; above 1,000 once it is over.
func elapsed(from, due time.Time, at programme.Period) int64 {
	begun, all := monthsTo(from.AddDate(0, 0, -1)), monthsTo(due)
	if all <= begun {
		all = begun + 1
	}
	return (monthsTo(at.Last()) - begun) * 1000 / (all - begun)
}

// monthsTo counts the months to the end of a day, in thousandths.
func monthsTo(day time.Time) int64 {
	last := day.AddDate(0, 1, -day.Day()).Day()
	return int64(day.Year())*12_000 + int64(day.Month()-1)*1000 + int64(day.Day()*1000/last)
}

// progress is how many of a thousand things an org has done by the end of a
// quarter: those of middling pace and better are through when they are due.
func (w *world) progress(org string, from, due time.Time, at programme.Period) int64 {
	gone := elapsed(from, due, at)
	if gone <= 0 {
		return 0
	}
	done := doneBy[4]
	if gone < 1000 {
		n := gone / 250
		done = doneBy[n] + (doneBy[n+1]-doneBy[n])*(gone%250)/250
	}
	done = done * (650 + w.character(org).pace*7/10) / 1000
	if gone > 1000 {
		done += (monthsTo(at.Last()) - monthsTo(due)) * catchUp / 1000
	}
	return min(1000, done)
}

// scheduled is the value of a measure: once done it stays done, and a count
// never passes its whole.
func (w *world) scheduled(org, element string, at programme.Period) decimal.Decimal {
	var most decimal.Decimal
	for _, g := range w.goalsOf(element) {
		progress := w.progress(org, g.from, g.due, at)
		switch {
		case g.amount > decimal.FromInt(1):
			most = max(most, floor(part(g.amount, progress*1000), 0))
		case w.dice.throw(1000, "schedule", org, element) < progress:
			most = max(most, decimal.FromInt(1))
		}
	}
	return w.kept(most, org, element, at)
}
