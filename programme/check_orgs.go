package programme

import (
	"regexp"
	"slices"
	"strings"

	"yigai/internal/decimal"
)

// span is a stretch of validity; a zero end is open.
type span struct{ from, to Date }

func (s span) overlaps(t span) bool {
	return (s.to.IsZero() || t.from.IsZero() || !t.from.After(s.to.Time)) && (t.to.IsZero() || s.from.IsZero() || !s.from.After(t.to.Time))
}

// validity checks that a row's validity does not end before it begins.
func (c *checker) validity(at Place, s span) {
	if !s.to.IsZero() && s.to.Before(s.from.Time) {
		c.wrong(at, "valid_to %s 早于 valid_from %s", "valid_to %s is before valid_from %s", s.to, s.from)
	}
}

// orgs checks keys, parents and successors.
func (c *checker) orgs() {
	for i, o := range c.Orgs {
		c.validity(o.Place, span{o.ValidFrom, o.ValidTo})
		for _, other := range c.Orgs[:i] {
			if other.Code == o.Code && (span{other.ValidFrom, other.ValidTo}).overlaps(span{o.ValidFrom, o.ValidTo}) {
				c.wrong(o.Place, "单位代码 %s 与第 %d 行重复", "org %s stands already in line %d", o.Code, other.Line)
			}
		}
		if o.Parent != "" && !c.codes[o.Parent] {
			c.wrong(o.Place, "上级单位 %s 不在 orgs.csv 中", "parent %s is not in orgs.csv", o.Parent)
		}
		c.successors(o)
		if c.ownAncestor(o) {
			c.wrong(o.Place, "单位 %s 沿上级关系回到了自己", "org %s is its own ancestor: mend the parents", o.Code)
		}
	}
}

// successors checks that whoever follows an org is known and valid from the day after it ended.
func (c *checker) successors(o Org) {
	for _, code := range o.Successors() {
		rows := slices.DeleteFunc(slices.Clone(c.Orgs), func(other Org) bool { return other.Code != code })
		switch {
		case len(rows) == 0:
			c.wrong(o.Place, "后继单位 %s 不在 orgs.csv 中", "successor %s is not in orgs.csv", code)
		case o.ValidTo.IsZero():
			c.wrong(o.Place, "有后继单位 %s，却没有 valid_to", "has successor %s but no valid_to", code)
		case !slices.ContainsFunc(rows, func(next Org) bool { return next.validOn(o.ValidTo.plusDays(1)) }):
			c.wrong(o.Place, "后继单位 %s 在 %s 次日尚未生效", "successor %s is not valid on the day after %s", code, o.ValidTo)
		}
	}
}

func (o Org) validOn(day Date) bool {
	return (span{o.ValidFrom, o.ValidTo}).overlaps(span{day, day})
}

func (c *checker) ownAncestor(o Org) bool {
	parents := map[string]string{}
	for _, other := range c.Orgs {
		parents[other.Code] = other.Parent
	}
	code := o.Parent
	for range c.Orgs {
		if code == o.Code {
			return true
		}
		code = parents[code]
	}
	return false
}

var sixDigits = regexp.MustCompile(`^\d{6}$`)

// divisionCodes checks that orgs carry codes of the shape of their kind, which agree with their parent.
func (c *checker) divisionCodes() {
	for _, o := range c.Orgs {
		kind, _ := c.KindOf(o.Kind)
		switch {
		case kind.Code == "":
		case !hasShape(o.Code, kind.Code):
			c.wrong(o.Place, "%s 的代码 %s 与 %s 应有的形式 %s 不符", "code %[2]s of %[1]s does not have the shape %[4]s of a %[3]s", o.Name, o.Code, o.Kind, kind.Code)
		case c.codes[o.Parent] && !underParent(o):
			c.wrong(o.Place, "代码 %s 的前几位与上级 %s 不一致", "code %s does not begin like that of its parent %s", o.Code, o.Parent)
		}
	}
}

// hasShape says whether a code has a digit for each x of a shape, no pair of
// them 00, and is like the shape elsewhere.
func hasShape(code, shape string) bool {
	if len(code) != len(shape) {
		return false
	}
	for i := range shape {
		digit := code[i] >= '0' && code[i] <= '9'
		pair := i%2 == 1 && strings.HasSuffix(shape[:i+1], "xx") && code[i-1:i+1] == "00"
		if shape[i] == 'x' && (!digit || pair) || shape[i] != 'x' && code[i] != shape[i] {
			return false
		}
	}
	return true
}

