//go:build cgo

package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"yigai/ingest"
	"yigai/internal/decimal"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/transform"
)

// A tracedCount is a figure from single records with what the count in originals/
// says of it, read again.
type tracedCount struct {
	transform.RecordedNumber `json:"-"`
	Element                  string         `json:"element"`
	Org                      string         `json:"org"`
	Period                   string         `json:"period"`
	Recorded                 string         `json:"recorded"`
	Reported                 string         `json:"reported"`
	Difference               string         `json:"difference"`
	State                    string         `json:"state"`
	Seq                      int            `json:"seq"`
	Day                      string         `json:"day"`
	By                       string         `json:"by"`
	Reason                   string         `json:"reason"`
	SHA256                   string         `json:"sha256"`
	Pack                     string         `json:"pack"`
	Select                   string         `json:"select"`
	Kept                     string         `json:"kept"`        // the figure as the count has it
	KeptAgrees               bool           `json:"kept_agrees"` // figure, SELECT and files are those of the count
	Files                    []tracedRecord `json:"files"`
	Cell                     *tracedCell    `json:"cell"` // of the reported figure
	Agrees                   bool           `json:"agrees"`
}

// A tracedRecord is a file of records. Check is "", where it was not looked for, or
// same, changed or absent.
type tracedRecord struct {
	Table  string `json:"table"`
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Check  string `json:"check"`
}

// traceRecorded follows a figure from records to the count that was kept, its SELECT
// and its files, which are hashed where from names their folder.
func (a *app) traceRecorded(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, args []string, from string) error {
	dir, at, err := tracePlace(ws, pack, args)
	if err != nil {
		return err
	}
	number, err := transform.TraceRecorded(ctx, dir, elementCode(pack, args[0]), orgCode(pack, at, args[1]), at.String())
	if err != nil {
		return err
	}
	traced, err := reopenCount(ws, number)
	if err != nil {
		return err
	}
	if err := traced.lookFor(from); err != nil {
		return err
	}
	if number.Cell.Cell != "" {
		cells, err := reread(ws, pack, []transform.Source{number.Cell})
		if err != nil {
			return err
		}
		traced.Cell, traced.Agrees = &cells[0], traced.Agrees && cells[0].Agrees
	}
	if a.json {
		err = writeJSON(a.Out, traced)
	} else {
		a.tellTracedCount(traced, pack, at)
	}
	if err == nil && !traced.Agrees {
		return broken("存下的数、明细文件或原件与主题表不一致", "the figures kept, the files of records or the original differ from the marts",
			"运行 yigai verify；明细有变就重新 yigai records --keep，再 yigai transform", "run yigai verify; if the records changed, yigai records --keep again, then yigai transform")
	}
	return err
}

// elementCode is the code of the element that a person calls by code or name; what
// it does not know stays as it is.
func elementCode(pack *programme.Pack, text string) string {
	for _, e := range pack.Elements {
		if text == e.Name || text == e.NameEn {
			return e.Code
		}
	}
	return text
}

// givenByRecords says whether the pack has records give an element.
func givenByRecords(pack *programme.Pack, element string) bool {
	return slices.ContainsFunc(pack.Recorded, func(r programme.Recorded) bool { return r.Element == element })
}

// sameText says whether two texts are one decimal, or both none.
func sameText(x, y string) bool {
	if x == "" {
		return y == ""
	}
	value, err := decimal.Parse(x)
	return err == nil && sameValue(&value, y)
}

// reopenCount opens the count that the figure comes from again and compares.
func reopenCount(ws *workspace.Workspace, n transform.RecordedNumber) (tracedCount, error) {
	t := tracedCount{RecordedNumber: n, Element: n.Element, Org: n.Org, Period: n.Period, Recorded: n.Recorded, Reported: n.Reported, Difference: n.Difference, State: n.State,
		Seq: n.Seq, Day: n.Day, By: n.By, Reason: n.Reason, SHA256: n.SHA256, Pack: n.PackHash, Select: n.Select, Files: []tracedRecord{}}
	sha, count, err := ingest.RereadCount(ws, n.Seq)
	if err != nil {
		return t, err
	}
	selected := ""
	for _, e := range count.Elements {
		if e.Element != n.Element {
			continue
		}
		selected = e.Select
		for _, f := range e.Figures {
			if f.Org == n.Org && f.Period == n.Period {
				t.Kept = f.Value
			}
		}
	}
	files := []transform.RecordFile{}
	for _, f := range count.Files {
		files = append(files, transform.RecordFile{Table: f.Table, Name: f.Name, SHA256: f.SHA256, Bytes: f.Bytes})
		t.Files = append(t.Files, tracedRecord{Table: f.Table, Name: f.Name, SHA256: f.SHA256, Bytes: f.Bytes})
	}
	same := sha == n.SHA256 && selected == n.Select && count.Pack == n.PackHash && sameText(t.Kept, n.Recorded) && sameFiles(files, n.Files)
	t.KeptAgrees, t.Agrees = same, same
	return t, nil
}

