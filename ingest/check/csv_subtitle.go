package check

import (
	"regexp"
	"strings"

	"yigai/ingest/book"
	"yigai/programme"
)

// subtitle is the line that our template prints under the title of every sheet,
// as plainName leaves it: 南郑区(610703)2022年第一季度, and more behind it.
var subtitle = regexp.MustCompile(`^(?:【样例数据】)?([^()]+)\(([0-9A-Za-z-]+)\)(\d{4}年(?:第[一二三四]季度|[上下]半年)?)`)

// subtitleRow takes what the template's subtitle says: a sheet saved as CSV
// carries nothing else that tells whose it is.
func (c *checker) subtitleRow(r book.Row, printed map[string]coverItem) {
	if len(r.Cells) == 0 || r.Cells[0].Type != book.Text {
		return
	}
	cell := r.Cells[0]
	m := subtitle.FindStringSubmatch(plainName(cell.Text))
	if m == nil {
		return
	}
	if _, known := c.in.Pack.Org(strings.ToUpper(m[2]), programme.Period{}); !known {
		return
	}
	for label, text := range map[string]string{labelOrgName: m[1], labelOrg: m[2], labelPeriod: m[3]} {
		printed[label] = coverItem{text: text, cell: book.Cell{Type: book.Text, Text: text}, at: c.cellAt(cell.Column, r.Number)}
	}
}

// addPrinted fills in what no label says.
func addPrinted(items, printed map[string]coverItem) {
	for label, item := range printed {
		if items[label].text == "" {
			items[label] = item
		}
	}
}
