package check_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yigai/ingest/book"
	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// told writes all that a file gives but what its format alone brings with it.
func told(r check.Result) []string {
	r.Notes, r.Format = 0, ""
	all := []string{fmt.Sprintf("%+v", r.Summary)}
	for _, f := range r.Findings {
		if f.Code != "N-XLS" {
			all = append(all, fmt.Sprintf("%+v", f))
		}
	}
	for _, o := range r.Observations {
		value := shown(o.Value)
		o.Value = nil
		all = append(all, fmt.Sprintf("%+v %s", o, value))
	}
	for _, o := range r.TaskReports {
		progress := shown(o.Progress)
		o.Progress = nil
		all = append(all, fmt.Sprintf("%+v %s", o, progress))
	}
	return all
}

func shown(d *decimal.Decimal) string {
	if d == nil {
		return "nothing"
	}
	return d.String()
}

// sameInBothFormats holds that an old workbook says what the new one says from
// which it was saved, and that its format is noted.
func sameInBothFormats(t *testing.T, p *programme.Pack, name string, old, new []byte) {
	t.Helper()
	a := collect(t, check.Input{Pack: p, Key: key, Name: "a"}, old)
	b := collect(t, check.Input{Pack: p, Key: key, Name: "a"}, new)
	if got, want := told(a), told(b); !slices.Equal(got, want) {
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Errorf("%s: result %d differs:\n%s\n%s", name, i, strings.Join(got[min(i, len(got)):min(i+1, len(got))], ""), strings.Join(want[min(i, len(want)):min(i+1, len(want))], ""))
				return
			}
		}
	}
	noted := slices.ContainsFunc(a.Findings, func(f check.Finding) bool { return f.Code == "N-XLS" })
	if a.Format != book.XLS || b.Format != book.XLSX || !noted && a.Accepted() {
		t.Errorf("%s: formats %q and %q, noted: %v", name, a.Format, b.Format, noted)
	}
}

// The pairs were saved by LibreOffice from filled samples with planted flaws.
func TestOldWorkbooksSayTheSame(t *testing.T) {
	files, _ := filepath.Glob("testdata/old/*.xls")
	if len(files) == 0 {
		t.Fatal("no old workbooks found: the test would prove nothing")
	}
	p := loadPack(t)
	for _, name := range files {
		sameInBothFormats(t, p, name, readFile(t, name), readFile(t, name+"x"))
	}
}

// Where LibreOffice is at hand, one form of each kind of org is saved anew and compared.
func TestFormsSavedAsOldWorkbooksSayTheSame(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("LibreOffice is not here, or the test is short")
	}
	p, dir, at := loadPack(t), t.TempDir(), programme.MustPeriod("2022Q4")
	args := []string{"--headless", "-env:UserInstallation=file://" + dir + "/profile", "--convert-to", "xls:MS Excel 97", "--outdir", dir}
	var names []string
	kinds := map[string]bool{}
	for _, org := range p.Reporters(at) {
		if kinds[org.Kind] {
			continue
		}
		kinds[org.Kind] = true
		form := p.FormOf(org, at)
		file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)})
		name := filepath.Join(dir, org.Code+".xlsx")
		if err := os.WriteFile(name, file, 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if out, err := exec.Command(office, append(args, names...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range names {
		sameInBothFormats(t, p, filepath.Base(name), readFile(t, strings.TrimSuffix(name, "x")), readFile(t, name))
	}
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
