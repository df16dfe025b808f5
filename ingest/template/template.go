// Package template writes the workbooks that are sent out: one .xlsx per
// reporter and period, with a cover, the elements asked for, the tasks, a sheet
// of plain formulas that checks the entries, and instructions.
//
// The same input gives the same bytes, on any machine. Nothing taken from a
// pack or an entry can become a formula: text is written as text. The package
// only writes; workbooks that come back are read by ingest/xlsx.
package template

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"yigai/internal/decimal"
	"yigai/programme"
)

// Layout is the version of the arrangement of sheets, rows and columns.
const Layout = "1"

// Names of the sheets that every workbook has, and of the one with tasks.
const (
	CoverSheet = "封面"
	TaskSheet  = "任务"
	CheckSheet = "自查"
	HelpSheet  = "说明"
)

// Input is everything a workbook is made of.
type Input struct {
	Pack    *programme.Pack
	Form    programme.Form
	Version string // template version printed on the cover; "" means VersionOf(Pack)
	Key     []byte // secret of the workspace; nil leaves the token blank
	Token   string // printed as the token where there is no Key
	// Previous gives the value an org last reported for an element, printed
	// locked beside the input cell. It may be nil.
	Previous func(org, element string) (decimal.Decimal, bool)
	Fill     *Fill // entries written into the input cells; nil for a blank workbook
	// Drawn gives the orgs that a stage drew to be scored; drawn is false where it
	// has not drawn yet. Nil: nothing is known of draws, all rows are printed.
	Drawn func(scheme, stage string) (orgs []string, drawn bool)
	// Inspections are values that were drawn to be checked on the ground: they
	// stand on a sheet of their own.
	Inspections []Inspection
}

// VersionOf names the template that a pack gives: layout and the pack's hash.
func VersionOf(p *programme.Pack) string {
	return fmt.Sprintf("%s-%.8s", Layout, p.Hash)
}

// FileName is the name a form's workbook is sent out under, with a mark such as
// "_样例" before the ending: 2022Q1_610702_汉台区.xlsx. What could lead out of a
// folder becomes "-".
func FileName(f programme.Form, mark string) string {
	name := fmt.Sprintf("%s_%s_%s%s.xlsx", f.Period, f.Reporter.Code, f.Reporter.Name, mark)
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, name)
}

// Write writes one workbook. It fails on text that a workbook cannot hold
// (control characters, more than 32,767 characters) and on write errors.
func Write(w io.Writer, in Input) error {
	book, err := Compose(in)
	if err != nil {
		return err
	}
	return book.Write(w)
}

// Compose arranges a workbook without writing it, so that a caller can ask
// where an entry stands.
func Compose(in Input) (*Book, error) {
	if in.Version == "" {
		in.Version = VersionOf(in.Pack)
	}
	if in.Fill == nil {
		in.Fill = &Fill{}
	}
	b := &Book{in: in, cells: make(map[Key]string), firstAsked: make(map[figure]int), tasks: make(map[taskColumn]string), cover: make(map[string]string), scores: make(map[scoreCell]string)}
	b.arrange()
	for _, s := range b.sheets {
		s.fit()
	}
	if err := b.checkText(); err != nil {
		return nil, fmt.Errorf("workbook of %s for %s: %w", in.Form.Reporter.Code, in.Form.Period, err)
	}
	return b, nil
}

// arrange adds the sheets in their order: cover, lists, tasks, tables, then
// what speaks of them.
func (b *Book) arrange() {
	b.addCover()
	b.addForms("list", b.addList)
	if len(b.in.Form.Tasks) > 0 {
		b.addTasks()
	}
	b.addScores()
	b.addForms("table", b.addTable)
	b.addInspections()
	b.addSelfCheck()
	b.addHelp()
}

func (b *Book) addForms(layout string, add func(programme.Sheet)) {
	for _, s := range b.in.Form.Sheets {
		if s.Layout == layout && len(s.Orgs) > 0 {
			add(s)
		}
	}
}

// A Book is an arranged workbook.
type Book struct {
	in     Input
	sheets []*sheet
	asked  []question // every input cell for an element, in reading order
	// firstAsked says which of asked is the first for a figure
	firstAsked map[figure]int
	cells      map[Key]string
	tasks      map[taskColumn]string
	cover      map[string]string
	scores     map[scoreCell]string
	scored     []scoreRow // rows of 评分, in their order
	// inspected is the first row of 核查
	inspected int
	review    bool // cells are marked and commented, and the first sheet says why
}

type taskColumn struct{ task, column string }

// Cell says where the value of an element stands, e.g. "E17".
func (b *Book) Cell(at Key) (string, bool) {
	cell, found := b.cells[at]
	return cell, found
}

// TaskCell says where a column (by its header) of a task's row stands.
func (b *Book) TaskCell(task, column string) (string, bool) {
	cell, found := b.tasks[taskColumn{task, column}]
	return cell, found
}

// CoverCell says where the value beside a label of the cover stands.
func (b *Book) CoverCell(label string) (string, bool) {
	cell, found := b.cover[label]
	return cell, found
}

// SheetNumber is the place of a sheet in the workbook, from 1; 0 for none.
func (b *Book) SheetNumber(name string) int {
	return 1 + slices.IndexFunc(b.sheets, func(s *sheet) bool { return s.name == name })
}

// Form is what the workbook asks.
func (b *Book) Form() programme.Form { return b.in.Form }

// Rows is the number of the last row of a sheet.
func (b *Book) Rows(sheet string) int { return len(b.sheets[b.SheetNumber(sheet)-1].rows) }
