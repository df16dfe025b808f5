package ingest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"yigai/ingest/check"
)

// A mention is one piece of what a report writes in 佐证材料.
type mention struct {
	desk
	task     string
	item     string // of a score; "" for a task
	text     string // as written
	key      string // for comparing
	cell     string // the key of all that the cell holds
	isFile   bool   // it reads like the name of a file; else it describes something
	receipt  string // of the report
	revision int
	sample   bool
}

// names says whether a file is the one meant. A name with a comma in it was cut
// there; the cell still holds it whole.
func (m mention) names(n nameParts) bool {
	return slices.ContainsFunc(n.words, func(word string) bool {
		return word == m.key || m.isFile && (word == numbering.ReplaceAllString(m.key, "") || strings.HasSuffix(word, m.key) && strings.Contains(m.cell, word))
	})
}

// citesAgain says whether a report names a file that was sent for another
// period: by its whole name, with that period in it.
func (m mention) citesAgain(whose desk, n nameParts) bool {
	return m.isFile && m.reporter == whose.reporter && n.period != "" && m.key == n.words[0]
}

// numbering is what stands before the names of a list: 1. or (1).
var numbering = regexp.MustCompile(`^(\(\d{1,2}\)|\d{1,2}[.)])`)

// placeholders are what people write for nothing.
var placeholders = []string{"", "无", "—", "-", "/", "暂无", "不适用"}

// mentions lists what the reports that count name, in their order.
func (r *rebuild) mentions() []mention {
	var all []mention
	for _, j := range r.files {
		for _, s := range j.subs {
			if s.state == Accepted {
				all = append(all, r.mentionsIn(s, evidenceOf(j.result))...)
			}
		}
	}
	return all
}

// A claim is what a report writes in 佐证材料 beside a task or a score.
type claim struct{ task, item, text string }

func evidenceOf(result check.Result) (claims []claim) {
	for _, t := range result.TaskReports {
		claims = append(claims, claim{task: t.Task, text: t.Evidence})
	}
	for _, s := range result.Scores {
		claims = append(claims, claim{item: s.Item, text: s.Evidence})
	}
	return claims
}

func (r *rebuild) mentionsIn(s *submission, claims []claim) []mention {
	var all []mention
	seen := map[[3]string]bool{}
	for _, t := range claims {
		base := mention{desk: s.desk(), task: t.task, item: t.item, cell: mentionKey(t.text), receipt: s.file.Number, revision: s.revision, sample: s.file.Sample}
		for _, part := range strings.FieldsFunc(t.text, func(c rune) bool { return strings.ContainsRune("、，,;；。\n\r", c) }) {
			names, isFile := r.namesIn(part)
			for _, name := range names {
				m := base
				m.text, m.key, m.isFile = name, mentionKey(name), isFile
				if key := [3]string{t.task, t.item, m.key}; !seen[key] && !slices.Contains(placeholders, m.key) {
					seen[key] = true
					all = append(all, m)
				}
			}
		}
	}
	return all
}

// namesIn gives the names of files in one piece of 佐证材料; where none stands
// there the piece itself, which then describes something: material kept for
// inspection, the number of a document.
func (r *rebuild) namesIn(piece string) (names []string, areFiles bool) {
	piece = strings.TrimSpace(piece)
	if names := fileNames(piece); len(names) > 0 {
		return names, true
	}
	return []string{piece}, r.isNamingForm(piece)
}

// fileExtensions are those of documents, tables, pictures, recordings and
// packed files that offices send.
const fileExtensions = `pdf|ofd|ceb|sep|gd|docx?|wps|wpt|rtf|txt|odt|xlsx?|xlsm|et|ods|csv|pptx?|dps|odp|` +
	`jpe?g|png|gif|bmp|tiff?|webp|heic|mp[34]|m4a|wav|amr|avi|mov|wmv|zip|rar|7z|eml|msg|html?|mht`

// fileName is a name that ends in one of them, and what may stand behind it. An
// extension without a name before it names a kind of file.
var fileName = regexp.MustCompile(`(?i)^(.*?[\p{L}\p{N})\]》”"_-]\s?\.\s?(?:` + fileExtensions + `)[》”"]?)((?:[\s(\[【《“"等共].*)?)$`)

// fileNames lists the names of files in a text: as written where it is one name,
// else narrowed. An address on the web names no file, and no name holds a colon.
func fileNames(text string) []string {
	narrow := width.Narrow.String(norm.NFC.String(text))
	if strings.Contains(narrow, "://") || strings.HasPrefix(strings.ToLower(narrow), "www.") {
		return nil
	}
	var names []string
	for rest := narrow; ; {
		found := fileName.FindStringSubmatch(rest)
		if found == nil {
			return names
		}
		if len(names) == 0 && found[1] == narrow && !strings.Contains(narrow, ":") {
			return []string{text}
		}
		names = append(names, strings.TrimSpace(found[1][strings.LastIndex(found[1], ":")+1:]))
		rest = strings.TrimSpace(found[2])
	}
}

// isNamingForm says whether a text without an extension is in the form that files
// are to be named in. 3-5月 is a time and no task.
func (r *rebuild) isNamingForm(text string) bool {
	n := r.partsOf(text)
	if n.period != "" && n.reporter != "" {
		return true
	}
	return (n.task != "" || n.item != "") && !startsWithDigit(n.words[len(n.words)-1])
}

func startsWithDigit(text string) bool {
	return strings.IndexFunc(text, unicode.IsDigit) == 0
}

// tiesByMention ties a file to the reports that name it: those of one org, since
// what several name is nobody's for sure. A description says less than a name
// and is answered only in the period in which the file was sent.
func (r *rebuild) tiesByMention(j *judged, n nameParts, mentions []mention) []Tie {
	var ties []Tie
	for _, m := range mentions {
		if !m.names(n) || n.period != "" && n.period != m.period || j.Reporter != "" && j.Reporter != m.reporter {
			continue
		}
		if !m.isFile && m.period != cmp.Or(n.period, j.Period, r.openPeriod(j)) {
			continue
		}
		ties = append(ties, Tie{Reporter: m.reporter, Name: r.orgName(m.desk), Period: m.period, Kind: evidence, Task: m.task, Item: m.item, Mention: m.text, State: received, By: byMention})
	}
	if slices.ContainsFunc(ties, func(t Tie) bool { return t.Reporter != ties[0].Reporter }) {
		return nil
	}
	return ties
}

// unseen lists the names of files that no file answers. What only describes is
// never missed.
func unseen(mentions []mention, files []*judged) []mention {
	type place struct {
		desk
		task, item, text string
	}
	answered := map[place]bool{}
	for _, j := range files {
		for _, t := range j.ties {
			answered[place{desk{t.Reporter, t.Period}, t.Task, t.Item, t.Mention}] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(mentions), func(m mention) bool {
		return !m.isFile || answered[place{m.desk, m.task, m.item, m.text}]
	})
}
