package main

import (
	"fmt"
	"strings"

	"yigai/ingest/check"
)

// tellTried prints all answers to somebody who will mend the files, each with a
// verdict, and says how many may not be sent as they are.
func (a *app) tellTried(answers []answer, all bool) error {
	if a.json {
		if err := writeJSON(a.Out, append([]answer{}, answers...)); err != nil {
			return err
		}
	}
	var names, failed []string
	for _, an := range answers {
		switch {
		case an.State == stateFailed:
			failed = append(failed, visible(an.File))
		case an.bad() || an.count(check.SeverityReturn) > 0:
			names = append(names, visible(an.File))
		}
		if !a.json {
			a.tellTriedOne(an, all)
		}
	}
	return a.verdictOfAll(len(answers), names, failed)
}

func (a *app) tellTriedOne(an answer, all bool) {
	fmt.Fprintln(a.Out, a.headline(an))
	if an.State == stateFailed {
		return
	}
	a.problemTable(an, all)
	switch {
	case an.Marked != "" && an.bad():
		fmt.Fprintln(a.Out, "    "+a.t("标好问题的工作簿：%s（先看首页：没有转入的内容要重新填）", "marked copy: %s (see its first sheet: what was not carried over must be filled in)", visible(an.Marked)))
	case an.Marked != "":
		fmt.Fprintln(a.Out, "    "+a.t("标好问题的工作簿：%s（改好后直接报送它即可）", "marked copy: %s (mend it and send it)", visible(an.Marked)))
	case an.NotMarked != "":
		fmt.Fprintln(a.Out, "    "+a.t("没有写标好问题的工作簿：看不出是哪个单位、哪一期的报表", "no marked copy: the file does not say whose it is and for when"))
	}
	fmt.Fprintln(a.Out, "    "+a.verdict(an))
	a.tellNotRun(an.RulesNotRun)
}

// problemTable prints one line for each problem, with the cells it stands in.
func (a *app) problemTable(an answer, all bool) {
	lines := problemsOf(an.Findings, all)
	if len(lines) == 0 {
		return
	}
	t := newTable(a.t("级别", "severity"), a.t("位置", "place"), a.t("代码", "code"), a.t("问题和改法", "problem and what to do"))
	for i, p := range lines {
		if i == shownInCheck && !all {
			break
		}
		t.add(a.t(severityWords[p.Severity], p.Severity), p.place(a), p.id(), a.t(p.WhatZh+"。"+p.ruleZh()+p.FixZh+"。", p.WhatEn+". "+p.ruleEn()+p.FixEn+"."))
	}
	var text strings.Builder
	t.print(&text)
	for line := range strings.Lines(text.String()) {
		fmt.Fprint(a.Out, "    "+line)
	}
	if more := len(lines) - shownInCheck; more > 0 && !all {
		fmt.Fprintln(a.Out, a.t("    …还有 %d 条（加 --all 看全部）", "    … and %d more (all with --all)", more))
	}
	a.tellUnlisted(an)
}

// verdictOfAll is the end of a check of several files.
func (a *app) verdictOfAll(files int, names, failed []string) error {
	some := func(list []string) string { return strings.Join(list[:min(3, len(list))], ", ") }
	if len(failed) > 0 {
		return message{zh: fmt.Sprintf("%d 个文件中有 %d 个没能检查：%s", files, len(failed), some(failed)), en: fmt.Sprintf("%d of %d files could not be looked at: %s", len(failed), files, some(failed)),
			nextZh: "其余文件的结论在上面；看清上面写的原因，再查这几个", nextEn: "the others have their verdict above; see the reasons there and check these again"}
	}
	if len(names) == 0 {
		return nil
	}
	return broken(fmt.Sprintf("%d 个文件中有 %d 个还不能报送：%s", files, len(names), some(names)),
		fmt.Sprintf("%d of %d files cannot be sent as they are: %s", len(names), files, some(names)),
		"按上面各条改好，再运行一次 yigai check", "mend what is listed above and run yigai check again")
}

// verdict says whether a file may be sent.
func (a *app) verdict(an answer) string {
	returns, doubts := an.count(check.SeverityReturn), an.count(check.SeverityDoubt)
	text := a.t("结论：可以报送", "verdict: it may be sent")
	switch {
	case an.bad():
		text = a.t("结论：不能报送，这个文件不会被接受", "verdict: it cannot be sent, for it would not be accepted")
	case returns > 0 && doubts > 0:
		text = a.t("结论：有 %d 处要改（不改的按缺失处理），另有 %d 处存疑请核对", "verdict: %d places to mend (they count as missing otherwise), %d doubts to look at", returns, doubts)
	case returns > 0:
		text = a.t("结论：有 %d 处要改（不改的按缺失处理）", "verdict: %d places to mend (they count as missing otherwise)", returns)
	case doubts > 0:
		text = a.t("结论：可以报送；有 %d 处存疑请先核对", "verdict: it may be sent; look at %d doubts first", doubts)
	}
	return text
}

// tellNotRun says how much could not be checked here and why; the ids, which
// only the secretariat looks up, come last.
func (a *app) tellNotRun(rules []string) {
	var past []string
	for _, rule := range rules {
		if rule != check.TokenRule {
			past = append(past, rule)
		}
	}
	if len(past) > 0 {
		fmt.Fprintln(a.Out, "    "+a.t("另有 %d 条规则未查：这里没有往期数据或其他单位的数据（%s）",
			"rules not run: %d, for want of earlier figures or those of other orgs (%s)", len(past), strings.Join(past, ", ")))
	}
	if len(past) < len(rules) {
		fmt.Fprintln(a.Out, "    "+a.t("这里没有密钥，未核对校验码", "not checked, for want of the key: the token"))
	}
}
