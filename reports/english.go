package reports

import (
	"embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Pages are written in Chinese; what stands in both languages side by side is in
// the templates. The rest is put into English by a script (assets/translate.js)
// when a reader chooses English, from three lists: the fixed phrases of
// english.csv, the names of the marts, and the sentences made for one page.

//go:embed english.csv
var englishFile embed.FS

// phrases are the fixed texts of pages with their English. # stands for a number.
var phrases = sync.OnceValue(readPhrases)

// readPhrases panics on a broken list: it was compiled in, and every site reads it.
func readPhrases() map[string]string {
	f, err := englishFile.Open("english.csv")
	if err != nil {
		panic(err)
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic(err)
	}
	list := map[string]string{}
	for _, row := range rows[1:] {
		if list[row[0]] != "" {
			panic(fmt.Sprintf("english.csv has %q twice", row[0]))
		}
		list[row[0]] = row[1]
	}
	return list
}

// sayings are the sentences of one page that hold names or figures, with their English.
type sayings map[string]string

// JSON is them as text for a script element of type application/json.
func (s sayings) JSON() (template.JS, error) {
	data, err := json.Marshal(map[string]string(s))
	if err != nil {
		return "", fmt.Errorf("sentences in English: %w", err)
	}
	return template.JS(data), nil
}

// say gives the Chinese and keeps its English for the page. Names that have no
// English of their own stay in it as they are.
func (d desk) say(zh, en string) string {
	if d.said != nil && zh != "" && en != "" {
		d.said[zh] = en
	}
	return zh
}

// chineseRun is what an English sentence quotes: a name without an English one, a
// word to be typed, or the unit of a figure.
var chineseRun = regexp.MustCompile(`[\x{3000}-\x{303f}\x{3400}-\x{9fff}\x{ff00}-\x{ffef}]+`)

// englishText is an English sentence with units in English and what it quotes in
// Chinese marked as such.
func englishText(text string) template.HTML {
	var b strings.Builder
	last := 0
	for _, at := range chineseRun.FindAllStringIndex(text, -1) {
		before, run := text[last:at[0]], text[at[0]:at[1]]
		b.WriteString(template.HTMLEscapeString(before))
		last = at[1]
		if unit := unitTerms[run]; unit != "" {
			if before != "" && before[len(before)-1] >= '0' && before[len(before)-1] <= '9' {
				b.WriteString(" ")
			}
			b.WriteString(strings.TrimSpace(unit))
			continue
		}
		b.WriteString(`<bdi lang="zh">` + template.HTMLEscapeString(run) + "</bdi>")
	}
	return template.HTML(b.String() + template.HTMLEscapeString(text[last:])) // escaped piece by piece
}

// quotesPeople says that a note below a table has in it what a person wrote.
func quotesPeople(note string) bool { return strings.HasPrefix(note, "核 ") }

// english plans the script that puts pages into English: the lists, then what reads them.
func (p *planner) english() {
	data, err := json.Marshal(struct {
		Phrases map[string]string `json:"phrases"`
		Names   map[string]string `json:"names"`
	}{phrases(), p.book.namesInEnglish()})
	script := []byte("window.yigaiEnglish=" + string(data) + ";\n" + string(mustRead("translate.js")))
	p.book.englishName = hashedName("english.js", script)
	p.add(p.book.englishName, func(w io.Writer) error {
		if err != nil {
			return err
		}
		_, err := w.Write(script)
		return err
	})
}

// namesInEnglish is every name that has an English one and is not a fixed phrase.
// Names are what they are: a # or * in one stands for nothing else.
func (b *book) namesInEnglish() map[string]string {
	list := map[string]string{}
	name := func(zh, en string) {
		if zh != "" && en != "" && zh != en && list[zh] == "" && phrases()[zh] == "" {
			list[zh] = strings.TrimSpace(en)
		}
	}
	b.dimensionNames(name)
	b.evaluationNames(name)
	b.wordNames(name)
	return list
}

// dimensionNames are those of the programme: its places, indicators, elements, tasks.
func (b *book) dimensionNames(name func(zh, en string)) {
	name(b.head.Title, b.head.TitleEn)
	name(b.head.ShortTitle, b.head.ShortTitleEn)
	name(b.head.Issuer, b.head.IssuerEn)
	name(b.head.Secretariat, b.head.SecretariatEn)
	for _, o := range b.orgs {
		name(o.Name, o.NameEn)
		name(o.ShortName, o.NameEn)
		name(o.KindName, o.KindNameEn)
		name(desk{book: b}.tileName(o.Org), o.NameEn)
	}
	for _, p := range b.periods {
		name(periodName(p).Zh, periodName(p).En)
		name(partWord(p), periodName(p).En)
	}
	for _, i := range b.indicators {
		name(i.Name, i.NameEn)
		name(i.Group, i.GroupEn)
		name(i.Definition, i.DefinitionEn)
		name(i.FormulaZh, i.FormulaEn)
	}
	for _, e := range b.elements {
		name(e.Name, e.NameEn)
	}
	for _, t := range b.tasks {
		name(t.Title, t.TitleEn)
	}
	for _, m := range b.measures {
		name(m.Name, m.NameEn)
	}
	for _, g := range b.groups {
		name(g.Title, g.TitleEn)
	}
	for _, r := range b.laggingRules {
		name(r.Text, r.TextEn)
	}
}

// wordNames are the words of the programme and of the closed lists.
func (b *book) wordNames(name func(zh, en string)) {
	n := b.naming
	name(n.Total, n.TotalEn)
	name(n.Places, n.PlacesEn)
	name(n.Peers, n.PeersEn)
	name(n.Offices, n.OfficesEn)
	name(n.Document, n.DocumentEn)
	name(n.This, "this "+n.UnitEn)
	name(n.Before, "the "+n.UnitEn+" before")
	name(n.NoTarget(), "no target in the "+n.DocumentEn)
	for _, l := range b.lamps {
		name(l.Zh, l.En)
	}
	for _, list := range closedLists {
		for _, code := range slices.Sorted(maps.Keys(list)) {
			name(list[code].Zh, list[code].En)
		}
	}
	inOrder(unitTerms, name)
}

// inOrder hands over a list in the order of its keys: the first English of a text counts.
func inOrder(list map[string]string, name func(zh, en string)) {
	for _, zh := range slices.Sorted(maps.Keys(list)) {
		name(zh, list[zh])
	}
}

// evaluationNames are those of what is scored and of what follows from it.
func (b *book) evaluationNames(name func(zh, en string)) {
	for _, s := range b.stages {
		name(s.Name, s.NameEn)
	}
	for _, g := range b.grades {
		name(g.Grade, g.GradeEn)
	}
	for _, m := range b.dimensions {
		name(m.Name, m.NameEn)
	}
	for _, s := range b.scores {
		name(s.Name, s.NameEn)
	}
	for _, c := range b.clauses {
		name(c.Effect, c.EffectEn)
	}
	for _, c := range b.consequences {
		name(c.Effect, c.EffectEn)
		name(c.Why, c.WhyEn)
	}
}

// closedLists are the codes that pages show as words.
var closedLists = []map[string]term{statusTerms, stateTerms, measureTerms, severityTerms, roleTerms, statusWords, basisTerms, taskKindTerms, directionTerms, missingTerms, partTerms, lightTerms,
	elementKinds, elementBases, accountTerms, attachmentTerms, tiedTerms, clauseConditions, consequenceTerms, decisionTerms, deciderTerms, decisionKinds, closingTerms,
	drawnTerms, causeTerms, resultTerms, methodTerms, conditionTerms, mendingTerms, sourceTerms, testTerms, reminderTerms, reportedTerms, dataTerms, scoreReasons, scorerTerms, breakTerms}
