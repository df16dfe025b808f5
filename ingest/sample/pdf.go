package sample

import (
	"bytes"
	"fmt"
	"unicode/utf16"
)

// onePage is a PDF of one page that says SAMPLE and the lines given, which are
// ASCII without brackets; the title may be any text. The same in, the same bytes.
func onePage(title string, lines ...string) []byte {
	text := "BT /F1 24 Tf 72 760 Td (SAMPLE - NOT REAL) Tj /F1 14 Tf"
	for _, line := range lines {
		text += " 0 -30 Td (" + line + ") Tj"
	}
	text += " ET"
	name := "FEFF"
	for _, unit := range utf16.Encode([]rune(title)) {
		name += fmt.Sprintf("%04X", unit)
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, object := range []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(text), text),
		"<</Title<" + name + ">>>",
	} {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, table)
	return b.Bytes()
}
