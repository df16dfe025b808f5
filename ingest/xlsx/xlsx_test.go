package xlsx_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
)

// dump reads a whole workbook and writes each cell on a line.
func dump(data []byte) (string, error) { return dumpWith(data, xlsx.DefaultLimits) }

func dumpWith(data []byte, limits xlsx.Limits) (string, error) {
	return dumpOf(xlsx.Open(bytes.NewReader(data), int64(len(data)), limits))
}

func dumpOf(w *xlsx.Workbook, err error) (string, error) {
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i, sheet := range w.Sheets() {
		fmt.Fprintf(&b, "[%s hidden=%v]\n", sheet.Name, sheet.Hidden)
		err := w.Rows(i, func(r book.Row) error {
			for _, c := range r.Cells {
				b.WriteString(line(r, c))
			}
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	return b.String(), w.Verify()
}

var typeNames = map[book.Type]string{book.Empty: "empty", book.Number: "number", book.Text: "text", book.Bool: "bool", book.ErrorValue: "error", book.Date: "date"}

func line(r book.Row, c book.Cell) string {
	s := fmt.Sprintf("%s %s %q", book.CellName(c.Column, r.Number), typeNames[c.Type], c.Text)
	if c.Formula {
		s += " formula"
	}
	if c.NumberFormat != "General" {
		s += " " + c.NumberFormat
	}
	if r.Hidden {
		s += " row-hidden"
	}
	if c.Hidden {
		s += " column-hidden"
	}
	return s + "\n"
}

func codeOf(err error) book.Code {
	var e *book.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// TestCells reads sheets with one unusual thing each.
func TestCells(t *testing.T) {
	for name, c := range map[string]struct{ xml, want string }{
		"number":                   {`<row r="1"><c r="A1"><v>12</v></c></row>`, `A1 number "12"`},
		"number as stored":         {`<row r="1"><c r="A1" t="n"><v>0.30000000000000004</v></c><c r="B1"><v>1.2345E+5</v></c><c r="C1"><v>-1e-7</v></c></row>`, `A1 number "0.30000000000000004" B1 number "1.2345E+5" C1 number "-1e-7"`},
		"space around a number":    {"<row r='1'><c r='A1'><v>\n 12 </v></c></row>", `A1 number "12"`},
		"shared":                   {`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>2</v></c></row>`, `A1 text "编码" C1 text "a&b<一\r_x"`},
		"rich text":                {`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`, `A1 text "粗 体"`},
		"empty shared text":        {`<row r="1"><c r="A1" t="s"><v>3</v></c></row>`, ``},
		"inline":                   {`<row r="1"><c r="B1" t="inlineStr"><is><r><t>一</t></r><r><t>二</t></r></is></c></row>`, `B1 text "一二"`},
		"inline plain":             {`<row r="1"><c r="B1" t="inlineStr"><is><t>一二</t></is></c></row>`, `B1 text "一二"`},
		"bool and error":           {`<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c></row>`, `A1 bool "1" B1 error "#REF!"`},
		"iso date":                 {`<row r="1"><c r="A1" t="d"><v>2022-03-31</v></c></row>`, `A1 date "2022-03-31"`},
		"formula":                  {`<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"x"</f><v>x</v></c></row>`, `A1 number "2" formula B1 text "x" formula`},
		"formula without value":    {`<row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="str"><f>A1</f></c><c r="C1"><f>1</f><v/></c></row>`, `A1 empty "" formula B1 empty "" formula C1 empty "" formula`},
		"formula with empty text":  {`<row r="1"><c r="A1" t="str"><f>A2</f><v></v></c></row>`, `A1 text "" formula`},
		"shared formula":           {`<row r="1"><c r="A1"><f t="shared" si="0"/><v>7</v></c></row>`, `A1 number "7" formula`},
		"styles":                   {`<row r="1"><c r="A1" s="1"><v>0.65</v></c><c r="B1" s="2"><v>44651</v></c><c r="C1" s="3"><v>12</v></c></row>`, `A1 number "0.65" 0.00% B1 number "44651" yyyy/m/d C1 number "12" 0.0"万"`},
		"no references":            {`<row><c><v>1</v></c><c t="s"><v>0</v></c></row><row><c><v>2</v></c></row>`, `A1 number "1" B1 text "编码" A2 number "2"`},
		"implied after given":      {`<row r="5"><c r="C5"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`, `C5 number "1" D5 number "2" A6 number "3"`},
		"hidden row":               {`<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="false"><c r="A2"><v>1</v></c></row>`, `A1 number "1" row-hidden A2 number "1"`},
		"row without height":       {`<row r="1" ht="0" customHeight="1"><c r="A1"><v>1</v></c></row>`, `A1 number "1" row-hidden`},
		"styled but empty":         {`<row r="1"><c r="A1" s="1"/><c r="B1" s="1"></c><c r="XFD1" s="2"/></row>`, ``},
		"far away":                 {`<row r="1048576"><c r="A1048576"><v>1</v></c></row>`, `A1048576 number "1"`},
		"cdata":                    {`<row r="1"><c r="A1" t="str"><v><![CDATA[a<b>&c]]>d&amp;</v></c></row>`, `A1 text "a<b>&cd&"`},
		"comments and PIs":         {`<!-- a --><row r="1"><?x y?><c r="A1"><!-- b --><v>1<!-- c -->2</v></c></row>`, `A1 number "12"`},
		"line ends":                {"<row r='1'><c r='A1' t='str'><v>a\r\nb\rc\nd</v></c></row>", `A1 text "a\nb\nc\nd"`},
		"entities":                 {`<row r="1"><c r="A1" t="str"><v>&lt;&gt;&amp;&apos;&quot;&#65;&#x42;&#x1F600;</v></c></row>`, "A1 text \"<>&'\\\"AB😀\""},
		"escapes":                  {`<row r="1"><c r="A1" t="inlineStr"><is><t>_x0041__xD83D__xDE00__x_xD83D_</t></is></c></row>`, `A1 text "A😀_x_xD83D_"`},
		"quotes and spaces in tag": {"<row  r = '1'\n><c\tr='A1' cm=\"a>b\" ><v >1</v ></c\n></row>", `A1 number "1"`},
		"extension":                {`<row r="1"><c r="A1"><v>1</v><extLst><ext uri="x"><y xmlns="z">8</y></ext></extLst></c><extLst/></row>`, `A1 number "1"`},
		"spans attribute":          {`<row r="1" spans="1:2" x14ac:dyDescent="0.25" xmlns:x14ac="urn:x"><c r="A1" x14ac:r="Z9"><v>1</v></c></row>`, `A1 number "1"`},
	} {
		got, err := dump(zipped(t, parts(rows(c.xml))))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got = strings.ReplaceAll(strings.TrimSpace(strings.TrimPrefix(got, "[表一 hidden=false]\n")), "\n", " ")
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// The short cut for ordinary cells reads nothing otherwise than the long way, which
// a comment in the cell forces.
func TestShortCutsReadTheSame(t *testing.T) {
	values := []string{"<v>12</v>", "<v> 12 </v>", "<v>x</v>", "<v></v>", "<v/>", "<v>一&lt;</v>", "<v>_x4E00_</v>", "<v>\x01</v>", "<v>a]]&gt;]]></v>", ""}
	formulas := []string{"", "<f>A1+1</f>", "<f>A&amp;B</f>", "<f>A&nope;B</f>", "<f></f>", "<f/>", `<f t="shared" si="0">1</f>`, "<f>\xff</f>", "<f>1</f><f>2</f>"}
	compared := 0
	for _, kind := range []string{"", ` t="n"`, ` t="s"`, ` t="str"`, ` t="b"`, ` t="e"`, ` t="d"`, ` t="inlineStr"`, ` t="q"`} {
		for _, f := range formulas {
			for _, v := range append(values, "<is><t>一二</t></is>", "<is><t>_x4E00_</t></is>") {
				cell := func(inside string) string {
					return `<row r="1"><c r="A1"` + kind + `>` + inside + `</c><c r="B1"><v>7</v></c></row>`
				}
				quick, err := dump(zipped(t, parts(rows(cell(f+v)))))
				slow, errSlow := dump(zipped(t, parts(rows(cell("<!-- -->"+f+v)))))
				if quick != slow || codeOf(err) != codeOf(errSlow) {
					t.Errorf("%s: %q, %v; the long way %q, %v", cell(f+v), quick, err, slow, errSlow)
				}
				compared++
			}
		}
	}
	if compared < 500 {
		t.Errorf("only %d cells were compared", compared)
	}
}

// TestRefusedSheets reads sheets with one mistake each.
func TestRefusedSheets(t *testing.T) {
	one := `<row r="1"><c r="A1"><v>1</v></c></row>`
	for name, c := range map[string]struct {
		xml  string
		want book.Code
	}{
		"row twice":              {rows(one + one), book.CodeRef},
		"rows fall":              {rows(`<row r="2"/><row r="1"/>`), book.CodeRef},
		"row 0":                  {rows(`<row r="0"/>`), book.CodeRef},
		"row negative":           {rows(`<row r="-1"/>`), book.CodeRef},
		"row too far":            {rows(`<row r="1048577"/>`), book.CodeRef},
		"row implied too far":    {rows(`<row r="1048576"/><row/>`), book.CodeRef},
		"cell twice":             {rows(`<row r="1"><c r="A1"/><c r="A1"/></row>`), book.CodeRef},
		"cells fall":             {rows(`<row r="1"><c r="B1"/><c r="A1"/></row>`), book.CodeRef},
		"cell of another row":    {rows(`<row r="1"><c r="A2"/></row>`), book.CodeRef},
		"lower case":             {rows(`<row r="1"><c r="a1"/></row>`), book.CodeRef},
		"dollar":                 {rows(`<row r="1"><c r="$A$1"/></row>`), book.CodeRef},
		"column too far":         {rows(`<row r="1"><c r="XFE1"/></row>`), book.CodeRef},
		"implied column too far": {rows(`<row r="1"><c r="XFD1"/><c/></row>`), book.CodeRef},
		"empty reference":        {rows(`<row r="1"><c r=""/></row>`), book.CodeRef},
		"leading zero":           {rows(`<row r="1"><c r="A01"/></row>`), book.CodeRef},
		"content at XFD":         {rows(`<row r="1"><c r="XFD1"><v>1</v></c></row>`), book.CodeColumns},
		"shared index":           {rows(`<row r="1"><c r="A1" t="s"><v>4</v></c></row>`), book.CodeSST},
		"shared index negative":  {rows(`<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`), book.CodeSST},
		"shared index no number": {rows(`<row r="1"><c r="A1" t="s"><v>x</v></c></row>`), book.CodeSST},
		"number no number":       {rows(`<row r="1"><c r="A1"><v>12x</v></c></row>`), book.CodeCell},
		"number inf":             {rows(`<row r="1"><c r="A1"><v>INF</v></c></row>`), book.CodeCell},
		"number hex":             {rows(`<row r="1"><c r="A1"><v>0x10</v></c></row>`), book.CodeCell},
		"number two points":      {rows(`<row r="1"><c r="A1"><v>1.2.3</v></c></row>`), book.CodeCell},
		"number only point":      {rows(`<row r="1"><c r="A1"><v>.</v></c></row>`), book.CodeCell},
		"exponent empty":         {rows(`<row r="1"><c r="A1"><v>1e</v></c></row>`), book.CodeCell},
		"bool 2":                 {rows(`<row r="1"><c r="A1" t="b"><v>2</v></c></row>`), book.CodeCell},
		"error text":             {rows(`<row r="1"><c r="A1" t="e"><v>oops</v></c></row>`), book.CodeCell},
		"unknown type":           {rows(`<row r="1"><c r="A1" t="q"><v>1</v></c></row>`), book.CodeCell},
		"unknown style":          {rows(`<row r="1"><c r="A1" s="5"><v>1</v></c></row>`), book.CodeStyle},
		"two values":             {rows(`<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>`), book.CodeXML},
		"is in a number":         {rows(`<row r="1"><c r="A1"><is><t>1</t></is></c></row>`), book.CodeXML},
		"v in inline":            {rows(`<row r="1"><c r="A1" t="inlineStr"><v>1</v></c></row>`), book.CodeXML},
		"unknown child":          {rows(`<row r="1"><x/></row>`), book.CodeXML},
		"alternate content":      {rows(`<mc:AlternateContent xmlns:mc="urn:mc"><row r="1"/></mc:AlternateContent>`), book.CodeXML},
		"text between rows":      {rows(one + `oops`), book.CodeXML},
		"text between cells":     {rows(`<row r="1">x<c r="A1"/></row>`), book.CodeXML},
		"element in value":       {rows(`<row r="1"><c r="A1"><v><b/>1</v></c></row>`), book.CodeXML},
		"two sheet data":         {rows(one) + rows(""), book.CodeXML},
		"no sheet data":          {``, book.CodePart},
		"not closed":             {`<sheetData><row r="1">`, book.CodeXML},
		"wrong end":              {`<sheetData><row r="1"></sheetData></row>`, book.CodeXML},
		"unknown entity":         {rows(`<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>`), book.CodeXML},
		"entity not closed":      {rows(`<row r="1"><c r="A1" t="str"><v>a & b</v></c></row>`), book.CodeXML},
		"entity of NUL":          {rows(`<row r="1"><c r="A1" t="str"><v>&#0;</v></c></row>`), book.CodeXML},
		"entity of half a pair":  {rows(`<row r="1"><c r="A1" t="str"><v>&#xD800;</v></c></row>`), book.CodeXML},
		"control character":      {rows("<row r='1'><c r='A1' t='str'><v>\x01</v></c></row>"), book.CodeXML},
		"bad UTF-8":              {rows("<row r='1'><c r='A1' t='inlineStr'><is><t>\xb1\xe0</t></is></c></row>"), book.CodeXML},
		"noncharacter":           {rows("<row r='1'><c r='A1' t='str'><v>\uffff</v></c></row>"), book.CodeXML},
		"cdata end in text":      {rows("<row r='1'><c r='A1' t='str'><v>a]]>b</v></c></row>"), book.CodeXML},
		"attribute twice":        {rows(`<row r="1" r="2"/>`), book.CodeXML},
		"attribute no quotes":    {rows(`<row r=1/>`), book.CodeXML},
		"attribute no value":     {rows(`<row r/>`), book.CodeXML},
		"attributes joined":      {rows(`<row r="1"hidden="1"/>`), book.CodeXML},
		"less-than in attribute": {rows(`<row r="<"/>`), book.CodeXML},
		"undeclared prefix":      {rows(`<q:row r="1"/>`), book.CodeXML},
		"doctype":                {`<!DOCTYPE x>` + rows(one), book.CodeDTD},
		"comment with dashes":    {`<!-- a -- b -->` + rows(one), book.CodeXML},
		"declaration inside":     {`<?xml version="1.0"?>` + rows(one), book.CodeXML},
		"bad merge":              {rows(one) + `<mergeCells><mergeCell ref="B2:A1"/></mergeCells>`, book.CodeRef},
		"merges overlap":         {rows(one) + `<mergeCells><mergeCell ref="A1:C3"/><mergeCell ref="B2:B9"/></mergeCells>`, book.CodeMerge},
		"bad columns":            {`<cols><col min="3" max="2"/></cols>` + rows(one), book.CodeRef},
		"hidden neither":         {rows(`<row r="1" hidden="yes"/>`), book.CodeXML},
	} {
		got, err := dump(zipped(t, parts(c.xml)))
		if codeOf(err) != c.want {
			t.Errorf("%s: got %v, want %s\n%s", name, err, c.want, got)
		}
		var e *book.Error
		if errors.As(err, &e) && (e.Detail == "" || e.DetailZh == "" || e.Part != "xl/worksheets/sheet1.xml" || strings.Contains(e.Detail+e.DetailZh, "%!")) {
			t.Errorf("%s: incomplete error %+v", name, e)
		}
	}
}

func TestErrorNamesTheCell(t *testing.T) {
	_, err := dump(zipped(t, parts(rows(`<row r="3"><c r="B3"><v>1</v></c><c r="C3" t="s"><v>99</v></c></row>`))))
	var e *book.Error
	if !errors.As(err, &e) || e.Sheet != "表一" || e.Cell != "C3" || e.Offset == 0 {
		t.Errorf("got %+v", e)
	}
}

func TestWindowBoundaries(t *testing.T) {
	want := ""
	for shift := range 140 {
		got, err := dump(zipped(t, parts(rows(manyRows(shift)))))
		if err != nil {
			t.Fatalf("shift %d: %v", shift, err)
		}
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("shift %d gives other cells", shift)
		}
	}
}

// TestSpellings writes the same sheet in the ways XML allows.
func TestSpellings(t *testing.T) {
	plain := parts(rows(`<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>2</v></c></row>`))
	want, err := dump(zipped(t, plain))
	if err != nil {
		t.Fatal(err)
	}
	body := plain[len(plain)-1].text
	prefixed := strings.NewReplacer("<c ", "<x:c ", "</c>", "</x:c>", "<v>", "<x:v>", "</v>", "</x:v>", "<row", "<x:row", "</row", "</x:row",
		"<sheetData", "<x:sheetData", "</sheetData", "</x:sheetData", "<worksheet xmlns=", "<x:worksheet xmlns:x=", "</worksheet", "</x:worksheet", "<dimension", "<x:dimension").Replace(body)
	undeclared := strings.TrimPrefix(body, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n")
	for name, text := range map[string]string{
		"prefixed": prefixed,
		"strict":   strings.Replace(body, "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", 1),
		"single":   strings.ReplaceAll(body, `"`, `'`),
		"bom":      "\ufeff" + body,
		"utf16le":  utf16le(undeclared),
		"utf16be":  utf16be(strings.Replace(body, "UTF-8", "UTF-16", 1)),
		"inner ns": strings.Replace(body, "<sheetData>", `<sheetData xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main">`, 1),
	} {
		got, err := dump(zipped(t, replace(parts(""), "xl/worksheets/sheet1.xml", text)))
		if err != nil || got != want {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
	for name, c := range map[string]struct {
		text string
		want book.Code
	}{
		"gb18030 declared":         {strings.Replace(body, "UTF-8", "GB18030", 1), book.CodeEncoding},
		"utf-16 declared":          {strings.Replace(body, "UTF-8", "UTF-16", 1), book.CodeEncoding},
		"cells without the prefix": {strings.NewReplacer("<x:c ", "<c ", "</x:c>", "</c>", "<x:v>", "<v>", "</x:v>", "</v>").Replace(prefixed), book.CodeXML},
		"utf-16 without bom":       {utf16le(undeclared)[2:], book.CodeEncoding},
		"half a pair":              {utf16le(undeclared) + "\x3d\xd8", book.CodeEncoding},
		"odd byte":                 {utf16le(undeclared) + "\x20", book.CodeEncoding},
		"xml 1.1":                  {strings.Replace(body, "1.0", "1.1", 1), book.CodeXML},
		"empty":                    {"", book.CodeXML},
		"other namespace":          {strings.Replace(body, mainNS, `xmlns="urn:x"`, 1), book.CodePart},
		"two roots":                {body + "<a/>", book.CodeXML},
		"text after root":          {body + "x", book.CodeXML},
		"space after root":         {body + " \n<!-- end -->", ""},
	} {
		_, err := dump(zipped(t, replace(parts(""), "xl/worksheets/sheet1.xml", c.text)))
		if codeOf(err) != c.want || (c.want == "" && err != nil) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

// TestPrefixesInTurn declares one prefix after another in the same place, one within
// another and one anew: each means what the innermost declaration says, for as long as
// its element is open.
func TestPrefixesInTurn(t *testing.T) {
	main := strings.TrimPrefix(mainNS, "xmlns=")
	in := func(prefix, row string) string {
		return fmt.Sprintf(`<%[1]s:row xmlns:%[1]s=%[2]s r="%[3]s"><%[1]s:c r="A%[3]s"><%[1]s:v>%[3]s</%[1]s:v></%[1]s:c></%[1]s:row>`, prefix, main, row)
	}
	good := in("longer", "1") + in("p", "2") + `<q:row xmlns:q=` + main + ` r="3"><q:c r="A3" xmlns:longer="u"><w:v xmlns:w=` + main + ` xmlns:q="v">3</w:v></q:c></q:row>` + in("q", "4")
	got, err := dump(zipped(t, parts(rows(good))))
	if want := "A1 number \"1\"\nA2 number \"2\"\nA3 number \"3\"\nA4 number \"4\"\n"; err != nil || !strings.HasSuffix(got, want) {
		t.Errorf("got %s, %v", got, err)
	}
	for _, bad := range []string{
		in("longer", "1") + `<longer:row r="2"/>`,                // its element has ended
		in("longer", "1") + in("p", "2") + `<ponger:row r="3"/>`, // left of an earlier one
		`<p:row xmlns:p="u" r="1"/>`,
		`<p:row xmlns:p=` + main + ` r="1"><p:c xmlns:p="u" r="A1"/></p:row>`,
		`<p:row xmlns:p="" r="1"/>`,
	} {
		if got, err := dump(zipped(t, parts(rows(bad)))); err == nil {
			t.Errorf("%s was read: %s", bad, got)
		}
	}
}
