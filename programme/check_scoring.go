package programme

import (
	"slices"
	"strings"

	"yigai/internal/decimal"
)

// scoring checks each scoring item: marks, stages, evidence and how it is computed.
func (c *checker) scoring() {
	dimensions := map[[2]string]ScoringItem{}
	for i, item := range c.Scoring {
		for _, other := range c.Scoring[:i] {
			if other.Scheme == item.Scheme && other.Code == item.Code {
				c.wrong(item.Place, "体系 %s 的条目 %s 与第 %d 行重复", "item %[2]s of scheme %[1]s stands already in line %[3]d", item.Scheme, item.Code, other.Line)
			}
		}
		if item.NameEn == "" {
			c.wrong(item.Place, "缺少英文名称（name_en）", "name_en is missing")
		}
		if item.FullMarks <= 0 {
			c.wrong(item.Place, "full_marks 为 %s，应大于0", "full_marks is %s: it must be above 0", item.FullMarks)
		}
		key := [2]string{item.Scheme, item.Dimension}
		if first, again := dimensions[key]; !again {
			dimensions[key] = item
		} else if first.DimensionName != item.DimensionName || first.DimensionNameEn != item.DimensionNameEn {
			c.wrong(item.Place, "维度 %s 的名称与第 %d 行不一致", "dimension %s is called otherwise in line %d", item.Dimension, first.Line)
		}
		c.itemStages(item)
		c.parameters(item)
	}
}

// itemStages checks that an item is asked in some stage, and only in stages that have items.
func (c *checker) itemStages(item ScoringItem) {
	if !slices.Contains(c.schemes(), item.Scheme) {
		c.wrong(item.Place, "体系 %s 不在 stages.csv 中", "scheme %s is not in stages.csv", item.Scheme)
		return
	}
	asked := slices.ContainsFunc(c.Stages, func(s Stage) bool { return s.Scheme == item.Scheme && s.Base == "items" })
	if item.Stages == "" {
		if !asked {
			c.wrong(item.Place, "体系 %s 没有按条目评分（base 为 items）的阶段", "no stage of scheme %s is scored by items", item.Scheme)
		}
		return
	}
	for code := range strings.SplitSeq(item.Stages, "|") {
		if !slices.ContainsFunc(c.Stages, func(s Stage) bool { return s.Scheme == item.Scheme && s.Code == code && s.Base == "items" }) {
			c.wrong(item.Place, "体系 %s 没有按条目评分的阶段 %s", "scheme %s has no stage %s that is scored by items", item.Scheme, code)
		}
	}
}

// parameters checks that what an item is computed from is complete, can be read
// and exists for everybody scored.
func (c *checker) parameters(item ScoringItem) {
	by, wrong := item.Scored()
	for _, text := range wrong {
		c.wrong(item.Place, "参数 %q 看不懂", "parameter %q cannot be read", text)
	}
	if len(wrong) > 0 {
		return
	}
	if item.Method == "hand" {
		if by.Indicator != "" || by.Shape != "" {
			c.wrong(item.Place, "method 为 hand 的条目不填 indicator 和 shape；只供参考的指标写 show=", "an item scored by hand takes no indicator or shape; an indicator that is only shown is show=")
		}
		c.scoredIndicator(item, by.Show)
		return
	}
	if by.Indicator == "" || by.Shape == "" || by.Show != "" {
		c.wrong(item.Place, "method 为 %s 的条目应有 indicator 和 shape，没有 show", "an item scored by %s needs indicator and shape, and takes no show", item.Method)
		return
	}
	if n, ok := c.scoredIndicator(item, by.Indicator); ok {
		c.everybodyHas(item, n)
		c.shape(item, by, n)
	}
}

// scoredIndicator looks up an indicator, "" for none.
func (c *checker) scoredIndicator(item ScoringItem, code string) (Indicator, bool) {
	i := slices.IndexFunc(c.Indicators, func(n Indicator) bool { return n.Code == code })
	if i < 0 {
		if code != "" {
			c.wrong(item.Place, "指标 %s 不在 indicators.csv 中", "indicator %s is not in indicators.csv", code)
		}
		return Indicator{}, false
	}
	return c.Indicators[i], true
}

// everybodyHas checks that an indicator is computed for all who are scored by it.
func (c *checker) everybodyHas(item ScoringItem, n Indicator) {
	for _, s := range c.Stages {
		if !slices.ContainsFunc(c.ItemsOf(s), func(other ScoringItem) bool { return other.Place == item.Place }) {
			continue
		}
		without := slices.DeleteFunc(c.OrgsEver(s.ScoredKind), func(o Org) bool { return c.reaches(n, o) })
		if len(without) > 0 {
			c.wrong(item.Place, "阶段 %s 有 %d 个单位（如 %s）没有指标 %s 的数据，无法据以评分", "in stage %s %d orgs, such as %s, never have indicator %s, so they cannot be scored by it", s.Code, len(without), without[0].Code, n.Code)
		}
	}
}

