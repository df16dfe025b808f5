package sample

import (
	"slices"
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// A world is what would be true of every org in every period: the figures from
// which the workbooks are filled. They fit together: parts are shares of their
// wholes, year-to-date values are sums of quarters, yearly stocks stay.
type world struct {
	pack   *programme.Pack
	tables *tables
	dice   dice
	noise  int64 // percent of the noise in levels.csv; above 100 counts also vary by chance
	memo   map[cell]decimal.Decimal
	known  map[string]programme.Element
	wholes map[string]string // part -> whole, from the rules "le"
}

type cell struct {
	org, element string
	at           programme.Period
}

func newWorld(p *programme.Pack, t *tables, seed uint64) *world {
	w := &world{pack: p, tables: t, dice: dice(seed), noise: 100, memo: make(map[cell]decimal.Decimal),
		known: make(map[string]programme.Element), wholes: make(map[string]string)}
	for _, e := range p.Elements {
		w.known[e.Code] = e
	}
	for _, r := range p.Rules {
		if r.Kind == "le" && !strings.ContainsAny(r.Left+r.Right, "+@") && w.wholes[r.Left] == "" {
			w.wholes[r.Left] = r.Right
		}
	}
	return w
}

// value is what org would report of an element for a period.
func (w *world) value(org, element string, at programme.Period) decimal.Decimal {
	e := w.known[element]
	switch e.Basis {
	case "ytd":
		var sum decimal.Decimal
		for n := range at.Nth() {
			sum += w.during(org, element, programme.Quarter(at.Year(), n+1))
		}
		return sum
	case "year":
		return w.during(org, element, programme.Quarter(at.Year(), 1))
	}
	return w.during(org, element, at)
}

// during is the value of one quarter alone, computed once.
func (w *world) during(org, element string, at programme.Period) decimal.Decimal {
	key := cell{org, element, at}
	if v, done := w.memo[key]; done {
		return v
	}
	v := w.compute(org, element, at)
	w.memo[key] = v
	return v
}

func (w *world) compute(org, element string, at programme.Period) decimal.Decimal {
	if v, stepped := w.stepped(org, element, at); stepped {
		return v
	}
	if l, found := w.level(org, element); found {
		return w.shared(l, org, element, at)
	}
	if w.isMeasure(element) {
		return w.scheduled(org, element, at)
	}
	return w.shared(w.guess(element), org, element, at)
}

// stepped looks the value up in steps.csv: rows of the org go before those of all.
func (w *world) stepped(org, element string, at programme.Period) (v decimal.Decimal, found bool) {
	steps := w.tables.steps[place{org, element}]
	if steps == nil {
		steps = w.tables.steps[place{"*", element}]
	}
	for _, s := range steps {
		if !at.Before(s.from) {
			v = s.value
		}
	}
	return v, steps != nil
}

func (w *world) level(org, element string) (level, bool) {
	if l, found := w.tables.levels[place{org, element}]; found {
		return l, true
	}
	l, found := w.tables.levels[place{"", element}]
	return l, found
}

// guess is a level for elements of packs that the tables do not know.
func (w *world) guess(element string) level {
	if whole := w.wholes[element]; whole != "" {
		return level{base: whole, low: 450_000, high: 750_000, step: 15_000, limit: million, by: "level"}
	}
	share := 1_000 + w.dice.throw(9_000, "guess", element)
	return level{base: "@population", low: share, high: share * 5 / 4, step: share / 100, by: "chance", plus: 1}
}

// shared computes a value by a line of levels.csv.
func (w *world) shared(l level, org, element string, at programme.Period) decimal.Decimal {
	base := w.base(org, l.base, at)
	if l.less != "" {
		return base - w.during(org, l.less, at)
	}
	v := part(base, w.share(l, org, element, at))
	v = part(v, seasons[l.season][at.Nth()-1])
	if w.noise > 100 && l.noise > 0 {
		v = w.chance(w.shock(v, l.season, org, at), base, org, element, at)
	}
	return floor(v+decimal.FromInt(l.plus), w.decimals(element, l))
}

// share is the share that holds in a quarter.
func (w *world) share(l level, org, element string, at programme.Period) int64 {
	c := w.character(org)
	standing := w.dice.throw(1001, "standing", org, element)
	if l.by == "level" {
		standing = (2*c.level + standing) / 3
	}
	pace := 400 + 12*c.pace/10
	share := l.low + (l.high-l.low)*standing/1000 + l.step*w.quarter(at)*pace/1000
	share += w.dice.around(l.noise*w.noise/100, "noise", org, element, at.String())
	if l.limit > 0 {
		share = min(share, l.limit)
	}
	return max(share, 0)
}

// quarter counts quarters from the programme's first period; history is negative.
func (w *world) quarter(at programme.Period) int64 {
	first := w.pack.Programme.Periods.First
	return int64((at.Year()-first.Year())*4 + at.Nth() - first.Nth())
}

// base is what a share is taken of: people, or another element of the same quarter.
func (w *world) base(org, name string, at programme.Period) decimal.Decimal {
	attribute, isAttribute := strings.CutPrefix(name, "@")
	if !isAttribute {
		if w.known[name].Basis == "year" {
			return w.value(org, name, at)
		}
		return w.during(org, name, at)
	}
	i := slices.IndexFunc(w.pack.Attributes, func(a programme.Attribute) bool { return a.Org == org && a.Attribute == attribute })
	if i >= 0 {
		return w.pack.Attributes[i].Value
	}
	c := w.character(org)
	if attribute == "elders" {
		return decimal.FromInt(c.elders)
	}
	return decimal.FromInt(c.people)
}

// character gives orgs that the tables do not know one of their own.
func (w *world) character(org string) character {
	c, known := w.tables.characters[org]
	if !known {
		c = character{level: 300 + w.dice.throw(500, "level", org), pace: 300 + w.dice.throw(600, "pace", org)}
	}
	if c.people == 0 {
		c.people = 20_000 + w.dice.throw(80_000, "people", org)
		c.elders = c.people / 7
	}
	return c
}

func (w *world) decimals(element string, l level) int {
	if e, known := w.known[element]; known {
		return e.Decimals
	}
	return l.decimals
}

// seasons are the shares of a usual quarter that its four quarters have.
var seasons = map[string][4]int64{
	"":          {million, million, million, million},
	"visits":    {930_000, 1_000_000, 975_000, 1_095_000}, // Spring Festival; winter colds
	"contracts": {1_750_000, 620_000, 520_000, 1_110_000}, // most contracts begin in January
	"winter":    {1_150_000, 850_000, 800_000, 1_200_000},
}

// part is v times share, in millionths.
func part(v decimal.Decimal, share int64) decimal.Decimal {
	whole, rest := int64(v)/million, int64(v)%million
	return decimal.Decimal(whole*share + rest*share/million)
}

// floor cuts v to a number of decimals.
func floor(v decimal.Decimal, decimals int) decimal.Decimal {
	unit := decimal.Decimal(1)
	for range decimal.Scale - decimals {
		unit *= 10
	}
	return v - v%unit
}
