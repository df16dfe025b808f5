package bulletin

import (
	"cmp"
	"slices"
	"strings"

	"yigai/internal/parquetio"
)

// A restatementRow is something that an earlier edition said otherwise.
type restatementRow struct {
	Edition       string           `parquet:"edition"`
	Kind          string           `parquet:"kind"` // indicator, light, grade
	Subject       string           `parquet:"subject"`
	Version       string           `parquet:"version"`
	VersionThen   string           `parquet:"version_then"`
	Basis         string           `parquet:"basis"`
	Org           string           `parquet:"org"`
	Period        string           `parquet:"period"`
	Published     parquetio.Number `parquet:"published"`
	PublishedText string           `parquet:"published_text"`
	RankThen      int              `parquet:"rank_then"`
	Now           parquetio.Number `parquet:"now"`
	NowText       string           `parquet:"now_text"`
	RankNow       int              `parquet:"rank_now"`
	Change        parquetio.Number `parquet:"change"`
	Cause         string           `parquet:"cause"`
	CauseZh       string           `parquet:"cause_detail_zh"`
	CauseEn       string           `parquet:"cause_detail_en"`
	Suppressed    bool             `parquet:"suppressed"`
}

func (r restatementRow) place() place {
	return at("mart_restatement", "kind", r.Kind, "subject", r.Subject, "basis", r.Basis, "org", r.Org, "period", r.Period)
}

// changed says whether more than the rank is another.
func (r restatementRow) changed() bool {
	return r.Published.Valid != r.Now.Valid || r.Published.Cmp(r.Now) != 0 || r.PublishedText != r.NowText
}

// revisionKinds are what may be restated, in the order in which it is told.
var revisionKinds = []struct{ code, zh, en string }{{"indicator", "指标", "of indicators"}, {"light", "任务的灯", "of lights"}, {"grade", "考评结果", "of scores"}}

func revisionPlace(kind string) int {
	return slices.IndexFunc(revisionKinds, func(k struct{ code, zh, en string }) bool { return k.code == kind })
}

// sortRestated puts the whole first, then indicators before lights before grades.
func (b *book) sortRestated() {
	b.restated = keep(b.restated, func(r restatementRow) bool { return !r.Suppressed })
	seq := map[string]int{}
	for i, o := range b.orgList {
		seq[o.Org] = i + 1
	}
	seq[b.head.Region] = 0
	for i, indicator := range b.indicators {
		seq[indicator.Indicator] = i
	}
	slices.SortStableFunc(b.restated, func(x, y restatementRow) int {
		return cmp.Or(cmp.Compare(revisionPlace(x.Kind), revisionPlace(y.Kind)), cmp.Compare(seq[x.Subject], seq[y.Subject]), cmp.Compare(x.Subject, y.Subject),
			cmp.Compare(x.Period, y.Period), cmp.Compare(x.Basis, y.Basis), cmp.Compare(seq[x.Org], seq[y.Org]), cmp.Compare(x.Org, y.Org))
	})
}

// onceRevisions is whether this is a revision, why, and how much is another than before.
func (b *book) onceRevisions() item {
	p := at("dim_programme", "programme", b.head.Programme)
	_, nth, numbered := strings.Cut(b.head.Edition, "-r")
	all := item{"edition": both(p.text("edition", b.head.Edition)), "revision": flag(numbered && nth != "1"),
		"reason": both(words(strings.TrimRight(strings.TrimSpace(b.reason), "。.")))}
	if len(b.restated) == 0 {
		return all
	}
	var editions []phrase
	var told []string
	counts := map[string]int{}
	for _, r := range b.restated {
		counts[r.Kind]++
		if !slices.Contains(told, r.Edition) {
			told = append(told, r.Edition)
			editions = append(editions, both(r.place().text("edition", r.Edition)))
		}
	}
	all["revisions"], all["revised_editions"] = both(restatedWhere().count(len(b.restated))), list(editions, nil, "", "")
	var kinds []phrase
	for _, kind := range revisionKinds {
		if n := restatedWhere("kind", kind.code).count(counts[kind.code]); counts[kind.code] > 0 {
			kinds = append(kinds, phrase{zh: together(words(kind.zh), n, words("处")), en: together(n, words(" "+kind.en))})
		}
	}
	all["revised_kinds"] = list(kinds, nil, "", "")
	return all
}

// restatedWhere are the rows that are told: what a small count hides is not.
func restatedWhere(pairs ...string) place {
	return at("mart_restatement", append([]string{"suppressed", "false"}, pairs...)...)
}

