package programme

// A ScoreLine is one row of the sheet 评分: the score of one org for one item.
type ScoreLine struct {
	Stage    Stage
	Org      Org // who is scored
	Item     ScoringItem
	Required bool // not where the stage draws whom it scores, nor where an indicator gives the score
}

// scoreLines lists what reporter scores in a period: itself, its children, or,
// where a stage names it as reporter, everybody the stage scores.
func (p *Pack) scoreLines(reporter Org, at Period) (lines []ScoreLine) {
	for _, s := range p.Stages {
		if s.Period != at {
			continue
		}
		items := p.ItemsOf(s)
		if len(items) == 0 {
			continue
		}
		for _, o := range p.OrgsOf(s.ScoredKind, at) {
			if !s.scoredBy(reporter, o) {
				continue
			}
			for _, i := range items {
				lines = append(lines, ScoreLine{s, o, i, s.DrawMax == 0 && i.Method == "hand"})
			}
		}
	}
	return lines
}

// scoredBy says whether it is scorer who scores o in the stage.
func (s Stage) scoredBy(scorer, o Org) bool {
	switch s.Scorer {
	case "self":
		return scorer.Code == o.Code
	case "parent":
		return scorer.Code == o.Parent
	}
	return scorer.Code == s.Reporter
}
