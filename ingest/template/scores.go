package template

import (
	"fmt"
	"slices"
	"strings"

	"yigai/programme"
)

// ScoreSheet is the name of the sheet with scores, where the period asks for any.
const ScoreSheet = "评分"

// ScoreHeader are the columns of the sheet 评分 that a reader looks for; 体系
// stands before them where a form has stages of several schemes.
var ScoreHeader = []string{"单位代码", "单位名称", "阶段", "条目编号", "维度", "条目", "满分", "得分", "佐证材料"}

const (
	schemeColumn   = "体系"
	standardColumn = "评分标准"
	proofColumn    = "佐证要求"
	proofNeeded    = "需要"
	scoreColumn    = "得分"
	evidenceColumn = "佐证材料"
)

// A ScoreKey names a row of the sheet 评分.
type ScoreKey struct{ Scheme, Stage, Org, Item string }

// A ScoreEntry is what stands in its input cells.
type ScoreEntry struct {
	Score    Value
	Evidence string
}

type scoreCell struct {
	key    ScoreKey
	column string
}

// A scoreRow is one row of the sheet, as it was arranged.
type scoreRow struct {
	line  programme.ScoreLine
	entry ScoreEntry
	row   int
}

// ScoreCell says where a column (by its header) of a score's row stands.
func (b *Book) ScoreCell(at ScoreKey, column string) (string, bool) {
	cell, found := b.scores[scoreCell{at, column}]
	return cell, found
}

// scoreLines are the rows asked for. Of a stage that draws whom it scores only
// those drawn stand in it, once the draw is known.
func (b *Book) scoreLines() []programme.ScoreLine {
	if b.in.Drawn == nil {
		return b.in.Form.Scores
	}
	return slices.DeleteFunc(slices.Clone(b.in.Form.Scores), func(l programme.ScoreLine) bool {
		orgs, drawn := b.in.Drawn(l.Stage.Scheme, l.Stage.Code)
		return l.Stage.DrawMax > 0 && drawn && !slices.Contains(orgs, l.Org.Code)
	})
}

// severalSchemes says whether the column 体系 is needed to tell stages apart.
func severalSchemes(lines []programme.ScoreLine) bool {
	return slices.ContainsFunc(lines, func(l programme.ScoreLine) bool { return l.Stage.Scheme != lines[0].Stage.Scheme })
}

// scoreHeaders are the column heads of the sheet, with what is printed beside
// those that a reader looks for.
func scoreHeaders(withScheme bool) []string {
	heads := slices.Insert(slices.Clone(ScoreHeader), 6, standardColumn)
	heads = slices.Insert(heads, slices.Index(heads, evidenceColumn), proofColumn)
	if withScheme {
		heads = slices.Insert(heads, 2, schemeColumn)
	}
	return heads
}

var scoreWidths = map[string]float64{"单位代码": 12, "单位名称": 14, schemeColumn: 16, "阶段": 14, "条目编号": 11, "维度": 14, "条目": 24,
	standardColumn: 46, "满分": 8, scoreColumn: 11, proofColumn: 11, evidenceColumn: 34}

// addScores arranges 评分: one row for each org and item that the reporter scores.
func (b *Book) addScores() {
	lines := b.scoreLines()
	if len(lines) == 0 {
		return
	}
	heads := scoreHeaders(severalSchemes(lines))
	s := newSheet(ScoreSheet)
	for _, h := range heads {
		s.widths = append(s.widths, scoreWidths[h])
	}
	s.addHeading(ScoreSheet, b.subtitle("得分写 0 至满分的数字；要求佐证的条目没有写佐证材料的不得分"))
	b.addSampleBanner(s)
	s.header = s.addHeader(28, heads...)
	s.fixed = 2
	for _, l := range lines {
		b.addScoreRow(s, heads, l)
	}
	b.limitScores(s, heads)
	b.sheets = append(b.sheets, s)
}

func (b *Book) addScoreRow(s *sheet, heads []string, l programme.ScoreLine) {
	key := keyOf(l)
	r := scoreRow{line: l, entry: b.in.Fill.Scores[key], row: len(s.rows) + 1}
	proof := ""
	if l.Item.EvidenceRequired {
		proof = proofNeeded
	}
	cells := map[string]cell{
		"单位代码": {value: l.Org.Code, style: styleCode}, "单位名称": {value: l.Org.Name, style: styleText},
		schemeColumn: {value: l.Stage.Scheme, style: styleCode}, "阶段": {value: l.Stage.Name, style: styleText},
		"条目编号": {value: l.Item.Code, style: styleCode}, "维度": {value: dimensionName(l.Item), style: styleText}, "条目": {value: l.Item.Name, style: styleText},
		standardColumn: {value: textOrNothing(scoreNote(l)), style: styleNote}, "满分": {value: number(l.Item.FullMarks), style: lockedNumber(l.Item.FullMarks.Decimals())},
		scoreColumn: {value: written(r.entry.Score), style: inputNumber(max(2, r.entry.Score.Number.Decimals()), l.Required)},
		proofColumn: {value: textOrNothing(proof), style: styleCentre}, evidenceColumn: {value: textOrNothing(r.entry.Evidence), style: styleInput},
	}
	row := make([]cell, len(heads))
	for i, h := range heads {
		row[i] = cells[h]
		b.scores[scoreCell{key, h}] = cellName(i+1, r.row)
	}
	s.add(row...)
	b.scored = append(b.scored, r)
}

