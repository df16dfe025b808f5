package main

import (
	"fmt"
	"slices"
	"strings"

	"yigai/ingest/check"
	"yigai/programme"
)

// How many findings of one file are printed: where many files come in, and
// where somebody mends one. JSON has all.
const (
	shownInBatch = 20
	shownInCheck = 1000
)

// An answer is what became of one file, for people and other programs.
type answer struct {
	File         string    `json:"file"`
	Receipt      string    `json:"receipt,omitempty"`
	SHA256       string    `json:"sha256,omitempty"`
	New          bool      `json:"new"`
	State        string    `json:"state"` // one of ingest.States, or failed: not taken in
	Period       string    `json:"period"`
	Reporter     string    `json:"reporter"`
	Name         string    `json:"reporter_name"`
	Revision     int       `json:"revision"`
	Observations int       `json:"observations"`
	Reported     int       `json:"observations_reported"` // those with a value that counts
	TaskReports  int       `json:"task_reports"`
	Scores       int       `json:"scores,omitempty"` // those given
	Inspections  int       `json:"inspections,omitempty"`
	Findings     []finding `json:"findings"`
	MoreFindings int       `json:"more_findings"` // found, but too many to be listed
	RulesNotRun  []string  `json:"rules_not_run"`
	Intake       *intake   `json:"intake,omitempty"`     // of a file that was taken in
	Problem      string    `json:"problem,omitempty"`    // why a file was not taken in, or not looked at
	Marked       string    `json:"marked,omitempty"`     // the marked copy
	NotMarked    string    `json:"not_marked,omitempty"` // why there is none

	found   map[string]int   // findings by severity, those not listed too
	said    bool             // something was declared of a file received before
	tried   bool             // only checked, by somebody who will mend it
	english bool             // for whoever reads English
	at      programme.Period // zero where it is not known
}

// A finding is one of check's, with its sentences.
type finding struct {
	ID       string `json:"id"`
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Sheet    string `json:"sheet"`
	Cell     string `json:"cell"`
	Org      string `json:"org"`
	Element  string `json:"element"`
	Found    string `json:"found"`
	Rule     string `json:"rule"`
	WhatZh   string `json:"what_zh"`
	WhatEn   string `json:"what_en"`
	RuleZh   string `json:"rule_zh"`
	RuleEn   string `json:"rule_en"`
	FixZh    string `json:"fix_zh"`
	FixEn    string `json:"fix_en"`
	Zh       string `json:"zh"`
	En       string `json:"en"`
}

// The states of a file in an answer: those of ingest, and failed for one that
// could not be looked at.
const (
	stateAccepted    = "accepted"
	stateRefused     = "refused"
	stateSuperseded  = "superseded"
	stateQuarantined = "quarantined"
	stateAttached    = "attached"
	stateBundle      = "bundle" // its members have answers of their own
	stateFailed      = "failed"
)

// stateOf is what would become of a file that was only tried.
func stateOf(r check.Result) string {
	switch {
	case r.Quarantined:
		return stateQuarantined
	case r.Refused:
		return stateRefused
	}
	return stateAccepted
}

// answerTo is the answer to a file that was checked. A quarantined one may name
// anybody and any period: it is nobody's.
func answerTo(name, state string, r check.Result) answer {
	an := answer{
		File: name, State: state, Observations: len(r.Observations), TaskReports: len(r.TaskReports),
		Findings: []finding{}, RulesNotRun: append([]string{}, r.RulesNotRun...), at: r.Cover.Period,
	}
	if !r.Quarantined && r.Cover.Reporter != "" && !r.Cover.Period.IsZero() {
		an.Period, an.Reporter, an.Name = r.Cover.Period.String(), r.Cover.Reporter, r.Cover.ReporterName
	}
	for _, o := range r.Observations {
		if o.Value != nil {
			an.Reported++
		}
	}
	for _, s := range r.Scores {
		if s.Value != nil {
			an.Scores++
		}
	}
	an.Inspections = len(r.Inspections)
	for _, x := range r.Findings {
		an.Findings = append(an.Findings, findingOf(x))
	}
	an.MoreFindings = r.Dropped
	an.found = map[string]int{string(check.SeverityError): r.Errors, string(check.SeverityReturn): r.Returns, string(check.SeverityDoubt): r.Doubts, string(check.SeverityNote): r.Notes}
	return an
}

func findingOf(x check.Finding) finding {
	whatZh, whatEn := x.What()
	return finding{
		ID: x.ID(), Code: string(x.Code), Severity: string(x.Severity), Sheet: x.Sheet, Cell: x.Cell, Org: x.Org, Element: x.Element, Found: x.Found, Rule: x.Rule,
		WhatZh: whatZh, WhatEn: whatEn, RuleZh: x.RuleZh, RuleEn: x.RuleEn, FixZh: x.FixZh, FixEn: x.FixEn, Zh: x.Chinese(), En: x.English(),
	}
}

// failure is the answer to a file that could not be looked at.
func (a *app) failure(name string, err error) answer {
	m := describe(err)
	return answer{File: name, State: stateFailed, Findings: []finding{}, RulesNotRun: []string{}, Problem: a.t(m.zh, m.en), tried: true}
}

// bad says whether the file was not accepted for a reason that lies in it. What
// a system left in a folder is kept apart too, and nobody's fault.
func (an answer) bad() bool {
	if an.State == stateQuarantined && an.count(check.SeverityError) == 0 {
		return false
	}
	return slices.Contains([]string{stateRefused, stateQuarantined, stateFailed}, an.State)
}

