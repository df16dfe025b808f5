package programme_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/simplifiedchinese"

	"yigai/programme"
)

// The answer does not depend on how an office's spreadsheet saved the tables.
func TestEncodingsLoadAlike(t *testing.T) {
	want := load(t, hanzhong(t))
	for name, encode := range map[string]func([]byte) []byte{
		"GB18030": func(b []byte) []byte {
			out, err := simplifiedchinese.GB18030.NewEncoder().Bytes(bytes.TrimPrefix(b, []byte("\ufeff")))
			if err != nil {
				t.Fatal(err)
			}
			return out
		},
		"without BOM": func(b []byte) []byte { return bytes.TrimPrefix(b, []byte("\ufeff")) },
		"with CRLF":   func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) },
	} {
		t.Run(name, func(t *testing.T) {
			files := hanzhong(t)
			for path, f := range files {
				if strings.HasSuffix(path, ".csv") || name == "GB18030" {
					files[path] = &fstest.MapFile{Data: encode(f.Data)}
				}
			}
			same(t, load(t, files), want)
		})
	}
}

// same compares what packs say; their hash is of bytes and differs.
func same(t *testing.T, got, want *programme.Pack) {
	t.Helper()
	g, w := reflect.ValueOf(*got), reflect.ValueOf(*want)
	for i := range g.NumField() {
		field := g.Type().Field(i)
		if field.IsExported() && field.Name != "Hash" && field.Name != "Sample" && !reflect.DeepEqual(g.Field(i).Interface(), w.Field(i).Interface()) {
			t.Errorf("%s differs", field.Name)
		}
	}
	if got.Hash == want.Hash {
		t.Error("the hash does not see a change of bytes")
	}
}

// What made-up data look like says nothing of the document.
func TestSampleTablesAreOutsideTheHash(t *testing.T) {
	files := hanzhong(t)
	for path := range files {
		if strings.HasPrefix(path, programme.SampleFolder+"/") {
			delete(files, path)
		}
	}
	without := load(t, files)
	files[programme.SampleFolder+"/levels.csv"] = &fstest.MapFile{Data: []byte("element\n")}
	with := load(t, files)
	if with.Hash != without.Hash {
		t.Error("a sample table changes the pack's hash")
	}
	if with.Sample == nil || without.Sample != nil {
		t.Errorf("sample tables are there: %t, without: %t", with.Sample != nil, without.Sample != nil)
	}
}

func TestUnreadableFiles(t *testing.T) {
	for name, c := range map[string]struct{ file, text, want string }{
		"NUL bytes":        {"tiles.csv", "org\x00,column,row\n", "tiles.csv: holds NUL bytes: save it as CSV in UTF-8 or GB18030"},
		"neither encoding": {"tiles.csv", "org,column,row\n\xff\xff,1,1\n", "tiles.csv: is neither UTF-8 nor GB18030: save it as CSV in UTF-8"},
		"empty file":       {"tiles.csv", "", "tiles.csv:1: has no header row: EOF"},
		"broken yaml":      {"programme.yaml", "id: [", "programme.yaml:1: sequence end token ']' not found"},
	} {
		t.Run(name, func(t *testing.T) {
			files := hanzhong(t)
			files[c.file] = &fstest.MapFile{Data: []byte(c.text)}
			mistakes := programme.CheckFS(files)
			if len(mistakes) != 1 || mistakes[0].Error() != c.want {
				t.Errorf("got %v, want %s", mistakes, c.want)
			}
		})
	}
}

func TestAbsentFiles(t *testing.T) {
	files := hanzhong(t)
	delete(files, "tiles.csv") // a pack may go without a map
	delete(files, "orgs.csv")
	mistakes := programme.CheckFS(files)
	if len(mistakes) != 1 || !strings.HasPrefix(mistakes[0].Error(), "orgs.csv: cannot be read") {
		t.Errorf("got %v, want only that orgs.csv cannot be read", mistakes)
	}
	delete(files, "programme.yaml")
	if mistakes := programme.CheckFS(files); len(mistakes) != 1 || mistakes[0].File != "programme.yaml" {
		t.Errorf("got %v, want only programme.yaml", mistakes)
	}
}

// Whatever a table holds, reading it ends with an answer that names the file.
func FuzzLoadTable(f *testing.F) {
	f.Add([]byte("org,column,row\n610702,1,1\n"))
	f.Add([]byte("\ufefforg,column,row\r\n\"610702\",1,x\r\n"))
	f.Add([]byte("org,column\n,,,\n\"\n"))
	f.Add([]byte("\xd7\xe9\xd6\xaf,column,row\n"))
	pack := hanzhong(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		files := fstest.MapFS{"programme.yaml": pack["programme.yaml"], "tiles.csv": &fstest.MapFile{Data: data}}
		p, mistakes := programme.Load(files)
		for _, m := range mistakes {
			if m.File == "" || m.Problem == "" || m.ProblemZh == "" {
				t.Errorf("mistake without place or text: %+v", m)
			}
		}
		for _, tile := range p.Tiles {
			if tile.Place.Line < 2 {
				t.Errorf("a row from line %d", tile.Place.Line)
			}
		}
	})
}

// A table that nobody reads would be without effect, and nobody would notice.
func TestFilesOfNoPack(t *testing.T) {
	files := hanzhong(t)
	hash := load(t, files).Hash
	for _, name := range []string{".git/HEAD", "README.md", "~$orgs.csv", "Thumbs.db", "sample/levels.csv"} {
		files[name] = &fstest.MapFile{Data: []byte("x")}
	}
	if got := load(t, files).Hash; got != hash {
		t.Errorf("what lies beside a pack changes its hash: %s, was %s", got, hash)
	}
	for _, name := range []string{"stage.csv", "next/orgs.csv"} {
		files[name] = &fstest.MapFile{Data: []byte("x")}
	}
	var got []string
	for _, m := range programme.CheckFS(files) {
		place, _, _ := strings.Cut(m.Error(), " is no file of a pack")
		got = append(got, place)
	}
	if strings.Join(got, " ") != "next: stage.csv:" {
		t.Errorf("got %q", got)
	}
}
