package check

import (
	"math/big"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"yigai/internal/decimal"
)

// marks are the texts that say there is no number, and which state they mean.
// Dashes of any length are the same mark, and so are asterisks from two on.
var marks = map[string]string{
	"":    Missing,
	"-":   Missing,
	"…":   Missing,
	"无":   Missing,
	"/":   NotApplicable,
	"不适用": NotApplicable,
	"保密":  Suppressed,
	"不公开": Suppressed,
	"***": Suppressed,
}

// narrowed is a text with full-width forms made narrow (not ㎡ or ①), minus
// signs and dashes made one, and spaces taken out; what was done is noted.
type narrowed struct {
	text         string
	wide, spaced bool
}

// narrow prepares the text of a number cell. Line breaks inside stay: two
// numbers under each other are not one.
func narrow(s string) narrowed {
	n := narrowed{text: width.Narrow.String(s)}
	n.wide = strings.Map(dropSpace, n.text) != strings.Map(dropSpace, s)
	trimmed := strings.TrimSpace(n.text)
	n.spaced = trimmed != n.text
	n.text = strings.Map(dropSpace, trimmed)
	n.spaced = n.spaced || n.text != trimmed
	n.text = strings.Map(oneDash, n.text)
	return n
}

func dropSpace(r rune) rune {
	if unicode.Is(unicode.Zs, r) {
		return -1
	}
	return r
}

func oneDash(r rune) rune {
	if strings.ContainsRune("−–—―‐‑‒─━", r) {
		return '-'
	}
	return r
}

// mark finds the state that a text stands for, if it is one of the marks.
func (n narrowed) mark() (state string, ok bool) {
	text := n.text
	if text != "" && strings.Trim(text, "-") == "" {
		text = "-"
	}
	if text != "" && strings.Trim(text, "….") == "" && !strings.ContainsAny(text, "0123456789") && strings.Contains(text, "…") {
		text = "…"
	}
	if len(text) > 1 && strings.Trim(text, "*") == "" {
		text = "***"
	}
	state, ok = marks[text]
	return state, ok
}

// number reads the text as a number. p says how it had to be read, or why it
// could not be, with the number that may be meant in the cell's unit; its code
// is never empty.
func (n narrowed) number(raw, unit string) (d decimal.Decimal, p problem, ok bool) {
	text, grouped := ungroup(n.text)
	d, err := decimal.Parse(text)
	switch {
	case err == nil && n.wide:
		return d, problem{"N-WIDTH", raw, d.String()}, true
	case err == nil && grouped:
		return d, problem{"N-COMMA", raw, d.String()}, true
	case err == nil && n.spaced:
		return d, problem{"N-SPACE", raw, d.String()}, true
	case err == nil:
		return d, problem{"N-TEXT", raw, d.String()}, true
	case isPlain(text):
		return 0, problem{"E-DIGITS", raw, ""}, false
	}
	return 0, n.refusal(raw, unit), false
}

// isPlain says whether text is a plain decimal that only has too many digits.
func isPlain(text string) bool {
	whole, fraction, point := strings.Cut(strings.TrimLeft(text, "+-"), ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return digits(whole) && (!point || digits(fraction)) && len(text)-len(strings.TrimLeft(text, "+-")) <= 1
}

// ungroup takes thousands separators out where every group has three digits.
func ungroup(text string) (string, bool) {
	sign := text[:len(text)-len(strings.TrimLeft(text, "+-"))]
	whole, fraction, point := strings.Cut(text[len(sign):], ".")
	groups := strings.Split(whole, ",")
	if len(groups) == 1 || len(groups[0]) == 0 || len(groups[0]) > 3 {
		return text, false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return text, false
		}
	}
	text = sign + strings.Join(groups, "")
	if point {
		text += "." + fraction
	}
	return text, true
}

// aboutWords make a number inexact; suffixes after it, prefixes before it.
var (
	aboutBefore = []string{"约", "大约", "近", "将近", "超", "超过", "不足", "至少", "≥", "≤", ">", "<", "~", "≈"}
	aboutAfter  = []string{"余", "多", "左右", "以上", "以下", "+"}
	multipliers = map[rune]int64{'万': 10_000, '千': 1000, '百': 100, '亿': 100_000_000}
)

// refusal says why a text is not a number, with the number that may be meant.
func (n narrowed) refusal(raw, unit string) problem {
	rest, about := n.text, false
	for _, word := range aboutBefore {
		if cut, found := strings.CutPrefix(rest, word); found {
			rest, about = cut, true
		}
	}
	end := 0
	for end < len(rest) && (rest[end] >= '0' && rest[end] <= '9' || rest[end] == '.' || rest[end] == ',' || end == 0 && rest[end] == '-') {
		end++
	}
	text, _ := ungroup(rest[:end])
	value, err := decimal.Parse(text)
	if err != nil {
		return problem{"E-TYPE", raw, n.meant()}
	}
	after := rest[end:]
	if strings.HasPrefix(after, "%") {
		return problem{"E-PERCENT", raw, ""}
	}
	for _, word := range aboutAfter {
		about = about || strings.HasPrefix(after, word) || strings.Contains(after, word) && len(after) > len(word)
	}
	if about {
		return problem{"E-ABOUT", raw, inUnit(value, after, unit)}
	}
	if hint := n.meant(); hint != "" || !isWords(after) {
		return problem{"E-TYPE", raw, hint}
	}
	return problem{"E-WORDS", raw, inUnit(value, after, unit)}
}

// inUnit is a number with the words after it, 5 and 亿元, in the unit of its
// cell: 50000 where that is 万元. It is only a hint.
func inUnit(d decimal.Decimal, words, unit string) string {
	typed, rest := cutMultiplier(words)
	wanted, base := cutMultiplier(unit)
	if typed == 1 && (wanted == 1 || rest == "" || !strings.HasPrefix(rest, base)) {
		return d.String() // no unit, or not one that can be compared
	}
	r := big.NewRat(int64(d), int64(decimal.FromInt(1)))
	r.Mul(r, big.NewRat(typed, wanted))
	if r.IsInt() {
		return r.Num().String()
	}
	return strings.TrimRight(r.FloatString(decimal.Scale+4), "0")
}

// cutMultiplier takes 万, 百万 and the like off the front of a unit.
func cutMultiplier(unit string) (factor int64, rest string) {
	factor = 1
	for i, r := range unit {
		if multipliers[r] == 0 || factor > 100_000_000 {
			return factor, unit[i:]
		}
		factor *= multipliers[r]
	}
	return factor, ""
}

// isWords says whether what follows a number is letters only: a unit.
func isWords(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !strings.ContainsRune("()㎡/", r) {
			return false
		}
	}
	return s != ""
}
