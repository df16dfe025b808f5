package programme

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// mergers is a pack in which two counties become one on 15 May 2022: the second
// quarter is the new one's, whose last day it covers.
func mergers(kind, first, last string) *Pack {
	p := &Pack{}
	p.Programme = Programme{ID: "mergers", Region: "10"}
	p.Programme.Periods = Periods{Kind: kind, First: MustPeriod(first), Last: MustPeriod(last)}
	p.Orgs = []Org{
		{Code: "10", Kind: "prefecture"},
		{Code: "11", Kind: "county", Parent: "10", Additive: true, ValidTo: mustDate("2022-05-14"), Successor: "13"},
		{Code: "12", Kind: "county", Parent: "10", Additive: true, ValidTo: mustDate("2022-05-14"), Successor: "13"},
		{Code: "13", Kind: "county", Parent: "10", Additive: true, ValidFrom: mustDate("2022-05-15")},
		{Code: "10-A", Kind: "zone", Parent: "10"},
		{Code: "13-H", Kind: "institution", Parent: "13", Additive: true},
		{Code: "10-W", Kind: "department", Parent: "10"},
	}
	p.Elements = []Element{{Code: "visits"}, {Code: "staff"}, {Code: "beds"}}
	p.Forms = []FormLine{
		{OrgKind: "county", Sheet: "指标", Layout: "list", Line: 1, Element: "visits", About: "self", Required: true, Frequency: "quarter"},
		{OrgKind: "county", Sheet: "指标", Layout: "list", Line: 2, Element: "staff", About: "self", Required: true, Frequency: "year", Except: "12"},
		{OrgKind: "county", Sheet: "名册", Layout: "table", Line: 3, Element: "beds", About: "roster", Required: true, Frequency: "half"},
		{OrgKind: "department", Sheet: "各地", Layout: "table", Line: 4, Element: "visits", About: "places", Required: true, Frequency: "quarter", ValidFrom: mustDate("2022-07-01")},
	}
	return p
}

// cellsAsked tells a form as "指标:visits@11".
func cellsAsked(f Form) string {
	var cells []string
	for _, s := range f.Sheets {
		for _, o := range s.Orgs {
			for _, l := range s.Lines {
				cells = append(cells, fmt.Sprintf("%s:%s@%s", s.Name, l.Element.Code, o.Code))
			}
		}
	}
	return strings.Join(cells, " ")
}

func TestOrgsCountByTheLastDay(t *testing.T) {
	p := mergers("quarter", "2022Q1", "2022Q4")
	for _, c := range []struct{ period, places, ever string }{{"2022Q1", "11 12", "11 12 13"}, {"2022Q2", "13", "11 12 13"}} {
		if got := codesOf(p.OrgsOf("county", MustPeriod(c.period))); got != c.places {
			t.Errorf("%s: counties %s, want %s", c.period, got, c.places)
		}
		if got := codesOf(p.OrgsEver("county")); got != c.ever {
			t.Errorf("counties of the programme: %s, want %s", got, c.ever)
		}
	}
}

func codesOf(orgs []Org) string {
	var codes []string
	for _, o := range orgs {
		codes = append(codes, o.Code)
	}
	return strings.Join(codes, " ")
}

func TestWhatIsAskedInEachKindOfPeriod(t *testing.T) {
	for _, c := range []struct{ kind, first, last, period, org, want string }{
		{"quarter", "2022Q1", "2022Q4", "2022Q1", "11", "指标:visits@11"},
		{"quarter", "2022Q1", "2022Q4", "2022Q2", "13", "指标:visits@13 名册:beds@13-H"},
		{"quarter", "2022Q1", "2022Q4", "2022Q4", "13", "指标:visits@13 指标:staff@13 名册:beds@13-H"},
		{"quarter", "2022Q1", "2022Q4", "2022Q2", "10-W", ""},
		{"quarter", "2022Q1", "2022Q4", "2022Q3", "10-W", "各地:visits@13 各地:visits@10-A"},
		{"half", "2022H1", "2022H2", "2022H1", "13", "指标:visits@13 名册:beds@13-H"},
		{"half", "2022H1", "2022H2", "2022H2", "13", "指标:visits@13 指标:staff@13 名册:beds@13-H"},
		{"year", "2021", "2022", "2021", "12", "指标:visits@12"},
		{"year", "2021", "2022", "2022", "13", "指标:visits@13 指标:staff@13 名册:beds@13-H"},
	} {
		p, at := mergers(c.kind, c.first, c.last), MustPeriod(c.period)
		o, ok := p.Org(c.org, at)
		if got := cellsAsked(p.FormOf(o, at)); got != c.want || !ok {
			t.Errorf("%s of %s: %q, want %q", c.org, c.period, got, c.want)
		}
	}
}

