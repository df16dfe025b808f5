// Package sample fills the workbooks of a programme with figures and sentences
// that are made up but hang together, and plants faults in them whose answers
// are written down, so that the whole pipeline can be shown and checked.
//
// The same options give the same files, byte for byte. Levels, paces and events
// stand in the folder sample/ of the pack; what it does not say is guessed.
// Nothing in the files describes a real county's performance, and every sheet,
// file name and cover says so.
package sample

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"yigai/ingest/template"
	"yigai/internal/atomicfile"
	"yigai/programme"
)

// Options says what to make.
type Options struct {
	Periods []programme.Period // nil means all of Pack.ReportPeriods
	Seed    uint64
	Flaws   int    // faults to plant in the periods of the programme; history stays clean
	Key     []byte // secret of the workspace, for the tokens
	// Noise is by how much figures vary, in percent of what the tables say; 0
	// means 100.
	Noise int64
	// Uneventful leaves the story out: everybody reports once, in time and truly,
	// and sends nothing beside the workbook.
	Uneventful bool
}

// A Report says what was made.
type Report struct {
	Files       int // workbooks, evidence and bundles, as they lie in the folders
	Attachments int // evidence and scans, in bundles too
	Bundles     int
	Late        int
	Missing     int
	Revised     int
	Answers     []Answer
}

// Write makes the files below dir: <period>/<workbook>.xlsx, the evidence and
// scans sent with them, the register of each period, and answer-key.csv. What
// one org sends as a bundle lies in a .zip. Folders are made as needed; files of the
// same names are replaced.
func Write(dir string, p *programme.Pack, o Options) (Report, error) {
	m, err := prepare(p, o)
	if err != nil {
		return Report{}, fmt.Errorf("sample: %w", err)
	}
	if err := m.write(dir); err != nil {
		return Report{}, fmt.Errorf("sample: %w", err)
	}
	return m.report, nil
}

// prepare decides everything and writes nothing.
func prepare(p *programme.Pack, o Options) (*maker, error) {
	t, err := readTables(p.Sample)
	if err != nil {
		return nil, err
	}
	if o.Periods == nil {
		o.Periods = p.ReportPeriods()
	}
	if o.Uneventful {
		calm := *t
		calm.story, calm.proofs, calm.decisions = nil, nil, nil
		t = &calm
	}
	decisions, err := t.decided(p)
	if err != nil {
		return nil, err
	}
	if p, err = amended(p, decisions); err != nil {
		return nil, err
	}
	m := &maker{world: newWorld(p, t, o.Seed), options: o, asked: make(map[place]map[place]bool), spoilt: make(map[string]int)}
	m.world.decisions = decisions
	if o.Noise > 0 {
		m.world.noise = o.Noise
	}
	if err := m.plan(); err != nil {
		return nil, err
	}
	m.report.Answers = m.answers()
	return m, nil
}

// A maker turns the world into submissions.
type maker struct {
	world   *world
	options Options
	plans   []*submission
	papers  []paper                  // sent beside the workbooks
	asked   map[place]map[place]bool // what each form asks, by reporter and period
	spoilt  map[string]int           // faults planted so far, by element
	salt    []string                 // tells the faults of one submission apart; none in a sample
	report  Report
}

// writers is how many files are written at a time: more than there are
// cores, since each waits for the disk.
const writers = 16

// write writes everything that is sent, several at a time, then what tells of them.
func (m *maker) write(dir string) error {
	for _, at := range m.options.Periods {
		folder := filepath.Join(dir, at.String())
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		if err := atomicfile.RemoveLeftovers(folder); err != nil {
			return err
		}
	}
	var g errgroup.Group
	g.SetLimit(writers)
	for _, p := range m.parcels() {
		g.Go(func() error { return p.write(dir) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	var errs []error
	for _, at := range m.options.Periods {
		errs = append(errs, m.writeRegister(dir, at))
		errs = append(errs, atomicfile.SyncDir(filepath.Join(dir, at.String())))
	}
	return errors.Join(append(errs, writeAnswers(dir, m.report.Answers))...)
}

// plan lists all submissions in the order of period and reporter.
func (m *maker) plan() error {
	for _, at := range m.options.Periods {
		for _, org := range m.world.pack.Reporters(at) {
			m.planOne(org, at)
		}
	}
	m.plantFlaws()
	for _, s := range m.plans {
		if err := s.compose(); err != nil {
			return err
		}
	}
	slices.SortStableFunc(m.plans, func(a, b *submission) int { return a.at.First().Compare(b.at.First()) })
	m.planPapers()
	m.count(m.parcels())
	return nil
}

func (s *submission) compose() (err error) {
	s.book, err = template.Compose(s.input)
	return err
}
