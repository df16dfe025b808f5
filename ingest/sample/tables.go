package sample

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"sync"

	"yigai/internal/decimal"
	"yigai/programme"
)

//go:embed tables/*.csv
var tableFiles embed.FS

// million is the whole that shares in levels.csv are counted in. Whole numbers
// keep the sample the same on every processor.
const million = 1_000_000

// A level says how an element's value follows from another's: base times a
// share that lies between low and high at the programme's first period, moves
// by step each quarter, and never passes limit; all in parts per million.
type level struct {
	base, less      string // less: the value is base minus this element
	low, high, step int64
	limit, noise    int64
	by              string // level: good counties are high; chance: any may be
	season          string
	plus            int64
	decimals        int // of helper elements (names starting with "~") only
}

// A step is a value that holds from a period on.
type step struct {
	from  programme.Period
	value decimal.Decimal
}

// A character is what makes a county or department itself, in 0 to 1000.
type character struct {
	level, pace    int64
	people, elders int64 // only for orgs without census figures
}

// An event is something that happens to one submission.
type event struct {
	kind string // missing, late, provisional, revised
	days int
}

// place names an org and something of it.
type place struct{ org, name string }

// tables is what the CSV files beside this one say.
type tables struct {
	levels     map[place]level // by org ("" for any) and element
	steps      map[place][]step
	characters map[string]character
	story      map[place]event // by org and period
	proofs     map[proof]int   // files
}

var loadTables = sync.OnceValues(readTables)

func readTables() (*tables, error) {
	t := &tables{make(map[place]level), make(map[place][]step), make(map[string]character), make(map[place]event), make(map[proof]int)}
	for name, take := range map[string]func(row){
		"levels": t.addLevel, "steps": t.addStep, "characters": t.addCharacter, "story": t.addEvent, "proofs": t.addProof,
	} {
		if err := eachRow("tables/"+name+".csv", take); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *tables) addLevel(r row) {
	t.levels[place{r.text("org"), r.text("element")}] = level{
		base: r.text("base"), less: r.text("less"), low: r.number("low"), high: r.number("high"), step: r.number("step"),
		limit: r.number("limit"), noise: r.number("noise"), by: r.text("by"), season: r.text("season"), plus: r.number("plus"),
		decimals: int(r.number("decimals")),
	}
}

func (t *tables) addStep(r row) {
	from, err := programme.ParsePeriod(r.text("from"))
	r.note(err)
	at := place{r.text("org"), r.text("element")}
	t.steps[at] = append(t.steps[at], step{from, decimal.FromInt(r.number("value"))})
}

func (t *tables) addCharacter(r row) {
	t.characters[r.text("org")] = character{r.number("level"), r.number("pace"), r.number("people"), r.number("elders")}
}

func (t *tables) addEvent(r row) {
	t.story[place{r.text("org"), r.text("period")}] = event{r.text("event"), int(r.number("days"))}
}

func (t *tables) addProof(r row) {
	t.proofs[proof{r.text("event"), r.text("org"), r.text("period")}] = int(r.number("files"))
}

// A row is one line of a table; it keeps the first mistake in it.
type row struct {
	fields map[string]string
	err    *error
}

func (r row) note(err error) {
	if *r.err == nil {
		*r.err = err
	}
}

func (r row) text(column string) string {
	v, known := r.fields[column]
	if !known {
		r.note(fmt.Errorf("column %s is missing", column))
	}
	return v
}

// number reads a whole number; blank is 0.
func (r row) number(column string) int64 {
	v := r.text(column)
	if v == "" {
		return 0
	}
	n, err := strconv.ParseInt(v, 10, 64)
	r.note(err)
	return n
}

func eachRow(file string, take func(row)) error {
	data, err := tableFiles.ReadFile(file)
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	for i, values := range rows[1:] {
		var rowErr error
		fields := make(map[string]string, len(values))
		for c, v := range values {
			fields[rows[0][c]] = v
		}
		if take(row{fields, &rowErr}); rowErr != nil {
			return fmt.Errorf("%s:%d: %w", file, i+2, rowErr)
		}
	}
	return nil
}
