package template

import (
	"fmt"
	"slices"
)

// 自查 is made of checks: each counts what is missing, what is no number (or no
// allowed word) and what is outside its limits, with formulas that recalculate
// while the clerk types and with the values they show at first.

// A count is a formula and the number it gives for the entries as written.
type count struct {
	formula string
	now     int
}

// A check is one line of 自查.
type check struct {
	place, what             string
	required                int
	missing, wrong, outside count
}

const passed = "✓"

// addSelfCheck arranges 自查 over everything composed so far: the verdict, a
// summary with one line for each sheet, and under it the checks themselves.
func (b *Book) addSelfCheck() {
	s := newSheet(CheckSheet, 26, 46, 10, 10, 18, 12, 14)
	s.upright = true
	s.addHeading(CheckSheet, b.subtitle("本页自动计算，不用填写；改了数字就会更新"))
	b.addSampleBanner(s)
	verdict := s.addWide("", styleVerdict, 34)
	s.add()
	s.addHeader(26, "工作表", "检查", "必填", "缺填", "不是数字或选项", "超出范围", "结论")
	groups, comparisons := b.checks(), b.comparisons()
	first := len(s.rows) + 1
	last := s.addBlank(len(groups) + oneIf(len(comparisons) > 0))
	problems := 0
	for i, g := range groups {
		problems += s.addChecks(g, first+i)
	}
	if len(comparisons) > 0 {
		problems += s.addComparisons(comparisons, last)
	}
	total := fmt.Sprintf("SUM(D%d:F%d)", first, last)
	s.rows[verdict-1][0] = cell{style: styleVerdict, value: verdictNow(problems),
		formula: fmt.Sprintf(`IF(%s=0,"可以报送：没有发现问题","还有 "&%s&" 处要补或要改，见下表")`, total, total)}
	s.alarms = append(s.alarms, alarm{fmt.Sprintf("D%d:F%d", first, len(s.rows)), fmt.Sprintf("AND(ISNUMBER(D%d),D%d>0)", first, first)})
	b.sheets = append(b.sheets, s)
}

// addBlank appends rows that are filled later, and gives the number of the last.
func (s *sheet) addBlank(rows int) int {
	for range rows {
		s.add()
	}
	return len(s.rows)
}

func verdictNow(problems int) string {
	if problems == 0 {
		return "可以报送：没有发现问题"
	}
	return fmt.Sprintf("还有 %d 处要补或要改，见下表", problems)
}

// A group is the checks of one sheet.
type group struct {
	sheet  string
	checks []check
}

// addChecks appends one sheet's checks, sets its line of the summary to their
// sums, and returns how many problems stand in it now.
func (s *sheet) addChecks(g group, summary int) int {
	s.add()
	s.addWide("逐项检查："+g.sheet, styleParagraphHead, 24)
	s.addHeader(26, "位置", "内容", "必填", "缺填", "不是数字或选项", "超出范围", "结论")
	first := len(s.rows) + 1
	var sum check
	for _, c := range g.checks {
		s.addCheck(c)
		sum.required += c.required
		sum.missing.now += c.missing.now
		sum.wrong.now += c.wrong.now
		sum.outside.now += c.outside.now
	}
	last := len(s.rows)
	over := func(column string) string { return fmt.Sprintf("SUM(%s%d:%s%d)", column, first, column, last) }
	sum.place, sum.what = g.sheet, fmt.Sprintf("共 %d 项", len(g.checks))
	sum.missing.formula, sum.wrong.formula, sum.outside.formula = over("D"), over("E"), over("F")
	s.rows[summary-1] = checkCells(sum, summary)
	return sum.missing.now + sum.wrong.now + sum.outside.now
}

func (s *sheet) addCheck(c check) {
	row := len(s.rows) + 1
	s.add(checkCells(c, row)...)
}

