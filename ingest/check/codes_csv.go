package check

import "yigai/ingest/book"

const (
	csvZh = "CSV 文件用逗号分列，编码为 UTF-8 或 GB18030（GBK）"
	csvEn = "CSV with commas between columns, in UTF-8 or GB18030 (GBK)"
)

// textFileKinds are what the reader of text refuses; they quarantine the file.
var textFileKinds = []Kind{
	fileKind(book.CodeSeparator, "表格的分列符号不是逗号：{found}", "the columns are not parted by commas: {found}", csvZh, csvEn, "请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”或 .xlsx 后重报", "Open it in Excel or WPS, save it as CSV UTF-8 (comma delimited) or .xlsx and send it again"),
	fileKind(book.CodeQuote, "双引号不成对或位置不对：{found}", "quotes do not go in pairs, or stand where none may: {found}", "含逗号、引号或换行的一格用双引号括起，格内的引号写两个", "a field with commas, quotes or line breaks stands in quotes, with quotes inside doubled", "请从所指的行、字处补上或删去引号后重报；也可以改报 .xlsx", "Add or remove the quote at that line and character, or send .xlsx"),
}

// csvKinds are about whose a text is, for when, and what its rows are.
var csvKinds = []Kind{
	{"E-WHOSE", SeverityError, "单独报送的表没有写明{found}", "the single sheet does not say {found}", "表头上方写明“报告期”“单位代码”，或文件名以“报告期_单位代码_”开头", "rows 报告期 and 单位代码 above the header, or a file name that begins with PERIOD_CODE_", "请补上后重报，或报送完整的工作簿", "Add them and send it again, or send the whole workbook"},
	{"E-REPORTER", SeverityError, "表中有多个单位，没有写明由谁报送：{found}", "it holds several orgs and does not say who reports: {found}", "有“报送单位”列，或只有一个单位的数据", "a column 报送单位 (reporter), or the figures of one org only", "请加“报送单位”一列；收件人也可以用 --reporter 指明", "Add the column; whoever takes the file in may also say --reporter"},
	{"E-REPORTERS", SeverityError, "一个文件里有多个报送单位：{found}", "the file is of several reporters: {found}", "一个文件只有一个报送单位、一个报告期（历史数据除外）", "one reporter and one period in a file, history aside", "请按报送单位分成几个文件后重报", "Send one file for each reporter"},
	{"E-PERIODS", SeverityError, "一个文件里有多个报告期：{found}", "the file is of several periods: {found}", "一个文件只有一个报送单位、一个报告期（历史数据除外）", "one reporter and one period in a file, history aside", "请按报告期分成几个文件；历史数据请收件人用 --history 收取", "Send one file for each period; earlier periods are taken in with --history"},
	{"E-FOREIGN", SeverityError, "有其他单位的数据：{found}", "there are figures of another org: {found}", "只报本单位的数据：{want}", "figures of the reporter only: {want}", "请删去其他单位的行，或核对单位代码后重报", "Remove the rows of others, or check the codes, and send it again"},
	{"E-RAGGED", SeverityError, "这一行的列数与表头不同：{found}", "the row has another number of columns than the header: {found}", "每行的列数与表头相同", "as many columns in every row as in the header", "请检查这一行是否多了或少了逗号、引号后重报", "Look for a comma or quote too many or too few in this row and send it again"},
	{"E-SPLIT", SeverityReturn, "“{found}”可能是带千位分隔符的一个数，被逗号分成了两格", "\"{found}\" may be one number whose separator cut it in two", "数字不带千位分隔符", "numbers without thousands separators", "如果是一个数，请改为 {hint}；后一格如果是备注，请写明文字，然后重报", "If it is one number, write {hint}; if the second is a remark, put it in words; then send it again"},
	{"E-UNASKED", SeverityReturn, "没有要求报送“{found}”", "\"{found}\" was not asked for", "只报本期向本单位布置的数据元", "only elements asked of this reporter in this period", "请核对报告期、单位和编码，本期数据请填入本期的模板；无须报送的请删去该行（列）", "Check period, org and code, and use this period's template; remove the row (or column) if it need not be sent"},
	{"N-SHORT-ROW", SeverityNote, "从这一行起有的行缺少末尾的空列：{found}", "some rows from here on lack empty columns at their end: {found}", "每行的列数与表头相同", "as many columns in every row as in the header", "缺的只是空白的选填列，无须处理", "Only optional columns are missing; nothing need be done"},
	{"N-TAB", SeverityNote, "列之间用的是制表符", "the columns are parted by tabs", csvZh, csvEn, "已按制表符读取，无须处理", "It was read so; nothing need be done"},
	{"N-FROM-NAME", SeverityNote, "表内没有写明，按文件名认定为 {found}", "the table does not say it; by the file's name it is {found}", "表头上方写明“报告期”“单位代码”", "rows 报告期 and 单位代码 above the header", "请确认无误，下次请写在表内", "Make sure it is right; write it into the table next time"},
	{"N-DECLARED", SeverityNote, "文件没有写明，按收件登记认定为 {found}", "the file does not say it; as declared when it was taken in it is {found}", "文件内写明报告期和报送单位", "period and reporter in the file itself", "请确认无误，下次请写在表内", "Make sure it is right; write it into the table next time"},
	{"N-NO-COVER", SeverityNote, "CSV 没有封面，按终报、数据截止 {found} 处理", "CSV has no cover: it is taken as final, with the cut-off {found}", "需要注明初报或其他截止日期的，报送工作簿", "a workbook where the data are provisional or have another cut-off", "无须处理", "Nothing need be done"},
	{"N-NO-COVER-FIRST", SeverityNote, "CSV 没有封面，按初报、数据截止 {found} 处理", "CSV has no cover: it is taken as provisional, with the cut-off {found}", "需要注明终报或其他截止日期的，报送工作簿", "a workbook where the data are final or have another cut-off", "无须处理；终报请报送工作簿", "Nothing need be done; send the final figures as a workbook"},
	{"N-NO-TASKS", SeverityNote, "CSV 不含任务进展，{found} 项任务按未报告处理", "CSV carries no tasks: {found} of them are not reported", "任务进展用工作簿或“任务”表报送", "tasks in a workbook or as the sheet 任务", "需要报告任务的，请报送完整的工作簿", "Send the whole workbook to report on tasks"},
	{"N-HISTORY-GAPS", SeverityNote, "历史数据不全：{found}", "the history has gaps: {found}", "历史数据有多少报多少", "as much of the history as there is", "无须处理", "Nothing need be done"},
}

