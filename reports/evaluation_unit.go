package reports

import "yigai/internal/parquetio"

// A unitScheme is how one org came out of one evaluation.
type unitScheme struct {
	Name        string // only where there are several
	Year        int
	Stages      []unitStage
	Dimensions  []unitDimension
	Items       []itemLine
	Columns     []term // the stages that Items have
	Adjustments []adjustmentLine
}

type unitStage struct {
	Name           term
	Score, Full    string
	Grade, GradeEn string
	Rank, Within   string
	Gap            string
	Notes          []string
	Final          bool
}

type unitDimension struct {
	Name, NameEn, Score, Full string
	Row                       dimensionRow
}

// An itemLine is one item with the marks of each stage.
type itemLine struct {
	Item, Dimension, Name, NameEn, Full string
	Cells                               []itemCell
}

type itemCell struct {
	Score, Why, Place string
	Adjusted          string // by whom and why
}

// unitSchemes are the results of an org by the page's period.
func (d desk) unitSchemes(org string) (views []unitScheme) {
	schemes := d.schemes()
	for _, scheme := range schemes {
		v := unitScheme{}
		if len(schemes) > 1 {
			v.Name = d.nameOfScheme(scheme)
		}
		year := 0
		for _, r := range d.evaluatedAmong(scheme, d.byOrg.evaluations[org]) {
			v.Stages, year = append(v.Stages, d.unitStage(r)), r.Year
		}
		if len(v.Stages) == 0 {
			continue
		}
		v.Year = year
		v.Dimensions = d.unitDimensions(scheme, org, year)
		d.fillItems(&v, scheme, org, year)
		v.Adjustments = d.adjustmentLines(scheme, org)
		views = append(views, v)
	}
	return views
}

func (d desk) unitStage(r evaluationRow) unitStage {
	s := unitStage{Name: d.stageName(r.Scheme, r.Stage), Score: scoreText(r.Score), Full: amount(r.FullMarks), Grade: r.Grade, GradeEn: r.GradeEn,
		Notes: evaluationNotes(r), Final: r.Stage == final}
	if s.Final && r.FromStage != "" {
		s.Notes = append([]string{"取自" + d.stageName(r.Scheme, r.FromStage).Zh}, s.Notes...)
	}
	if r.ByDraw && !r.Drawn {
		s.Notes = append(s.Notes, "未抽中")
	}
	if r.GapOutlier {
		s.Notes = append(s.Notes, "自评明显偏离复评")
	}
	s.Rank, s.Within = d.rankWords(r)
	if r.Gap.Valid {
		s.Gap = gapText(r.Gap)
	}
	return s
}

func (d desk) unitDimensions(scheme, org string, year int) (lines []unitDimension) {
	for _, m := range d.byOrg.dimensions[org] {
		if m.Scheme == scheme && m.Year == year && m.Stage == final {
			lines = append(lines, unitDimension{m.Name, m.NameEn, scoreText(m.Score), amount(m.FullMarks), m})
		}
	}
	return lines
}

// fillItems lists the items of the stages begun, each with its marks and why.
func (d desk) fillItems(v *unitScheme, scheme, org string, year int) {
	stages := d.stagesOf(scheme)
	at := map[string]int{}
	for _, s := range stages {
		rows := d.scoreBy[scoreKey{scheme, s.Stage, org}]
		if len(rows) == 0 || rows[0].Year != year {
			continue
		}
		column := len(v.Columns)
		v.Columns = append(v.Columns, term{Zh: s.Name, En: s.NameEn})
		for _, r := range rows {
			n, seen := at[r.Item]
			if !seen {
				n = len(v.Items)
				at[r.Item] = n
				v.Items = append(v.Items, itemLine{Item: r.Item, Dimension: r.DimensionName, Name: r.Name, NameEn: r.NameEn, Full: amount(r.FullMarks)})
			}
			for len(v.Items[n].Cells) < column {
				v.Items[n].Cells = append(v.Items[n].Cells, itemCell{})
			}
			v.Items[n].Cells = append(v.Items[n].Cells, itemCellOf(r))
		}
	}
}

func itemCellOf(r scoreRow) itemCell {
	c := itemCell{Score: scoreText(r.Score)}
	if r.Reason != "" {
		c.Why = wordOf(scoreReasons, r.Reason).Zh
	}
	if r.AdjustedBy != "" {
		c.Adjusted = "由 " + scoreText(r.Original) + " 调整，" + r.AdjustedBy + "：" + r.AdjustedWhy
	}
	if differs(r.Typed, r.Computed) {
		c.Why = orDefault(c.Why, "填报 "+scoreText(r.Typed)+"，按指标折算 "+scoreText(r.Computed))
	}
	if r.Cell != "" {
		c.Place = r.Sheet + "!" + r.Cell
	}
	return c
}

func differs(x, y parquetio.Number) bool { return x.Valid && y.Valid && x.Cmp(y) != 0 }
