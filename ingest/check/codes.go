package check

import (
	"yigai/ingest/book"
)

// A Code names a kind of finding. Codes are printed and never change.
type Code string

// A Kind is one code with its severity and its sentences. {found} stands for
// what was found, {want} for what the cell must hold, {hint} for a reading.
// No sentence has a full stop of its own.
type Kind struct {
	Code           Code
	Severity       Severity
	WhatZh, WhatEn string
	RuleZh, RuleEn string
	FixZh, FixEn   string
}

// tables are all kinds, in the order of the docs.
func tables() [][]Kind {
	return [][]Kind{fileKinds, textFileKinds, coverKinds, csvKinds, sheetKinds, scoreKinds, driftKinds, valueKinds, doubtKinds, intakeKinds, noteKinds}
}

var kinds = func() map[Code]Kind {
	m := map[Code]Kind{}
	for _, table := range tables() {
		for _, k := range table {
			m[k.Code] = k
		}
	}
	return m
}()

// Lookup gives a code's kind. An unknown code gives a kind that shows it, so
// that a finding of a newer program can still be printed.
func Lookup(code Code) Kind {
	if k, ok := kinds[code]; ok {
		return k
	}
	return Kind{Code: code, Severity: SeverityDoubt, WhatZh: "{found}", WhatEn: "{found}"}
}

// Kinds lists all kinds in the order of the tables, for docs and tests.
func Kinds() []Kind {
	var all []Kind
	for _, table := range tables() {
		all = append(all, table...)
	}
	return all
}

// Sentences that many codes share.
const (
	saveAgainZh = "请用 Excel 或 WPS 打开原文件，另存为“Excel 工作簿（.xlsx）”后重报"
	saveAgainEn = "Open the original in Excel or WPS, save it as an Excel workbook (.xlsx) and send it again"
	askAgainZh  = "请用下发的模板重新填报，或与秘书处联系"
	askAgainEn  = "Fill in the template that was sent out, or ask the secretariat"
	wholeZh     = "工作簿文件必须完整、未损坏"
	wholeEn     = "a workbook file that is whole and undamaged"
	sendXLSXZh  = "报送 .xlsx 格式的工作簿"
	sendXLSXEn  = "a workbook in the .xlsx format"
	modestZh    = "文件各部分的大小和数量在合理范围内"
	modestEn    = "sizes and counts within what real workbooks have"
	plainZh     = "请把数据粘贴到新下发的模板中（只粘贴数值），保存后重报"
	plainEn     = "Paste the figures (values only) into a fresh copy of the template and send that"
)

