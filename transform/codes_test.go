package transform

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// Tables are the same bytes with codes as numbers and as texts; and of a whole
// programme no table has a code that no source has, which would be slow.
func TestCodesChangeNoByte(t *testing.T) {
	want, out := wholeMarts(t), t.TempDir()
	report, err := Run(t.Context(), Options{FactsDir: wholeFacts(t), ReferenceDir: writeReference(t, hanzhong(t), firstEdition), OutDir: out, texts: true})
	if err != nil {
		t.Fatal(err)
	}
	if names := sameFiles(t, want, out); len(names) < 25 || len(report.Tables) != len(wholeReport.Tables) {
		t.Errorf("%d tables compared", len(names))
	}
	for _, made := range wholeReport.Tables {
		if made.Unlisted {
			t.Errorf("%s: a code of it stands in no source: it was made twice", made.Table)
		}
	}
}

// A codeHouse copies codes, and adds one that no source has where it says so.
var codeHouse = map[string]string{
	"words.yml":             "- {name: org, type: VARCHAR, code: true, zh: 单位, en: org}\n",
	"sources/ref_o.yml":     card("[org]", "- {name: org}"),
	"models/int_kept.sql":   "select org from ref_o",
	"models/int_kept.yml":   card("[org]", "- {name: org}"),
	"models/mart_codes.sql": "select org, org as same from int_kept",
	"models/mart_codes.yml": card("[org]", "- {name: org}\n  - {name: same, type: VARCHAR, zh: 又, en: again}"),
}

type orgRow struct {
	Org string `parquet:"org"`
}

func runCodes(t *testing.T, change map[string]string, orgs ...string) (string, Report, error) {
	t.Helper()
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	var rows []orgRow
	for _, o := range orgs {
		rows = append(rows, orgRow{o})
	}
	if err := errors.Join(parquet.WriteFile(filepath.Join(dir, "ref_o.parquet"), rows), parquet.WriteFile(filepath.Join(dir, "ref_a.parquet"), []numberRow{})); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, from := range []map[string]string{codeHouse, change} {
		for name, text := range from {
			files[name] = text
		}
	}
	b, err := newBuild(t.Context(), house(files), Options{FactsDir: dir, ReferenceDir: dir, OutDir: out})
	if err != nil {
		t.Fatal(err)
	}
	err = b.run(t.Context())
	return out, b.report, errors.Join(err, b.close())
}

// Codes sort as texts do, whatever they hold.
func TestCodesSortAsTexts(t *testing.T) {
	out, report, err := runCodes(t, nil, "b", "汉中", "", "a'b", "B", "10", "9", "é", "a\"b")
	if err != nil {
		t.Fatal(err)
	}
	want := "org,same\n,\n10,10\n9,9\nB,B\na\"\"b,a\"\"b\na'b,a'b\nb,b\né,é\n汉中,汉中\n"
	if got := query(t, out, "select * from mart_codes", "csv"); strings.ReplaceAll(got, "\"a\"\"b\"", "a\"\"b") != want {
		t.Errorf("got %q", got)
	}
	for _, made := range report.Tables {
		if made.Unlisted {
			t.Errorf("%s has a code that no source has", made.Table)
		}
	}
}

// A code that no source has makes a table slower, and nothing else of it.
func TestUnlistedCode(t *testing.T) {
	for _, model := range []string{"int_kept", "mart_codes"} {
		t.Run(model, func(t *testing.T) {
			change := map[string]string{
				"models/int_kept.sql":   "select org from ref_o union all select 'aa' as org",
				"models/mart_codes.sql": "select org, org as same from int_kept",
			}
			if model == "mart_codes" {
				change = map[string]string{"models/mart_codes.sql": "select org, org as same from int_kept union all select 'aa' as org, 'aa' as same"}
			}
			out, report, err := runCodes(t, change, "b", "a")
			if err != nil {
				t.Fatal(err)
			}
			if got := query(t, out, "select * from mart_codes", "csv"); got != "org,same\na,a\naa,aa\nb,b\n" {
				t.Errorf("got %q", got)
			}
			unlisted := false
			for _, made := range report.Tables {
				unlisted = unlisted || made.Unlisted && made.Table == model
			}
			if !unlisted {
				t.Errorf("%s is not said to hold a code that no source has: %+v", model, report.Tables)
			}
		})
	}
}
