package reports

import (
	"strings"
)

type sourceLine struct {
	Part, Element, Sign, Value, Raw string
	Reporter, Period                string
	File, Sheet, Cell, Hash, Full   string
}

func (d desk) sourceLine(s lineageRow) sourceLine {
	line := sourceLine{
		Part: wordOf(partTerms, s.Part).Zh, Element: d.elementName(s.Element), Value: amount(s.Value), Raw: s.RawText,
		Reporter: d.nameOf(s.Reporter), Period: s.SourcePeriod, File: s.FileName, Sheet: s.Sheet, Cell: s.Cell,
		Hash: shortHash(s.SHA256), Full: s.SHA256,
	}
	if s.Operation < 0 {
		line.Sign = "减"
	}
	if strings.HasPrefix(s.Element, "@") {
		line.Reporter = "参考表"
	}
	return line
}

func (d desk) elementName(element string) string {
	switch element {
	case "@population":
		return "常住人口（普查）"
	case "@elders":
		return "65岁及以上人口（普查）"
	case "@one":
		return "每个单位计1"
	}
	if e, known := d.elementBy[element]; known {
		return e.Name
	}
	return element
}
