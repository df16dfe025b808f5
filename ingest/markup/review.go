package markup

import (
	"cmp"
	"fmt"
	"strings"

	"yigai/ingest/check"
	"yigai/ingest/template"
)

var levels = map[check.Severity]template.Level{
	check.SeverityError: template.LevelWrong, check.SeverityReturn: template.LevelWrong,
	check.SeverityDoubt: template.LevelDoubt, check.SeverityNote: template.LevelNote,
}

// review is everything our workbook says about the file.
func (m *maker) review(rest *template.Rest) template.Review {
	form := m.book.Form()
	r := template.Review{
		Sheet: Sheet, Title: m.words.title,
		Subtitle: fmt.Sprintf("%s（%s）　%s　%s", form.Reporter.Name, form.Reporter.Code, form.Period.Name(), m.came()),
		Verdict:  m.verdict(), Paragraphs: m.words.how, Header: m.words.header,
		Rest: rest, Marks: map[template.Place]template.Mark{},
	}
	all := m.places()
	for i, f := range m.listed {
		to := m.find(all, f)
		r.Items = append(r.Items, m.item(f, to))
		if to != (template.Place{}) && to.Cell != topCell {
			m.mark(r.Marks, to, i+1, f)
		}
	}
	return r
}

// came says which file this answers.
func (m *maker) came() string {
	text := m.words.file + check.Show(m.in.Check.Name)
	if m.in.Receipt != "" {
		text += "　" + m.words.receipt + m.in.Receipt
	}
	return text
}

// verdict counts what is listed.
func (m *maker) verdict() string {
	counts := map[check.Severity]int{}
	for _, f := range m.listed {
		counts[f.Severity]++
	}
	var parts []string
	for _, s := range []check.Severity{check.SeverityError, check.SeverityReturn, check.SeverityDoubt, check.SeverityNote} {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf(m.words.count[s], counts[s]))
		}
	}
	text := m.words.clean
	if len(parts) > 0 {
		text = fmt.Sprintf(m.words.total, len(m.listed), strings.Join(parts, m.words.comma))
	}
	if m.result.Dropped > 0 {
		text += fmt.Sprintf(m.words.dropped, m.result.Dropped)
	}
	return text
}

// says is a finding in the words of the workbook's language.
func (m *maker) says(f check.Finding) (what, rule, fix string) {
	zh, en := f.What()
	if m.in.English {
		return en, f.RuleEn, f.FixEn
	}
	return zh, f.RuleZh, f.FixZh
}

func (m *maker) item(f check.Finding, to template.Place) template.Item {
	what, rule, fix := m.says(f)
	item := template.Item{
		Level: levels[f.Severity], Word: m.words.severity[f.Severity], To: to, At: m.words.wholeFile,
		What: what, Rule: rule, Fix: fix, Code: codeOf(f),
	}
	switch {
	case to.Cell == topCell:
		item.At = to.Sheet
	case to != (template.Place{}):
		item.At = to.Sheet + "!" + to.Cell
	case f.Sheet != "":
		item.At = f.Place()
	}
	if was := f.Place(); was != "" && was != item.At && f.Cell != "" {
		item.What += fmt.Sprintf(m.words.stoodAt, was)
	}
	return item
}

// codeOf is what a finding is looked up by: the pack's rule, or the code.
func codeOf(f check.Finding) string { return cmp.Or(f.Rule, string(f.Code)) }

// mark adds a finding to the comment of its cell; the worst gives the colour.
func (m *maker) mark(marks map[template.Place]template.Mark, at template.Place, number int, f check.Finding) {
	what, rule, fix := m.says(f)
	mark := marks[at]
	if mark.Text == "" {
		mark.Head = fmt.Sprintf(m.words.commentHead, m.words.severity[f.Severity], number)
	} else {
		mark.Text += "\n\n" + fmt.Sprintf(m.words.commentHead, m.words.severity[f.Severity], number) + "\n"
	}
	mark.Level = max(mark.Level, levels[f.Severity])
	mark.Text += fmt.Sprintf(m.words.comment, what, rule, fix, codeOf(f))
	if len(mark.Text) > mostComment {
		return // what does not fit stands in the list
	}
	marks[at] = mark
}

// mostComment is how many bytes of comment a cell gets: more could not be read.
const mostComment = 6000
