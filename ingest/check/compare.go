package check

import (
	"cmp"

	"yigai/internal/decimal"
)

// A Change is one figure that a corrected file gives differently.
type Change struct {
	Was, Is Observation
}

// Changes compares a corrected file with the one that was returned for
// correction, and lists the figures that differ though the earlier file had no
// finding at them and nobody asked for a change. asked says whether somebody did,
// beyond the findings of the file itself; it may be nil. Figures that only one of
// the two has are none: a form may grow. The order is that of the corrected file.
func Changes(was, is Result, asked func(org, element string) bool) []Change {
	type figure struct{ org, element string }
	wanted := map[figure]bool{}
	cells := map[place]bool{}
	for _, f := range was.Findings {
		if f.Severity == SeverityNote {
			continue
		}
		wanted[figure{f.Org, f.Element}] = true
		cells[place{sheet: f.Sheet, element: f.Cell}] = true
	}
	before := map[figure]Observation{}
	for _, o := range was.Observations {
		before[figure{o.Org, o.Element}] = o
	}
	var changes []Change
	for _, o := range is.Observations {
		key := figure{o.Org, o.Element}
		old, known := before[key]
		if !known || sameAnswer(old, o) || wanted[key] || cells[place{sheet: Show(old.Sheet), element: old.Cell}] {
			continue
		}
		if asked == nil || !asked(o.Org, o.Element) {
			changes = append(changes, Change{old, o})
		}
	}
	return changes
}

// sameAnswer compares what two files say of one figure; how it is written does
// not matter.
func sameAnswer(a, b Observation) bool {
	return a.State == b.State && (a.Value == nil) == (b.Value == nil) && (a.Value == nil || *a.Value == *b.Value)
}

// answerText is a figure as a sentence names it: the number, else what stood there.
func answerText(o Observation) string {
	if o.Value != nil {
		return decimal.Decimal(*o.Value).String()
	}
	return cmp.Or(Show(o.RawText), "—")
}

// ObjectChanges adds a doubt for each change, which names both values and the
// receipt that the earlier one stands in.
func (r *Result) ObjectChanges(name, receipt string, changes []Change) {
	for _, c := range changes {
		r.Object(name, Objection{Code: "E-CHANGED", Sheet: Show(c.Is.Sheet), Cell: c.Is.Cell, Org: c.Is.Org, Element: c.Is.Element,
			Found: answerText(c.Was) + " → " + answerText(c.Is), Want: receipt + " 中是 " + answerText(c.Was), WantEn: answerText(c.Was) + " in " + receipt})
	}
}
