package bulletin

import (
	"errors"
	"fmt"
	"path/filepath"

	"yigai/internal/parquetio"
)

// ErrNoText: the marts hold no bulletin text, so there is nothing to fill in.
var ErrNoText = errors.New("没有通报文字（bulletin.csv），无法生成通报 (no bulletin text, so no bulletin can be made)")

// A book is what a bulletin reads of the marts, for the newest period in them.
type book struct {
	head       programmeRow
	period     periodRow
	next       periodRow // its Period is "" where the programme ends
	periods    []periodRow
	orgs       map[string]orgRow
	orgList    []orgRow
	indicators []indicatorRow
	values     map[valueKey]valueRow
	tasks      []taskRow
	lights     []lightRow
	lightMoves []lightCountRow
	ledger     []ledgerRow
	offices    []departmentRow
	reporting  []reportingRow
	files      map[string]int
	lagging    []laggardRow
	clauses    []consequenceRow
	practices  []practiceRow
	scores     []evaluationRow
	mending    []rectificationRow
	texts      []textRow
	restated   []restatementRow
	reason     string                  // of a revision, in the office's words
	own        map[string]paragraphRow // the officer's paragraphs, by section
}

type valueKey struct{ indicator, version, org, period, basis string }

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
func readBook(dir string, public bool) (*book, error) {
	r := &reader{dir: dir, public: public}
	b := &book{orgs: map[string]orgRow{}, values: map[valueKey]valueRow{}, files: map[string]int{}, own: map[string]paragraphRow{}}
	for _, p := range table[programmeRow](r, "dim_programme") {
		b.head = p
	}
	b.orgList, b.periods = table[orgRow](r, "dim_org"), table[periodRow](r, "dim_period")
	b.indicators, b.tasks, b.lights = table[indicatorRow](r, "dim_indicator"), table[taskRow](r, "dim_task"), table[lightRow](r, "dim_light")
	b.texts = table[textRow](r, "dim_bulletin_text")
	values, paragraphs, files := table[valueRow](r, "mart_indicator"), table[paragraphRow](r, "mart_paragraph"), table[accountingRow](r, "mart_accounting")
	b.reporting, b.lagging = table[reportingRow](r, "mart_reporting"), table[laggardRow](r, "mart_laggard")
	b.ledger, b.lightMoves, b.offices = table[ledgerRow](r, "mart_ledger"), table[lightCountRow](r, "mart_light_count"), table[departmentRow](r, "mart_department")
	b.clauses, b.practices = table[consequenceRow](r, "mart_consequence"), table[practiceRow](r, "mart_practice")
	b.scores, b.mending = table[evaluationRow](r, "mart_evaluation"), table[rectificationRow](r, "mart_rectification")
	b.restated = table[restatementRow](r, "mart_restatement")
	if r.err != nil {
		return nil, r.err
	}
	b.index(values, paragraphs, files)
	if len(b.texts) == 0 {
		return nil, ErrNoText
	}
	return b, b.sort()
}

func (b *book) index(values []valueRow, paragraphs []paragraphRow, files []accountingRow) {
	for _, o := range b.orgList {
		b.orgs[o.Org] = o
	}
	for _, v := range values {
		b.values[valueKey{v.Indicator, v.Version, v.Org, v.Period, v.Basis}] = v
	}
	for _, f := range files {
		b.files[f.State] = f.Files
	}
	for _, p := range paragraphs {
		if p.Period == b.head.Period {
			b.own[p.Section] = p
		}
	}
}
