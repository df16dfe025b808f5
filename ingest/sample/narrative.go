package sample

import (
	"fmt"
	"strings"

	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// A state is how far an org has come with a task.
type state struct {
	measures []programme.Measure // those the org itself reports on
	done     []programme.Measure
	share    int64 // of a thousand, done
	gone     int64 // of a thousand parts of the time there is
}

// taskEntry writes the row of a task: the status and the sentences follow from
// the measures that the org reports, so that text and figures agree. isProved
// says that a file is sent as evidence.
func (m *maker) taskEntry(org programme.Org, t programme.TaskLine, at programme.Period, isProved bool) template.TaskEntry {
	s := m.state(org, t, at)
	status := statusOf(s, m.world.character(org.Code).pace)
	progress := decimal.FromInt(typedProgress(s, m.world.dice.throw(15, "typed", org.Code, t.Task.Code)))
	entry := template.TaskEntry{Status: status, Progress: &progress, Responsible: "样例填报人"}
	pick := func(kind string, sentences []string) string {
		return sentences[m.world.dice.throw(int64(len(sentences)), kind, org.Code, t.Task.Code, at.String())]
	}
	entry.Narrative = m.spoken(pick("narrative", narratives[status])) + s.account()
	if status == "受阻" {
		entry.Problems = pick("problem", problems)
	}
	if status != "已完成" {
		entry.NextSteps = m.spoken(pick("next", nextSteps))
	}
	if len(s.done) > 0 {
		entry.Evidence = proofText(at, org.Code, t.Task.Code, len(s.done), isProved)
	}
	if m.world.tables.practices[practice{org.Code, at.String(), t.Task.Code}] {
		entry.Practice = pick("practice", practices)
	}
	return entry
}

// state gathers the measures of a task that the org reports itself; an org
// without any goes by the time there is for the task.
func (m *maker) state(org programme.Org, t programme.TaskLine, at programme.Period) state {
	var s state
	for _, measure := range m.world.pack.Measures {
		if measure.Task != t.Task.Code || measure.Element == "" || !m.asks(org, at, org.Code, measure.Element) {
			continue
		}
		s.measures = append(s.measures, measure)
		if measure.Target == nil || m.world.value(org.Code, measure.Element, at) >= *measure.Target {
			s.done = append(s.done, measure)
		}
	}
	due := m.world.end()
	if !t.Task.Due.IsZero() {
		due = t.Task.Due.Time
	}
	s.gone = elapsed(m.world.begin(), due, lastQuarter(at))
	s.share = m.world.progress(org.Code, m.world.begin(), due, lastQuarter(at))
	if len(s.measures) > 0 {
		s.share = int64(1000 * len(s.done) / len(s.measures))
	}
	return s
}

func statusOf(s state, pace int64) string {
	switch {
	case s.share >= 1000:
		return "已完成"
	case s.gone >= 750 && pace < 400 && s.share < 500:
		return "受阻"
	case s.gone <= 250 && s.share < 100:
		return "未启动"
	}
	return "推进中"
}

// typedProgress is what a clerk would write: rounded to five, a little hopeful.
func typedProgress(s state, hope int64) int64 {
	if s.share >= 1000 {
		return 100
	}
	return min((s.share/10+hope)/5*5, 95)
}

// account names what is done and what is not.
func (s state) account() string {
	if len(s.measures) == 0 {
		return ""
	}
	text := fmt.Sprintf("衡量项目%d项，已办结%d项", len(s.measures), len(s.done))
	var done []string
	for _, d := range s.done {
		done = append(done, "“"+d.Name+"”")
	}
	if len(done) > 0 {
		text += "：" + strings.Join(done, "、")
	}
	return text + "。"
}

// spoken writes a sentence in the words of the programme's periods: what a yearly
// programme's clerks report of is a year, not a quarter.
func (m *maker) spoken(sentence string) string {
	kind := m.world.pack.Programme.Periods.Kind
	return strings.NewReplacer("{本期}", thisPeriod[kind], "{下期}", nextPeriods[kind]).Replace(sentence)
}

// Sentences of the made-up reports, by status, and what they call the period.
var (
	thisPeriod  = map[string]string{"quarter": "本季度", "half": "本报告期", "year": "本年度"}
	nextPeriods = map[string]string{"quarter": "下季度", "half": "下一报告期", "year": "下年度"}

	narratives = map[string][]string{
		"未启动": {"已明确任务分工，正在拟定实施方案。", "已列入年度工作要点，尚未开展具体工作。"},
		"推进中": {"按方案有序推进，{本期}召开专题会议研究部署。", "对照任务清单逐项落实，配套文件已征求意见。", "组织开展调研督导，工作按计划推进。"},
		"已完成": {"年度任务已完成，转入常态化推进。", "各项工作已办结，相关制度已印发执行。"},
		"受阻":  {"工作进展缓慢，未达到序时进度。", "部分事项尚未取得实质进展。"},
	}
	problems  = []string{"专业人员不足，配套经费尚未到位。", "部门间衔接不够，配套文件迟迟未能印发。", "项目前期手续办理时间较长。"}
	practices = []string{"样例：实行清单管理、每月调度，任务提前完成，做法可供各地参考。", "样例：信息系统自动取数，减少基层填报，数据一次录入多处共用。", "样例：由一个单位统一组织、各单位分工实施，群众办事少跑一次。"}
	nextSteps = []string{"加强统筹协调，{下期}完成剩余事项。", "倒排工期，明确时限，逐项推进。", "强化督促指导，尽快补齐短板。"}
)
