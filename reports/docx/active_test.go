package docx

import (
	"strings"
	"testing"
	"time"
)

const (
	relationsOf = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%K" Target="%T"%M/></Relationships>`
	bodyOf      = `<w:document xmlns:w="` + wordSpace + `"><w:body><w:p>%B</w:p></w:body></w:document>`
	begin       = `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`
	end         = `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	separate    = `<w:r><w:fldChar w:fldCharType="separate"/></w:r>`
)

func relation(kind, target string, external bool) string {
	mode := ""
	if external {
		mode = ` TargetMode="External"`
	}
	return strings.NewReplacer("%K", kind, "%T", target, "%M", mode).Replace(relationsOf)
}

func body(inner string) string { return strings.ReplaceAll(bodyOf, "%B", inner) }

func code(text string) string { return `<w:r><w:instrText>` + text + `</w:instrText></w:r>` }

func TestActiveIsNamed(t *testing.T) {
	for what, c := range map[string]struct{ name, part, want string }{
		"macros":                  {"word/_rels/document.xml.rels", relation("vbaProject", "x.bin", false), "x.bin"},
		"an object":               {"word/_rels/document.xml.rels", relation("oleObject", "media/a.bin", false), "media/a.bin"},
		"an object, in capitals":  {"word/_rels/header1.xml.rels", relation("OLEOBJECT", "a.bin", false), "a.bin"},
		"a workbook":              {"word/charts/_rels/chart1.xml.rels", relation("package", "a.xlsx", false), "a.xlsx"},
		"another document":        {"word/_rels/document.xml.rels", relation("aFChunk", "a.html", false), "a.html"},
		"a template elsewhere":    {"word/_rels/settings.xml.rels", relation("attachedTemplate", "http://example.com/x.dotm", true), "x.dotm"},
		"a picture elsewhere":     {"word/_rels/document.xml.rels", relation("image", "http://example.com/x.png", true), "x.png"},
		"a link that runs":        {"word/_rels/document.xml.rels", relation("hyperlink", "javascript:alert(1)", true), "javascript"},
		"a link to a file":        {"word/_rels/document.xml.rels", relation("hyperlink", `file:///c:/x.exe`, true), "x.exe"},
		"DDE":                     {"word/document.xml", body(begin + code(`DDEAUTO c:\\cmd.exe "/k"`) + end), "DDEAUTO"},
		"DDE in pieces":           {"word/footer1.xml", body(begin + code(`D`) + code(`DE x`) + separate + end), "DDE x"},
		"DDE in a simple field":   {"word/document.xml", body(`<w:fldSimple w:instr=" ddeauto x"/>`), "ddeauto"},
		"a picture by field":      {"word/header1.xml", body(begin + code(`INCLUDEPICTURE "http://example.com/x"`) + separate + end), "INCLUDEPICTURE"},
		"a field made by another": {"word/document.xml", body(begin + begin + code(`QUOTE 68 68 69`) + end + code(` x`) + end), "{"},
		"a field named by text":   {"word/document.xml", body(begin + begin + code(`REF x`) + separate + end + code(` page`) + end), "{"},
		"a second code":           {"word/document.xml", body(begin + code(`PAGE`) + separate + code(`DDE x`) + end), "DDE x"},
		"a field never ended":     {"word/document.xml", body(begin + code(`DDE x`)), "DDE x"},
		"a code without a field":  {"word/document.xml", body(code(`DDE x`)), "DDE x"},
		"a link that runs, coded": {"word/document.xml", body(begin + code(`HYPERLINK "javascript:alert(1)"`) + end), "javascript"},
		"an embedded control":     {"word/document.xml", body(`<w:r><w:object/></w:r>`), "object"},
	} {
		if got, err := Active(c.name, strings.NewReader(c.part)); err != nil || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, %v", what, got, err)
		}
	}
}

func TestHarmlessIsNot(t *testing.T) {
	for what, c := range map[string]struct{ name, part string }{
		"styles":         {"word/_rels/document.xml.rels", relation("styles", "styles.xml", false)},
		"a picture":      {"word/_rels/document.xml.rels", relation("image", "media/a.png", false)},
		"a link":         {"word/_rels/document.xml.rels", relation("hyperlink", "https://www.example.gov.cn/", true)},
		"page numbers":   {"word/footer1.xml", body(begin + code(` PAGE  \* MERGEFORMAT `) + separate + `<w:r><w:t>1</w:t></w:r>` + end)},
		"contents":       {"word/document.xml", body(begin + code(`TOC \o "1-3"`) + separate + begin + code(`HYPERLINK \l "_Toc1"`) + separate + begin + code(`PAGEREF _Toc1 \h`) + separate + end + end + end)},
		"a sum":          {"word/document.xml", body(begin + code(`=SUM(ABOVE)`) + end)},
		"words of a DDE": {"word/document.xml", body(`<w:r><w:t>DDEAUTO x</w:t></w:r>`)},
		"a bitmap":       {"word/media/a.png", "\x89PNG"},
	} {
		if got, err := Active(c.name, strings.NewReader(c.part)); err != nil || got != "" {
			t.Errorf("%s: %q, %v", what, got, err)
		}
	}
}

func TestUnsoundPartsAreErrors(t *testing.T) {
	for name, part := range map[string]string{"word/media/a.png": body(""), "word/media/b.PNG": "\ufeff \n<x/>", "word/media/c.bin": "MZ"} {
		if _, err := Active(name, strings.NewReader(part)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	began := time.Now()
	for _, part := range []string{`<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>`, `<x>&b;</x>`, `<x>`, `<x></y>`, strings.Repeat(`<w:p>`, 100_000)} {
		if _, err := Active("word/styles.xml", strings.NewReader(part)); err == nil {
			t.Errorf("%.60q: no error", part)
		}
	}
	if took := time.Since(began); took > 3*time.Minute {
		t.Errorf("took %v", took)
	}
}

func TestMainPart(t *testing.T) {
	for part, want := range map[string]string{
		relation("officeDocument", "word/document.xml", false):          "word/document.xml",
		relation("officeDocument", "/word/document2.xml", false):        "word/document2.xml",
		relation("officeDocument", "../../word/a.xml", false):           "word/a.xml",
		relation("styles", "word/document.xml", false):                  "",
		`<r><a Type="x/officeDocument"/><a Type="officeDocument"/></r>`: "",
	} {
		if got, err := MainPart(strings.NewReader(part)); err != nil || got != want {
			t.Errorf("%s: %q, %v", part, got, err)
		}
	}
}
