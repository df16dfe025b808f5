package programme

import (
	"regexp"
	"slices"
	"strings"

	"yigai/internal/decimal"
)

var elementCode = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// elements checks each element's own columns.
func (c *checker) elements() {
	for i, e := range c.Elements {
		for _, other := range c.Elements[:i] {
			if other.Code == e.Code {
				c.wrong(e.Place, "数据元 %s 与第 %d 行重复", "element %s stands already in line %d", e.Code, other.Line)
			}
		}
		if !elementCode.MatchString(e.Code) {
			c.wrong(e.Place, "编码 %q 只能用小写字母、数字和下划线", "code %q: use lower-case letters, digits and _", e.Code)
		}
		if e.Definition == "" {
			c.wrong(e.Place, "缺少口径（definition）", "definition is missing: say what to count")
		}
		if e.Kind == "stock" && e.Basis != "point" && e.Basis != "year" || e.Kind == "flow" && e.Basis != "quarter" && e.Basis != "ytd" {
			c.wrong(e.Place, "%s 不能用 %s 口径：存量用 point 或 year，流量用 quarter 或 ytd", "a %s cannot have basis %s: a stock has point or year, a flow quarter or ytd", e.Kind, e.Basis)
		}
		c.limits(e)
		c.levelAndAuthority(e)
	}
}

// limits checks value type, decimals and the allowed range.
func (c *checker) limits(e Element) {
	yes := decimal.FromInt(1)
	if e.Decimals < 0 || e.Decimals > decimal.Scale {
		c.wrong(e.Place, "decimals 为 %d，应为0到4", "decimals is %d: use 0 to 4", e.Decimals)
	}
	if e.ValueType != "decimal" && e.Decimals != 0 {
		c.wrong(e.Place, "%s 类型不能有小数", "a %s has no decimals", e.ValueType)
	}
	if e.ValueType == "yes_no" && (e.Min == nil || *e.Min != 0 || e.Max == nil || *e.Max != yes) {
		c.wrong(e.Place, "yes_no 类型的 min、max 应为 0、1", "a yes_no element has min 0 and max 1")
	}
	if e.Min != nil && e.Max != nil && *e.Min > *e.Max {
		c.wrong(e.Place, "min %s 大于 max %s", "min %s is above max %s", e.Min, e.Max)
	}
}

func (c *checker) levelAndAuthority(e Element) {
	for kind := range strings.SplitSeq(e.Level, "|") {
		if _, known := c.KindOf(kind); !known {
			c.wrong(e.Place, "level %q 不是单位类型，可用：%s", "level %q is no kind of org: use %s", kind, strings.Join(c.kindCodes(), ", "))
		}
	}
	c.summedTwice(e)
	code, isOrg := strings.CutPrefix(e.Authority, "org:")
	if isOrg && !c.codes[code] {
		c.wrong(e.Place, "authority 的单位 %s 不在 orgs.csv 中", "authority names org %s, which is not in orgs.csv", code)
	}
	if !isOrg && !slices.Contains([]string{"self", "parent", "rollup"}, e.Authority) {
		c.wrong(e.Place, "authority 为 %q，只能用 self、parent、rollup 或 org:代码", "authority is %q: use self, parent, rollup or org:CODE", e.Authority)
	}
}

// summedTwice finds an org of the element's level whose figures are added into
// another one of the level: above both they would count twice. Of two orgs of
// one kind that holds only where both are asked.
func (c *checker) summedTwice(e Element) {
	kinds, asked := strings.Split(e.Level, "|"), c.about[e.Code]
	for _, below := range c.Orgs {
		if !slices.Contains(kinds, below.Kind) {
			continue
		}
		for _, above := range c.addedInto(below) {
			if slices.Contains(kinds, above.Kind) && (below.Kind != above.Kind || asked[below.Code] && asked[above.Code]) {
				c.wrong(e.Place, "level %s 会重复相加：%s（%s）的数已计入 %s（%s），请只留一级", "level %s would be summed twice: what %s (%s) has is part of %s (%s): keep one of the two",
					e.Level, below.Code, below.Kind, above.Code, above.Kind)
				return
			}
		}
	}
}

// addedInto lists the orgs that an org's figures go into, nearest first; none
// where the parents run in a circle, which orgs reports.
func (c *checker) addedInto(o Org) (above []Org) {
	for o.Additive && o.Parent != "" {
		i := slices.IndexFunc(c.Orgs, func(p Org) bool { return p.Code == o.Parent })
		if i < 0 {
			return above
		}
		if o = c.Orgs[i]; len(above) > len(c.Orgs) {
			return nil
		}
		above = append(above, o)
	}
	return above
}

// reservedSheets are those that every workbook has besides the ones of forms.csv.
var reservedSheets = []string{"封面", "任务", "自查", "说明", "评分", "核查"}

// listSheet is what the one-row-per-element sheet is called wherever a figure is
// named by its cell: a table under that name would be taken for it.
const listSheet = "指标"

