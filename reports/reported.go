package reports

import "strings"

// A reportedLine is one figure as a unit's own table of what was reported shows it.
type reportedLine struct {
	Element, Unit, Place, Raw, Note, By string
	Value                               cell
	Accepted                            []string
}

// reportedTerms are why a figure has no value: four things that are not zero.
var reportedTerms = map[string]term{
	"missing":        {Zh: "缺报", En: "missing"},
	"not_applicable": {Zh: "不适用", En: "not applicable"},
	"suppressed":     {Zh: "保密", En: "withheld"},
	"not_received":   {Zh: "未报送", En: "not received"},
}

// reportedLines are the figures asked about an org in the period, with remarks.
func (d desk) reportedLines(org string) []reportedLine {
	var lines []reportedLine
	for _, r := range d.reportedBy[orgPeriod{org, d.period.Period}] {
		e := d.elementBy[r.Element]
		line := reportedLine{Element: d.elementName(r.Element), Unit: e.Unit, Note: r.Note, Accepted: d.acceptedOf(org, r.Element)}
		line.Value = cell{Text: amount(r.Value)}
		if !r.Value.Valid {
			word := wordOf(reportedTerms, r.State)
			line.Value = cell{Text: word.Zh, Class: "stated", Why: word.En}
		}
		if r.Cell != "" {
			line.Place = r.Sheet + "!" + r.Cell
		}
		if plain := strings.ReplaceAll(line.Value.Text, ",", ""); r.RawText != plain {
			line.Raw = r.RawText
		}
		if r.Reporter != org {
			line.By = d.nameOf(r.Reporter)
		}
		lines = append(lines, line)
	}
	return lines
}
