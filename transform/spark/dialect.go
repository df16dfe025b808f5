package spark

import (
	"fmt"
	"regexp"
	"strings"
)

// Five words mean something else in Spark, or nothing. They are written as Spark
// wants them, outside of texts and comments and without moving a line:
//
//	varchar                         string
//	concat(a, b)                    concat_ws('', a, b)      NULL counts as nothing, not as the end of it all
//	string_agg(a, b order by c)     string_agg(a, b) within group (order by c)
//	max_by(a, b), min_by(a, b)      max_by(a, case when (a) is not null then b end), the same
//
// Everything else in a model must mean the same to both engines: see docs/spark.md.

// token matches one piece of SQL: a comment, a text, a quoted name, a word, or a character.
var token = regexp.MustCompile(`--[^\n]*|(?s:/\*.*?\*/)|'(?:[^']|'')*'|"(?:[^"]|"")*"|[A-Za-z_][A-Za-z0-9_]*|(?s:.)`)

// Translate gives a model's SELECT as Spark reads it. SQL in which brackets do
// not close is an error; DuckDB's parser has refused it before.
func Translate(sql string) (string, error) {
	t := translator{tokens: token.FindAllString(sql, -1)}
	var b strings.Builder
	for t.at < len(t.tokens) {
		b.WriteString(t.next())
	}
	if t.err != nil {
		return "", t.err
	}
	return b.String(), nil
}

// A translator walks over tokens.
type translator struct {
	tokens []string
	at     int
	err    error
}

// next translates what begins at the present token.
func (t *translator) next() string {
	word := t.tokens[t.at]
	t.at++
	switch lower := strings.ToLower(word); {
	case lower == "varchar":
		return "string"
	case !t.opens():
		return word
	case lower == "concat":
		return "concat_ws(''," + space(t.tokens[t.at]) + t.rest()
	case lower == "string_agg":
		return word + t.ordered()
	case lower == "max_by", lower == "min_by":
		return word + t.extreme(word)
	}
	return word
}

// opens says whether a bracket follows, and steps over it.
func (t *translator) opens() bool {
	if t.at+1 >= len(t.tokens) || t.tokens[t.at] != "(" || !called[strings.ToLower(t.tokens[t.at-1])] {
		return false
	}
	t.at++
	return true
}

var called = map[string]bool{"concat": true, "string_agg": true, "max_by": true, "min_by": true}

// space stands between a comma and what follows, if that is no space itself.
func space(next string) string {
	if strings.TrimSpace(next) == "" {
		return ""
	}
	return " "
}

// rest is what is left of a call, with the bracket that closes it.
func (t *translator) rest() string { return strings.Join(t.arguments(), ",") + ")" }

// ordered moves the order of a string_agg behind the call.
func (t *translator) ordered() string {
	inside := strings.Join(t.arguments(), ",")
	at := topLevelOrder(inside)
	if at < 0 {
		return "(" + inside + ")"
	}
	return "(" + strings.TrimRight(inside[:at], " ") + ") within group (" + inside[at:] + ")"
}

// extreme has a max_by or min_by pass over rows whose first argument is NULL.
func (t *translator) extreme(word string) string {
	parts := t.arguments()
	if len(parts) != 2 {
		t.err = fmt.Errorf("%s wants two arguments, not %d", word, len(parts))
		return ""
	}
	return "(" + parts[0] + ", case when (" + parts[0] + ") is not null then" + space(parts[1][:1]) + parts[1] + " end)"
}

// arguments translates what stands between the brackets of a call, cut at its own commas.
func (t *translator) arguments() []string {
	var parts []string
	var b strings.Builder
	for depth := 0; t.at < len(t.tokens); {
		switch t.tokens[t.at] {
		case "(":
			depth++
		case ")":
			if depth--; depth < 0 {
				t.at++
				return append(parts, b.String())
			}
		case ",":
			if depth == 0 {
				parts = append(parts, b.String())
				b.Reset()
				t.at++
				continue
			}
		}
		b.WriteString(t.next())
	}
	t.err = fmt.Errorf("a bracket is not closed")
	return append(parts, b.String())
}

// topLevelOrder finds ORDER BY in arguments, outside of brackets and texts; -1 if there is none.
func topLevelOrder(arguments string) int {
	depth, place := 0, 0
	for _, piece := range token.FindAllString(arguments, -1) {
		switch strings.ToLower(piece) {
		case "(":
			depth++
		case ")":
			depth--
		case "order":
			if depth == 0 {
				return place
			}
		}
		place += len(piece)
	}
	return -1
}
