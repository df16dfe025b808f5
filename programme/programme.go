package programme

import (
	"fmt"
	"time"
)

// Programme is programme.yaml: what holds for the whole document.
type Programme struct {
	ID            string   `yaml:"id"`
	Title         string   `yaml:"title"`
	TitleEn       string   `yaml:"title_en"`
	ShortTitle    string   `yaml:"short_title"` // for mastheads: 汉中市深化医改重点任务
	ShortTitleEn  string   `yaml:"short_title_en"`
	Number        string   `yaml:"number"` // 汉政办函〔2022〕6号
	Issuer        string   `yaml:"issuer"`
	IssuerEn      string   `yaml:"issuer_en"`
	Secretariat   string   `yaml:"secretariat"` // who receives and publishes
	SecretariatEn string   `yaml:"secretariat_en"`
	Issued        Date     `yaml:"issued"`
	Status        string   `yaml:"status"` // one of Statuses
	Region        string   `yaml:"region"` // org code of the place the programme is for
	Languages     []string `yaml:"languages"`
	Words         Words    `yaml:"words"`
	Kinds         []Kind   `yaml:"kinds"`  // kinds of org beside the usual ones
	Groups        []Group  `yaml:"groups"` // headings that the tasks stand under
	Ranks         string   `yaml:"ranks"`  // among whom orgs are ranked: parent (the default) or region
	Periods       Periods  `yaml:"periods"`
	Calendar      Calendar `yaml:"calendar"`
	Lights        []Light  `yaml:"lights"`
	// Tolerances of checks, by name, e.g. approx (百分比), in plain decimals.
	Tolerances  map[string]string `yaml:"tolerances"`
	Approval    []ApprovalStep    `yaml:"approval"`
	Document    Document          `yaml:"document"`
	Laggards    []LaggardRule     `yaml:"laggards"`
	Suppression Suppression       `yaml:"suppression"`
	Assumed     []Assumption      `yaml:"assumed"`
	Sources     []string          `yaml:"sources"`
}

// Periods says which periods are reported, and from when history is taken.
type Periods struct {
	Kind        string `yaml:"kind"` // quarter, half, year
	First       Period `yaml:"first"`
	Last        Period `yaml:"last"`
	HistoryFrom Period `yaml:"history_from"`
}

// Calendar holds days counted from the last day of a period; negative is before it.
type Calendar struct {
	Opens       int `yaml:"opens"`
	Due         int `yaml:"due"`          // last day on time
	LateAfter   int `yaml:"late_after"`   // received after this day is late
	LockedAfter int `yaml:"locked_after"` // after this day only with a recorded exception
	CutOff      int `yaml:"cut_off"`      // the models' as_of day
	// DataTo is the last day that the figures sent cover, where reports are due
	// before the period ends. FirstReport says what they are then: provisional or final.
	DataTo      int    `yaml:"data_to"`
	FirstReport string `yaml:"first_report"`
	FinalDue    int    `yaml:"final_due"` // last day for the final figures, where the first are provisional
	// For gives some reporters days of their own; the first scope that holds counts.
	For []CalendarFor `yaml:"for"`
}

// CalendarFor is the calendar of some reporters; what it leaves out is as for all.
type CalendarFor struct {
	Scope       string `yaml:"scope"` // as in targets.csv
	Opens       *int   `yaml:"opens"`
	Due         *int   `yaml:"due"`
	LateAfter   *int   `yaml:"late_after"`
	LockedAfter *int   `yaml:"locked_after"`
	DataTo      *int   `yaml:"data_to"` // from 0 on: these reporters' first figures are final
}

// A Light is one line of the ordered light rules: the first whose condition holds decides.
type Light struct {
	Light  string `yaml:"light"` // the pack's code for it: done, on_track, warning, blue, orange, …
	Text   string `yaml:"text"`  // 完成, 正常, 预警, 蓝牌, …; never a colour alone
	TextEn string `yaml:"text_en"`
	Colour string `yaml:"colour"` // one of Colours; by default that of the state
	// State is what the light means, one of LightStates; it may be left out where Light is one of them.
	State     string `yaml:"state"`
	Condition string `yaml:"condition"` // one of LightConditions
	// Value is the condition's parameter: share for behind (0.10), days for due_within (30).
	Value string `yaml:"value"`
	// Periods is for how many periods in a row the condition must hold; 0 and 1 mean this one.
	Periods int `yaml:"periods"`
}

// LightStates is what a light may mean; counts and pages go by it, whatever the pack calls its lights.
var LightStates = []string{"done", "on_track", "warning", "overdue", "not_due", "no_data", "suspended", "closed"}

// Colours are those a light may have.
var Colours = []string{"green", "blue", "yellow", "orange", "red", "grey"}

// LightConditions is the closed set of conditions a light rule may use.
var LightConditions = []string{
	"closed",       // a person closed the task (销号) and nobody reopened it
	"suspended",    // a person suspended the task
	"complete",     // every due measure is done
	"past_due",     // the deadline has passed and not every measure is done
	"not_reported", // the org reported nothing for the period
	"no_measure",   // nothing is measured for this org
	"not_started",  // the period ends before the task starts
	"behind",       // elapsed share of time minus progress is at least value
	"due_within",   // at most value days are left and not every measure is done
	"stalled",      // no measure was done since the period before
	"instructed",   // a leader's instruction on the task stands in the journal for the period
	"otherwise",
}

// Document says what the quarterly publication is and who receives it.
type Document struct {
	Kind      string `yaml:"kind"` // 通报, 报告, 考评结果通报
	Addressee string `yaml:"addressee"`
	Copies    string `yaml:"copies"` // 抄送; empty where the office fills it in
	// Letterhead is the name that stands over and under it, in full; empty for the secretariat's.
	Letterhead string `yaml:"letterhead"`
}

// An Assumption is something the document does not say, with the reason for the value chosen.
type Assumption struct {
	What   string   `yaml:"what"`
	Reason string   `yaml:"reason"`
	About  []string `yaml:"about"` // which of AssumedThings it settles, so that they are marked where they stand
	Tasks  []string `yaml:"tasks"` // the tasks it is about; none for all that no other assumption names
}

// AssumedThings are the parts of a pack that an assumption may settle.
var AssumedThings = []string{
	"lead", "duties", "start", "due", "kind", "closing", "measures", // of tasks
	"calendar", "calendar.opens", "calendar.due", "calendar.cut_off", "lights", "baseline", "elders",
	"laggards", "indicators", "targets", "weights", "stages", "grades", "draw", "consequences", "reminders",
}

// Date is a calendar day, "2022-02-06"; the zero Date is no date.
type Date struct{ time.Time }

// ParseDate reads "2022-02-06".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, &textError{s, "2022-12-31"}
	}
	return Date{t}, nil
}

// textError says that a text is no date or no period.
type textError struct{ text, example string }

func (e *textError) Error() string {
	return fmt.Sprintf("%q cannot be read: write it as %s", e.text, e.example)
}

// String is "2022-02-06", or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

// UnmarshalText reads a date in YAML.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

// MarshalText is the opposite of UnmarshalText.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }
