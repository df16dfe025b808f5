package docx

import (
	"fmt"
	"strings"
)

// A Table has columns of fixed width and head rows that come again on each page.
type Table struct {
	Columns []Column
	Rows    []Row
	Plain   bool // without rules, to lay things side by side
	Foot    bool // stands at the foot of the text block: 版记, two lines high
}

// A Column has a head and a width in tenths of a millimetre.
type Column struct {
	Head  string
	Width int
	Right bool // numbers
}

// A Row is its cells; Strong rows are heavier, such as the total.
type Row struct {
	Cells  []CellText
	Strong bool
	Height int    // exact, in tenths of a millimetre; 0 for as high as it must be
	Rule   string // lines over and under a row of a plain table: thick, thin, "" or both as over/under
}

// A CellText is what stands in a cell.
type CellText struct {
	Runs  []Run
	Style Style // Cell, or CellRight in a column of numbers, where it is ""
	Span  int   // columns it takes; 0 and 1 mean one
}

// twips are twentieths of a point: 1 mm is 56.69 of them.
func twips(tenthsOfMillimetre int) int { return (tenthsOfMillimetre*56693 + 5000) / 10000 }

func (p Paragraph) write(b *strings.Builder) {
	fmt.Fprintf(b, `<w:p><w:pPr><w:pStyle w:val="%s"/>`, p.Style)
	if p.KeepNext {
		b.WriteString(`<w:keepNext/>`)
	}
	if p.NewPage {
		b.WriteString(`<w:pageBreakBefore/>`)
	}
	b.WriteString(`</w:pPr>`)
	for _, r := range p.Runs {
		r.write(b)
	}
	b.WriteString(`</w:p>`)
}

func (r Run) write(b *strings.Builder) {
	b.WriteString(`<w:r>`)
	if r.Strong || r.Colour != "" || r.Size > 0 {
		b.WriteString(`<w:rPr>`)
		if r.Strong {
			b.WriteString(`<w:b/>`)
		}
		if r.Colour != "" {
			fmt.Fprintf(b, `<w:color w:val="%s"/>`, escape(r.Colour))
		}
		if r.Size > 0 {
			fmt.Fprintf(b, `<w:sz w:val="%d"/><w:szCs w:val="%[1]d"/>`, r.Size)
		}
		b.WriteString(`</w:rPr>`)
	}
	text := ""
	flush := func() {
		if text != "" {
			b.WriteString(`<w:t xml:space="preserve">` + escape(text) + `</w:t>`)
		}
		text = ""
	}
	for _, c := range r.Text {
		switch c {
		case '\t':
			flush()
			b.WriteString(`<w:tab/>`)
		case '\n':
			flush()
			b.WriteString(`<w:br/>`)
		default:
			text += string(c)
		}
	}
	flush()
	b.WriteString(`</w:r>`)
}

func (t *Table) write(b *strings.Builder) {
	width := 0
	for _, c := range t.Columns {
		width += twips(c.Width)
	}
	b.WriteString(`<w:tbl><w:tblPr>`)
	if t.Foot {
		// At the bottom of the block whatever its height; a word processor that does not know that goes by the distance from its top.
		fmt.Fprintf(b, `<w:tblpPr w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="%d" w:tblpYSpec="bottom" w:tblpY="%d"/><w:tblOverlap w:val="never"/>`, left, footAt)
	}
	fmt.Fprintf(b, `<w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/>`, width)
	if !t.Plain {
		b.WriteString(`<w:tblBorders><w:top w:val="single" w:sz="12" w:space="0" w:color="1F2933"/><w:bottom w:val="single" w:sz="12" w:space="0" w:color="1F2933"/>` +
			`<w:insideH w:val="single" w:sz="4" w:space="0" w:color="A9B4C0"/></w:tblBorders>`)
	}
	b.WriteString(`<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, c := range t.Columns {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, twips(c.Width))
	}
	b.WriteString(`</w:tblGrid>`)
	if !t.Plain {
		t.writeHead(b)
	}
	for _, r := range t.Rows {
		t.writeRow(b, r)
	}
	b.WriteString(`</w:tbl>`)
}

func (t *Table) writeHead(b *strings.Builder) {
	b.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for _, c := range t.Columns {
		fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="F5F7F9"/><w:vAlign w:val="center"/></w:tcPr>`, twips(c.Width))
		Para(CellHead, c.Head).write(b)
		b.WriteString(`</w:tc>`)
	}
	b.WriteString(`</w:tr>`)
}

// rules are lines over rows, in eighths of a point.
var rules = map[string]int{"thick": 8, "thin": 6}

func (t *Table) writeRow(b *strings.Builder, r Row) {
	b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if r.Height > 0 {
		fmt.Fprintf(b, `<w:trHeight w:val="%d" w:hRule="exact"/>`, twips(r.Height))
	}
	b.WriteString(`</w:trPr>`)
	at := 0
	for _, c := range r.Cells {
		span, width, style := max(c.Span, 1), 0, c.Style
		if style == "" && at < len(t.Columns) && t.Columns[at].Right {
			style = CellRight
		}
		if style == "" {
			style = Cell
		}
		for range span {
			if at < len(t.Columns) {
				width += twips(t.Columns[at].Width)
			}
			at++
		}
		fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
		if span > 1 {
			fmt.Fprintf(b, `<w:gridSpan w:val="%d"/>`, span)
		}
		writeRule(b, r.Rule)
		b.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
		Paragraph{Style: style, Runs: heavier(c.Runs, r.Strong)}.write(b)
		b.WriteString(`</w:tc>`)
	}
	b.WriteString(`</w:tr>`)
}

// writeRule draws the lines of a row.
func writeRule(b *strings.Builder, rule string) {
	if rule == "" {
		return
	}
	over, under, _ := strings.Cut(rule, "/")
	b.WriteString(`<w:tcBorders>`)
	for _, line := range []struct{ side, rule string }{{"top", over}, {"bottom", under}} {
		if width, known := rules[line.rule]; known {
			fmt.Fprintf(b, `<w:%s w:val="single" w:sz="%d" w:space="0" w:color="000000"/>`, line.side, width)
		}
	}
	b.WriteString(`</w:tcBorders>`)
}

func heavier(runs []Run, strong bool) []Run {
	if !strong {
		return runs
	}
	heavy := make([]Run, len(runs))
	for i, r := range runs {
		r.Strong = true
		heavy[i] = r
	}
	return heavy
}