// sameFiles says whether two lists hold the same files, in whatever order.
func sameFiles(x, y []transform.RecordFile) bool {
	for _, f := range x {
		if !slices.Contains(y, f) {
			return false
		}
	}
	return len(x) == len(y)
}

// lookFor hashes the files of records in a folder; "" for none.
func (t *tracedCount) lookFor(from string) error {
	if from == "" {
		return nil
	}
	for i, f := range t.Files {
		there, same, err := transform.RecordFile{Table: f.Table, Name: f.Name, SHA256: f.SHA256, Bytes: f.Bytes}.In(from)
		switch {
		case err != nil:
			return fmt.Errorf("compare the records: %w", err)
		case !there:
			t.Files[i].Check = "absent"
		case same:
			t.Files[i].Check = "same"
		default:
			t.Files[i].Check = "changed"
		}
		t.Agrees = t.Agrees && same
	}
	return nil
}

var recordWords = map[string][2]string{"": {"没有核对（用 --from 指明明细文件夹）", "not looked at (name the folder with --from)"},
	"same": {"✓ 一致", "✓ agrees"}, "changed": {"✗ 不一致", "✗ differs"}, "absent": {"✗ 没有这个文件", "✗ not there"}}

func (a *app) tellTracedCount(n tracedCount, pack *programme.Pack, at programme.Period) {
	amount := func(value string) string {
		if value == "" {
			return a.t("没有", "none")
		}
		return short(value) + " " + visible(n.Unit)
	}
	fmt.Fprintf(a.Out, "%s  %s  %s  %s\n", visible(a.t(n.Name, n.NameEn)), visible(a.t(n.OrgName, n.OrgNameEn)), n.Period, a.t("由明细算出", "from single records"))
	fmt.Fprintln(a.Out, a.t("明细 %s，报送 %s，明细减报送 %s（%s）", "recorded %s, reported %s, recorded less reported %s (%s)",
		amount(n.Recorded), amount(n.Reported), amount(n.Difference), a.recordedState(n.State)))
	fmt.Fprintln(a.Out, a.t("日志第 %d 条，%s 于 %s 存下", "journal entry %d, kept by %s on %s", n.Seq, visible(n.By), n.Day)+reasonAfter(n.Reason))
	fmt.Fprintf(a.Out, "originals/%s.recorded.json  %s\n", n.SHA256, a.checkWord(n.KeptAgrees))
	fmt.Fprintln(a.Out, a.t("方案版本 %s", "version of the pack %s", visible(n.Pack)))
	fmt.Fprintf(a.Out, "SELECT: %s\n\n", visibleLines(n.Select))
	files := newTable(a.t("明细文件", "file of records"), a.t("字节", "bytes"), "SHA-256", a.t("核对", "check")).numbers(1)
	for _, f := range n.Files {
		words := recordWords[f.Check]
		files.add(f.Table+"/"+f.Name, strconv.FormatInt(f.Bytes, 10), f.SHA256, a.t(words[0], words[1]))
	}
	files.print(a.Out)
	if c := n.Cell; c != nil {
		fmt.Fprintln(a.Out)
		cell := newTable(a.t("报送单位", "reporter"), a.t("报送的值", "reported"), a.t("存储文本", "stored text"), a.t("文件", "file"), a.t("单元格", "cell"), a.t("核对", "check")).numbers(1)
		reporter := c.Reporter
		if org, ok := pack.Org(reporter, at); ok {
			reporter = a.t(org.Name, org.NameEn)
		}
		cell.add(reporter, short(c.Value), c.Stored, c.FileName, a.placeWord(*c), a.checkWord(c.Agrees))
		cell.print(a.Out)
	}
}

func reasonAfter(reason string) string {
	if reason == "" {
		return ""
	}
	return "  " + visible(reason)
}
