package template

import (
	"strings"
	"testing"

	"yigai/internal/decimal"
	"yigai/programme"
)

// scoringInput is a workbook in which an office scores two orgs for two items,
// and has two values to check on the ground.
func scoringInput(scores map[ScoreKey]ScoreEntry, inspections ...Inspection) Input {
	in := input(&Fill{Scores: scores})
	self := programme.Stage{Scheme: "rating", Code: "self", Name: "自评"}
	items := []programme.ScoringItem{
		{Scheme: "rating", Code: "1.1", Dimension: "1", DimensionName: "组织", Name: "领导机制", FullMarks: decimal.FromInt(10), Method: "hand", EvidenceRequired: true, Standard: "有会议记录得满分"},
		{Scheme: "rating", Code: "1.2", Dimension: "1", DimensionName: "组织", Name: "=1+1", FullMarks: decimal.MustParse("5.5"), Method: "both"},
	}
	in.Form = programme.Form{Reporter: in.Form.Reporter, Period: in.Form.Period}
	for _, org := range []string{"610702", "610722"} {
		for _, item := range items {
			in.Form.Scores = append(in.Form.Scores, programme.ScoreLine{Stage: self, Org: programme.Org{Code: org, Name: "单位" + org}, Item: item, Required: item.Method == "hand"})
		}
	}
	in.Inspections = inspections
	return in
}

func scoreAt(org, item string) ScoreKey { return ScoreKey{"rating", "self", org, item} }

func fullScores() map[ScoreKey]ScoreEntry {
	return map[ScoreKey]ScoreEntry{
		scoreAt("610702", "1.1"): {typed("9.5"), "会议纪要"}, scoreAt("610702", "1.2"): {typed("5.5"), ""},
		scoreAt("610722", "1.1"): {typed("0"), ""},
	}
}

// problemsIn is what 自查 says of a sheet: missing, wrong and outside, after every
// cached result was held against a recalculation.
func problemsIn(t *testing.T, in Input, sheet string) string {
	t.Helper()
	f := open(t, write(t, in))
	found := ""
	eachCell(t, f, CheckSheet, func(cell string) {
		formula, err := f.GetCellFormula(CheckSheet, cell)
		if err == nil && formula != "" {
			now, err := f.CalcCellValue(CheckSheet, cell)
			if cached := value(t, f, CheckSheet, cell); err != nil || cached != now {
				t.Errorf("%s: cached %q, recalculated %q (%v): =%s", cell, cached, now, err, formula)
			}
		}
		if row, isPlace := strings.CutPrefix(cell, "A"); isPlace && value(t, f, CheckSheet, cell) == sheet {
			found = value(t, f, CheckSheet, "D"+row) + value(t, f, CheckSheet, "E"+row) + value(t, f, CheckSheet, "F"+row)
		}
	})
	return found
}

func TestSelfCheckCountsScores(t *testing.T) {
	for name, c := range map[string]struct {
		at    ScoreKey
		entry ScoreEntry
		want  string
	}{
		"complete":               {scoreAt("610702", "1.2"), ScoreEntry{typed("5.5"), ""}, "000"},
		"required blank":         {scoreAt("610722", "1.1"), ScoreEntry{}, "100"},
		"optional blank":         {scoreAt("610702", "1.2"), ScoreEntry{}, "000"},
		"evidence missing":       {scoreAt("610702", "1.1"), ScoreEntry{typed("9.5"), ""}, "100"},
		"zero needs no evidence": {scoreAt("610702", "1.1"), ScoreEntry{typed("0"), ""}, "000"},
		"words":                  {scoreAt("610702", "1.1"), ScoreEntry{Text("优"), "会议纪要"}, "010"},
		"above full marks":       {scoreAt("610702", "1.2"), ScoreEntry{typed("5.51"), ""}, "001"},
		"below zero":             {scoreAt("610702", "1.2"), ScoreEntry{typed("-0.1"), ""}, "001"},
	} {
		scores := fullScores()
		scores[c.at] = c.entry
		if got := problemsIn(t, scoringInput(scores), ScoreSheet); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestSelfCheckCountsInspections(t *testing.T) {
	row := func(reported, found, verdict string) Inspection {
		i := Inspection{Draw: "CQ-1", Org: "610702", Period: "2022Q1", Element: "all", Verdict: verdict}
		if reported != "" {
			i.Reported = typed(reported)
		}
		if found != "" {
			i.Found = typed(found)
		}
		return i
	}
	for want, rows := range map[string][]Inspection{
		"000": {row("10", "10", "一致"), row("10", "9", "不一致"), row("10", "", "无法核实"), row("10", "", "")},
		"010": {row("10", "9", "一致"), row("10", "10", "一致")},
		"020": {row("10", "10", "不一致"), row("1", "2", "一致")},
		"100": {row("10", "9", ""), row("10", "", "")},
	} {
		if got := problemsIn(t, scoringInput(fullScores(), rows...), InspectionSheet); got != want {
			t.Errorf("%+v: %s, want %s", rows, got, want)
		}
	}
}

// TestScoreSheetIsLocked: what names a row cannot be typed over, and nothing of
// a pack becomes a formula.
func TestScoreSheetIsLocked(t *testing.T) {
	b, err := Compose(scoringInput(fullScores()))
	if err != nil {
		t.Fatal(err)
	}
	s := b.sheets[b.SheetNumber(ScoreSheet)-1]
	open := map[string]bool{}
	for _, row := range s.rows[s.header:] {
		for i, c := range row {
			if d := c.style.definition(); !d.Protection.Locked {
				open[s.rows[s.header-1][i].value.(string)] = true
			}
			if c.formula != "" {
				t.Errorf("%v is a formula", c)
			}
		}
	}
	if len(open) != 2 || !open["得分"] || !open["佐证材料"] {
		t.Errorf("open columns %v", open)
	}
	if cell, ok := b.ScoreCell(scoreAt("610722", "1.2"), "得分"); !ok || cell != "I7" {
		t.Errorf("the score stands at %q", cell)
	}
}
