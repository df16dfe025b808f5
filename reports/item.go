package reports

import (
	"slices"
	"strings"
)

var methodTerms = map[string]term{
	"hand": {Zh: "人工评分", En: "by hand"}, "indicator": {Zh: "按指标折算", En: "by an indicator"}, "both": {Zh: "按指标提出，人可改", En: "proposed by an indicator"},
}

// A ruleLine is one scoring item with how its marks are given.
type ruleLine struct {
	Item, Dimension, Name, NameEn, Full string
	Method                              term
	Indicator                           link
	Shape, Standard, Note               string
	Evidence                            bool
}

// ruleLines are the items of a scheme, each once: stages that ask the same ask it alike.
func (d desk) ruleLines(scheme string) (lines []ruleLine) {
	var seen []string
	for _, i := range d.items {
		if i.Scheme != scheme || slices.Contains(seen, i.Item) {
			continue
		}
		seen = append(seen, i.Item)
		line := ruleLine{Item: i.Item, Dimension: i.DimensionName, Name: i.Name, NameEn: i.NameEn, Full: amount(i.FullMarks), Method: wordOf(methodTerms, i.Method), Standard: i.Standard, Note: i.Note, Evidence: i.Evidence, Shape: i.shape()}
		if indicator, known := d.indicatorBy[i.Indicator]; known {
			line.Indicator = link{Name: indicator.Name, NameEn: indicator.NameEn, Href: d.indicatorLink(i.Indicator)}
		}
		lines = append(lines, line)
	}
	return lines
}

// itemName is the number and name of a scoring item; no item means the whole score.
func (d desk) itemName(scheme, item string) string {
	for _, i := range d.items {
		if i.Scheme == scheme && i.Item == item {
			return item + " " + i.Name
		}
	}
	return orDefault(item, "总分")
}

// shape says how a value becomes marks.
func (i itemRow) shape() string {
	switch i.Shape {
	case "linear":
		return strings.Join([]string{amount(i.Floor) + " 不得分", amount(i.Full) + " 得满分", "其间按比例"}, "，")
	case "steps":
		return "分段给分"
	case "all":
		return "全部达到得满分，否则不得分"
	}
	return ""
}
