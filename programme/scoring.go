package programme

import (
	"slices"
	"strings"

	"yigai/internal/decimal"
)

// Scored is what an item's parameters say of an indicator.
type Scored struct {
	Indicator   string
	Shape       string           // linear, steps, all; empty where only shown beside a score by hand
	Floor, Full *decimal.Decimal // linear: no marks at floor or worse, full marks at full or better
	Steps       []Step           // steps, by rising From
	Show        string           // an indicator shown beside a score by hand
}

// A Step gives marks from a value on.
type Step struct{ From, Marks decimal.Decimal }

// Scored reads the parameters of an item, "indicator=x;shape=linear;floor=70;full=90"
// or "indicator=x;shape=steps;steps=50:3|66:4"; wrong lists what cannot be read.
func (i ScoringItem) Scored() (s Scored, wrong []string) {
	number := func(text string) *decimal.Decimal {
		d, err := decimal.Parse(text)
		if err != nil {
			wrong = append(wrong, text)
			return nil
		}
		return &d
	}
	for part := range strings.SplitSeq(i.Parameters, ";") {
		key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch key {
		case "":
		case "indicator":
			s.Indicator = value
		case "shape":
			s.Shape = value
		case "show":
			s.Show = value
		case "floor":
			s.Floor = number(value)
		case "full":
			s.Full = number(value)
		case "steps":
			for step := range strings.SplitSeq(value, "|") {
				from, marks, _ := strings.Cut(step, ":")
				f, m := number(from), number(marks)
				if f != nil && m != nil {
					s.Steps = append(s.Steps, Step{*f, *m})
				}
			}
		default:
			wrong = append(wrong, part)
		}
	}
	slices.SortFunc(s.Steps, func(a, b Step) int { return int(min(max(int64(a.From-b.From), -1), 1)) })
	return s, wrong
}

// ItemsOf lists the items scored in a stage, none where it is not scored by items.
func (p *Pack) ItemsOf(s Stage) (items []ScoringItem) {
	if s.Base != "items" {
		return nil
	}
	for _, i := range p.Scoring {
		if i.Scheme == s.Scheme && (i.Stages == "" || slices.Contains(strings.Split(i.Stages, "|"), s.Code)) {
			items = append(items, i)
		}
	}
	return items
}
