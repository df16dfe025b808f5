package check

import (
	"cmp"
	"slices"

	"yigai/internal/decimal"
)

// A Change is one figure that a corrected file gives differently.
type Change struct {
	Was, Is Observation
}

// Asked is a place that a file was returned for: a figure, a cell, or both.
type Asked struct {
	Org     string `json:"org,omitempty"`
	Element string `json:"element,omitempty"`
	Sheet   string `json:"sheet,omitempty"` // as a finding shows it
	Cell    string `json:"cell,omitempty"`
}

// Asks is what a finding asks its sender to look at.
func (f Finding) Asks() Asked { return Asked{f.Org, f.Element, f.Sheet, f.Cell} }

// Changes compares a corrected file with the one that was returned for
// correction, and lists the figures that differ though nobody asked for it: what
// was asked stands in the journal, for what would be found in the earlier file
// today may be something else. Figures that only one of the two has are none: a
// form may grow. The order is that of the corrected file.
func Changes(was, is Result, asked []Asked) []Change {
	type figure struct{ org, element string }
	wanted := map[figure]bool{}
	cells := map[place]bool{}
	for _, a := range asked {
		wanted[figure{a.Org, a.Element}] = true
		cells[place{sheet: a.Sheet, element: a.Cell}] = true
	}
	whole := slices.Contains(asked, Asked{}) // the file as a whole
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
		if old.State == Missing && (whole || old.Cell == "") {
			continue // a blank workbook was to be filled in, a row or sheet to be put back
		}
		changes = append(changes, Change{old, o})
	}
	return changes
}

// sameAnswer compares what two files say of one figure; how it is written does
// not matter, nor does whether its row was sound: what reads the same did not change.
func sameAnswer(a, b Observation) bool {
	return answerText(a) == answerText(b) || a.State == b.State && (a.Value == nil) == (b.Value == nil) && (a.Value == nil || *a.Value == *b.Value)
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
