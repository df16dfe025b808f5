package template

import (
	"time"

	"yigai/internal/decimal"
	"yigai/programme"
)

// Labels of the cover, in column A; the value stands beside each in column B.
const (
	LabelProgramme = "工作方案"
	LabelPeriod    = "报告期"
	LabelOrg       = "单位代码"
	LabelOrgName   = "单位名称"
	LabelVersion   = "模板版本"
	LabelCutOff    = "数据截止日期"
	LabelNature    = "数据性质"
	LabelFilledBy  = "填报人"
	LabelReviewed  = "审核人"
	LabelApproved  = "批准人"
	LabelContact   = "联系方式"
	LabelFilledOn  = "填报日期"
	LabelRequired  = "必填单元格数"
	LabelToken     = "校验码"
)

// Natures are the entries of the drop-down of the cover's 数据性质.
var Natures = []string{"初报", "终报"}

// coverInputs are the labels whose value the clerk writes, with a hint; coverHint gives those that depend on the calendar.
var coverInputs = []struct{ label, hint string }{
	{LabelCutOff, "＊必填"},
	{LabelNature, "＊必填。从下拉框选：数字还会变选“初报”，已核定选“终报”"},
	{LabelFilledBy, "＊必填"},
	{LabelReviewed, "＊必填。科室负责人"},
	{LabelApproved, "＊必填。单位负责人"},
	{LabelContact, "＊必填。便于核对数字的电话"},
	{LabelFilledOn, "＊必填"},
}

// addCover arranges 封面: who reports what, and who answers for it.
func (b *Book) addCover() {
	form, head := b.in.Form, b.in.Pack.Programme
	s := newSheet(CoverSheet, 20, 44, 60)
	s.upright, s.least = true, 30
	s.addHeading(head.ShortTitle+"　"+spanOf(form.Period).report, b.subtitle(head.Number))
	b.addSampleBanner(s)
	s.add()
	for _, fixed := range [][3]string{
		{LabelProgramme, head.ID, "《" + head.Title + "》"},
		{LabelPeriod, form.Period.String(), form.Period.Name() + "。" + b.dueSentence()},
		{LabelOrg, form.Reporter.Code, "报送单位，请勿修改；拿错工作簿请向" + head.Secretariat + "重新索取"},
		{LabelOrgName, form.Reporter.Name, form.Reporter.NameEn},
		{LabelVersion, b.in.Version, ""},
	} {
		b.addCoverRow(s, fixed[0], cell{value: textOrNothing(fixed[1]), style: styleFixed}, fixed[2])
	}
	for _, input := range coverInputs {
		text := b.in.Fill.Cover[input.label]
		if text == "" {
			text = b.coverDefault(input.label)
		}
		b.addCoverRow(s, input.label, cell{value: textOrNothing(text), style: styleInputMust}, b.coverHint(input.label, input.hint))
	}
	s.validations = append(s.validations, choice(b.cover[LabelNature], "数据性质", "数字还会变选“初报”，已核定选“终报”。", Natures))
	b.addCoverRow(s, LabelRequired, cell{value: int64(form.RequiredCells()), style: styleCount}, "不含本页；填了多少、还缺多少见“自查”")
	b.addCoverRow(s, LabelToken, cell{value: textOrNothing(b.token()), style: styleFixed}, "由系统生成，表明本工作簿属于本单位、本报告期")
	s.add()
	s.addWide("填报顺序：封面 → 各表的白色单元格 → 自查（显示“可以报送”）→ 报送。填法见“说明”。", styleParagraph, 24)
	b.sheets = append(b.sheets, s)
}

// coverDefault is what an input of the cover says before anybody fills it in.
func (b *Book) coverDefault(label string) string {
	switch label {
	case LabelCutOff:
		return b.cutOffDay().Format(time.DateOnly)
	case LabelNature:
		return b.nature()
	}
	return ""
}

func (b *Book) addCoverRow(s *sheet, label string, value cell, hint string) {
	row := s.add(cell{value: label, style: styleLabel}, value, cell{value: textOrNothing(hint), style: styleNote})
	b.cover[label] = cellName(2, row)
}

// SampleBanner stands on every sheet of a workbook whose entries are made up.
const SampleBanner = "样例数据：本表数字、文字均为程序编造，仅供演示，不得引用。SAMPLE DATA, made up for demonstration."

// addSampleBanner says on the sheet itself that its entries are made up.
func (b *Book) addSampleBanner(s *sheet) {
	if b.in.Fill.Sample {
		s.addWide(SampleBanner, styleSample, 24)
	}
}

func (b *Book) token() string {
	if b.in.Key == nil {
		return b.in.Token
	}
	return programme.Token(b.in.Key, b.in.Pack.Programme.ID, b.in.Form.Reporter.Code, b.in.Form.Period, b.in.Version)
}

// previous is the value last reported, when the caller knows one.
func (b *Book) previous(org string, e programme.Element) (decimal.Decimal, bool) {
	if b.in.Previous == nil {
		return 0, false
	}
	return b.in.Previous(org, e.Code)
}
