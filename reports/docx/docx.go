// Package docx writes documents in the form of GB/T 9704 as WordprocessingML.
//
// Paragraphs, tables and sections go in; a .docx that Word, WPS and LibreOffice
// open and edit comes out, the same bytes for the same document. It knows the
// form of an official document and nothing of what stands in it, and it writes
// only what such a document needs: no pictures, no lists, no tracked changes.
// Text may be hostile: it is escaped in one place, and characters that XML
// forbids are replaced.
package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
)

// A Document is what one file holds.
type Document struct {
	Title    string    // of the file, as a file manager shows it
	Author   string    // who issues it
	Mark     string    // stands on top of every page: 样例, 预览; "" for none
	Compact  bool      // for two-page briefs: smaller margins and type
	Sections []Section // at least one
}

// A Section is a run of pages of one orientation; it begins on a new page.
type Section struct {
	Landscape bool // for wide tables
	Blocks    []Block
}

// A Block is a Paragraph or a *Table.
type Block interface{ write(b *strings.Builder) }

// A Style is one of the paragraph styles that the office may change in its word processor.
type Style string

// The styles of an official document.
const (
	Body      Style = "Body"      // 三号仿宋, first line indented by two characters
	Plain     Style = "Plain"     // the same without indent: 主送机关
	Title     Style = "DocTitle"  // 二号小标宋, centred
	Heading1  Style = "Heading1"  // 一、黑体
	Heading2  Style = "Heading2"  // （一）楷体
	Issuer    Style = "Issuer"    // 发文机关标志, red
	Number    Style = "DocNumber" // 发文字号, centred over the red rule
	Upward    Style = "UpNumber"  // 发文字号 at the left, 签发人 at the right of a tab, over the red rule
	Signature Style = "Signature" // right, indented by four characters
	Annex     Style = "Annex"     // 附件说明
	AnnexHead Style = "AnnexHead" // 附件1, flush left in 黑体
	Caption   Style = "Caption"   // over a table
	Note      Style = "Note"      // under a table, small
	Big       Style = "Big"       // the headline of a brief
	Lead      Style = "Lead"      // its first sentence
	BriefHead Style = "BriefHead" // over its parts
	Figure    Style = "Figure"    // a large number
	Small     Style = "Small"     // words beside it
	Cell      Style = "Cell"      // in tables
	CellHead  Style = "CellHead"  // in their head rows
	CellRight Style = "CellRight" // numbers
	Imprint   Style = "Imprint"   // 版记, 四号, at the foot of the page: its last line
	Break     Style = "Break"     // nothing to see: keeps tables apart
)

// A Run is a stretch of text of one look.
type Run struct {
	Text   string // "\t" is a tab, "\n" a line break
	Strong bool
	Colour string // six hex digits; "" for the style's own
	Size   int    // in half points; 0 for the style's own
}

// A Paragraph is a line or more of text.
type Paragraph struct {
	Style    Style
	Runs     []Run
	NewPage  bool
	KeepNext bool // stays on one page with what follows
}

// Para makes a paragraph of one plain run.
func Para(style Style, text string) Paragraph {
	return Paragraph{Style: style, Runs: []Run{{Text: text}}}
}

// epoch is the time of every entry: bytes must not depend on when they were written.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Write writes the document. It returns the writer's errors, and one for a document without sections.
func Write(w io.Writer, d Document) error {
	if len(d.Sections) == 0 {
		return fmt.Errorf("docx: a document needs a section")
	}
	archive := zip.NewWriter(w)
	for _, p := range d.parts() {
		entry, err := archive.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: epoch})
		if err != nil {
			return fmt.Errorf("docx: %s: %w", p.name, err)
		}
		if _, err := io.WriteString(entry, p.text); err != nil {
			return fmt.Errorf("docx: %s: %w", p.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	return nil
}

// Bytes is what Write writes.
func Bytes(d Document) ([]byte, error) {
	var b bytes.Buffer
	err := Write(&b, d)
	return b.Bytes(), err
}

// escape makes text safe between tags and in attributes. What XML 1.0 forbids becomes U+FFFD.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r < 0x20, r == 0xFFFE, r == 0xFFFF, r >= 0xD800 && r <= 0xDFFF:
			b.WriteRune('\uFFFD')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
