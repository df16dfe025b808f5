package reports

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
)

// evaluationView is what the evaluations came to by the page's period.
type evaluationView struct {
	frame
	Lead        template.HTML
	LeadEn      string
	Schemes     []schemeView
	Adjustments []adjustmentLine
	Draws       []drawView
}

// A schemeView is one evaluation: who stands where, by stage and by dimension.
type schemeView struct {
	ID, Name string // Name only where there are several schemes
	Year     int
	Stages   []stageLine
	Tables   []scoreTable // one for each class of orgs
	Grades   []gradeLine
	Gap      gapView
	Rules    []ruleLine
}

type stageLine struct {
	Name           term
	Scorer, By     string
	Days, Drawn    string
	Clause, Note   string
	Scored, Listed int
}

// A gradeLine is one band with how many orgs of each kind stand in it.
type gradeLine struct {
	Name, NameEn, Band, Note string
	Counts                   []string
}

// A scoreTable is the orgs of one kind, the best first, under one heading each
// where they belong to different regions.
type scoreTable struct {
	ID         string
	Kind       term
	Stages     []term // before the final one
	Dimensions []dimensionRow
	Rows       []scoreLine
	HasGrade   bool // some schemes give marks without grades
	HasRank    bool
	HasWithin  bool
	HasGap     bool
	Long       bool
}

// A scoreLine is one org with its marks.
type scoreLine struct {
	Name, NameEn, Href, Above string
	Final, Exact              string
	Grade, GradeEn            string
	Rank, Within              string
	From                      string // the stage the final score was taken from
	Stages, Dimensions        []string
	Gap                       string
	Outlier                   bool
	Notes                     []string
	sort                      evaluationRow
}

func (d desk) evaluationPage(sitePath string) evaluationView {
	title := d.evaluationTitle()
	v := evaluationView{frame: d.frame("evaluation", sitePath, title.Zh, title.En)}
	v.Download = csvName("evaluation", v.Sample)
	schemes := d.schemes()
	for n, code := range schemes {
		s := d.schemeView(code)
		s.ID = fmt.Sprintf("scheme-%d", n+1)
		for t := range s.Tables {
			s.Tables[t].ID = s.ID
		}
		if len(schemes) > 1 {
			s.Name = d.schemeName(code, v.Schemes)
		}
		v.Schemes = append(v.Schemes, s)
	}
	v.Adjustments = d.adjustmentLines("", "")
	v.Draws = d.drawViews(func(r drawRow) bool { return r.Scheme != "" })
	v.Lead, v.LeadEn = d.evaluationLead(v)
	return v
}

// evaluationTitle names the year that was evaluated; of several years it is
// the newest, and each evaluation names its own below.
func (d desk) evaluationTitle() term {
	year := 0
	for _, scheme := range d.schemes() {
		year = max(year, d.yearOf(scheme))
	}
	return term{Zh: fmt.Sprintf("%d年考评结果", year), En: fmt.Sprintf("Evaluation, %d", year)}
}

// yearOf is the newest year of a scheme that the page's period knows of.
func (d desk) yearOf(scheme string) int {
	rows := d.evaluated(scheme)
	if len(rows) == 0 {
		return 0
	}
	return rows[0].Year
}

// schemeName tells evaluations apart by whom they score, and by their codes
// where that is not enough.
func (d desk) schemeName(scheme string, before []schemeView) string {
	var kinds []string
	for _, t := range d.scoreTables(scheme) {
		kinds = append(kinds, t.Kind.Zh)
	}
	name := strings.Join(kinds, "、") + "考评"
	if slices.ContainsFunc(before, func(s schemeView) bool { return s.Name == name }) {
		name += "（" + scheme + "）"
	}
	return name
}

// nameOfScheme is the name that the evaluation page gives one of several.
func (d desk) nameOfScheme(scheme string) string {
	var before []schemeView
	for _, code := range d.schemes() {
		name := d.schemeName(code, before)
		if code == scheme {
			return name
		}
		before = append(before, schemeView{Name: name})
	}
	return scheme
}

func (d desk) schemeView(scheme string) schemeView {
	v := schemeView{Year: d.yearOf(scheme), Tables: d.scoreTables(scheme), Gap: d.gapView(scheme), Rules: d.ruleLines(scheme)}
	rows := d.evaluated(scheme)
	for _, s := range d.stagesOf(scheme) {
		v.Stages = append(v.Stages, d.stageLine(s, rows))
	}
	for _, g := range d.grades {
		if g.Scheme != scheme {
			continue
		}
		line := gradeLine{Name: g.Grade, NameEn: g.GradeEn, Band: g.band(), Note: g.Note}
		for _, t := range v.Tables {
			line.Counts = append(line.Counts, fmt.Sprintf("%d", t.graded(g.Grade)))
		}
		v.Grades = append(v.Grades, line)
	}
	return v
}

func (t *scoreTable) has(line scoreLine) {
	t.HasGrade = t.HasGrade || line.Grade != ""
	t.HasRank, t.HasWithin, t.HasGap = t.HasRank || line.Rank != "", t.HasWithin || line.Within != "", t.HasGap || line.Gap != ""
}

