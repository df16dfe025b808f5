package transform

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// TestModelsStayInSharedSQL holds models and tests to what DuckDB and Spark SQL
// share, and keeps binary fractions out: DuckDB divides decimals as doubles.
func TestModelsStayInSharedSQL(t *testing.T) {
	banned := map[string]*regexp.Regexp{
		"division: use ratio()":               regexp.MustCompile(`/`),
		"binary fractions":                    regexp.MustCompile(`(?i)\b(double|float|real|avg|mean)\b`),
		"QUALIFY":                             regexp.MustCompile(`(?i)\bqualify\b`),
		"EXCLUDE or REPLACE in a star":        regexp.MustCompile(`(?i)\*\s*(exclude|replace)\b`),
		"::":                                  regexp.MustCompile(`::`),
		"a list":                              regexp.MustCompile(`\[`),
		"arg_max: use max_by":                 regexp.MustCompile(`(?i)\barg_m(ax|in)\b`),
		"GROUP BY ALL or ORDER BY ALL":        regexp.MustCompile(`(?i)\bby all\b`),
		"FILTER: use CASE":                    regexp.MustCompile(`(?i)\bfilter\s*\(`),
		"a whole-number type of DuckDB's own": regexp.MustCompile(`(?i)\b(hugeint|ubigint|uinteger)\b`),
	}
	files := modelFiles(t)
	for file, text := range files {
		code := withoutTexts(text)
		for what, pattern := range banned {
			if at := pattern.FindStringIndex(code); at != nil {
				t.Errorf("%s:%d: %s", file, 1+strings.Count(code[:at[0]], "\n"), what)
			}
		}
		for _, order := range orderings(code) {
			if strings.Count(order, "nulls") != strings.Count(order, " asc")+strings.Count(order, " desc") || !strings.Contains(order, "nulls") {
				t.Errorf("%s: order by%s: say asc or desc and where NULLs go for each", file, order)
			}
		}
	}
}

// TestLintFindsFaults shows that the patterns above can fail.
func TestLintFindsFaults(t *testing.T) {
	if got := withoutTexts("select 'a/b' -- c/d\n, 1"); strings.Contains(got, "/") || strings.Count(got, "\n") != 1 {
		t.Errorf("texts and comments must go, lines stay: %q", got)
	}
	if got := orderings("over (partition by a order by f(b, c) desc) x order by d"); len(got) != 2 || got[0] != " f(b, c) desc" {
		t.Errorf("got %q", got)
	}
}

func modelFiles(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, pattern := range []string{"models/*.sql", "tests/*.sql"} {
		names, err := fs.Glob(files, pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no files %s (%v): passing would prove nothing", pattern, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			texts[name] = string(text)
		}
	}
	return texts
}

var texts = regexp.MustCompile(`'[^']*'|--[^\n]*`)

func withoutTexts(sql string) string { return texts.ReplaceAllString(sql, "''") }

// orderings finds what follows each ORDER BY, up to the bracket that closes around it.
func orderings(code string) []string {
	var found []string
	lower := strings.ToLower(code)
	for {
		_, rest, ok := strings.Cut(lower, "order by")
		if !ok {
			return found
		}
		depth, end := 0, len(rest)
		for i, r := range rest {
			if r == '(' {
				depth++
			} else if r == ')' {
				if depth--; depth < 0 {
					end = i
					break
				}
			}
		}
		found = append(found, rest[:end])
		lower = rest
	}
}
