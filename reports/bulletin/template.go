package bulletin

import (
	"regexp"
	"strings"
)

// optional is a stretch in square brackets: it stands only where every place in it is filled.
var (
	placeholder = regexp.MustCompile(`\{([^{}]*)\}`)
	optional    = regexp.MustCompile(`\[([^\[\]]*)\]`)
)

// fill puts runs into the places of a text. It returns nothing where the text has
// places and none of them stands for anything: such a line says nothing. A
// stretch in square brackets is left out where one of its places is empty, so
// that one line serves figures with and without a target, a change, a ranking.
func fill(text string, stands func(name string) []Run) []Run {
	var out []Run
	places, filled, at := 0, 0, 0
	put := func(stretch string, whole bool) {
		runs, empty, of := fillStretch(stretch, stands)
		if places, filled = places+of, filled+of-empty; !whole || empty == 0 {
			out = append(out, runs...)
		}
	}
	for _, found := range optional.FindAllStringSubmatchIndex(text, -1) {
		put(text[at:found[0]], false)
		put(text[found[2]:found[3]], true)
		at = found[1]
	}
	put(text[at:], false)
	if places > 0 && filled == 0 {
		return nil
	}
	return out
}

// fillStretch fills text without brackets, and says how many of its places are
// empty, of how many. Counters are no such places: they say nothing by themselves.
func fillStretch(text string, stands func(name string) []Run) (out []Run, empty, of int) {
	at := 0
	for _, found := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		out = append(out, words(text[at:found[0]])...)
		at = found[1]
		name := text[found[2]:found[3]]
		runs := stands(name)
		out = append(out, runs...)
		if name == "n" || name == "nth" {
			continue
		}
		if of++; len(runs) == 0 {
			empty++
		}
	}
	return append(out, words(text[at:])...), empty, of
}

// breakTitle breaks a title by sense: between runs, into as few lines as hold it,
// as even as can be. most is how many full-width characters a line holds.
func breakTitle(runs []Run, most int) []string {
	var pieces []string
	for _, r := range runs {
		pieces = append(pieces, r.Text)
	}
	best, cost := []string{strings.Join(pieces, "")}, -1
	for lines := 1; lines <= len(pieces) && cost < 0; lines++ {
		eachSplit(pieces, lines, func(split []string) {
			total := 0
			for _, line := range split {
				w := halfWidths(line)
				if w > 2*most {
					return
				}
				total += w * w
			}
			if cost < 0 || total < cost {
				best, cost = split, total
			}
		})
	}
	return best
}

// eachSplit gives every way to lay pieces on that many lines.
func eachSplit(pieces []string, lines int, visit func([]string)) {
	if lines == 1 {
		visit([]string{strings.Join(pieces, "")})
		return
	}
	for i := 1; i <= len(pieces)-lines+1; i++ {
		eachSplit(pieces[i:], lines-1, func(rest []string) {
			visit(append([]string{strings.Join(pieces[:i], "")}, rest...))
		})
	}
}

// halfWidths measures a text: Latin letters and digits are half as wide as the others.
func halfWidths(text string) int {
	n := 0
	for _, r := range text {
		if n++; r > 0x2000 {
			n++
		}
	}
	return n
}
