package sample

import (
	"fmt"
	"slices"

	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// A marking says what share of an item's full marks scorers give in a stage, in
// millionths, or the very score, and whether evidence is sent.
type marking struct {
	low, high  int64
	score      *decimal.Decimal
	noEvidence bool
}

// markAt names orgs and items of a stage; "" is any.
type markAt struct{ stage, org, item string }

func (t *tables) addMarking(r row) {
	m := marking{low: r.number("low"), high: r.number("high"), noEvidence: r.oneOf("evidence", "no", "") == "no"}
	if r.text("score") != "" {
		score := r.decimal("score")
		m.score = &score
	}
	t.markings[markAt{r.text("stage"), r.text("org"), r.text("item")}] = m
}

// usual is how well orgs do where the pack does not say, and flattery how much
// better they find themselves.
var (
	usual          = marking{low: 620_000, high: 960_000}
	flattery int64 = 70_000
)

// marking finds the line of scores.csv for an item: that of the org itself goes
// before that of the item, and that before the stage's.
func (w *world) marking(s programme.Stage, org, item string) marking {
	for _, at := range []markAt{{s.Code, org, item}, {s.Code, org, ""}, {s.Code, "", item}, {s.Code, "", ""}} {
		if m, found := w.tables.markings[at]; found {
			return m
		}
	}
	m := usual
	if s.Scorer == "self" {
		m.low, m.high = m.low+flattery, m.high+flattery
	}
	return m
}

// scores fills the sheet 评分 of a form. Of a stage that draws whom it scores,
// those drawn are scored and nobody else.
func (m *maker) scores(form programme.Form) map[template.ScoreKey]template.ScoreEntry {
	entries := make(map[template.ScoreKey]template.ScoreEntry)
	for _, l := range form.Scores {
		if picked, drawn := m.drawnFor(l.Stage.Scheme, l.Stage.Code); l.Stage.DrawMax > 0 && (!drawn || !slices.Contains(picked, l.Org.Code)) {
			continue
		}
		entries[template.ScoreKey{Scheme: l.Stage.Scheme, Stage: l.Stage.Code, Org: l.Org.Code, Item: l.Item.Code}] = m.world.scoreEntry(l)
	}
	return entries
}

// drawnFor gives the orgs that a stage drew in the sample's decisions.
func (m *maker) drawnFor(scheme, stage string) (orgs []string, drawn bool) {
	for _, d := range m.world.decisions {
		if d.Kind == kindDrawn && d.Fields["scheme"] == scheme && d.Fields["stage"] == stage {
			orgs, drawn = append(orgs, d.Picked...), true
		}
	}
	return orgs, drawn
}

func (w *world) scoreEntry(l programme.ScoreLine) template.ScoreEntry {
	mark := w.marking(l.Stage, l.Org.Code, l.Item.Code)
	var e template.ScoreEntry
	if w.isTyped(l) || mark.score != nil {
		e.Score = template.Number(w.mark(mark, l))
	}
	forgotten := w.dice.throw(100, "forgotten", l.Stage.Code, l.Org.Code, l.Item.Code) < 2
	if l.Item.EvidenceRequired && !mark.noEvidence && !forgotten {
		e.Evidence = fmt.Sprintf("样例：%s条目%s佐证材料%d份，留存备查", l.Stage.Name, l.Item.Code, 1+w.dice.throw(4, "papers", l.Org.Code, l.Item.Code))
	}
	return e
}

// isTyped says whether a score stands in the sheet: of items scored by hand
// always, of those that an indicator proposes and a person may change often
// where an org scores itself and seldom otherwise.
func (w *world) isTyped(l programme.ScoreLine) bool {
	switch l.Item.Method {
	case "hand":
		return true
	case "both":
		chance := int64(12)
		if l.Stage.Scorer == "self" {
			chance = 60
		}
		return w.dice.throw(100, "typed score", l.Stage.Code, l.Org.Code, l.Item.Code) < chance
	}
	return false
}

// mark is a score in steps of half a mark: good orgs are high, an org and an
// item stand alike in every stage, and scorers differ a little.
func (w *world) mark(m marking, l programme.ScoreLine) decimal.Decimal {
	if m.score != nil {
		return *m.score
	}
	standing := (2*w.character(l.Org.Code).level + w.dice.throw(1001, "mark", l.Org.Code, l.Item.Code)) / 3
	share := m.low + (m.high-m.low)*standing/1000 + w.dice.around(25_000, "scorer", l.Stage.Code, l.Org.Code, l.Item.Code)
	share = min(max(share, 0), million)
	half := decimal.FromInt(1) / 2
	return (part(l.Item.FullMarks, share) + half/2) / half * half
}
