package ledgerbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yigai/internal/parquetio"
	"yigai/internal/workbook"
)

// triggers begin a text that a careless spreadsheet would run.
var triggers = []string{"=1+1", "=HYPERLINK(\"x\",\"y\")", "=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(1)",
	"'=1", "\"=1\"", "{=1}", " =1", "\x00=1", "<f>1</f>", "]]><f>1</f>", "_x003D_1", "&=1", "'!A1", "a'b[1]:*?/\\c", "TRUE", "1e5", "2022-01-01", "00012", "#REF!",
	"=DDE(\"a\";\"b\";\"c\")", "=WEBSERVICE(\"http://x\")", "+cmd|'/c calc'!A1", "\u200b=1", "\ufeff=1", "\u00a0=1", "\u202e=1", "﹦1"}

// keys are what joins the tables: another text there gives other rows, not a text to show.
var keys = map[string]bool{"Period": true, "FallsIn": true, "Role": true, "Org": true, "Task": true, "Region": true, "Light": true, "Computed": true, "State": true, "Previous": true, "Movement": true, "Closing": true}

// Every text field of every table, with every trigger: no cell is anything but
// text or number, no formula anywhere, and the file is sound XML.
func TestNoTextRuns(t *testing.T) {
	checked := 0
	for i, trigger := range triggers {
		f := newFixture()
		f.eachText(func(_, field string, text *string) {
			if !keys[field] {
				*text = trigger
				checked++
			}
		})
		dir := f.write(t)
		inert(t, trigger, made(t, dir, false))
		if i%5 == 0 { // what is public is a part of what is not
			inert(t, trigger, made(t, dir, true))
		}
	}
	if checked < 20*len(triggers) {
		t.Fatalf("only %d texts were hostile", checked)
	}
}

// Codes of orgs, tasks and lights may be as hostile as any text.
func TestNoCodeRuns(t *testing.T) {
	for _, trigger := range triggers {
		f := newFixture()
		f.eachText(func(table, field string, text *string) {
			if field == "Org" || field == "Task" || field == "Light" || field == "Computed" || field == "Region" || field == "Previous" || field == "Closing" || field == "Movement" {
				*text = trigger + *text
			}
		})
		inert(t, trigger, made(t, f.write(t), false))
	}
}

// inert looks into every part of a workbook.
func inert(t interface {
	Helper()
	Fatalf(string, ...any)
}, what string, data []byte) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%q: %v", what, err)
	}
	cells := 0
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatalf("%q: %v", what, err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%q: %s: %v", what, part.Name, err)
		}
		if strings.Contains(part.Name, "externalLink") || strings.Contains(part.Name, "vba") || bytes.Contains(content, []byte(`TargetMode="External"`)) {
			t.Fatalf("%q: %s leads out", what, part.Name)
		}
		n, err := cellsIn(content, strings.HasPrefix(part.Name, "xl/worksheets/"))
		if err != nil {
			t.Fatalf("%q: %s: %v", what, part.Name, err)
		}
		cells += n
	}
	if cells == 0 {
		t.Fatalf("%q: no cell found", what)
	}
}

// condition is the only kind of formula that formats have: text or an address
// compared with a constant.
var condition = regexp.MustCompile(`^("([^"]|"")*"|AND\(ISNUMBER\(\$[A-Z]+\d+\),ISNUMBER\(\$[A-Z]+\d+\),\$[A-Z]+\d+<\$[A-Z]+\d+\)|\$[A-Z]+\d+="是")$`)

// cellsIn counts the cells of a part; a cell with a formula or of a kind that
// is neither text nor number is an error, and so is XML that does not hold.
func cellsIn(part []byte, sheet bool) (n int, err error) {
	in := ""
	for d := xml.NewDecoder(bytes.NewReader(part)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return n, nil
		} else if err != nil {
			return n, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			in = e.Name.Local
			if !sheet {
				continue
			}
			if in == "f" {
				return n, errors.New("a formula")
			}
			if in == "c" {
				n++
				for _, a := range e.Attr {
					if a.Name.Local == "t" && a.Value != "s" && a.Value != "n" {
						return n, errors.New("a cell of type " + a.Value)
					}
				}
			}
		case xml.CharData:
			if sheet && in == "formula" && !condition.Match(bytes.TrimSpace(e)) && len(bytes.TrimSpace(e)) > 0 {
				return n, errors.New("condition " + string(e))
			}
		case xml.EndElement:
			in = ""
		}
	}
}

