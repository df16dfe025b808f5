package bulletin

import (
	"cmp"
	"slices"
	"strings"

	"yigai/internal/parquetio"
)

// indicatorItems are the region's figures, one item each.
func (b *book) indicatorItems() []item {
	var items []item
	for _, f := range b.figuresOf(b.head.Region) {
		best, worst := b.ends(f)
		one := item{
			"indicator": f.name(), "value": b.valuePhrase(f), "fraction": f.fraction(), "change": b.changePhrase(f), "year_change": b.yearChange(f),
			"best": best, "worst": worst, "base": b.base(f), "provisional": flag(f.Provisional), "has_value": flag(f.Value.Valid),
		}
		one["weak"] = flag(f.hasTarget() && (f.Status == "behind" || f.Status == "missed")) // the document has a word of this name too
		if f.hasTarget() {
			one["target"], one["gap"] = b.targetPhrase(f), b.gapPhrase(f)
			one["status_"+f.Status] = flag(true)
		} else {
			one["monitored"] = flag(f.Value.Valid)
		}
		items = append(items, one)
	}
	return items
}

// unit is the unit as it follows a value.
func (f figure) unit() phrase {
	if f.Unit == "%" || f.Unit == "" {
		return said(f.Unit, f.Unit)
	}
	p := at("dim_indicator", "indicator", f.indicatorRow.Indicator, "version", f.indicatorRow.Version)
	return phrase{zh: p.text("unit", f.Unit), en: together(words(" "), p.text("unit", f.Unit))}
}

// valuePhrase is 61.2%, 3,691,505人, 是 or 否 of one org; nothing where there is no value.
func (b *book) valuePhrase(f figure) phrase {
	if !f.Value.Valid {
		return phrase{}
	}
	if f.yesNo() {
		if f.Value.Sign() != 0 {
			return said("是", "yes")
		}
		return said("否", "no")
	}
	return join(both(f.place().number("value", f.Value, f.Decimals)), f.unit())
}

// yesNo says whether the figure of this org is a yes or a no: of several together it is a share.
func (f figure) yesNo() bool { return f.Type == "yes_no" && f.Unit != "%" && !f.Denominator.Valid }

// fraction is 612,345/1,000,563 of a rate.
func (f figure) fraction() phrase {
	if !f.Denominator.Valid || !f.Numerator.Valid {
		return phrase{}
	}
	return both(together(f.place().exact("numerator", f.Numerator), words("/"), f.place().exact("denominator", f.Denominator)))
}

// changePhrase is 比上季度提高1.2个百分点.
func (b *book) changePhrase(f figure) phrase {
	span := spans[cmp.Or(b.head.PeriodKind, "quarter")]
	if !f.Change.Valid || f.yesNo() {
		return phrase{}
	}
	return b.moved(f, f.Change, f.place().size("change", f.Change, f.Decimals), "比"+span.before, "on "+span.beforeEn)
}

// yearChange compares with the same period a year before, where that is another one than the period before.
func (b *book) yearChange(f figure) phrase {
	if b.period.SameLastYear == "" || b.period.SameLastYear == b.period.Previous || f.yesNo() {
		return phrase{}
	}
	then, found := b.figure(f.indicatorRow, f.Org, b.period.SameLastYear)
	if !found || !then.Value.Valid || !f.Value.Valid {
		return phrase{}
	}
	return join(said("上年同期为", "a year before "), b.valuePhrase(then))
}

func (b *book) moved(f figure, by parquetio.Number, size []Run, since, sinceEn string) phrase {
	if vanishes(by, f.Decimals) {
		return said(since+"持平", "unchanged "+sinceEn)
	}
	unit, unitEn := unitsOf(f.Unit)
	zh, en := "提高", "up "
	if f.Unit != "%" {
		zh = "增加"
	}
	if by.Sign() < 0 {
		zh, en = map[string]string{"提高": "下降", "增加": "减少"}[zh], "down "
	}
	return phrase{zh: together(words(since+zh), size, words(unit)), en: together(words(en), size, words(unitEn+" "+sinceEn))}
}

// comparators are how targets are worded; {} is where the value goes.
var comparators = map[string]struct{ zh, en string }{
	"ge": {"不低于{}", "at least {}"}, "le": {"不超过{}", "at most {}"}, "eq": {"{}", "{}"}, "approx": {"{}左右", "about {}"},
	"between": {"{}", "{}"}, "all": {"{}", "{}"}, "not_below": {"不低于上年同期的{}", "at least last year's {}"},
}

