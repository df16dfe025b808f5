package docx

import (
	_ "embed"
	"fmt"
	"strings"
)

// The page of GB/T 9704, in twips: top 37, left 28, right 26, bottom 35 mm, 22
// lines of 28 characters, page numbers 7 mm below the block.
const (
	pageWidth, pageHeight           = 11906, 16838
	top, right, bottom, left        = 2098, 1474, 1984, 1588
	linePitch                       = 579                              // 28.95 pt: 225 mm / 22
	footAt                          = pageHeight - top - bottom - 1080 // where 版记 begins in the block: two lines of 四号 above its foot
	headerAt, footerAt              = 1134, 1247
	namespaces                      = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	xmlHead                         = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	officeType, packageType         = "application/vnd.openxmlformats-officedocument.wordprocessingml.", "application/vnd.openxmlformats-package."
	officeRelation, packageRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/", "http://schemas.openxmlformats.org/package/2006/relationships"
)

//go:embed styles.xml
var styles string

//go:embed fonts.xml
var fonts string

type part struct{ name, text string }

// parts are the files of the archive, in the order in which readers look for them.
func (d Document) parts() []part {
	return []part{
		{"[Content_Types].xml", contentTypes()},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="` + packageRelation + `">` +
			`<Relationship Id="rId1" Type="` + officeRelation + `officeDocument" Target="word/document.xml"/>` +
			`<Relationship Id="rId2" Type="` + packageRelation + `/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"docProps/core.xml", d.core()},
		{"word/document.xml", d.document()},
		{"word/_rels/document.xml.rels", relations()},
		{"word/styles.xml", styles},
		{"word/fontTable.xml", fonts},
		{"word/settings.xml", xmlHead + `<w:settings ` + namespaces + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="289"/><w:characterSpacingControl w:val="compressPunctuation"/>` +
			`<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`},
		{"word/header1.xml", d.header()},
		{"word/footer1.xml", footer("right", `w:rightChars="100" w:right="280"`)},
		{"word/footer2.xml", footer("left", `w:leftChars="100" w:left="280"`)},
	}
}

func contentTypes() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="` + packageType + `relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	for _, p := range []struct{ name, kind string }{{"document", "document.main"}, {"styles", "styles"}, {"fontTable", "fontTable"}, {"settings", "settings"}, {"header1", "header"}, {"footer1", "footer"}, {"footer2", "footer"}} {
		fmt.Fprintf(&b, `<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>`, p.name, officeType, p.kind)
	}
	b.WriteString(`<Override PartName="/docProps/core.xml" ContentType="` + packageType + `core-properties+xml"/></Types>`)
	return b.String()
}

func relations() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="` + packageRelation + `">`)
	for i, p := range []struct{ kind, name string }{{"styles", "styles"}, {"fontTable", "fontTable"}, {"settings", "settings"}, {"header", "header1"}, {"footer", "footer1"}, {"footer", "footer2"}} {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s%s" Target="%s.xml"/>`, i+1, officeRelation, p.kind, p.name)
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

// core names title and issuer; it holds no time, since the file is a function of its content.
func (d Document) core() string {
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>` + escape(d.Title) + `</dc:title><dc:creator>` + escape(d.Author) + `</dc:creator></cp:coreProperties>`
}

func (d Document) header() string {
	return xmlHead + `<w:hdr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="HeaderMark"/></w:pPr><w:r><w:t xml:space="preserve">` + escape(d.Mark) + `</w:t></w:r></w:p></w:hdr>`
}

// footer is the page number between dashes: at the right of odd pages, at the left of even ones.
func footer(side, indent string) string {
	return xmlHead + `<w:ftr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="PageNumber"/><w:ind ` + indent + `/><w:jc w:val="` + side + `"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>` +
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` +
		`<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`
}

func (d Document) document() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:document ` + namespaces + `><w:body>`)
	for i, s := range d.Sections {
		for _, block := range s.Blocks {
			block.write(&b)
		}
		if i < len(d.Sections)-1 {
			b.WriteString(`<w:p><w:pPr><w:pStyle w:val="Break"/>` + d.page(s) + `</w:pPr></w:p>`)
		} else {
			b.WriteString(d.page(s))
		}
	}
	b.WriteString(`</w:body></w:document>`)
	return b.String()
}

// page is the set-up of a section's pages. Turned pages keep the block's margins, turned with them.
func (d Document) page(s Section) string {
	width, height, margins, turn := pageWidth, pageHeight, [4]int{top, right, bottom, left}, ""
	if d.Compact {
		margins = [4]int{1134, 1020, 1020, 1020}
	}
	if s.Landscape {
		width, height, turn = pageHeight, pageWidth, ` w:orient="landscape"`
		margins = [4]int{margins[3], margins[0] - 340, margins[1], margins[2] - 340}
	}
	// The 28 characters are set by the styles' spacing: a character grid narrower
	// than the type makes LibreOffice give each character two places.
	grid := fmt.Sprintf(`<w:docGrid w:type="lines" w:linePitch="%d"/>`, linePitch)
	footerFrom := footerAt
	if d.Compact || s.Landscape {
		grid = `<w:docGrid w:linePitch="312"/>`
	}
	if d.Compact {
		footerFrom = 510
	} else if s.Landscape {
		footerFrom = 737
	}
	return `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="even" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/><w:type w:val="nextPage"/>` +
		fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/>`,
			width, height, turn, margins[0], margins[1], margins[2], margins[3], min(headerAt, margins[0]*6/10), footerFrom) + grid + `</w:sectPr>`
}
