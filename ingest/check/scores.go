package check

import (
	"slices"
	"strings"

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
