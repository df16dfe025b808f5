package ledgerbook

import (
	"fmt"
	"io"
	"sort"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"yigai/internal/look"
	"yigai/internal/workbook"
)

// The sheets that every ledger has, besides one for each department.
const (
	sheetSummary   = "汇总"
	sheetLedger    = "台账"
	sheetParts     = "分工"
	sheetHistory   = "历期"
	sheetDecisions = "决定"
	sheetLong      = "长文"
	sheetNotes     = "说明"
)

// A writer writes one workbook.
type writer struct {
	f          *excelize.File
	b          *book
	styles     []int
	lampStyles map[string]int // differential style of each light
	alarm      int            // differential style of what is behind
	soon       int            // differential style of what is due soon
	names      sheetNames
	long       []longText
	replaced   int // texts in which a character had to be replaced
}

// write writes the workbook: the same bytes for the same marts.
func (b *book) write(out io.Writer) (err error) {
	f := excelize.NewFile()
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}()
	w := &writer{f: f, b: b, lampStyles: map[string]int{}, names: sheetNames{taken: map[string]bool{}, sample: b.head.Sample}}
	f.SetZipWriter(workbook.NewZip)
	if w.styles, err = makeStyles(f); err != nil {
		return err
	}
	if err := w.makeConditionals(); err != nil {
		return err
	}
	if err := w.describe(); err != nil {
		return err
	}
	if err := w.sheets(); err != nil {
		return err
	}
	// The library lists the kinds of pictures it knows in the order of a map.
	kinds := f.ContentTypes.Defaults
	sort.Slice(kinds, func(i, j int) bool { return kinds[i].Extension < kinds[j].Extension })
	return f.Write(out)
}

// sheets writes all sheets, in the order of their tabs. Those that everybody
// looks for get their names first.
func (w *writer) sheets() error {
	for _, name := range []string{sheetSummary, sheetLedger, sheetParts, sheetHistory, sheetDecisions, sheetLong, sheetNotes} {
		w.names.fixed(name)
	}
	for _, write := range []func() error{w.summary, w.ledger, w.partsSheet, w.departments, w.history, w.decisions, w.longTexts, w.notes} {
		if err := write(); err != nil {
			return err
		}
	}
	w.f.SetActiveSheet(0)
	return nil
}

// newSheet begins a sheet: title, whose ledger it is, and, where the data are
// made up, a line that says so. Columns have the given widths.
func (w *writer) newSheet(name, title, titleEn string, widths []float64) (*sheet, error) {
	s := &sheet{w: w, name: name, widths: widths, heights: map[int]float64{}}
	if len(w.f.GetSheetList()) == 1 && w.f.GetSheetName(0) == "Sheet1" {
		s.do(w.f.SetSheetName("Sheet1", name))
	} else if _, err := w.f.NewSheet(name); err != nil {
		s.do(err)
	}
	s.alone(styleTitle, w.mark()+title)
	s.alone(styleSubtitle, strings.Join(notEmpty(titleEn, w.b.period.Name, w.basis(), w.standing()), "　·　"))
	if w.b.head.Sample {
		s.alone(styleSample, "样例数据，虚构，不代表任何单位的真实情况　Sample data, made up, not about any real place")
	}
	return s, s.err
}

func notEmpty(texts ...string) (kept []string) {
	for _, t := range texts {
		if t != "" {
			kept = append(kept, t)
		}
	}
	return kept
}

// mark stands before every title where the data are made up.
func (w *writer) mark() string {
	if w.b.head.Sample {
		return "【样例数据】"
	}
	return ""
}

// running is what stands on top of each printed page.
func (w *writer) running() string {
	return w.mark() + w.b.head.ShortTitle + "台账 " + w.b.head.Period
}

// basis says up to which day the data go.
func (w *writer) basis() string { return "截至 " + w.b.period.CutOff.String() }

// standing says which edition it is, or that it is none yet.
func (w *writer) standing() string {
	text := "预览，未发布 preview"
	if w.b.head.Edition != "" {
		text = "发布版 " + w.b.head.Edition
	}
	if w.b.public {
		text += "（公开版 public）"
	}
	return text
}

// describe sets the workbook's own properties; its times are the cut-off, not the clock's.
func (w *writer) describe() error {
	made := w.b.period.CutOff.Time().Format(time.RFC3339)
	title, _ := workbook.Writable(w.running())
	maker, _ := workbook.Writable(w.b.head.Secretariat)
	err := w.f.SetDocProps(&excelize.DocProperties{Title: title, Subject: title, Creator: maker, LastModifiedBy: "yigai", Created: made, Modified: made, Language: "zh-CN"})
	if err != nil {
		return err
	}
	return w.f.SetAppProps(&excelize.AppProperties{Application: "yigai"})
}

// makeConditionals makes the formats that depend on what stands in a cell.
func (w *writer) makeConditionals() (err error) {
	for _, l := range w.b.lamps {
		w.lampStyles[l.code], err = w.f.NewConditionalStyle(&excelize.Style{Fill: fill(l.Tint), Font: &excelize.Font{Color: l.Ink, Bold: true}})
		if err != nil {
			return fmt.Errorf("light %s: %w", l.code, err)
		}
	}
	if w.alarm, err = w.f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: look.Worse, Bold: true}}); err != nil {
		return err
	}
	w.soon, err = w.f.NewConditionalStyle(&excelize.Style{Fill: fill(look.Doubt)})
	return err
}
