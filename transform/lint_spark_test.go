package transform

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What both engines have and mean alike, found out by running all models on
// both (scripts/spark); docs/spark.md says where they part. A function that is
// not here is tried there first, as one of the edges of spark_test.go.
var (
	bothHave = strings.Fields(`abs bool_and bool_or chr coalesce concat count first_value floor greatest instr lag lower max max_by
		min min_by mod nullif position rank regexp_extract regexp_replace replace row_number string_agg substring sum translate trim`)
	// registered by the engine here (exact.go, macros.sql) and by the job script there
	registered = strings.Fields(`ratio ratio_key quotient quotient_key death_probability death_probability_key local_day days_between
		plain finding_id key_value key_cut text_hash hash_number scaled_ratio scaled_ratio_key`)
	// words that stand before a bracket and are no function
	noFunction = strings.Fields(`and as by case cast decimal else exists from group having in join not on or over select then try_cast using values when where with`)
	castTypes  = regexp.MustCompile(`^(varchar|integer|bigint|date|boolean|decimal\(\d+, ?\d+\))\)`)

	calls = regexp.MustCompile(`\b([a-z_][a-z0-9_]*)\s*\(`)
	casts = regexp.MustCompile(`cast\(`)
)

func TestModelsCallWhatBothEnginesHave(t *testing.T) {
	known, seen := slices.Concat(bothHave, registered, noFunction), map[string]bool{}
	for file, text := range modelFiles(t) {
		for _, wrong := range onlyHere(text, known, seen) {
			t.Errorf("%s: %s", file, wrong)
		}
	}
	for _, name := range slices.Concat(bothHave, registered) {
		if !seen[name] {
			t.Logf("%s is called by no model any more", name)
		}
	}
}

// onlyHere lists what Spark would not read, or would read otherwise, in a model.
func onlyHere(text string, known []string, seen map[string]bool) []string {
	var wrong []string
	code := strings.ToLower(withoutTexts(text))
	for _, m := range calls.FindAllStringSubmatch(code, -1) {
		seen[m[1]] = true
		if !slices.Contains(known, m[1]) && !strings.Contains(code, m[1]+" as (") { // a name that WITH gives
			wrong = append(wrong, m[1]+"() is not known to mean the same in Spark")
		}
	}
	for _, at := range casts.FindAllStringIndex(code, -1) {
		if kind := castTo(code[at[1]:]); !castTypes.MatchString(kind) {
			wrong = append(wrong, "a cast to a type that Spark names otherwise: "+kind)
		}
	}
	for _, at := range regexp.MustCompile(`string_agg\(`).FindAllStringIndex(code, -1) {
		if inside := inBrackets(code[at[1]:]); !strings.Contains(inside, " order by ") {
			wrong = append(wrong, "string_agg without an order: "+inside)
		}
	}
	for _, m := range regexp.MustCompile(`regexp_replace\([^']*'([^']*)'`).FindAllStringSubmatch(text, -1) {
		if !strings.HasPrefix(m[1], "^") && !strings.HasSuffix(m[1], "$") {
			wrong = append(wrong, "regexp_replace of "+m[1]+": the first match here, every match there: tie it to an end")
		}
	}
	return wrong
}

// inBrackets is what follows an open bracket, up to the one that closes it.
func inBrackets(code string) string {
	depth := 1
	for i, r := range code {
		if r == '(' {
			depth++
		} else if r == ')' {
			if depth--; depth == 0 {
				return code[:i]
			}
		}
	}
	return code
}

// castTo is the type that a cast ends in, with the bracket that closes it.
func castTo(code string) string {
	inside := inBrackets(code)
	if at := strings.LastIndex(inside, " as "); at >= 0 {
		return inside[at+len(" as "):] + ")"
	}
	return inside
}

// TestLintForSparkFindsFaults shows that each rule can fail.
func TestLintForSparkFindsFaults(t *testing.T) {
	known := slices.Concat(bothHave, registered, noFunction)
	for _, wrong := range []string{"select list(a)", "select any_value (a)", "select cast(a as double)", "select try_cast(coalesce(a, b) as text)", "select string_agg(a, ',')", "select regexp_replace(a, 'b', '')"} {
		if len(onlyHere(wrong, known, map[string]bool{})) == 0 {
			t.Errorf("not found: %s", wrong)
		}
	}
	right := "with x as (select 1) select cast(cast(a as decimal(18, 4)) as varchar), string_agg(a, ',' order by b asc nulls last), regexp_replace(a, '0+$', '') from x where a in ('list(')"
	if found := onlyHere(right, known, map[string]bool{}); len(found) != 0 {
		t.Errorf("%v in what is right", found)
	}
}
