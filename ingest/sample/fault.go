package sample

import (
	"fmt"
	"slices"
	"strconv"

	"yigai/ingest/template"
	"yigai/programme"
)

// A Spot is a cell of a workbook; "" for the cell is the sheet, and for both the file.
type Spot struct{ Sheet, Cell string }

// A File is one workbook of a sample, kept in memory.
type File struct {
	Period   programme.Period
	Reporter string // whose figures they are, whatever the cover says
	Name     string
	Data     []byte
}

// A Fault is a file with one thing wrong in it, and what a check must say of it.
type Fault struct {
	File
	Kind  string
	Codes []string // of the findings that tell of it, or names of tests that compare orgs
	Spots []Spot   // where; any of them
	Note  string   // what was done, in Chinese
	// Compares: only a comparison with other orgs can tell.
	Compares bool
	// Always: not one of this kind may be missed.
	Always bool
}

// Clean makes the true workbooks of all periods, in the order of period and org.
func Clean(p *programme.Pack, o Options) ([]File, error) {
	o.Flaws, o.Uneventful = 0, true
	m, err := prepare(p, o)
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	var files []File
	for _, s := range m.plans {
		f, err := s.inMemory()
		if err != nil {
			return nil, fmt.Errorf("sample: %w", err)
		}
		files = append(files, f)
	}
	return files, nil
}

func (s *submission) inMemory() (File, error) {
	data, err := s.bytes()
	return File{s.at, s.org.Code, s.file, data}, err
}

// Faults plants n faults into the programme's workbooks of the same sample, each
// in a copy of its own, so that none hides another: the kinds in turn, and for
// each kind other orgs, periods and cells every time. Kinds that no workbook of
// the pack has a place for are left out.
func Faults(p *programme.Pack, o Options, n int) ([]Fault, error) {
	o.Flaws, o.Uneventful = 0, true
	m, err := prepare(p, o)
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	places := m.flawless()
	var faults []Fault
	for round := 0; len(faults) < n; round++ {
		before := len(faults)
		for i := range faultKinds {
			f, planted, err := m.fault(&faultKinds[i], places, round)
			if err != nil {
				return nil, fmt.Errorf("sample: %s: %w", faultKinds[i].name, err)
			}
			if planted && len(faults) < n {
				faults = append(faults, f)
			}
		}
		if len(faults) == before {
			return nil, fmt.Errorf("sample: only %d of %d faults find a place", len(faults), n)
		}
	}
	return faults, nil
}

// fault plants one fault of a kind into a fresh copy of a workbook. Each round
// begins the search for a place elsewhere.
func (m *maker) fault(k *kind, places []*submission, round int) (Fault, bool, error) {
	m.salt = []string{k.name, strconv.Itoa(round)}
	first := int(m.world.dice.throw(int64(len(places)), append([]string{"place"}, m.salt...)...))
	for i := range places {
		at := places[(first+i)%len(places)]
		s := m.submission(at.org, at.at)
		if s.flaw = k.plant(m, s); s.flaw == nil {
			continue
		}
		s.flaw.kind = k
		if err := s.compose(); err != nil {
			return Fault{}, false, err
		}
		f, err := s.inMemory()
		return Fault{File: f, Kind: k.name, Codes: k.codes(), Spots: s.flaw.spots(s.book), Note: s.flaw.note, Compares: k.compares, Always: k.always}, true, err
	}
	return Fault{}, false, nil
}

// codes lists all codes that tell of a fault of the kind, each once.
func (k *kind) codes() []string {
	all := append([]string{k.code}, k.also...)
	slices.Sort(all)
	return slices.Compact(all)
}

func (f *flaw) spots(b *template.Book) []Spot {
	sheet, cell := f.where(b)
	spots := []Spot{{sheet, cell}}
	if f.also != nil {
		spots = append(spots, f.also(b)...)
	}
	return spots
}