// anyText is what may stand in a field.
var anyText = rapid.OneOf(rapid.String(), rapid.SampledFrom(triggers), rapid.StringMatching(`[=+@_x0-9A-F\r\n\t ]{1,14}`), rapid.StringMatching(`(_x00[0-9A-F]{2}){1,3}_`))

// A text comes back as it is: nothing is cut off, only what no workbook can
// carry is shown by a picture.
func TestTextsComeBack(t *testing.T) {
	f, texts := newFixture(), map[string]string{}
	for seed := range 400 {
		task := fmt.Sprintf("T%d", seed)
		texts[task] = anyText.Example(seed)
		f.tasks = append(f.tasks, taskRow{Task: task, Seq: 10 + seed, Title: texts[task]})
		f.ledger = append(f.ledger, ledgerRow{Period: "2022Q2", Task: task, Org: "100000", Role: "all", Narrative: texts[task], Light: "done", Computed: "done", State: "done", ComputedState: "done"})
	}
	data := made(t, f.write(t), false)
	inert(t, "400 texts", data)
	rows := grid(t, opened(t, data), "台账（样例）")
	for task, text := range texts {
		want, _ := workbook.Writable(text)
		if row := find(t, rows, "编号", task); row["本期进展"] != want {
			t.Errorf("%q came back as %q", want, row["本期进展"])
		}
	}
}

// A text longer than a cell holds goes on in a sheet of its own, whole.
func TestLongTextsGoOn(t *testing.T) {
	f := newFixture()
	long := strings.Repeat("长🙂=", 30_000)
	f.ledger[1].Problems = long
	book := opened(t, made(t, f.write(t), false))
	row := find(t, grid(t, book, "台账（样例）"), "编号", "1")
	first, _, found := strings.Cut(row["存在问题"], "\n……（共")
	if !found {
		t.Fatalf("the cell does not say that its text goes on")
	}
	whole := first
	for _, r := range grid(t, book, "长文（样例）") {
		if len(r) > 2 && strings.HasPrefix(r[0], "台账（样例）!") {
			whole += r[2]
		}
	}
	if whole != long {
		t.Errorf("%d of %d bytes came back", len(whole), len(long))
	}
}

func TestSheetNamesAreValidAndDiffer(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := sheetNames{taken: map[string]bool{}, sample: rapid.Bool().Draw(rt, "sample")}
		n.fixed(sheetLedger)
		seen := map[string]bool{}
		for _, name := range rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"台账", "History", "history", "a:b", "", "'x'", strings.Repeat("很长", 40), "A", "a"})), 1, 12).Draw(rt, "names") {
			got := n.unique(name)
			if seen[strings.ToLower(got)] || workbook.Units(got) > maxSheetName || workbook.Units(got) == 0 || strings.ContainsAny(got, `:\/?*[]'`) || strings.EqualFold(got, "history") {
				rt.Fatalf("%q gave %q", name, got)
			}
			seen[strings.ToLower(got)] = true
		}
	})
}

// A number has the decimals it has; one that a spreadsheet would round is a text.
func TestNumbersAreExact(t *testing.T) {
	f := newFixture()
	f.ledger[0].Progress = parquetio.Decimal(123456, 6)
	f.ledger[3].Progress = parquetio.Decimal(1234567890123456789, 6)
	rows := grid(t, opened(t, made(t, f.write(t), false)), "台账（样例）")
	if got := find(t, rows, "编号", "1")["完成率"]; got != "0.123456" {
		t.Errorf("0.123456 became %s", got)
	}
	if got := find(t, rows, "编号", "2")["完成率"]; got != "1234567890123.456789" {
		t.Errorf("19 digits became %s", got)
	}
}