// driftKinds are about templates that came back in another shape.
var driftKinds = []Kind{
	{"E-TOTAL", SeverityDoubt, "合计与各行之和不符：{found}", "the total differs from the sum of the rows: {found}", "合计等于各行之和；系统只用各行", "a total that is the sum of the rows; only the rows are used", "请核对各行是否有误或缺漏，改正后重报", "Check whether a row is wrong or missing and send it again"},
	{"N-ALIAS", SeverityNote, "表头用了别的写法：{found}", "a header is worded otherwise: {found}", "表头与模板一致：{want}", "the template's header: {want}", "请确认无误，下次请保留模板的表头", "Make sure it is right; keep the template's header next time"},
	{"N-HEADER-ROWS", SeverityNote, "表头分在几行：{found}", "the header runs over several rows: {found}", "表头在同一行", "the header in one row", "已合起来读取，请确认无误，下次请保留模板的表头", "It was read together; make sure it is right and keep the template's header"},
	{"N-TEMPLATE-CODES", SeverityNote, "按旧模板填报，编码有变化：{found}", "the template is of another version and its codes differ: {found}", "使用现行模板的编码", "the codes of the present template", "请按所列编码核对：多出的没有读取，缺少的请补报", "Check the codes listed: those gone were not read, those new must be added"},
	{"N-SUPPRESSED", SeverityNote, "填报值“{found}”表示有数据但不公开", "\"{found}\": there is a figure that may not be given", "{want}；不能提供的填“保密”", "{wantEn}; 保密 where it may not be given", "无须处理；此项按“不公开”单独统计", "Nothing need be done; it is counted as suppressed"},
}
