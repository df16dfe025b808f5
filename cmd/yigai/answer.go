package main

import (
	"fmt"
	"slices"
	"strings"

	"yigai/ingest"
	"yigai/ingest/check"
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
	Findings     []finding `json:"findings"`
	RulesNotRun  []string  `json:"rules_not_run"`
	Problem      string    `json:"problem,omitempty"` // why a file was not taken in

	tried bool // only checked, by somebody who will mend it
}

// A finding is one of check's, with its sentences.
type finding struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Sheet    string `json:"sheet"`
	Cell     string `json:"cell"`
	Found    string `json:"found"`
	Rule     string `json:"rule"`
	Zh       string `json:"zh"`
	En       string `json:"en"`
}

func answerOf(name string, f ingest.File) answer {
	an := answer{
		File: name, Receipt: f.Number, SHA256: f.SHA256, State: f.State, Period: f.Period, Reporter: f.Reporter, Name: f.Name,
		Revision: f.Revision, Observations: len(f.Observations), TaskReports: len(f.TaskReports),
		Findings: []finding{}, RulesNotRun: append([]string{}, f.RulesNotRun...),
	}
	for _, o := range f.Observations {
		if o.Value != nil {
			an.Reported++
		}
	}
	for _, x := range f.Findings {
		an.Findings = append(an.Findings, finding{string(x.Code), string(x.Severity), x.Sheet, x.Cell, x.Found, x.Rule, x.Chinese(), x.English()})
	}
	return an
}

// bad says whether the file was not accepted for a reason that lies in it.
func (an answer) bad() bool {
	return slices.Contains([]string{ingest.Refused, ingest.Quarantined, "failed"}, an.State)
}

// count is how many findings have a severity.
func (an answer) count(severity check.Severity) (n int) {
	for _, f := range an.Findings {
		if f.Severity == string(severity) {
			n++
		}
	}
	return n
}

var severityWords = map[string]string{
	string(check.SeverityError): "拒收", string(check.SeverityReturn): "退回", string(check.SeverityDoubt): "存疑", string(check.SeverityNote): "提示",
}

var stateSigns = map[string]struct{ sign, zh string }{
	ingest.Accepted: {"✓", "接受"}, ingest.Refused: {"✗", "拒收"}, ingest.Superseded: {"↻", "已被新报替换"},
	ingest.Quarantined: {"?", "无法识别"}, ingest.Attached: {"+", "附件"}, "failed": {"!", "没有收下"},
}

// tell prints one line for a file and one for each of its findings, at most so many.
func (a *app) tell(an answer, most int) {
	fmt.Fprintln(a.Out, a.headline(an))
	findings, blanks := condensed(an.Findings)
	for i, f := range findings {
		if i == most {
			fmt.Fprintln(a.Out, a.t("    …还有 %d 条（用 yigai check 看全部）", "    … and %d more (all with yigai check)", len(findings)-i))
			break
		}
		fmt.Fprintln(a.Out, "    "+a.t(severityWords[f.Severity], f.Severity)+" "+visible(a.t(f.Zh, f.En)))
	}
	for _, b := range blanks {
		fmt.Fprintln(a.Out, "    "+a.t("退回 【%s】%s：%d 个必填单元格没有填写：%s。请补填；确无此项填“不适用”，暂无数据填“—”（都在备注写明原因），真正为零填 0。",
			"return [%s] %s: %d required cells are blank: %s. Fill them in; 不适用 where there is none, — where it is not known (say why in the remark), 0 for a true zero.",
			blankCode, visible(b.sheet), len(b.cells), visible(strings.Join(b.cells, a.t("、", ", ")))))
	}
}

// A blankList is the required cells of one sheet that nobody filled.
type blankList struct {
	sheet string
	cells []string
}

const (
	blankCode  = "E-REQUIRED"
	manyBlanks = 8 // of one sheet: then they stand in one line
)

// condensed takes the blank cells out where a sheet has many: dozens of lines
// that say the same would hide the others.
func condensed(findings []finding) (others []finding, blanks []blankList) {
	lists := map[string][]string{}
	for _, f := range findings {
		if f.Code == blankCode {
			lists[f.Sheet] = append(lists[f.Sheet], f.Cell)
		}
	}
	for _, f := range findings {
		cells := lists[f.Sheet]
		switch {
		case f.Code != blankCode || len(cells) < manyBlanks:
			others = append(others, f)
		case cells[0] == f.Cell:
			blanks = append(blanks, blankList{f.Sheet, cells})
		}
	}
	return others, blanks
}

func (a *app) headline(an answer) string {
	sign := stateSigns[an.State]
	if an.State == ingest.Accepted && an.tried && an.count(check.SeverityReturn) > 0 {
		sign.sign, sign.zh, an.State = "△", "要改", "to mend"
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
	if an.Problem != "" {
		line += "  " + visible(an.Problem)
	}
	return line
}

// tellAll prints all answers of an intake and says how many files were not
// accepted. What was known before is not told at length again.
func (a *app) tellAll(answers []answer) error {
	if a.json {
		if err := writeJSON(a.Out, append([]answer{}, answers...)); err != nil {
			return err
		}
		return refusal(answers)
	}
	for _, an := range answers {
		if an.New || an.State == "failed" {
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
		if an.State == ingest.Accepted && an.Period > newest {
			newest = an.Period
		}
		if an.State == ingest.Accepted && an.New && an.count(check.SeverityReturn) > 0 {
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
	return broken(fmt.Sprintf("%d 个文件中有 %d 个没有被接受：%s", len(answers), len(names), shown),
		fmt.Sprintf("%d of %d files were not accepted: %s", len(names), len(answers), shown),
		"请报送单位按上面各条修改后重报", "ask the senders to mend what is listed above and to send again")
}
