package check

const (
	fixNumberZh = "请只填数字{hint}，然后重报"
	fixNumberEn = "Write the number only{hint}, then send it again"
	readAsZh    = "已读作 {hint}，无须重报，下次请照要求填写"
	readAsEn    = "It was read as {hint}; nothing need be done, write it as required next time"
)

// valueKinds are about single cells. Those that return a row leave it missing.
var valueKinds = []Kind{
	{"E-REQUIRED", SeverityReturn, "必填单元格没有填写", "a required cell is blank", "{want}；确无此项填“不适用”，暂无数据填“—”", "{wantEn}; 不适用 where there is none, — where it is not known", "请补填后重报；真正为零的填 0", "Fill it in and send it again; write 0 for a true zero"},
	{"E-MARKED", SeverityDoubt, "必填单元格填的是“{found}”", "a required cell says \"{found}\"", "{want}", "{wantEn}", "请在备注中说明原因，或补填后重报", "Say why in the remark, or fill it in and send it again"},
	{"E-TYPE", SeverityReturn, "填报值“{found}”不是数字", "\"{found}\" is not a number", "{want}", "{wantEn}", fixNumberZh, fixNumberEn},
	{"E-ABOUT", SeverityReturn, "填报值“{found}”是约数", "\"{found}\" is not exact", "{want}，填确数", "{wantEn}, exact", "如确数是 {hint}，请改为 {hint} 后重报", "If it is exactly {hint}, write {hint} and send it again"},
	{"E-WORDS", SeverityReturn, "填报值“{found}”带有文字或单位", "\"{found}\" has words or a unit", "{want}，不带单位", "{wantEn}, without the unit", "请改为 {hint} 后重报", "Write {hint} and send it again"},
	{"E-PERCENT", SeverityReturn, "填报值“{found}”是百分数", "\"{found}\" is a percentage", "{want}", "{wantEn}", "请填实际数量，不填比例", "Write the quantity itself, not a share"},
	{"E-INTEGER", SeverityReturn, "填报值“{found}”不是整数", "\"{found}\" is not a whole number", "{want}", "{wantEn}", "请核对单位（是否误填为“万”）后改为整数重报", "Check the unit (units of 万?) and write a whole number"},
	{"E-DIGITS", SeverityReturn, "填报值“{found}”位数过多", "\"{found}\" has too many digits", "{want}；最多 4 位小数、18 位数字", "{wantEn}; at most 4 decimals and 18 digits", "请按要求取舍后重报", "Round it as required and send it again"},
	{"E-DECIMALS", SeverityDoubt, "填报值“{found}”的小数位多于要求", "\"{found}\" has more decimals than asked", "{want}", "{wantEn}", "请按要求取舍后重报；本次按原值接收", "Round it and send it again; it was taken as it is"},
	{"E-RANGE", SeverityReturn, "填报值“{found}”超出范围", "\"{found}\" is out of range", "{want}", "{wantEn}", "请核对后改正重报", "Check it, correct it and send it again"},
	{"E-YES-NO", SeverityReturn, "填报值“{found}”不是“是”或“否”", "\"{found}\" is neither 是 (yes) nor 否 (no)", "{want}", "{wantEn}", "请从下拉框中选择后重报", "Choose from the drop-down and send it again"},
	{"E-DATE", SeverityReturn, "填报值“{found}”是日期", "\"{found}\" is a date", "{want}", "{wantEn}", "请把单元格格式改为常规，填写数字后重报", "Set the cell's format to General, write the number and send it again"},
	{"E-FORMAT", SeverityDoubt, "存储的是 {found}，单元格格式会显示成另一个数", "the cell stores {found} and shows another number", "{want}；读取的是存储值", "{wantEn}; the stored value is read", "请确认存储值正确，并把单元格格式改为常规", "Make sure that the stored value is right and set the format to General"},
	{"E-FORMULA", SeverityReturn, "公式没有保存计算结果", "the formula has no stored result", "填写数值", "a value, not a formula", "请用 Excel 或 WPS 打开，粘贴为数值并保存后重报", "Open it in Excel or WPS, paste it as a value, save and send it again"},
	{"E-ERROR", SeverityReturn, "单元格是错误值 {found}", "the cell holds the error {found}", "{want}", "{wantEn}", "请改正公式或直接填写数值后重报", "Correct the formula or write the value, and send it again"},
	{"E-LENGTH", SeverityReturn, "文字过长：{found}", "the text is too long: {found}", "每格不超过 32767 个字符", "at most 32,767 characters in a cell", "请缩短后重报，其余作为附件", "Shorten it; send the rest as an attachment"},
	{"E-CHAR", SeverityReturn, "含有不可见字符：{found}", "there are invisible characters: {found}", "{want}，不含不可见字符", "{wantEn}, without invisible characters", "请清空单元格，重新键入后重报", "Clear the cell, type it again and send it again"},
	{"E-TEXT-CHAR", SeverityDoubt, "文字中含有不可见字符：{found}", "the text holds invisible characters: {found}", "文字不含不可见字符", "text without invisible characters", "请重新键入这段文字后重报", "Type the text again and send it again"},
	{"E-STATUS", SeverityReturn, "任务状态“{found}”不在选项中", "the status \"{found}\" is none of the choices", "状态为：未启动、推进中、已完成、受阻", "one of 未启动, 推进中, 已完成, 受阻", "请从下拉框中选择后重报", "Choose from the drop-down and send it again"},
	{"E-PROGRESS", SeverityReturn, "完成进度“{found}”有误", "the progress \"{found}\" is wrong", "0 至 100 的数字，60 即 60%", "a number from 0 to 100; 60 means 60 %", "请改正后重报", "Correct it and send it again"},
	{"E-PROGRESS-UNIT", SeverityDoubt, "完成进度“{found}”可能是小数而不是百分数", "the progress \"{found}\" may be a fraction, not percent", "0 至 100 的数字，60 即 60%", "a number from 0 to 100; 60 means 60 %", "请确认：百分之六十写 60；本次按原值接收", "Make sure: write 60 for 60 %; it was taken as it is"},
}

