package xlsx_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
)

func open(t *testing.T, all []part) *xlsx.Workbook {
	t.Helper()
	data := zipped(t, all)
	w, err := xlsx.Open(bytes.NewReader(data), int64(len(data)), xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func edited(all []part, name, from, to string) []part {
	for i := range all {
		if all[i].name == name {
			if !strings.Contains(all[i].text, from) {
				panic(name + " has no " + from)
			}
			all[i].text = strings.Replace(all[i].text, from, to, 1)
		}
	}
	return all
}

const relsPart = "xl/_rels/workbook.xml.rels"

func related(id, kind, target string) string {
	return `<Relationship Id="` + id + `" Type="` + relURI + kind + `" Target="` + target + `"/></Relationships>`
}

// TestSheetsInTheOrderOfTheTabs: order and names come from the workbook part,
// not from the names of the parts.
func TestSheetsInTheOrderOfTheTabs(t *testing.T) {
	all := edited(parts(good), "xl/workbook.xml", "<sheets>", `<sheets><sheet name="&#x540E;&amp;" sheetId="9" state="veryHidden" r:id="rId9"/><sheet name="图" sheetId="3" r:id="rId8"/>`)
	all = edited(all, relsPart, "</Relationships>", related("rId9", "worksheet", "../xl/worksheets/./Sheet9.xml"))
	all = edited(all, relsPart, "</Relationships>", related("rId8", "chartsheet", "chartsheets/sheet1.xml"))
	all = append(all, part{"xl/worksheets/sheet9.xml", sheet(rows(`<row r="1"><c r="A1"><v>9</v></c></row>`))}, part{"xl/chartsheets/sheet1.xml", "<x/>"})
	w := open(t, all)
	if got, want := w.Sheets(), []book.Sheet{{Name: "后&", Hidden: true}, {Name: "表一"}}; !slices.Equal(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	if err := w.Rows(0, func(r book.Row) error {
		if r.Cells[0].Text != "9" {
			t.Errorf("the first tab holds %v", r.Cells)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestWhatAWorkbookCarries(t *testing.T) {
	plain := open(t, parts(good))
	if plain.Traits().Macros || len(plain.Traits().ExternalLinks) > 0 || plain.Traits().Date1904 {
		t.Errorf("a plain workbook: %v %v %v", plain.Traits().Macros, len(plain.Traits().ExternalLinks) > 0, plain.Traits().Date1904)
	}
	if w := open(t, edited(parts(good), "xl/workbook.xml", "<sheets>", `<workbookPr date1904="true"/><sheets>`)); !w.Traits().Date1904 {
		t.Error("1904 not seen")
	}
	if w := open(t, edited(parts(good), relsPart, "</Relationships>", related("r7", "vbaProject", "vbaProject.bin"))); !w.Traits().Macros {
		t.Error("macro project not seen")
	}
	xlsm := edited(parts(good), "[Content_Types].xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
	if w := open(t, xlsm); !w.Traits().Macros {
		t.Error("macro workbook not seen")
	}
	if w := open(t, edited(parts(good), relsPart, "</Relationships>", related("r7", "xlMacrosheet", "macrosheets/sheet1.xml"))); !w.Traits().Macros {
		t.Error("macro sheet not seen")
	}
}

// TestCommentsAreSeen: those of old and of new programs, where the part is there.
func TestCommentsAreSeen(t *testing.T) {
	const head = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	for kind, want := range map[string]bool{"comments": true, "threadedComment": true, "vmlDrawing": false, "hyperlink": false} {
		all := append(parts(good), part{"xl/worksheets/_rels/sheet1.xml.rels", head + related("r1", kind, "../comments1.xml")})
		if open(t, all).Traits().Comments {
			t.Errorf("%s: a part that is missing has no comments", kind)
		}
		if got := open(t, append(all, part{"xl/comments1.xml", "<comments/>"})).Traits().Comments; got != want {
			t.Errorf("%s: comments %v, want %v", kind, got, want)
		}
	}
}

// TestLinksAreNamedAsWritten: links to files, DDE servers and connections.
func TestLinksAreNamedAsWritten(t *testing.T) {
	all := parts(good)
	for i, kind := range []string{"externalLink", "externalLink", "externalLink", "connections"} {
		all = edited(all, relsPart, "</Relationships>", related(fmt.Sprint("x", i), kind, fmt.Sprintf("links/link%d.xml", i)))
	}
	all = append(all,
		part{"xl/links/link0.xml", `<externalLink ` + mainNS + ` ` + relNS + `><externalBook r:id="r1"><sheetNames/></externalBook></externalLink>`},
		part{"xl/links/_rels/link0.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + relURI + `externalLinkPath" Target="file:///D:/2021&#24180;/底表.xlsx" TargetMode="External"/></Relationships>`},
		part{"xl/links/link1.xml", `<externalLink ` + mainNS + `><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>`},
		part{"xl/links/link3.xml", `<connections ` + mainNS + `><connection id="1"><dbPr connection="Provider=x"/></connection><connection id="2"><webPr url="http://example.org"/></connection></connections>`})
	want := []string{"file:///D:/2021年/底表.xlsx", "DDE cmd|/c calc", "links/link2.xml", "Provider=x", "http://example.org"}
	if got := open(t, all).Traits().ExternalLinks; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestTwoPartsOfOneKind: which of them counts is not for a reader to choose.
func TestTwoPartsOfOneKind(t *testing.T) {
	for _, kind := range []string{"sharedStrings", "styles"} {
		all := edited(parts(good), relsPart, "</Relationships>", related("r7", kind, "other.xml"))
		if _, err := dump(zipped(t, all)); codeOf(err) != book.CodePart {
			t.Errorf("%s: got %v", kind, err)
		}
	}
}

func TestMergesAndHiddenColumns(t *testing.T) {
	xml := `<cols><col min="2" max="3" hidden="1"/><col min="4" max="16384"/><col min="5" max="5" width="0"/></cols>` +
		rows(`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="D1"><v>3</v></c><c r="E1"><v>4</v></c></row>`) +
		`<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C3"/></mergeCells>`
	w := open(t, parts(xml))
	var hidden []bool
	if err := w.Rows(0, func(r book.Row) error {
		for _, c := range r.Cells {
			hidden = append(hidden, c.Hidden)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(hidden, []bool{false, true, false, true}) {
		t.Errorf("hidden %v", hidden)
	}
	if got, want := w.Merges(0), []book.Range{rangeOf(1, 1, 2, 2), rangeOf(3, 3, 3, 3)}; !slices.Equal(got, want) {
		t.Errorf("merges %v", got)
	}
}

// TestRefusedWorkbooks spoils the parts around the sheet.
func TestRefusedWorkbooks(t *testing.T) {
	for name, c := range map[string]struct {
		part, from, to string
		want           book.Code
	}{
		"sheet twice":         {"xl/workbook.xml", "</sheets>", `<sheet name="表一" sheetId="2" r:id="rId1"/></sheets>`, book.CodeSheets},
		"part used twice":     {"xl/workbook.xml", "</sheets>", `<sheet name="表二" sheetId="2" r:id="rId1"/></sheets>`, book.CodeSheets},
		"no sheets":           {"xl/workbook.xml", `<sheet name="表一" sheetId="1" r:id="rId1"/>`, ``, book.CodeSheets},
		"relation missing":    {"xl/workbook.xml", "rId1", "rId99", book.CodePart},
		"relation twice":      {relsPart, "rId2", "rId1", book.CodeXML},
		"target missing":      {relsPart, "sheet1.xml", "sheet2.xml", book.CodePart},
		"target outside":      {relsPart, "worksheets/sheet1.xml", "../../etc/passwd", book.CodePart},
		"strings missing":     {relsPart, "sharedStrings.xml", "other.xml", book.CodePart},
		"strings wrong root":  {"xl/sharedStrings.xml", "sst", "sstx", book.CodePart},
		"strings cut":         {"xl/sharedStrings.xml", "</sst>", "", book.CodeXML},
		"strings unknown":     {"xl/sharedStrings.xml", "<si><t>", "<si><q/><t>", book.CodeXML},
		"style not a number":  {"xl/styles.xml", `numFmtId="10"`, `numFmtId="x"`, book.CodeXML},
		"styles cut":          {"xl/styles.xml", "</styleSheet>", "", book.CodeXML},
		"types not a package": {"[Content_Types].xml", "content-types", "content-typos", book.CodePart},
		"word inside":         {"[Content_Types].xml", "spreadsheetml.sheet", "wordprocessingml.document", book.CodeNotXLSX},
		"two main documents":  {"_rels/.rels", "</Relationships>", related("rId2", "officeDocument", "xl/other.xml"), book.CodePart},
		"truth value":         {"xl/workbook.xml", "<sheets>", `<workbookPr date1904="perhaps"/><sheets>`, book.CodeXML},
	} {
		got, err := dump(zipped(t, edited(parts(good), c.part, c.from, c.to)))
		if codeOf(err) != c.want {
			t.Errorf("%s: got %v, want %s\n%s", name, err, c.want, got)
		}
	}
}

// TestNoStyles: a workbook without styles or shared strings is a workbook.
func TestNoStyles(t *testing.T) {
	all := parts(rows(`<row r="1"><c r="A1" s="0"><v>1</v></c></row>`))
	all = edited(all, relsPart, related("rId3", "styles", "styles.xml"), "</Relationships>")
	all = slices.DeleteFunc(all, func(p part) bool { return p.name == "xl/styles.xml" })
	got, err := dump(zipped(t, all))
	if err != nil || !strings.Contains(got, `A1 number "1"`) {
		t.Errorf("%v\n%s", err, got)
	}
}

func rangeOf(firstColumn, firstRow, lastColumn, lastRow int) book.Range {
	return book.Range{FirstColumn: firstColumn, FirstRow: firstRow, LastColumn: lastColumn, LastRow: lastRow}
}
