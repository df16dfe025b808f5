package check

// scoreKinds are about the sheets 评分 and 核查.
var scoreKinds = []Kind{
	{"E-STAGE", SeverityReturn, "阶段“{found}”不是本期要评的", "the stage \"{found}\" is not scored here and now", "{want}", "{wantEn}", "请核对报告期、体系和阶段，改正后重报；不该报的行请删去", "Check period, scheme and stage and send it again; remove rows that do not belong here"},
	{"E-SCORER", SeverityReturn, "不由本单位评分：{found}", "not scored by this reporter: {found}", "每个单位只由规定的评分单位评；{want}", "each org is scored by whom the stage names; {wantEn}", "请删去该行；评错单位的，改正单位代码后重报", "Remove the row, or correct the org code, and send it again"},
	{"E-FULL-MARKS", SeverityDoubt, "满分被改为“{found}”", "the full marks were changed to \"{found}\"", "该条目满分 {want} 分", "full marks of that item: {want}", "请按原满分打分后重报；本次按原满分核对", "Score by the original full marks and send it again; it was checked against those"},
	{"E-NO-EVIDENCE", SeverityDoubt, "有得分，没有写佐证材料：{found}", "there is a score and no evidence: {found}", "要求佐证的条目写明材料名称，没有佐证的不得分", "the name of the evidence where the item asks for it; without it the item scores nothing", "请补填佐证材料后重报；确无材料的，得分改为 0", "Name the evidence and send it again; where there is none, write 0"},
	{"N-NO-SCORES", SeverityNote, "长表 CSV 不含评分，{found} 个条目按未评处理", "a long CSV carries no scores: {found} items are not scored", "评分用工作簿或“评分”表报送", "scores in a workbook or as the sheet 评分", "需要评分的，请报送完整的工作簿或评分表", "Send the whole workbook or the sheet 评分"},

	{"E-INSPECTED", SeverityReturn, "核查行没有写明{found}", "the row of an inspection does not say {found}", "每行写明抽取编号、单位代码、报告期、编码", "the draw, the org code, the period and the code in every row", "请照抽取结果补填后重报", "Fill them in from what was drawn and send it again"},
	{"E-ABOUT-PERIOD", SeverityReturn, "被核查数据的报告期“{found}”无法识别", "the period \"{found}\" of the value checked is none of the programme's", "写成 2022Q1 的样子，且属于本工作方案：{want}", "a period such as 2022Q1 of this programme: {want}", "请改正后重报", "Correct it and send it again"},
	{"E-VERDICT", SeverityReturn, "结论“{found}”不在选项中", "the verdict \"{found}\" is none of the choices", "结论为：一致、不一致、无法核实", "one of 一致 (match), 不一致 (mismatch), 无法核实 (unverifiable)", "请从下拉框中选择后重报", "Choose from the drop-down and send it again"},
	{"E-VERDICT-VALUES", SeverityReturn, "结论与两个值不符：{found}", "the verdict does not go with the two values: {found}", "报送值与核查值相同为一致，不同为不一致，没有其中一个值的为无法核实", "match where both values are equal, mismatch where they differ, unverifiable where one is missing", "请核对报送值、核查值和结论，改正后重报", "Check both values and the verdict, correct them and send it again"},

	{"E-SHEET-UNREAD", SeverityReturn, "工作表“{found}”的表头不全，没有读取", "the header of the sheet {found} is not complete: it was not read", "保留模板的表头：{want}", "the template's header: {want}", "需要报送该表的，请恢复表头后重报；不需要的请删去该表", "Restore the header and send it again; remove the sheet where it is not to be sent"},
	{"N-ADDED-TASK", SeverityNote, "任务“{found}”不在工作方案原文中", "the task \"{found}\" is not in the document", "工作方案的任务，和秘书处后来增加的任务", "tasks of the document, and those that the secretariat added later", "如是后来增加的任务，无须处理，收件时核对；否则请恢复模板的编号", "Nothing need be done where it was added later: it is checked when the file is taken in; else restore the template's code"},
}