func checkCells(c check, row int) []cell {
	verdict := passed
	switch {
	case c.missing.now > 0:
		verdict = "缺填"
	case c.wrong.now > 0:
		verdict = "要改"
	case c.outside.now > 0:
		verdict = "超出范围"
	}
	formula := fmt.Sprintf(`IF(D%d>0,"缺填",IF(E%d>0,"要改",IF(F%d>0,"超出范围","%s")))`, row, row, row, passed)
	return []cell{
		{value: c.place, style: styleNote},
		{value: textOrNothing(c.what), style: styleText},
		{value: int64(c.required), style: styleResult},
		c.missing.cell(), c.wrong.cell(), c.outside.cell(),
		{value: verdict, formula: formula, style: styleResult},
	}
}

func (c count) cell() cell {
	return cell{value: int64(c.now), formula: c.formula, style: styleResult}
}

// checks lists the checks of each sheet that is filled in.
func (b *Book) checks() []group {
	groups := []group{b.coverChecks()}
	for _, s := range b.sheets[1:] {
		g := group{sheet: s.name}
		switch {
		case s.name == TaskSheet:
			g.checks = b.taskChecks(s)
		case s.name == ScoreSheet && len(b.scored) > 0:
			g.checks = b.scoreChecks(s)
		case s.name == InspectionSheet && b.inspected > 0:
			g.checks = b.inspectionChecks(s)
		case b.isTable(s):
			g.checks = b.columnChecks(s)
		default:
			g.checks = b.cellChecks(s)
		}
		groups = append(groups, g)
	}
	return groups
}

func (b *Book) isTable(s *sheet) bool {
	for _, f := range b.in.Form.Sheets {
		if f.Name == s.name {
			return f.Layout == "table"
		}
	}
	return false
}

func (b *Book) coverChecks() group {
	g := group{sheet: CoverSheet}
	cover := b.sheets[0]
	for _, input := range coverInputs {
		at := b.cover[input.label]
		ref := cover.ref(at)
		missing := count{formula: "IF(ISBLANK(" + ref + "),1,0)"}
		if b.coverIsBlank(input.label) {
			missing.now = 1
		}
		c := check{place: CoverSheet + "!" + at, what: input.label, required: 1, missing: missing}
		if input.label == LabelNature {
			entry := b.in.Fill.Cover[input.label]
			c.wrong = count{fmt.Sprintf("IF(ISBLANK(%s),0,IF(%s,0,1))", ref, oneOfTexts(ref, Natures)), oneIf(entry != "" && !slices.Contains(Natures, entry))}
		}
		g.checks = append(g.checks, c)
	}
	return g
}

// coverIsBlank says whether an input of the cover starts out blank.
func (b *Book) coverIsBlank(label string) bool {
	return b.in.Fill.Cover[label] == "" && b.coverDefault(label) == ""
}

func (b *Book) taskChecks(s *sheet) []check {
	var checks []check
	for _, t := range b.in.Form.Tasks {
		at, progress := b.tasks[taskColumn{t.Task.Code, "状态"}], b.tasks[taskColumn{t.Task.Code, "完成进度"}]
		entry := b.in.Fill.Tasks[t.Task.Code]
		c := check{place: s.name + "!" + at, what: t.Task.Code + "　" + t.Task.Title}
		ref, number := s.ref(at), s.ref(progress)
		if t.Required {
			c.required = 1
			c.missing = count{"IF(ISBLANK(" + ref + "),1,0)", oneIf(entry.Status == "")}
		}
		c.wrong = count{fmt.Sprintf("IF(ISBLANK(%s),0,IF(%s,0,1))", ref, oneOfTexts(ref, Statuses)),
			oneIf(entry.Status != "" && !slices.Contains(Statuses, entry.Status))}
		c.outside = count{fmt.Sprintf("IF(ISNUMBER(%s),IF(OR(%s<0,%s>100),1,0),0)", number, number, number),
			oneIf(entry.Progress != nil && (*entry.Progress < 0 || *entry.Progress > hundred))}
		checks = append(checks, c)
	}
	return checks
}

func oneIf(condition bool) int {
	if condition {
		return 1
	}
	return 0
}
