package transform

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestNamesAndTypesAreStrict(t *testing.T) {
	for text, want := range map[string]bool{
		"mart_x": true, "group": true, "a1": true,
		"": false, "1a": false, "A": false, "a b": false, `a"b`: false, "a;drop": false, "a.b": false, "指标": false, "a\n": false,
		strings.Repeat("a", 64): false,
	} {
		if isName(text) != want {
			t.Errorf("isName(%q) is %v", text, !want)
		}
	}
	for text, want := range map[string]bool{
		"VARCHAR": true, "DECIMAL(18,6)": true, "DATE": true,
		"varchar": false, "DECIMAL": false, "DECIMAL(18,6) as x": false, "VARCHAR)": false, "": false,
	} {
		if isType(text) != want {
			t.Errorf("isType(%q) is %v", text, !want)
		}
	}
}

// TestCardsCannotSmuggle puts SQL where a card's texts become part of a statement.
func TestCardsCannotSmuggle(t *testing.T) {
	const card = `
description: {zh: 甲, en: a}
grain: {zh: 甲, en: a}
key: [a]
audience: internal
columns:
  - {name: NAME, type: TYPE, zh: 甲, en: a, tests: [TEST], from: [FROM]}
`
	readFrom := func(file, name, kind, test, from string) error {
		text := strings.NewReplacer("NAME", name, "TYPE", kind, "TEST", test, "FROM", from).Replace(card)
		_, err := readCards(fstest.MapFS{"words.yml": {Data: []byte("[]")}, "models/" + file: {Data: []byte(text)}}, "models")
		return err
	}
	read := func(file, name, kind, test string) error { return readFrom(file, name, kind, test, "") }
	for _, from := range []string{`'b" union select 1; --'`, "b.c.d", "'b c'"} {
		if err := readFrom("x.yml", "a", "VARCHAR", "not_null", from); err == nil {
			t.Errorf("from %q: taken", from)
		}
	}
	if err := readFrom("x.yml", "a", "VARCHAR", "not_null", "b.c"); err != nil {
		t.Fatalf("texts of another table must be taken: %v", err)
	}
	if err := readFrom("x.yml", "a", "DATE", "not_null", "b"); err == nil {
		t.Error("only texts can be numbered, a day was taken")
	}
	if err := read("x.yml", "a", "DATE", "not_null"); err != nil {
		t.Fatalf("the plain card must be taken: %v", err)
	}
	for _, bad := range [][]string{
		{"x y.yml", "a", "DATE", "not_null"},
		{"x.yml", `'a" from x; --'`, "DATE", "not_null"},
		{"x.yml", "a", "'DATE) as b, (c'", "not_null"},
		{"x.yml", "a", "DATE", "'in x) or (true'"},
		{"x.yml", "a", "DATE", "in x.y.z"},
		{"x.yml", "a", "DATE", "in"},
	} {
		if err := read(bad[0], bad[1], bad[2], bad[3]); err == nil {
			t.Errorf("%q: taken", bad)
		}
	}
}

// TestQuotesHold sends texts through the engine and back.
func TestQuotesHold(t *testing.T) {
	e := testEngine(t, t.TempDir())
	for _, text := range []string{"", "'", "''", `\'`, "a'; select 'b", "甲\n乙", `"`, "$1 ?", "--", "/*"} {
		quoted, err := quote(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := one(t, e, "select "+quoted); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	}
	if _, err := quote("a\x00b"); err == nil {
		t.Error("NUL must be refused")
	}
	condition, err := wrongWhen("a", "one of it's|b")
	if err != nil {
		t.Fatal(err)
	}
	if got := one(t, e, `select count(*) from (values ('it''s'), ('b'), ('c')) as x(a) where `+condition); got != "1" {
		t.Errorf("%s rows are wrong, want c alone", got)
	}
}

// TestOtherFilesAreNoTables leaves a file beside the marts whose name is no name.
func TestOtherFilesAreNoTables(t *testing.T) {
	dir := hostileMarts(t)
	writeRows(t, filepath.Join(dir, `mart_y" as select 1; --.parquet`), []row{{1}})
	if got := query(t, dir, "select count(*) as n from mart_x", "csv"); got != "n\n2\n" {
		t.Errorf("got %q", got)
	}
}
