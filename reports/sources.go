package reports

import "yigai/internal/parquetio"

// A packedSource is a lineageRow without pointers, see packedValue.
type packedSource struct {
	words     [14]uint32
	next      int32 // 1 + the next row of the same figure; 0 where there is none
	operation int32
	value     int64
	scale     int8 // below zero for NULL
	counted   bool
}

// A sourceStore is the reported figures behind all figures. It is filled once,
// in stored order, and then read side by side.
type sourceStore struct {
	words wordList
	rows  []packedSource
	place map[string]int32      // of an org in each list of first
	first map[valueList][]int32 // by the org's place, 1 + its first row; 0 where there is none
	made  map[string][]string   // the elements that an indicator is counted from, as they come
}

// add takes rows as they are read; index must follow the last.
func (s *sourceStore) add(rows []lineageRow) {
	for n := range rows {
		l := &rows[n]
		p := packedSource{operation: int32(l.Operation), value: l.Value.Unscaled, scale: int8(l.Value.Scale), counted: l.Counted}
		if !l.Value.Valid {
			p.scale = -1
		}
		for at, text := range l.texts() {
			p.words[at] = s.words.put(text)
		}
		s.rows = append(s.rows, p)
	}
}

func (l *lineageRow) texts() [14]string {
	return [...]string{l.Indicator, l.Org, l.Period, l.Basis, l.Part, l.Element, l.Reporter, l.SourcePeriod, l.RawText, l.Submission, l.FileName, l.SHA256, l.Sheet, l.Cell}
}

func (s *sourceStore) row(p *packedSource) (l lineageRow) {
	w := func(n int) string { return s.words.all[p.words[n]] }
	l.Indicator, l.Org, l.Period, l.Basis, l.Part, l.Element, l.Reporter = w(0), w(1), w(2), w(3), w(4), w(5), w(6)
	l.SourcePeriod, l.RawText, l.Submission, l.FileName, l.SHA256, l.Sheet, l.Cell = w(7), w(8), w(9), w(10), w(11), w(12), w(13)
	l.Operation, l.Counted = int(p.operation), p.counted
	if p.scale >= 0 {
		l.Value = parquetio.Decimal(p.value, int(p.scale))
	}
	return l
}

// index makes the store ready to be looked up.
func (s *sourceStore) index() {
	s.place, s.first, s.made = map[string]int32{}, map[valueList][]int32{}, map[string][]string{}
	last, seen := map[valueList][]int32{}, map[[2]uint32]bool{}
	word := func(p *packedSource, n int) string { return s.words.all[p.words[n]] }
	for n := range s.rows {
		if org := word(&s.rows[n], 1); s.place[org] == 0 {
			s.place[org] = int32(len(s.place)) + 1
		}
	}
	for n := range s.rows {
		p := &s.rows[n]
		p.next = 0
		list, place := valueList{word(p, 0), word(p, 2), word(p, 3)}, s.place[word(p, 1)]
		if s.first[list] == nil {
			s.first[list], last[list] = make([]int32, len(s.place)+1), make([]int32, len(s.place)+1)
		}
		if before := last[list][place]; before > 0 {
			s.rows[before-1].next = int32(n) + 1
		} else {
			s.first[list][place] = int32(n) + 1
		}
		last[list][place] = int32(n) + 1
		if key := [2]uint32{p.words[0], p.words[5]}; !seen[key] {
			seen[key] = true
			s.made[word(p, 0)] = append(s.made[word(p, 0)], word(p, 5))
		}
	}
}

// find is the first row behind an org's own figure; nil where there is none.
func (s *sourceStore) find(v valueKey) *packedSource {
	rows := s.first[valueList{v.indicator, v.period, v.basis}]
	if rows == nil || rows[s.place[v.org]] == 0 {
		return nil
	}
	return &s.rows[rows[s.place[v.org]]-1]
}

// behind are all of them, in stored order.
func (s *sourceStore) behind(v valueKey) (rows []lineageRow) {
	for p := s.find(v); p != nil; {
		rows = append(rows, s.row(p))
		if p.next == 0 {
			break
		}
		p = &s.rows[p.next-1]
	}
	return rows
}

// number is how many they are.
func (s *sourceStore) number(v valueKey) (n int) {
	for p := s.find(v); p != nil; n++ {
		if p.next == 0 {
			return n + 1
		}
		p = &s.rows[p.next-1]
	}
	return n
}
