package xlsx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// A part is one entry of a hand-built workbook.
type part struct{ name, text string }

const (
	mainNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relURI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// parts are the least a workbook needs, with the given sheet data on one sheet
// named 表一, four shared strings and five formats.
func parts(sheetData string) []part {
	return []part{
		{"[Content_Types].xml", `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relURI + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + mainNS + ` ` + relNS + `><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + relURI + `worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + relURI + `sharedStrings" Target="/xl/sharedStrings.xml"/>` +
			`<Relationship Id="rId3" Type="` + relURI + `styles" Target="styles.xml"/></Relationships>`},
		{"xl/sharedStrings.xml", `<sst ` + mainNS + ` count="4" uniqueCount="4"><si><t>编码</t></si><si><r><rPr><b/></rPr><t>粗</t></r><r><t xml:space="preserve"> 体</t></r><rPh sb="0" eb="1"><t>cū</t></rPh></si>` +
			`<si><t>a&amp;b&lt;&#x4e00;_x000D__x005F_x</t></si><si/></sst>`},
		{"xl/styles.xml", `<styleSheet ` + mainNS + `><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0&quot;万&quot;"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="31"/></cellXfs></styleSheet>`},
		{"xl/worksheets/sheet1.xml", sheet(sheetData)},
	}
}

func sheet(data string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<worksheet ` + mainNS + ` ` + relNS + `><dimension ref="A1"/>` + data + `</worksheet>`
}

func rows(xml string) string { return "<sheetData>" + xml + "</sheetData>" }

// replace changes one part, or adds it.
func replace(all []part, name, text string) []part {
	for i := range all {
		if all[i].name == name {
			all[i].text = text
			return all
		}
	}
	return append(all, part{name, text})
}

func zipped(t testing.TB, all []part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range all {
		f, err := w.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(p.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// utf16le and utf16be encode a text with its byte order mark.
func utf16le(s string) string { return wide(s, 0, 1) }
func utf16be(s string) string { return wide(s, 1, 0) }

func wide(s string, low, high int) string {
	var b strings.Builder
	for _, r := range append([]rune{0xfeff}, []rune(s)...) {
		units := []rune{r}
		if r > 0xffff {
			r -= 0x10000
			units = []rune{0xd800 + r>>10, 0xdc00 + r&0x3ff}
		}
		for _, u := range units {
			pair := [2]byte{}
			pair[low], pair[high] = byte(u), byte(u>>8)
			b.Write(pair[:])
		}
	}
	return b.String()
}

// manyRows is a sheet larger than the reader's window, shifted by some bytes so
// that each kind of token comes to lie across its end.
func manyRows(shift int) string {
	var b strings.Builder
	b.WriteString("<!--" + strings.Repeat("x", shift) + "-->")
	for i := 1; i <= 400; i++ {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d" t="s"><v>1</v></c><c r="B%d"><v>%d.25</v></c><c r='C%d' t="inlineStr"><is><t>第%d行 &amp; 更多</t></is></c><c r="D%d" t="str"><f>A1&amp;"x"</f><v><![CDATA[<%d>]]></v></c></row>`, i, i, i, i, i, i, i, i)
	}
	return b.String()
}
