// Package recall measures the checks: how many faults of a labelled set they
// find at the right place, and how often they doubt what is true. The faults and
// the true workbooks come from ingest/sample, the answers from ingest/check with
// the history that the true workbooks make.
//
// It says how the checks do on made-up figures and on the faults somebody
// thought of; a county's own figures vary in other ways. Kinds that only a
// comparison of orgs can find are judged by what a Comparer answers, and count
// as missed without one.
package recall

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"yigai/ingest/sample"
	"yigai/programme"
)

// Options says what to measure.
type Options struct {
	Seed   uint64
	Faults int   // how many to plant
	Noise  int64 // of the true figures, in percent of the sample's; 0 means DefaultNoise
	// Compare, where there is one, runs the tests that compare orgs over the
	// true files of all periods with some replaced by faulty ones.
	Compare Comparer
}

// DefaultNoise is the noise of the true figures that recall is measured on. The
// sample's own is that of a calm year (quarterly visits vary by 2 to 3 %, stocks
// by half a percent), which makes doubts look better than they are; three times
// that and the chance of small counts is nearer to what counties report.
const DefaultNoise = 300

// A Comparer runs the tests that compare orgs and says for each (org, period)
// which of them doubted it, as often as they did.
type Comparer func(ctx context.Context, files []sample.File) (doubts map[Subject][]string, err error)

// A Subject is an org in a period.
type Subject struct {
	Org    string
	Period programme.Period
}

// A Report is what was measured.
type Report struct {
	Seed       uint64  `json:"seed"`
	Noise      int64   `json:"noise_percent"`
	Seeded     int     `json:"seeded"`
	Found      int     `json:"found"`
	Recall     float64 `json:"recall"`
	Kinds      []Kind  `json:"kinds"` // in the order in which they are planted
	Workbooks  int     `json:"clean_workbooks"`
	Refused    int     `json:"clean_refused"`
	Rows       int     `json:"clean_rows"` // figures asked of anyone, and tasks
	Alarms     int     `json:"false_alarms"`
	PerMille   float64 `json:"false_alarms_per_1000_rows"`
	AlarmsBy   []Alarm `json:"alarms"`
	NotCovered int     `json:"compared_but_no_comparer"`
	Missed     []Miss  `json:"missed"`
}

// A Kind is how one kind of fault fared.
type Kind struct {
	Name     string  `json:"kind"`
	Codes    string  `json:"codes"` // those that count as found
	Seeded   int     `json:"seeded"`
	Found    int     `json:"found"`
	Recall   float64 `json:"recall"`
	Compares bool    `json:"compares_orgs"`
	Always   bool    `json:"must_always_be_found"`
}

// An Alarm is how often one rule or code doubted what is true.
type Alarm struct {
	Rule string `json:"rule"`
	Rows int    `json:"rows"`
}

// A Miss is a fault that was not found, for whoever wants to know why.
type Miss struct {
	Kind string `json:"kind"`
	File string `json:"file"`
	Note string `json:"note"`
	Said string `json:"said"` // the findings there were instead, by code and cell
}

// Measure makes the true workbooks and the faults of a seed and checks them all.
func Measure(ctx context.Context, p *programme.Pack, o Options) (Report, error) {
	o.Noise = cmp.Or(o.Noise, DefaultNoise)
	r := Report{Seed: o.Seed, Noise: o.Noise}
	making := sample.Options{Seed: o.Seed, Noise: o.Noise, Key: []byte("recall")}
	clean, err := sample.Clean(p, making)
	if err != nil {
		return r, err
	}
	h := &harness{pack: p, key: making.Key, past: map[figure]value{}}
	if err := h.checkClean(ctx, clean, &r); err != nil {
		return r, err
	}
	if o.Compare != nil {
		doubts, err := o.Compare(ctx, clean)
		if err != nil {
			return r, fmt.Errorf("compare true files: %w", err)
		}
		r.countCompared(p, doubts)
	}
	r.PerMille = float64(r.Alarms) * 1000 / float64(max(r.Rows, 1))
	slices.SortFunc(r.AlarmsBy, func(a, b Alarm) int { return cmp.Or(b.Rows-a.Rows, strings.Compare(a.Rule, b.Rule)) })
	faults, err := sample.Faults(p, making, o.Faults)
	if err != nil {
		return r, err
	}
	answers, err := h.answer(ctx, clean, faults, o.Compare)
	if err != nil {
		return r, err
	}
	r.count(faults, answers, o.Compare != nil)
	return r, nil
}

// count sums up what was found of which kind.
func (r *Report) count(faults []sample.Fault, answers []answer, compared bool) {
	for i, f := range faults {
		at := slices.IndexFunc(r.Kinds, func(k Kind) bool { return k.Name == f.Kind })
		if at < 0 {
			at = len(r.Kinds)
			r.Kinds = append(r.Kinds, Kind{Name: f.Kind, Codes: strings.Join(f.Codes, " "), Compares: f.Compares, Always: f.Always})
		}
		k := &r.Kinds[at]
		k.Seeded++
		r.Seeded++
		if f.Compares && !compared {
			r.NotCovered++
		}
		if answers[i].found {
			k.Found++
			r.Found++
		} else {
			r.Missed = append(r.Missed, Miss{f.Kind, f.Period.String() + "/" + f.Name, f.Note, answers[i].said})
		}
		k.Recall = float64(k.Found) / float64(k.Seeded)
	}
	r.Recall = float64(r.Found) / float64(r.Seeded)
}
