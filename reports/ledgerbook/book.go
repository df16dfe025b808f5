package ledgerbook

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"yigai/internal/look"
	"yigai/internal/parquetio"
)

// ErrEmpty: the marts hold no ledger of their newest period.
var ErrEmpty = errors.New("本期台账里没有任务：先运行 yigai transform (the ledger of the period is empty: run yigai transform first)")

// A book is what the workbook is made of, for one period.
type book struct {
	public    bool
	head      programmeRow
	period    periodRow
	periods   []periodRow // up to this one, oldest first
	orgs      map[string]orgRow
	tasks     map[string]taskRow
	taskOrder []taskRow
	lamps     []lamp
	ledger    []ledgerRow // of this period: by task, the whole first, then by role and org
	measures  map[[2]string][]measureRow
	moves     map[moveKey]moveRow
	moveOrder []moveRow // what stands in this period's ledger, in the ledger's order, and what left it
	counts    []countRow
	offices   []officeRow
	decisions []decisionRow
}

type moveKey struct{ period, task, org, role string }

// A lamp is one light of the programme and how it is shown.
type lamp struct {
	code     string
	text, en string
	look.Lamp
}

// A reader reads the tables of one folder, and keeps the first error.
type reader struct {
	dir    string
	public bool
	err    error
}

func table[T any](r *reader, name string) []T {
	if r.err != nil {
		return nil
	}
	read := parquetio.Read[T]
	if r.public {
		read = parquetio.ReadPublic[T]
	}
	rows, err := read(filepath.Join(r.dir, name+".parquet"))
	if err != nil {
		r.err = fmt.Errorf("%s: %w", name, err)
	}
	return rows
}

// readBook reads the marts. In public mode tables and columns that were not published are empty.
func readBook(o Options) (*book, error) {
	r := &reader{dir: o.MartsDir, public: o.Public}
	b := &book{public: o.Public, orgs: map[string]orgRow{}, tasks: map[string]taskRow{}, measures: map[[2]string][]measureRow{}, moves: map[moveKey]moveRow{}}
	for _, p := range table[programmeRow](r, "dim_programme") {
		b.head = p
	}
	for _, o := range table[orgRow](r, "dim_org") {
		b.orgs[o.Org] = o
	}
	b.taskOrder, b.periods = table[taskRow](r, "dim_task"), table[periodRow](r, "dim_period")
	lights, measures, moves := table[lightRow](r, "dim_light"), table[measureRow](r, "mart_measure"), table[moveRow](r, "mart_light")
	b.ledger, b.counts, b.offices = table[ledgerRow](r, "mart_ledger"), table[countRow](r, "mart_light_count"), table[officeRow](r, "mart_department")
	if !o.Public {
		b.decisions = table[decisionRow](r, "mart_decision")
	}
	if r.err != nil {
		return nil, r.err
	}
	b.head.Period = cmp.Or(o.Period, b.head.Period)
	b.keepPeriod()
	if len(b.ledger) == 0 {
		return nil, ErrEmpty
	}
	b.index(lights, measures, moves)
	return b, nil
}

// keepPeriod drops what is not of this period, or of none up to it.
func (b *book) keepPeriod() {
	for _, p := range b.periods {
		if p.Period == b.head.Period {
			b.period = p
		}
	}
	b.periods = slices.DeleteFunc(b.periods, func(p periodRow) bool { return p.Seq > b.period.Seq })
	slices.SortFunc(b.periods, func(x, y periodRow) int { return cmp.Compare(x.Seq, y.Seq) })
	b.ledger = slices.DeleteFunc(b.ledger, func(r ledgerRow) bool { return r.Period != b.head.Period })
	b.offices = slices.DeleteFunc(b.offices, func(r officeRow) bool { return r.Period != b.head.Period || r.Led+r.Assisted == 0 })
	slices.SortFunc(b.taskOrder, func(x, y taskRow) int { return cmp.Compare(x.Seq, y.Seq) })
}

