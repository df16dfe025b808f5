package programme

import (
	"slices"
	"strconv"
	"strings"

	"yigai/internal/decimal"
)

// Statuses say what the document is worth: a rule in force, a draft for comment,
// or a text that tells how others do it and binds nobody.
var Statuses = []string{"in_force", "draft", "reference"}

// programme checks the single fields of programme.yaml.
func (c *checker) programme() {
	m := c.Programme
	for _, f := range []struct{ name, value string }{
		{"id", m.ID}, {"title", m.Title}, {"short_title", m.ShortTitle}, {"issuer", m.Issuer}, {"secretariat", m.Secretariat},
		{"region", m.Region}, {"issued", m.Issued.String()}, {"document", m.Document.Kind},
	} {
		if f.value == "" {
			c.wrong(c.yaml("$."+f.name), "缺少 %s", "%s is missing: fill it in", f.name)
		}
	}
	if !slices.Contains(Statuses, m.Status) {
		c.wrong(c.yaml("$.status"), "status 为 %q，只能用 in_force、draft 或 reference", "status is %q: use in_force, draft or reference", m.Status)
	}
	if m.Region != "" && !c.codes[m.Region] {
		c.wrong(c.yaml("$.region"), "region %s 不在 orgs.csv 中", "region %s is not in orgs.csv", m.Region)
	}
	for i, l := range m.Languages {
		if l != "zh" && l != "en" {
			c.wrong(c.yaml(at("$.languages", i)), "语言 %q 不可用，只能用 zh、en", "language %q is unknown: use zh or en", l)
		}
	}
	for i, a := range m.Assumed {
		c.assumption(c.yaml(at("$.assumed", i)), a)
	}
	for name, value := range m.Tolerances {
		if d, err := decimal.Parse(value); name != "approx" || err != nil || d < 0 {
			c.wrong(c.yaml("$.tolerances."+name), "容差 %s: %q 无效，只能写 approx 和非负数字", "tolerance %s: %q: only approx is known, with a number of 0 or more", name, value)
		}
	}
}

// assumption checks that it says something, and that what it is about exists.
func (c *checker) assumption(place Place, a Assumption) {
	if a.What == "" || a.Reason == "" {
		c.wrong(place, "设定缺少内容（what）或理由（reason）", "an assumption needs both what and reason")
	}
	for _, thing := range a.About {
		if !slices.Contains(AssumedThings, thing) {
			c.wrong(place, "设定的 about 为 %q，只能用 %s", "an assumption is about %q: use some of %s", thing, strings.Join(AssumedThings, ", "))
		}
	}
	for _, task := range a.Tasks {
		if !slices.ContainsFunc(c.Tasks, func(t Task) bool { return t.Code == task }) {
			c.wrong(place, "设定所说的任务 %q 不在 tasks.csv 中", "an assumption names task %q, which is not in tasks.csv", task)
		}
	}
}

func at(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }

// periodsUsable says whether the periods can be walked at all.
func (c *checker) periodsUsable() bool { return c.Programme.Periods.usable() }

// periods lists the programme's periods without its history; none where they cannot be walked.
func (c *checker) periods() (periods []Period) {
	if !c.periodsUsable() {
		return nil // reported by calendar
	}
	for at := c.Programme.Periods.First; !c.Programme.Periods.Last.Before(at); at = at.Add(1) {
		periods = append(periods, at)
	}
	return periods
}

// issued is the day that due days must follow; no day where it is wrong itself.
func (c *checker) issued() Date {
	if d := c.Programme.Issued; !c.periodsUsable() || !d.After(c.Programme.Periods.Last.Last()) {
		return d
	}
	return Date{}
}

// regionKnown says whether checks about the region's own figures mean anything.
func (c *checker) regionKnown() bool { return c.codes[c.Programme.Region] }

// calendar checks that periods and days come in order.
func (c *checker) calendar() {
	p, k := c.Programme.Periods, c.Programme.Calendar
	if !slices.Contains(PeriodKinds, p.Kind) {
		c.wrong(c.yaml("$.periods.kind"), "periods.kind 为 %q，只能用 %s", "periods.kind is %q: use one of %s", p.Kind, strings.Join(PeriodKinds, ", "))
		return
	}
	if !c.periodsUsable() {
		example := map[string]string{"quarter": "2022Q1", "half": "2022H1", "year": "2022"}[p.Kind]
		c.wrong(c.yaml("$.periods.last"), "periods 的 first、last、history_from 应与 kind 一致（如 %[2]s），且 first 不晚于 last", "periods: first, last and history_from must each be a %s such as %s, first not after last", p.Kind, example)
		return
	}
	if p.First.Before(p.HistoryFrom) {
		c.wrong(c.yaml("$.periods.history_from"), "history_from %s 晚于 first %s", "history_from %s is after first %s", p.HistoryFrom, p.First)
	}
	if c.Programme.Issued.After(p.Last.Last()) {
		c.wrong(c.yaml("$.issued"), "成文日期 %s 晚于最后一个报告期 %s", "issued %s is after the last period %s", c.Programme.Issued, p.Last)
	}
	days := []struct {
		name string
		day  int
	}{{"opens", k.Opens}, {"due", k.Due}, {"late_after", k.LateAfter}, {"cut_off", k.CutOff}, {"locked_after", k.LockedAfter}}
	for i, d := range days[1:] {
		if before := days[i]; d.day < before.day {
			c.wrong(c.yaml("$.calendar."+d.name), "日历次序不对：%s（%d）早于 %s（%d）", "the calendar is out of order: %s (%d) is before %s (%d)", d.name, d.day, before.name, before.day)
		}
	}
}
