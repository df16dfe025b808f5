package sample

import (
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// A world is what would be true of every org in every quarter: the figures from
// which the workbooks are filled. They fit together: parts are shares of their
// wholes, year-to-date values are sums of quarters, yearly stocks stay. A
// half-year or a year is made of its quarters.
type world struct {
	pack   *programme.Pack
	tables *tables
	dice   dice
	noise  int64 // percent of the noise in levels.csv; above 100 counts also vary by chance
	memo   map[cell]decimal.Decimal
	known  map[string]programme.Element
	kinds  map[string]string // of orgs
	people map[place]decimal.Decimal
	now    map[string]string  // of orgs that got another code, the last one: figures go on as one series
	wholes map[string]string  // part -> whole, from the rules "le"
	sums   map[string][]piece // part -> the parts of one whole, from the rules "sum"
	goals  map[string][]goal  // what measures ask of an element

	decisions []Decision         // of the sample, draws among them
	rosters   map[place][]string // institutions of an org, by period
}

// cell is an org's value of an element in a quarter.
type cell struct {
	org, element string
	at           programme.Period
}

func newWorld(p *programme.Pack, t *tables, seed uint64) *world {
	w := &world{pack: p, tables: t, dice: dice(seed), noise: 100, memo: make(map[cell]decimal.Decimal),
		known: make(map[string]programme.Element), kinds: make(map[string]string), people: make(map[place]decimal.Decimal),
		now: renamed(p), wholes: make(map[string]string), sums: make(map[string][]piece), goals: make(map[string][]goal),
		rosters: make(map[place][]string)}
	for _, e := range p.Elements {
		w.known[e.Code] = e
	}
	for _, o := range p.Orgs {
		w.kinds[o.Code] = o.Kind
	}
	for _, a := range p.Attributes {
		if at := (place{a.Org, a.Attribute}); w.people[at] == 0 {
			w.people[at] = a.Value
		}
	}
	for _, r := range p.Rules {
		w.learn(r)
	}
	for _, m := range p.Measures {
		if m.Element != "" {
			w.goals[m.Element] = append(w.goals[m.Element], w.goalOf(m))
		}
	}
	return w
}

// renamed follows orgs of one successor each, of which they are the only
// predecessor, to their last code.
func renamed(p *programme.Pack) map[string]string {
	before := make(map[string]int)
	next := make(map[string]string)
	for _, o := range p.Orgs {
		for code := range strings.SplitSeq(o.Successor, "|") {
			before[code]++
		}
		if o.Successor != "" && !strings.Contains(o.Successor, "|") {
			next[o.Code] = o.Successor
		}
	}
	now := make(map[string]string)
	for code := range next {
		last := code
		for range p.Orgs {
			if after, has := next[last]; has && before[after] == 1 {
				last = after
			}
		}
		if last != code {
			now[code] = last
		}
	}
	return now
}

// learn notes what a rule says of parts and their wholes.
func (w *world) learn(r programme.Rule) {
	switch {
	case r.Kind == "le" && !strings.ContainsAny(r.Left+r.Right, "+@") && w.wholes[r.Left] == "":
		w.wholes[r.Left] = r.Right
	case r.Kind == "sum" && !strings.ContainsAny(r.Left+r.Right, "@"):
		whole, parts := r.Left, strings.Split(r.Right, "+")
		if strings.Contains(r.Left, "+") {
			whole, parts = r.Right, strings.Split(r.Left, "+")
		}
		for i, part := range parts {
			if len(parts) > 1 {
				w.sums[part] = append(w.sums[part], piece{whole, parts, i})
			}
		}
	}
}

// value is what org would report of an element for a period.
func (w *world) value(org, element string, at programme.Period) decimal.Decimal {
	e := w.known[element]
	last := lastQuarter(at)
	switch {
	case e.Basis == "ytd":
		return w.added(org, element, programme.Quarter(at.Year(), 1), last)
	case e.Basis == "year" && !w.moves(org, element):
		return w.during(org, element, programme.Quarter(at.Year(), 1))
	case e.Kind == "flow" && e.Basis != "year":
		return w.added(org, element, firstQuarter(at), last)
	}
	return w.during(org, element, last)
}

// moves says of a yearly figure that it is not the same all year long: it is
// done in the course of the year, or steps.csv says from when it holds.
func (w *world) moves(org, element string) bool {
	_, isLevel := w.level(org, element)
	return w.stepsOf(org, element) != nil || !isLevel && w.isMeasure(element)
}

func (w *world) added(org, element string, from, to programme.Period) (sum decimal.Decimal) {
	for at := from; !to.Before(at); at = at.Add(1) {
		sum += w.during(org, element, at)
	}
	return sum
}

// firstQuarter and lastQuarter are those of a quarter, half-year or year.
func firstQuarter(at programme.Period) programme.Period {
	return quarterOf(at, int(at.First().Month()))
}
func lastQuarter(at programme.Period) programme.Period { return quarterOf(at, int(at.Last().Month())) }

func quarterOf(at programme.Period, month int) programme.Period {
	return programme.Quarter(at.Year(), (month+2)/3)
}

// during is the value of one quarter alone, computed once. Where a pack's rules
// go in a circle, the value that is being computed counts as nothing.
func (w *world) during(org, element string, at programme.Period) decimal.Decimal {
	if now, isOld := w.now[org]; isOld {
		org = now
	}
	key := cell{org, element, at}
	if v, done := w.memo[key]; done {
		return v
	}
	w.memo[key] = 0
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
	return w.guessed(org, element, at)
}

// stepped looks the value up in steps.csv.
func (w *world) stepped(org, element string, at programme.Period) (v decimal.Decimal, found bool) {
	steps := w.stepsOf(org, element)
	for _, s := range steps {
		if !at.Before(firstQuarter(s.from)) {
			v = s.value
		}
	}
	return v, steps != nil
}

// stepsOf finds an element's steps: rows of the org go before those of its
// kind, and those before the rows of all.
func (w *world) stepsOf(org, element string) []step {
	for _, of := range []string{org, w.kinds[org], "*"} {
		if steps := w.tables.steps[place{of, element}]; steps != nil {
			return steps
		}
	}
	return nil
}

// level finds an element's line of levels.csv, in the same order.
func (w *world) level(org, element string) (level, bool) {
	for _, of := range []string{org, w.kinds[org], ""} {
		if l, found := w.tables.levels[place{of, element}]; found {
			return l, true
		}
	}
	return level{}, false
}

// isBlank says that the cell of an element stays empty.
func (w *world) isBlank(org, element string) bool {
	l, _ := w.level(org, element)
	return l.by == "blank"
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
