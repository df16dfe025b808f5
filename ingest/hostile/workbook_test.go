package hostile

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
	"testing"

	"yigai/ingest/book"
)

const (
	mainNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relURI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	pkgRel = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

	mainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
)

// A raw cell is written as it stands: attributes and inside of a c element.
type raw struct{ attributes, inside string }

// A tab is one sheet of a workbook: texts, numbers (int, float64) and raw cells;
// nil is a blank.
type tab struct {
	name, state string
	rows        [][]any
	rowMarks    map[int]string // attributes of a row
	before      string         // XML before sheetData
	after       string         // and after it
}

// A workbook is what a case changes before it is written.
type workbook struct {
	tabs    []*tab
	changes []change // of parts, once they are written out
	extra   []part
	omit    map[string]bool
}

type part struct{ name, text string }

type change struct{ part, old, new string }

// clean is a workbook of the made-up programme that breaks no rule.
func clean() *workbook {
	w := &workbook{omit: map[string]bool{}}
	w.tabs = []*tab{
		{name: "封面", rows: [][]any{{"样例工作方案季度报表"},
			{"工作方案", "golden-2022"}, {"报告期", "2022Q1"}, {"单位代码", "610702"}, {"单位名称", "汉台区"}, {"数据截止日期", "2022-03-31"},
			{"数据性质", "终报"}, {"填报人", "甲"}, {"审核人", "乙"}, {"批准人", "丙"}, {"联系方式", "0916-0000000"}, {"填报日期", "2022-04-08"}}},
		{name: "指标", rows: [][]any{{"指标"}, {"编码", "名称", "单位", "口径", "本期值", "备注"},
			{"visits", "总诊疗人次", "人次", "", 120000}, {"visits_primary", "基层诊疗人次", "人次", "", 65000}, {"contracts", "签约居民数", "人", "", 210000},
			{"fund_rate", "基金使用率", "%", "", 65.3}, {"spending", "支出", "万元", "", 1234.56}, {"ledger_kept", "已建立台账", "是/否", "", "是"}}},
		{name: "任务", rows: [][]any{{"任务"}, {"任务编号", "任务名称", "状态", "完成进度", "进展情况", "存在问题", "下一步措施", "佐证材料", "责任人"},
			{"1", "推进签约服务", "推进中", 50, "按计划推进"}}},
	}
	return w
}

// bureau is the clean workbook of the department that reports for the counties.
func bureau() *workbook {
	w := clean()
	w.set("封面!B4", "610700-YBJ").set("封面!B5", "市医保局")
	w.tabs = []*tab{w.tabs[0], {name: "县区表", rows: [][]any{{"县区表"}, {"单位代码", "单位名称", "settled", "settled_fund"}, {"", "", "结算人次", "基金支出"}, {"", "", "人次", "万元"},
		{"610702", "汉台区", 3000, 450.5}, {"610703", "南郑区", 2000, 380.25}}}}
	return w
}

func (w *workbook) tab(name string) *tab {
	for _, t := range w.tabs {
		if t.name == name {
			return t
		}
	}
	panic("no sheet " + name)
}

// set writes one cell, "指标!E3".
func (w *workbook) set(cell string, v any) *workbook {
	name, ref, _ := strings.Cut(cell, "!")
	column, row := book.ParseCell(ref)
	t := w.tab(name)
	for len(t.rows) < row {
		t.rows = append(t.rows, nil)
	}
	for len(t.rows[row-1]) < column {
		t.rows[row-1] = append(t.rows[row-1], nil)
	}
	t.rows[row-1][column-1] = v
	return w
}

// replace changes a part once it is written out; old must be there.
func (w *workbook) replace(name, old, new string) *workbook {
	w.changes = append(w.changes, change{name, old, new})
	return w
}

func (w *workbook) add(name, text string) *workbook {
	w.extra = append(w.extra, part{name, text})
	return w
}