// underParent says whether a place's code continues its parent's. The 90 of 419001
// stands for counties run by the province: only the first two digits agree there.
func underParent(o Org) bool {
	shared := 4
	if !sixDigits.MatchString(o.Code) || !sixDigits.MatchString(o.Parent) {
		return true // codes of a pack's own say nothing of their parent
	}
	if o.Code[2:4] == "90" || strings.HasSuffix(o.Parent, "0000") {
		shared = 2
	}
	return o.Code[:shared] == o.Parent[:shared]
}

// attributes checks facts about orgs one by one.
func (c *checker) attributes() {
	for i, a := range c.Attributes {
		if !c.codes[a.Org] {
			c.wrong(a.Place, "单位 %s 不在 orgs.csv 中", "org %s is not in orgs.csv", a.Org)
		}
		if a.AsOf.IsZero() {
			c.wrong(a.Place, "缺少 as_of 日期", "as_of is missing: say on which day the figure held")
		}
		if a.Value < 0 {
			c.wrong(a.Place, "value %s 为负数", "value %s is negative", a.Value)
		}
		for _, other := range c.Attributes[:i] {
			if other.Org == a.Org && other.Attribute == a.Attribute && other.Basis == a.Basis && other.AsOf == a.AsOf {
				c.wrong(a.Place, "%s 的 %s 与第 %d 行重复", "%[2]s of %[1]s stands already in line %[3]d", a.Org, a.Attribute, other.Line)
			}
		}
		if a.Attribute == "elders" {
			if all, ok := c.fact(a.Org, "population", a); ok && a.Value > all.Value {
				c.wrong(a.Place, "65岁及以上人口 %s 大于常住人口 %s（第 %d 行）", "elders %s are more than the population %s in line %d", a.Value, all.Value, all.Line)
			}
		}
	}
}

// fact finds an org's attribute of the same basis and day as like.
func (c *checker) fact(org, attribute string, like Attribute) (Attribute, bool) {
	for _, a := range c.Attributes {
		if !c.bad[a.Place] && a.Org == org && a.Attribute == attribute && a.Basis == like.Basis && a.AsOf == like.AsOf {
			return a, true
		}
	}
	return Attribute{}, false
}

// sums checks that an org's figure is the sum of its additive parts in every
// period in which all parts are given.
func (c *checker) sums() {
	for _, a := range c.Attributes {
		for _, at := range c.periods() {
			sum, whole := c.sumOfParts(a, at)
			if whole && !c.bad[a.Place] && sum != a.Value {
				c.wrong(a.Place, "%s 的 %s 为 %s，所属单位之和为 %s", "%[2]s of %[1]s is %[3]s, but its parts add up to %[4]s", a.Org, a.Attribute, a.Value, sum)
				break
			}
		}
	}
}

// sumOfParts adds an attribute over the additive parts of its org that count in
// a period; whole where there are some and each has a figure.
func (c *checker) sumOfParts(a Attribute, at Period) (sum decimal.Decimal, whole bool) {
	for _, o := range c.childrenOf(Org{Code: a.Org}, at) {
		if !o.Additive {
			continue
		}
		part, ok := c.fact(o.Code, a.Attribute, a)
		if !ok {
			return 0, false
		}
		whole = true
		sum += part.Value
	}
	return sum, whole
}

// aliases checks that no name could mean two orgs at the same time.
func (c *checker) aliases() {
	type name struct {
		Place
		span
		org string
	}
	names := map[string][]name{}
	add := func(at Place, org, text string, s span) {
		key := nameKey(text)
		for _, other := range names[key] {
			if other.org != org && other.overlaps(s) {
				c.wrong(at, "名称 %q 同时指 %s 和 %s（%s）", "%q could mean %s or %s (%s)", text, org, other.org, other.Place)
			}
		}
		names[key] = append(names[key], name{at, s, org})
	}
	for _, o := range c.Orgs {
		for _, text := range []string{o.Code, o.Name, o.ShortName} {
			if text != "" {
				add(o.Place, o.Code, text, span{o.ValidFrom, o.ValidTo})
			}
		}
	}
	for _, a := range c.Aliases {
		if !c.codes[a.Org] {
			c.wrong(a.Place, "单位 %s 不在 orgs.csv 中", "org %s is not in orgs.csv", a.Org)
		}
		c.validity(a.Place, span{a.ValidFrom, a.ValidTo})
		add(a.Place, a.Org, a.Alias, span{a.ValidFrom, a.ValidTo})
	}
}
