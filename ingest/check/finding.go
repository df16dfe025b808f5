package check

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"yigai/programme"
)

// Severity is what a finding does.
type Severity string

// The severities, from the worst.
const (
	SeverityError  Severity = "error"  // refuses the file
	SeverityReturn Severity = "return" // refuses the row
	SeverityDoubt  Severity = "doubt"  // needs a person
	SeverityNote   Severity = "note"   // for information
)

// MaxFindings is how many findings of one file are kept; the rest is counted.
const MaxFindings = 10_000

// A Finding is one thing wrong or doubtful in a file, at its cell.
type Finding struct {
	Code     Code
	Severity Severity
	File     string
	Sheet    string // shown form of the sheet's name; "" for the file
	Cell     string // "E17"; "" for the sheet
	Reporter string // org code of the sender; "" where the file does not say
	Period   programme.Period
	Org      string // whom the figure is about; "" where no single figure is meant
	Element  string // which figure; the same
	Found    string // what was found, shortened, hidden characters made visible
	cut      string // tells texts apart that Found shows only the beginning of
	Rule     string // id of the pack's rule, or ""
	Given    string // its id where it was made by comparing files; "" for one made here
	RuleZh   string // what the rule wants, without a full stop
	RuleEn   string
	FixZh    string // how to mend it, without a full stop
	FixEn    string
}

// ID names the finding in waivers, footnotes and letters: "F-" and ten hex digits.
// The same file checked again gives the same ids, whatever it is called; another
// value in the cell gives another, so that a waiver never covers a new figure.
func (f Finding) ID() string {
	if f.Given != "" {
		return f.Given
	}
	parts := []string{string(f.Code), f.Rule, f.Reporter, f.Period.String(), f.Sheet, f.Cell, f.Found + f.cut}
	sum := sha256.Sum256([]byte(strings.Join(parts, "|")))
	return "F-" + hex.EncodeToString(sum[:5])
}

// found sets what was found, shown up to a number of characters.
func (f *Finding) found(text string, shown int) {
	if f.Found = visible(text, shown); utf8.RuneCountInString(text) > shown {
		sum := sha256.Sum256([]byte(text))
		f.cut = string(sum[:])
	}
}

// about names the one figure the finding is about; a is nil where there is none.
func (f *Finding) about(a *asked) {
	if a != nil {
		f.Reporter, f.Period, f.Org, f.Element = a.Reporter, a.Period, a.Org, a.Element
	}
}

// Place is "指标!E17", or less where the finding has no cell or sheet.
func (f Finding) Place() string {
	switch {
	case f.Sheet == "":
		return f.Cell // of a text, which is one table
	case f.Cell == "":
		return f.Sheet
	}
	return f.Sheet + "!" + f.Cell
}

// What says what was found, in both languages, without a full stop.
func (f Finding) What() (zh, en string) {
	k := Lookup(f.Code)
	return fill(k.WhatZh, "{found}", f.Found), fill(k.WhatEn, "{found}", f.Found)
}

// Chinese is the finding in one line:
// 【E-TYPE】指标!E17：填报值“约300”不是数字。要求：整数，单位“人”。请改为 300 后重报。
func (f Finding) Chinese() string {
	return f.line("【%s】%s%s。要求：%s。%s。", "：", Lookup(f.Code).WhatZh, f.RuleZh, f.FixZh)
}

// English is the same line in English.
func (f Finding) English() string {
	return f.line("[%s] %s%s. Required: %s. %s.", ": ", Lookup(f.Code).WhatEn, f.RuleEn, f.FixEn)
}

func (f Finding) line(format, colon, what, rule, fix string) string {
	place := f.Place()
	if place != "" {
		place += colon
	}
	return fmt.Sprintf(format, cmp.Or(f.Rule, string(f.Code)), place, fill(what, "{found}", f.Found), rule, fix)
}

func fill(text string, pairs ...string) string { return strings.NewReplacer(pairs...).Replace(text) }

// How many characters of a text are shown: of one that was found, of the reader's
// own sentence about damage, which quotes the file, and of the name of a file.
const (
	shownLength  = 60
	detailLength = 160
	nameLength   = 255
)

// Show makes hostile text fit for a message: control, bidirectional, zero-width
// and private characters become visible as \u202E, and what is longer than 60
// characters is cut.
func Show(s string) string { return visible(s, shownLength) }

// ShowName is Show for the name of a file: as much of it as file systems allow.
func ShowName(s string) string { return visible(s, nameLength) }

// showCode is for a text that should be a code. Letters of other scripts, many
// of which look like those of codes, are shown by number: vіsits becomes v\u0456sits.
func showCode(s string) string {
	var b strings.Builder
	for _, r := range s[:min(len(s), longestName)] { // only a few are shown
		fullWidth := r >= 0xff00 && r <= 0xffef
		switch {
		case r <= 0x7f || fullWidth || isHan(r) || !unicode.IsLetter(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	return b.String()
}

func visible(s string, length int) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n == length {
			b.WriteString("…")
			break
		}
		n++
		switch {
		case r == utf8.RuneError:
			b.WriteString(`\uFFFD`)
		case r > 0xffff && isHiddenRune(r):
			fmt.Fprintf(&b, `\U%08X`, r)
		case isHiddenRune(r) || r == '\n' || r == '\r' || r == '\t':
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isHiddenRune holds for characters that change how a text looks without being
// seen themselves, or that mean something different on each machine.
func isHiddenRune(r rune) bool {
	if r == '\n' || r == '\r' || r == '\t' {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp)
}

// hasHidden says whether a text holds such a character.
func hasHidden(s string) bool { return strings.IndexFunc(s, isHiddenRune) >= 0 }
