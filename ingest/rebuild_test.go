package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yigai/data"
	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

// office is a workspace of the Hanzhong programme, and a clerk who fills workbooks.
type office struct {
	t    *testing.T
	ws   *workspace.Workspace
	pack *programme.Pack
}

func newOffice(t *testing.T) *office {
	t.Helper()
	files, err := fs.Sub(data.Programmes(), "hanzhong-2022")
	if err != nil {
		t.Fatal(err)
	}
	pack, mistakes := programme.Load(files)
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0])
	}
	ws, err := workspace.Init(filepath.Join(t.TempDir(), "office"), workspace.Settings{Programme: "hanzhong-2022"}, files)
	if err != nil {
		t.Fatal(err)
	}
	return &office{t, ws, pack}
}

// workbook fills the form of an audit bureau (one yes/no and one task), or of
// another org, dated on a day.
func (o *office) workbook(org, period, filledOn string, values map[string]template.Value) string {
	o.t.Helper()
	return o.workbookNamed("", org, period, filledOn, values)
}

// workbookNamed is workbook with another org's name on the cover.
func (o *office) workbookNamed(name, org, period, filledOn string, values map[string]template.Value) string {
	o.t.Helper()
	at := programme.MustPeriod(period)
	who, found := o.pack.Org(org, at)
	if !found {
		o.t.Fatalf("no org %s", org)
	}
	form := o.pack.FormOf(who, at)
	if name != "" {
		form.Reporter.Name = name
	}
	fill := &template.Fill{Values: map[template.Key]template.Value{}, Tasks: map[string]template.TaskEntry{}, Cover: map[string]string{
		template.LabelNature: "终报", template.LabelFilledBy: "甲", template.LabelReviewed: "乙", template.LabelApproved: "丙",
		template.LabelContact: "0916-0000000", template.LabelFilledOn: filledOn,
	}}
	for _, s := range form.Sheets {
		for _, l := range s.Lines {
			fill.Values[template.Key{Sheet: s.Name, Org: s.Orgs[0].Code, Element: l.Element.Code}] = values[l.Element.Code]
		}
	}
	for _, task := range form.Tasks {
		fill.Tasks[task.Task.Code] = template.TaskEntry{Status: "推进中", Narrative: "按计划推进"}
	}
	key, err := o.ws.Key()
	if err != nil {
		o.t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := template.Write(&buf, template.Input{Pack: o.pack, Form: form, Key: key, Fill: fill}); err != nil {
		o.t.Fatal(err)
	}
	return buf.String()
}

// takeIn receives what is in the inbox and rebuilds.
func (o *office) takeIn() Summary {
	o.t.Helper()
	receive(o.t, o.ws, Options{})
	return o.rebuild()
}

func (o *office) rebuild() Summary {
	o.t.Helper()
	s, err := Rebuild(context.Background(), o.ws, o.pack, Rebuilding{Version: "1"})
	if err != nil {
		o.t.Fatal(err)
	}
	return s
}

// states tells of every file: name, revision, state.
func states(s Summary) string {
	var all []string
	for _, f := range s.Files {
		all = append(all, f.FileName+" "+string(rune('0'+f.Revision))+" "+f.State)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

const audit = "610700-SJJ"

func yes(code string) map[string]template.Value {
	return map[string]template.Value{code: template.Text("是")}
}

// auditElement is the one figure the audit bureau is asked for.
func (o *office) auditElement() string {
	at := programme.MustPeriod("2022Q1")
	who, _ := o.pack.Org(audit, at)
	return o.pack.FormOf(who, at).Sheets[0].Lines[0].Element.Code
}

func TestRebuildWritesWhatTheCellsSay(t *testing.T) {
	o := newOffice(t)
	element := o.auditElement()
	put(t, o.ws, map[string]string{"a.xlsx": o.workbook(audit, "2022Q1", "2022-04-06", yes(element))})
	s := o.takeIn()
	f := s.Files[0]
	if f.State != Accepted || f.Period != "2022Q1" || f.Reporter != audit || f.Name != "市审计局" || f.Revision != 1 {
		t.Fatalf("the file became %s %s %s %d: %v", f.State, f.Period, f.Reporter, f.Revision, f.Findings)
	}
	var seen []observationRow
	if err := eachRow(s.Generation.Dir, "fact_observations", func(r observationRow) { seen = append(seen, r) }); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 1 || seen[0].Element != element || *seen[0].Value != int64(decimal.FromInt(1)) || seen[0].RawText != "是" || seen[0].Submission != f.Number || seen[0].Cell == "" {
		t.Errorf("the facts say %+v", seen)
	}
	past, err := ReadPast(o.ws)
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := past.Value(audit, element, programme.MustPeriod("2022Q1")); !ok || v != decimal.FromInt(1) {
		t.Errorf("the past says %v, %v", v, ok)
	}
	if got := s.Generation.Manifest.Meta; got["journal_length"] != "1" || got["pack"] != o.pack.Hash {
		t.Errorf("the manifest notes %v", got)
	}
}

// What stands in the facts is shown on pages and in tables: a name that hides
// how it ends is written with what it hides, and no longer than file systems take.
func TestNamesInFactsHideNothing(t *testing.T) {
	o := newOffice(t)
	put(t, o.ws, map[string]string{"a\u202exslx.exe": "x"})
	o.takeIn()
	rows, _, err := readFileRows(o.ws)
	if err != nil || len(rows) != 1 || rows[0].FileName != `a\u202Exslx.exe` {
		t.Errorf("got %+v (%v)", rows, err)
	}
	if got := check.ShowName(strings.Repeat("长", 60_000)); len(got) > 1000 {
		t.Errorf("a name of %d bytes is shown", len(got))
	}
}

func TestFilesOfNoPeriodAreCheckedToo(t *testing.T) {
	groups := byPeriod([]*judged{{}, {peeked: programme.MustPeriod("2022Q2")}, {peeked: programme.MustPeriod("2021Q4")}, {}})
	var order []string
	for _, g := range groups {
		order = append(order, g[0].peeked.String()+"*"+string(rune('0'+len(g))))
	}
	if got := strings.Join(order, " "); got != "2021Q4*1 2022Q2*1 *2" {
		t.Errorf("groups are checked as %s", got)
	}
}

func TestHighestRevisionThatWasNotRefusedCounts(t *testing.T) {
	o := newOffice(t)
	element := o.auditElement()
	put(t, o.ws, map[string]string{"1.xlsx": o.workbook(audit, "2022Q1", "2022-04-05", yes(element))})
	o.takeIn()
	put(t, o.ws, map[string]string{"2.xlsx": o.workbook(audit, "2022Q1", "2022-04-04", map[string]template.Value{element: template.Text("否")})})
	if got := states(o.takeIn()); got != "1.xlsx 1 superseded, 2.xlsx 2 accepted" {
		t.Errorf("after a correction: %s", got)
	}
	// A refused third one replaces nothing.
	put(t, o.ws, map[string]string{"3.xlsx": o.workbookNamed("市科技局", audit, "2022Q1", "2022-04-07", yes(element))})
	if got := states(o.takeIn()); got != "1.xlsx 1 superseded, 2.xlsx 2 accepted, 3.xlsx 3 refused" {
		t.Errorf("after a refused file: %s", got)
	}
}

func TestWithinABatchTheCoverDateDecides(t *testing.T) {
	o := newOffice(t)
	element := o.auditElement()
	put(t, o.ws, map[string]string{
		"a.xlsx": o.workbook(audit, "2022Q1", "2022-04-09", yes(element)),
		"b.xlsx": o.workbook(audit, "2022Q1", "2022-04-05", map[string]template.Value{element: template.Text("否")}),
	})
	if got := states(o.takeIn()); got != "a.xlsx 2 accepted, b.xlsx 1 superseded" {
		t.Errorf("two of one batch: %s", got)
	}
}

func TestWhatIsNoWorkbookIsQuarantinedWithAnAnswer(t *testing.T) {
	o := newOffice(t)
	put(t, o.ws, map[string]string{"scan.pdf": "%PDF-1.7 ...", "empty.xlsx": "", "../inbox/notes.xlsx": "hello"})
	s := o.takeIn()
	if s.Counts[Quarantined] != 3 {
		t.Fatalf("the files became %s", states(s))
	}
	for _, f := range s.Files {
		if len(f.Findings) == 0 || f.Findings[0].FixZh == "" || f.Revision != 0 || f.Period != "" {
			t.Errorf("%s got %+v", f.FileName, f)
		}
	}
}

func TestSameOriginalsGiveTheSameGeneration(t *testing.T) {
	o := newOffice(t)
	put(t, o.ws, map[string]string{"a.xlsx": o.workbook(audit, "2022Q1", "2022-04-06", yes(o.auditElement())), "b.pdf": "%PDF-"})
	first := o.takeIn()
	if again := o.takeIn(); again.Generation.Name != first.Generation.Name {
		t.Errorf("again: %s after %s", again.Generation.Name, first.Generation.Name)
	}
	if err := os.RemoveAll(o.ws.Path("facts")); err != nil {
		t.Fatal(err)
	}
	if again := o.rebuild(); again.Generation.Name != first.Generation.Name {
		t.Errorf("after deleting the facts: %s, want %s", again.Generation.Name, first.Generation.Name)
	}
}

func TestEmptyWorkspaceHasEmptyTables(t *testing.T) {
	s := newOffice(t).rebuild()
	if len(s.Files) != 0 || len(s.Generation.Manifest.Files) != 14 {
		t.Errorf("%d files, tables %+v", len(s.Files), s.Generation.Manifest.Files)
	}
}

func TestDamagedOriginalStopsTheRebuildAndKeepsTheFacts(t *testing.T) {
	o := newOffice(t)
	put(t, o.ws, map[string]string{"a.xlsx": o.workbook(audit, "2022Q1", "2022-04-06", yes(o.auditElement()))})
	s := o.takeIn()
	if err := overwrite(OriginalPath(o.ws, s.Files[0].Receipt)); err != nil {
		t.Fatal(err)
	}
	_, err := Rebuild(context.Background(), o.ws, o.pack, Rebuilding{Version: "1"})
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), s.Files[0].Number) {
		t.Errorf("Rebuild = %v, want ErrDamaged with the receipt's number", err)
	}
	if current, err := o.ws.Facts().Current(); err != nil || current.Name != s.Generation.Name {
		t.Errorf("the facts are %s, %v, want %s", current.Name, err, s.Generation.Name)
	}
}

func TestCutOffJournalStopsTheRebuild(t *testing.T) {
	o := newOffice(t)
	for _, name := range []string{"a.pdf", "b.pdf"} {
		put(t, o.ws, map[string]string{name: "%PDF-" + name})
		o.takeIn()
	}
	if err := os.Remove(o.ws.Path("journal", "000002.json")); err != nil {
		t.Fatal(err)
	}
	_, err := Rebuild(context.Background(), o.ws, o.pack, Rebuilding{Version: "1"})
	var chain *workspace.ChainError
	if !errors.As(err, &chain) {
		t.Errorf("Rebuild = %v, want a ChainError: a file would be lost from the facts", err)
	}
}

func TestCancelledRebuildKeepsTheFacts(t *testing.T) {
	o := newOffice(t)
	put(t, o.ws, map[string]string{"a.pdf": "%PDF-"})
	receive(t, o.ws, Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Rebuild(ctx, o.ws, o.pack, Rebuilding{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Rebuild = %v, want context.Canceled", err)
	}
	if _, err := o.ws.Facts().Current(); !errors.Is(err, store.ErrEmpty) {
		t.Errorf("facts were written: %v", err)
	}
}

func TestAccountsThatDoNotAddUpAreAnError(t *testing.T) {
	file := File{Receipt: Receipt{SHA256: shaOfABC, ReceivedAt: time.Time{}}, State: Accepted}
	for name, s := range map[string]Summary{
		"counted twice": {Files: []File{file, file}, Counts: map[string]int{Accepted: 2}},
		"lost":          {Files: []File{file}, Counts: map[string]int{Accepted: 0}},
	} {
		if s.account() == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestEqualFindingsStandApart: a file may say the same wrong thing twice, and
// both stand in the facts, in the order of the answer.
func TestEqualFindingsStandApart(t *testing.T) {
	o := newOffice(t)
	twice := check.Finding{Code: "E-ROW", Severity: check.SeverityReturn, Sheet: "指标"}
	answer := check.Result{Findings: []check.Finding{twice, {Code: "D-JUMP", Severity: check.SeverityDoubt, Sheet: "封面"}, twice}}
	s := Summary{Files: []File{{Receipt: Receipt{Number: "R-b"}, Result: answer, State: Refused}, {Receipt: Receipt{Number: "R-a"}, Result: answer, State: Refused}}}
	dir := t.TempDir()
	if err := (&rebuild{pack: o.pack}).rows(s).write(dir); err != nil {
		t.Fatal(err)
	}
	var seen []string
	err := eachRow(dir, "fact_findings", func(r findingRow) { seen = append(seen, fmt.Sprint(r.Submission, " ", r.Seq, " ", r.Code)) })
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"R-a 1 E-ROW", "R-a 2 D-JUMP", "R-a 3 E-ROW", "R-b 1 E-ROW", "R-b 2 D-JUMP", "R-b 3 E-ROW"}
	if !slices.Equal(seen, want) {
		t.Errorf("the facts say %q, want %q", seen, want)
	}
}