// index sorts what was read and notes where to find it.
func (b *book) index(lights []lightRow, measures []measureRow, moves []moveRow) {
	for _, t := range b.taskOrder {
		b.tasks[t.Task] = t
	}
	slices.SortFunc(measures, func(x, y measureRow) int {
		return cmp.Or(cmp.Compare(x.Seq, y.Seq), cmp.Compare(x.Measure, y.Measure), b.compareOrgs(x.Org, y.Org))
	})
	for _, m := range measures {
		if m.Period == b.head.Period {
			own, all := [2]string{m.Task, m.Org}, [2]string{m.Task, ""}
			b.measures[own], b.measures[all] = append(b.measures[own], m), append(b.measures[all], m)
		}
	}
	b.indexMoves(moves)
	b.indexLamps(lights)
	slices.SortFunc(b.ledger, func(x, y ledgerRow) int { return b.compareParts(x.Task, y.Task, x.Role, y.Role, x.Org, y.Org) })
	slices.SortFunc(b.offices, func(x, y officeRow) int { return b.compareOrgs(x.Org, y.Org) })
	slices.SortFunc(b.decisions, func(x, y decisionRow) int { return cmp.Compare(x.Seq, y.Seq) })
	b.decisions = slices.DeleteFunc(b.decisions, func(d decisionRow) bool { return d.Task == "" || b.seqOf(d.FallsIn) > b.period.Seq })
}

func (b *book) indexMoves(moves []moveRow) {
	for _, m := range moves {
		b.moves[moveKey{m.Period, m.Task, m.Org, m.Role}] = m
		if m.Period == b.head.Period {
			b.moveOrder = append(b.moveOrder, m)
		}
	}
	slices.SortFunc(b.moveOrder, func(x, y moveRow) int { return b.compareParts(x.Task, y.Task, x.Role, y.Role, x.Org, y.Org) })
}

// indexLamps lists the programme's lights in the order in which they are
// counted; one that only the ledger knows comes with them.
func (b *book) indexLamps(lights []lightRow) {
	for _, r := range b.ledger {
		lights = append(lights, lightRow{r.Light, r.Text, r.TextEn, r.Colour, r.State}, lightRow{Light: r.Computed, State: r.ComputedState})
	}
	for _, c := range b.counts {
		lights = append(lights, lightRow{Light: c.Light, State: c.Light})
	}
	for _, l := range lights {
		if l.Light != "" && !slices.ContainsFunc(b.lamps, func(known lamp) bool { return known.code == l.Light }) {
			shown := look.LampOf(l.State, l.Colour)
			b.lamps = append(b.lamps, lamp{l.Light, cmp.Or(l.Text, shown.Zh), cmp.Or(l.TextEn, shown.En), shown})
		}
	}
	rank := func(l lamp) int {
		return slices.IndexFunc(look.Lamps, func(k look.Lamp) bool { return k.State == l.State })
	}
	slices.SortStableFunc(b.lamps, func(x, y lamp) int { return cmp.Compare(rank(x), rank(y)) })
}

func (b *book) seqOf(period string) int {
	for _, p := range b.periods {
		if p.Period == period {
			return p.Seq
		}
	}
	return b.period.Seq + 1
}

// roleOrder puts the whole task first, then who leads, assists, implements.
var roleOrder = []string{"all", "lead", "assist", "implement"}

func (b *book) compareParts(task1, task2, role1, role2, org1, org2 string) int {
	return cmp.Or(cmp.Compare(b.tasks[task1].Seq, b.tasks[task2].Seq), cmp.Compare(task1, task2),
		cmp.Compare(slices.Index(roleOrder, role1), slices.Index(roleOrder, role2)), b.compareOrgs(org1, org2))
}

func (b *book) compareOrgs(x, y string) int {
	return cmp.Or(cmp.Compare(b.orgs[x].Seq, b.orgs[y].Seq), cmp.Compare(x, y))
}
