package programme

import (
	"regexp"
	"slices"
	"strings"

	"yigai/internal/decimal"
)

// everyReminder are the placeholders that each reminder may hold; docs/packs.md explains them.
var everyReminder = []string{"org", "period", "programme", "secretariat", "day"}

// ReminderPlaceholders are the words in braces that texts and letters of a
// trigger may hold besides org, period, programme, secretariat and day.
var ReminderPlaceholders = map[string][]string{
	"not_reported":          {"due", "days"},
	"returned":              {"due", "count"},
	"due_within":            {"task", "title", "role", "due", "days", "light"},
	"light":                 {"task", "title", "role", "due", "days", "light", "since", "periods"},
	"stalled":               {"task", "title", "role", "due", "days", "light", "since", "periods"},
	"rectification_overdue": {"id", "title", "due", "days"},
	"laggard":               {"indicator", "rule", "since", "periods"},
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// ofTasks are the triggers that look at a task, and so at those who have a role in it.
var ofTasks = []string{"due_within", "light", "stalled"}

// inARow are the triggers that may be asked to hold for several periods.
var inARow = []string{"not_reported", "light", "stalled", "laggard"}

// reminders checks each reminder: its trigger and value, whom it goes to, and its words.
func (c *checker) reminders() {
	for i, m := range c.Reminders {
		for _, other := range c.Reminders[:i] {
			if other.Code == m.Code {
				c.wrong(m.Place, "提醒 %s 与第 %d 行重复", "reminder %s stands already in line %d", m.Code, other.Line)
			}
		}
		if m.TextEn == "" || (m.Letter == "") != (m.LetterEn == "") {
			c.wrong(m.Place, "缺少英文（text_en、letter_en）", "text_en is missing, or letter_en beside letter")
		}
		if (m.Kind == "slip" || m.Kind == "interview") && m.Letter == "" {
			c.wrong(m.Place, "%s 应有函件文字（letter）", "a reminder of kind %s needs a letter", m.Kind)
		}
		c.reminderRoles(m)
		c.reminderValue(m)
		for _, text := range []string{m.Text, m.TextEn, m.Letter, m.LetterEn} {
			c.placeholders(m, text)
		}
	}
}

// reminderRoles checks who is reminded and for how many periods it must have held.
func (c *checker) reminderRoles(m Reminder) {
	if slices.Contains(ofTasks, m.Trigger) == (m.Role == "") {
		c.wrong(m.Place, "role 用于 %s，其余不填", "role goes with %s, and only with them", strings.Join(ofTasks, ", "))
	}
	for role := range strings.SplitSeq(m.Role, "|") {
		if role != "" && !slices.Contains(Roles, role) {
			c.wrong(m.Place, "role %q 不可用，只能用 %s", "role %q is unknown: use some of %s", role, strings.Join(Roles, ", "))
		}
	}
	if m.Periods < 0 || m.Periods > 1 && !slices.Contains(inARow, m.Trigger) {
		c.wrong(m.Place, "%s 不能要求连续 %d 期，可以的有 %s", "%s cannot be asked for %d periods in a row: only %s can", m.Trigger, m.Periods, strings.Join(inARow, ", "))
	}
}

// reminderValue checks a trigger's parameter: days, a light, or none.
func (c *checker) reminderValue(m Reminder) {
	d, err := decimal.Parse(m.Value)
	switch m.Trigger {
	case "not_reported", "due_within":
		if err != nil || !d.IsInt() || d < 0 && m.Trigger == "due_within" {
			c.wrong(m.Place, "%s 的 value 为 %q，应为天数", "%s has value %q: give a number of days", m.Trigger, m.Value)
		}
	case "light":
		if !c.isLight(m.Value) && !slices.Contains(LightStates, m.Value) {
			c.wrong(m.Place, "灯 %q 不在 programme.yaml 的 lights 中", "light %q is not among the lights of programme.yaml", m.Value)
		}
	default:
		if m.Value != "" {
			c.wrong(m.Place, "%s 不需要 value %q", "%s takes no value, found %q", m.Trigger, m.Value)
		}
	}
}

// placeholders checks that a text asks only for what its trigger knows.
func (c *checker) placeholders(m Reminder, text string) {
	allowed := slices.Concat(everyReminder, ReminderPlaceholders[m.Trigger])
	for _, found := range placeholder.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(allowed, found[1]) {
			c.wrong(m.Place, "“%s”没有内容可填，可用的有 %s", "nothing is known to put in place of %q: use some of %s", found[1], strings.Join(allowed, ", "))
		}
	}
	if strings.Count(text, "{") != len(placeholder.FindAllString(text, -1)) || strings.Count(text, "{") != strings.Count(text, "}") {
		c.wrong(m.Place, "提醒 %s 的花括号不成对", "the braces of reminder %s do not pair", m.Code)
	}
}
