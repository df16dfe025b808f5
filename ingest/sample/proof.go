package sample

import (
	"fmt"
	"slices"
	"time"

	"yigai/programme"
)

// What senders do beside their workbooks; proofs.csv says who does what when.
const (
	sendsEvidence = "evidence" // for tasks that are done since this period
	sendsUnnamed  = "unnamed"  // evidence that the workbook does not name
	keepsBack     = "unsent"   // evidence that the workbook names
	sendsScan     = "scan"     // of the signed and sealed workbook
	sendsBundle   = "bundle"   // everything in one file
)

// A proof is something that an org does in a period; "*" is every org.
type proof struct{ kind, org, period string }

// proofs is how many files of a kind an org sends in a period, and whether the
// table names the org itself; its own line goes before that of all.
func (m *maker) proofs(kind, org string, at programme.Period) (files int, own bool) {
	if n, own := m.world.tables.proofs[proof{kind, org, at.String()}]; own {
		return n, true
	}
	return m.world.tables.proofs[proof{kind, "*", at.String()}], false
}

// does says whether the table names the org itself for a kind.
func (m *maker) does(kind, org string, at programme.Period) bool {
	_, own := m.proofs(kind, org, at)
	return own
}

// A paper is a PDF sent beside a workbook.
type paper struct {
	at     programme.Period
	org    programme.Org
	file   string
	sentAt time.Time
	data   []byte
}

// doneTasks lists the tasks that an org proves by a file in a period: the first
// of those that it reports as done for the first time.
func (m *maker) doneTasks(form programme.Form) []string {
	most, _ := m.proofs(sendsEvidence, form.Reporter.Code, form.Period)
	var tasks []string
	for _, t := range form.Tasks {
		now, before := m.state(form.Reporter, t, form.Period), m.state(form.Reporter, t, form.Period.Add(-1))
		if len(tasks) < most && len(now.done) > 0 && now.share >= 1000 && before.share < 1000 {
			tasks = append(tasks, t.Task.Code)
		}
	}
	return tasks
}

func evidenceName(at programme.Period, org, task, name string) string {
	return fmt.Sprintf("%s_%s_任务%s-样例%s.pdf", at, org, task, name)
}

// proofText is what stands in 佐证材料: the name of the file where one is sent,
// else what there is.
func proofText(at programme.Period, org, task string, done int, isSent bool) string {
	if isSent {
		return evidenceName(at, org, task, "办结材料")
	}
	return fmt.Sprintf("样例：任务%s办结材料%d份，留存备查", task, done)
}

// planPapers plans what goes with the workbooks of each reporter and period,
// once it is known which of them will be refused.
func (m *maker) planPapers() {
	proved, sealed := map[place]bool{}, map[place]bool{}
	for _, s := range m.plans {
		key := place{s.org.Code, s.at.String()}
		if !proved[key] {
			proved[key] = true
			m.planEvidence(s)
		}
		if refused := s.flaw != nil && s.flaw.kind.refuses; !refused && !sealed[key] && m.seals(s) {
			sealed[key] = true
			m.paper(s, 20*time.Minute, fmt.Sprintf("%s_%s_样例_盖章扫描件.pdf", s.at, s.org.Code), "sealed copy")
		}
	}
	slices.SortStableFunc(m.papers, func(a, b paper) int { return a.at.First().Compare(b.at.First()) })
}

func (m *maker) planEvidence(s *submission) {
	for i, task := range m.doneTasks(s.input.Form) {
		if i == 0 && m.does(keepsBack, s.org.Code, s.at) {
			continue
		}
		m.paper(s, 5*time.Minute, evidenceName(s.at, s.org.Code, task, "办结材料"), "task "+task)
	}
	if m.does(sendsUnnamed, s.org.Code, s.at) {
		task := s.input.Form.Tasks[0].Task.Code
		m.paper(s, 6*time.Minute, evidenceName(s.at, s.org.Code, task, "会议照片"), "task "+task+", photos")
	}
}

// seals says whether a scan is sent: of five orgs of which one is expected four
// do, and whoever corrects a workbook had sealed the first.
func (m *maker) seals(s *submission) bool {
	_, expected := m.world.tables.proofs[proof{sendsScan, "*", s.at.String()}]
	revised := m.world.tables.story[place{s.org.Code, s.at.String()}].kind == "revised"
	return m.does(sendsScan, s.org.Code, s.at) || expected && (revised || m.throw(5, "seal", s) > 0)
}

func (m *maker) paper(s *submission, after time.Duration, file, about string) {
	m.papers = append(m.papers, paper{s.at, s.org, file, s.sentAt.Add(after), onePage(file, s.at.String()+" "+s.org.Code, about)})
}
