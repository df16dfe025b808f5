//go:build cgo

package main

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"yigai/internal/parquetio"
)

// movedTo compares a figure with what the newer edition says of it.
func (r vintageRow) movedTo(now vintageRow, tolerance parquetio.Number) (m moved, differs bool) {
	m = r.alone("")
	m.Now, m.Rank[1] = now.said(), now.Rank
	var what []string
	change := minus(now.Value, r.Value)
	if r.Value.Valid != now.Value.Valid || change.Cmp(tolerance) > 0 || minus(r.Value, now.Value).Cmp(tolerance) > 0 {
		what = append(what, "value")
	}
	if r.Rank != now.Rank {
		what = append(what, "rank")
	}
	if r.Text != now.Text {
		what = append(what, "text")
	}
	if r.Value.Valid && now.Value.Valid {
		m.Change = change.String()
	}
	m.What = strings.Join(what, "+")
	return m, len(what) > 0
}

// minus is the difference of two numbers of one column, which have one scale.
func minus(x, y parquetio.Number) parquetio.Number {
	return parquetio.Decimal(x.Unscaled-y.Unscaled, max(x.Scale, y.Scale))
}

// alone is a figure that only one of two editions has.
func (r vintageRow) alone(what string) moved {
	m := moved{Kind: r.Kind, Subject: r.Subject, Basis: r.Basis, Org: r.Org, Period: r.Period, What: what, Then: r.said(), Rank: [2]int{r.Rank, 0}}
	if what == "added" {
		m.Then, m.Now, m.Rank = "", r.said(), [2]int{0, r.Rank}
	}
	return m
}

// said is what an edition prints of a figure: its value, or the light or grade.
func (r vintageRow) said() string {
	return strings.TrimSpace(r.Value.String() + " " + r.Text)
}

// because says why a figure moved: by the definition, by files that count now and
// did not then or the other way round, by decisions, or by nothing of these.
func (m moved) because(then, now vintageRow, names map[string]string) moved {
	files, decisions := notInBoth(then.Submissions, now.Submissions), notInBoth(then.Decisions, now.Decisions)
	switch {
	case then.Version != now.Version:
		m.Cause, m.Detail = "definition", then.Version+" → "+now.Version
	case len(files) > 0:
		for i, f := range files {
			files[i] = strings.TrimSpace(f + " " + names[f])
		}
		m.Cause, m.Detail = "file", strings.Join(files, "、")
	case len(decisions) > 0:
		m.Cause, m.Detail = "decision", "#"+strings.Join(decisions, ", #")
	case then.Sources != now.Sources:
		m.Cause = "source" // a public edition does not say which
	default:
		m.Cause = "programme"
	}
	return m
}

// notInBoth lists what stands in one of two lists only, sorted.
func notInBoth(a, b string) []string {
	var only []string
	x, y := strings.Split(a, "|"), strings.Split(b, "|")
	for _, item := range append(slices.Clone(x), y...) {
		if item != "" && slices.Contains(x, item) != slices.Contains(y, item) {
			only = append(only, item)
		}
	}
	slices.Sort(only)
	return slices.Compact(only)
}

var causeWords = map[string][2]string{
	"file": {"报送", "files"}, "decision": {"决定（日志）", "decisions (journal)"}, "definition": {"指标定义", "the definition"},
	"programme": {"方案或程序", "the programme or the program"}, "source": {"来源变了（公开版不写是哪一个）", "its sources (the public edition does not say which)"},
}

var kindWords = map[string]string{"indicator": "指标", "light": "亮灯", "grade": "等次"}

// rankShown is a rank in print.
func rankShown(rank int) string {
	if rank == 0 {
		return "—"
	}
	return strconv.Itoa(rank)
}

// named is a code with its name, where the edition has one.
func (c editionDiff) named(code string) string {
	return strings.TrimSpace(code + " " + visible(c.names[code]))
}

// tellDiff prints what moved, by cause.
func (a *app) tellDiff(c editionDiff) {
	const shown = 40 // for each cause; --json has all
	for from := 0; from < len(c.Moved); {
		to := from
		for to < len(c.Moved) && c.Moved[to].Cause == c.Moved[from].Cause && c.Moved[to].Detail == c.Moved[from].Detail {
			to++
		}
		group := c.Moved[from:to]
		words := causeWords[group[0].Cause]
		a.say("%s %s：%d 处", "%s %s: %d", a.t(words[0], words[1]), visible(group[0].Detail), len(group))
		t := newTable(a.t("种类", "kind"), a.t("事项", "subject"), a.t("口径", "basis"), a.t("单位", "org"), a.t("报告期", "period"), "A", "B", a.t("相差", "change"), a.t("位次", "rank")).numbers(7)
		for _, m := range group[:min(shown, len(group))] {
			rank := ""
			if m.Rank[0] != m.Rank[1] {
				rank = rankShown(m.Rank[0]) + " → " + rankShown(m.Rank[1])
			}
			t.add(a.t(kindWords[m.Kind], m.Kind), c.named(m.Subject), m.Basis, c.named(m.Org), m.Period, cmp.Or(m.Then, "—"), cmp.Or(m.Now, "—"), m.Change, rank)
		}
		t.print(a.Out)
		if more := len(group) - shown; more > 0 {
			a.say("  …还有 %d 处（--json 看全部）", "  … and %d more (all with --json)", more)
		}
		from = to
	}
	a.say("%s 与 %s：比较 %d 项，不同 %d 处", "%s and %s: %d figures compared, %d differ", visible(c.A), visible(c.B), c.Compared, len(c.Moved))
}