func (w *workbook) remove(names ...string) *workbook {
	for _, name := range names {
		w.omit[name] = true
	}
	return w
}

// relate adds a relationship to the workbook part.
func (w *workbook) relate(kind, target string) *workbook {
	return w.replace("xl/_rels/workbook.xml.rels", "</Relationships>", `<Relationship Id="x`+kind+`" Type="`+relURI+kind+`" Target="`+target+`"/></Relationships>`)
}

// parts writes the workbook out.
func (w *workbook) parts() []part {
	texts := &texts{index: map[string]int{}}
	var sheets, relations strings.Builder
	var bodies []part
	for i, t := range w.tabs {
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>`, html.EscapeString(t.name), i+1, t.state, i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relURI, i+1)
		bodies = append(bodies, part{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), t.xml(texts)})
	}
	all := []part{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + mainType + `"/></Types>`},
		{"_rels/.rels", pkgRel + `<Relationship Id="rId1" Type="` + relURI + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + mainNS + ` ` + relNS + `><sheets>` + sheets.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", pkgRel + relations.String() + `<Relationship Id="rIdS" Type="` + relURI + `sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdF" Type="` + relURI + `styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", `<styleSheet ` + mainNS + `><numFmts><numFmt numFmtId="164" formatCode="0.0&quot;万&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`},
		{"xl/sharedStrings.xml", `<sst ` + mainNS + `>` + texts.b.String() + `</sst>`},
	}
	return w.edit(append(append(all, bodies...), w.extra...))
}

// edit takes parts out and makes the changes.
func (w *workbook) edit(all []part) []part {
	var kept []part
	for _, p := range all {
		if w.omit[p.name] {
			continue
		}
		for _, c := range w.changes {
			if c.part == p.name {
				if !strings.Contains(p.text, c.old) {
					panic(p.name + " has no " + c.old)
				}
				p.text = strings.Replace(p.text, c.old, c.new, 1)
			}
		}
		kept = append(kept, p)
	}
	return kept
}

// texts are the shared strings, each once.
type texts struct {
	index map[string]int
	b     strings.Builder
}

func (s *texts) of(text string) int {
	i, ok := s.index[text]
	if !ok {
		i = len(s.index)
		s.index[text] = i
		s.b.WriteString(`<si><t xml:space="preserve">` + html.EscapeString(text) + `</t></si>`)
	}
	return i
}

func (t *tab) xml(texts *texts) string {
	var b strings.Builder
	b.WriteString(`<worksheet ` + mainNS + ` ` + relNS + `>` + t.before + `<sheetData>`)
	for i, cells := range t.rows {
		fmt.Fprintf(&b, `<row r="%d"%s>`, i+1, t.rowMarks[i+1])
		for k, v := range cells {
			ref := book.CellName(k+1, i+1)
			switch v := v.(type) {
			case nil:
			case string:
				fmt.Fprintf(&b, `<c r="%s" t="s"><v>%d</v></c>`, ref, texts.of(v))
			case raw:
				if !strings.Contains(v.attributes, "r=") {
					v.attributes = `r="` + ref + `" ` + v.attributes
				}
				b.WriteString(`<c ` + v.attributes + `>` + v.inside + `</c>`)
			case int:
				fmt.Fprintf(&b, `<c r="%s"><v>%d</v></c>`, ref, v)
			case float64:
				b.WriteString(`<c r="` + ref + `"><v>` + strconv.FormatFloat(v, 'f', -1, 64) + `</v></c>`)
			}
		}
		b.WriteString(`</row>`)
	}
	return b.String() + `</sheetData>` + t.after + `</worksheet>`
}

// bytes is the workbook as a zip file.
func (w *workbook) bytes(t testing.TB) []byte { return zipOf(t, w.parts()) }

// zipOf packs parts, always in the same bytes.
func zipOf(t testing.TB, parts []part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err == nil {
			_, err = io.WriteString(f, p.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
