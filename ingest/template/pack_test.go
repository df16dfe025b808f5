package template_test

import (
	"bytes"
	"io"
	"io/fs"
	"slices"
	"testing"

	"yigai/data"
	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/programme"
)

func hanzhong(t testing.TB) *programme.Pack {
	t.Helper()
	pack, err := fs.Sub(data.Programmes(), "hanzhong-2022")
	if err != nil {
		t.Fatal(err)
	}
	p, mistakes := programme.Load(pack)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	return p
}

// A workbook sent back untouched must give nothing but its blanks: what the
// template prints is what the checker looks for.
func TestBlankWorkbooksLackOnlyTheEntries(t *testing.T) {
	p := hanzhong(t)
	blanks := []check.Code{"E-BLANK", "E-REQUIRED", "E-SIGNED", "E-NATURE"}
	for _, period := range []string{"2021Q4", "2022Q1", "2022Q4"} {
		at := programme.MustPeriod(period)
		for _, org := range p.Reporters(at) {
			form := p.FormOf(org, at)
			required := 0
			for _, f := range findings(t, template.Input{Pack: p, Form: form, Key: []byte("k")}) {
				if !slices.Contains(blanks, f.Code) {
					t.Errorf("%s %s: %s", at, org.Name, f.Chinese())
				}
				if f.Code == "E-REQUIRED" {
					required++
				}
			}
			if required != form.RequiredCells() {
				t.Errorf("%s %s: %d blanks found, the cover prints %d", at, org.Name, required, form.RequiredCells())
			}
		}
	}
}

func findings(t *testing.T, in template.Input) []check.Finding {
	t.Helper()
	var workbook bytes.Buffer
	if err := template.Write(&workbook, in); err != nil {
		t.Fatal(err)
	}
	r, err := check.Collect(check.Input{File: bytes.NewReader(workbook.Bytes()), Size: int64(workbook.Len()), Pack: in.Pack, Key: in.Key})
	if err != nil {
		t.Fatal(err)
	}
	return r.Findings
}

func BenchmarkWrite(b *testing.B) {
	p, at := hanzhong(b), programme.MustPeriod("2022Q1")
	org, _ := p.Org("610702", at)
	in := template.Input{Pack: p, Form: p.FormOf(org, at), Key: []byte("k")}
	for b.Loop() {
		if err := template.Write(io.Discard, in); err != nil {
			b.Fatal(err)
		}
	}
}

func TestFileNamesStayInTheFolder(t *testing.T) {
	f := programme.Form{Reporter: programme.Org{Code: "../6107", Name: "甲\\乙/丙:"}, Period: programme.MustPeriod("2022Q1")}
	if got := template.FileName(f, "_样例"); got != "2022Q1_..-6107_甲-乙-丙-_样例.xlsx" {
		t.Errorf("file name %s", got)
	}
}
