package sample

import (
	"cmp"
	"slices"
	"strconv"

	"yigai/ingest/template"
)

// A flaw is a fault planted in a workbook, with what a check must say of it.
type flaw struct {
	kind *kind
	note string
	// where gives sheet and cell of the expected finding, once the workbook is
	// arranged; both may be "".
	where func(*template.Book) (sheet, cell string)
	// also gives other cells at which a finding tells of the same fault.
	also func(*template.Book) []Spot
	// cut changes the finished workbook; nil when the fault is in the entries.
	cut func(book *template.Book, workbook []byte) ([]byte, error)
}

func (f *flaw) answer(s *submission) Answer {
	expected := "found"
	if f.kind.code == "" {
		expected = "not_covered"
	}
	sheet, cell := f.where(s.book)
	return Answer{File: s.path(), Sheet: sheet, Cell: cell, Kind: f.kind.name, Code: f.kind.code, Expected: expected, Note: f.note}
}

func (s *submission) damage(workbook []byte) ([]byte, error) {
	if s.flaw == nil || s.flaw.cut == nil {
		return workbook, nil
	}
	return s.flaw.cut(s.book, workbook)
}

// A kind is one way to get a workbook wrong.
type kind struct {
	name string
	code string   // of the finding that must answer it; "" for none yet
	also []string // other codes that tell the same
	// compares: only a comparison with other orgs can tell.
	compares bool
	// always: a check that misses one is of no use.
	always bool
	// refuses: the whole file does not count, and the sender sends it again.
	refuses bool
	// mended: the row is returned, and the sender sends the workbook again.
	mended bool
	// plant puts the fault in and describes it; nil when the workbook has no
	// place for it.
	plant func(m *maker, s *submission) *flaw
}

// plantFlaws puts the wanted number of faults into the programme's workbooks,
// one in each, taking the kinds in turn and every org once before any twice.
func (m *maker) plantFlaws() {
	free := m.flawless()
	used := make(map[string]int)
	for i, failed := 0, 0; i < m.options.Flaws+failed && failed < len(kinds); i++ {
		k := &kinds[i%len(kinds)]
		if !m.plantOne(k, free, used) {
			failed++
		}
	}
}

func (m *maker) plantOne(k *kind, free []*submission, used map[string]int) bool {
	slices.SortStableFunc(free, func(a, b *submission) int { return cmp.Compare(used[a.org.Code], used[b.org.Code]) })
	for _, s := range free {
		if s.flaw != nil || nextToFlaw(s, free) {
			continue
		}
		if s.flaw = k.plant(m, s); s.flaw == nil {
			continue
		}
		s.flaw.kind = k
		used[s.org.Code]++
		if k.refuses || k.mended {
			if !s.second {
				s.sentAt = m.sendingTime(s.org, s.at, early)
				s.date()
			}
			m.plans = append(m.plans, m.correction(s, 2))
		}
		return true
	}
	return false
}

// nextToFlaw says whether the org's workbook of the quarter before or after has
// a fault: a fault that can only be seen against last period's figures must
// find them whole.
func nextToFlaw(s *submission, free []*submission) bool {
	return slices.ContainsFunc(free, func(other *submission) bool {
		return other.flaw != nil && other.org.Code == s.org.Code && (other.at == s.at.Add(-1) || other.at == s.at.Add(1))
	})
}

// flawless lists the submissions that may take a fault, in an order of the
// dice: of the programme's periods, with nothing else happening to them, final,
// not in a bundle, and not next to a quarter that is missing.
func (m *maker) flawless() []*submission {
	var free []*submission
	story := m.world.tables.story
	for _, s := range m.plans {
		_, eventful := story[place{s.org.Code, s.at.String()}]
		before := story[place{s.org.Code, s.at.Add(-1).String()}].kind
		if !eventful && !s.isFirst && !m.isBundled(s.org.Code, s.at) && before != "missing" && !m.world.pack.IsHistory(s.at) {
			free = append(free, s)
		}
	}
	rank := make(map[*submission]int64, len(free))
	for _, s := range free {
		rank[s] = m.world.dice.throw(1<<40, "flaw", s.org.Code, s.at.String(), strconv.Itoa(m.options.Flaws))
	}
	slices.SortFunc(free, func(a, b *submission) int { return cmp.Compare(rank[a], rank[b]) })
	return free
}
