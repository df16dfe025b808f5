package template

import (
	"fmt"
	"strings"

	"yigai/internal/beijing"
	"yigai/programme"
)

// addHelp arranges 说明: what a clerk must know, and a short English text.
func (b *Book) addHelp() {
	s := newSheet(HelpSheet, 5, 96)
	s.upright = true
	s.addHeading(HelpSheet, b.subtitle(""))
	b.addSampleBanner(s)
	for _, part := range b.instructions() {
		s.addWide(part.head, styleParagraphHead, 26)
		for i, text := range part.texts {
			s.add(cell{value: int64(i + 1), style: styleOrdinal}, cell{value: text, style: styleParagraph})
		}
		s.add()
	}
	s.addWide("In English", styleParagraphHead, 26)
	s.add(cell{}, cell{value: b.english(), style: styleParagraph})
	b.sheets = append(b.sheets, s)
}

type instruction struct {
	head  string
	texts []string
}

func (b *Book) instructions() []instruction {
	head, form := b.in.Pack.Programme, b.in.Form
	parts := []instruction{
		{"报送", []string{
			fmt.Sprintf("本工作簿由%s填报，反映%s的情况，报送%s。%s", form.Reporter.Name, form.Period.Name(), head.Secretariat, b.dueSentence()),
			"请发送本工作簿原件（.xlsx），不要另存为其他格式、不要截图、不要把几个单位的表合在一起。盖章扫描件可以另附。",
			"发现报错了，改好后把整本工作簿再报一次即可；后一次代替前一次，以前的文件也会保留。",
		}},
		{"填写", []string{
			"只填白色单元格；灰色单元格已锁定，不用填。左边框加粗的是必填项，共 " + fmt.Sprint(form.RequiredCells()) + " 个（不含封面）。",
			"数字单元格只写数字，不写单位、逗号、“约”“余”“以上”等字样。单位见“单位”列，注意“人”与“万人”、“元”与“万元”。",
			"确实没有这项业务的，填“不适用”；暂时拿不到数的，填“—”；这两种都在备注写明原因。真正是零的，填 0。留空表示没有填报，不会当作 0。",
			"“上期值”是上次报送的数，供对照；如发现上期有误，请重报上期，不要在本期里补差。",
			"不要增删行列，不要改表名、编码和单位代码；不要链接其他文件，公式请粘贴为数值。",
		}},
		{"口径", []string{
			"口径是这个数“算什么、不算什么”的规定，写在每一行的“口径”列；拿不准的先问清再填。",
			b.timesCovered(),
			"部分不能大于整体，例如其中数不大于总数；县域、人群范围应与口径一致，不要换统计范围。",
			b.cutOffSentence(),
		}},
	}
	if len(form.Tasks) > 0 {
		parts = append(parts, instruction{"任务", []string{
			"“状态”从下拉框选择。“进展情况”写" + spanOf(form.Period).this + "做了什么、到什么程度，一两句话，有数字写数字；没有进展就写没有进展。",
			"“完成进度”是自评，写 0 至 100 的数字；任务是否完成以各项可核实的指标和佐证材料为准。",
			"“佐证材料”写文件名称和文号，材料与工作簿一并报送。",
			"“典型经验”选填：写可供其他单位借鉴的做法和成效，可能选入通报。",
		}})
	}
	parts = append(parts, b.scoringInstructions()...)
	for _, sheet := range form.Sheets {
		if sheet.Layout == "table" {
			parts = append(parts, instruction{"“" + sheet.Name + "”各列口径", b.columnTexts(sheet)})
		}
	}
	return append(parts, instruction{"自查", []string{
		"填完打开“自查”：显示“可以报送”再报送。每一处问题都写明了位置（如“指标!E17”是“指标”表 E 列第 17 行），到那里改正即可。",
		"自查只看本工作簿之内的问题；收到后还会核对历史数据和其他来源，有疑问会退回并指明单元格。",
	}})
}

// dueSentence says by when to send.
func (b *Book) dueSentence() string {
	if b.in.Pack.IsHistory(b.in.Form.Period) {
		return "这是补报的历史数据，不计迟报。"
	}
	days := b.days()
	late := "逾期按迟报统计。"
	if !days.LateAfter.Equal(days.Due.Time) {
		late = beijing.Day(days.LateAfter.Time) + "之后收到的按迟报统计。"
	}
	return fmt.Sprintf("请于%s前（含当日）报送，%s%s", beijing.Day(b.dueDay()), late, b.calendarCaveat())
}

// cutOffSentence says what the cover's 数据截止日期 and 数据性质 are for.
func (b *Book) cutOffSentence() string {
	if b.isEarly() && b.nature() == Natures[0] {
		return fmt.Sprintf("本期在报告期结束前报送，先报“初报”，数据算到%s；%s", beijing.Day(b.days().DataTo.Time), b.coverHintOfFinal())
	}
	return "提前截数的，把封面“数据截止日期”改成实际日期，“数据性质”选“初报”，数字核定后再报“终报”。"
}

// coverHintOfFinal says until when final figures replace the provisional ones.
func (b *Book) coverHintOfFinal() string {
	if b.days().FinalDue.IsZero() {
		return "数字核定后再报“终报”，代替初报。"
	}
	return fmt.Sprintf("数字核定后于%s前再报“终报”，代替初报。", beijing.Day(b.days().FinalDue.Time))
}

// scoringInstructions explain the sheets 评分 and 核查 where they stand in the workbook.
func (b *Book) scoringInstructions() (parts []instruction) {
	if len(b.scored) > 0 {
		parts = append(parts, instruction{ScoreSheet, []string{
			"每行是一个单位的一个条目，“得分”写 0 至满分的数字，最多两位小数；没有评的留空，不要写 0。",
			"“佐证要求”写明“需要”的条目，没有写佐证材料的不得分；佐证材料写文件名称，与工作簿一并报送。",
			"不要改动单位代码、阶段、条目编号和满分；评分可以同工作簿一起报，也可以单独报这一张表。",
		}})
	}
	if b.inspected > 0 {
		parts = append(parts, instruction{InspectionSheet, []string{
			"每行是抽中要现场核查的一个数。“核查值”写现场查到的数，“结论”从下拉框选择；查不到的选“无法核实”，在“说明”写明原因。",
			"抽取编号、单位、报告期、编码和报送值不要改动。",
		}})
	}
	return parts
}

func (b *Book) columnTexts(s programme.Sheet) []string {
	var texts []string
	for _, l := range s.Lines {
		texts = append(texts, fmt.Sprintf("%s（%s）：%s。%s", l.Element.Name, l.Element.Unit, strings.TrimSuffix(b.describeElement(l.Element), "。"), demands(l)))
	}
	return texts
}

func (b *Book) english() string {
	form := b.in.Form
	return fmt.Sprintf("Fill in the white cells only; a heavy left edge marks the %d required ones. Write plain numbers, without units or commas. "+
		"Write 不适用 where there is no such thing and — where a figure is not available (say why under 备注), and 0 only for a true zero; "+
		"a blank cell counts as not reported. Open the sheet 自查: it names every cell that still needs work. "+
		"Send the workbook itself, by %s, to the secretariat. To correct it later, send the whole workbook again.",
		form.RequiredCells(), b.dueDay().Format("2 January 2006"))
}
