package check

import (
	"slices"
	"strings"

	"yigai/ingest/book"
	"yigai/internal/decimal"
)

// takeScore reads the score and the evidence of one row.
func (c *checker) takeScore(t *table, r row, s *askedScore, value book.Cell) {
	where := c.cellAt(max(value.Column, 1), r.number)
	if s.found {
		c.addScore(s, where, "E-DUPLICATE", s.Item+"："+s.Cell+"，"+where.cell, nil)
		s.returned = true
		return
	}
	c.placeScore(t, r, s)
	s.found, s.Sheet, s.Cell, s.RawText = true, t.name, where.cell, withinCell(value.Text)
	c.checkScoreTexts(t, r, s)
	c.readScore(s, where, value)
	evidence := r.cell(t.columns[columnEvidence])
	if text := c.narrative(evidence, r); t.columns[columnEvidence] > 0 && !saysNothing(plainName(text)) {
		s.Evidence = text
	}
	if s.line.Item.EvidenceRequired && s.Evidence == "" && s.State == Reported && *s.Value > 0 {
		c.addScore(s, c.cellAt(max(evidence.Column, value.Column, 1), r.number), "E-NO-EVIDENCE", s.Item+" "+s.line.Item.Name, nil)
	}
	if !s.blank {
		c.checkHidden(t, r, value)
	}
}

// readScore reads the cell 得分.
func (c *checker) readScore(s *askedScore, where at, value book.Cell) {
	e := scoreElement(s.line.Item.FullMarks)
	reading := c.readCell(value, e)
	zh, en := want(e)
	for _, p := range reading.problems {
		if p.code == "N-TEXT" && c.text() != nil {
			continue // all of it is text
		}
		values := wants(zh, en)
		values["{hint}"] = p.hint
		c.addScore(s, where, p.code, p.found, values)
	}
	s.blank = value.Text == "" && !value.Formula || reading.state == Missing && !reading.marked && len(reading.problems) == 0
	s.returned = reading.returned()
	if s.State = reading.state; s.State == Reported {
		s.Value = &reading.value
	}
	if reading.marked && s.line.Required {
		c.addScore(s, where, "E-MARKED", value.Text, wants(zh, en))
	}
}

// checkScoreTexts holds the names and the full marks of a row against the pack's.
func (c *checker) checkScoreTexts(t *table, r row, s *askedScore) {
	item := s.line.Item
	if name := r.text(t.columns[columnOrgOf]); name != "" {
		if !c.isNamed(s.line.Org, name) {
			c.addScore(s, c.cellAt(t.columns[columnOrgOf], r.number), "E-NAME", name, wants(s.line.Org.Name, s.line.Org.Name))
		}
	}
	if name := r.text(t.columns[columnItemName]); name != "" && name != plainName(item.Name) {
		c.addScore(s, c.cellAt(t.columns[columnItemName], r.number), "E-NAME", name, wants(item.Name, item.Name))
	}
	if full := r.text(t.columns[columnFull]); full != "" {
		if d, err := decimal.Parse(strings.TrimSuffix(full, "分")); err != nil || d != item.FullMarks {
			c.addScore(s, c.cellAt(t.columns[columnFull], r.number), "E-FULL-MARKS", full, wants(item.FullMarks.String(), item.FullMarks.String()))
		}
	}
}

// addScore is add for a finding about one row of the sheet 评分.
func (c *checker) addScore(s *askedScore, where at, code Code, found string, values map[string]string) {
	c.addAbout(&asked{Observation: Observation{Org: s.Org, Reporter: s.Reporter, Period: c.period}}, where, code, found, values)
}

// nothings are what people write in a text cell for nothing.
var nothings = []string{"", "无", "—", "-", "/", "暂无", "不适用"}

func saysNothing(text string) bool { return slices.Contains(nothings, text) }

// checkMissingScores finds the required rows and scores that are not there.
func (c *checker) checkMissingScores() {
	for _, s := range c.scores {
		zh, en := want(scoreElement(s.line.Item.FullMarks))
		switch {
		case !s.line.Required || s.returned || c.unread[scoreSheet]:
		case !s.found:
			c.addScore(s, at{scoreSheet, ""}, "E-ROW", s.line.Org.Name+" "+s.line.Stage.Name+" "+s.Item, nil)
			s.returned = true
		case s.blank:
			c.addScore(s, at{s.Sheet, s.Cell}, "E-REQUIRED", "", wants(zh, en))
			s.returned = true
		}
	}
}

// finishScores gives what the sheets 评分 and 核查 hold to the sink.
func (c *checker) finishScores(to Sink) {
	for _, s := range c.scores {
		if s.returned {
			s.State, s.Value = Missing, nil
		}
		if c.text() != nil {
			s.Sheet = ""
		}
		to.Score(s.Score)
	}
	for _, i := range c.inspections {
		if c.text() != nil {
			i.Sheet = ""
		}
		to.Inspection(*i)
	}
}
