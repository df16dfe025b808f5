package hostile

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// edited is the clean workbook with one part changed.
func edited(name, old, new string) func(testing.TB) []byte {
	return func(t testing.TB) []byte { return clean().replace(name, old, new).bytes(t) }
}

const (
	sheet2  = "xl/worksheets/sheet2.xml"
	bookXML = "xl/workbook.xml"
	rels    = "xl/_rels/workbook.xml.rels"
	styles  = "xl/styles.xml"
	shared  = "xl/sharedStrings.xml"
)

// sheetXML replaces the whole XML of 指标.
func sheetXML(change func(string) string) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		all := clean().parts()
		for i := range all {
			if all[i].name == sheet2 {
				all[i].text = change(all[i].text)
			}
		}
		return zipOf(t, all)
	}
}

func utf16le(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// xmlCases are broken or hostile as XML.
var xmlCases = []hostile{
	{file: "xml-truncated.xlsx", zh: "工作表部件中断", en: "a sheet part that ends inside a row", want: "E-XML 指标!A6", build: sheetXML(func(s string) string { return s[:strings.Index(s, `<c r="A6"`)] })},
	{file: "xml-broken-row.xlsx", zh: "标记不配对", en: "tags that do not pair", want: "E-XML 指标!E5", build: edited(sheet2, `</row><row r="6">`, `</rows><row r="6">`)},
	{file: "xml-doctype.xlsx", zh: "含 DOCTYPE", en: "a DOCTYPE", want: "E-DTD 指标", build: sheetXML(func(s string) string { return `<!DOCTYPE worksheet>` + s })},
	{file: "xml-entity-bomb.xlsx", zh: "实体炸弹", en: "an entity bomb", want: "E-DTD [xl/sharedStrings.xml]", build: func(t testing.TB) []byte {
		return clean().replace(shared, "<sst ", `<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><sst `).bytes(t)
	}},
	{file: "xml-external-entity.xlsx", zh: "外部实体", en: "an external entity", want: "E-DTD [xl/workbook.xml]", build: edited(bookXML, "<workbook ", `<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook `)},
	{file: "xml-unknown-entity.xlsx", zh: "未定义的实体", en: "an entity that is not defined", want: "E-XML [xl/sharedStrings.xml]", build: edited(shared, "总诊疗人次", "总诊疗&nbsp;人次")},
	{file: "xml-control.xlsx", zh: "控制字符", en: "a control character", want: "E-XML [xl/sharedStrings.xml]", build: edited(shared, "总诊疗人次", "总诊疗\x01人次")},
	{file: "xml-bad-utf8.xlsx", zh: "不是有效的 UTF-8", en: "bytes that are no UTF-8", want: "E-XML [xl/sharedStrings.xml]", build: edited(shared, "总诊疗人次", "\xd7\xdc\xd5\xef")},
	{file: "xml-gb18030.xlsx", zh: "部件声明 GB18030 编码", en: "a part declared as GB18030", want: "E-ENCODING 指标", build: sheetXML(func(s string) string { return `<?xml version="1.0" encoding="GB18030"?>` + s })},
	{file: "xml-utf16-no-mark.xlsx", zh: "UTF-16 没有标记", en: "UTF-16 without its mark", want: "E-ENCODING 指标", build: sheetXML(func(s string) string { return utf16le(s)[2:] })},
	{file: "xml-utf16.xlsx", zh: "UTF-16 部件（可读）", en: "a part in UTF-16 (is read)", want: "N-TOKEN 封面", build: sheetXML(utf16le)},
	{file: "xml-utf16-half.xlsx", zh: "UTF-16 缺半个字符", en: "half a UTF-16 character", want: "E-ENCODING 指标!E8", build: sheetXML(func(s string) string { return utf16le(s) + "\x3d\xd8" })},
	{file: "xml-version11.xlsx", zh: "XML 1.1", en: "XML 1.1", want: "E-XML 指标", build: sheetXML(func(s string) string { return `<?xml version="1.1"?>` + s })},
	{file: "xml-deep.xlsx", zh: "嵌套一千层", en: "a thousand levels deep", want: "E-DEPTH 指标", build: func(t testing.TB) []byte {
		w := clean()
		w.tab("指标").before = strings.Repeat("<a>", 1000)
		return w.bytes(t)
	}},
	{file: "xml-attributes.xlsx", zh: "一个元素一百个属性", en: "a hundred attributes on one element", want: "E-ATTRS 指标", build: func(t testing.TB) []byte {
		w := clean()
		var b strings.Builder
		for i := range 100 {
			b.WriteString(" a" + strings.Repeat("b", i) + `=""`)
		}
		w.tab("指标").before = "<sheetPr" + b.String() + "/>"
		return w.bytes(t)
	}},
	{file: "xml-attribute-twice.xlsx", zh: "属性重复", en: "an attribute twice", want: "E-XML 指标", build: edited(sheet2, `<row r="1">`, `<row r="1" r="2">`)},
	{file: "xml-two-roots.xlsx", zh: "两个根元素", en: "two roots", want: "E-XML 指标!E8", build: sheetXML(func(s string) string { return s + "<a/>" })},
	{file: "xml-empty.xlsx", zh: "部件是空的", en: "an empty part", want: "E-XML 指标", build: sheetXML(func(string) string { return "" })},
	{file: "xml-prefix.xlsx", zh: "没有声明的前缀", en: "a prefix that is not declared", want: "E-XML 指标", build: edited(sheet2, `<row r="1">`, `<q:row r="1"/><row r="1">`)},
	{file: "xml-namespace.xlsx", zh: "另一个命名空间", en: "another namespace", want: "E-PART 指标", build: edited(sheet2, mainNS, `xmlns="urn:x"`)},
	{file: "xml-text-between.xlsx", zh: "行之间有文字", en: "text between rows", want: "E-XML 指标!E3", build: edited(sheet2, `<row r="4">`, `250<row r="4">`)},
	{file: "xml-alternate.xlsx", zh: "行藏在 AlternateContent 中", en: "rows hidden in AlternateContent", want: "E-XML 指标!A1", build: edited(sheet2, `<row r="2">`, `<mc:AlternateContent xmlns:mc="urn:mc"/><row r="2">`)},
	{file: "xml-two-values.xlsx", zh: "一个单元格两个值", en: "two values in one cell", want: "E-XML 指标!E3", build: edited(sheet2, "<v>120000</v>", "<v>120000</v><v>12</v>")},
	{file: "xml-two-data.xlsx", zh: "两个数据部分", en: "two sheetData", want: "E-XML 指标!E8", build: edited(sheet2, "</sheetData>", "</sheetData><sheetData/>")},
	{file: "xml-no-data.xlsx", zh: "没有数据部分", en: "no sheetData", want: "E-PART 指标", build: sheetXML(func(string) string { return "<worksheet " + mainNS + "/>" })},
}

// packageCases have the wrong parts, or parts that do not go together.
var packageCases = []hostile{
	{file: "part-no-types.xlsx", zh: "缺少 [Content_Types].xml", en: "[Content_Types].xml is missing", want: "E-NOT-XLSX", build: func(t testing.TB) []byte { return clean().remove("[Content_Types].xml").bytes(t) }},
	{file: "part-no-workbook.xlsx", zh: "缺少工作簿部件", en: "the workbook part is missing", want: "E-PART [xl/workbook.xml]", build: func(t testing.TB) []byte { return clean().remove(bookXML).bytes(t) }},
	{file: "part-no-sheet.xlsx", zh: "工作表没有内容部件", en: "a sheet without its part", want: "E-PART [xl/workbook.xml]", build: func(t testing.TB) []byte { return clean().remove(sheet2).bytes(t) }},
	{file: "part-no-strings.xlsx", zh: "缺少共享文字", en: "the shared strings are missing", want: "E-PART [xl/sharedStrings.xml]", build: func(t testing.TB) []byte { return clean().remove(shared).bytes(t) }},
	{file: "part-no-styles.xlsx", zh: "缺少样式部件", en: "the style part is missing", want: "E-PART [xl/styles.xml]", build: func(t testing.TB) []byte { return clean().remove(styles).bytes(t) }},
	{file: "part-two-strings.xlsx", zh: "两个共享文字部件", en: "two parts of shared strings", want: "E-PART [xl/workbook.xml]", build: func(t testing.TB) []byte {
		return clean().relate("sharedStrings", "more.xml").add("xl/more.xml", "<sst "+mainNS+"/>").bytes(t)
	}},
	{file: "part-two-main.xlsx", zh: "两个主文档", en: "two main documents", want: "E-PART [_rels/.rels]", build: edited("_rels/.rels", "</Relationships>", `<Relationship Id="rId2" Type="`+relURI+`officeDocument" Target="xl/other.xml"/></Relationships>`)},
	{file: "part-relation-twice.xlsx", zh: "关系编号重复", en: "a relationship id twice", want: "E-XML [xl/_rels/workbook.xml.rels]", build: edited(rels, `Id="rId2"`, `Id="rId1"`)},
	{file: "part-no-sheets.xlsx", zh: "没有工作表", en: "no sheets at all", want: "E-SHEETS [xl/workbook.xml]", build: sheetsReplaced("")},
	{file: "part-sheet-twice.xlsx", zh: "两张工作表同名", en: "two sheets of one name", want: "E-SHEETS [xl/workbook.xml]", build: func(t testing.TB) []byte {
		w := clean()
		w.tabs = append(w.tabs, &tab{name: "指标"})
		return w.bytes(t)
	}},
	{file: "part-sheet-shared.xlsx", zh: "两张工作表共用内容", en: "two sheets of one part", want: "E-SHEETS [xl/workbook.xml]", build: edited(bookXML, `r:id="rId2"`, `r:id="rId1"`)},
	{file: "part-styles-broken.xlsx", zh: "格式编号不是数字", en: "a format number that is none", want: "E-XML [xl/styles.xml]", build: edited(styles, `numFmtId="10"`, `numFmtId="ten"`)},
	{file: "part-strings-broken.xlsx", zh: "共享文字中有未知元素", en: "an unknown element among the shared strings", want: "E-XML [xl/sharedStrings.xml]", build: edited(shared, "<si>", "<si><q/>")},
	{file: "part-macros.xlsm", zh: "带宏的工作簿", en: "a workbook with macros", want: "E-MACROS; N-TOKEN 封面", build: func(t testing.TB) []byte {
		return clean().replace("[Content_Types].xml", mainType, "application/vnd.ms-excel.sheet.macroEnabled.main+xml").relate("vbaProject", "vbaProject.bin").add("xl/vbaProject.bin", "x").bytes(t)
	}},
	{file: "part-macro-sheet.xlsx", zh: "Excel 4 宏表", en: "a macro sheet of Excel 4", want: "E-MACROS; N-TOKEN 封面", build: func(t testing.TB) []byte {
		return clean().relate("xlMacrosheet", "macrosheets/sheet1.xml").add("xl/macrosheets/sheet1.xml", "<x/>").bytes(t)
	}},
	{file: "part-external-link.xlsx", zh: "链接了其他工作簿", en: "a link to another workbook", want: "E-EXTERNAL; N-TOKEN 封面", build: func(t testing.TB) []byte {
		return clean().relate("externalLink", "externalLinks/externalLink1.xml").add("xl/externalLinks/externalLink1.xml", `<externalLink `+mainNS+` `+relNS+`><externalBook r:id="r1"/></externalLink>`).
			add("xl/externalLinks/_rels/externalLink1.xml.rels", pkgRel+`<Relationship Id="r1" Type="`+relURI+`externalLinkPath" Target="file:///D:/底表.xlsx" TargetMode="External"/></Relationships>`).bytes(t)
	}},
	{file: "part-dde.xlsx", zh: "DDE 链接", en: "a DDE link", want: "E-EXTERNAL; N-TOKEN 封面", build: func(t testing.TB) []byte {
		return clean().relate("externalLink", "externalLinks/externalLink1.xml").add("xl/externalLinks/externalLink1.xml", `<externalLink `+mainNS+`><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>`).bytes(t)
	}},
	{file: "part-chart-sheet.xlsx", zh: "图表工作表（可读）", en: "a chart sheet (is passed over)", want: "N-TOKEN 封面", build: func(t testing.TB) []byte {
		return clean().replace(bookXML, "</sheets>", `<sheet name="图" sheetId="9" r:id="xchartsheet"/></sheets>`).relate("chartsheet", "chartsheets/sheet1.xml").add("xl/chartsheets/sheet1.xml", "<x/>").bytes(t)
	}},
}

// sheetsReplaced gives the workbook part another list of sheets.
func sheetsReplaced(sheets string) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		all := clean().parts()
		for i := range all {
			if all[i].name == bookXML {
				before, rest, _ := strings.Cut(all[i].text, "<sheets>")
				_, after, _ := strings.Cut(rest, "</sheets>")
				all[i].text = before + "<sheets>" + sheets + "</sheets>" + after
			}
		}
		return zipOf(t, all)
	}
}
