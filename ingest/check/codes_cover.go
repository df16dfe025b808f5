package check

// coverKinds are about who sends what for when.
var coverKinds = []Kind{
	{"E-COVER", SeverityError, "工作簿没有可用的封面：{found}", "the workbook has no usable cover: {found}", "有“封面”表，且列出工作方案、报告期、单位代码", "a sheet 封面 that names programme, period and org code", askAgainZh, askAgainEn},
	{"E-COVER-TWICE", SeverityError, "封面上“{found}”出现两次且内容不同", "the cover states {found} twice, differently", "封面每一项只填一次", "each item of the cover once", "请只保留正确的一行后重报", "Keep the right line only and send it again"},
	{"E-PROGRAMME", SeverityError, "封面的工作方案是“{found}”", "the cover names the programme \"{found}\"", "工作方案为 {want}", "the programme {want}", askAgainZh, askAgainEn},
	{"E-PERIOD", SeverityError, "封面的报告期是“{found}”", "the cover names the period \"{found}\"", "报告期写成 2022Q1 的样子，且属于本工作方案：{want}", "a period such as 2022Q1 of this programme: {want}", "请改正封面的报告期，或换用该期的模板后重报", "Correct the period, or use that period's template"},
	{"E-HISTORY", SeverityError, "按历史数据收取的文件报告期是 {found}", "a file taken in as history has the period {found}", "历史数据的报告期早于工作方案的第一期 {want}", "history lies before the programme's first period {want}", "请不按历史数据收取此文件", "Take this file in without --history"},
	{"E-ORG", SeverityError, "封面的单位代码“{found}”不在单位名录中", "the org code \"{found}\" of the cover is unknown", "单位代码取自本工作方案的单位名录{want}", "a code of this programme's list of orgs{wantEn}", "请核对单位代码（不要改动模板预填的代码）后重报", "Check the code; do not change the one the template came with"},
	{"E-ORG-NAME", SeverityError, "封面的单位代码与单位名称不符：{found}", "org code and org name on the cover disagree: {found}", "代码和名称属于同一单位：{want}", "code and name of one org: {want}", "请确认是哪个单位报送，改正后重报", "Make sure who sends this, correct it and send it again"},
	{"E-TOKEN-ORG", SeverityError, "校验码属于另一单位：{found}", "the token belongs to another org: {found}", "使用发给本单位的工作簿", "the workbook made for this org", "请用发给本单位的模板填报，不要借用其他单位的工作簿", "Fill in the template sent to you, not that of another org"},
	{"E-NOT-ASKED", SeverityError, "{found} 没有报送任务", "nothing is asked of {found}", "只报送本期向本单位布置的报表", "only the forms asked of this org in this period", "请核对单位代码和报告期后重报", "Check org code and period"},
	{"E-OLD-CODE", SeverityDoubt, "封面用的是旧代码“{found}”", "the cover uses the old code \"{found}\"", "使用现行单位代码 {want}", "the code now in force, {want}", "本次已按现行代码接收，下次请用新模板", "It was read as the new code; use the new template next time"},
	{"E-TOKEN-PERIOD", SeverityDoubt, "校验码属于本单位的另一报告期 {found}", "the token is that of this org's workbook for {found}", "使用本期的模板填报", "the template of this period", "请确认各项数据均为本期数；下次请用本期模板", "Make sure that every figure is of this period; use its template next time"},
	{"E-TOKEN-UNKNOWN", SeverityDoubt, "校验码“{found}”不是本系统发出的", "the token \"{found}\" was not made here", "保留模板预填的校验码和模板版本", "the token and version that the template came with", "请确认工作簿来源；如改动过封面，请用原模板重填", "Make sure where the workbook comes from"},
	{"E-CUT-OFF", SeverityDoubt, "数据截止日期“{found}”有疑问", "the cut-off date \"{found}\" is doubtful", "数据截止日期写成 2022-03-31 的样子，在报告期之内", "a date such as 2022-03-31 within the period", "请核对后重报，或说明原因", "Check it and send again, or say why"},
	{"E-NATURE", SeverityDoubt, "数据性质“{found}”不明", "the nature of the data \"{found}\" is unclear", "数据性质为“初报”或“终报”", "初报 (provisional) or 终报 (final)", "已按初报接收，请补选后重报", "It was taken as provisional; choose one and send it again"},
	{"E-FILLED-ON", SeverityDoubt, "填报日期“{found}”无法识别", "the date of filling \"{found}\" cannot be read", "日期写成 2022-04-08 的样子", "a date such as 2022-04-08", "请改正后重报", "Correct it and send it again"},
	{"E-SIGNED", SeverityDoubt, "封面的“{found}”没有填写", "{found} is blank on the cover", "填报人、审核人、批准人、联系方式均填写", "who filled, reviewed and approved it, and a contact", "请补填后重报", "Fill it in and send it again"},
	{"N-ORG-NAME", SeverityNote, "封面没有单位名称，按单位代码认定为 {found}", "the cover has no org name; by its code it is {found}", "封面写明单位名称", "the org's name on the cover", "下次请填写", "Fill it in next time"},
	{"N-OLD-NAME", SeverityNote, "封面用的是旧名称：{found}", "the cover uses a former name: {found}", "使用现行名称“{want}”", "the name now in force, {want}", "无须处理，下次请用新模板", "Nothing need be done; use the new template next time"},
	{"N-TOKEN", SeverityNote, "工作簿没有校验码", "the workbook has no token", "保留模板预填的校验码", "the token that the template came with", "下次请使用下发的模板", "Use the template sent out next time"},
	{"N-TEMPLATE", SeverityNote, "模板版本 {found} 与现行工作方案不同", "the template version {found} is not of the pack in force", "使用现行模板（版本末段为 {want}）", "the present template (its version ends in {want})", "已按现行报表读取，下次请用新模板", "It was read by the present form; use the new template next time"},
	{"N-REQUIRED-COUNT", SeverityNote, "封面印的必填单元格数是 {found}", "the cover prints {found} required cells", "本期必填单元格 {want} 个", "{want} required cells in this period", "模板可能不是本期的，下次请用新模板", "The template may be of another period; use the new one next time"},
}

