package reports

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// A book is everything the pages are made of, sorted and ready to be looked
// up. It is read-only after newBook, so pages can be made side by side.
type book struct {
	tables
	audience
	land             land                // the office's own boundaries; nil draws tiles
	left             map[string][]string // per table the columns left out of a public edition
	head             programmeRow
	published        []periodRow // the periods that get pages, oldest first
	region           orgRow
	rosters          map[string]*roster // by period
	orgByCode        map[string]orgRow
	naming           naming
	lamps            []lamp // the pack's lights
	elementBy        map[string]elementRow
	indicatorBy      map[string]indicatorRow   // the newest version
	versions         map[string][]indicatorRow // all versions of an indicator, the oldest first
	basisBy          map[string][]string       // per indicator: bases with rows, the main one first
	definedIn        map[string][]indicatorRow // by period
	seq              map[string]int            // of an indicator: its place in the pack's order
	below            map[orgPeriod][]string    // the orgs whose figures are added into one's, by code
	tracedIn         map[traceKey]bool         // what has a page of its sources
	elementsOf       map[string][]string       // by indicator, as the lineage tells
	sorted           *sync.Map                 // by spreadKey: what gives the values of peers, sorted
	houses           *sync.Map                 // by houseKey: what gives the surroundings of pages
	pieces           *pieces                   // of pages, printed so far
	base             string                    // the office's address of the site, "" where it set none
	targetBy         map[targetKey]targetRow
	reportBy         map[orgPeriod]reportingRow
	ledgerBy         map[taskPeriod][]ledgerRow
	measureBy        map[taskPeriod][]measureRow
	findingBy        map[orgPeriod][]findingRow
	fileBy           map[orgPeriod][]submissionRow
	aboutBy          map[orgPeriod][]findingRow // by the org that a finding is about
	qualityBy        map[orgPeriod][]qualityRow
	qualityIn        map[string][]qualityRow // by period
	attachedBy       map[orgPeriod][]attachmentRow
	reportedBy       map[orgPeriod][]reportedRow
	dimensionBy      map[dimensionKey]dimensionRow
	scoreBy          map[scoreKey][]scoreRow
	laggardIn        map[string][]laggardRow // by period
	lastYear         map[schemePeriod]int    // that a scheme has results of
	byOrg            rowsOf
	searchName       string // the search index's hashed path, set while planning
	institutionsName string // the same of the institutions; "" where there are none
	englishName      string // the same of the script that puts pages into English
}

type (
	valueKey   struct{ indicator, org, period, basis string }
	targetKey  struct{ indicator, org, due string }
	orgPeriod  struct{ org, period string }
	taskPeriod struct{ task, period string }

	dimensionKey struct {
		scheme, org, stage, dimension string
		year                          int
	}
	scoreKey        struct{ scheme, stage, org string }
	indicatorPeriod struct{ indicator, period string }
)

var errNoProgramme = errors.New("主题表中没有工作方案 (dim_programme is empty)")

// readBook reads a generation of marts, or the public tables of an edition.
// Errors name the table.
func readBook(ctx context.Context, dir string, a audience) (*book, error) {
	var t tables
	s := &source{dir: dir, public: a.Public, left: map[string][]string{}}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(4)
	for _, read := range t.sources(s) {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return read()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	b, err := newBook(t)
	if err == nil {
		b.audience, b.left = a, s.left
	}
	return b, err
}

func newBook(t tables) (*book, error) {
	if len(t.programme) == 0 {
		return nil, errNoProgramme
	}
	b := &book{tables: t, sorted: &sync.Map{}, houses: &sync.Map{}, pieces: &pieces{}, head: t.programme[0], naming: namingOf(t.programme[0])}
	b.sort()
	b.indexOrgs()
	b.indexLights()
	b.indexPeriods()
	b.indexDefinitions()
	b.indexValues()
	b.indexTraces()
	b.indexElements()
	b.indexTasks()
	b.indexReports()
	b.indexQuality()
	b.indexEvaluation()
	b.indexClauses()
	b.indexYears()
	b.indexByOrg()
	return b, nil
}

// sort puts the dimensions in the pack's order; facts keep the order of their tables.
func (b *book) sort() {
	slices.SortStableFunc(b.periods, func(x, y periodRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.orgs, func(x, y orgRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.elements, func(x, y elementRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.tasks, func(x, y taskRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.lights, func(x, y lightRow) int { return cmp.Compare(x.Seq, y.Seq) })
	slices.SortStableFunc(b.duties, func(x, y dutyRow) int { return cmp.Compare(x.Seq, y.Seq) })
	b.versions = versionsOf(b.indicators)
	b.indicators = newest(b.indicators)
	slices.SortStableFunc(b.indicators, func(x, y indicatorRow) int { return cmp.Compare(x.Seq, y.Seq) })
}

// olderThan goes by the day a version holds from; one without a day held always.
func (r indicatorRow) olderThan(other indicatorRow) bool {
	return cmp.Or(cmp.Compare(r.ValidFrom.String(), other.ValidFrom.String()), cmp.Compare(r.Version, other.Version)) < 0
}

// newest keeps of each indicator its last version: that is how it is called now.
func newest(rows []indicatorRow) []indicatorRow {
	last := map[string]int{}
	for i, r := range rows {
		if kept, seen := last[r.Indicator]; !seen || rows[kept].olderThan(r) {
			last[r.Indicator] = i
		}
	}
	var kept []indicatorRow
	for i, r := range rows {
		if last[r.Indicator] == i {
			kept = append(kept, r)
		}
	}
	return kept
}

// indexPeriods publishes the reporting periods up to the one the run was made for.
func (b *book) indexPeriods() {
	last := -1
	for _, p := range b.periods {
		if p.Period == b.head.Period {
			last = p.Seq
		}
	}
	for _, p := range b.periods {
		if !p.History && (last < 0 || p.Seq <= last) {
			b.published = append(b.published, p)
		}
	}
}

// value looks a figure up; ok is false where the marts have no row for it at all.
func (b *book) value(indicator, org, period, basis string) (valueRow, bool) {
	p := b.figures.find(valueList{indicator, period, basis}, org)
	if p == nil {
		return valueRow{}, false
	}
	return b.figures.words.row(p), true
}

// mainBasis is the basis an indicator is shown in first; "" when it has no rows.
func (b *book) mainBasis(indicator string) string {
	if bases := b.basisBy[indicator]; len(bases) > 0 {
		return bases[0]
	}
	return ""
}
