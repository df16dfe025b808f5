package yigai

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"yigai/data"
	"yigai/programme"
)

// docs/policy-coverage.md has a row for every paragraph, duty sentence,
// quantity, deadline and rule of the documents: this test reads it.

// coverageRow is one row of the page.
type coverageRow struct {
	line         int
	opening      string
	places       []string // "tasks.csv:3", "tiles.csv"
	pages        []string
	explanation  string
	placesAsText string
}

// pageTemplates says which template makes the kind of page a row names.
var pageTemplates = map[string]string{
	"任务": "task.html", "指标": "indicator.html", "方法": "method.html", "报送质量": "quality.html", "结果运用": "follow.html", "考评": "evaluation.html",
	"单位": "unit.html", "总览": "glance.html", "报送": "reporting.html",
}

func TestPolicyCoverageNamesWhatExists(t *testing.T) {
	for id, rows := range coverage(t) {
		keys := packKeys(t, id)
		if len(rows) < 40 {
			t.Errorf("%s: only %d rows", id, len(rows))
		}
		for _, r := range rows {
			r.check(t, id, keys)
		}
	}
}

func (r coverageRow) check(t *testing.T, id string, keys map[string][]string) {
	t.Helper()
	if r.opening == "" || len(r.places) == 0 && r.explanation == "" {
		t.Errorf("docs/policy-coverage.md:%d: %s: a row needs its opening words, and a place or the reason for none", r.line, id)
	}
	for _, place := range r.places {
		file, key, named := strings.Cut(place, ":")
		known, exists := keys[file]
		if !exists || named && !slices.Contains(known, key) {
			t.Errorf("docs/policy-coverage.md:%d: %s has no %s", r.line, id, place)
		}
	}
	for _, page := range r.pages {
		if pageTemplates[page] == "" {
			t.Errorf("docs/policy-coverage.md:%d: there is no page %q", r.line, page)
		}
	}
	if len(r.places) > 0 && len(r.pages) == 0 {
		t.Errorf("docs/policy-coverage.md:%d: %s: no page shows it", r.line, r.placesAsText)
	}
}

// What a pack asks for must come from somewhere.
func TestPolicyCoverageLeavesNothingOut(t *testing.T) {
	for id, rows := range coverage(t) {
		var named []string
		for _, r := range rows {
			named = append(named, r.places...)
		}
		keys := packKeys(t, id)
		for _, file := range []string{"tasks.csv", "indicators.csv", "targets.csv", "measures.csv", "consequences.csv", "stages.csv", "scoring.csv", "grades.csv"} {
			for _, key := range keys[file] {
				if !slices.Contains(named, file+":"+key) {
					t.Errorf("docs/policy-coverage.md: no row of %s names %s:%s", id, file, key)
				}
			}
		}
	}
}

func TestPagesOfCoverageHaveTemplates(t *testing.T) {
	for page, template := range pageTemplates {
		if _, err := os.Stat("reports/templates/" + template); err != nil {
			t.Errorf("%s: %v", page, err)
		}
	}
}

// coverage reads the page: the rows of each pack that ships with the program.
func coverage(t *testing.T) map[string][]coverageRow {
	t.Helper()
	text, err := os.ReadFile("docs/policy-coverage.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]coverageRow{}
	id := ""
	for i, line := range strings.Split(string(text), "\n") {
		if after, ok := strings.CutPrefix(line, "## "); ok {
			id = after
			rows[id] = nil
		}
		if strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| 项 |") {
			rows[id] = append(rows[id], readCoverage(t, i+1, line))
		}
	}
	packs, err := fs.ReadDir(data.Programmes(), ".")
	if err != nil || len(packs) < 5 {
		t.Fatalf("%d packs: %v", len(packs), err)
	}
	for _, pack := range packs {
		if len(rows[pack.Name()]) == 0 {
			t.Errorf("docs/policy-coverage.md says nothing of %s", pack.Name())
		}
	}
	return rows
}

