package programme

import (
	"slices"
	"strings"
	"testing"
)

// The words that ship with the program obey the rules of a pack's own, say that
// they are assumed, and cover every section.
func TestDefaultBulletinIsInOrder(t *testing.T) {
	lines := (&Pack{}).BulletinInForce()
	p := &Pack{Bulletin: lines}
	c := newChecker(p, nil)
	c.bulletin()
	for _, m := range c.mistakes {
		t.Error(m)
	}
	for _, section := range BulletinSections {
		if !slices.ContainsFunc(lines, func(l BulletinLine) bool { return l.Section == section && l.Text != "" }) {
			t.Errorf("no words for the section %s", section)
		}
	}
	for _, l := range lines {
		if !strings.Contains(l.Note, "设定") {
			t.Errorf("%s is not marked as assumed", l.Code)
		}
	}
}

// A pack's own section takes the place of the neutral one, and of it only.
func TestOwnSectionsReplaceNeutralOnes(t *testing.T) {
	own := BulletinLine{Code: "t", Section: "title", Each: "once", Text: "本地标题", TextEn: "title"}
	lines := (&Pack{Bulletin: []BulletinLine{own}}).BulletinInForce()
	neutral := (&Pack{}).BulletinInForce()
	titles := 0
	for _, l := range neutral {
		if l.Section == "title" {
			titles++
		}
	}
	if lines[0].Text != "本地标题" || lines[1].Section != "lead" || len(lines) != len(neutral)-titles+1 {
		t.Errorf("got %q, then %s, %d lines", lines[0].Text, lines[1].Section, len(lines))
	}
}

// A section that the pack lists before another stands before it.
func TestOwnSectionsStandInTheirOrder(t *testing.T) {
	var own []BulletinLine
	for _, section := range []string{"title", "evaluation", "progress"} {
		own = append(own, BulletinLine{Code: section, Section: section, Each: "once", Text: section, TextEn: section})
	}
	var order []string
	for _, l := range (&Pack{Bulletin: own}).BulletinInForce() {
		if !slices.Contains(order, l.Section) {
			order = append(order, l.Section)
		}
	}
	if want := []string{"title", "lead", "evaluation", "progress", "indicators", "ledger", "practices"}; !slices.Equal(order[:len(want)], want) {
		t.Errorf("got %v, want it to begin with %v", order, want)
	}
}

// What a line may not say is refused, each mistake by itself.
func TestBulletinMistakes(t *testing.T) {
	good := BulletinLine{Code: "x", Section: "lead", Each: "once", Text: "截至{cut_off}。", TextEn: "As of {cut_off}."}
	for name, c := range map[string]struct {
		change func(*BulletinLine)
		want   string
	}{
		"good":                   {func(*BulletinLine) {}, ""},
		"unknown place":          {func(l *BulletinLine) { l.Text = "{nobody}" }, `"nobody"`},
		"a list's place in once": {func(l *BulletinLine) { l.Text = "{days}" }, `"days"`},
		"unknown list":           {func(l *BulletinLine) { l.Each = "counties" }, `each is "counties"`},
		"unknown condition":      {func(l *BulletinLine) { l.When = "late&!nobody" }, `"nobody"`},
		"braces":                 {func(l *BulletinLine) { l.Text = "{cut_off" }, "braces"},
		"brackets":               {func(l *BulletinLine) { l.TextEn = "a [b [c] d]" }, "square brackets"},
		"one language":           {func(l *BulletinLine) { l.TextEn = "" }, "both languages"},
		"limit":                  {func(l *BulletinLine) { l.Limit = -1 }, "limit is -1"},
	} {
		line := good
		c.change(&line)
		check := newChecker(&Pack{Bulletin: []BulletinLine{line}}, nil)
		check.bulletin()
		var found []string
		for _, m := range check.mistakes {
			found = append(found, m.Error())
		}
		if all := strings.Join(found, "\n"); c.want == "" && all != "" || !strings.Contains(all, c.want) {
			t.Errorf("%s: got %q, want %q", name, all, c.want)
		}
	}
}
