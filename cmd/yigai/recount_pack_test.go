//go:build cgo

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// A recount works an office's figures out once more from a pack's own tables
// and the workbooks sent, with none of the pipeline's code: what a demo shows
// must be what it says here.
type recount struct {
	dir     string
	periods []recountPeriod // reporting and history, in order of time
	classes map[string]string
	tables  map[string][]map[string]string // by name of the file
	books   countedBooks
	askedIn map[string]map[figureKey]figureAsked // by period, once known
}

// recounts are those made so far, by workspace: tests that only read share one.
var recounts = map[string]*recount{}

func recountOf(t *testing.T, dir string) *recount {
	t.Helper()
	if recounts[dir] == nil {
		recounts[dir] = newRecount(t, dir)
	}
	return recounts[dir]
}

// A recountPeriod is a quarter, half-year or year.
type recountPeriod struct {
	text      string
	year, nth int
	of        int // how many there are in a year
	last      string
	history   bool
}

type recountHead struct {
	Region  string `yaml:"region"`
	Periods struct {
		Kind        string `yaml:"kind"`
		First       string `yaml:"first"`
		Last        string `yaml:"last"`
		HistoryFrom string `yaml:"history_from"`
	} `yaml:"periods"`
	Kinds []struct{ Kind, Class string } `yaml:"kinds"`
}

// newRecount reads the pack that a workspace holds and the workbooks that
// count, of the years of its last two periods and of its evaluations.
func newRecount(t *testing.T, dir string) *recount {
	t.Helper()
	r := &recount{dir: dir, tables: map[string][]map[string]string{}, askedIn: map[string]map[figureKey]figureAsked{}}
	var head recountHead
	text, err := os.ReadFile(filepath.Join(dir, "programme", "programme.yaml"))
	if err == nil {
		err = yaml.Unmarshal(text, &head)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"orgs", "attributes", "elements", "forms", "indicators", "formulas", "stages", "scoring", "grades"} {
		if path := filepath.Join(dir, "programme", name+".csv"); fileExists(path) {
			r.tables[name] = readCSV(t, path)
		}
	}
	r.classes = map[string]string{"province": "region", "prefecture": "region", "county": "place", "district": "place", "zone": "zone", "department": "department", "institution": "institution"}
	for _, k := range head.Kinds {
		r.classes[k.Kind] = k.Class
	}
	r.periods = periodsBetween(t, head)
	years := []int{}
	for _, p := range r.lastTwo() {
		years = append(years, p.year)
	}
	for _, stage := range r.tables["stages"] {
		years = append(years, yearOf(stage["period"]))
	}
	r.books = countedIn(t, dir, func(period string) bool { return slices.Contains(years, yearOf(period)) })
	dropReturned(t, dir, r.books, returned(t, dir))
	return r
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func yearOf(period string) int {
	year, err := strconv.Atoi(period[:4])
	if err != nil {
		panic(err)
	}
	return year
}

// lastTwo are the last two periods, of the history where one only is reported.
func (r *recount) lastTwo() []recountPeriod { return r.periods[len(r.periods)-2:] }

func periodsBetween(t *testing.T, head recountHead) (all []recountPeriod) {
	t.Helper()
	of := map[string]int{"": 4, "quarter": 4, "half": 2, "year": 1}[head.Periods.Kind]
	first, last, from := head.Periods.First, head.Periods.Last, head.Periods.HistoryFrom
	if from == "" {
		from = first
	}
	for year := yearOf(from); year <= yearOf(last); year++ {
		for nth := 1; nth <= of; nth++ {
			text := strconv.Itoa(year) + map[int]string{4: "Q", 2: "H", 1: ""}[of]
			if of > 1 {
				text += strconv.Itoa(nth)
			}
			if text < from || text > last {
				continue
			}
			end := time.Date(year, time.Month(nth*12/of)+1, 0, 0, 0, 0, 0, time.UTC)
			all = append(all, recountPeriod{text, year, nth, of, end.Format(time.DateOnly), text < first})
		}
	}
	if len(all) < 2 {
		t.Fatalf("%d periods: too few to prove anything", len(all))
	}
	return all
}

// holds says whether a row is valid on a period's last day.
func (p recountPeriod) holds(row map[string]string) bool {
	return (row["valid_from"] == "" || row["valid_from"] <= p.last) && (row["valid_to"] == "" || row["valid_to"] >= p.last)
}

// asksFor says whether a frequency of forms.csv asks in this period.
func (p recountPeriod) asksFor(frequency string) bool {
	word, from, _ := strings.Cut(frequency, "@Q")
	nth, err := strconv.Atoi(from)
	switch {
	case word == "year" && err == nil:
		return p.nth == nth
	case word == "year":
		return p.nth == p.of
	case word == "half":
		return p.of != 4 || p.nth%2 == 0
	}
	return err != nil || p.nth >= nth
}

// orgs are those valid on a period's last day, by code.
func (r *recount) orgs(p recountPeriod) map[string]map[string]string {
	valid := map[string]map[string]string{}
	for _, o := range r.tables["orgs"] {
		if p.holds(o) {
			valid[o["org"]] = o
		}
	}
	return valid
}

// within says whether a scope names an org.
func within(scope string, org map[string]string) bool {
	for _, part := range strings.Split(scope, "|") {
		if part == "all" || strings.TrimPrefix(part, "kind:") == org["kind"] || part == "org:"+org["org"] {
			return true
		}
	}
	return false
}

// above lists the orgs that an org's figures are added into.
func above(orgs map[string]map[string]string, code string) (chain []string) {
	for o := orgs[code]; o != nil && o["additive"] == "yes" && orgs[o["parent"]] != nil; o = orgs[o["parent"]] {
		chain = append(chain, o["parent"])
	}
	return chain
}
