package reports

import (
	"cmp"
	"slices"

	"yigai/internal/parquetio"
)

// A wordList is the words of a large table, each once, by number.
type wordList struct {
	all    []string
	number map[string]uint32
}

func (l *wordList) put(text string) uint32 {
	n, known := l.number[text]
	if !known {
		if l.number == nil {
			l.number = map[string]uint32{}
		}
		n = uint32(len(l.all))
		l.all, l.number[text] = append(l.all, text), n
	}
	return n
}

// A packedValue is a valueRow without pointers: a country has millions of rows,
// and memory is not searched for what they point to while pages are written.
type packedValue struct {
	words   [11]uint32
	counts  [6]int32
	numbers [12]int64
	scales  [12]int8 // below zero for NULL
	flags   [6]bool
	due     parquetio.Date
}

func (l *wordList) pack(v valueRow) (p packedValue) {
	for n, text := range [...]string{v.Indicator, v.Version, v.Org, v.Level, v.Period, v.Basis, v.PopulationBasis, v.Comparator, v.Status, v.Break, v.MissingReason} {
		p.words[n] = l.put(text)
	}
	for n, number := range [...]parquetio.Number{v.Numerator, v.Denominator, v.Value, v.PopulationShare, v.Target, v.TargetTo, v.Gap, v.Trajectory, v.Previous, v.Change, v.NumeratorEffect, v.DenominatorEffect} {
		p.numbers[n], p.scales[n] = number.Unscaled, int8(number.Scale)
		if !number.Valid {
			p.scales[n] = -1
		}
	}
	for n, count := range [...]int{v.UnitsReported, v.UnitsExpected, v.Rank, v.RankOf, v.RankParent, v.RankParentOf} {
		p.counts[n] = int32(count)
	}
	p.flags, p.due = [...]bool{v.TargetSoft, v.Provisional, v.Revised, v.Suppressed, v.History, v.RolledUp}, v.TargetDue
	return p
}

func (p *packedValue) number(n int) parquetio.Number {
	if p.scales[n] < 0 {
		return parquetio.Number{}
	}
	return parquetio.Number{Unscaled: p.numbers[n], Scale: int(p.scales[n]), Valid: true}
}

func (l *wordList) row(p *packedValue) (v valueRow) {
	w := func(n int) string { return l.all[p.words[n]] }
	v.Indicator, v.Version, v.Org, v.Level, v.Period, v.Basis, v.PopulationBasis = w(0), w(1), w(2), w(3), w(4), w(5), w(6)
	v.Comparator, v.Status, v.Break, v.MissingReason = w(7), w(8), w(9), w(10)
	v.Numerator, v.Denominator, v.Value, v.PopulationShare = p.number(0), p.number(1), p.number(2), p.number(3)
	v.Target, v.TargetTo, v.Gap, v.Trajectory = p.number(4), p.number(5), p.number(6), p.number(7)
	v.Previous, v.Change, v.NumeratorEffect, v.DenominatorEffect = p.number(8), p.number(9), p.number(10), p.number(11)
	c := p.counts
	v.UnitsReported, v.UnitsExpected, v.Rank, v.RankOf, v.RankParent, v.RankParentOf = int(c[0]), int(c[1]), int(c[2]), int(c[3]), int(c[4]), int(c[5])
	f := p.flags
	v.TargetSoft, v.Provisional, v.Revised, v.Suppressed, v.History, v.RolledUp = f[0], f[1], f[2], f[3], f[4], f[5]
	v.TargetDue = p.due
	return v
}

// A valueStore is all figures. It is filled once, in stored order, and then read side by side.
type valueStore struct {
	words wordList
	rows  []packedValue
	place map[string]int32            // of an org in each list of at
	at    map[valueList][]int32       // by the org's place, 1 + the row; 0 where there is none
	in    map[indicatorPeriod][]int32 // rows in stored order
	of    map[orgPeriod][]int32       // the same of an org
	bases map[string][]string         // of an indicator, as they come
}

// A valueList is the figures of all orgs of one indicator, period and basis.
type valueList struct{ indicator, period, basis string }

// add takes rows as they are read; index must follow the last.
func (s *valueStore) add(rows []valueRow) {
	s.rows = slices.Grow(s.rows, len(rows))
	for _, v := range rows {
		s.rows = append(s.rows, s.words.pack(v))
	}
}

// index makes the store ready to be looked up.
func (s *valueStore) index() {
	s.place, s.at, s.bases = map[string]int32{}, map[valueList][]int32{}, map[string][]string{}
	s.in, s.of = map[indicatorPeriod][]int32{}, map[orgPeriod][]int32{}
	word := func(p *packedValue, n int) string { return s.words.all[p.words[n]] }
	for n := range s.rows {
		if org := word(&s.rows[n], 2); s.place[org] == 0 {
			s.place[org] = int32(len(s.place)) + 1
		}
	}
	for n := range s.rows {
		p := &s.rows[n]
		indicator, org, period, basis := word(p, 0), word(p, 2), word(p, 4), word(p, 5)
		list := valueList{indicator, period, basis}
		if s.at[list] == nil {
			s.at[list] = make([]int32, len(s.place)+1)
		}
		s.at[list][s.place[org]] = int32(n) + 1
		in, of := indicatorPeriod{indicator, period}, orgPeriod{org, period}
		s.in[in], s.of[of] = append(s.in[in], int32(n)), append(s.of[of], int32(n))
		if !slices.Contains(s.bases[indicator], basis) {
			s.bases[indicator] = append(s.bases[indicator], basis)
		}
	}
}

// find is the row of an org; nil where there is none.
func (s *valueStore) find(list valueList, org string) *packedValue {
	rows := s.at[list]
	if rows == nil {
		return nil
	}
	if n := rows[s.place[org]]; n > 0 {
		return &s.rows[n-1]
	}
	return nil
}

// each gives the rows of an indicator in a period, in stored order.
func (s *valueStore) each(indicator, period string) func(func(valueRow) bool) {
	return s.rowsAt(s.in[indicatorPeriod{indicator, period}])
}

// ofOrg gives the rows of an org in a period, indicators in the order given, each in stored order.
func (s *valueStore) ofOrg(org, period string, order map[string]int) func(func(valueRow) bool) {
	rows := slices.Clone(s.of[orgPeriod{org, period}])
	slices.SortStableFunc(rows, func(x, y int32) int {
		return cmp.Compare(order[s.words.all[s.rows[x].words[0]]], order[s.words.all[s.rows[y].words[0]]])
	})
	return s.rowsAt(rows)
}

func (s *valueStore) rowsAt(rows []int32) func(func(valueRow) bool) {
	return func(yield func(valueRow) bool) {
		for _, n := range rows {
			if !yield(s.words.row(&s.rows[n])) {
				return
			}
		}
	}
}