// shape checks the parameters of each way of turning a value into marks.
func (c *checker) shape(item ScoringItem, by Scored, n Indicator) {
	if (by.Floor != nil || by.Full != nil) && by.Shape != "linear" || len(by.Steps) > 0 && by.Shape != "steps" {
		c.wrong(item.Place, "floor、full 只用于 linear，steps 只用于 steps", "floor and full go with linear, steps with steps")
	}
	switch by.Shape {
	case "all":
	case "linear":
		switch {
		case by.Floor == nil || by.Full == nil || *by.Floor == *by.Full:
			c.wrong(item.Place, "linear 应有不相等的 floor 和 full", "linear needs floor and full, and they must differ")
		case n.Direction == "up" && *by.Full < *by.Floor || n.Direction == "down" && *by.Full > *by.Floor:
			c.wrong(item.Place, "floor、full 与指标 %s 的方向 %s 相反", "floor and full go against the direction of indicator %s, %s", n.Code, n.Direction)
		}
	case "steps":
		c.steps(item, by.Steps, n)
	default:
		c.wrong(item.Place, "shape 为 %q，只能用 linear、steps、all", "shape is %q: use linear, steps or all", by.Shape)
	}
}

// steps checks that marks rise with the value, or fall where less is better, within the full marks.
func (c *checker) steps(item ScoringItem, steps []Step, n Indicator) {
	if len(steps) == 0 {
		c.wrong(item.Place, "steps 至少要有一级，如 steps=50:3|66:4", "steps needs at least one step, such as steps=50:3|66:4")
	}
	for i, s := range steps {
		if s.Marks < 0 || s.Marks > item.FullMarks {
			c.wrong(item.Place, "第 %d 级的 %s 分不在0到满分 %s 之间", "step %d gives %s marks: use 0 to the full %s", i+1, s.Marks, item.FullMarks)
		}
		if i == 0 {
			continue
		}
		before := steps[i-1]
		falls := n.Direction == "down"
		if s.From == before.From || !falls && s.Marks <= before.Marks || falls && s.Marks >= before.Marks {
			c.wrong(item.Place, "各级没有按指标 %s 的方向逐级变化：%s:%s 之后是 %s:%s", "steps do not follow the direction of indicator %s: after %s:%s comes %s:%s", n.Code, before.From, before.Marks, s.From, s.Marks)
		}
	}
}

// grades checks that the bands of each scheme cover every score once.
func (c *checker) grades() {
	bands := map[string][]Grade{}
	for i, g := range c.Grades {
		for _, other := range c.Grades[:i] {
			if other.Scheme == g.Scheme && (other.Name == g.Name || other.Seq == g.Seq) {
				c.wrong(g.Place, "等次 %s 或序号 %d 与第 %d 行重复", "grade %s or seq %d stands already in line %d", g.Name, g.Seq, other.Line)
			}
		}
		if !slices.Contains(c.schemes(), g.Scheme) {
			c.wrong(g.Place, "体系 %s 不在 stages.csv 中", "scheme %s is not in stages.csv", g.Scheme)
		}
		if g.NameEn == "" {
			c.wrong(g.Place, "缺少英文名称（grade_en）", "grade_en is missing")
		}
		if g.To != nil && *g.To <= g.From {
			c.wrong(g.Place, "上限 %s 不大于下限 %s", "to %s is not above from %s", g.To, g.From)
		}
		bands[g.Scheme] = append(bands[g.Scheme], g)
	}
	for _, scheme := range sortedKeys(bands) {
		c.bands(bands[scheme])
	}
}

// bands checks that the bands of a scheme join, from 0 to the top.
func (c *checker) bands(grades []Grade) {
	slices.SortStableFunc(grades, func(a, b Grade) int { return int(min(max(int64(a.From-b.From), -1), 1)) })
	if low := grades[0]; low.From > 0 {
		c.wrong(low.Place, "%s 分以下没有等次", "scores below %s have no grade", low.From)
	}
	for i, g := range grades[1:] {
		below := grades[i]
		switch {
		case below.To == nil || *below.To > g.From:
			c.wrong(g.Place, "%s 分同时属于 %s 和 %s", "a score of %s is both %s and %s", g.From, below.Name, g.Name)
		case *below.To < g.From:
			c.wrong(g.Place, "%s 分到 %s 分之间没有等次", "scores from %s to %s have no grade", below.To, g.From)
		}
	}
	if top := grades[len(grades)-1]; top.To != nil && *top.To <= c.mostMarks(top.Scheme) {
		c.wrong(top.Place, "%s 分及以上没有等次，满分 %s 也在其中：最高一档的 to 请留空", "scores of %s and more have no grade, full marks of %s among them: leave to empty in the highest", top.To, c.mostMarks(top.Scheme))
	}
}

// mostMarks is the sum of full marks in the stage of a scheme that has most.
func (c *checker) mostMarks(scheme string) (most decimal.Decimal) {
	for _, s := range c.Stages {
		var sum decimal.Decimal
		for _, i := range c.ItemsOf(s) {
			sum += i.FullMarks
		}
		if s.Scheme == scheme {
			most = max(most, sum)
		}
	}
	return most
}
