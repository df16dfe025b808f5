package ledgerbook

import (
	"fmt"

	"yigai/internal/look"
)

// notes writes what the lights mean, what the columns are, and what is not in
// the workbook.
func (w *writer) notes() error {
	s, err := w.newSheet(w.names.fixed(sheetNotes), "说明", "Notes", []float64{22, 60, 60})
	if err != nil {
		return err
	}
	s.header([]string{"事项", "说明", "英文"}, []string{"", "Chinese", "English"})
	for _, l := range w.b.lamps {
		s.line(styleText, light(w.b.lampText(l.code)), l.text+"："+stateZh[l.State], l.en+": "+stateEn[l.State])
	}
	s.lit(1, s.row-len(w.b.lamps)+1, 1, s.row)
	for _, n := range w.remarks() {
		s.line(styleText, n[0], n[1], n[2])
	}
	return s.finish()
}

// What lights mean, by state.
var (
	stateZh = map[string]string{"done": "衡量点全部完成", "closed": "经审核销号", "on_track": "进度不落后于应有进度", "warning": "落后或临近到期", "overdue": "过期未完成",
		"not_due": "还没有开始计算", "suspended": "已决定中止", "no_data": "没有报送，或没有可以衡量的内容"}
	stateEn = map[string]string{"done": "all measures are met", "closed": "closed after review", "on_track": "not behind what is expected by now", "warning": "behind, or due soon",
		"overdue": "past its day and not done", "not_due": "its time has not begun", "suspended": "suspended by a decision", "no_data": "nothing was reported, or nothing of it is measured"}
)

// remarks are the notes that do not depend on the lights.
func (w *writer) remarks() [][3]string {
	notes := [][3]string{
		{"灯 lights", "由方案的规则按数据计算，填报的进度百分比不作判断；图形、文字和颜色同时给出，黑白打印也能看清。", "Computed from the figures by the programme's rules; a typed percentage decides nothing. Shape, word and colour say the same."},
		{"衡量点 measures", "“已完成”“应完成”是衡量点的个数；完成率＝已完成÷应完成；应有进度按已过时间或已到期的衡量点。", "Done and owed count measures; the share done is their quotient; expected by now is the time gone, or the measures whose day has come."},
		{"两种期限 two deadlines", "“完成时限”为延期决定之后的，“原定时限”为方案所写的；“按原定期限”的灯不计任何决定。", "Due is after decisions that extend it; due originally is the document's. The light by the original deadline leaves every decision out."},
		{"打印 print", "A4 横向，表头每页重复；台账打印前面的主要各列，“说明”及其后各列供屏幕上筛选。", "A4 landscape, the header on each page; the ledger is printed up to the remarks, which are for sifting on a screen with the columns after them."},
		{"数值 numbers", "数是数，日期是日期，其余都是文字；没有公式。", "Numbers are numbers, days are days, all else is text; there is no formula."},
		{"联系电话 telephones", "不进台账，留在报送的工作簿里。", "Not in the ledger: they stay in the workbooks that were sent in."},
	}
	if w.b.public {
		notes = append(notes, [3]string{"公开版 public", "不含进展文字、存在问题、下一步措施、佐证材料、责任人、决定人和理由。", "Without narratives, problems, next steps, evidence, persons and reasons."})
	}
	if w.replaced > 0 {
		notes = append(notes, [3]string{"控制字符 control characters", fmt.Sprintf("%d 处文字含有表格不能保存的字符，以 ␀ 一类的图形代替；原样见开放数据。", w.replaced), fmt.Sprintf("%d texts held characters that a workbook cannot keep; pictures such as ␀ stand for them. The open data have them as they are.", w.replaced)})
	}
	if len(w.long) > 0 {
		notes = append(notes, [3]string{"长文 long texts", fmt.Sprintf("有文字超过一格所能容纳的 32767 字，其余 %d 部分在“%s”。", len(w.long), sheetLong), fmt.Sprintf("Texts longer than a cell holds go on in the sheet of long texts: %d parts.", len(w.long))})
	}
	return append(notes, [3]string{"样式 look", "字体 " + look.Font + "；红线在标题下，不表示不好。", "The red rule stands under titles; it never means bad."})
}
