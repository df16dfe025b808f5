package check

import "strings"

// A showing is what a number format does to a stored number.
type showing int

const (
	showsAsIs showing = iota
	showsPercent
	showsDate
	showsScaled // by thousands, or with a word like 万 after it
)

// showingOf reads the first section of a number format code.
func showingOf(code string) showing {
	plain, literal := splitFormat(code)
	switch {
	case strings.ContainsRune(plain, '%'):
		return showsPercent
	case strings.ContainsAny(plain, "yYdDhHsS") && !strings.ContainsAny(plain, "0#?"):
		return showsDate
	case strings.ContainsAny(literal, "万亿千百") || strings.HasSuffix(strings.TrimRight(plain, " _)"), ","):
		return showsScaled
	}
	return showsAsIs
}

// splitFormat separates the letters that act in a format's first section from
// its literal text. Colours and conditions in brackets are neither; elapsed
// times ([h]) act.
func splitFormat(code string) (plain, literal string) {
	if code == "General" || code == "@" {
		return "", ""
	}
	var p, l strings.Builder
	quoted, escaped, bracket := false, false, ""
	for _, r := range code {
		switch {
		case escaped:
			l.WriteRune(r)
			escaped = false
		case quoted:
			if quoted = r != '"'; quoted {
				l.WriteRune(r)
			}
		case bracket != "":
			if bracket += string(r); r == ']' {
				p.WriteString(elapsed(bracket))
				bracket = ""
			}
		case r == '\\' || r == '_' || r == '*':
			escaped = true
		case r == '"':
			quoted = true
		case r == '[':
			bracket = "["
		case r == ';':
			return p.String(), l.String()
		case r > 0x7f:
			l.WriteRune(r)
		default:
			p.WriteRune(r)
		}
	}
	return p.String(), l.String()
}

func elapsed(bracket string) string {
	inside := strings.ToLower(strings.Trim(bracket, "[]"))
	if inside != "" && (strings.Trim(inside, "h") == "" || strings.Trim(inside, "m") == "" || strings.Trim(inside, "s") == "") {
		return "h"
	}
	return ""
}
