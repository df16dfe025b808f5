package reports

import "strings"

// A naming is what the programme calls its places, its bodies, its document and
// its periods. Pages take all such words from here.
type naming struct {
	Document, DocumentEn string // 通知, notice
	Total, TotalEn       string // 全市, 县（市）合计: the row in which all are added
	Places, PlacesEn     string // 县区、开发区
	Peers, PeersEn       string // 县区: those that are ranked and added
	Offices, OfficesEn   string // 市级部门
	span
}

// A span is how periods of one length are called.
type span struct {
	Kind, KindEn           string // 季度, Quarterly
	This, Before           string // 本季, 上季
	Recent, Each, EachEn   string // 近八季, 各季, by quarter
	Overview, Unit, UnitEn string // 本季概览, 季, quarter
}

var spans = map[string]span{
	"quarter": {"季度", "Quarterly", "本季", "上季", "近八季", "各季", "by quarter", "本季概览", "季", "quarter"},
	"half":    {"半年", "Half-yearly", "本期", "上期", "近八期", "各期", "by half-year", "本期概览", "期", "half-year"},
	"year":    {"年度", "Yearly", "本年", "上年", "近八年", "各年", "by year", "本年概览", "年", "year"},
}

func namingOf(p programmeRow) naming {
	places := strings.TrimPrefix(p.Places, "各")
	n := naming{p.Document, p.DocumentEn, p.Total, p.TotalEn, places, p.PlacesEn, firstOf(places), p.PlacesEn, p.Departments, p.DepartmentsEn, spans["quarter"]}
	n.PeersEn, _, _ = strings.Cut(p.PlacesEn, " and ")
	if s, known := spans[p.PeriodKind]; known {
		n.span = s
	}
	return n
}

// firstOf is what stands before the first 、 outside brackets: 县（市、区） of 县（市、区）、开发区.
func firstOf(words string) string {
	depth := 0
	for i, r := range words {
		switch {
		case r == '（' || r == '(':
			depth++
		case r == '）' || r == ')':
			depth--
		case r == '、' && depth == 0:
			return words[:i]
		}
	}
	return words
}

// HeadEn begins an English heading.
func (n naming) HeadEn(words string) string {
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// ThisDocument is 本通知, 本计划; 本文 stays as it is.
func (n naming) ThisDocument() string {
	if strings.HasPrefix(n.Document, "本") {
		return n.Document
	}
	return "本" + n.Document
}

// EachPlace is 各县区、开发区.
func (n naming) EachPlace() string { return "各" + n.Places }

// EachPeer is 各县区.
func (n naming) EachPeer() string { return "各" + n.Peers }

// NoTarget says that the document sets none.
func (n naming) NoTarget() string { return n.ThisDocument() + "未设目标" }

// status is how a figure stands against its target, in the programme's own words.
func (b *book) status(code string) term {
	if code == "no_target" {
		return term{b.naming.NoTarget(), "no target in the " + b.naming.DocumentEn, "", "no-target"}
	}
	return wordOf(statusTerms, code)
}

// role is how an org takes part in a task.
func (b *book) role(code string) term {
	if code == "all" {
		return term{Zh: b.naming.Total, En: b.naming.TotalEn}
	}
	return wordOf(roleTerms, code)
}

// basis is what a figure is counted over, in the programme's own words.
func (b *book) basis(code string) term {
	if code == "quarter" {
		return term{Zh: b.naming.This, En: "this " + b.naming.UnitEn}
	}
	return wordOf(basisTerms, code)
}

// totalName is the name of the row in which the parts of a region are added:
// 全市 for the programme's own, 郑州市县（市）合计 for one in between.
func (b *book) totalName(org string) string {
	switch {
	case org == b.head.Region:
		return b.naming.Total
	case strings.HasPrefix(b.naming.Total, "全"):
		return b.nameOf(org)
	}
	return b.nameOf(org) + b.naming.Total
}

// standing says what the programme's document is worth where it is no rule in
// force; "" where it is.
func (p programmeRow) standing() (short, words, en string) {
	switch p.Status {
	case "draft":
		return "征求意见稿", "依据的文件是征求意见稿，没有约束力；所列目标、期限不是正式要求。", "The document is a draft for comment: nothing in it binds anybody."
	case "reference":
		return "经验材料", "依据的文件是经验材料，不是正式文件，没有约束力。", "The document is a report of experience: nothing in it binds anybody."
	}
	return "", "", ""
}
