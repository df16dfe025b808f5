//go:build cgo

package main

import (
	"fmt"

	"yigai/transform"
)

// shownDoubts is how many doubts about the marts are printed; JSON has more.
const shownDoubts = 5

// A doubt is one of transform's, for other programs.
type doubt struct {
	Test string `json:"test"`
	Zh   string `json:"zh"`
	En   string `json:"en"`
	Look string `json:"look"`
}

func doubtsOf(report transform.Report) []doubt {
	list := make([]doubt, len(report.Doubts))
	for i, d := range report.Doubts {
		list[i] = doubt(d)
	}
	return list
}

// tellDoubts prints what is possible but hardly so in the marts, each with
// where to look. It stops nothing: a person decides.
func (a *app) tellDoubts(report transform.Report) {
	if report.DoubtCount == 0 {
		return
	}
	a.say("汇总后存疑 %d 处，请核实：", "%d doubtful figures, please look into them:", report.DoubtCount)
	for _, d := range report.Doubts[:min(shownDoubts, len(report.Doubts))] {
		fmt.Fprintf(a.screen(), "  %s  [%s]\n", visible(a.t(d.Zh, d.En)), visible(d.Look))
	}
	if more := report.DoubtCount - shownDoubts; more > 0 {
		a.say("  …还有 %d 处（yigai transform --json 列出更多）", "  … and %d more (yigai transform --json lists them)", more)
	}
}
