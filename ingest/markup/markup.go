// Package markup makes the workbook that goes back to its sender: the template
// of that org and period with the values the sender wrote in their places, the
// cells that must be looked at coloured and commented, and a first sheet that
// lists all findings with links to their cells.
//
// Entries stand exactly as they were sent: 约300 stays 约300, numbers stay
// numbers. What could not be carried over is listed, never dropped in
// silence. It is pure: a file and a pack come in, a workbook goes out; no disk,
// no clock. What is wrong with a file is decided in ingest/check alone.
package markup

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/ingest/xlsx"
	"yigai/internal/decimal"
)

// Sheet is the name of the list of findings.
const Sheet = "问题清单"

// ErrNoForm says that a file does not tell whose it is or for when, or is
// damaged: there is no form its entries could be put on.
var ErrNoForm = errors.New("no form to put the entries on")

// Input is a file to go back, and what it is checked against.
type Input struct {
	Check check.Input
	// Previous is what an org last reported before the period, printed beside the
	// input cells; it may be nil.
	Previous func(org, element string) (decimal.Decimal, bool)
	// More are findings that were made elsewhere, as by comparing orgs. Those that
	// the check makes too are listed once.
	More []check.Finding
	// Settled says which findings a person has accepted: they are not listed.
	// It may be nil.
	Settled func(check.Finding) bool
	English bool   // the list and the comments are in English
	Receipt string // number of the receipt, "" where the file was only tried
}

// A Workbook is a marked-up workbook, not written yet.
type Workbook struct {
	Result check.Result    // of the check
	Listed []check.Finding // in the order of the list
	Form   template.Input  // what the workbook was made of
	book   *template.Book
}

// Write writes the workbook: the same input gives the same bytes.
func (w *Workbook) Write(out io.Writer) error { return w.book.Write(out) }

// Make checks a file and puts it on the template. The error wraps ErrNoForm where
// there is no template for it; the Workbook then holds the result alone.
func Make(in Input) (*Workbook, error) {
	if in.Check.Limits == (xlsx.Limits{}) {
		in.Check.Limits = xlsx.DefaultLimits
	}
	m := &maker{in: in, words: wordsOf(in.English)}
	if err := m.check(); err != nil {
		return nil, err
	}
	m.choose()
	w := &Workbook{Result: m.result, Listed: m.listed}
	cover := m.result.Cover
	reporter, known := in.Check.Pack.Org(cover.Reporter, cover.Period)
	if m.result.Quarantined || cover.Period.IsZero() || !known {
		return w, fmt.Errorf("%s: %w", check.Show(in.Check.Name), ErrNoForm)
	}
	form := in.Check.Pack.FormOf(reporter, cover.Period)
	if check.IsSide(m.result.Part) {
		form = check.Only(form, m.result.Part)
	}
	if form.IsEmpty() && len(m.inspections()) == 0 {
		return w, fmt.Errorf("%s: %w", check.Show(in.Check.Name), ErrNoForm)
	}
	var err error
	if m.sample, err = m.isSample(); err != nil {
		return nil, err
	}
	w.Form = template.Input{Pack: in.Check.Pack, Form: form, Key: in.Check.Key, Previous: in.Previous, Fill: m.fill(), Inspections: m.inspections()}
	if in.Check.Key == nil { // the sender's own token still ties the workbook to its org
		w.Form.Token, w.Form.Version = m.coverText(template.LabelToken), m.coverText(template.LabelVersion)
	}
	m.form = w.Form
	if m.book, err = template.Compose(w.Form); err != nil {
		return nil, err
	}
	w.book = m.book
	rest, err := m.rest()
	if err != nil {
		return nil, err
	}
	return w, m.book.AddReview(m.review(rest))
}

// A maker works on one file.
type maker struct {
	in     Input
	words  words
	result check.Result
	placed []check.Placement
	listed []check.Finding
	book   *template.Book
	form   template.Input
	cuts   []cut
	sample bool // the entries are made up, as the file says on every sheet
}

// A cut is a text of the sender's that was too long for a cell.
type cut struct {
	at   template.Place // in the sender's file
	text string
}

func (m *maker) check() (err error) {
	in := m.in.Check
	in.Placed = func(p check.Placement) { m.placed = append(m.placed, p) }
	m.result, err = check.Collect(in)
	return err
}

// choose lists what is not settled: the worst first, each in the order of the file.
func (m *maker) choose() {
	all := slices.Clone(m.result.Findings)
	known := map[string]bool{}
	for _, f := range all {
		known[f.ID()] = true
	}
	for _, f := range m.in.More {
		if !known[f.ID()] {
			all = append(all, f)
		}
	}
	for _, severity := range []check.Severity{check.SeverityError, check.SeverityReturn, check.SeverityDoubt, check.SeverityNote} {
		for _, ofFile := range []bool{true, false} {
			for _, f := range all {
				if f.Severity == severity && (f.Sheet == "") == ofFile && (m.in.Settled == nil || !m.in.Settled(f)) {
					m.listed = append(m.listed, f)
				}
			}
		}
	}
}
