package packbook_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"yigai/data"
	"yigai/ingest/packbook"
	"yigai/programme"
)

var about = packbook.About{ID: "x", Title: "方案", TitleEn: "plan", Hash: "0123"}

func write(t testing.TB, files []packbook.File) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := packbook.Write(&out, about, files); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, workbook []byte) ([]packbook.File, []packbook.Problem) {
	t.Helper()
	files, problems, err := packbook.Read(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	return files, problems
}

// asFS is the folder that import makes.
func asFS(files []packbook.File) fstest.MapFS {
	folder := fstest.MapFS{}
	for _, f := range files {
		folder[f.Name] = &fstest.MapFile{Data: f.Bytes()}
	}
	return folder
}

// Every built-in pack comes back as it was: the same hash, which is of all bytes,
// and the same workbook again.
func TestBuiltInPacksComeBack(t *testing.T) {
	entries, err := fs.ReadDir(data.Programmes(), ".")
	if err != nil || len(entries) < 5 {
		t.Fatalf("%d packs (%v): the test would prove nothing", len(entries), err)
	}
	for _, e := range entries {
		pack, err := fs.Sub(data.Programmes(), e.Name())
		if err != nil {
			t.Fatal(err)
		}
		files, err := packbook.Collect(pack)
		if err != nil || len(files) < 10 {
			t.Fatalf("%s: %d files, %v", e.Name(), len(files), err)
		}
		first := write(t, files)
		again, problems := read(t, first)
		if len(problems) > 0 {
			t.Fatalf("%s: %v", e.Name(), problems)
		}
		before, _ := programme.Load(pack)
		after, mistakes := programme.Load(asFS(again))
		if len(mistakes) > 0 || after.Hash != before.Hash {
			t.Errorf("%s: the pack has another hash, mistakes %v", e.Name(), mistakes)
		}
		collected, err := packbook.Collect(asFS(again))
		if err != nil || !bytes.Equal(write(t, collected), first) {
			t.Errorf("%s: exported again, the workbook has other bytes (%v)", e.Name(), err)
		}
	}
}

// Whatever stands in a cell comes back, and nothing of it runs.
func TestAnyTextComesBack(t *testing.T) {
	texts := rapid.OneOf(rapid.StringMatching(`[ -~\t\n一-龥]{0,20}`), rapid.SampledFrom([]string{
		"=1+1", "+cmd|'/c calc'!A1", "@SUM(A1)", "-2", "0101", "1e5", "2022-12-31", "TRUE", "_x000D_", "_x000D_x000A_", " two  spaces ", "洋　县", "a\nb", `"quoted"`, "￼", "😀", "#REF!"}))
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 6).Draw(t, "width")
		rows := [][]string{{"org"}}
		for i := 1; i < width; i++ {
			rows[0] = append(rows[0], "c")
		}
		for range rapid.IntRange(0, 8).Draw(t, "height") {
			row := []string{"x" + texts.Draw(t, "key")}
			for range width - 1 {
				row = append(row, texts.Draw(t, "text"))
			}
			rows = append(rows, row)
		}
		files := []packbook.File{{Name: "programme.yaml", Rows: [][]string{{"id: x"}, {"  - " + rapid.StringMatching(`[ -~一-龥]{1,30}`).Draw(t, "line")}}}, {Name: "orgs.csv", Rows: rows}}
		var out bytes.Buffer
		if err := packbook.Write(&out, about, files); err != nil {
			t.Fatal(err) // Write reads back and compares
		}
		if bytes.Contains(out.Bytes(), []byte("<f>")) {
			t.Fatal("a formula was written")
		}
	})
}

func TestWhatAWorkbookCannotHold(t *testing.T) {
	for name, text := range map[string]string{"too long": strings.Repeat("长", 32_768), "a bell": "a\ab", "a lone return": "a\rb"} {
		err := packbook.Write(&bytes.Buffer{}, about, []packbook.File{{Name: "programme.yaml", Rows: [][]string{{"id: x"}}}, {Name: "orgs.csv", Rows: [][]string{{"org"}, {text}}}})
		if found, ok := err.(packbook.Problem); !ok || found.Place != "orgs.csv:2" || found.Zh == "" {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// edited is a workbook after an office had it open.
func edited(t *testing.T, edit func(f *excelize.File) error) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(write(t, []packbook.File{{Name: "programme.yaml", Rows: [][]string{{"id: x"}}}, {Name: "orgs.csv", Rows: [][]string{{"org", "name"}, {"1", "a"}}}})))
	if err != nil {
		t.Fatal(err)
	}
	if err := edit(f); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWhatAnOfficeMayHaveDone(t *testing.T) {
	date := "yyyy-mm-dd"
	for _, c := range []struct {
		name, place, want string
		edit              func(f *excelize.File) error
	}{
		{"a number typed", "", "1,610702\n", func(f *excelize.File) error { return f.SetCellInt("orgs", "B2", 610702) }},
		{"a row left empty", "", "1,a\n\n2,b\n", func(f *excelize.File) error { return f.SetSheetRow("orgs", "A4", &[]string{"2", "b"}) }},
		{"a sheet added", "", "1,a\n", func(f *excelize.File) error { _, err := f.NewSheet("grades"); return err }},
		{"a formula", "orgs!B2", "", func(f *excelize.File) error { return f.SetCellFormula("orgs", "B2", "1+1") }},
		{"a truth value", "orgs!B2", "", func(f *excelize.File) error { return f.SetCellBool("orgs", "B2", true) }},
		{"too many decimals", "orgs!B2", "", func(f *excelize.File) error { return f.SetCellFloat("orgs", "B2", 0.123456, -1, 64) }},
		{"a date", "orgs!B2", "", func(f *excelize.File) error {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &date})
			if err != nil {
				return err
			}
			if err := f.SetCellStyle("orgs", "B2", "B2", style); err != nil {
				return err
			}
			return f.SetCellInt("orgs", "B2", 44926)
		}},
		{"a sheet of no file", "Sheet2", "", func(f *excelize.File) error { _, err := f.NewSheet("Sheet2"); return err }},
		{"yaml beside its column", "programme!B1", "", func(f *excelize.File) error { return f.SetCellStr("programme", "B1", "x") }},
		{"no yaml", "programme", "", func(f *excelize.File) error { return f.DeleteSheet("programme") }},
	} {
		files, problems := read(t, edited(t, c.edit))
		if c.place != "" {
			if len(problems) != 1 || problems[0].Place != c.place || problems[0].Zh == "" || problems[0].En == "" {
				t.Errorf("%s: got %v, want one at %s", c.name, problems, c.place)
			}
			continue
		}
		got := string(asFS(files)["orgs.csv"].Data)
		if len(problems) > 0 || got != "\ufefforg,name\n"+c.want {
			t.Errorf("%s: got %q, %v", c.name, got, problems)
		}
	}
}
