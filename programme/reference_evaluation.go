//go:build cgo

package programme

import (
	"cmp"
	"strings"
)

type stageRow struct {
	own
	Scheme     string `parquet:"scheme"`
	Stage      string `parquet:"stage"`
	Seq        int32  `parquet:"seq"`
	Name       string `parquet:"name"`
	NameEn     string `parquet:"name_en"`
	ScoredKind string `parquet:"scored_kind"`
	Scorer     string `parquet:"scorer"`
	Reporter   string `parquet:"reporter"`
	Base       string `parquet:"base"`
	Period     string `parquet:"period"`
	Opens      *int32 `parquet:"opens,date"`
	Due        *int32 `parquet:"due,date"`
	DrawMin    int32  `parquet:"draw_min"`
	DrawMax    int32  `parquet:"draw_max"`
	Per        string `parquet:"per"`
	FinalOrder int32  `parquet:"final_order"`
	Org        string `parquet:"org"`
	Clause     string `parquet:"clause"`
	Note       string `parquet:"note"`
}

// stages gives one row per stage and org that may be scored in it.
func (r reference) stages() (rows []stageRow) {
	for _, s := range r.pack.Stages {
		for _, o := range r.pack.OrgsOf(s.ScoredKind, s.Period) {
			rows = append(rows, stageRow{r.own, s.Scheme, s.Code, int32(s.Seq), s.Name, s.NameEn, s.ScoredKind, s.Scorer, s.Reporter, s.Base,
				s.Period.String(), days(s.Opens), days(s.Due), int32(s.DrawMin), int32(s.DrawMax), s.Per, int32(s.FinalOrder), o.Code, s.Clause, s.Note})
		}
	}
	return rows
}

type scoringRow struct {
	own
	Scheme          string `parquet:"scheme"`
	Stage           string `parquet:"stage"`
	Item            string `parquet:"item"`
	Seq             int32  `parquet:"seq"`
	Dimension       string `parquet:"dimension"`
	DimensionName   string `parquet:"dimension_name"`
	DimensionNameEn string `parquet:"dimension_name_en"`
	Name            string `parquet:"name"`
	NameEn          string `parquet:"name_en"`
	FullMarks       int64  `parquet:"full_marks,decimal(4:18)"`
	Method          string `parquet:"method"`
	Indicator       string `parquet:"indicator"`
	Shape           string `parquet:"shape"`
	Floor           *int64 `parquet:"floor,decimal(4:18)"`
	Full            *int64 `parquet:"full,decimal(4:18)"`
	Shown           string `parquet:"shown"`
	Evidence        bool   `parquet:"evidence_required"`
	Standard        string `parquet:"standard"`
	Clause          string `parquet:"clause"`
	Note            string `parquet:"note"`
}

// scoring gives one row per stage scored by items, and item asked in it.
func (r reference) scoring() (rows []scoringRow) {
	for _, s := range r.pack.Stages {
		for i, item := range r.pack.ItemsOf(s) {
			by, _ := item.Scored() // Check has refused what cannot be read
			rows = append(rows, scoringRow{r.own, s.Scheme, s.Code, item.Code, int32(i + 1), item.Dimension,
				cmp.Or(item.DimensionName, item.Dimension), item.DimensionNameEn, item.Name, item.NameEn, int64(item.FullMarks), item.Method,
				by.Indicator, by.Shape, scaled(by.Floor), scaled(by.Full), by.Show, item.EvidenceRequired, item.Standard, item.Clause, item.Note})
		}
	}
	return rows
}

type scoringStepRow struct {
	own
	Scheme string `parquet:"scheme"`
	Item   string `parquet:"item"`
	From   int64  `parquet:"from,decimal(4:18)"`
	Marks  int64  `parquet:"marks,decimal(4:18)"`
}

func (r reference) scoringSteps() (rows []scoringStepRow) {
	for _, item := range r.pack.Scoring {
		by, _ := item.Scored()
		for _, step := range by.Steps {
			rows = append(rows, scoringStepRow{r.own, item.Scheme, item.Code, int64(step.From), int64(step.Marks)})
		}
	}
	return rows
}

type gradeRow struct {
	own
	Scheme  string `parquet:"scheme"`
	Grade   string `parquet:"grade"`
	GradeEn string `parquet:"grade_en"`
	Seq     int32  `parquet:"seq"`
	From    int64  `parquet:"from,decimal(4:18)"`
	To      *int64 `parquet:"to,decimal(4:18)"`
	Clause  string `parquet:"clause"`
	Note    string `parquet:"note"`
}

func (r reference) grades() (rows []gradeRow) {
	for _, g := range r.pack.Grades {
		rows = append(rows, gradeRow{r.own, g.Scheme, g.Name, g.NameEn, int32(g.Seq), int64(g.From), scaled(g.To), g.Clause, g.Note})
	}
	return rows
}

type consequenceRow struct {
	own
	Consequence string `parquet:"consequence"`
	Seq         int32  `parquet:"seq"`
	Scheme      string `parquet:"scheme"`
	Light       string `parquet:"light"`
	Condition   string `parquet:"condition"`
	Value       *int64 `parquet:"value,decimal(4:18)"`
	ValueText   string `parquet:"value_text"`
	Level       string `parquet:"level"`
	Org         string `parquet:"org"`
	By          string `parquet:"by"`
	Kind        string `parquet:"kind"`
	Effect      string `parquet:"effect"`
	EffectEn    string `parquet:"effect_en"`
	Clause      string `parquet:"clause"`
	Note        string `parquet:"note"`
}

// consequences gives one row per consequence and org that it may meet; one
// without an org where there is none of its level, so that no clause is lost.
func (r reference) consequences() (rows []consequenceRow) {
	for i, c := range r.pack.Consequences {
		orgs := r.pack.OrgsEver(c.Level)
		if len(orgs) == 0 {
			orgs = []Org{{}}
		}
		for _, o := range orgs {
			rows = append(rows, consequenceRow{r.own, c.Code, int32(i + 1), c.Scheme, c.Light, c.Condition, parsed(c.Value), c.Value, c.Level,
				o.Code, c.By, c.Kind, c.Effect, c.EffectEn, c.Clause, c.Note})
		}
	}
	return rows
}

type reminderRow struct {
	own
	Reminder string `parquet:"reminder"`
	Seq      int32  `parquet:"seq"`
	Kind     string `parquet:"kind"`
	Trigger  string `parquet:"trigger"`
	Value    *int64 `parquet:"value,decimal(4:18)"`
	Light    string `parquet:"light"`
	Periods  int32  `parquet:"periods"`
	Role     string `parquet:"role"`
	To       string `parquet:"to"`
	Text     string `parquet:"text"`
	TextEn   string `parquet:"text_en"`
	Letter   string `parquet:"letter"`
	LetterEn string `parquet:"letter_en"`
	Clause   string `parquet:"clause"`
	Note     string `parquet:"note"`
}

func (r reference) reminders() (rows []reminderRow) {
	for i, m := range r.pack.RemindersInForce() {
		light := ""
		if m.Trigger == "light" {
			light = strings.TrimSpace(m.Value)
		}
		rows = append(rows, reminderRow{r.own, m.Code, int32(i + 1), m.Kind, m.Trigger, parsed(m.Value), light, int32(max(m.Periods, 1)),
			m.Role, m.To, m.Text, m.TextEn, m.Letter, m.LetterEn, m.Clause, m.Note})
	}
	return rows
}
