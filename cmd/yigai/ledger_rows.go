//go:build cgo

package main

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"yigai/internal/parquetio"
)

// A ledgerRow is the part of mart_ledger that is shown and written.
type ledgerRow struct {
	Period        string           `parquet:"period"`
	Task          string           `parquet:"task"`
	Org           string           `parquet:"org"`
	Role          string           `parquet:"role"`
	DueOriginal   parquetio.Date   `parquet:"due_original"`
	Due           parquetio.Date   `parquet:"due"`
	Narrative     string           `parquet:"narrative"`
	Problems      string           `parquet:"problems"`
	NextSteps     string           `parquet:"next_steps"`
	Evidence      string           `parquet:"evidence"`
	Responsible   string           `parquet:"responsible"`
	Done          int              `parquet:"measures_done"`
	Owed          int              `parquet:"measures_due"`
	Progress      parquetio.Number `parquet:"progress"`
	Expected      parquetio.Number `parquet:"expected"`
	Light         string           `parquet:"light"`
	LightState    string           `parquet:"light_state"`
	LightText     string           `parquet:"light_text"`
	LightTextEn   string           `parquet:"light_text_en"`
	ComputedLight string           `parquet:"computed_light"`
	ComputedState string           `parquet:"computed_state"`
	Stalled       int              `parquet:"periods_stalled"`
	DaysOverdue   int              `parquet:"days_overdue"`
	NextDue       parquetio.Date   `parquet:"next_due"`
	Suspended     bool             `parquet:"suspended"`
	Instructed    bool             `parquet:"instructed"`
	Extended      int              `parquet:"extended_times"`
	LeadOriginal  string           `parquet:"lead_original"`
	Closing       string           `parquet:"closing"`
	ClosedOn      parquetio.Date   `parquet:"closed_on"`
	Contradicted  bool             `parquet:"contradicted"`
	MadeGood      bool             `parquet:"made_good"`
	Decisions     string           `parquet:"decision_seqs"`
	Submission    string           `parquet:"submission"`
}

// A taskTitle is the part of dim_task that names a task.
type taskTitle struct {
	Task    string `parquet:"task"`
	Seq     int    `parquet:"seq"`
	Title   string `parquet:"title"`
	TitleEn string `parquet:"title_en"`
}

// A totalWord is the part of dim_programme that names the row of the whole: it may
// be the total of the programme's objects, which is not the region itself.
type totalWord struct {
	Total   string `parquet:"word_total"`
	TotalEn string `parquet:"word_total_en"`
}

// A ledgerBook is the ledger of one period with the names of what stands in it.
type ledgerBook struct {
	period   string
	rows     []ledgerRow // in the order of tasks, whole task first, then by role and org
	titles   map[string]taskTitle
	orgs     map[string]orgRow
	total    totalWord
	measures map[[2]string][]string // names of the measures of a task and org; org "" for all
	parts    map[[2]string][]string // short names of the orgs with a role in a task
}

// readLedger reads the ledger of a period.
func readLedger(marts, period string) (b ledgerBook, err error) {
	b = ledgerBook{period: period, titles: map[string]taskTitle{}, measures: map[[2]string][]string{}, parts: map[[2]string][]string{}}
	if b.rows, err = parquetio.Read[ledgerRow](filepath.Join(marts, "mart_ledger.parquet")); err != nil {
		return b, err
	}
	tasks, err := parquetio.Read[taskTitle](filepath.Join(marts, "dim_task.parquet"))
	if err != nil {
		return b, err
	}
	for _, t := range tasks {
		b.titles[t.Task] = t
	}
	if b.orgs, err = readOrgs(marts); err != nil {
		return b, err
	}
	words, err := parquetio.Read[totalWord](filepath.Join(marts, "dim_programme.parquet"))
	if err != nil {
		return b, err
	}
	for _, w := range words {
		b.total = w
	}
	measures, err := parquetio.Read[measureRow](filepath.Join(marts, "mart_measure.parquet"))
	if err != nil {
		return b, err
	}
	b.rows = slices.DeleteFunc(b.rows, func(r ledgerRow) bool { return r.Period != period })
	slices.SortStableFunc(b.rows, b.compare)
	b.index(measures)
	return b, nil
}

// roleOrder puts the whole task first, then who leads, assists, implements.
var roleOrder = []string{"all", "lead", "assist", "implement"}

func (b ledgerBook) compare(x, y ledgerRow) int {
	return cmp.Or(cmp.Compare(b.titles[x.Task].Seq, b.titles[y.Task].Seq), cmp.Compare(slices.Index(roleOrder, x.Role), slices.Index(roleOrder, y.Role)),
		cmp.Compare(b.orgs[x.Org].Seq, b.orgs[y.Org].Seq), cmp.Compare(x.Org, y.Org))
}

// index notes the measures of each task and the orgs with a part in it.
func (b ledgerBook) index(measures []measureRow) {
	note := func(key [2]string, name string) {
		if !slices.Contains(b.measures[key], name) {
			b.measures[key] = append(b.measures[key], name)
		}
	}
	for _, m := range measures {
		if m.Period == b.period {
			note([2]string{m.Task, m.Org}, m.Name)
			note([2]string{m.Task, ""}, m.Name)
		}
	}
	for _, r := range b.rows {
		key := [2]string{r.Task, r.Role}
		b.parts[key] = append(b.parts[key], b.orgs[r.Org].Name)
	}
}

// orgName is whom a row is about: the whole by the programme's word for it.
func (b ledgerBook) orgName(r ledgerRow) (zh, en string) {
	if r.Role == "all" {
		return b.total.Total, b.total.TotalEn
	}
	return b.orgs[r.Org].Name, b.orgs[r.Org].NameEn
}

// goals says what a row is measured by: the org's own measures, else the task's.
func (b ledgerBook) goals(r ledgerRow) string {
	own := b.measures[[2]string{r.Task, r.Org}]
	if len(own) == 0 {
		own = b.measures[[2]string{r.Task, ""}]
	}
	return strings.Join(own, "；")
}

func (b ledgerBook) with(task, role string) string {
	return strings.Join(b.parts[[2]string{task, role}], "、")
}

// percentOf shows a share (0 to 1) as a percentage without decimals, "" for none.
func percentOf(share parquetio.Number) string {
	if !share.Valid {
		return ""
	}
	return hundredfold(share).Fixed(0) + "%"
}