// sheetKinds are about finding sheets, columns and rows.
var sheetKinds = []Kind{
	{"E-SHEET", SeverityError, "缺少工作表“{found}”", "the sheet {found} is missing", "工作簿含有本期全部报表：{want}", "all sheets of this period's form: {want}", "请补上该表（可从模板复制）后重报", "Put the sheet back (copy it from the template) and send it again"},
	{"E-SHEET-TWICE", SeverityError, "有两张表都像“{found}”", "two sheets look like {found}", "每张报表只有一份", "one copy of each sheet", "请删去多余的一张后重报", "Remove the one too many and send it again"},
	{"E-HEADER", SeverityError, "找不到表头列“{found}”", "the header column {found} is not there", "保留模板的表头：{want}", "the template's header: {want}", "请恢复表头后重报", "Restore the header and send it again"},
	{"E-HEADER-TWICE", SeverityError, "表头列“{found}”出现两次", "the header column {found} stands twice", "每个表头只出现一次", "each header once", "请删去多余的列后重报", "Remove the column too many and send it again"},
	{"E-SHEET-NAME", SeverityDoubt, "工作表“{found}”被改了名", "the sheet {found} was renamed", "工作表名称与模板一致；按表头认作“{want}”", "sheet names as in the template; by its header this is {want}", "请确认无误；下次请不要改表名", "Make sure it is right; do not rename sheets"},
	{"E-EXTRA-DATA", SeverityDoubt, "多出的隐藏工作表“{found}”中有数据", "the hidden extra sheet {found} holds data", "工作簿只有模板中的工作表", "only the sheets of the template", "请确认该表无须报送，或删去后重报", "Make sure it need not be sent, or remove it"},
	{"N-SHEET", SeverityNote, "多出的工作表“{found}”没有读取", "the extra sheet {found} was not read", "工作簿只有模板中的工作表", "only the sheets of the template", "如有需要报送的数据，请填入模板的工作表", "Put data to be reported into the template's sheets"},
	{"E-HIDDEN", SeverityDoubt, "数据在隐藏的行、列或工作表中：{found}", "the data stand in a hidden row, column or sheet: {found}", "填报的数据不隐藏", "data in plain sight", "请取消隐藏，确认数据后重报", "Unhide it, check the data and send it again"},
	{"E-MERGED", SeverityDoubt, "数据区有合并单元格 {found}", "cells are merged in the data area: {found}", "数据区不合并单元格，每格填一个数", "no merged cells among the data", "请取消合并，逐格填写后重报", "Unmerge them, fill in every cell and send it again"},
	{"E-CODE", SeverityReturn, "编码“{found}”不在本表中", "the code \"{found}\" is not of this sheet", "编码与模板一致，每行一个", "the codes of the template, one a row", "请恢复模板的编码后重报", "Restore the template's code and send it again"},
	{"E-NO-CODE", SeverityReturn, "有数据的行没有编码：{found}", "a row with data has no code: {found}", "每个有数据的行写明编码", "a code in every row with data", "请恢复该行的编码后重报", "Restore the row's code and send it again"},
	{"E-DUPLICATE", SeverityReturn, "编码重复：{found}", "a code stands twice: {found}", "每个编码只有一行", "one row for each code", "请只保留正确的一行后重报", "Keep the right row only and send it again"},
	{"E-ROW", SeverityReturn, "缺少“{found}”一行", "the row {found} is missing", "模板中的必填行全部保留", "every required row of the template", "请恢复该行并填写后重报", "Restore the row, fill it in and send it again"},
	{"E-NAME", SeverityDoubt, "名称“{found}”与编码不符", "the name \"{found}\" does not go with the code", "该编码的名称是“{want}”", "the name of that code, {want}", "请核对这一行（列）的数据是否填错位置", "Check whether the data stand in the wrong row or column"},
	{"E-UNIT", SeverityDoubt, "单位被改为“{found}”", "the unit was changed to \"{found}\"", "单位为“{want}”", "the unit {want}", "请按原单位换算后重报", "Convert to the given unit and send it again"},
	{"N-SUBTOTAL", SeverityNote, "“{found}”一行没有读取", "the row \"{found}\" was not read", "合计由系统计算，不必填报", "totals are computed, not reported", "无须处理", "Nothing need be done"},
	{"E-MACROS", SeverityDoubt, "工作簿带有宏：{found}", "the workbook carries macros: {found}", "报送不含宏的 .xlsx", "a workbook without macros", "宏没有运行；请另存为 .xlsx 后重报", "They were not run; save it as .xlsx and send it again"},
	{"E-EXTERNAL", SeverityDoubt, "工作簿链接了其他文件：{found}", "the workbook links to other files: {found}", "数据不依赖其他文件", "data that need no other file", "请把公式粘贴为数值后重报", "Paste formulas as values and send it again"},
	{"E-RULE", SeverityReturn, "{found}", "{found}", "{want}", "{wantEn}", "请核对有关单元格，改正后重报", "Check these cells, correct them and send it again"},
}
