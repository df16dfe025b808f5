package bulletin

import (
	"bytes"
	"strings"

	"yigai/reports/docx"
)

// The brief's page in tenths of a millimetre.
const (
	briefWidth  = 1740
	briefHeight = 62 // of a row: one line
)

// briefDocx lays the brief on exactly two pages: every row is one line high, and
// what is longer than its cell is cut, with … for the rest.
func (b *book) briefDocx(v Brief) ([]byte, error) {
	blocks := []docx.Block{
		docx.Paragraph{Style: docx.Big, Runs: []docx.Run{{Text: shorten(plain(v.Title), 66), Colour: "B22222"}}},
		docx.Paragraph{Style: docx.Small, Runs: []docx.Run{{Text: shorten(plain(v.Standing), 90), Strong: true}}},
		docx.Paragraph{Style: docx.Lead, Runs: []docx.Run{{Text: shorten(plain(v.Headline), 300)}}},
		figureTable(v.Figures), lightLine(v.Lights),
	}
	for _, p := range v.Parts {
		blocks = append(blocks, docx.Paragraph{Style: docx.BriefHead, NewPage: p.Second, Runs: []docx.Run{{Text: p.Heading}}})
		if len(p.Words) > 0 {
			blocks = append(blocks, docx.Para(docx.Small, shorten(plain(p.Words), 480)))
			continue
		}
		blocks = append(blocks, briefTable(p))
		if p.More != "" {
			blocks = append(blocks, docx.Para(docx.Small, "另有 "+p.More+" "+p.Unit+"，见通报和网页。"))
		} else {
			blocks = append(blocks, docx.Paragraph{Style: docx.Break})
		}
	}
	var out bytes.Buffer
	err := docx.Write(&out, docx.Document{Title: plain(v.Title), Author: b.head.Letterhead, Mark: b.mark(), Compact: true, Sections: []docx.Section{{Blocks: blocks}}})
	return out.Bytes(), err
}

func figureTable(figures []Figure) *docx.Table {
	t := &docx.Table{Plain: true}
	var big, label docx.Row
	for _, f := range figures {
		t.Columns = append(t.Columns, docx.Column{Width: briefWidth / len(figures)})
		big.Cells = append(big.Cells, docx.CellText{Style: docx.Figure, Runs: []docx.Run{{Text: plain(f.Big)}, {Text: " / " + plain(f.Of), Size: 24, Colour: "52606D"}}})
		label.Cells = append(label.Cells, docx.CellText{Style: docx.Small, Runs: []docx.Run{{Text: shorten(plain(f.Label), 40)}}})
	}
	big.Rule, label.Height = "thick", 116
	big.Height = 120
	t.Rows = []docx.Row{big, label}
	return t
}

func lightLine(lights []Light) docx.Paragraph {
	var parts []string
	for _, l := range lights {
		parts = append(parts, l.Shape+" "+plain(l.Name)+" "+plain(l.Count))
	}
	return docx.Para(docx.Small, shorten("任务亮灯："+strings.Join(parts, "　"), 90))
}

func briefTable(p Part) *docx.Table {
	total := 0
	for _, c := range p.Columns {
		total += c.Width
	}
	t := &docx.Table{}
	for _, c := range p.Columns {
		t.Columns = append(t.Columns, docx.Column{Head: c.Head, Width: c.Width * briefWidth / total, Right: c.Right})
	}
	for _, r := range p.Rows {
		row := docx.Row{Height: briefHeight}
		for i, c := range r {
			// 10.5-point type is 3.7 mm wide, half of it a letter; 3 mm are margins.
			row.Cells = append(row.Cells, docx.CellText{Runs: []docx.Run{{Text: shorten(plain(c), (t.Columns[i].Width-30)*2/37)}}})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// shorten cuts a text to a width in half characters and puts … for the rest. Line breaks become spaces.
func shorten(text string, width int) string {
	text = strings.Join(strings.Fields(text), " ")
	if halfWidths(text) <= width {
		return text
	}
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n += halfWidths(string(r)); n > width-2 {
			break
		}
		b.WriteRune(r)
	}
	return b.String() + "…"
}
