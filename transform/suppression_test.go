package transform

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"yigai/programme"
)

const smallBelow = 5

// smallElements are those of the made-up countries that count people.
var smallElements = []string{"num", "den", "visits", "visits_all", "inst", "steady"}

// TestNothingSuppressedCanBeDerived: in made-up countries full of small counts,
// no figure, total or indicator that is withheld follows from those that are
// published by adding and taking away, whatever the order, and no small count is
// published. Everything published is an equation over the reported figures.
func TestNothingSuppressedCanBeDerived(t *testing.T) {
	withheld, published, countries := 0, 0, rounds(2, 12)
	for seed := range uint64(countries) {
		w := smallWorld(seed)
		f := w.publishedFigures(t)
		known := newSpan()
		for _, equation := range f.published {
			known.add(equation.terms)
		}
		published += len(f.published)
		for _, hidden := range f.withheld {
			if known.holds(hidden.terms) {
				t.Errorf("seed %d: %s is withheld and can be derived", seed, hidden.name)
			}
			withheld++
		}
		for _, e := range f.published {
			if e.value > 0 && e.value < smallBelow {
				t.Errorf("seed %d: %s is %v and published", seed, e.name, e.value)
			}
		}
	}
	if withheld < 80*countries || published < 160*countries {
		t.Errorf("%d withheld and %d published: too few to prove anything", withheld, published)
	}
	t.Logf("%d withheld, %d published", withheld, published)
}

// smallWorld is a country in which every third figure is a small count; in odd
// ones visits are reported year to date.
func smallWorld(seed uint64) *treeWorld {
	w := inventTree(seed)
	random := rand.New(rand.NewPCG(seed, 9))
	w.tables["ref_suppression"] = [][]string{{"element", "below"}}
	for _, e := range smallElements {
		w.add("ref_suppression", e, fmt.Sprint(smallBelow))
	}
	for _, e := range w.tables["ref_elements"] {
		if seed%2 == 1 && strings.HasPrefix(e[0], "visits") {
			e[5] = "ytd"
		}
	}
	soFar := map[string]int{}
	for _, o := range w.tables["fact_observations"][1:] {
		value, err := strconv.Atoi(o[4])
		if err != nil || o[3] == "yes" {
			continue
		}
		if random.IntN(3) == 0 {
			value = random.IntN(8)
		}
		if seed%2 == 1 && strings.HasPrefix(o[3], "visits") {
			soFar[o[2]+o[3]] += value
			value = soFar[o[2]+o[3]]
		}
		o[4] = fmt.Sprint(value)
	}
	return w
}

// An equation is a sum of reported figures that somebody may or may not know.
type equation struct {
	name  string
	value float64
	terms map[string]int // how often each reported figure enters
}

type publishedFigures struct{ published, withheld []equation }

// publishedFigures builds what is published of a country and what is not, each
// told by the reported figures it is made of.
func (w *treeWorld) publishedFigures(t *testing.T) (f publishedFigures) {
	t.Helper()
	b := workbench(t)
	run := caseRun{t, b, w.write(t, asIs), map[string]bool{}}
	for _, model := range []string{"int_suppressed", "int_suppressed_row", "mart_lineage", "int_indicator", "int_ancestor", "int_source", "int_cell"} {
		run.need(model, true)
	}
	f.add(t, b, equationsOfFigures)
	f.add(t, b, equationsOfIndicators)
	f.add(t, b, equationsOfCells)
	return f
}

