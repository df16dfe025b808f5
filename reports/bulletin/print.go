package bulletin

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"yigai/reports/docx"
)

// The width of the text block in tenths of a millimetre: upright and turned.
const (
	uprightWidth = 1560
	turnedWidth  = 2370
	titleWidth   = 19 // characters of 二号 on a line
)

// printStyles are of the paragraphs that blocks become.
var printStyles = map[string]docx.Style{"heading1": docx.Heading1, "heading2": docx.Heading2, "text": docx.Body, "own": docx.Body, "caption": docx.Caption, "note": docx.Note}

// docx makes the bulletin as a document in the form of GB/T 9704. Number, seal,
// signature and dates of issue are blanks for the office.
func (b *book) docx(d Document) ([]byte, error) {
	body := docx.Section{Blocks: b.letterhead()}
	title := docx.Paragraph{Style: docx.Title, Runs: []docx.Run{{Text: strings.Join(breakTitle(d.Title, titleWidth), "\n")}}}
	body.Blocks = append(body.Blocks, docx.Para(docx.Plain, ""), docx.Para(docx.Plain, ""), title, docx.Para(docx.Plain, ""))
	if len(d.Addressee) > 0 {
		body.Blocks = append(body.Blocks, docx.Para(docx.Plain, plain(d.Addressee)+"："))
	}
	body.Blocks = append(body.Blocks, printed(d.Body, uprightWidth)...)
	if last, isText := body.Blocks[len(body.Blocks)-1].(docx.Paragraph); isText {
		last.KeepNext = true
		body.Blocks[len(body.Blocks)-1] = last
	}
	// The signature never stands on a page alone: what is before it goes along.
	end := append(annexList(d), docx.Para(docx.Plain, ""), docx.Para(docx.Plain, ""), docx.Para(docx.Signature, b.head.Letterhead))
	for i, block := range end {
		p := block.(docx.Paragraph)
		p.KeepNext = true
		end[i] = p
	}
	body.Blocks = append(body.Blocks, append(end, docx.Para(docx.Signature, "　　　　年　　月　　日"))...)
	file := docx.Document{Title: d.title(), Author: b.head.Letterhead, Mark: b.mark(), Sections: []docx.Section{body}}
	for i, a := range d.Annexes {
		file.Sections = append(file.Sections, annex(a, i+1, len(d.Annexes)))
	}
	last := &file.Sections[len(file.Sections)-1]
	if last.Landscape {
		file.Sections = append(file.Sections, docx.Section{Blocks: []docx.Block{docx.Para(docx.Plain, "")}})
		last = &file.Sections[len(file.Sections)-1]
	}
	last.Blocks = append(last.Blocks, b.imprint()...)
	var out bytes.Buffer
	err := docx.Write(&out, file)
	return out.Bytes(), err
}

// mark is what stands on top of every page: what the figures are not.
func (b *book) mark() string {
	switch {
	case b.head.Sample && b.head.Edition == "":
		return "样例数据，非真实数据 · 预览，未发布"
	case b.head.Sample:
		return "样例数据，非真实数据"
	case b.head.Edition == "":
		return "预览，未发布"
	}
	return ""
}

// letterhead is 发文机关标志 and 发文字号 over the red rule, with 签发人 on what goes upward.
func (b *book) letterhead() []docx.Block {
	name := b.head.Letterhead + "文件"
	// 2 half points to a point; the block is 442 points wide.
	size := min(104, 2*430/max(utf8.RuneCountInString(name), 1))
	issuer := docx.Paragraph{Style: docx.Issuer, Runs: []docx.Run{{Text: name, Size: size}}}
	if b.upward() {
		return []docx.Block{issuer, docx.Para(docx.Upward, "　　　　〔　　　　〕　　号\t签发人：　　　　　")}
	}
	return []docx.Block{issuer, docx.Para(docx.Number, "　　　　〔　　　　〕　　号")}
}

// imprint is 版记, at the foot of the last page.
func (b *book) imprint() []docx.Block {
	copies := b.head.Copies
	if copies == "" {
		copies = "　　　　　　　　　　　　　　　　"
	}
	line := func(rule, text string) docx.Row {
		return docx.Row{Rule: rule, Cells: []docx.CellText{{Style: docx.Imprint, Runs: []docx.Run{{Text: text}}}}}
	}
	return []docx.Block{&docx.Table{Plain: true, Foot: true, Columns: []docx.Column{{Width: uprightWidth - 10}},
		Rows: []docx.Row{line("thick/thin", "抄送："+copies+"。"), line("/thick", b.head.Letterhead+"\t　　　　年　　月　　日印发")}}, docx.Paragraph{Style: docx.Break}}
}

// annexList is 附件说明, one blank line below the text.
func annexList(d Document) []docx.Block {
	if len(d.Annexes) == 0 {
		return nil
	}
	blocks := []docx.Block{docx.Para(docx.Plain, "")}
	for i, a := range d.Annexes {
		lead := "　　　"
		if i == 0 {
			lead = "附件："
		}
		text := plain(a.Title)
		if len(d.Annexes) > 1 {
			text = ordinals(i+1) + text
		}
		blocks = append(blocks, docx.Para(docx.Annex, lead+text))
	}
	return blocks
}

func annex(a Annex, number, of int) docx.Section {
	width := uprightWidth
	if a.Wide {
		width = turnedWidth
	}
	head := "附件"
	if of > 1 {
		head += ordinal(number)
	}
	blocks := []docx.Block{docx.Para(docx.AnnexHead, head), docx.Paragraph{Style: docx.Title, Runs: plainRuns(a.Title)}}
	return docx.Section{Landscape: a.Wide, Blocks: append(blocks, printed(annexBlocks(a), width)...)}
}

// annexBlocks are an annex without a first caption that only says its title
// again; what is told under a table is a note to it.
func annexBlocks(a Annex) []Block {
	blocks := slices.Clone(a.Blocks)
	if blocks[0].Kind == "caption" && plain(blocks[0].Runs) == plain(a.Title) {
		blocks = blocks[1:]
	}
	for i := 1; i < len(blocks); i++ {
		if before := blocks[i-1].Kind; blocks[i].Kind == "text" && (before == "table" || before == "note") {
			blocks[i].Kind = "note"
		}
	}
	return blocks
}

func printed(blocks []Block, width int) []docx.Block {
	var all []docx.Block
	for _, b := range blocks {
		if b.Table != nil {
			all = append(all, printedTable(*b.Table, width), docx.Paragraph{Style: "Break"})
			continue
		}
		all = append(all, docx.Paragraph{Style: printStyles[b.Kind], Runs: plainRuns(b.Runs)})
	}
	return all
}

func printedTable(t Table, width int) *docx.Table {
	total := 0
	for _, c := range t.Columns {
		total += c.Width
	}
	out := &docx.Table{}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, docx.Column{Head: c.Head, Width: c.Width * width / total, Right: c.Right})
	}
	for _, r := range t.Rows {
		row := docx.Row{Strong: r.Strong}
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, docx.CellText{Runs: plainRuns(c)})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// plainRuns joins runs of one look, so that a word processor keeps sentences whole.
func plainRuns(runs []Run) []docx.Run { return []docx.Run{{Text: plain(runs)}} }