// formLines checks each form line: known element, somebody who is asked, a sheet name that spreadsheets accept.
func (c *checker) formLines() {
	for _, l := range c.Forms {
		orgs := c.scope(l.Place, "org_kind", l.OrgKind)
		e, known := c.byCode[l.Element]
		if !known {
			c.wrong(l.Place, "数据元 %s 不在 elements.csv 中", "element %s is not in elements.csv", l.Element)
		}
		c.validity(l.Place, span{l.ValidFrom, l.ValidTo})
		c.exceptions(l.Place, l.OrgKind, l.Except)
		if slices.Contains(reservedSheets, l.Sheet) || len([]rune(l.Sheet)) > 31 || strings.ContainsAny(l.Sheet, `\/?*[]:`) {
			c.wrong(l.Place, "表名 %q 不可用（保留名、超过31字或含有 \\/?*[]:）", "sheet name %q cannot be used: it is reserved, too long, or holds one of \\/?*[]:", l.Sheet)
		}
		if l.Layout == "table" && l.Sheet == listSheet {
			c.wrong(l.Place, "表名“%s”只能用于 list 版式，请给这张 table 另起名称", "sheet name %s is that of a list: give this table another name", listSheet)
		}
		if l.Layout == "list" && l.About != "self" && l.About != "parent" {
			c.wrong(l.Place, "list 版式一次只填一个单位，about 只能用 self 或 parent，不能用 %s", "a list is about one org: about must be self or parent, not %s", l.About)
		}
		c.aboutSomebody(l, orgs)
		for _, o := range orgs {
			if known && strings.HasPrefix(e.Authority, "org:") && e.Authority != "org:"+o.Code {
				c.wrong(l.Place, "%s 只能由 %s 报送（elements.csv 的 authority），这里却向 %s 收取", "%s may only come from %s (authority in elements.csv), but is asked of %s", l.Element, e.Authority, o.Code)
			}
		}
	}
}

// aboutSomebody checks that every org asked has somebody to report on in some period.
func (c *checker) aboutSomebody(l FormLine, orgs []Org) {
	for _, o := range orgs {
		somebody := func(at Period) bool { return len(c.Pack.about(l.About, o, at)) > 0 }
		if c.periodsUsable() && !slices.ContainsFunc(c.ReportPeriods(), somebody) {
			c.wrong(l.Place, "对 %[2]s 来说 about=%[1]s 没有对应任何单位", "about %s names nobody for %s", l.About, o.Code)
		}
	}
}

// sheets checks that lines of one sheet agree, and that nothing is asked twice on it.
func (c *checker) sheets() {
	type sheet struct{ form, name string }
	first := map[sheet]FormLine{}
	numbers := map[sheet]map[int]Place{}
	for _, l := range c.Forms {
		s := sheet{l.Form, l.Sheet}
		f, ok := first[s]
		if !ok {
			first[s], numbers[s] = l, map[int]Place{}
			f = l
		}
		if f.Layout != l.Layout || f.About != l.About {
			c.wrong(l.Place, "同一张表“%s”的 layout、about 应与第 %d 行一致", "sheet %s: layout and about must be those of line %d", l.Sheet, f.Place.Line)
		}
		if other, taken := numbers[s][l.Line]; taken {
			c.wrong(l.Place, "行号 %d 与第 %d 行重复", "line number %d stands already in line %d", l.Line, other.Line)
		}
		numbers[s][l.Line] = l.Place
	}
	c.askedTwice()
}

// askedTwice finds two lines that ask one org for the same figure in the same period.
func (c *checker) askedTwice() {
	for i, l := range c.Forms {
		for _, other := range c.Forms[:i] {
			if other.Element == l.Element && other.About == l.About && c.meet(other, l) {
				c.wrong(l.Place, "%s 已在第 %d 行向同一单位收取", "%s is asked of the same org in line %d", l.Element, other.Place.Line)
			}
		}
	}
}

// meet says whether some org is asked by both lines in one period.
func (c *checker) meet(a, b FormLine) bool {
	return slices.ContainsFunc(c.periods(), func(at Period) bool { return a.askedIn(at) && b.askedIn(at) }) &&
		slices.ContainsFunc(c.Orgs, func(o Org) bool { return a.Names(o) && b.Names(o) })
}

// asked finds elements that nobody is ever asked for.
func (c *checker) asked() {
	for _, e := range c.Elements {
		if c.periodsUsable() && len(c.reporters[e.Code]) == 0 {
			c.wrong(e.Place, "没有任何单位在任何报告期填报 %s，请在 forms.csv 中加一行", "nobody is ever asked for %s: add a line to forms.csv", e.Code)
		}
	}
}

// requiredCells finds the form line by which a place or zone is asked for too much.
func (c *checker) requiredCells() {
	for _, f := range c.forms {
		class := c.ClassOf(f.Reporter)
		if n := f.OwnCells(); n > MaxRequiredCells && (class == "place" || class == "zone") {
			c.wrong(c.lineOver(f), "%s 在 %s 需必填 %d 项，超过 %d 项：请减少项目或改为每年一次", "%s must fill %[3]d cells in %[2]s, at most %[4]d are allowed: ask for less, or once a year", f.Reporter.Code, f.Period, n, MaxRequiredCells)
		}
	}
}

// lineOver is the form line whose cells pass the limit.
func (c *checker) lineOver(f Form) Place {
	n := 0
	for _, l := range c.linesOf(f.Reporter, f.Period) {
		if !l.Required || l.About == "roster" {
			continue
		}
		if n += len(c.Pack.about(l.About, f.Reporter, f.Period)); n > MaxRequiredCells {
			return l.Place
		}
	}
	return Place{File: "forms.csv"}
}
