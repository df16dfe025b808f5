//go:build cgo

package main

import "fmt"

// tellReturned prints a line for each org and says what to do.
func (a *app) tellReturned(answers []sentBack, all bool) error {
	if a.json {
		if err := writeJSON(a.Out, append([]sentBack{}, answers...)); err != nil {
			return err
		}
	}
	for _, x := range answers {
		if !a.json {
			a.tellOneReturned(x, all)
		}
	}
	if len(answers) == 0 {
		a.say("没有要退回的", "nothing has to go back")
		return nil
	}
	return broken(fmt.Sprintf("%d 个单位有问题要改，退回的工作簿和退回函在 returns 文件夹", len(answers)), fmt.Sprintf("%d orgs have something to correct: workbooks and letters are in the folder returns", len(answers)),
		"把各单位文件夹里的文件发给该单位；改好重报的放进 inbox/ 再运行 yigai ingest", "send each org its files; put what comes back into inbox/ and run yigai ingest")
}

func (a *app) tellOneReturned(x sentBack, all bool) {
	mark := a.t("", "")
	if !x.New {
		mark = a.t("  以前退过，未变", "  returned before, unchanged")
	}
	fmt.Fprintln(a.Out, a.t("↩ %s  %s  收件号 %s：拒收 %d，退回 %d，存疑 %d%s", "↩ %s  %s  receipt %s: %d refuse it, %d to mend, %d doubts%s",
		visible(x.Name), x.Period, x.Submission, x.Errors, x.Returns, x.Doubts, mark))
	for _, f := range x.Files {
		fmt.Fprintln(a.Out, "    "+visible(f.Path))
	}
	if all {
		for _, p := range problemsOf(x.Findings, false) {
			fmt.Fprintln(a.Out, "    "+a.t(severityWords[p.Severity], p.Severity)+" "+visible(p.line(a)))
		}
	}
}
