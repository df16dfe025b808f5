package check

// How an exception is recorded, in the words of those who take files in.
const (
	exceptionZh = "如确需接收，由负责人记录例外：yigai ingest 文件 --exception 理由 --by 姓名"
	exceptionEn = "To take it in nevertheless, record an exception: yigai ingest FILE --exception REASON --by NAME"
	declareZh   = "如实际发送得早，请登记发送时间（收件登记.csv，或 yigai ingest 文件 --received-at 日期 --by 姓名）"
	declareEn   = "If it was sent earlier, declare when (收件登记.csv, or yigai ingest FILE --received-at DAY --by NAME)"
)

// intakeKinds are what intake has against a file, whatever stands in it.
var intakeKinds = []Kind{
	{"E-NOT-OPEN", SeverityError, "送达时间 {found} 早于本期开始填报的日子", "it was sent on {found}, before the period opens", "{want} 起接收本期报表", "files of this period from {want} on", "请到期再报；" + exceptionZh, "Send it when the period is open. " + exceptionEn},
	{"E-LOCKED-LATE", SeverityError, "送达时间 {found} 已过本期锁定日", "it was sent on {found}, after the period was locked", "{want} 以后不再接收本期报表", "files of this period until {want}", declareZh + "；" + exceptionZh, declareEn + ". " + exceptionEn},
	{"E-LOCKED-APPROVED", SeverityError, "本期数据已经审定（{found}）", "the figures of the period were approved ({found})", "审定以后不再接收本期报表", "no files after the approval", exceptionZh, exceptionEn},
	{"E-LOCKED-PUBLISHED", SeverityError, "本期通报已经发布（{found}）", "the period was published ({found})", "发布以后不再接收本期报表", "no files after the publication", exceptionZh, exceptionEn},
	{"E-PART-LATE", SeverityError, "只报了“{found}”一张表，而整本工作簿已经收下", "it is the sheet {found} alone, and a whole workbook was accepted", "已收下整本工作簿 {want}；整本和单张不混用", "a whole workbook, as {want} is: parts and wholes do not mix", "请在整本工作簿中改好后整本重报", "Correct the whole workbook and send that"},
	{"E-UNSIGNED", SeverityError, "{found} 本期已有带校验码的报送，而这份没有校验码", "{found} has a report with a token for this period, and this one has none", "已收下带校验码的 {want}；不带校验码、又没有登记由谁发来的文件不能替换它", "a report with the token, as {want} has, or one whose sender is declared", "请在下发或退回的工作簿中改好后重报；确是该单位所发的，由秘书处登记报送单位后再收（收件登记的单位代码，或 yigai ingest 文件 --reporter 代码 --by 姓名）", "Correct the workbook that was sent out or returned; where the org did send this one, declare it and take it in again (org code in 收件登记.csv, or yigai ingest FILE --reporter CODE --by NAME)"},
	{"E-NESTED", SeverityError, "压缩包里还有压缩包：{found}", "there is a bundle within the bundle: {found}", "压缩包只有一层", "bundles of one level", "请解压里面的压缩包后重新打包，或单独报送", "Unpack the inner one and pack again, or send it alone"},
	{"E-BUNDLE-EMPTY", SeverityError, "压缩包是空的：{found}", "the bundle is empty: {found}", "压缩包里有要报送的文件", "a bundle with the files to be sent", "请检查压缩包，重新报送", "Check the bundle and send it again"},
	{"E-BUNDLE", SeverityError, "压缩包没有打开过：{found}", "the bundle was not opened when it came: {found}", "压缩包打开后逐个收下其中的文件", "a bundle whose files are taken in one by one", "请再收一次这个压缩包", "Take the bundle in once more"},
	{"E-UNTIED", SeverityError, "{found} 看来是附件，但不知道属于谁、证明什么", "{found} looks like an attachment, but nothing says whose it is and what it proves", "附件与报表放在同一压缩包，或文件名写成 {want}，或登记单位代码和报告期，或在“佐证材料”中写出文件名", "an attachment in one bundle with its report, or named like {want}, or registered with org code and period, or named in 佐证材料", "请按上述任一办法改名或登记后重报", "Rename or register it in one of these ways and send it again"},
	{"E-CHANGED", SeverityDoubt, "没有要求修改的数变了：{found}", "a figure changed that nobody asked to change: {found}", "只改退回时指出的数；{want}", "changes only where the returned file had findings; it was {wantEn}", "请核实为何改动：填错的改回，属实的在备注中说明，由秘书处核对后接受", "Find out why it changed: put back what is wrong; where it is right say why in the note, for the secretariat to accept"},
	{"N-JUNK", SeverityNote, "{found} 是系统或程序留下的文件", "{found} was left by a system or a program", "报送工作簿和附件", "workbooks and attachments", "无须处理，也无须再报", "Nothing need be done, and nothing need be sent"},
}
