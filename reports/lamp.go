package reports

import (
	"cmp"
	"slices"
)

// lightStates are what a light may mean, in the order they are counted.
var lightStates = []string{"done", "closed", "on_track", "warning", "overdue", "not_due", "suspended", "no_data"}

// lightTerms are mark and class of each state, and its words where the pack has none.
var lightTerms = map[string]term{
	"done":      {"完成", "done", "●", "done"},
	"closed":    {"已销号", "closed", "◉", "done"},
	"on_track":  {"正常", "on track", "◆", "on-track"},
	"warning":   {"预警", "warning", "▲", "warning"},
	"overdue":   {"逾期", "overdue", "■", "overdue"},
	"not_due":   {"未到期", "not yet due", "○", "not-due"},
	"suspended": {"暂缓", "suspended", "‖", "not-due"},
	"no_data":   {"无数据", "no data", "✕", "no-data"},
}

// stateColours are the colours that the classes of lightTerms already are; a
// light of another colour gets a class for it besides.
var stateColours = map[string]string{"done": "green", "closed": "blue", "on_track": "green", "warning": "yellow", "overdue": "red",
	"not_due": "grey", "suspended": "grey", "no_data": "grey"}

// A lamp is one light of the pack: its code there, what it means, and how it is shown.
type lamp struct {
	code, state string
	term
}

// indexLights lists the pack's lights in the order of what they mean, then of
// the pack. A light that only the ledger knows stands by its code.
func (b *book) indexLights() {
	seen := map[string]bool{}
	add := func(l lamp) {
		if !seen[l.code] {
			seen[l.code] = true
			b.lamps = append(b.lamps, l)
		}
	}
	for _, l := range b.lights {
		add(lampOf(l))
	}
	for _, r := range b.ledger {
		add(lampOf(lightRow{Light: r.Light, State: r.LightState, Text: r.LightText, TextEn: r.LightTextEn, Colour: r.Colour}))
	}
	slices.SortStableFunc(b.lamps, func(x, y lamp) int { return cmp.Compare(stateOrder(x.state), stateOrder(y.state)) })
}

func lampOf(l lightRow) lamp {
	state := orDefault(l.State, l.Light)
	t, known := lightTerms[state]
	if !known {
		t = term{l.Light, l.Light, "✕", "no-data"}
	}
	if l.Text != "" {
		t.Zh, t.En = l.Text, l.TextEn
	}
	if l.Colour != "" && l.Colour != stateColours[state] {
		t.Class += " hue-" + l.Colour
	}
	return lamp{l.Light, state, t}
}

func stateOrder(state string) int {
	if i := slices.Index(lightStates, state); i >= 0 {
		return i
	}
	return len(lightStates)
}

// light is how a light of the pack is shown.
func (b *book) light(code string) term { return b.lamp(code).term }

func (b *book) lamp(code string) lamp {
	for _, l := range b.lamps {
		if l.code == code {
			return l
		}
	}
	return lampOf(lightRow{Light: code})
}

// alarming says that a state asks somebody to act.
func alarming(state string) bool { return state == "warning" || state == "overdue" }
