//go:build cgo

package main

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yigai/internal/release"
	"yigai/programme"
	"yigai/reports/bulletin"
	"yigai/reports/docx"
)

// aReader reads marts again by the addresses that a bulletin gives, by its own means.
type aReader struct {
	t      *testing.T
	dir    string // of the Parquet files
	tables map[string][]map[string]string
}

// all are the rows of a table; none of one that is not there: it was not published.
func (r *aReader) all(table string) []map[string]string {
	file := filepath.Join(r.dir, table+".parquet")
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return readMart(r.t, file)
}

func (r *aReader) rows(table string, where []bulletin.Is) (rows []map[string]string) {
	all, known := r.tables[table]
	if !known {
		all = r.all(table)
		r.tables[table] = all
	}
	for _, row := range all {
		if !slices.ContainsFunc(where, func(is bulletin.Is) bool { return !slices.Contains(strings.Split(is.Value, "|"), row[is.Column]) }) {
			rows = append(rows, row)
		}
	}
	return rows
}

var printedDay = regexp.MustCompile(`^(\d+)年(\d+)月(\d+)日$`)

// says is what the marts say at an address, in the words of the run it is compared with.
func (r *aReader) says(text string, s *bulletin.Source) string {
	rows := r.rows(s.Table, s.Where)
	switch s.How {
	case bulletin.OfCount:
		return fmt.Sprint(len(rows))
	case bulletin.OfNames:
		names := map[string]bool{}
		for _, row := range rows {
			if row[s.Column] != "" {
				names[row[s.Column]] = true
			}
		}
		return fmt.Sprint(len(names))
	case bulletin.OfShare:
		return r.share(text, len(rows), len(r.rows(s.Table, s.Whole)))
	case bulletin.OfSum:
		sum := new(big.Rat)
		for _, row := range rows {
			sum.Add(sum, number(row[s.Column]))
		}
		return sum.FloatString(0)
	}
	if len(rows) == 0 {
		return "(no row)"
	}
	cell := rows[0][s.Column]
	for _, row := range rows[1:] {
		if row[s.Column] != cell {
			return "(rows differ)"
		}
	}
	if s.How == bulletin.OfText {
		return r.words(text, cell)
	}
	return inPrint(text, cell, s)
}

// share checks a part of 100 %, whose parts were rounded so that they add up.
func (r *aReader) share(text string, part, whole int) string {
	shown := number(strings.TrimSuffix(text, "%"))
	exact := big.NewRat(int64(part*100), int64(whole))
	if off := new(big.Rat).Sub(shown, exact); off.Abs(off).Cmp(big.NewRat(1, 10)) >= 0 {
		return exact.FloatString(3) + "%"
	}
	return text
}

// words is a cell as a sentence may word it: a day without leading zeros, places
// without 各, a line without its full stop.
func (r *aReader) words(text, cell string) string {
	if at := printedDay.FindStringSubmatch(text); at != nil && len(cell) >= 10 {
		var y, m, d int
		if _, err := fmt.Sscanf(cell[:10], "%d-%d-%d", &y, &m, &d); err != nil {
			r.t.Fatal(err)
		}
		return fmt.Sprintf("%d年%d月%d日", y, m, d)
	}
	if strings.TrimPrefix(cell, "各") == text || strings.TrimRight(strings.TrimSpace(cell), "。") == text || slices.Contains(strings.Split(cell, "\n"), text) {
		return text
	}
	return cell
}

func number(text string) *big.Rat {
	n, ok := new(big.Rat).SetString(strings.NewReplacer(",", "", "−", "-", "+", "").Replace(text))
	if !ok {
		return new(big.Rat)
	}
	return n
}

// inPrint rounds a cell half away from zero to the decimals of the address, and
// groups it; marks are cut.
func inPrint(text, cell string, s *bulletin.Source) string {
	if cell == "" {
		return "(NULL)"
	}
	n := number(cell)
	if s.Unsigned {
		n.Abs(n)
	}
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(s.Decimals)), nil))
	scaled := new(big.Rat).Mul(n, scale)
	if s.How == bulletin.OfCut {
		whole := new(big.Int).Quo(scaled.Num(), scaled.Denom())
		n = new(big.Rat).Quo(new(big.Rat).SetInt(whole), scale)
	}
	plain := n.FloatString(s.Decimals)
	if number(text).Cmp(number(plain)) != 0 {
		return plain
	}
	return text
}

var digit = regexp.MustCompile(`\d`)

// Every number, name and day of every programme's bulletin is read again from
// the Parquet files by its own address; what has no address has no digit in it,
// but for the counters of paragraphs and annexes and what the office's words say.
func TestBulletinsSayWhatTheMartsSay(t *testing.T) {
	eachPack(t, func(t *testing.T, id, dir string) {
		saysWhatTheMartsSay(t, bulletin.Options{MartsDir: martsOf(t, dir)})
	})
}

