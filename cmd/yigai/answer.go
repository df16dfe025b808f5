package main

import (
	"fmt"
	"slices"
	"strings"

	"yigai/ingest"
)

// shownFindings is how many findings of one file are printed; JSON has all.
const shownFindings = 20

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
	TaskReports  int       `json:"task_reports"`
	Findings     []finding `json:"findings"`
	RulesNotRun  []string  `json:"rules_not_run"`
	Problem      string    `json:"problem,omitempty"` // why a file was not taken in
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
	for _, x := range f.Findings {
		an.Findings = append(an.Findings, finding{string(x.Code), string(x.Severity), x.Sheet, x.Cell, x.Found, x.Rule, x.Chinese(), x.English()})
	}
	return an
}

// bad says whether the file was not accepted for a reason that lies in it.
func (an answer) bad() bool {
	return slices.Contains([]string{ingest.Refused, ingest.Quarantined, "failed"}, an.State)
}

var stateSigns = map[string]struct{ sign, zh string }{
	ingest.Accepted: {"✓", "接受"}, ingest.Refused: {"✗", "拒收"}, ingest.Superseded: {"↻", "已被新报替换"},
	ingest.Quarantined: {"?", "无法识别"}, ingest.Attached: {"+", "附件"}, "failed": {"!", "没有收下"},
}

// tell prints one line for a file and one for each of its findings.
func (a *app) tell(an answer) {
	sign := stateSigns[an.State]
	line := fmt.Sprintf("%s %s  %s", sign.sign, a.t(sign.zh, an.State), visible(an.File))
	if an.Reporter != "" {
		line += "  " + visible(an.Name) + " " + an.Period
	}
	if an.Revision > 0 {
		line += a.t("  第%d次", "  revision %d", an.Revision)
	}
	if an.State == ingest.Accepted {
		line += a.t("  %d 项数据，%d 项任务", "  %d values, %d tasks", an.Observations, an.TaskReports)
	}
	if an.Problem != "" {
		line += "  " + visible(an.Problem)
	}
	fmt.Fprintln(a.Out, line)
	for i, f := range an.Findings {
		if i == shownFindings {
			fmt.Fprintln(a.Out, a.t("    …还有 %d 条（--json 可看全部）", "    … and %d more (all with --json)", len(an.Findings)-i))
			break
		}
		fmt.Fprintln(a.Out, "    "+visible(a.t(f.Zh, f.En)))
	}
}

// tellAll prints all answers and says how many files were not accepted.
func (a *app) tellAll(answers []answer) error {
	if a.json {
		if err := writeJSON(a.Out, append([]answer{}, answers...)); err != nil {
			return err
		}
	} else {
		for _, an := range answers {
			a.tell(an)
		}
	}
	return refusal(answers)
}

// refusal is the error of a batch in which files were not accepted.
func refusal(answers []answer) error {
	var names []string
	for _, an := range answers {
		if an.bad() {
			names = append(names, an.File)
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
