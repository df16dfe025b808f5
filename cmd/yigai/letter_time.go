//go:build cgo

package main

import (
	"fmt"
	"slices"
	"time"

	"yigai/ingest"
	"yigai/ingest/check"
	"yigai/internal/beijing"
)

// timeFixes say to an org what to do about a file that came outside its period's
// time. What check says of it is for whoever takes files in.
var timeFixes = map[string]struct{ zh, en string }{
	"E-NOT-OPEN":         {"请在开始收表以后再发一次", "Send it again when the period is open"},
	"E-LOCKED-LATE":      {"实际发送得早的，请告诉我们发送的时间和渠道；确需补报的，请说明理由，经同意后由我们收件", "If it was sent earlier, tell us when and how; else give us the reason, and we take it in once that is allowed"},
	"E-LOCKED-APPROVED":  {"确需更正的，请说明理由，经同意后由我们收件", "If it must be corrected, give us the reason, and we take it in once that is allowed"},
	"E-LOCKED-PUBLISHED": {"确需更正的，请说明理由，经同意后由我们收件", "If it must be corrected, give us the reason, and we take it in once that is allowed"},
}

// onlyTime says that nothing is wrong with a file but when it came.
func onlyTime(open []check.Finding) bool {
	return !slices.ContainsFunc(open, func(x check.Finding) bool { return timeFixes[string(x.Code)].zh == "" })
}

// letterLine is a problem in one sentence, for the org.
func letterLine(p problem, a *app) string {
	fix, ok := timeFixes[p.Code]
	if !ok {
		return p.line(a)
	}
	return a.t("【"+p.Code+"】"+p.WhatZh+"。"+p.ruleZh()+fix.zh+"。", "["+p.Code+"] "+p.WhatEn+". "+p.ruleEn()+fix.en+".")
}

// received says when a file came, and when it was sent where that was declared.
func received(f ingest.File) string {
	if f.SentAt.IsZero() {
		return chineseDay(f.ReceivedAt) + "收到你单位报送的"
	}
	return "你单位" + chineseDay(f.SentAt) + "发送、我们" + chineseDay(f.ReceivedAt) + "收件的"
}

// timeLetter goes with a file in which nothing is to be corrected: it came
// outside the time of its period.
func (r *returner) timeLetter(f ingest.File, x sentBack, at time.Time) []string {
	if r.lang == "en" {
		return []string{"To: " + x.Name, "", fmt.Sprintf("Your report for %s, %q (receipt %s), was not taken in: it came outside the time of the period. It is kept; nothing in it has to be filled in again.",
			r.at, check.Show(f.FileName), f.Number), "", letterLine(problemsOf(x.Findings, false)[0], r.app), "", r.pack.Programme.Secretariat, at.In(beijing.Zone).Format(time.DateOnly)}
	}
	return []string{"关于" + r.at.Name() + "报表未予接收的函", "", x.Name + "：", "",
		fmt.Sprintf("    %s%s报表“%s”（收件号 %s），因不在收表时间内，没有接收。原件已留存，内容不用重填。", received(f), r.at.Name(), check.Show(f.FileName), f.Number), "",
		"    " + letterLine(problemsOf(x.Findings, false)[0], r.app), "",
		"    有疑问的，请与我们联系。", "", "                        " + r.pack.Programme.Secretariat, "                        " + chineseDay(at)}
}
