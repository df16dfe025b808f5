package bulletin

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// fill puts runs into the places of a text. It returns nothing where the text has
// places and none of them stands for anything: such a line says nothing.
//
// Where a place is empty, the punctuation that it leaves behind goes with it, so
// that one line serves figures with and without a target, a change, a ranking.
func fill(text string, stands func(name string) []Run) []Run {
	var f filling
	places, filled := 0, 0
	at := 0
	for _, found := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		f.literal(text[at:found[0]])
		at = found[1]
		name := text[found[2]:found[3]]
		runs := stands(name)
		if name != "n" && name != "nth" { // counters say nothing by themselves
			places++
			filled += min(1, len(runs))
		}
		if len(runs) == 0 {
			f.gap = true
			continue
		}
		f.put(runs)
	}
	f.literal(text[at:])
	if places > 0 && filled == 0 {
		return nil
	}
	return f.out
}

// A filling is a text under way.
type filling struct {
	out []Run
	gap bool // the last place stood for nothing
}

func (f *filling) put(runs []Run) {
	f.out = append(f.out, runs...)
	f.gap = false
}

// literal adds the template's own words, mending the punctuation around an empty place.
func (f *filling) literal(text string) {
	if text == "" {
		return
	}
	if f.gap {
		text = f.mend(text)
		if text == "" {
			return
		}
	}
	f.put(words(text))
}

const (
	weakMarks  = "，；、,;"
	closeMarks = "，；、。,;."
	openMarks  = "。：（ :("
)

// mend drops marks that have nothing between them any more: ，， and ；。 and （）.
func (f *filling) mend(text string) string {
	for {
		first, size := utf8.DecodeRuneInString(text)
		last := f.last()
		switch {
		case size == 0:
			return text
		case first == '）' && last == '（', first == ')' && last == '(':
			f.cut()
			f.cutSpace()
			text = text[size:]
		case strings.ContainsRune(closeMarks, first) && strings.ContainsRune(weakMarks, last):
			f.cut()
			return text
		case strings.ContainsRune(closeMarks, first) && (last == 0 || strings.ContainsRune(openMarks, last)) && !(last == ' ' && f.beforeSpace()):
			text = strings.TrimPrefix(text[size:], " ")
		case strings.ContainsRune(closeMarks, first) && last == ' ':
			f.cutSpace()
		default:
			return text
		}
	}
}

// last is the last character so far; 0 at the beginning.
func (f *filling) last() rune {
	if len(f.out) == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(f.out[len(f.out)-1].Text)
	return r
}

// beforeSpace says whether a word or a weak mark stands before the space at the end.
func (f *filling) beforeSpace() bool {
	text := strings.TrimRight(plain(f.out), " ")
	r, _ := utf8.DecodeLastRuneInString(text)
	return text != "" && !strings.ContainsRune(openMarks, r)
}

// cut drops the last character, which is the template's own.
func (f *filling) cut() {
	i := len(f.out) - 1
	_, size := utf8.DecodeLastRuneInString(f.out[i].Text)
	if f.out[i].Text = f.out[i].Text[:len(f.out[i].Text)-size]; f.out[i].Text == "" {
		f.out = f.out[:i]
	}
}

func (f *filling) cutSpace() {
	for f.last() == ' ' {
		f.cut()
	}
}