// noteKinds say what was read differently from how it is stored, and why that
// is certain.
var noteKinds = []Kind{
	{"N-XLS", SeverityNote, "文件“{found}”是旧格式工作簿（Excel 97–2003），已读取；这种格式没有校验值，传输中的损坏可能看不出来", "\"{found}\" is an old workbook (Excel 97 to 2003) and was read; the format has no checksum, so damage on the way may not show", "报送 .xlsx 格式的工作簿", "a workbook in the .xlsx format", "无须重报；请核对已读取的数字，下次另存为 .xlsx 再报", "Nothing need be sent again; compare the figures that were read, and save as .xlsx next time"},
	{"N-WIDTH", SeverityNote, "数字“{found}”是全角字符", "\"{found}\" has full-width characters", "数字用半角", "half-width digits", readAsZh, readAsEn},
	{"N-COMMA", SeverityNote, "数字“{found}”带有千位分隔符", "\"{found}\" has thousands separators", "数字不带分隔符", "no separators", readAsZh, readAsEn},
	{"N-SPACE", SeverityNote, "数字“{found}”带有空格", "\"{found}\" has spaces", "数字不带空格", "no spaces", readAsZh, readAsEn},
	{"N-TEXT", SeverityNote, "数字“{found}”存成了文本", "the number \"{found}\" is stored as text", "数字单元格存数字", "numbers in number cells", readAsZh, readAsEn},
	{"N-DUST", SeverityNote, "存储值 {found} 有浮点误差", "the stored {found} has a floating-point error", "最多 4 位小数；误差按 15 位有效数字去除", "at most 4 decimals; the error goes at 15 digits", readAsZh, readAsEn},
	{"N-PERCENT", SeverityNote, "“{found}”是百分数写法", "\"{found}\" is written as a percentage", "直接填数字，60 即 60%", "the number itself: 60 for 60 %", readAsZh, readAsEn},
	{"N-FORMULA", SeverityNote, "单元格是公式，取保存时的结果 {found}", "the cell is a formula; its stored result {found} was taken", "填写数值", "a value, not a formula", "无须处理，下次请粘贴为数值", "Nothing need be done; paste values next time"},
	{"N-YES-NO", SeverityNote, "“{found}”不是下拉框中的写法", "\"{found}\" is not of the drop-down", "填“是”或“否”", "是 or 否", readAsZh, readAsEn},
	{"N-MARKED", SeverityNote, "必填单元格填的是“{found}”，备注中已有说明", "a required cell says \"{found}\", and the remark says why", "{want}；没有数据的在备注中说明原因", "{wantEn}; where there is none the remark says why", "无须处理", "Nothing need be done"},
	{"N-MARK", SeverityNote, "选填单元格填的是“{found}”，按没有数据处理", "an optional cell says \"{found}\": no figure", "没有数据的选填项可以留空", "optional cells may stay blank", "无须处理", "Nothing need be done"},
	{"N-STATUS", SeverityNote, "任务状态“{found}”不是下拉框中的写法", "the status \"{found}\" is not of the drop-down", "状态为：未启动、推进中、已完成、受阻", "one of 未启动, 推进中, 已完成, 受阻", readAsZh, readAsEn},
}
