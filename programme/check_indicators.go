package programme

import (
	"cmp"
	"strings"

	"yigai/internal/decimal"
)

// noTarget is what an indicator without a target must say, so that nobody takes it for one with a goal.
const noTarget = "未设目标"

// indicators checks each indicator's own columns against its formula and targets.
func (c *checker) indicators() {
	hasTarget := map[string]bool{}
	for _, t := range c.Targets {
		hasTarget[t.Indicator] = true
	}
	for _, n := range c.Indicators {
		c.validity(n.Place, span{n.ValidFrom, n.ValidTo})
		if n.Definition == "" || n.DefinitionEn == "" || n.NameEn == "" || n.Source == "" {
			c.wrong(n.Place, "name_en、definition、definition_en、source 均应填写", "name_en, definition, definition_en and source must all be filled in")
		}
		if !hasTarget[n.Code] && !strings.Contains(n.Definition+n.Source, noTarget) {
			document := cmp.Or(c.Programme.Words.Document, "文件")
			c.wrong(n.Place, "没有目标值的指标应在 definition 或 source 中写明“本%s未设目标”", "an indicator without a target must say 本%s未设目标 in definition or source", document)
		}
		if n.Scale <= 0 || n.Unit == "%" && n.Type != "reported" && n.Scale != decimal.FromInt(100) {
			c.wrong(n.Place, "scale 为 %s：应大于0，单位为 %% 时应为100", "scale is %s: it must be above 0, and 100 where the unit is %%", n.Scale)
		}
		if n.Decimals < 0 || n.Decimals > 6 {
			c.wrong(n.Place, "decimals 为 %d，应为0到6", "decimals is %d: use 0 to 6", n.Decimals)
		}
		c.formula(n)
	}
}

// versions checks that no two versions of an indicator hold at the same time.
func (c *checker) versions() {
	for i, n := range c.Indicators {
		for _, other := range c.Indicators[:i] {
			switch {
			case other.Code != n.Code:
			case other.Version == n.Version:
				c.wrong(n.Place, "指标 %s 的 %s 版与第 %d 行重复", "indicator %s version %s stands already in line %d", n.Code, n.Version, other.Line)
			case (span{other.ValidFrom, other.ValidTo}).overlaps(span{n.ValidFrom, n.ValidTo}):
				c.wrong(n.Place, "指标 %s 的 %s 版与第 %d 行的 %s 版有效期重叠", "indicator %s: validity of version %s overlaps that of version %[4]s in line %[3]d", n.Code, n.Version, other.Line, other.Version)
			}
		}
	}
}