// count is how many findings have a severity, those not listed too.
func (an answer) count(severity check.Severity) int { return an.found[string(severity)] }

var severityWords = map[string]string{
	string(check.SeverityError): "拒收", string(check.SeverityReturn): "退回", string(check.SeverityDoubt): "存疑", string(check.SeverityNote): "提示",
}

var stateSigns = map[string]struct{ sign, zh string }{
	stateAccepted: {"✓", "接受"}, stateRefused: {"✗", "拒收"}, stateSuperseded: {"↻", "已被新报替换"},
	stateQuarantined: {"?", "无法识别"}, stateAttached: {"+", "附件"}, stateBundle: {"▤", "压缩包"}, stateFailed: {"!", "没有收下"},
}

// tell prints one line for a file and one for each of its problems, at most so many.
func (a *app) tell(an answer, most int) {
	fmt.Fprintln(a.Out, a.headline(an))
	problems := problemsOf(an.Findings, false)
	for i, p := range problems {
		if i == most {
			fmt.Fprintln(a.Out, a.t("    …还有 %d 条（用 yigai check 看全部）", "    … and %d more (all with yigai check)", len(problems)-i))
			break
		}
		fmt.Fprintln(a.Out, "    "+a.t(severityWords[p.Severity], p.Severity)+" "+visible(p.line(a)))
	}
	a.tellUnlisted(an)
}

// tellUnlisted says how many findings are nowhere listed: a file may have millions.
func (a *app) tellUnlisted(an answer) {
	if an.MoreFindings > 0 {
		fmt.Fprintln(a.Out, a.t("    …此外还有 %d 条，只计数，不逐条列出", "    … and %d others, counted and nowhere listed", an.MoreFindings))
	}
}

func (a *app) headline(an answer) string {
	sign := stateSigns[an.State]
	if an.State == stateAccepted && an.tried && an.count(check.SeverityReturn) > 0 {
		sign.sign, sign.zh, an.State = "△", "要改", "to mend"
	}
	if an.State == stateFailed && an.tried {
		sign.zh, an.State = "没有查", "not checked"
	}
	line := fmt.Sprintf("%s %s  %s", sign.sign, a.t(sign.zh, an.State), visible(an.File))
	if an.Reporter != "" {
		line += "  " + visible(an.Name) + " " + an.Period
	}
	if an.Revision > 0 {
		line += a.t("  第%d次", "  revision %d", an.Revision)
	}
	if an.Observations+an.TaskReports > 0 {
		line += a.t("  %d 项数据，%d 项任务", "  %d values, %d tasks", an.Reported, an.TaskReports)
		if missing := an.Observations - an.Reported; missing > 0 {
			line += a.t("，缺 %d 项数据", ", %d values missing", missing)
		}
	}
	if an.Scores > 0 {
		line += a.t("  %d 个评分", "  %d scores", an.Scores)
	}
	if an.Inspections > 0 {
		line += a.t("  %d 项核查", "  %d inspections", an.Inspections)
	}
	if an.Intake != nil {
		line += a.intakeWords(*an.Intake)
	}
	if an.Problem != "" {
		line += "  " + visible(an.Problem)
	}
	return line
}

// tellAll prints all answers of an intake and says how many files were not
// accepted. What was known before is not told at length again, unless what was
// declared of it now may have changed the answer.
func (a *app) tellAll(answers []answer) error {
	if a.json {
		if err := writeJSON(a.Out, append([]answer{}, answers...)); err != nil {
			return err
		}
		return refusal(answers)
	}
	for _, an := range answers {
		if an.New || an.said || an.State == stateFailed {
			a.tell(an, shownInBatch)
			continue
		}
		line := a.headline(an) + a.t("  以前收过", "  received before")
		if n := len(an.Findings); n > 0 {
			line += a.t("，%d 条问题已答复（用 yigai check 重看）", ", %d findings told then (again with yigai check)", n)
		}
		fmt.Fprintln(a.Out, line)
	}
	a.tellNext(answers)
	return refusal(answers)
}

// tellNext says what to do after an intake.
func (a *app) tellNext(answers []answer) {
	newest, returned := "", 0
	for _, an := range answers {
		if an.State == stateAccepted && an.Period > newest {
			newest = an.Period
		}
		if an.State == stateAccepted && (an.New || an.said) && an.count(check.SeverityReturn) > 0 {
			returned++
		}
	}
	if returned > 0 {
		a.say("有 %d 个文件虽已接受，但有退回的行：这些数按缺失处理，请报送单位改好重报", "%d accepted files have returned rows: their figures count as missing until they are sent again", returned)
	}
	if newest != "" {
		a.say("接下来：yigai status --period %s 看谁报了、谁没报", "next: yigai status --period %s says who has reported", newest)
	}
}

// refusal is the error of a batch in which files were not accepted.
func refusal(answers []answer) error {
	var names []string
	for _, an := range answers {
		if an.bad() {
			names = append(names, visible(an.File))
		}
	}
	if len(names) == 0 {
		return nil
	}
	shown := strings.Join(names[:min(3, len(names))], ", ")
	if len(names) > 3 {
		shown += ", …"
	}
	return broken(fmt.Sprintf("%d 个文件中有 %d 个没有被接受：%s", len(answers), len(names), shown),
		fmt.Sprintf("%d of %d files were not accepted: %s", len(names), len(answers), shown),
		"请报送单位按上面各条修改后重报", "ask the senders to mend what is listed above and to send again")
}
