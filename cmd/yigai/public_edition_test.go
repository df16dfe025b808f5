//go:build cgo

package main

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"yigai/internal/release"
)

// publishedNewest is the folder of the newest edition of a workspace, "" where it published none.
func publishedNewest(dir string) string {
	shelf := release.Shelf{Dir: filepath.Join(dir, "editions")}
	if shelf.Latest() == "" {
		return ""
	}
	return shelf.Path(shelf.Latest())
}

// prefixLength is how many bytes of a text are looked up at once: four Chinese characters.
const prefixLength = 12

// A textFinder looks for many texts at once.
type textFinder map[string][]string // by their first bytes

func newTextFinder(texts map[string]string) textFinder {
	f := textFinder{}
	for text := range texts {
		f[text[:prefixLength]] = append(f[text[:prefixLength]], text)
	}
	return f
}

// in gives the texts that stand in data.
func (f textFinder) in(data []byte) map[string]bool {
	found := map[string]bool{}
	for i := 0; i+prefixLength <= len(data); i++ {
		for _, text := range f[string(data[i:i+prefixLength])] {
			if bytes.HasPrefix(data[i:], []byte(text)) {
				found[text] = true
			}
		}
	}
	return found
}

// saidOf sorts the texts of an internal edition by who may read them: by table and
// column where only the house may, and all that the public may, as the cards say.
func saidOf(t *testing.T, edition string) (internal map[string]string, public []byte) {
	t.Helper()
	internal = map[string]string{}
	var open strings.Builder
	tables := map[string]string{}
	for _, row := range readMart(t, filepath.Join(edition, "parquet", "dim_table.parquet")) {
		tables[row["table"]] = row["audience"]
	}
	columns := map[string][]map[string]string{}
	for _, row := range readMart(t, filepath.Join(edition, "parquet", "dim_column.parquet")) {
		columns[row["table"]] = append(columns[row["table"]], row)
	}
	for table, audience := range tables {
		for _, row := range readMart(t, filepath.Join(edition, "parquet", table+".parquet")) {
			for _, c := range columns[table] {
				text := row[c["column"]]
				switch {
				case c["type"] != "VARCHAR":
				case audience == "public" && c["audience"] == "public":
					open.WriteString(text + "\n")
				case isTelling(text):
					internal[text] = table + "." + c["column"]
				}
			}
		}
	}
	return internal, []byte(open.String())
}

// isTelling says of a text whether somebody wrote it: long enough to stand in no
// other text by chance, and not one of the words of the program.
func isTelling(text string) bool {
	return len(text) >= prefixLength && utf8.RuneCountInString(text) > 4 && (strings.ContainsFunc(text, unicode.IsDigit) || strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxLatin1 }))
}

// readable are the texts of a file as its readers see them: tables by their
// values, office documents by their parts, pages without their escapes too.
func readable(t *testing.T, path string) [][]byte {
	t.Helper()
	if filepath.Ext(path) == ".parquet" {
		var b bytes.Buffer
		for _, row := range readMart(t, path) {
			for _, column := range slices.Sorted(maps.Keys(row)) {
				b.WriteString(row[column] + "\n")
			}
		}
		return [][]byte{b.Bytes()}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return [][]byte{data, []byte(html.UnescapeString(string(data)))}
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var parts [][]byte
	for _, f := range archive.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, text, []byte(html.UnescapeString(string(text))))
	}
	return parts
}

// eachPublic calls look with the texts of every file of a public edition.
func eachPublic(t *testing.T, edition string, look func(name string, text []byte)) {
	t.Helper()
	kinds := map[string]int{}
	dir := filepath.Join(edition, publicFolder)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		kinds[filepath.Ext(path)]++
		name, err := filepath.Rel(dir, path)
		for _, text := range readable(t, path) {
			look(name, text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{".parquet", ".csv", ".html", ".xlsx", ".docx", ".json"} {
		if kinds[kind] == 0 {
			t.Errorf("the public edition holds no %s file", kind)
		}
	}
}

// Whatever the house alone may read, by the cards, stands in no file of the public
// edition: names of people and files, problems, evidence, reasons, opinions, cells.
func TestPublicEditionHoldsNothingInternal(t *testing.T) {
	eachPack(t, func(t *testing.T, _, dir string) {
		edition := publishedNewest(dir)
		if edition == "" {
			t.Skip("this demo publishes in make prove only")
		}
		holdsNothingInternal(t, edition)
	})
}

func holdsNothingInternal(t *testing.T, edition string) {
	t.Helper()
	internal, public := saidOf(t, edition)
	for text := range internal {
		if bytes.Contains(public, []byte(strings.TrimSuffix(text, "（样例）"))) {
			delete(internal, text) // a unit is named elsewhere, the sample's mark behind it or not
		}
	}
	columns := map[string]int{}
	for _, column := range internal {
		columns[column]++
	}
	t.Logf("%d texts of %d columns", len(internal), len(columns))
	if len(internal) < 100 || len(columns) < 15 {
		t.Fatalf("%d texts of %d columns: too few to prove anything", len(internal), len(columns))
	}
	finder := newTextFinder(internal)
	eachPublic(t, edition, func(name string, data []byte) {
		for text := range finder.in(data) {
			t.Errorf("%s says %q, which is of %s", name, text, internal[text])
		}
	})
}

// Originals and journal give every edition of every demo again, byte for byte.
func TestEditionsOfEveryPackComeOutAgain(t *testing.T) {
	prove(t)
	eachPack(t, func(t *testing.T, _, dir string) {
		names, err := release.Shelf{Dir: filepath.Join(dir, "editions")}.Names()
		if err != nil || len(names) == 0 {
			t.Fatalf("no editions: %v", err)
		}
		code, out, errs := run(t.Context(), "verify", "--dir", dir, "--rebuild")
		if same := strings.Count(out, "逐字节相同"); code != exitDone || same != len(names) {
			t.Errorf("%d of %d editions came out again, exit code %d\n%s%s", same, len(names), code, out, errs)
		}
	})
}
