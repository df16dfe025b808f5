package sample

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// kinds are the faults in the order in which they are planted: first those
// that an office meets every quarter.
var kinds = []kind{
	{name: "about", code: "E-ABOUT", plant: typed("约{}")},
	{name: "unit_in_cell", code: "E-WORDS", plant: typed("{}人")},
	{name: "full_width", code: "N-WIDTH", plant: retyped(wide)},
	{name: "thousands_comma", code: "N-COMMA", plant: retyped(grouped)},
	{name: "required_blank", code: "E-REQUIRED", plant: typed("")},
	{name: "part_over_whole", code: "E-RULE", plant: partOverWhole},
	{name: "ref_error", code: "E-ERROR", plant: cutIntoCell("e", "<f>#REF!+1</f><v>#REF!</v>", "引用的单元格已被删除")},
	{name: "formula_without_result", code: "E-FORMULA", plant: cutIntoCell("", "<f>SUM(E5:E6)</f>", "公式没有保存计算结果")},
	{name: "foreign_cover", always: true, code: "E-ORG-NAME", refuses: true, plant: foreignCover},
	{name: "percent_for_count", code: "E-PERCENT", plant: typed("65.3%")},
	{name: "negative", code: "E-RANGE", plant: renumbered(func(d decimal.Decimal) decimal.Decimal { return -d }, "负数")},
	{name: "ytd_falls", always: true, code: "E-RULE", plant: fallingTotal},
	{name: "unit_error", code: "E-RULE", mended: true, plant: unitError},
	{name: "duplicate_row", code: "E-DUPLICATE", plant: duplicateRow},
	{name: "unknown_code", code: "E-CODE", plant: unknownCode},
	{name: "foreign_token", always: true, code: "E-TOKEN-ORG", refuses: true, plant: foreignToken},
	{name: "old_token", code: "E-TOKEN-PERIOD", plant: oldToken},
	{name: "fraction_of_person", code: "E-INTEGER", plant: renumbered(func(d decimal.Decimal) decimal.Decimal { return d + 5000 }, "人数带小数")},
	{name: "yes_no_word", code: "E-YES-NO", plant: yesNoWord},
	{name: "unknown_status", code: "E-STATUS", plant: unknownStatus},
	{name: "progress_over_100", code: "E-PROGRESS", plant: progressOver100},
	{name: "copy_of_last_period", code: "E-COPY", plant: copyOfLast},
	{name: "damaged_file", code: "E-ZIP", refuses: true, plant: truncated},
}

// atKey is the place of the finding about an element.
func atKey(key template.Key) func(*template.Book) (string, string) {
	return func(b *template.Book) (string, string) {
		cell, _ := b.Cell(key)
		return key.Sheet, cell
	}
}

func onCover(label string) func(*template.Book) (string, string) {
	return func(b *template.Book) (string, string) {
		cell, _ := b.CoverCell(label)
		return template.CoverSheet, cell
	}
}

func nowhere(*template.Book) (string, string) { return "", "" }

// pick chooses, by the dice, an entry of a list that is a required count of at
// least 1,000: a value that no other figure of the form is a part of, and of
// those one that was spoilt least.
func (m *maker) pick(s *submission) (template.Key, bool) {
	var keys []template.Key
	for _, sheet := range s.input.Form.Sheets {
		for _, line := range sheet.Lines {
			key := template.Key{Sheet: sheet.Name, Org: sheet.Orgs[0].Code, Element: line.Element.Code}
			v := s.input.Fill.Values[key]
			if sheet.Layout == "list" && line.Required && line.Element.ValueType == "count" && v.Number >= decimal.FromInt(1000) && !m.isWhole(line.Element.Code) {
				keys = append(keys, key)
			}
		}
	}
	if len(keys) == 0 {
		return template.Key{}, false
	}
	first := m.throw(len(keys), "pick", s)
	key := slices.MinFunc(append(keys[first:], keys[:first]...), func(a, b template.Key) int { return cmp.Compare(m.spoilt[a.Element], m.spoilt[b.Element]) })
	m.spoilt[key.Element]++
	return key, true
}

// throw is a number below n for a submission.
func (m *maker) throw(n int, what string, s *submission) int {
	return int(m.world.dice.throw(int64(n), append([]string{what, s.org.Code, s.at.String()}, m.salt...)...))
}

func (m *maker) isWhole(element string) bool {
	for _, r := range m.world.pack.Rules {
		if r.Kind == "le" && r.Right == element {
			return true
		}
	}
	return false
}