func dimensionName(i programme.ScoringItem) string {
	if i.DimensionName != "" {
		return i.DimensionName
	}
	return i.Dimension
}

// scoreNote is what a scorer reads beside an item: the standard, and whether an
// indicator gives the score.
func scoreNote(l programme.ScoreLine) string {
	how := map[string]string{
		"indicator": "按指标自动计分，得分留空",
		"both":      "按指标计分；留空即采用计算的得分，填写的以填写为准",
	}[l.Item.Method]
	if how == "" {
		return l.Item.Standard
	}
	return strings.TrimSpace(l.Item.Standard + "（" + how + "）")
}

// limitScores holds the scores between 0 and the full marks of their row.
func (b *Book) limitScores(s *sheet, heads []string) {
	first, last := s.header+1, len(s.rows)
	score, full := slices.Index(heads, scoreColumn)+1, slices.Index(heads, "满分")+1
	at, most := cellName(score, first), cellName(full, first)
	area := columnArea(score, first, last)
	v := limit(area, scoreColumn, "写 0 至满分的数字，最多两位小数。不适用的写“不适用”。", "要求：0 至满分的数字，最多两位小数。")
	holds := fmt.Sprintf("IF(ISNUMBER(%s),AND(%s>=0,%s<=%s,%s=ROUND(%s,2)),%s)", at, at, at, most, at, at, oneOfTexts(at, missingMarks))
	v.Type, v.Formula1 = "custom", formulaEscaper.Replace(holds)
	s.validations = append(s.validations, v)
	s.alarms = append(s.alarms, alarm{area, "AND(NOT(ISBLANK(" + at + ")),NOT(" + holds + "))"})
	proof, evidence := cellName(slices.Index(heads, proofColumn)+1, first), slices.Index(heads, evidenceColumn)+1
	lacks := fmt.Sprintf(`AND(%s="%s",ISNUMBER(%s),N(%s)>0,ISBLANK(%s))`, proof, proofNeeded, at, at, cellName(evidence, first))
	s.alarms = append(s.alarms, alarm{columnArea(evidence, first, last), lacks})
}

// checkedTogether is how many rows one line of 自查 speaks of at most: a formula
// of spreadsheets holds 8,192 characters.
const checkedTogether = 20

// scoreChecks checks the scores of each org in each stage together: what is
// missing, evidence too, what is no number, and what lies outside 0 and full marks.
func (b *Book) scoreChecks(s *sheet) []check {
	var checks []check
	for i := 0; i < len(b.scored); {
		end := i + 1
		for end < len(b.scored) && end-i < checkedTogether && sameScoring(b.scored[i].line, b.scored[end].line) {
			end++
		}
		checks = append(checks, b.scoreCheck(s, b.scored[i:end]))
		i = end
	}
	return checks
}

func sameScoring(a, b programme.ScoreLine) bool {
	return a.Stage.Scheme == b.Stage.Scheme && a.Stage.Code == b.Stage.Code && a.Org.Code == b.Org.Code
}

func (b *Book) scoreCheck(s *sheet, rows []scoreRow) check {
	line := rows[0].line
	first, _ := b.ScoreCell(keyOf(line), scoreColumn)
	last, _ := b.ScoreCell(keyOf(rows[len(rows)-1].line), scoreColumn)
	c := check{place: s.name + "!" + first + ":" + last, what: line.Org.Name + "　" + line.Stage.Name}
	area := s.ref(first + ":" + last)
	c.wrong.formula = "COUNTA(" + area + ")-COUNT(" + area + ")" + lessTexts(programme.Element{}, area)
	for _, r := range rows {
		b.checkScore(s, &c, r)
	}
	return c
}

// checkScore adds one row to a check.
func (b *Book) checkScore(s *sheet, c *check, r scoreRow) {
	cell := func(column string) string {
		at, _ := b.ScoreCell(keyOf(r.line), column)
		return s.ref(at)
	}
	at, v := cell(scoreColumn), r.entry.Score
	if r.line.Required {
		c.required++
		c.missing.also("IF(ISBLANK("+at+"),1,0)", v.IsBlank())
	}
	if r.line.Item.EvidenceRequired {
		lacks := fmt.Sprintf("IF(ISNUMBER(%s),IF(AND(%s>0,ISBLANK(%s)),1,0),0)", at, at, cell(evidenceColumn))
		c.missing.also(lacks, v.IsNumber && v.Number > 0 && r.entry.Evidence == "")
	}
	c.wrong.now += oneIf(!v.IsBlank() && !v.IsNumber && !slices.Contains(missingMarks, v.Text))
	outside := fmt.Sprintf("IF(ISNUMBER(%s),IF(OR(%s<0,%s>%s),1,0),0)", at, at, at, cell("满分"))
	c.outside.also(outside, v.IsNumber && (v.Number < 0 || v.Number > r.line.Item.FullMarks))
}

func keyOf(l programme.ScoreLine) ScoreKey {
	return ScoreKey{l.Stage.Scheme, l.Stage.Code, l.Org.Code, l.Item.Code}
}

// also adds what another formula counts, and whether it counts one now.
func (c *count) also(formula string, now bool) {
	if c.formula != "" {
		c.formula += "+"
	}
	c.formula += formula
	c.now += oneIf(now)
}