func TestFrequencies(t *testing.T) {
	for frequency, want := range map[string]string{"quarter": "1234", "quarter@Q2": "234", "half": "24", "year": "4", "year@Q1": "1", "year@Q2": "2"} {
		got := ""
		for n := 1; n <= 4; n++ {
			if (FormLine{Frequency: frequency}).askedIn(Quarter(2022, n)) {
				got += fmt.Sprint(n)
			}
		}
		if got != want {
			t.Errorf("%s is asked in the quarters %s, want %s", frequency, got, want)
		}
	}
	if len(Frequencies) != 6 {
		t.Errorf("of %v some are not tried here", Frequencies)
	}
}

// Rosters and scores are printed among the cells to fill, but a place is not
// asked for too much because it has many institutions.
func TestOwnCellsLeaveOutRosters(t *testing.T) {
	p, at := mergers("quarter", "2022Q1", "2022Q4"), MustPeriod("2022Q4")
	o, _ := p.Org("13", at)
	if f := p.FormOf(o, at); f.RequiredCells() != 3 || f.OwnCells() != 2 {
		t.Errorf("%d cells, %d its own; want 3 and 2", f.RequiredCells(), f.OwnCells())
	}
}

// History asks for what versions of that time are computed from, and for what
// later versions look back at.
func TestHistoryAsksOnlyForWhatWasThen(t *testing.T) {
	p := mergers("quarter", "2022Q1", "2022Q4")
	p.Programme.Periods.HistoryFrom = MustPeriod("2021Q1")
	p.Forms[1].Frequency, p.Forms[1].Except = "quarter", ""
	p.Indicators = []Indicator{{Code: "old", Version: "1", ValidTo: mustDate("2021-06-30")}, {Code: "growth", Version: "1", ValidFrom: mustDate("2022-01-01")}}
	p.Formulas = []Term{{Indicator: "old", Version: "1", Element: "visits"}, {Indicator: "growth", Version: "1", Element: "staff", Shift: 2}}
	for period, want := range map[string]string{"2021Q1": "指标:visits@12", "2021Q2": "指标:visits@12", "2021Q3": "指标:staff@12", "2022Q1": "指标:visits@12 指标:staff@12"} {
		o, _ := p.Org("12", MustPeriod(period))
		if got := cellsAsked(p.FormOf(o, MustPeriod(period))); got != want {
			t.Errorf("%s: %q, want %q", period, got, want)
		}
	}
}

func TestWhoScoresWhom(t *testing.T) {
	p, at := mergers("year", "2021", "2022"), MustPeriod("2022")
	p.Scoring = []ScoringItem{{Scheme: "s", Code: "1", Method: "hand"}, {Scheme: "s", Code: "2", Method: "hand", Stages: "review"}}
	stage := func(code, scorer, reporter, base string, most int) Stage {
		return Stage{Scheme: "s", Code: code, ScoredKind: "county|institution", Scorer: scorer, Reporter: reporter, Base: base, Period: at, DrawMax: most}
	}
	p.Stages = []Stage{stage("self", "self", "", "items", 0), stage("review", "parent", "", "items", 0), stage("spot", "third_party", "10-W", "items", 2),
		stage("city", "province", "10-W", "parts", 0)}
	want := map[string]string{"13": "self 13 1!, review 13-H 1!, review 13-H 2!", "13-H": "self 13-H 1!", "10": "review 13 1!, review 13 2!", "10-W": "spot 13 1, spot 13-H 1"}
	for _, o := range p.OrgsOf("all", at) {
		var got []string
		for _, l := range p.FormOf(o, at).Scores {
			mark := map[bool]string{true: "!"}[l.Required]
			got = append(got, l.Stage.Code+" "+l.Org.Code+" "+l.Item.Code+mark)
		}
		if strings.Join(got, ", ") != want[o.Code] {
			t.Errorf("%s scores %v, want %s", o.Code, got, want[o.Code])
		}
	}
	if len(p.FormOf(p.Orgs[3], MustPeriod("2021")).Scores) > 0 {
		t.Error("a stage is asked in its own period only")
	}
	if !slices.ContainsFunc(p.Reporters(at), func(o Org) bool { return o.Code == "10" }) {
		t.Error("an org that only scores is a reporter too")
	}
}

