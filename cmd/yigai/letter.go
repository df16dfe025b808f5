//go:build cgo

package main

import (
	"fmt"
	"strings"
	"time"

	"yigai/ingest"
	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/beijing"
)

// lettersBest is how many problems a letter names; the workbook lists all.
const lettersBest = 10

// letter is the text that goes with a returned file, for mail and chat: UTF-8
// with a mark and CRLF, which every program of an office shows right.
func (r *returner) letter(f ingest.File, x sentBack, workbook bool, at time.Time) []byte {
	lines := r.chineseLetter(f, x, workbook, at)
	switch {
	case x.onlyTime:
		lines = append(r.sampleLines(), r.timeLetter(f, x, at)...)
	case r.lang == "en":
		lines = r.englishLetter(f, x, workbook, at)
	}
	for i := range lines {
		lines[i] = visible(lines[i])
	}
	return []byte("\uFEFF" + strings.Join(lines, "\r\n") + "\r\n")
}

// chineseDay is the day on which something happened, as offices write it.
func chineseDay(t time.Time) string { return beijing.Day(t.In(beijing.Zone)) }

// sampleLines stand above a letter about made-up data.
func (r *returner) sampleLines() []string {
	if r.ws.Settings.Sample {
		return []string{"【样例数据】本函为程序演示，不得引用。", ""}
	}
	return nil
}

func (r *returner) chineseLetter(f ingest.File, x sentBack, workbook bool, at time.Time) []string {
	head := r.pack.Programme
	lines := append(r.sampleLines(), "关于更正"+r.at.Name()+"报表的函", "", x.Name+"：", "",
		fmt.Sprintf("    %s%s报表“%s”（收件号 %s），经校核，%s", received(f), r.at.Name(), check.Show(f.FileName), f.Number, r.chineseCounts(x)))
	if !workbook {
		lines = append(lines, "    该文件无法作为报表读取或不能认定，原件已留存，其中的数字没有计入。")
	}
	lines = append(lines, "", "主要问题：")
	problems := problemsOf(x.Findings, false)
	for i, p := range problems[:min(lettersBest, len(problems))] {
		lines = append(lines, fmt.Sprintf("    %d. （%s）%s", i+1, severityWords[p.Severity], letterLine(p, &app{lang: "zh"})))
	}
	if more := len(problems) - lettersBest; more > 0 && workbook {
		lines = append(lines, fmt.Sprintf("    其余 %d 项见所附工作簿的“问题清单”。", more))
	}
	lines = append(lines, "", "更正和报送：")
	if workbook {
		lines = append(lines,
			fmt.Sprintf("    一、请打开所附工作簿“%s”。你单位填写的数字和文字都在相应位置，没有转入的列在首页末尾；首页“问题清单”逐条写明位置和改法，点击位置即到该单元格。", r.fileName(f, "退回", ".xlsx")),
			"    二、红色单元格请按要求改正；黄色单元格请核对，填错的改正，属实的在备注中说明。其他数字请勿改动。")
	} else {
		lines = append(lines, "    一、请用下发给你单位的本期工作簿（.xlsx）填报；找不到的请向我们索取。",
			"    二、请直接发送工作簿原件，不加密码，不压缩，不用截图或扫描件代替。")
	}
	lines = append(lines, "    三、改好后请将整本工作簿发回。后一次报送代替前一次，以前的文件仍予留存。",
		"    四、"+r.chineseDeadline(x.Org, at), "",
		"    有疑问的，请与我们联系。", "", "                        "+head.Secretariat, "                        "+chineseDay(at))
	return lines
}

func (r *returner) chineseCounts(x sentBack) string {
	var parts []string
	if x.Errors > 0 {
		parts = append(parts, fmt.Sprintf("有 %d 处问题使整个文件不能接受", x.Errors))
	}
	if x.Returns > 0 {
		parts = append(parts, fmt.Sprintf("有 %d 处需要改正（改正前按缺失处理，不当作 0）", x.Returns))
	}
	if x.Doubts > 0 {
		parts = append(parts, fmt.Sprintf("有 %d 处存疑需要核对", x.Doubts))
	}
	return strings.Join(parts, "，") + "。"
}

// due is the last day on which an org's report is in time.
func (r *returner) due(org string) time.Time {
	reporter, _ := r.pack.Org(org, r.at)
	return r.pack.DaysOf(reporter, r.at).Due.Time
}

// dueCaveat says where the pack's calendar is ours and not the document's.
func (r *returner) dueCaveat() (zh, en string) {
	if !template.DueIsAssumed(r.pack) {
		return "", ""
	}
	return "（报送日期为暂定，" + template.Document(r.pack) + "原文未作规定。）", " (The day is provisional: the document does not set one.)"
}

func (r *returner) chineseDeadline(org string, at time.Time) string {
	caveat, _ := r.dueCaveat()
	due := r.due(org)
	if day := at.In(beijing.Zone).Format(time.DateOnly); day > due.Format(time.DateOnly) {
		return fmt.Sprintf("本期报送截止日为%s，现已过期，请尽快更正报送。%s", beijing.Day(due), caveat)
	}
	return fmt.Sprintf("请于%s前（含当日）报送，逾期按迟报统计。%s", beijing.Day(due), caveat)
}

func (r *returner) englishLetter(f ingest.File, x sentBack, workbook bool, at time.Time) []string {
	_, caveat := r.dueCaveat()
	lines := []string{"To: " + x.Name, "",
		fmt.Sprintf("Your report for %s, %q (receipt %s), was received on %s and checked: %d findings refuse the file, %d figures must be mended (they count as missing until then), %d are doubtful.",
			r.at, check.Show(f.FileName), f.Number, f.ReceivedAt.In(beijing.Zone).Format(time.DateOnly), x.Errors, x.Returns, x.Doubts), ""}
	problems := problemsOf(x.Findings, false)
	for i, p := range problems[:min(lettersBest, len(problems))] {
		lines = append(lines, fmt.Sprintf("%d. (%s) %s", i+1, p.Severity, letterLine(p, &app{lang: "en"})))
	}
	if workbook {
		lines = append(lines, "", fmt.Sprintf("Open %q: the numbers and texts you wrote stand in their places; the first sheet lists all findings, and at its end what was not carried over. Mend the red cells, look at the yellow ones, leave the rest as it is, and send the whole workbook.", r.fileName(f, "退回", ".xlsx")))
	} else {
		lines = append(lines, "", "The file could not be taken as a report; it is kept, and none of its figures count. Please fill in the workbook that was sent to you for this period and send that (.xlsx, no password).")
	}
	return append(lines, fmt.Sprintf("Due day: %s.%s", r.due(x.Org).Format(time.DateOnly), caveat), "", r.pack.Programme.Secretariat, at.In(beijing.Zone).Format(time.DateOnly))
}
