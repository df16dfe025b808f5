package sample

import (
	"io/fs"
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// million is the whole that shares in levels.csv are counted in. Whole numbers
// keep the sample the same on every processor.
const million = 1_000_000

// A level says how an element's value follows from another's: base times a
// share that lies between low and high at the end of the programme's first
// period, moves by step each quarter, and never passes limit; all in parts per
// million. The value of a flow is that of a quarter.
type level struct {
	// base is an element, @population, @elders, @one, @counties or sum(element) over the places of an org; of
	// rosters @roster, how many institutions an org has, roster(element), the sum over them, and split(element),
	// the institution's part of what the org above it has.
	base string
	less string // the value is base minus this element
	over string // the value is base divided by this element, times the share
	low, high, step,
	limit, noise int64
	by       string // level: good counties are high; chance: any may be; blank: the cell stays empty
	season   string
	plus     int64
	decimals int // of helper elements (names starting with "~") only
}

// A step is a value that holds from a period on.
type step struct {
	from  programme.Period
	value decimal.Decimal
}

// A character is what makes an org itself, in 0 to 1000.
type character struct {
	level, pace    int64
	people, elders int64 // only for orgs without census figures
}

// An event is something that happens to one submission.
type event struct {
	kind string // one of events
	days int
}

// place names an org (or a kind of orgs) and something of it.
type place struct{ org, name string }

// tables is what the CSV files in a pack's folder sample/ say. The zero tables,
// of a pack that has none, leave everything to a guess.
type tables struct {
	levels     map[place]level // by org, kind or "" for any, and element
	steps      map[place][]step
	characters map[string]character
	story      map[place]event // by org and period
	proofs     map[proof]int   // files
	markings   map[markAt]marking
	practices  map[practice]bool

	decisions   []Decision // as they stand in the table
	inspectings []inspecting
}

// events are what may happen to a submission: nothing is sent, it comes days
// late, it stays provisional, it is corrected days later, or its final figures
// never come where the first were provisional.
var events = []string{"missing", "late", "provisional", "revised", "no_final"}

// readTables reads the folder sample/ of a pack; nil is a pack without one.
func readTables(fsys fs.FS) (*tables, error) {
	t := &tables{levels: make(map[place]level), steps: make(map[place][]step), characters: make(map[string]character),
		story: make(map[place]event), proofs: make(map[proof]int), markings: make(map[markAt]marking), practices: make(map[practice]bool)}
	if fsys == nil {
		return t, nil
	}
	for _, form := range t.forms() {
		if err := form.read(fsys); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *tables) forms() []tableForm {
	words := strings.Fields
	return []tableForm{
		{"levels.csv", words("element base low high"), words("org less over step limit noise by season plus decimals"), t.addLevel},
		{"steps.csv", words("element org from value"), nil, t.addStep},
		{"characters.csv", words("org level pace"), words("people elders"), t.addCharacter},
		{"story.csv", words("period org event days"), nil, t.addEvent},
		{"proofs.csv", words("period org event files"), nil, t.addProof},
		{"practices.csv", words("period org task"), nil, t.addPractice},
		{"scores.csv", words("stage org item low high score evidence"), nil, t.addMarking},
		{"inspections.csv", words("draw reporter period wrong lost"), nil, t.addInspecting},
		{"decisions.csv", words("kind day"), decisionColumns, t.addDecision},
	}
}

func (t *tables) addLevel(r row) {
	t.levels[place{r.text("org"), r.text("element")}] = level{
		base: r.text("base"), less: r.text("less"), over: r.text("over"), low: r.number("low"), high: r.number("high"), step: r.number("step"),
		limit: r.number("limit"), noise: r.number("noise"), by: r.oneOf("by", "level", "chance", "blank", ""), season: r.text("season"),
		plus: r.number("plus"), decimals: int(r.number("decimals")),
	}
}

func (t *tables) addStep(r row) {
	at := place{r.text("org"), r.text("element")}
	t.steps[at] = append(t.steps[at], step{r.period("from"), r.decimal("value")})
}

func (t *tables) addCharacter(r row) {
	t.characters[r.text("org")] = character{r.number("level"), r.number("pace"), r.number("people"), r.number("elders")}
}

func (t *tables) addEvent(r row) {
	t.story[place{r.text("org"), r.text("period")}] = event{r.oneOf("event", events...), int(r.number("days"))}
}

func (t *tables) addProof(r row) {
	t.proofs[proof{r.text("event"), r.text("org"), r.text("period")}] = int(r.number("files"))
}

// A practice is good practice that an org tells of beside a task.
type practice struct{ org, period, task string }

func (t *tables) addPractice(r row) {
	t.practices[practice{r.text("org"), r.text("period"), r.text("task")}] = true
}
