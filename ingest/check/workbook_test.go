package check_test

import (
	"bytes"
	"io/fs"
	"testing"

	"yigai/data"
	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// key is the workspace secret of the tests.
var key = []byte("a key for tests")

func loadPack(t testing.TB) *programme.Pack {
	t.Helper()
	folder, err := fs.Sub(data.Programmes(), "hanzhong-2022")
	if err != nil {
		t.Fatal(err)
	}
	p, mistakes := programme.Load(folder)
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0])
	}
	return p
}

func formOf(t testing.TB, p *programme.Pack, org, period string) programme.Form {
	t.Helper()
	at := programme.MustPeriod(period)
	o, ok := p.Org(org, at)
	if !ok {
		t.Fatalf("no org %s", org)
	}
	return p.FormOf(o, at)
}

// clean fills every cell of a form with something that breaks no rule.
func clean(p *programme.Pack, form programme.Form) *template.Fill {
	fill := &template.Fill{Sample: true, Cover: map[string]string{
		template.LabelNature: "终报", template.LabelFilledBy: "甲", template.LabelReviewed: "乙", template.LabelApproved: "丙",
		template.LabelContact: "0916-0000000", template.LabelFilledOn: form.Period.Last().AddDate(0, 0, 5).Format("2006-01-02"),
	}, Values: map[template.Key]template.Value{}, Tasks: map[string]template.TaskEntry{}}
	for _, s := range form.Sheets {
		for _, org := range s.Orgs {
			for _, l := range s.Lines {
				fill.Values[template.Key{Sheet: s.Name, Org: org.Code, Element: l.Element.Code}] = cleanValue(p, l.Element)
			}
		}
	}
	half := decimal.FromInt(50)
	for _, task := range form.Tasks {
		fill.Tasks[task.Task.Code] = template.TaskEntry{Status: "推进中", Progress: &half, Narrative: "按计划推进"}
	}
	return fill
}

// cleanValue is 100, or 1000 for what rules put on their right side.
func cleanValue(p *programme.Pack, e programme.Element) template.Value {
	if e.ValueType == "yes_no" {
		return template.Text("是")
	}
	for _, r := range p.Rules {
		if r.Right == e.Code {
			return template.Number(decimal.FromInt(1000))
		}
	}
	for _, r := range p.Rules {
		for _, middle := range p.Rules {
			if r.Left == e.Code && middle.Right == r.Left {
				return template.Number(decimal.FromInt(1000))
			}
		}
	}
	if e.Max != nil {
		return template.Number(*e.Max)
	}
	return template.Number(decimal.FromInt(10))
}

func write(t testing.TB, in template.Input) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := template.Write(&b, in); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func collect(t testing.TB, in check.Input, file []byte) check.Result {
	t.Helper()
	in.File, in.Size = bytes.NewReader(file), int64(len(file))
	if in.Name == "" {
		in.Name = "test.xlsx"
	}
	r, err := check.Collect(in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestCleanWorkbooksHaveNoFindings(t *testing.T) {
	p := loadPack(t)
	for _, period := range []string{"2021Q1", "2022Q1", "2022Q2", "2022Q4"} { // each asks for other things
		at := programme.MustPeriod(period)
		for _, org := range p.Reporters(at) {
			form := p.FormOf(org, at)
			file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
			r := collect(t, check.Input{Pack: p, Key: key}, file)
			for _, f := range r.Findings {
				t.Errorf("%s %s: %s\n%s", org.Code, at, f.Chinese(), f.English())
			}
			if !r.Accepted() || r.Cover.Reporter != org.Code || r.Cover.Period != at {
				t.Errorf("%s %s: %+v", org.Code, at, r.Summary)
			}
			for _, o := range r.Observations {
				if o.State != check.Reported || o.Value == nil || o.Cell == "" {
					t.Errorf("%s %s: %+v", org.Code, at, o)
				}
			}
		}
	}
}
