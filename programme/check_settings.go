package programme

import (
	"regexp"
	"slices"
	"strings"
)

var codeShape = regexp.MustCompile(`^[x0-9A-Z-]*$`)

// settings checks the parts of programme.yaml that say how things are called,
// grouped, ranked and chased.
func (c *checker) settings() {
	c.words()
	c.kinds()
	c.groups()
	c.laggards()
	c.approval()
	c.suppression()
	if ranks := c.Programme.Ranks; !slices.Contains([]string{"", "parent", "region"}, ranks) {
		c.wrong(c.yaml("$.ranks"), "ranks 为 %q，只能用 parent 或 region", "ranks is %q: use parent or region", ranks)
	}
}

// words checks that a word of the pack's own stands in both languages.
func (c *checker) words() {
	w := c.Programme.Words
	for _, pair := range []struct{ name, zh, en string }{{"document", w.Document, w.DocumentEn}, {"total", w.Total, w.TotalEn},
		{"places", w.Places, w.PlacesEn}, {"departments", w.Departments, w.DepartmentsEn}} {
		if (pair.zh == "") != (pair.en == "") {
			c.wrong(c.yaml("$.words"), "words.%s 与 words.%[1]s_en 应同时填写", "words.%s and words.%[1]s_en go together", pair.name)
		}
	}
}

// kinds checks the pack's own kinds of org.
func (c *checker) kinds() {
	for i, k := range c.Programme.Kinds {
		place := c.yaml(at("$.kinds", i))
		if !lightCode.MatchString(k.Kind) || k.Kind == "all" {
			c.wrong(place, "单位类型 %q 只能用小写字母、数字和下划线，也不能是 all", "kind %q: use lower-case letters, digits and _, and not all", k.Kind)
		}
		if k.Name == "" || k.NameEn == "" {
			c.wrong(place, "单位类型 %q 缺少 name 或 name_en", "kind %q needs name and name_en", k.Kind)
		}
		if !slices.Contains(Classes, k.Class) {
			c.wrong(place, "单位类型 %q 的 class 为 %q，只能用 %s", "kind %q has class %q: use one of %s", k.Kind, k.Class, strings.Join(Classes, ", "))
		}
		if !codeShape.MatchString(k.Code) {
			c.wrong(place, "单位类型 %q 的 code 为 %q，应像 xxxx00，x 表示一位数字", "kind %q has code %q: write a shape such as xxxx00, x for a digit", k.Kind, k.Code)
		}
		if slices.ContainsFunc(c.Programme.Kinds[:i], func(other Kind) bool { return other.Kind == k.Kind }) {
			c.wrong(place, "单位类型 %q 写了两次", "kind %q stands twice", k.Kind)
		}
	}
	for _, o := range c.Orgs {
		if _, known := c.KindOf(o.Kind); !known {
			c.wrong(o.Place, "单位类型 %q 不认识，可用：%s", "kind %q is unknown: use %s", o.Kind, strings.Join(slices.Compact(slices.Sorted(slices.Values(c.kindCodes()))), ", "))
		}
	}
}

// groups checks that each whole task stands under one heading at most.
func (c *checker) groups() {
	under := map[string]string{}
	for i, g := range c.Programme.Groups {
		place := c.yaml(at("$.groups", i))
		if g.Group == "" || g.Title == "" || g.TitleEn == "" {
			c.wrong(place, "组 %q 缺少 group、title 或 title_en", "group %q needs group, title and title_en", g.Group)
		}
		if slices.ContainsFunc(c.Programme.Groups[:i], func(other Group) bool { return other.Group == g.Group }) {
			c.wrong(place, "组 %q 写了两次", "group %q stands twice", g.Group)
		}
		for _, code := range g.Tasks {
			t, known := c.task(code)
			first, again := under[code]
			switch {
			case !known:
				c.wrong(place, "组 %s 的任务 %q 不在 tasks.csv 中", "group %s names task %q, which is not in tasks.csv", g.Group, code)
			case t.Parent != "":
				c.wrong(place, "组 %s 的任务 %s 是分项：只列整项任务", "group %s names task %s, which is a part: name whole tasks only", g.Group, code)
			case again:
				c.wrong(place, "任务 %s 已在组 %s 中", "task %s stands already in group %s", code, first)
			}
			under[code] = g.Group
		}
	}
}

// laggards checks the rules for lagging and their numbers.
func (c *checker) laggards() {
	for i, l := range c.Programme.Laggards {
		place := c.yaml(at("$.laggards", i))
		if !slices.Contains(LaggardRules, l.Rule) {
			c.wrong(place, "落后规则 %q 不可用，只能用 %s", "laggard rule %q is unknown: use one of %s", l.Rule, strings.Join(LaggardRules, ", "))
		}
		if l.Text == "" || l.TextEn == "" {
			c.wrong(place, "落后规则 %s 缺少 text 或 text_en", "laggard rule %s needs text and text_en", l.Rule)
		}
		if l.Periods < 1 || l.Rule == "late" && (l.Times < 1 || l.Times > l.Periods) || l.Rule != "late" && l.Times != 0 {
			c.wrong(place, "落后规则 %s：periods 应大于0；times 只用于 late，且不大于 periods", "laggard rule %s: periods must be above 0; times goes with late only, and is at most periods", l.Rule)
		}
		if slices.ContainsFunc(c.Programme.Laggards[:i], func(other LaggardRule) bool { return other.Rule == l.Rule }) {
			c.wrong(place, "落后规则 %s 写了两次", "laggard rule %s stands twice", l.Rule)
		}
	}
}

// reporting checks the days of single reporters and what the first report is.
func (c *checker) reporting() {
	k := c.Programme.Calendar
	for i, f := range k.For {
		place := c.yaml(at("$.calendar.for", i))
		c.scope(place, "calendar.for", f.Scope)
		own := k.with(f)
		if own.Opens > own.Due || own.Due > own.LateAfter || own.LateAfter > own.LockedAfter {
			c.wrong(place, "%s 的日历次序不对：opens %d、due %d、late_after %d、locked_after %d", "the calendar of %s is out of order: opens %d, due %d, late_after %d, locked_after %d", f.Scope, own.Opens, own.Due, own.LateAfter, own.LockedAfter)
		}
	}
	provisional := k.FirstReport == "provisional"
	if !slices.Contains([]string{"", "provisional", "final"}, k.FirstReport) {
		c.wrong(c.yaml("$.calendar.first_report"), "first_report 为 %q，只能用 provisional 或 final", "first_report is %q: use provisional or final", k.FirstReport)
	}
	if provisional && (k.FinalDue < k.Due || k.FinalDue > k.CutOff) {
		c.wrong(c.yaml("$.calendar.first_report"), "初报之后的终报应有 final_due（%d），在 due %d 与 cut_off %d 之间", "a provisional first report needs final_due (%d), between due %d and cut_off %d", k.FinalDue, k.Due, k.CutOff)
	}
	if !provisional && k.FinalDue != 0 {
		c.wrong(c.yaml("$.calendar.final_due"), "final_due 只用于 first_report 为 provisional 时", "final_due goes with first_report provisional")
	}
	if k.DataTo > k.Due && k.FirstReport != "" {
		c.wrong(c.yaml("$.calendar.data_to"), "数据截至日 data_to（%d）晚于报送截止日 due（%d）", "data_to (%d) is after the due day (%d): figures cannot cover what has not been", k.DataTo, k.Due)
	}
}
