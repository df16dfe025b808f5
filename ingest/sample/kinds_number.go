package sample

import (
	"fmt"
	"strings"

	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// Kinds of faults in numbers that are typed as numbers: nothing but their size
// tells that they are wrong.

// numbers lists the places of a workbook's numbers, on lists and tables, whose
// true value is at least least and that wanted accepts.
func (s *submission) numbers(least int64, wanted func(programme.Element) bool) []template.Key {
	var keys []template.Key
	for _, sheet := range s.input.Form.Sheets {
		for _, org := range sheet.Orgs {
			for _, line := range sheet.Lines {
				key := template.Key{Sheet: sheet.Name, Org: org.Code, Element: line.Element.Code}
				v := s.input.Fill.Values[key]
				if line.Required && v.IsNumber && v.Number >= decimal.FromInt(least) && wanted(line.Element) {
					keys = append(keys, key)
				}
			}
		}
	}
	return keys
}

func anyNumber(programme.Element) bool   { return true }
func isCount(e programme.Element) bool   { return e.ValueType == "count" }
func isMoney(e programme.Element) bool   { return e.ValueType == "decimal" }
func isFlowNow(e programme.Element) bool { return e.Kind == "flow" && e.Basis == "quarter" }

// scaled multiplies one number by a fraction, cut to the digits a cell may have.
func scaled(times, by int64, least int64, wanted func(programme.Element) bool, what string) func(*maker, *submission) *flaw {
	return func(m *maker, s *submission) *flaw {
		keys := s.numbers(least, wanted)
		if len(keys) == 0 {
			return nil
		}
		key := keys[m.throw(len(keys), "number", s)]
		return s.put(key, s.input.Fill.Values[key].Number*decimal.Decimal(times)/decimal.Decimal(by), what)
	}
}

// lostDigit leaves the last digit of a whole number out.
func lostDigit(m *maker, s *submission) *flaw {
	keys := s.numbers(1000, isCount)
	if len(keys) == 0 {
		return nil
	}
	key := keys[m.throw(len(keys), "number", s)]
	return s.put(key, floor(s.input.Fill.Values[key].Number/10, 0), "漏写一位数字")
}

// exchangedDigits turns 12345 into 21345. Where both are nearly the same nobody
// could tell; those are left out.
func exchangedDigits(m *maker, s *submission) *flaw {
	var keys []template.Key
	for _, key := range s.numbers(100, anyNumber) {
		if text := s.input.Fill.Values[key].Number.String(); text[0] > text[1]+1 || text[1] > text[0]+1 {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	key := keys[m.throw(len(keys), "number", s)]
	text := s.input.Fill.Values[key].Number.String()
	return s.put(key, decimal.MustParse(text[1:2]+text[:1]+text[2:]), "前两位数字颠倒")
}

// replaced types a fixed number in the place of a count.
func replaced(text string, what string) func(*maker, *submission) *flaw {
	return func(m *maker, s *submission) *flaw {
		keys := s.numbers(500, isCount)
		if len(keys) == 0 {
			return nil
		}
		return s.put(keys[m.throw(len(keys), "number", s)], decimal.MustParse(text), what)
	}
}

// yearInQuarter enters the year to date where the quarter alone belongs.
func yearInQuarter(m *maker, s *submission) *flaw {
	keys := s.numbers(200, isFlowNow)
	if len(keys) == 0 || s.at.Nth() == 1 {
		return nil
	}
	key := keys[m.throw(len(keys), "number", s)]
	sum := m.world.added(key.Org, key.Element, programme.Quarter(s.at.Year(), 1), lastQuarter(s.at))
	return s.put(key, sum, m.spoken("把本年累计数填在{本期}栏"))
}

// slightFall enters a year-to-date figure a little below the one before.
func slightFall(m *maker, s *submission) *flaw {
	keys := s.numbers(1, func(e programme.Element) bool { return m.hasRule("monotone", e.Code, "return") })
	if len(keys) == 0 || s.at.Nth() == 1 {
		return nil
	}
	key := keys[m.throw(len(keys), "number", s)]
	before := m.world.value(key.Org, key.Element, s.at.Add(-1))
	return s.put(key, before-1-floor(before/50, 2), "累计数比上期略小")
}

// countFalls takes something off a figure that only counts up.
func countFalls(m *maker, s *submission) *flaw {
	keys := s.numbers(2, func(e programme.Element) bool { return m.hasRule("monotone", e.Code, "doubt") })
	var falling []template.Key
	for _, key := range keys {
		if s.at.Nth() > 1 && m.asks(s.org, s.at.Add(-1), key.Org, key.Element) && m.world.value(key.Org, key.Element, s.at.Add(-1)) >= decimal.FromInt(2) {
			falling = append(falling, key)
		}
	}
	if len(falling) == 0 {
		return nil
	}
	key := falling[m.throw(len(falling), "number", s)]
	before := m.world.value(key.Org, key.Element, s.at.Add(-1))
	return s.put(key, before-decimal.FromInt(1)-floor(before/10, 0), "只增不减的数变小")
}

func (m *maker) hasRule(kind, left, severity string) bool {
	for _, r := range m.world.pack.Rules {
		if r.Kind == kind && r.Left == left && r.Severity == severity {
			return true
		}
	}
	return false
}

// stockFalls loses more contracts than came due.
func stockFalls(m *maker, s *submission) *flaw {
	for _, r := range m.world.pack.Rules {
		stock, found := s.entry(r.Left)
		flow, foundFlow := s.entry(r.Right)
		if r.Kind != "fall" || !found || !foundFlow || s.at == m.world.pack.ReportPeriods()[0] {
			continue
		}
		left := m.world.value(stock.Org, r.Left, s.at.Add(-1)) - s.input.Fill.Values[flow].Number*5/4
		if left > 0 {
			return s.put(stock, floor(left, 0), "存量减少超过流量（"+r.Code+"）")
		}
	}
	return nil
}

// overCensus signs more people than the census counts, and no more than signed at all.
func overCensus(m *maker, s *submission) *flaw {
	for _, r := range m.world.pack.Rules {
		key, found := s.entry(r.Left)
		if r.Kind != "le" || r.Severity != "doubt" || r.Right != "@elders" || !found || !m.hasCensus(key.Org, s.at) {
			continue
		}
		return s.put(key, floor(m.world.base(key.Org, r.Right, s.at)*21/20, 0), "超过普查人口（"+r.Code+"）")
	}
	return nil
}

// sumOverTotal raises one part until all parts together exceed the total.
func sumOverTotal(m *maker, s *submission) *flaw {
	for _, r := range m.world.pack.Rules {
		total, found := s.entry(r.Right)
		if r.Kind != "le" || !found || len(strings.Split(r.Left, "+")) < 2 {
			continue
		}
		codes := strings.Split(r.Left, "+")
		key, foundPart := s.entry(codes[m.throw(len(codes), "part", s)])
		rest := s.input.Fill.Values[total].Number
		for _, code := range codes {
			other, _ := s.entry(code)
			if other != key {
				rest -= s.input.Fill.Values[other].Number
			}
		}
		if foundPart {
			return s.put(key, rest+1+floor(rest/10, 2), "分项之和大于合计（"+r.Code+"）")
		}
	}
	return nil
}

// swappedRows exchanges the figures of two neighbouring rows of a list.
func swappedRows(m *maker, s *submission) *flaw {
	var pairs [][2]template.Key
	keys := s.numbers(10, anyNumber)
	for i := range keys[:max(len(keys)-1, 0)] {
		a, b := keys[i], keys[i+1]
		if a.Org == b.Org && s.differ(a, b) {
			pairs = append(pairs, [2]template.Key{a, b})
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	pair := pairs[m.throw(len(pairs), "pair", s)]
	return s.exchange([][2]template.Key{pair}, fmt.Sprintf("“%s”与“%s”两行的数互换", pair[0].Element, pair[1].Element))
}

// differ says whether two figures are so far apart that one could see which is which.
func (s *submission) differ(a, b template.Key) bool {
	x, y := s.input.Fill.Values[a].Number, s.input.Fill.Values[b].Number
	return x*2 > y*3 || y*2 > x*3
}

// swappedColumns exchanges the figures of two columns of a table, for all orgs.
func swappedColumns(m *maker, s *submission) *flaw {
	return s.swapInTable(m, func(sheet programme.Sheet, n int) (pairs [][2]template.Key) {
		a, b := sheet.Lines[n%len(sheet.Lines)].Element, sheet.Lines[(n+1)%len(sheet.Lines)].Element
		for _, org := range sheet.Orgs {
			pairs = append(pairs, [2]template.Key{{Sheet: sheet.Name, Org: org.Code, Element: a.Code}, {Sheet: sheet.Name, Org: org.Code, Element: b.Code}})
		}
		return pairs
	}, "两列的数互换")
}

// swappedOrgs exchanges the figures of two orgs of a table, for all columns.
func swappedOrgs(m *maker, s *submission) *flaw {
	return s.swapInTable(m, func(sheet programme.Sheet, n int) (pairs [][2]template.Key) {
		a, b := sheet.Orgs[n%len(sheet.Orgs)], sheet.Orgs[(n+1)%len(sheet.Orgs)]
		for _, line := range sheet.Lines {
			pairs = append(pairs, [2]template.Key{{Sheet: sheet.Name, Org: a.Code, Element: line.Element.Code}, {Sheet: sheet.Name, Org: b.Code, Element: line.Element.Code}})
		}
		return pairs
	}, "两个单位的数互换")
}

func (s *submission) swapInTable(m *maker, choose func(programme.Sheet, int) [][2]template.Key, note string) *flaw {
	for _, sheet := range s.input.Form.Sheets {
		if sheet.Layout != "table" || len(sheet.Orgs) < 2 {
			continue
		}
		pairs := choose(sheet, m.throw(100, "swap", s))
		first := pairs[0]
		if s.input.Fill.Values[first[0]].IsNumber && s.input.Fill.Values[first[1]].IsNumber && s.differ(first[0], first[1]) {
			return s.exchange(pairs, note)
		}
	}
	return nil
}

// exchange swaps the values of pairs of cells; a finding at any of them tells.
func (s *submission) exchange(pairs [][2]template.Key, note string) *flaw {
	var all []template.Key
	for _, pair := range pairs {
		values := s.input.Fill.Values
		values[pair[0]], values[pair[1]] = values[pair[1]], values[pair[0]]
		all = append(all, pair[0], pair[1])
	}
	return &flaw{where: atKey(all[0]), also: atKeys(all[1:]), note: note}
}

func atKeys(keys []template.Key) func(*template.Book) []Spot {
	return func(b *template.Book) (spots []Spot) {
		for _, key := range keys {
			cell, _ := b.Cell(key)
			spots = append(spots, Spot{key.Sheet, cell})
		}
		return spots
	}
}
