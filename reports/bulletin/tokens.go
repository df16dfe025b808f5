package bulletin

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	figures = regexp.MustCompile(`[+−-]?\d[\d,]*(?:\.\d+)?%?`)
	ranked  = regexp.MustCompile(`第\s*$`)
	// official are the office's own blanks: document numbers and days of issue.
	official = regexp.MustCompile(`〔\s*\d*\s*〕|^\s*\d{4}\s*年\s*\d+\s*月\s*\d+\s*日|印发`)
	stops    = "。；\n"
	// annexNumber is what stands before the title of an annex.
	annexNumber = regexp.MustCompile(`^(附件[：:]?)?\s*\d*[.．]?\s*`)
)

// A token is a number, a rank or a name in a text.
type token struct {
	kind  string // number, rank, name
	text  string
	at    int      // byte in the text
	codes []string // of a name: org=610722, indicator=…
}

// A dictionary knows the names of orgs and indicators.
type dictionary struct {
	names []string // longest first
	codes map[string][]string
}

func newDictionary(b *book) dictionary {
	d := dictionary{codes: map[string][]string{}}
	add := func(name, code string) {
		if utf8.RuneCountInString(name) < 2 || slices.Contains(d.codes[name], code) {
			return
		}
		if d.codes[name] == nil {
			d.names = append(d.names, name)
		}
		d.codes[name] = append(d.codes[name], code)
	}
	for _, o := range b.orgList {
		add(o.Name, "org="+o.Org)
		add(o.ShortName, "org="+o.Org)
	}
	for _, i := range b.indicators {
		add(i.Name, "indicator="+i.Indicator)
	}
	add(b.head.Total, "org="+b.head.Region)
	slices.SortFunc(d.names, func(x, y string) int { return cmp.Or(cmp.Compare(len(y), len(x)), cmp.Compare(x, y)) })
	return d
}

// tokens finds names and numbers in reading order; a number inside a name is part of it.
func (d dictionary) tokens(text string) []token {
	var all []token
	taken := make([]bool, len(text))
	for _, name := range d.names {
		for from := 0; ; {
			i := strings.Index(text[from:], name)
			if i < 0 {
				break
			}
			i += from
			from = i + len(name)
			if slices.Contains(taken[i:from], true) {
				continue
			}
			for j := i; j < from; j++ {
				taken[j] = true
			}
			all = append(all, token{"name", name, i, d.codes[name]})
		}
	}
	for _, at := range figures.FindAllStringIndex(text, -1) {
		if taken[at[0]] {
			continue
		}
		kind := "number"
		if ranked.MatchString(text[:at[0]]) && strings.HasPrefix(strings.TrimSpace(text[at[1]:]), "位") {
			kind = "rank"
		}
		all = append(all, token{kind, strings.TrimPrefix(text[at[0]:at[1]], "+"), at[0], nil})
	}
	slices.SortFunc(all, func(x, y token) int { return cmp.Compare(x.at, y.at) })
	return all
}

// A mismatch is a token that stands in the edited text only, and what stands in its place in the marts.
type mismatch struct {
	found  token
	want   string
	wanted token // what want is of, its text "" for none
}

// compareTokens lays two rows of tokens side by side, as long a common row as there
// is, and gives those of the second that the first does not have.
func compareTokens(want, found []token) []mismatch {
	common := make([][]int, len(want)+1)
	for i := range common {
		common[i] = make([]int, len(found)+1)
	}
	for i := len(want) - 1; i >= 0; i-- {
		for j := len(found) - 1; j >= 0; j-- {
			if want[i].text == found[j].text {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var all []mismatch
	var skipped []token
	i, j := 0, 0
	for j < len(found) {
		switch {
		case i < len(want) && want[i].text == found[j].text:
			i, j, skipped = i+1, j+1, nil
		case i < len(want) && common[i+1][j] >= common[i][j+1]:
			skipped = append(skipped, want[i])
			i++
		default:
			m := mismatch{found: found[j]}
			if len(skipped) > 0 {
				m.want, m.wanted, skipped = skipped[0].text, skipped[0], skipped[1:]
			}
			all = append(all, m)
			j++
		}
	}
	return all
}

// bigrams are the pairs of characters of a text without its numbers.
func bigrams(text string) map[string]int {
	text = strings.Join(strings.Fields(figures.ReplaceAllString(text, "")), "")
	pairs := map[string]int{}
	before := rune(0)
	for _, r := range text {
		if before != 0 {
			pairs[string(before)+string(r)]++
		}
		before = r
	}
	return pairs
}

// alike is how much two texts share, from 0 to 1.
func alike(x, y map[string]int) float64 {
	all, shared := 0, 0
	for pair, n := range x {
		all += n
		shared += min(n, y[pair])
	}
	for _, n := range y {
		all += n
	}
	if all == 0 {
		return 0
	}
	return float64(2*shared) / float64(all)
}

// sentenceOf is the sentence in which a byte of the text stands.
func sentenceOf(text string, at int) string {
	start := strings.LastIndexAny(text[:at], stops)
	if start < 0 {
		start = 0
	} else {
		_, size := utf8.DecodeRuneInString(text[start:])
		start += size
	}
	if end := strings.IndexAny(text[at:], stops); end >= 0 {
		return text[start : at+end]
	}
	return text[start:]
}

// excerpt is the text around a byte.
func excerpt(text string, at int) string {
	before, after := []rune(text[:at]), []rune(text[at:])
	return strings.NewReplacer("\t", " ", "\n", " ").Replace(string(before[max(0, len(before)-12):]) + string(after[:min(len(after), 18)]))
}
