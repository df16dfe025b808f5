package transform

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"yigai/data"
	"yigai/internal/decimal"
	"yigai/programme"
)

// The fixture makes plausible fact tables from the forms of the Hanzhong pack,
// by other code than ingest's, so that the models are tested on the contract
// between the two and not on what ingest happens to write.

func hanzhong(t testing.TB) *programme.Pack {
	t.Helper()
	fsys, err := fs.Sub(data.Programmes(), "hanzhong-2022")
	if err != nil {
		t.Fatal(err)
	}
	pack, mistakes := programme.Load(fsys)
	for _, m := range mistakes {
		t.Fatal(m)
	}
	return pack
}

// wholeFacts are the facts of the whole programme, written once: nobody changes them.
func wholeFacts(t testing.TB) string {
	t.Helper()
	makeFacts.Do(func() { writeFacts(t, filepath.Join(shared, "facts"), false) })
	return filepath.Join(shared, "facts")
}

// writeFacts writes the facts below dir, with the greatest and least numbers that a cell may hold if extreme.
func writeFacts(t testing.TB, dir string, extreme bool) {
	t.Helper()
	pack := hanzhong(t)
	for i, at := range pack.ReportPeriods() {
		m := maker{pack: pack, random: rand.New(rand.NewPCG(7, uint64(i))), at: at, seq: i, extreme: extreme}
		for _, reporter := range pack.Reporters(at) {
			m.file(reporter)
		}
		m.write(t, dir)
	}
}

const firstEdition = "2022Q4-r1"

// writeReference writes the reference tables of a pack, for an edition, into a folder of its own.
func writeReference(t testing.TB, pack *programme.Pack, edition string) string {
	t.Helper()
	dir, last := t.TempDir(), pack.Programme.Periods.Last
	run := programme.Run{Period: last, AsOf: programme.Date{Time: last.Last().AddDate(0, 0, pack.Programme.Calendar.CutOff)},
		Mode: "sample", Version: "test", Edition: edition}
	if err := programme.WriteReference(dir, pack, run); err != nil {
		t.Fatal(err)
	}
	return dir
}

// runOn makes the marts of facts and reference tables, and gives their folder.
func runOn(t testing.TB, facts, reference string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "parquet")
	if _, err := Run(t.Context(), Options{FactsDir: facts, ReferenceDir: reference, OutDir: out}); err != nil {
		t.Fatal(err)
	}
	return out
}

// wholeMarts are the marts of the fixture as its first edition, made once, in one
// thread, for all tests that only read them. They lie in a folder called parquet.
func wholeMarts(t testing.TB) string {
	t.Helper()
	out := filepath.Join(shared, "edition", "parquet")
	makeMarts.Do(func() {
		var err error
		wholeReport, err = Run(t.Context(), Options{FactsDir: wholeFacts(t), ReferenceDir: writeReference(t, hanzhong(t), firstEdition), OutDir: out, Threads: 1,
			Progress: func(step string, done, total int) { wholeSteps = append(wholeSteps, step) }})
		if err != nil {
			t.Fatal(err)
		}
	})
	return out
}

var (
	makeFacts, makeMarts sync.Once
	wholeReport          Report
	wholeSteps           []string
	shared               string // folder of this test run
)

