package markup

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/workbook"
	"yigai/programme"
)

const golden = "../hostile/testdata/golden"

// Every file of the golden folder either has no form, or becomes a workbook that
// can be read, runs nothing, and lists every finding. And every finding says
// what, where, which rule and what to do, in both languages.
func TestGoldenFilesGoBack(t *testing.T) {
	pack, mistakes := programme.Load(os.DirFS(filepath.Join(golden, "..", "pack")))
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	files, err := os.ReadDir(golden)
	if err != nil {
		t.Fatal(err)
	}
	made, none := 0, 0
	for _, entry := range files {
		if strings.HasSuffix(entry.Name(), ".json") || entry.IsDir() {
			continue
		}
		data, err := os.ReadFile(filepath.Join(golden, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		in := inputOf(pack, data)
		in.Name, in.Key = entry.Name(), nil
		w, err := Make(Input{Check: in})
		if errors.Is(err, ErrNoForm) {
			none++
			eachComplete(t, w.Result.Findings)
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", entry.Name(), err)
			continue
		}
		made++
		eachComplete(t, w.Result.Findings)
		var out bytes.Buffer
		if err := w.Write(&out); err != nil {
			t.Errorf("%s: %v", entry.Name(), err)
			continue
		}
		isHarmless(t, entry.Name(), out.Bytes(), len(w.Listed))
	}
	if made < 50 || none < 50 {
		t.Errorf("%d workbooks made, %d files without a form: too few to prove anything", made, none)
	}
}

// isHarmless reads a marked-up workbook with another reader: as many lines as
// findings, and no formula but those of 自查.
func isHarmless(t *testing.T, name string, file []byte, findings int) {
	t.Helper()
	f := opened(t, file)
	lines := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for r, row := range rows {
			if sheet == Sheet && len(row) == 7 && strings.Trim(row[0], "0123456789") == "" && row[0] != "" {
				lines++
			}
			for c := range row {
				cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if formula, _ := f.GetCellFormula(sheet, cell); formula != "" && sheet != template.CheckSheet {
					t.Errorf("%s: %s!%s runs %q", name, sheet, cell, formula)
				}
			}
		}
	}
	if lines != findings {
		t.Errorf("%s: %d of %d findings are listed", name, lines, findings)
	}
}

// eachComplete reads findings as a sender does.
func eachComplete(t *testing.T, findings []check.Finding) {
	t.Helper()
	for _, f := range findings {
		zh, en := f.What()
		for _, text := range []string{zh, en, f.RuleZh, f.RuleEn, f.FixZh, f.FixEn} {
			if strings.TrimSpace(text) == "" || strings.ContainsAny(text, "{}") && !strings.ContainsAny(f.Found, "{}") {
				t.Errorf("%s %s: a sentence is missing or not filled: %q", f.File, f.Code, text)
			}
		}
		if f.File == "" || f.Cell != "" && f.Sheet == "" && !strings.Contains(f.Cell, ":") {
			t.Errorf("%s %s: stands nowhere: %q %q", f.File, f.Code, f.Sheet, f.Cell)
		}
		if line := f.Chinese() + f.English(); strings.ContainsFunc(line, unicode.IsControl) {
			t.Errorf("%s: %q would reach a screen as it is", f.Code, line)
		}
	}
}

// sharedUnderscore finds texts such as "_x0041_x0042_": the library that streams
// workbooks escapes one code of two that share an underscore.
var sharedUnderscore = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_`)

// Whatever text stands in a figure's cell comes back in its cell, and the file is
// answered alike.
func TestAnyTextComesBack(t *testing.T) {
	pack := hanzhong(t)
	any := rapid.OneOf(rapid.StringOfN(rapid.RuneFrom([]rune("=+-@约人0123,.<>&'\"_x000Ax\u202e\u3000\n\t①—￥")), 1, 30, -1), rapid.StringMatching(`((_x0041_|_x005F_|x|_|00)[ab一]?){1,6}`))
	rapid.Check(t, func(r *rapid.T) {
		text := any.Filter(func(s string) bool { return !sharedUnderscore.MatchString(s) }).Draw(r, "text")
		if rapid.Bool().Draw(r, "escaped") { // as a spreadsheet stores "_x0041_" that somebody typed
			text = workbook.Escaped(text)
		}
		in := sent(t, pack, func(f *excelize.File, _ *template.Book) {
			if err := f.SetCellStr("指标", "E5", text); err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStr("指标", "H5", text); err != nil {
				t.Fatal(err)
			}
		})
		w, file := made(t, Input{Check: in})
		again, err := check.Collect(inputOf(pack, file))
		if err != nil {
			r.Fatal(err)
		}
		for i, o := range w.Result.Observations {
			p := again.Observations[i]
			if o.RawText != p.RawText || o.State != p.State || o.Note != p.Note {
				r.Fatalf("%q came back as %q (%s, %s), the remark %q as %q", o.RawText, p.RawText, o.State, p.State, o.Note, p.Note)
			}
		}
	})
}
