package check

import (
	"slices"
	"strings"

	"yigai/ingest/book"
	"yigai/internal/decimal"
	"yigai/programme"
)

const (
	scoreSheet   = "评分"
	layoutScores = "scores" // 评分: one scoring item of one org per row

	columnStage     = "阶段"
	columnScheme    = "体系"
	columnItem      = "条目编号"
	columnItemName  = "条目"
	columnDimension = "维度"
	columnFull      = "满分"
	columnScore     = "得分"
	columnEvidence  = "佐证材料"
)

// scoreHeader are the columns without which the sheet 评分 cannot be read.
var scoreHeader = []string{columnOrg, columnStage, columnItem, columnScore}

// A Score is one item's score of one org, as its scorer wrote it. There is one
// for every row the form asks for; a returned row is Missing.
type Score struct {
	Reporter, Org, Scheme, Stage, Item string
	Value                              *decimal.Decimal // nil unless Reported
	State                              string
	Evidence                           string // "" too where it says that there is none
	RawText                            string // stored text of the cell 得分, exactly
	Sheet, Cell                        string // the cell of the score; "" when the row was not found
}

// askedScore is one row of the sheet 评分 that the form asks for.
type askedScore struct {
	Score
	line     programme.ScoreLine
	found    bool
	blank    bool
	returned bool
}

// A scoreKey names such a row.
type scoreKey struct{ scheme, stage, org, item string }

func keyOfLine(l programme.ScoreLine) scoreKey {
	return scoreKey{l.Stage.Scheme, l.Stage.Code, l.Org.Code, l.Item.Code}
}

// wantScores prepares the rows of the sheet 评分. A workbook that is not asked
// for any may still have the sheet: each of its scores is then a finding.
func (c *checker) wantScores() *wanted {
	c.scoreOf = map[scoreKey]*askedScore{}
	required := false
	for _, l := range c.form.Scores {
		s := &askedScore{line: l, blank: true, Score: Score{Reporter: c.form.Reporter.Code, Org: l.Org.Code, Scheme: l.Stage.Scheme,
			Stage: l.Stage.Code, Item: l.Item.Code, State: Missing, Sheet: scoreSheet}}
		c.scores = append(c.scores, s)
		c.scoreOf[keyOfLine(l)] = s
		required = required || l.Required
	}
	return &wanted{name: scoreSheet, layout: layoutScores, header: scoreHeader, optional: !required, found: -1, read: c.readScoreRow,
		also: []string{columnScheme, columnOrgOf, columnItemName, columnFull, columnEvidence}}
}

// scoreElement is how a score is read: a number from 0 to the item's full marks.
func scoreElement(full decimal.Decimal) programme.Element {
	least := decimal.FromInt(0)
	return programme.Element{ValueType: "decimal", Unit: "分", Decimals: 2, Min: &least, Max: &full}
}

// readScoreRow reads a row of the sheet 评分.
func (c *checker) readScoreRow(t *table, r row) {
	t.started = true
	value := r.cell(t.columns[columnScore])
	key := scoreKey{r.text(t.columns[columnScheme]), r.text(t.columns[columnStage]), strings.ToUpper(r.text(t.columns[columnOrg])), r.text(t.columns[columnItem])}
	says := value.Text != "" || value.Formula || !saysNothing(r.text(t.columns[columnEvidence]))
	switch {
	case c.isScoreTotal(t, r):
		if says {
			c.add(c.cellAt(value.Column, r.number), "N-SUBTOTAL", value.Text, nil)
		}
	case key.org == "" || key.stage == "" || key.item == "":
		if says {
			c.add(c.cellAt(max(value.Column, 1), r.number), "E-NO-CODE", value.Text, nil)
		}
	default:
		if s, wrong := c.findScore(t, r, key); s != nil {
			c.takeScore(t, r, s, value)
		} else if says {
			c.addAbout(nil, wrong.where, wrong.code, wrong.found, wrong.values)
		}
	}
}

// isScoreTotal says whether a row adds up others.
func (c *checker) isScoreTotal(t *table, r row) bool {
	for _, column := range []string{columnOrg, columnOrgOf, columnDimension, columnItem, columnItemName} {
		if text := r.text(t.columns[column]); isTotal(text) || text == "总分" {
			return true
		}
	}
	return false
}

// A misplaced row is one that the form does not ask for, and why.
type misplaced struct {
	where  at
	code   Code
	found  string
	values map[string]string
}