// fileKinds are what the reader of workbooks refuses. All of them quarantine
// the file: it is kept, but nothing of it can be trusted.
var fileKinds = []Kind{
	fileKind(book.CodeEmpty, "文件是空的", "the file is empty", sendXLSXZh, sendXLSXEn, "请检查发送的文件，重新报送", "Check the file you sent and send it again"),
	fileKind(book.CodeTempFile, "{found} 是打开工作簿时产生的临时文件", "{found} is the lock file that an open workbook leaves", sendXLSXZh, sendXLSXEn, "请关闭 Excel 或 WPS，报送不带“~$”的同名文件", "Close the program and send the file of the same name without \"~$\""),
	fileKind(book.CodeOLE, "文件是旧格式：{found}", "the file has an old format: {found}", sendXLSXZh, sendXLSXEn, saveAgainZh, saveAgainEn),
	fileKind(book.CodeEncrypted, "文件设有密码：{found}", "the file is protected by a password: {found}", "报送未加密的工作簿", "a workbook without encryption", "请取消打开密码，另存为 .xlsx 后重报", "Remove the password, save as .xlsx and send it again"),
	fileKind(book.CodeHTML, "文件是网页：{found}", "the file is a web page: {found}", sendXLSXZh, sendXLSXEn, saveAgainZh, saveAgainEn),
	fileKind(book.CodePDF, "文件是 PDF：{found}", "the file is a PDF: {found}", sendXLSXZh, sendXLSXEn, "扫描件可以作为附件，请另报工作簿原件", "A scan may come as an attachment; send the workbook itself"),
	fileKind(book.CodeImage, "文件是图片：{found}", "the file is a picture: {found}", sendXLSXZh, sendXLSXEn, "图片可以作为附件，请另报工作簿原件", "A picture may come as an attachment; send the workbook itself"),
	fileKind(book.CodeArchive, "文件是压缩包：{found}", "the file is an archive: {found}", sendXLSXZh, sendXLSXEn, "请解压后逐个报送其中的工作簿", "Unpack it and send the workbooks in it"),
	fileKind(book.CodeDoc, "文件是文字文档：{found}", "the file is a document: {found}", sendXLSXZh, sendXLSXEn, "文档可以作为附件，数据请填入工作簿报送", "A document may come as an attachment; fill the figures into the workbook"),
	fileKind(book.CodeOFD, "文件是版式文档（OFD）：{found}", "the file is a fixed-layout document (OFD): {found}", sendXLSXZh, sendXLSXEn, "版式文档可以作为附件，请另报工作簿原件", "It may come as an attachment; send the workbook itself"),
	fileKind(book.CodeMail, "文件是电子邮件：{found}", "the file is an e-mail: {found}", sendXLSXZh, sendXLSXEn, "请打开邮件，把其中的工作簿附件另存后报送", "Open the e-mail, save the workbook attached to it and send that"),
	fileKind(book.CodeODS, "文件是 OpenDocument 表格：{found}", "the file is an OpenDocument spreadsheet: {found}", sendXLSXZh, sendXLSXEn, saveAgainZh, saveAgainEn),
	fileKind(book.CodeET, "文件是 WPS 的 et 格式表格：{found}", "the file is a WPS table (.et): {found}", sendXLSXZh, sendXLSXEn, "请用 WPS 打开，另存为“Excel 文件（.xlsx）”后重报", "Open it in WPS, save it as an Excel file (.xlsx) and send it again"),
	fileKind(book.CodeText, "文件是文本，不是表格：{found}", "the file is text, but no table: {found}", "报送 .xlsx 工作簿，或前 60 行内有表头的 CSV", "an .xlsx workbook, or CSV with a header in its first 60 rows", saveAgainZh, saveAgainEn),
	fileKind(book.CodeNotXLSX, "文件不是工作簿：{found}", "the file is no workbook: {found}", sendXLSXZh, sendXLSXEn, saveAgainZh, saveAgainEn),

	fileKind(book.CodeZip, "文件已损坏：{found}", "the file is damaged: {found}", wholeZh, wholeEn, "请重新发送；如仍不行，"+saveAgainZh, "Send it again; if that does not help: "+saveAgainEn),
	fileKind(book.CodeCRC, "文件内容与校验值不符，已损坏：{found}", "the contents do not match their checksum: {found}", wholeZh, wholeEn, "请重新发送；如仍不行，"+saveAgainZh, "Send it again; if that does not help: "+saveAgainEn),
	fileKind(book.CodeSize, "文件过大：{found}", "the file is too large: {found}", modestZh, modestEn, plainZh, plainEn),
	fileKind(book.CodeRatio, "文件压缩比异常：{found}", "the file shrinks more than any real workbook: {found}", modestZh, modestEn, plainZh, plainEn),
	fileKind(book.CodeEntries, "文件内的部件过多：{found}", "the file has too many parts: {found}", modestZh, modestEn, plainZh, plainEn),
	fileKind(book.CodeDup, "文件内有重名的部件：{found}", "two parts of the file have one name: {found}", "部件名称不重复", "parts with different names", saveAgainZh, saveAgainEn),
	fileKind(book.CodePath, "文件内有不安全的部件名称：{found}", "a part of the file has an unsafe name: {found}", "部件名称只指向文件内部", "part names that stay inside the file", saveAgainZh, saveAgainEn),
	fileKind(book.CodeMethod, "文件使用了不支持的压缩方法：{found}", "the file is packed by an unknown method: {found}", "使用标准压缩方法", "the standard compression", saveAgainZh, saveAgainEn),

	fileKind(book.CodeCompound, "旧格式工作簿的文件结构已损坏：{found}", "the frame of the old-format workbook is damaged: {found}", wholeZh, wholeEn, "请重新发送；如仍不行，"+saveAgainZh, "Send it again; if that does not help: "+saveAgainEn),
	fileKind(book.CodeRecord, "旧格式工作簿的内容记录已损坏：{found}", "the records of the old-format workbook are damaged: {found}", wholeZh, wholeEn, "请重新发送；如仍不行，"+saveAgainZh, "Send it again; if that does not help: "+saveAgainEn),

	fileKind(book.CodeXML, "文件内容的写法有误：{found}", "the contents are malformed: {found}", wholeZh, wholeEn, saveAgainZh, saveAgainEn),
	fileKind(book.CodeDTD, "文件中有禁止的声明：{found}", "the file holds a forbidden declaration: {found}", "不含 DOCTYPE 和实体声明", "no DOCTYPE and no entity declarations", saveAgainZh, saveAgainEn),
	fileKind(book.CodeDepth, "文件内容嵌套过深：{found}", "the contents are nested too deep: {found}", modestZh, modestEn, plainZh, plainEn),
	fileKind(book.CodeAttrs, "文件内容的属性过多：{found}", "an element has too many attributes: {found}", modestZh, modestEn, plainZh, plainEn),
	fileKind(book.CodeToken, "文件中有过长的文字：{found}", "a text of the file is too long: {found}", modestZh, modestEn, plainZh, plainEn),
	fileKind(book.CodeEncoding, "文件内容的编码不受支持：{found}", "the encoding of the contents is not supported: {found}", "使用 UTF-8 或 UTF-16 编码", "UTF-8 or UTF-16", saveAgainZh, saveAgainEn),

	fileKind(book.CodePart, "文件缺少必要的部件：{found}", "the file lacks a part it needs: {found}", wholeZh, wholeEn, saveAgainZh, saveAgainEn),
	fileKind(book.CodeSheets, "工作表的数量或名称有误：{found}", "the number or the names of sheets are wrong: {found}", "工作表名称不重复，数量在合理范围内", "sheets with different names, and not too many", plainZh, plainEn),
	fileKind(book.CodeRef, "单元格位置有误：{found}", "a cell is not where its reference says: {found}", "行号、列号依次递增，不重复，不越界", "rows and columns that rise and stay inside the sheet", saveAgainZh, saveAgainEn),
	fileKind(book.CodeSST, "单元格引用了不存在的文字：{found}", "a cell refers to a text that is not there: {found}", wholeZh, wholeEn, saveAgainZh, saveAgainEn),
	fileKind(book.CodeStyle, "单元格格式有误：{found}", "a cell format is wrong: {found}", wholeZh, wholeEn, saveAgainZh, saveAgainEn),
	fileKind(book.CodeCell, "单元格的存储内容有误：{found}", "what a cell stores is wrong: {found}", "单元格的内容与其类型相符", "cells whose contents fit their type", saveAgainZh, saveAgainEn),
	fileKind(book.CodeCells, "单元格过多：{found}", "there are too many cells: {found}", modestZh, modestEn, plainZh, plainEn),
	fileKind(book.CodeColumns, "表格过宽：{found}", "a sheet is too wide: {found}", modestZh, modestEn, plainZh, plainEn),
	fileKind(book.CodeMerge, "合并区域过多或互相重叠：{found}", "merged ranges are too many or overlap: {found}", modestZh, modestEn, plainZh, plainEn),
}

func fileKind(code book.Code, whatZh, whatEn, ruleZh, ruleEn, fixZh, fixEn string) Kind {
	return Kind{Code(code), SeverityError, whatZh, whatEn, ruleZh, ruleEn, fixZh, fixEn}
}
