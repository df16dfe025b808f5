//go:build cgo

package main

import (
	"cmp"
	"fmt"

	"yigai/ingest"
	"yigai/programme"
)

var approvalWords = map[string][2]string{
	ingest.ApprovalWaiting:  {"待审批", "waiting"},
	ingest.ApprovalApproved: {"已同意", "agreed"},
	ingest.ApprovalReturned: {"已退回", "returned"},
	ingest.ApprovalChanged:  {"同意后数有变化，须再同意", "changed since it agreed: must agree again"},
}

// stepShown is a step of approval as it is listed.
type stepShown struct {
	Step    string   `json:"step"`
	Name    string   `json:"name"`
	NameEn  string   `json:"name_en"`
	Org     string   `json:"org"`
	OrgName string   `json:"org_name"`
	State   string   `json:"state"`
	By      string   `json:"by"`
	Day     string   `json:"day"`
	Opinion string   `json:"opinion"`
	Seq     int      `json:"seq"`     // journal entry of the decision, 0 for none
	Changed []string `json:"changed"` // what changed figures since it agreed
}

// stepsShown lists the steps; of what changed since, the first few.
func stepsShown(chain []ingest.Approval) []stepShown {
	const most = 3
	shown := []stepShown{}
	for _, c := range chain {
		s := stepShown{c.Step.Step, c.Step.Name, c.Step.NameEn, c.Org.Code, cmp.Or(c.Org.ShortName, c.Org.Name), c.State, c.By, c.Day, c.Opinion, c.Entry, []string{}}
		for i, change := range c.Changes {
			if i == most {
				s.Changed = append(s.Changed, fmt.Sprintf("… %d", len(c.Changes)))
				break
			}
			if change.Kind == ingest.ChangeOfPack {
				s.Changed = append(s.Changed, "programme/")
				continue
			}
			s.Changed = append(s.Changed, fmt.Sprintf("#%d %s", change.Entry, cmp.Or(change.FileName, change.Kind)))
		}
		shown = append(shown, s)
	}
	return shown
}

// nextCommand is what to run next, in words and as it is typed.
type nextCommand struct{ zh, en, command string }

// nextOf is the first step that has not agreed, or the publication: with the key
// where data are real, and with a reason after the edition before.
func nextOf(chain []ingest.Approval, at programme.Period, sample bool, before string) nextCommand {
	for _, c := range chain {
		if c.State != ingest.ApprovalApproved {
			line := approveLine(c, at)
			return nextCommand{c.Step.Name + "（" + c.Org.Name + "）：" + line, cmp.Or(c.Step.NameEn, c.Step.Step) + ": " + line, line}
		}
	}
	line := "yigai publish --period " + at.String() + " --by NAME"
	if !sample {
		line += " --key FILE"
	}
	if before != "" {
		line += " --reason TEXT"
	}
	return nextCommand{"各环节都已同意：" + line, "all steps have agreed: " + line, line}
}

// approveLine is the command by which a step agrees.
func approveLine(c ingest.Approval, at programme.Period) string {
	line := fmt.Sprintf("yigai approve --period %s --step %s", at, c.Step.Step)
	if c.Step.Each != "" {
		line += " --org " + c.Org.Code
	}
	return line + " --by NAME --opinion TEXT"
}
