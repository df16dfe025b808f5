package programme

import (
	"io/fs"

	"yigai/internal/decimal"
)

// A Stage is one step of an evaluation: who scores whom, when, and how those
// scored are chosen.
type Stage struct {
	Place
	Scheme, Code string
	Seq          int
	Name, NameEn string
	ScoredKind   string // kinds or org:CODE, joined by "|"
	Scorer       string // one of Scorers
	Reporter     string // the org that fills the sheet 评分 where the scorer is neither self nor parent
	Base         string // items (the sheet 评分), parts (mean of the final scores of its parts), element:CODE
	Period       Period // whose workbook carries the sheet 评分, and whose data the items read
	Opens, Due   Date
	DrawMin      int // orgs drawn in each group; 0 for no draw: everybody is scored
	DrawMax      int
	Per          string // what a group is: prefecture, parent, region
	FinalOrder   int    // the final score is that of the greatest there is; 0 never
	Clause, Note string
}

// Scorers are who may score: the org itself, its parent, the province's (or
// region's) office, a third party.
var Scorers = []string{"self", "parent", "province", "third_party"}

// A ScoringItem is one line of a score sheet.
type ScoringItem struct {
	Place
	Scheme, Code                              string
	Dimension, DimensionName, DimensionNameEn string
	Name, NameEn                              string
	FullMarks                                 decimal.Decimal
	Method                                    string // hand, indicator, both
	Parameters                                string // key=value joined by ";", docs/packs.md
	EvidenceRequired                          bool
	Stages                                    string // joined by "|"; empty for all
	Standard, Clause, Note                    string
}

// ScoringMethods: by hand, by an indicator, or by an indicator that a person may change.
var ScoringMethods = []string{"hand", "indicator", "both"}

// A Grade is one band of scores: from (inclusive) to (exclusive).
type Grade struct {
	Place
	Scheme, Name, NameEn string
	Seq                  int
	From                 decimal.Decimal
	To                   *decimal.Decimal // nil: no upper end
	Clause, Note         string
}

// A Consequence is what a document ties to a result or a light.
type Consequence struct {
	Place
	Code, Scheme, Light string
	Condition           string // one of ConsequenceConditions
	Value               string
	Level               string // kinds or org:CODE, joined by "|"
	By                  string // who decides: self, parent, province
	Kind                string // one of ConsequenceKinds
	Effect, EffectEn    string
	Clause, Note        string
}

// ConsequenceConditions is the closed set of what a consequence may hang on.
var ConsequenceConditions = []string{
	"graded",                // has a final score
	"grade",                 // the final grade is value
	"top",                   // among the first value (a share) of its group, rounded up
	"below",                 // the final score is below value
	"light",                 // a task has the light of column light
	"rectification_overdue", // a rectification was extended value times and is past its deadline
	"assessed",              // it was assessed, with whatever result
	"stated",                // the document ties it to nothing that can be computed; shown as a clause
}

// ConsequenceKinds are the kinds of consequences the documents name.
var ConsequenceKinds = []string{"reward", "criticism", "interview", "accountability", "rectification", "fee", "bonus", "pay", "fiscal",
	"insurance", "appointment", "honour", "appraisal"}

// A Reminder is a rule that says whom to chase, and the words for it.
type Reminder struct {
	Place
	Code     string
	Kind     string // one of ReminderKinds
	Trigger  string // one of ReminderTriggers
	Value    string // days for not_reported and due_within, the light's code for light
	Periods  int    // how many periods in a row; 0 and 1 mean this one
	Role     string // which duty holders of a task: lead, assist, implement, joined by "|"
	To       string // self, parent
	Text     string // for a chat; {placeholders} in docs/packs.md
	TextEn   string
	Letter   string // for a letter
	LetterEn string
	Clause   string
	Note     string
}

// ReminderKinds: 催报, 提醒, 督办单 (one matter, one slip), 约谈建议.
var ReminderKinds = []string{"report", "notice", "slip", "interview"}

// ReminderTriggers is the closed set of what a reminder may hang on.
var ReminderTriggers = []string{"not_reported", "returned", "due_within", "light", "stalled", "rectification_overdue", "laggard"}

var (
	stageTable       = newTable("stages.csv", optional, "scheme stage seq name scored_kind scorer reporter base period opens due draw_min draw_max per final_order", "name_en clause note")
	scoringTable     = newTable("scoring.csv", optional, "scheme dimension item name full_marks method parameters evidence_required", "dimension_name dimension_name_en name_en stages standard clause note")
	gradeTable       = newTable("grades.csv", optional, "scheme grade from to", "grade_en seq clause note")
	consequenceTable = newTable("consequences.csv", optional, "consequence scheme light condition value level by kind effect", "effect_en clause note")
	reminderTable    = newTable("reminders.csv", optional, "reminder kind trigger value periods role to text letter", "text_en letter_en clause note")
)

func (p *Pack) readEvaluation(fsys fs.FS, mistakes *[]Mistake) {
	p.Stages = rows(fsys, mistakes, stageTable, record.stage)
	p.Scoring = rows(fsys, mistakes, scoringTable, record.scoringItem)
	p.Grades = rows(fsys, mistakes, gradeTable, record.grade)
	p.Consequences = rows(fsys, mistakes, consequenceTable, record.consequence)
	p.Reminders = rows(fsys, mistakes, reminderTable, record.reminder)
	p.readBulletin(fsys, mistakes)
}

func (r record) stage() Stage {
	return Stage{r.Place, r.need("scheme"), r.need("stage"), r.integer("seq"), r.need("name"), r.text("name_en"), r.need("scored_kind"),
		r.oneOf("scorer", Scorers...), r.text("reporter"), r.need("base"), r.period("period"), r.date("opens"), r.date("due"),
		r.integer("draw_min"), r.integer("draw_max"), r.text("per"), r.integer("final_order"), r.text("clause"), r.text("note")}
}

func (r record) scoringItem() ScoringItem {
	return ScoringItem{r.Place, r.need("scheme"), r.need("item"), r.need("dimension"), r.text("dimension_name"), r.text("dimension_name_en"),
		r.need("name"), r.text("name_en"), r.numberOr("full_marks", 0), r.oneOf("method", ScoringMethods...), r.text("parameters"),
		r.yes("evidence_required"), r.text("stages"), r.text("standard"), r.text("clause"), r.text("note")}
}

func (r record) grade() Grade {
	return Grade{r.Place, r.need("scheme"), r.need("grade"), r.text("grade_en"), r.integer("seq"), r.numberOr("from", 0), r.number("to"),
		r.text("clause"), r.text("note")}
}

func (r record) consequence() Consequence {
	return Consequence{r.Place, r.need("consequence"), r.text("scheme"), r.text("light"), r.oneOf("condition", ConsequenceConditions...),
		r.text("value"), r.need("level"), r.oneOf("by", "self", "parent", "province"), r.oneOf("kind", ConsequenceKinds...),
		r.need("effect"), r.text("effect_en"), r.text("clause"), r.text("note")}
}

func (r record) reminder() Reminder {
	return Reminder{r.Place, r.need("reminder"), r.oneOf("kind", ReminderKinds...), r.oneOf("trigger", ReminderTriggers...), r.text("value"),
		r.integer("periods"), r.text("role"), r.oneOf("to", "self", "parent"), r.need("text"), r.text("text_en"), r.text("letter"), r.text("letter_en"),
		r.text("clause"), r.text("note")}
}