// typed plants a text made of the true value by a pattern, with {} for its digits.
func typed(pattern string) func(*maker, *submission) *flaw {
	return retyped(func(number string) string {
		return strings.ReplaceAll(pattern, "{}", number)
	})
}

// retyped plants a text made of the true value.
func retyped(write func(number string) string) func(*maker, *submission) *flaw {
	return func(m *maker, s *submission) *flaw {
		key, found := m.pick(s)
		if !found {
			return nil
		}
		truth := s.input.Fill.Values[key].Number.String()
		text := write(truth)
		s.input.Fill.Values[key] = template.Text(text)
		return &flaw{where: atKey(key), note: fmt.Sprintf("应为%s，填成“%s”", truth, text)}
	}
}

func wide(number string) string {
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, number)
}

func grouped(number string) string { return decimal.MustParse(number).Grouped() }

// renumbered plants another number in the place of the true one.
func renumbered(change func(decimal.Decimal) decimal.Decimal, what string) func(*maker, *submission) *flaw {
	return func(m *maker, s *submission) *flaw {
		key, found := m.pick(s)
		if !found {
			return nil
		}
		return s.put(key, change(s.input.Fill.Values[key].Number), what)
	}
}

// put replaces a number.
func (s *submission) put(key template.Key, wrong decimal.Decimal, what string) *flaw {
	note := fmt.Sprintf("%s：应为%s，填成%s", what, s.input.Fill.Values[key].Number, wrong)
	s.input.Fill.Values[key] = template.Number(wrong)
	return &flaw{where: atKey(key), note: note}
}

// entry finds the key of an element on the form.
func (s *submission) entry(element string) (template.Key, bool) {
	for _, sheet := range s.input.Form.Sheets {
		for _, line := range sheet.Lines {
			if line.Element.Code == element {
				return template.Key{Sheet: sheet.Name, Org: sheet.Orgs[0].Code, Element: element}, true
			}
		}
	}
	return template.Key{}, false
}

// refusing lists the pack's rules of a kind that refuse a row, in an order of the dice.
func (m *maker) refusing(s *submission, kind string) []programme.Rule {
	var rules []programme.Rule
	for _, r := range m.world.pack.Rules {
		if r.Kind == kind && r.Severity == "return" && !strings.Contains(r.Left, "+") {
			rules = append(rules, r)
		}
	}
	if len(rules) == 0 {
		return nil
	}
	first := m.world.dice.throw(int64(len(rules)), append([]string{"rule", kind, s.org.Code, s.at.String()}, m.salt...)...)
	return append(rules[first:], rules[:first]...)
}

func partOverWhole(m *maker, s *submission) *flaw {
	for _, r := range m.refusing(s, "le") {
		part, foundPart := s.entry(r.Left)
		whole, foundWhole := s.entry(r.Right)
		if !foundPart || !foundWhole || m.isWhole(r.Left) {
			continue
		}
		if v := s.input.Fill.Values[whole]; v.IsNumber && v.Number >= decimal.FromInt(10) {
			return s.put(part, v.Number+decimal.FromInt(1)+floor(v.Number/10, 0), "部分大于总数（"+r.Code+"）")
		}
	}
	return nil
}

// fallingTotal enters the quarter alone where the year to date belongs.
func fallingTotal(m *maker, s *submission) *flaw {
	for _, r := range m.refusing(s, "monotone") {
		key, found := s.entry(r.Left)
		if !found || m.isWhole(r.Left) || s.at.Nth() == 1 {
			continue
		}
		alone := m.world.added(key.Org, r.Left, firstQuarter(s.at), lastQuarter(s.at))
		if before := m.world.value(key.Org, r.Left, s.at.Add(-1)); alone < before {
			return s.put(key, alone, m.spoken("把{本期}数填在累计栏（")+r.Code+"）")
		}
	}
	return nil
}

// unitError enters a figure ten thousand times too large where a census sets a ceiling.
func unitError(m *maker, s *submission) *flaw {
	for _, r := range m.refusing(s, "le") {
		key, found := s.entry(r.Left)
		if !found || r.Right != "@population" || !m.hasCensus(key.Org, s.at) {
			continue
		}
		return s.put(key, s.input.Fill.Values[key].Number*10_000, "单位错，扩大一万倍（"+r.Code+"）")
	}
	return nil
}

// hasCensus says whether an org's people had been counted by the end of a period.
func (m *maker) hasCensus(org string, at programme.Period) bool {
	for _, a := range m.world.pack.Attributes {
		if a.Org == org && a.Attribute == "population" && !a.AsOf.After(at.Last()) {
			return true
		}
	}
	return false
}