func (t scoreTable) graded(grade string) (n int) {
	for _, r := range t.Rows {
		if r.Grade == grade {
			n++
		}
	}
	return n
}

func (d desk) stageLine(s stageRow, rows []evaluationRow) stageLine {
	line := stageLine{Name: term{Zh: s.Name, En: s.NameEn}, Scorer: wordOf(scorerTerms, s.Scorer).Zh, Clause: s.Clause, Note: s.Note}
	if s.Reporter != "" {
		line.By = d.nameOf(s.Reporter)
	}
	line.Days = strings.Trim(s.Opens.String()+"—"+s.Due.String(), "—")
	if s.DrawMax > 0 {
		line.Drawn = fmt.Sprintf("每组抽 %d–%d 个", s.DrawMin, s.DrawMax)
	}
	for _, r := range rows {
		if r.Stage == s.Stage {
			line.Listed++
			if r.Score.Valid {
				line.Scored++
			}
		}
	}
	return line
}

// scoreTables gives one table per kind of org with a result, the kinds in the register's order.
func (d desk) scoreTables(scheme string) (tables []scoreTable) {
	rows := d.evaluated(scheme)
	at := map[string]int{}
	slices.SortStableFunc(rows, func(x, y evaluationRow) int {
		return cmp.Compare(classOrder(d.orgByCode[x.Org].Class), classOrder(d.orgByCode[y.Org].Class))
	})
	for _, r := range rows {
		o := d.orgByCode[r.Org]
		if _, seen := at[o.Class]; !seen && r.Stage == final {
			at[o.Class] = len(tables)
			tables = append(tables, d.emptyTable(scheme, o, rows))
		}
	}
	for _, r := range rows {
		if n, known := at[d.orgByCode[r.Org].Class]; known && r.Stage == final {
			line := d.scoreLine(r, rows, tables[n])
			tables[n].Rows = append(tables[n].Rows, line)
			tables[n].has(line)
		}
	}
	for n := range tables {
		slices.SortStableFunc(tables[n].Rows, func(x, y scoreLine) int {
			return cmp.Or(y.sort.Score.Cmp(x.sort.Score), cmp.Compare(d.orgByCode[x.sort.Org].Seq, d.orgByCode[y.sort.Org].Seq))
		})
		tables[n].Long = len(tables[n].Rows) > 40
	}
	return tables
}

// emptyTable has the columns that the orgs of a class have: the stages they were scored in, and dimensions.
func (d desk) emptyTable(scheme string, o orgRow, rows []evaluationRow) scoreTable {
	t := scoreTable{Kind: d.classTerm(o)}
	for _, s := range d.stagesOf(scheme) {
		if slices.ContainsFunc(rows, func(r evaluationRow) bool { return r.Stage == s.Stage && d.orgByCode[r.Org].Class == o.Class }) {
			t.Stages = append(t.Stages, term{Zh: s.Name, En: s.NameEn, Class: s.Stage})
		}
	}
	for _, m := range d.dimensions {
		if m.Scheme == scheme && m.Org == o.Org && m.Stage == final && m.Year == rows[0].Year {
			t.Dimensions = append(t.Dimensions, m)
		}
	}
	return t
}

// classTerm is what orgs of a class are called together.
func (d desk) classTerm(o orgRow) term {
	if o.Class == "place" {
		return term{Zh: d.naming.Peers, En: d.naming.PeersEn}
	}
	return kindOf(o)
}

func (d desk) scoreLine(r evaluationRow, rows []evaluationRow, t scoreTable) scoreLine {
	o := d.orgByCode[r.Org]
	line := scoreLine{Name: d.nameOf(r.Org), NameEn: o.NameEn, Href: d.unitLink(r.Org), Final: scoreText(r.Score), Exact: r.Score.String(),
		Grade: r.Grade, GradeEn: r.GradeEn, From: d.stageName(r.Scheme, r.FromStage).Zh, Outlier: r.GapOutlier, sort: r}
	if r.Parent != d.head.Region {
		line.Above = d.nameOf(r.Parent)
	}
	line.Rank, line.Within = d.rankWords(r)
	if r.Gap.Valid {
		line.Gap = gapText(r.Gap)
	}
	for _, s := range t.Stages {
		line.Stages = append(line.Stages, d.stageScore(rows, r.Org, s.Class))
	}
	for _, m := range t.Dimensions {
		line.Dimensions = append(line.Dimensions, d.dimensionScore(r, m.Dimension))
	}
	line.Notes = evaluationNotes(r)
	return line
}

func (d desk) stageScore(rows []evaluationRow, org, stage string) string {
	for _, r := range rows {
		if r.Org == org && r.Stage == stage {
			return scoreText(r.Score)
		}
	}
	return ""
}

func (d desk) dimensionScore(r evaluationRow, dimension string) string {
	m, known := d.dimensionBy[dimensionKey{r.Scheme, r.Org, r.Stage, dimension, r.Year}]
	if !known {
		return ""
	}
	return scoreText(m.Score)
}