// targetPhrase is 不低于60%, 力争不低于41%, 2—3个.
func (b *book) targetPhrase(f figure) phrase {
	c, known := comparators[f.Comparator]
	if !known {
		return phrase{}
	}
	value := join(both(f.place().exact("target", f.Target)), f.unit())
	if f.Comparator == "between" {
		value = join(both(f.place().exact("target", f.Target)), said("—", "–"), both(f.place().exact("target_to", f.TargetTo)), f.unit())
	}
	switch {
	case !f.Target.Valid && f.Comparator == "all":
		value = said("全部", "all")
	case !f.Target.Valid:
		value = phrase{}
	}
	zh, zhEnd, _ := strings.Cut(c.zh, "{}")
	en, enEnd, _ := strings.Cut(c.en, "{}")
	target := phrase{zh: together(words(zh), value.zh, words(zhEnd)), en: together(words(en), value.en, words(enEnd))}
	switch {
	case f.TargetSoft && zh == "":
		return join(said("力争达到", "striving for "), target)
	case f.TargetSoft:
		return join(said("力争", "striving for "), target)
	}
	return target
}

// gapPhrase is 高于目标值2.3个百分点.
func (b *book) gapPhrase(f figure) phrase {
	if !f.Gap.Valid || f.yesNo() {
		return phrase{}
	}
	if vanishes(f.Gap, f.Decimals) && f.Gap.Sign() == 0 {
		if f.Comparator == "between" {
			return said("在目标区间内", "within the target")
		}
		return said("与目标值持平", "at the target")
	}
	unit, unitEn := unitsOf(f.Unit)
	zh, en := "高于目标值", " above the target"
	if f.Gap.Sign() < 0 {
		zh, en = "低于目标值", " below the target"
	}
	if vanishes(f.Gap, f.Decimals) {
		return said("略"+zh, "slightly"+en)
	}
	size := f.place().size("gap", f.Gap, f.Decimals)
	return phrase{zh: together(words(zh), size, words(unit)), en: together(size, words(unitEn+en))}
}

// base says how many of the units asked are in the figure, where some are not.
func (b *book) base(f figure) phrase {
	if f.UnitsReported >= f.UnitsExpected || !f.Value.Valid {
		return phrase{}
	}
	expected, reported := f.place().whole("units_expected", f.UnitsExpected), f.place().whole("units_reported", f.UnitsReported)
	return phrase{zh: together(expected, words("个单位中"), reported, words("个已报齐")), en: together(reported, words(" of "), expected, words(" units"))}
}

// ends are the places at the top and at the bottom of the ranking. Where so many
// share a place that naming some would be unfair, nobody is named.
func (b *book) ends(f figure) (best, worst phrase) {
	var ranked []figure
	for _, o := range b.orgList {
		if o.Class != "place" {
			continue
		}
		if v, found := b.figure(f.indicatorRow, o.Org, b.period.Period); found && v.Rank > 0 {
			ranked = append(ranked, v)
		}
	}
	if len(ranked) < 5 || f.Direction == "watch" || f.yesNo() {
		return phrase{}, phrase{}
	}
	slices.SortStableFunc(ranked, func(x, y figure) int { return cmp.Compare(x.Rank, y.Rank) })
	return b.end(ranked, 3), b.bottom(ranked, 3)
}

// end is the first few of a ranking with their values; a tie that reaches beyond them names nobody.
func (b *book) end(ranked []figure, few int) phrase {
	if ranked[few].Rank == ranked[few-1].Rank {
		return phrase{}
	}
	return b.withValues(ranked[:few])
}

func (b *book) bottom(ranked []figure, few int) phrase {
	last := len(ranked) - few
	if ranked[last].Rank == ranked[last-1].Rank {
		return phrase{}
	}
	lowest := slices.Clone(ranked[last:])
	slices.Reverse(lowest)
	return b.withValues(lowest)
}

func (b *book) withValues(figures []figure) phrase {
	var names []phrase
	for _, f := range figures {
		names = append(names, join(b.org(f.Org), bracketed(b.valuePhrase(f))))
	}
	return list(names, nil, "", "")
}