// The same of what was published: the newest edition, for the house and for the
// public, each against its own Parquet files; and the document in it says that too.
func TestPublishedBulletinsOfEveryPack(t *testing.T) {
	eachPack(t, func(t *testing.T, id, dir string) {
		latest, err := os.ReadFile(filepath.Join(dir, "editions", "LATEST"))
		if errors.Is(err, fs.ErrNotExist) && os.Getenv("YIGAI_PROVE") == "" {
			t.Skip("its demo publishes under make prove")
		} else if err != nil {
			t.Fatal(err)
		}
		edition := strings.TrimSpace(string(latest))
		for _, public := range []bool{false, true} {
			folder := filepath.Join(dir, "editions", edition)
			if public {
				folder = filepath.Join(folder, publicFolder)
			}
			o := bulletin.Options{MartsDir: filepath.Join(folder, "parquet"), Public: public, Edition: edition}
			saysWhatTheMartsSay(t, o)
			o.Reason = reasonOf(t, folder)
			found, err := bulletin.Check(context.Background(), o, passagesOf(t, filepath.Join(folder, "bulletin.docx")))
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range found {
				if d.Kind != "unknown" { // the office's words on why there is a revision
					t.Errorf("%s: passage %d says %s, the tables %s", folder, d.Passage, d.Found, d.Want)
				}
			}
		}
	})
}

// reasonOf is why an edition is a revision, in the office's words.
func reasonOf(t *testing.T, folder string) string {
	t.Helper()
	var manifest struct{ Meta map[string]string }
	text, err := os.ReadFile(filepath.Join(folder, release.ManifestName))
	if err == nil {
		err = json.Unmarshal(text, &manifest)
	}
	if err != nil {
		t.Fatal(err)
	}
	return manifest.Meta["reason"]
}

// passagesOf reads a document's text.
func passagesOf(t *testing.T, file string) []docx.Passage {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	passages, err := docx.Text(part)
	if err != nil || len(passages) < 30 {
		t.Fatalf("%s: %d passages, %v", file, len(passages), err)
	}
	return passages
}

var counter = regexp.MustCompile(`^\d+$`)

func saysWhatTheMartsSay(t *testing.T, o bulletin.Options) {
	t.Helper()
	r := &aReader{t, o.MartsDir, map[string][]map[string]string{}}
	doc, err := bulletin.Compose(context.Background(), o, "zh")
	if err != nil {
		t.Fatal(err)
	}
	pack := r.all("dim_bulletin_text")
	numbers, wrong := 0, 0
	for _, run := range doc.Runs() {
		if run.Source == nil {
			if digit.MatchString(run.Text) && !counter.MatchString(run.Text) && !slices.ContainsFunc(pack, func(row map[string]string) bool { return strings.Contains(row["text"], run.Text) }) {
				t.Errorf("%q has a number and no address", run.Text)
			}
			continue
		}
		if digit.MatchString(run.Text) {
			numbers++
		}
		if got := r.says(run.Text, run.Source); got != run.Text {
			if wrong++; wrong <= 20 {
				t.Errorf("%q is %q at %s", run.Text, got, run.Source)
			}
		}
	}
	if numbers < 100 || wrong > 0 {
		t.Errorf("%d numbers with an address, %d of them wrong", numbers, wrong)
	}
}

// martsOf is the folder of the marts that count.
func martsOf(t *testing.T, dir string) string {
	t.Helper()
	name, err := os.ReadFile(filepath.Join(dir, "marts", "CURRENT"))
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "marts", strings.TrimSpace(string(name)))
}

// The files are the same twice, and a brief stays small enough for a chat.
func TestBulletinsAreTheSameTwice(t *testing.T) {
	eachPack(t, func(t *testing.T, id, dir string) {
		first, second := t.TempDir(), t.TempDir()
		for _, out := range []string{first, second} {
			if err := bulletin.Write(context.Background(), bulletin.Options{MartsDir: martsOf(t, dir), OutDir: out}); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range []string{"bulletin.docx", "bulletin.html", "brief.docx", "brief.html"} {
			one, err := os.ReadFile(filepath.Join(first, name))
			if err != nil {
				t.Fatal(err)
			}
			two, err := os.ReadFile(filepath.Join(second, name))
			if err != nil {
				t.Fatal(err)
			}
			if string(one) != string(two) {
				t.Errorf("%s differs between two runs", name)
			}
			if name == "brief.html" && len(one) > 150<<10 {
				t.Errorf("brief.html has %d bytes, at most 150 KB are allowed", len(one))
			}
		}
		if _, err := zip.OpenReader(filepath.Join(first, "brief.docx")); err != nil {
			t.Error(err)
		}
	})
}

// What a pack may write in braces is what the bulletin knows, list by list.
func TestBulletinPlaceholdersAgree(t *testing.T) {
	known := bulletin.Placeholders()
	for each := range programme.BulletinLists {
		if each != "once" && !slices.Contains(known.Lists, each) {
			t.Errorf("a pack may name the list %q, which the bulletin does not know", each)
		}
	}
	for _, list := range known.Lists {
		if programme.BulletinLists[list] == nil {
			t.Errorf("no pack may name the list %q", list)
		}
	}
	if want := slices.Sorted(slices.Values(programme.BulletinTables)); !slices.Equal(known.Tables, want) {
		t.Errorf("tables: %v, want %v", known.Tables, want)
	}
}

// Every placeholder that a list or the document fills is one that packs may use, and the other way round.
func TestBulletinPlaceholdersOfEveryPack(t *testing.T) {
	eachPack(t, func(t *testing.T, id, dir string) {
		filled, err := bulletin.Filled(context.Background(), bulletin.Options{MartsDir: martsOf(t, dir)})
		if err != nil {
			t.Fatal(err)
		}
		for each, names := range filled {
			for _, name := range names {
				if !slices.Contains(programme.BulletinPlaceholders(each), name) {
					t.Errorf("%s: {%s} is filled, but no pack may write it", each, name)
				}
			}
		}
	})
}
