package check_test

import (
	"fmt"
	"io/fs"
	"testing"

	"yigai/data"
	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// rosterPack is a built-in pack that asks districts for their institutions, with
// n made-up ones of two kinds in its first reporter; the form of that reporter.
func rosterPack(t testing.TB, n int) (*programme.Pack, programme.Form) {
	t.Helper()
	folder, err := fs.Sub(data.Programmes(), "beijing-2023")
	if err != nil {
		t.Fatal(err)
	}
	p, mistakes := programme.Load(folder)
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0])
	}
	p.Programme.Kinds = append(p.Programme.Kinds, programme.Kind{Kind: "station", Name: "站", NameEn: "station", Class: "institution"})
	var parent programme.Org
	for _, o := range p.Orgs {
		if p.ClassOf(o) == "place" {
			parent = o
			break
		}
	}
	for i := range n {
		kind := []string{"institution", "station"}[i%2]
		p.Orgs = append(p.Orgs, programme.Org{Code: fmt.Sprintf("%s-T%03d", parent.Code, i), Name: fmt.Sprintf("示例%03d中心", i), Kind: kind, Parent: parent.Code, Additive: true})
	}
	return p, p.FormOf(parent, p.Programme.Periods.Last)
}

// TestRostersAreReadRowByRow: hundreds of institutions stand on one sheet, and
// each figure of each is asked, limited, read and returned by itself.
func TestRostersAreReadRowByRow(t *testing.T) {
	const institutions = 400
	p, form := rosterPack(t, institutions)
	fill := clean(p, form)
	var sheet programme.Sheet
	for _, s := range form.Sheets {
		if s.Roster {
			sheet = s
		}
	}
	if len(sheet.Orgs) != institutions {
		t.Fatalf("%d rows", len(sheet.Orgs))
	}
	bad := template.Key{Sheet: sheet.Name, Org: sheet.Orgs[300].Code, Element: sheet.Lines[0].Element.Code}
	fill.Values[bad] = template.Number(decimal.FromInt(-5))
	if sheet.Lines[0].Element.ValueType == "yes_no" {
		fill.Values[bad] = template.Text("或许")
	}
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: fill})
	r := collect(t, check.Input{Pack: p, Key: key}, file)
	returned := 0
	for _, f := range r.Findings {
		if f.Severity == check.SeverityReturn && f.Org == bad.Org && f.Element == bad.Element {
			returned++
		}
	}
	missing := 0
	for _, o := range r.Observations {
		if o.Org == bad.Org && o.Element == bad.Element && o.State == check.Missing {
			missing++
		}
	}
	if returned != 1 || missing != 1 || !r.Accepted() {
		t.Errorf("%d findings, %d missing: %v", returned, missing, codesOf(r))
	}
}

func BenchmarkRoster(b *testing.B) {
	p, form := rosterPack(b, 400)
	fill := clean(p, form)
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			write(b, template.Input{Pack: p, Form: form, Key: key, Fill: fill})
		}
	})
	file := write(b, template.Input{Pack: p, Form: form, Key: key, Fill: fill})
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			collect(b, check.Input{Pack: p, Key: key}, file)
		}
	})
}