// revisionItems are what has another value, light or grade than before.
func (b *book) revisionItems() []item {
	var items []item
	for _, r := range b.restated {
		if i, known := b.restatedIndicator(r); !r.changed() || r.Kind == "indicator" && (!known || r.Basis != i.DefaultBasis) {
			continue
		}
		then, now := b.thenAndNow(r)
		one := item{"org": b.org(r.Org), "what": b.restatedWhat(r), "then": then, "now": now, "of_whole": flag(r.Org == b.head.Region),
			"cause": phrase{zh: r.place().text("cause_detail_zh", r.CauseZh), en: r.place().text("cause_detail_en", r.CauseEn)}}
		if r.Period != b.period.Period {
			at := slices.IndexFunc(b.periods, func(p periodRow) bool { return p.Period == r.Period })
			one["of_period"] = b.periodName(b.periods[max(at, 0)])
		}
		if r.RankThen > 0 && r.RankNow > 0 && r.RankThen != r.RankNow {
			one["rank_then"], one["rank_now"] = both(r.place().whole("rank_then", r.RankThen)), both(r.place().whole("rank_now", r.RankNow))
		}
		items = append(items, one)
	}
	return items
}

// revisionCauses are what the differences go back to, one item each, the largest first.
func (b *book) revisionCauses() []item {
	counts := map[string]int{}
	var causes []restatementRow
	for _, r := range b.restated {
		if counts[r.CauseZh] == 0 {
			causes = append(causes, r)
		}
		counts[r.CauseZh]++
	}
	slices.SortStableFunc(causes, func(x, y restatementRow) int { return cmp.Compare(counts[y.CauseZh], counts[x.CauseZh]) })
	var items []item
	for _, r := range causes {
		items = append(items, item{"cause": phrase{zh: r.place().text("cause_detail_zh", r.CauseZh), en: r.place().text("cause_detail_en", r.CauseEn)},
			"count": both(restatedWhere("cause_detail_zh", r.CauseZh).count(counts[r.CauseZh]))})
	}
	return items
}

func (b *book) restatedIndicator(r restatementRow) (indicatorRow, bool) {
	at := slices.IndexFunc(b.indicators, func(i indicatorRow) bool {
		return i.Indicator == r.Subject && i.Version == cmp.Or(r.Version, r.VersionThen)
	})
	if at < 0 {
		return indicatorRow{}, false
	}
	return b.indicators[at], true
}

// restatedRoles say whose part of a task a light is of.
var restatedRoles = map[string]struct{ zh, en string }{"lead": {"牵头", "lead"}, "assist": {"配合", "assisting"}, "implement": {"落实", "implementing"}}

// restatedWhat names an indicator, a task or a score.
func (b *book) restatedWhat(r restatementRow) phrase {
	code, part, _ := strings.Cut(r.Subject, ":")
	switch r.Kind {
	case "indicator":
		if i, known := b.restatedIndicator(r); known {
			return figure{indicatorRow: i}.name()
		}
	case "light":
		t := at("dim_task", "task", code).text("task", b.task(code).Task)
		role := restatedRoles[part]
		return join(phrase{zh: together(words("第"), t, words("项任务")), en: together(words("task "), t)}, bracketed(said(role.zh, role.en)))
	case "grade":
		return said("考评得分", "score")
	}
	return said(code, code)
}

// thenAndNow are what was published and what holds, 无数据 for neither value nor words.
func (b *book) thenAndNow(r restatementRow) (then, now phrase) {
	say := func(column string, n parquetio.Number, textColumn, text string) phrase {
		switch i, known := b.restatedIndicator(r); {
		case r.Kind == "light" && text != "":
			zh, en := b.lightName(text)
			return phrase{zh: zh, en: en}
		case r.Kind == "indicator" && known && n.Valid && i.Type == "yes_no" && i.Unit != "%":
			return said(map[bool]string{true: "是", false: "否"}[n.Sign() != 0], map[bool]string{true: "yes", false: "no"}[n.Sign() != 0])
		case r.Kind == "indicator" && known && n.Valid:
			return join(both(r.place().number(column, n, i.Decimals)), figure{indicatorRow: i}.unit())
		case r.Kind == "grade" && n.Valid:
			return join(both(cutMarks(r.place(), column, n)), said("分", ""), bracketed(both(r.place().text(textColumn, text))))
		}
		return said("无数据", "no data")
	}
	return say("published", r.Published, "published_text", r.PublishedText), say("now", r.Now, "now_text", r.NowText)
}