func TestSuccessorsAnswerToOldCodes(t *testing.T) {
	p, at := mergers("quarter", "2022Q1", "2022Q4"), MustPeriod("2022Q3")
	p.Orgs[1].Name = "旧县"
	for _, name := range []string{"11", "旧县"} {
		if o, alias, ok := p.FormerOrg(name, at); !ok || o.Code != "13" || alias.ValidTo != mustDate("2022-05-14") {
			t.Errorf("%s is now %q until %s (%v), want 13 until 2022-05-14", name, o.Code, alias.ValidTo, ok)
		}
	}
	p.Orgs[1].Successor = "12|13"
	if o, _, ok := p.FormerOrg("11", at); ok {
		t.Errorf("after a split the old code means nobody, got %s", o.Code)
	}
}

// Two orgs may share a square of the map where one follows the other, and places
// and regions have maps of their own.
func TestTilesOfOrgsThatFollowEachOther(t *testing.T) {
	p := mergers("quarter", "2022Q1", "2022Q4")
	p.Tiles = []Tile{{Org: "11", Column: 1, Row: 1}, {Org: "13", Column: 1, Row: 1}, {Org: "12", Column: 2, Row: 1}, {Org: "10-A", Column: 3, Row: 1}, {Org: "10", Column: 1, Row: 1}}
	crowded := func() (n int) {
		c := newChecker(p, nil)
		c.tiles()
		return len(c.mistakes)
	}
	if n := crowded(); n != 0 {
		t.Errorf("%d mistakes in a map without any", n)
	}
	p.Tiles[2].Column = 1
	if n := crowded(); n != 1 {
		t.Errorf("11 and 12 are on one square at one time: %d mistakes, want 1", n)
	}
	p.Tiles[2].Map = "another"
	if n := crowded(); n != 0 {
		t.Errorf("on another map: %d mistakes", n)
	}
}

// A formula may count the places that add up to an org; age groups come in pairs.
func TestWordsAndPairsOfFormulas(t *testing.T) {
	p := mergers("quarter", "2022Q1", "2022Q4")
	n := Indicator{Code: "i", Version: "1", Type: "death_probability", Rollup: "none"}
	p.Indicators = []Indicator{n}
	c := newChecker(p, nil)
	if have := c.computable([]Term{{Element: "@counties"}}); len(have) != 1 || !have["10"] {
		t.Errorf("places add up to the city alone, got %v", have)
	}
	p.Formulas = []Term{{Indicator: "i", Version: "1", Part: "numerator", Element: "visits"}, {Indicator: "i", Version: "1", Part: "numerator", Element: "staff"},
		{Indicator: "i", Version: "1", Part: "denominator", Element: "beds"}}
	c = newChecker(p, nil)
	c.parts(n)
	if len(c.mistakes) != 1 || !strings.Contains(c.mistakes[0].Problem, "come in pairs, but there are 2 numerators (deaths) and 1 denominators") {
		t.Errorf("got %v", c.mistakes)
	}
}

// A pack of another country has kinds of its own; their codes have the shape it says.
func TestOwnKinds(t *testing.T) {
	p := mergers("quarter", "2022Q1", "2022Q4")
	p.Programme.Kinds = []Kind{{Kind: "canton", Name: "州", NameEn: "canton", Class: "place", Code: "xx-A"}, {Kind: "county", Name: "郡", NameEn: "county", Class: "region"}}
	for code, fits := range map[string]bool{"12-A": true, "00-A": false, "12-B": false, "1-A": false, "123-A": false} {
		if hasShape(code, "xx-A") != fits {
			t.Errorf("%s fits xx-A: want %v", code, fits)
		}
	}
	if got := p.ClassOf(Org{Kind: "county"}); got != "region" {
		t.Errorf("the pack's own county is a %s, want region", got)
	}
	c := newChecker(p, nil)
	if c.divisionCodes(); len(c.mistakes) != 1 {
		t.Errorf("only the prefecture 10 has a code of another shape, got %v", c.mistakes)
	}
}