func readCoverage(t *testing.T, line int, text string) coverageRow {
	t.Helper()
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(text, "| "), " |"), " | ")
	if len(cells) == 5 && strings.HasSuffix(text, "|  |") {
		cells = append(cells, "")
	}
	if len(cells) != 6 {
		t.Fatalf("docs/policy-coverage.md:%d has %d columns, want 6", line, len(cells))
	}
	r := coverageRow{line: line, opening: cells[1], explanation: strings.TrimSpace(cells[5]), placesAsText: cells[3]}
	if cells[3] != "—" {
		for file := range strings.SplitSeq(cells[3], "；") {
			name, keys, named := strings.Cut(file, ":")
			if !named {
				r.places = append(r.places, name)
			}
			for key := range strings.SplitSeq(keys, ",") {
				if named {
					r.places = append(r.places, name+":"+key)
				}
			}
		}
	}
	if cells[4] != "—" {
		r.pages = strings.Split(cells[4], "、")
	}
	return r
}

// packKeys lists the keys of every file of a pack.
func packKeys(t *testing.T, id string) map[string][]string {
	t.Helper()
	fsys, err := fs.Sub(data.Programmes(), id)
	if err != nil {
		t.Fatal(err)
	}
	p, mistakes := programme.Load(fsys)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	keys := map[string][]string{"programme.yaml": nil}
	collect(keys, "orgs.csv", p.Orgs, func(o programme.Org) string { return o.Code })
	collect(keys, "attributes.csv", p.Attributes, func(a programme.Attribute) string { return a.Org })
	collect(keys, "aliases.csv", p.Aliases, func(a programme.Alias) string { return a.Alias })
	collect(keys, "elements.csv", p.Elements, func(e programme.Element) string { return e.Code })
	collect(keys, "forms.csv", p.Forms, func(l programme.FormLine) string { return l.Element })
	collect(keys, "indicators.csv", p.Indicators, func(i programme.Indicator) string { return i.Code })
	collect(keys, "formulas.csv", p.Formulas, func(f programme.Term) string { return f.Indicator })
	collect(keys, "targets.csv", p.Targets, func(x programme.Target) string { return x.Indicator })
	collect(keys, "tasks.csv", p.Tasks, func(x programme.Task) string { return x.Code })
	collect(keys, "duties.csv", p.Duties, func(d programme.Duty) string { return d.Task })
	collect(keys, "measures.csv", p.Measures, func(m programme.Measure) string { return m.Code })
	collect(keys, "rules.csv", p.Rules, func(r programme.Rule) string { return r.Code })
	collect(keys, "tiles.csv", p.Tiles, func(x programme.Tile) string { return x.Org })
	collect(keys, "stages.csv", p.Stages, func(s programme.Stage) string { return s.Code })
	collect(keys, "scoring.csv", p.Scoring, func(s programme.ScoringItem) string { return s.Code })
	collect(keys, "grades.csv", p.Grades, func(g programme.Grade) string { return g.Name })
	collect(keys, "consequences.csv", p.Consequences, func(c programme.Consequence) string { return c.Code })
	collect(keys, "reminders.csv", p.Reminders, func(r programme.Reminder) string { return r.Code })
	keys["programme.yaml"] = yamlKeys(t, fsys)
	return keys
}

func collect[T any](keys map[string][]string, file string, rows []T, key func(T) string) {
	keys[file] = []string{}
	for _, r := range rows {
		if k := key(r); !slices.Contains(keys[file], k) {
			keys[file] = append(keys[file], k)
		}
	}
}

// yamlKeys lists the keys of programme.yaml: "calendar", "calendar.due".
func yamlKeys(t *testing.T, fsys fs.FS) (keys []string) {
	t.Helper()
	text, err := fs.ReadFile(fsys, "programme.yaml")
	if err != nil {
		t.Fatal(err)
	}
	top := ""
	for line := range strings.SplitSeq(string(text), "\n") {
		key, _, ok := strings.Cut(line, ":")
		switch {
		case !ok || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(key, "  ") && !strings.Contains(key, "-"):
			keys = append(keys, top+"."+strings.TrimSpace(key))
		case !strings.HasPrefix(key, " "):
			top = key
			keys = append(keys, key)
		}
	}
	return keys
}