// add reads rows of name, whether it is withheld, value, reported figure, how often it enters.
func (f *publishedFigures) add(t *testing.T, b *build, sql string) {
	t.Helper()
	rows, err := b.engine.text(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 {
		t.Fatalf("no rows: passing would prove nothing: %s", sql)
	}
	at := map[string]int{}
	into := map[bool]*[]equation{false: &f.published, true: &f.withheld}
	for _, r := range rows {
		name, list := r[0], into[r[1] == "true"]
		if _, seen := at[name]; !seen {
			value, err := strconv.ParseFloat(r[2], 64)
			if err != nil {
				t.Fatal(name, err)
			}
			at[name] = len(*list)
			*list = append(*list, equation{name, value, map[string]int{}})
		}
		n, err := strconv.Atoi(r[4])
		if err != nil {
			t.Fatal(name, err)
		}
		(*list)[at[name]].terms[r[3]] += n
	}
}

const equationsOfFigures = `
	select concat('figure ', c.element, ' ', c.org, ' ', c.period), s.element is not null, case when c.element = 'yes' then 0 else c.value end, concat(c.element, ' ', c.org, ' ', c.period), 1
	from int_cell c
	join ref_elements e on c.element = e.element
	left join int_suppressed s on c.element = s.element and c.org = s.org and c.period = s.period and s.basis = e.basis
	where c.value is not null
	order by 1`

// Of an indicator that is withheld, the small part must not be derivable; a large one may.
const equationsOfIndicators = `
	select concat(l.part, ' of ', i.indicator, ' ', i.org, ' ', i.period, ' ', i.basis), s.org is not null,
		case l.part when 'numerator' then i.numerator else i.denominator end as told,
		concat(l.element, ' ', l.source_org, ' ', l.source_period), l.operation
	from int_indicator i
	join (
		select l.org as above, l.* from mart_lineage l
		union all
		select a.ancestor as above, l.* from mart_lineage l join int_ancestor a on l.org = a.org and l.period = a.period where l.counted
	) l on i.indicator = l.indicator and i.org = l.above and i.period = l.period and i.basis = l.basis and i.rolled_up = (l.above <> l.org)
	left join int_suppressed_row s on i.indicator = s.indicator and i.org = s.org and i.period = s.period and i.basis = s.basis
	where l.element not like '@%' and i.indicator <> 'share' and told is not null and (s.org is null or told > 0 and told < 5)
	order by 1`

const equationsOfCells = `
	select concat('cell ', s.element, ' ', s.org, ' ', s.period, ' ', s.basis), true, v.value, concat(s.element, ' ', q.source_org, ' ', q.source_period), q.operation
	from int_suppressed s
	join int_value v on s.element = v.element and s.org = v.org and s.period = v.period and s.basis = v.basis
	join int_source q on s.element = q.element and s.org = q.org and s.period = q.period and s.basis = q.basis
	where v.value is not null
	order by 1`

// A span is what follows from some equations, by elimination modulo a prime.
type span struct {
	rows  map[int]map[int]int64 // by their first unknown
	index map[string]int
}

const prime = 1_000_000_007

func newSpan() *span { return &span{map[int]map[int]int64{}, map[string]int{}} }

// rest is what is left of a sum when all that follows is taken away.
func (s *span) rest(terms map[string]int) map[int]int64 {
	row := map[int]int64{}
	for name, n := range terms {
		if _, known := s.index[name]; !known {
			s.index[name] = len(s.index)
		}
		if n != 0 {
			row[s.index[name]] = (int64(n) + prime) % prime
		}
	}
	for {
		pivot := -1
		for i := range row {
			if s.rows[i] != nil {
				pivot = i
				break
			}
		}
		if pivot < 0 {
			return row
		}
		factor := row[pivot]
		for i, n := range s.rows[pivot] {
			if row[i] = (row[i] + (prime-factor)*n) % prime; row[i] == 0 {
				delete(row, i)
			}
		}
	}
}

func (s *span) holds(terms map[string]int) bool { return len(s.rest(terms)) == 0 }

func (s *span) add(terms map[string]int) {
	row := s.rest(terms)
	for pivot, n := range row {
		scaled := map[int]int64{}
		for i, m := range row {
			scaled[i] = m * inverse(n) % prime
		}
		for p, other := range s.rows { // keep every pivot out of the other rows, so that rest ends
			factor := other[pivot]
			if factor == 0 {
				continue
			}
			for i, m := range scaled {
				if other[i] = (other[i] + (prime-factor)*m) % prime; other[i] == 0 {
					delete(s.rows[p], i)
				}
			}
		}
		s.rows[pivot] = scaled
		return
	}
}

// inverse is n to the power of prime-2, modulo prime.
func inverse(n int64) int64 {
	result := int64(1)
	for power := prime - 2; power > 0; power >>= 1 {
		if power&1 == 1 {
			result = result * n % prime
		}
		n = n * n % prime
	}
	return result
}

// TestSpan shows that elimination tells what follows from what does not.
func TestSpan(t *testing.T) {
	s := newSpan()
	s.add(map[string]int{"a": 1, "b": 1, "c": 1}) // the total of three
	s.add(map[string]int{"b": 1})
	if s.holds(map[string]int{"a": 1}) || !s.holds(map[string]int{"a": 1, "c": 1}) {
		t.Error("two are withheld: their sum is known, and neither of them")
	}
	s.add(map[string]int{"a": 1, "c": -1})
	if !s.holds(map[string]int{"a": 1}) || s.holds(map[string]int{"d": 1}) {
		t.Error("sum and difference give both, and nothing of another")
	}
}

// TestWithoutTheSettingNothingIsSuppressed: a pack that says nothing of small
// counts has every mark false, and one that does has the same values beside its
// marks: the internal edition shows everything.
func TestWithoutTheSettingNothingIsSuppressed(t *testing.T) {
	plain := wholeMarts(t)
	kept := asSuppressed(t, []string{"referral_up", "referral_down", "contracts_elders"}, 400)
	for _, table := range []string{"mart_indicator", "mart_figure", "mart_lineage", "mart_measure", "mart_laggard", "mart_score", "mart_vintage", "mart_restatement"} {
		if got := query(t, plain, "select count(*) as n from "+table+" where suppressed", "csv"); got != "n\n0\n" {
			t.Errorf("%s: suppressed without the setting: %s", table, got)
		}
		exact := "select sha256(string_agg(cast(t as varchar), ';' order by cast(t as varchar))) as h from (select * exclude (suppressed) from " + table + ") t"
		if table == "mart_indicator" {
			exact = strings.Replace(exact, "(suppressed)", "(suppressed, previous_suppressed, target_suppressed)", 1)
		}
		if query(t, plain, exact, "csv") != query(t, kept, exact, "csv") {
			t.Errorf("%s: the setting changed more than the marks", table)
		}
	}
	for _, table := range []string{"mart_indicator", "mart_figure", "mart_lineage", "mart_vintage"} {
		if got := query(t, kept, "select count(*) > 10 as many, count(*) < (select count(*) from "+table+") as some from "+table+" where suppressed", "csv"); got != "many,some\ntrue,true\n" {
			t.Errorf("%s: with the setting: %s", table, got)
		}
	}
	got := query(t, kept, "select count(*) as n from mart_figure where element = 'referral_up' and value > 0 and value < 400 and not suppressed", "csv")
	if got != "n\n0\n" {
		t.Errorf("small counts that are not marked: %s", got)
	}
}

// asSuppressed makes the marts of the fixture with some elements' small counts kept from the public.
func asSuppressed(t *testing.T, elements []string, below int) string {
	t.Helper()
	pack := hanzhong(t)
	pack.Programme.Suppression = programme.Suppression{Below: below, Elements: elements}
	return runOn(t, wholeFacts(t), writeReference(t, pack, firstEdition))
}
