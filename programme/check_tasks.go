package programme

import (
	"regexp"
	"slices"
	"strings"
)

var (
	taskCode = regexp.MustCompile(`^\d+(\.\d+)*$`)
)

// orgCodes lists the codes that a scope names one by one.
func orgCodes(scope string) (codes []string) {
	for part := range strings.SplitSeq(scope, "|") {
		if code, ok := strings.CutPrefix(part, "org:"); ok {
			codes = append(codes, code)
		}
	}
	return codes
}

func (c *checker) task(code string) (Task, bool) {
	i := slices.IndexFunc(c.Tasks, func(t Task) bool { return t.Code == code })
	if i < 0 {
		return Task{}, false
	}
	return c.Tasks[i], true
}

// tasks checks numbers, parts and dates.
func (c *checker) tasks() {
	for i, t := range c.Tasks {
		for _, other := range c.Tasks[:i] {
			if other.Code == t.Code {
				c.wrong(t.Place, "任务 %s 与第 %d 行重复", "task %s stands already in line %d", t.Code, other.Line)
			}
		}
		if !taskCode.MatchString(t.Code) {
			c.wrong(t.Place, "任务编号 %q 应为 6 或 6.1 的形式", "task number %q: write 6 or 6.1", t.Code)
		}
		if _, known := c.task(t.Parent); t.Parent != "" && !known {
			c.wrong(t.Place, "上级任务 %s 不在 tasks.csv 中", "parent task %s is not in tasks.csv", t.Parent)
		}
		if i := strings.LastIndex(t.Code, "."); t.Parent != t.Code[:max(i, 0)] {
			c.wrong(t.Place, "任务 %s 的上级应为 %q，现为 %q", "the parent of task %s must be %q, not %q", t.Code, t.Code[:max(i, 0)], t.Parent)
		}
		c.repeats(t)
		c.taskDue(t)
	}
}

// repeats checks that the repetition can be read and that the task does not come round without end.
func (c *checker) repeats(t Task) {
	if !t.repeatable() {
		c.wrong(t.Place, "repeat %q 应为 --05-19（每年该日）、P2Y（每两年）、P3M（每三个月）、P1W 或 P10D 的形式", "repeat %q: write --05-19 (that day every year), P2Y (every two years), P3M (every three months), P1W or P10D", t.Repeat)
	}
	if len(c.RoundsOf(t)) == maxRounds {
		c.wrong(t.Place, "按 repeat %s，任务 %s 的轮次达到或超过 %d 次", "with repeat %s task %s comes round %d times or more", t.Repeat, t.Code, maxRounds)
	}
	if c.periodsUsable() && t.Start.After(c.Programme.Periods.Last.Last()) {
		c.wrong(t.Place, "任务开始日 %s 晚于最后一个报告期 %s", "start %s is after the last period %s", t.Start, c.Programme.Periods.Last)
	}
}

func (c *checker) taskDue(t Task) {
	if t.Due.IsZero() && t.Kind != "standing" && t.Repeat == "" {
		c.wrong(t.Place, "任务 %s 缺少期限", "task %s has no due day", t.Code)
	}
	if !t.Due.IsZero() && !t.Due.After(c.issued().Time) {
		c.wrong(t.Place, "期限 %s 应晚于成文日期 %s", "due %s must be after the day of issue %s", t.Due, c.Programme.Issued)
	}
	if parent, ok := c.task(t.Parent); ok && !parent.Due.IsZero() && t.Due.After(parent.Due.Time) {
		c.wrong(t.Place, "分项期限 %s 晚于任务 %s 的期限 %s", "due %s is after that of task %s, %s", t.Due, parent.Code, parent.Due)
	}
}

// leads checks that every task and part has one lead: one duty of that role at a
// time. A lead whose scope holds several orgs means that each leads its own part.
func (c *checker) leads() {
	for _, t := range c.Tasks {
		most := []string{}
		for _, at := range c.periods() {
			if leads := c.leadsOf(t, at); len(leads) > len(most) {
				most = leads
			}
		}
		switch {
		case len(most) == 0 && c.periodsUsable():
			c.wrong(t.Place, "任务 %s 没有牵头单位，请在 duties.csv 中补上", "task %s has no lead: add one to duties.csv", t.Code)
		case len(most) > 1:
			c.wrong(t.Place, "任务 %s 有 %d 个牵头单位（%s），只能有一个", "task %s has %d leads (%s): it must have one", t.Code, len(most), strings.Join(most, ", "))
		}
	}
}

// leadsOf names the lead of each duty of that role in a task that holds in a period.
func (c *checker) leadsOf(t Task, at Period) (leads []string) {
	for _, d := range c.Duties {
		if d.Task != t.Code || d.Role != "lead" {
			continue
		}
		orgs := slices.DeleteFunc(c.OrgsOf(d.OrgOrKind, at), func(o Org) bool { return !d.Names(o) })
		switch len(orgs) {
		case 0:
		case 1:
			leads = append(leads, orgs[0].Code)
		default:
			leads = append(leads, d.OrgOrKind)
		}
	}
	return leads
}

// duties checks that each duty names a known task and orgs, and that its exceptions matter.
func (c *checker) duties() {
	for i, d := range c.Duties {
		if _, ok := c.task(d.Task); !ok {
			c.wrong(d.Place, "任务 %s 不在 tasks.csv 中", "task %s is not in tasks.csv", d.Task)
		}
		c.scope(d.Place, "org_or_kind", d.OrgOrKind)
		for _, other := range c.Duties[:i] {
			if other.Task == d.Task && other.OrgOrKind == d.OrgOrKind {
				c.wrong(d.Place, "%[2]s 在任务 %[1]s 中的职责与第 %[3]d 行重复", "task %s already gives %s a duty in line %d", d.Task, d.OrgOrKind, other.Line)
			}
		}
		c.exceptions(d.Place, d.OrgOrKind, d.Except)
	}
}

// exceptions checks that the codes left out of a scope are known and would be in it.
func (c *checker) exceptions(at Place, scope, except string) {
	for code := range strings.SplitSeq(except, "|") {
		switch {
		case code == "":
		case !c.codes[code]:
			c.wrong(at, "except 的单位 %s 不在 orgs.csv 中", "except names org %s, which is not in orgs.csv", code)
		case !slices.ContainsFunc(c.Orgs, func(o Org) bool { return o.Code == code && scopeHolds(scope, o) }):
			c.wrong(at, "except 的单位 %s 本来就不在 %s 之内", "except names %s, which %s does not include", code, scope)
		}
	}
}
