package recall

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"yigai/ingest/check"
	"yigai/ingest/sample"
	"yigai/internal/decimal"
	"yigai/programme"
)

// A harness checks files with the history of the true ones.
type harness struct {
	pack *programme.Pack
	key  []byte
	past map[figure]value
}

type figure struct {
	org, element string
	at           programme.Period
}

// A value is what was reported; own of two reporters goes before the other.
type value struct {
	decimal.Decimal
	own bool
}

// An answer is what the checks said of a fault.
type answer struct {
	found bool
	said  string
}

func (h *harness) check(f sample.File) (check.Result, error) {
	return check.Collect(check.Input{
		File: bytes.NewReader(f.Data), Size: int64(len(f.Data)), Name: f.Name, Pack: h.pack, Key: h.key,
		Previous: func(org, element string, at programme.Period) (decimal.Decimal, bool) {
			v, known := h.past[figure{org, element, at}]
			return v.Decimal, known
		},
	})
}

// checkClean checks the true files in the order of their periods, several of one
// period at a time, and learns the history from them.
func (h *harness) checkClean(ctx context.Context, files []sample.File, r *Report) error {
	for len(files) > 0 {
		n := slices.IndexFunc(files, func(f sample.File) bool { return f.Period != files[0].Period })
		if n < 0 {
			n = len(files)
		}
		results, err := h.checkAll(ctx, files[:n])
		if err != nil {
			return err
		}
		for _, result := range results {
			h.learn(result)
			if !h.pack.IsHistory(files[0].Period) {
				r.countClean(result)
			}
		}
		files = files[n:]
	}
	return nil
}

func (h *harness) checkAll(ctx context.Context, files []sample.File) ([]check.Result, error) {
	results := make([]check.Result, len(files))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range files {
		g.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			results[i], err = h.check(f)
			return err
		})
	}
	return results, g.Wait()
}

func (h *harness) learn(r check.Result) {
	for _, o := range r.Observations {
		key := figure{o.Org, o.Element, r.Cover.Period}
		if known, seen := h.past[key]; o.Value != nil && (!seen || o.Org == o.Reporter && !known.own) {
			h.past[key] = value{*o.Value, o.Org == o.Reporter}
		}
	}
}

// countClean counts a row once, however many findings it has. A finding about
// no single figure counts as one row.
func (r *Report) countClean(result check.Result) {
	r.Workbooks++
	if !result.Accepted() {
		r.Refused++
	}
	r.Rows += len(result.Observations) + len(result.TaskReports)
	doubted := map[string]bool{}
	for _, f := range result.Findings {
		if f.Severity == check.SeverityNote {
			continue
		}
		if place := f.Place(); !doubted[place] {
			doubted[place] = true
			r.Alarms++
			r.alarm(cmp.Or(f.Rule, string(f.Code)))
		}
	}
}

// countCompared counts what the comparison of orgs doubts of true files.
func (r *Report) countCompared(p *programme.Pack, doubts map[Subject][]string) {
	for subject, tests := range doubts {
		if p.IsHistory(subject.Period) {
			continue
		}
		for _, test := range tests {
			r.Alarms++
			r.alarm(test)
		}
	}
}

func (r *Report) alarm(rule string) {
	i := slices.IndexFunc(r.AlarmsBy, func(a Alarm) bool { return a.Rule == rule })
	if i < 0 {
		i = len(r.AlarmsBy)
		r.AlarmsBy = append(r.AlarmsBy, Alarm{Rule: rule})
	}
	r.AlarmsBy[i].Rows++
}

// answer checks every fault alone, with the history of the true files.
func (h *harness) answer(ctx context.Context, clean []sample.File, faults []sample.Fault, compare Comparer) ([]answer, error) {
	files := make([]sample.File, len(faults))
	for i, f := range faults {
		files[i] = f.File
	}
	results, err := h.checkAll(ctx, files)
	if err != nil {
		return nil, err
	}
	answers := make([]answer, len(faults))
	for i, f := range faults {
		answers[i] = judge(f, results[i])
	}
	if compare == nil {
		return answers, nil
	}
	return answers, h.compare(ctx, clean, faults, answers, compare)
}

// judge says whether a finding with one of the codes stands at one of the spots,
// or names one as part of its evidence.
func judge(f sample.Fault, r check.Result) answer {
	var said []string
	for _, finding := range r.Findings {
		said = append(said, cmp.Or(finding.Rule, string(finding.Code))+"@"+finding.Place())
		if slices.Contains(f.Codes, string(finding.Code)) && slices.ContainsFunc(f.Spots, func(s sample.Spot) bool { return tells(finding, s) }) {
			return answer{found: true}
		}
	}
	return answer{said: strings.Join(said, " ")}
}

func tells(f check.Finding, s sample.Spot) bool {
	return f.Sheet == s.Sheet && f.Cell == s.Cell || s.Cell != "" && strings.Contains(f.Found, s.Sheet+"!"+s.Cell+" = ")
}

// compare lets the tests that compare orgs judge the faults that need them, in
// batches with one fault for each org and period.
func (h *harness) compare(ctx context.Context, clean []sample.File, faults []sample.Fault, answers []answer, compare Comparer) error {
	var open []int
	for i, f := range faults {
		if f.Compares && !answers[i].found {
			open = append(open, i)
		}
	}
	for len(open) > 0 {
		batch := map[Subject]int{}
		var rest []int
		for _, i := range open {
			subject := Subject{faults[i].Reporter, faults[i].Period}
			if _, taken := batch[subject]; taken {
				rest = append(rest, i)
				continue
			}
			batch[subject] = i
		}
		if err := h.compareBatch(ctx, clean, faults, batch, answers, compare); err != nil {
			return fmt.Errorf("compare orgs: %w", err)
		}
		open = rest
	}
	return nil
}

func (h *harness) compareBatch(ctx context.Context, clean []sample.File, faults []sample.Fault, batch map[Subject]int, answers []answer, compare Comparer) error {
	files := slices.Clone(clean)
	for at, f := range files {
		if i, faulty := batch[Subject{f.Reporter, f.Period}]; faulty {
			files[at] = faults[i].File
		}
	}
	doubts, err := compare(ctx, files)
	if err != nil {
		return err
	}
	for subject, i := range batch {
		said := doubts[subject]
		answers[i].found = slices.ContainsFunc(said, func(test string) bool { return slices.Contains(faults[i].Codes, test) })
		answers[i].said = strings.TrimSpace(answers[i].said + " " + strings.Join(said, " "))
	}
	return nil
}