func TestMain(m *testing.M) {
	var err error
	if shared, err = os.MkdirTemp("", "yigai-transform"); err != nil {
		panic(err)
	}
	code := m.Run()
	if err := os.RemoveAll(shared); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// A maker makes the facts of one period.
type maker struct {
	pack         *programme.Pack
	random       *rand.Rand
	at           programme.Period
	seq          int
	extreme      bool
	files        []fileRow
	submissions  []submissionRow
	observations []observationRow
	tasks        []taskReportRow
	findings     []findingRow
}

func (m *maker) own() own { return own{m.pack.Programme.ID, true} }

// file makes one reporter's submission: now and then late, missing, refused and
// sent again, or with a row returned.
func (m *maker) file(reporter programme.Org) {
	luck := m.random.IntN(100)
	if luck < 3 && !m.pack.IsHistory(m.at) {
		return // never sent
	}
	if luck < 6 {
		m.submission(reporter, 1, "refused", false)
	}
	revision := int32(1)
	if luck < 12 {
		m.submission(reporter, 1, "superseded", true)
		revision = 2
	}
	m.submission(reporter, revision, "accepted", true)
}

func (m *maker) submission(reporter programme.Org, revision int32, state string, counts bool) {
	form := m.pack.FormOf(reporter, m.at)
	hash := sha256.Sum256([]byte(m.at.String() + reporter.Code + state))
	sha := hex.EncodeToString(hash[:])
	late := 0
	if m.random.IntN(8) == 0 {
		late = 5 + m.random.IntN(10)
	}
	sent := m.at.Last().AddDate(0, 0, m.pack.Programme.Calendar.Due-3+late).Add(time.Duration(m.random.IntN(86400)) * time.Second)
	s := submissionRow{own: m.own(), Period: m.at.String(), Reporter: reporter.Code, Part: "workbook", Submission: "R-" + sha[:12],
		Revision: revision, FileName: fmt.Sprintf("%s_%s_%s_样例_%d.xlsx", m.at, reporter.Code, reporter.Name, revision), SHA256: sha, Bytes: 15000,
		ReceivedAt: sent.UTC().Format(time.RFC3339), Channel: "folder", Provisional: m.at.Nth() == 4, TemplateVersion: "1", State: state,
		History: m.pack.IsHistory(m.at), CutOff: day(m.at.Last())}
	if counts {
		m.rows(form, &s)
	}
	m.submissions = append(m.submissions, s)
	m.files = append(m.files, fileRow{own: s.own, SHA256: s.SHA256, Submission: s.Submission, FileName: s.FileName, Bytes: s.Bytes, Format: "xlsx",
		ReceivedAt: s.ReceivedAt, Channel: s.Channel, State: s.State})
}

func day(t time.Time) *int32 {
	n := int32(t.Unix() / 86400)
	return &n
}

func (m *maker) rows(form programme.Form, s *submissionRow) {
	for _, sheet := range form.Sheets {
		for column, org := range sheet.Orgs {
			values := map[string]int64{}
			for row, line := range sheet.Lines {
				v := m.value(line.Element, org, values)
				values[line.Element.Code] = v
				o := observationRow{own: m.own(), Period: m.at.String(), Org: org.Code, Reporter: form.Reporter.Code, Element: line.Element.Code,
					Value: &v, State: "reported", ValueBasis: line.Element.Basis, Provisional: s.Provisional, CutOff: s.CutOff,
					RawText: decimal.Decimal(v).String(), Submission: s.Submission, Revision: s.Revision, Sheet: sheet.Name,
					Cell: fmt.Sprintf("%c%d", 'E'+rune(column), row+2)}
				if m.random.IntN(400) == 0 {
					o.Value, o.State, o.RawText = nil, "missing", "约300"
					m.finding(s, o)
				}
				m.observations = append(m.observations, o)
				s.Observations++
			}
		}
	}
	for row, line := range form.Tasks {
		typed := int64(decimal.FromInt(int64(min(100, 20*m.seq))))
		m.tasks = append(m.tasks, taskReportRow{own: m.own(), Period: m.at.String(), Reporter: form.Reporter.Code, Task: line.Task.Code,
			Status: []string{"not_started", "in_progress", "in_progress", "done"}[m.random.IntN(4)], Progress: &typed, Narrative: "按计划推进（样例）",
			Submission: s.Submission, Revision: s.Revision, Sheet: "任务", Cell: fmt.Sprintf("A%d", row+2)})
		s.TaskReports++
	}
}

func (m *maker) finding(s *submissionRow, o observationRow) {
	s.FindingsReturn++
	m.findings = append(m.findings, findingRow{own: m.own(), Period: s.Period, Reporter: s.Reporter, Submission: s.Submission, Seq: s.FindingsReturn,
		Finding: fmt.Sprintf("F-%s-%d", s.Submission, s.FindingsReturn), Org: o.Org, Element: o.Element, SHA256: s.SHA256,
		FileName: s.FileName, Code: "E-TYPE", Severity: "return", Sheet: o.Sheet, Cell: o.Cell, Found: o.RawText, RuleZh: "应填数字", RuleEn: "a number",
		FixZh: "改为数字后重报", FixEn: "write a number"})
}

// value makes up a figure: a part of its whole where an indicator divides the
// two, growing with time, and of the county's size otherwise.
func (m *maker) value(e programme.Element, org programme.Org, known map[string]int64) int64 {
	if m.extreme {
		const most = 999_999_999_999_999_999
		return []int64{most, -most, 0, 1, most - 1}[m.random.IntN(5)]
	}
	if e.ValueType == "yes_no" {
		if m.random.IntN(9) < m.seq+1 {
			return int64(decimal.FromInt(1))
		}
		return 0
	}
	for _, term := range m.pack.Formulas {
		whole, ok := known[m.wholeOf(term.Indicator)]
		if ok && term.Element == e.Code && term.Part == "numerator" && m.wholeOf(term.Indicator) != e.Code {
			return m.round(e, whole/1000*int64(620+25*m.seq+m.random.IntN(60)))
		}
	}
	size := int64(decimal.FromInt(int64(200 + m.random.IntN(50) + len(org.Name)*10)))
	switch {
	case e.Max != nil:
		size = int64(*e.Max) * int64(m.seq+1) / 9
	case strings.HasSuffix(e.Code, "specialties"):
		size = int64(decimal.FromInt(int64(m.seq)))
	case e.Basis == "ytd":
		size *= int64(m.at.Nth())
	}
	return m.round(e, size)
}

func (m *maker) wholeOf(indicator string) string {
	for _, t := range m.pack.Formulas {
		if t.Indicator == indicator && t.Part == "denominator" {
			return t.Element
		}
	}
	return ""
}

func (m *maker) round(e programme.Element, v int64) int64 {
	unit := int64(decimal.FromInt(1))
	for range e.Decimals {
		unit /= 10
	}
	return v - v%unit
}

func (m *maker) write(t testing.TB, dir string) {
	t.Helper()
	name := m.at.String() + ".parquet"
	writeRows(t, filepath.Join(dir, "fact_files", name), m.files)
	writeRows(t, filepath.Join(dir, "fact_submissions", name), m.submissions)
	writeRows(t, filepath.Join(dir, "fact_observations", name), m.observations)
	writeRows(t, filepath.Join(dir, "fact_task_reports", name), m.tasks)
	writeRows(t, filepath.Join(dir, "fact_findings", name), m.findings)
}

func writeRows[T any](t testing.TB, file string, rows []T) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := parquet.WriteFile(file, rows); err != nil {
		t.Fatal(err)
	}
}
