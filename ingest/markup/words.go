package markup

import "yigai/ingest/check"

// words are the sentences of the list and the comments in one language.
type words struct {
	title, file, receipt, wholeFile          string
	clean, total, comma, dropped             string
	stoodAt, commentHead, comment            string
	restTitle, restMore, restCut, none, line string
	restFormula, restComments                string
	header                                   []string
	restHeader                               [2]string
	how                                      []string
	count, severity                          map[check.Severity]string
}

func wordsOf(english bool) words {
	if english {
		return englishWords
	}
	return chineseWords
}

var chineseWords = words{
	title: Sheet, file: "收到的文件：", receipt: "收件号：", wholeFile: "整个文件",
	clean: "没有发现问题", total: "共 %d 条：%s", comma: "，", dropped: "；另有 %d 条未列出，改好上面各条后再查",
	stoodAt: "（原文件 %s）", commentHead: "【%s】问题清单第 %d 条", comment: "问题：%s。\n要求：%s。\n处理：%s。\n（%s）",
	restTitle: "原文件中没有转入本工作簿的内容（请核对；有用的请填到相应单元格）",
	restMore:  "另有 %d 行没有列出，请查看原文件", restCut: "原文 %d 个字，超过单元格的容量，只转入了前面的部分",
	none:         "这个文件不是本单位本期的有效报送，其中的数字没有转入。请在本工作簿中填写后报送。",
	restFormula:  "（公式，没有保存计算结果，没有转入；请填写数字）",
	restComments: "单元格批注没有转入，只留在原文件中（以前退回时本程序加的批注也在其内，不用处理）",
	line:         "第 %d 行",
	header:       []string{"序号", "级别", "位置（点击前往）", "发现的问题", "要求", "怎样处理", "代码"},
	restHeader:   [2]string{"原文件中的位置", "内容"},
	how: []string{
		"您填的数字和文字都在本工作簿的相应位置，没有转入的列在本页末尾。红色单元格按要求改正；黄色单元格请核对，填错的改正，属实的在备注中说明。每处都有批注。",
		"改好后把本工作簿整本报送即可，不用重新填其他内容，也不用删除本页和批注。未改正的红色单元格按缺失处理，不当作 0。",
	},
	count:    map[check.Severity]string{check.SeverityError: "拒收（整个文件不计）%d 条", check.SeverityReturn: "退回（要改）%d 条", check.SeverityDoubt: "存疑（请核对）%d 条", check.SeverityNote: "提示（不用改）%d 条"},
	severity: map[check.Severity]string{check.SeverityError: "拒收", check.SeverityReturn: "退回", check.SeverityDoubt: "存疑", check.SeverityNote: "提示"},
}

var englishWords = words{
	title: "Findings", file: "File received: ", receipt: "receipt ", wholeFile: "the whole file",
	clean: "Nothing was found", total: "%d in all: %s", comma: ", ", dropped: "; %d more are not listed: mend these and check again",
	stoodAt: " (%s in the file received)", commentHead: "[%s] no. %[2]d of the list", comment: "Found: %s.\nRequired: %s.\nTo do: %s.\n(%s)",
	restTitle: "What the file held and was not carried over: please look through it and enter what is needed in its cell",
	restMore:  "%d more rows are not listed: see the file itself", restCut: "%d characters are more than a cell holds: only the first part was carried over",
	none:         "This file is no valid submission of this org for this period: its figures were not carried over. Fill in this workbook and send it.",
	restFormula:  "(a formula without a stored result, not carried over: enter the number)",
	restComments: "comments on cells were not carried over and stay in the file itself (those that this program added to a returned copy too: nothing to do about them)",
	line:         "line %d",
	header:       []string{"No.", "Severity", "Place (click to go)", "What was found", "Required", "What to do", "Code"},
	restHeader:   [2]string{"Where it stood", "Content"},
	how: []string{
		"The numbers and texts you wrote stand in their places in this workbook; what was not carried over is listed at the end of this sheet. Mend the red cells; look at the yellow ones: correct what is wrong, and say in the remark where it is right. Every one has a comment.",
		"Then send the whole workbook again. Leave this sheet and the comments as they are. Red cells that are not mended count as missing, never as 0.",
	},
	count:    map[check.Severity]string{check.SeverityError: "%d refuse the file", check.SeverityReturn: "%d to mend", check.SeverityDoubt: "%d to look at", check.SeverityNote: "%d for information"},
	severity: map[check.Severity]string{check.SeverityError: "error", check.SeverityReturn: "return", check.SeverityDoubt: "doubt", check.SeverityNote: "note"},
}
