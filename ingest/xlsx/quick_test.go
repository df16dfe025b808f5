package xlsx_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
	"yigai/internal/golden"
)

// sameCarefully reads a file with the short cuts and without: the answers must be
// the same, errors too. It says whether the file was read.
func sameCarefully(t *testing.T, file []byte) bool {
	t.Helper()
	got, err := dump(file)
	want, wantErr := dumpOf(xlsx.OpenCarefully(bytes.NewReader(file), int64(len(file)), xlsx.DefaultLimits))
	if got != want || said(err) != said(wantErr) {
		t.Errorf("read by short cuts %s, %s\nthe long way %s, %s", got, said(err), want, said(wantErr))
	}
	return err == nil
}

// said is all of an error but its offset: where a cell's attributes are wrong the
// one way points to its tag, the other behind it.
func said(err error) string {
	var e *book.Error
	if !errors.As(err, &e) {
		return fmt.Sprint(err)
	}
	return fmt.Sprintf("%s %q %q %s %s %s", e.Code, e.Part, e.Sheet, e.Cell, e.Detail, e.DetailZh)
}

// TestShortCutsAndTheLongWay holds the short cuts against the long way: on all golden
// files, and on sheets in which something was put, taken out or changed anywhere.
func TestShortCutsAndTheLongWay(t *testing.T) {
	for name, data := range golden.Files(t, ".xlsx") {
		if !t.Run(name, func(t *testing.T) { sameCarefully(t, data) }) {
			return
		}
	}
	good := sheet(`<cols><col min="1" max="2" hidden="1" /></cols>` + rows(`<row r="1" ht="12.5" customHeight="1"><c r="A1" s="1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><t>一，（二） &amp; 三</t></is></c><c r="C1" s="2"></c><c r="D1"/></row>`+
		`<row r="2"><c r="A2"><f>IF(B1&gt;0,&quot;是&quot;,&#34;否&#34;)</f><v>-1.5E3</v></c><c r="B2" t="str"><f>A1</f><v>é😀</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="s"><v>2</v></c></row>`) +
		`<mergeCells count="1"><mergeCell ref="A5:B6"/></mergeCells><dataValidations><dataValidation allowBlank="true" error="要求：整数 &amp; 其他" sqref="E60" type="list"><formula1>"初报,终报"</formula1></dataValidation></dataValidations>`)
	changedAnywhere(t, good, func(text string) []byte { return zipped(t, replace(parts(""), "xl/worksheets/sheet1.xml", text)) })
	for shift := range 70 {
		sameCarefully(t, zipped(t, parts(rows(manyRows(shift*13)))))
		sameCarefully(t, zipped(t, parts(rows(strings.Replace(manyRows(64<<10/7*7+shift), "更多", "更\x01多", 1)))))
	}
}

// TestSharedTextsByShortCut does the same with the part of the shared texts, and with
// one larger than the reader's window.
func TestSharedTextsByShortCut(t *testing.T) {
	const begin = "<sst " + mainNS + ">"
	good := begin + `<si><t>一，（二）</t></si><si><t>a&amp;b &#34;&lt;_x000D__x005F_x</t></si><si><t xml:space="preserve"> é😀 ]
</t></si><si><t/></si><si><r><t>粗</t></r><rPh sb="0" eb="1"><t>cū</t></rPh></si><si><t>x</t></si></sst>`
	show := func(n int) string {
		var cells strings.Builder
		for i := range n {
			fmt.Fprintf(&cells, `<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>`, i+1, i+1, i)
		}
		return rows(cells.String())
	}
	with := func(text string, n int) []byte {
		return zipped(t, replace(parts(show(n)), "xl/sharedStrings.xml", text))
	}
	changedAnywhere(t, good, func(text string) []byte { return with(text, 6) })
	const items = 3000
	for shift := range 70 {
		text := begin + "<!--" + strings.Repeat("x", shift) + "-->" + strings.Repeat(`<si><t>第一项 &amp; 更多</t></si><si><t xml:space="preserve"> _x0041_</t></si>`, items/2) + "</sst>"
		sameCarefully(t, with(text, items))
		sameCarefully(t, with(strings.Replace(text, "更多</t></si></sst>", "更\x01多</t></si></sst>", 1), items))
		sameCarefully(t, with(text[:len(text)-shift], items))
	}
}

// odd is what is put into a part.
var odd = []string{"\x00", "\x1f", "\r", "\r\n", "\t", "\"", "'", "<", ">", "</c>", "/", "&", "&amp;", "&#34;", "&#8;", "&#x0;", "&#65", "&lt", "]]>", "]", "=", " ", "  ", "xmlns:a=\"u\" ", "a:b", ":", "x",
	"\xe4", "\xed\xa0\x80", "\xef\xbf\xbe", "\xef\xbf\xbf", "\xef\xbf\xbd", "\xc0\x80", "\xf0\x90\x80\x80", "\xf5\x80\x80\x80", "，", "（", "\ue000", "é", "😀", "<!--", "-->", "<?a b?>", "<![CDATA[", "_x0041_"}

// changedAnywhere puts something into a good part, takes something out or changes it,
// many times, and sees that the file that it becomes part of is read the same both ways.
func changedAnywhere(t *testing.T, good string, file func(part string) []byte) {
	t.Helper()
	random := rand.New(rand.NewPCG(7, 7))
	read := 0
	const times = 4000
	for range times {
		text := good
		for range 1 + random.IntN(2) {
			at, with := random.IntN(len(text)), odd[random.IntN(len(odd))]
			text = text[:at] + with + text[min(len(text), at+random.IntN(3)*random.IntN(6)):]
		}
		if sameCarefully(t, file(text)) {
			read++
		}
		if t.Failed() {
			t.Fatal(text)
		}
	}
	if read < times/20 || read > times*19/20 {
		t.Errorf("%d of %d changed parts were read: the test says little", read, times)
	}
}