// findScore finds the row that a key means; else says what of the key is wrong,
// the broadest first: the org, the stage, who scores whom, the item.
func (c *checker) findScore(t *table, r row, key scoreKey) (*askedScore, misplaced) {
	here := func(column string) at { return c.cellAt(t.columns[column], r.number) }
	org, known := c.scoredOrg(here(columnOrg), key.org)
	if !known {
		return nil, misplaced{here(columnOrg), "E-CODE", showCode(key.org), c.likelyOrg(key.org)}
	}
	stages := c.stagesNamed(key)
	if len(stages) != 1 {
		return nil, misplaced{here(columnStage), "E-STAGE", strings.TrimSpace(key.scheme + " " + key.stage), c.wantStages()}
	}
	stage := stages[0]
	if s := c.scoreOf[scoreKey{stage.Scheme, stage.Code, org.Code, key.item}]; s != nil {
		return s, misplaced{}
	}
	var items []string
	for _, l := range c.form.Scores {
		if l.Stage.Scheme == stage.Scheme && l.Stage.Code == stage.Code && l.Org.Code == org.Code {
			items = append(items, l.Item.Code)
		}
	}
	switch {
	case len(items) > 0:
		return nil, misplaced{here(columnItem), "E-CODE", showCode(key.item), c.likely(key.item, func() []string { return items })}
	case stage.Period != c.period:
		return nil, misplaced{here(columnStage), "E-STAGE", stage.Name + "（" + stage.Period.String() + "）", c.wantStages()}
	}
	return nil, misplaced{here(columnOrg), "E-SCORER", c.form.Reporter.Name + " → " + org.Name + "（" + stage.Name + "）", c.wantScorer(stage, org)}
}

// scoredOrg resolves whom a row scores, by its code alone.
func (c *checker) scoredOrg(where at, code string) (programme.Org, bool) {
	if org, ok := c.in.Pack.Org(code, c.period); ok {
		return org, true
	}
	org, ok := c.formerCode(code)
	if ok {
		c.oldCode(where, code, org)
	}
	return org, ok
}

// stagesNamed lists the stages that a row may mean, by code or name, in its
// scheme where it names one. Those of this form go before others.
func (c *checker) stagesNamed(key scoreKey) []programme.Stage {
	fits := func(s programme.Stage) bool {
		return (plainName(s.Code) == key.stage || plainName(s.Name) == key.stage) && (key.scheme == "" || plainName(s.Scheme) == key.scheme)
	}
	mine := slices.DeleteFunc(stagesOf(c.form), func(s programme.Stage) bool { return !fits(s) })
	if len(mine) > 0 {
		return mine
	}
	return slices.DeleteFunc(slices.Clone(c.in.Pack.Stages), func(s programme.Stage) bool { return !fits(s) })
}

// stagesOf lists the stages that a form has rows of, in their order.
func stagesOf(f programme.Form) (stages []programme.Stage) {
	for _, l := range f.Scores {
		if !slices.ContainsFunc(stages, func(s programme.Stage) bool { return s.Scheme == l.Stage.Scheme && s.Code == l.Stage.Code }) {
			stages = append(stages, l.Stage)
		}
	}
	return stages
}

// wantStages names the stages that this reporter scores in this period.
func (c *checker) wantStages() map[string]string {
	var list []string
	for _, s := range stagesOf(c.form) {
		list = append(list, s.Name)
	}
	if len(list) == 0 {
		return wants("本单位本期不评分", "this reporter scores nothing in this period")
	}
	text := strings.Join(list, "、")
	return wants("本单位本期评分的阶段是："+text, "the stages this reporter scores in this period: "+text)
}

// wantScorer says who scores an org in a stage.
func (c *checker) wantScorer(s programme.Stage, org programme.Org) map[string]string {
	if !slices.ContainsFunc(c.in.Pack.OrgsOf(s.ScoredKind, c.period), func(o programme.Org) bool { return o.Code == org.Code }) {
		return wants(org.Name+"不在这个阶段的被评单位之内", org.Code+" is none of those scored in this stage")
	}
	code := map[string]string{"self": org.Code, "parent": org.Parent}[s.Scorer]
	if code == "" {
		code = s.Reporter
	}
	if by, ok := c.in.Pack.Org(code, c.period); ok {
		return wants("这个阶段由"+by.Name+"评", by.Code+" scores it in this stage")
	}
	return wants("", "")
}

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
