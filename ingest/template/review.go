package template

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"yigai/internal/workbook"
)

// A Level is how bad something is, for its colour.
type Level int

// The levels, from the lightest.
const (
	LevelNone Level = iota
	LevelNote
	LevelDoubt
	LevelWrong
	levels
)

// colour is the fill of a level; "" for none.
func (l Level) colour() string {
	return map[Level]string{LevelDoubt: amber, LevelWrong: lightRed}[l]
}

// A Place is a cell of a workbook, or a sheet where Cell is "".
type Place struct{ Sheet, Cell string }

// A Review is what a workbook that goes back to its sender says beside the
// entries: a first sheet with a table of what is to be mended, each line leading
// to its cell, and colours and comments at the cells. All texts are written as
// text, whatever they look like.
type Review struct {
	Sheet           string // name of the list
	Title, Subtitle string
	Verdict         string
	Paragraphs      []string
	Header          []string // of the table: number, level, place and four texts
	Items           []Item
	Rest            *Rest // what the sender wrote and the workbook has no place for
	Marks           map[Place]Mark
}

// An Item is a line of a review's table.
type Item struct {
	Level           Level
	Word            string // the level in words
	At              string // the place in words
	To              Place  // where At leads; the zero Place leads nowhere
	What, Rule, Fix string
	Code            string
}

// A Rest is a table of texts that have no place in the workbook.
type Rest struct {
	Title  string
	Header [2]string
	Rows   [][2]string // where, what
}

// A Mark is what a cell shows: a colour, and a comment under a head.
type Mark struct {
	Level Level
	Head  string
	Text  string
}

type comment struct{ cell, head, text string }

type link struct {
	cell string
	to   Place
}

// reviewWidths are the columns of a review's table.
var reviewWidths = []float64{6, 9, 17, 38, 34, 40, 15}

// AddReview puts a review into a composed workbook. It fails on texts that a
// cell cannot hold, and on marks outside the workbook.
func (b *Book) AddReview(r Review) error {
	b.review = true
	s := newSheet(r.Sheet, reviewWidths...)
	s.addHeading(r.Title, r.Subtitle)
	b.addSampleBanner(s)
	s.addWide(r.Verdict, styleVerdict, 0)
	for _, text := range r.Paragraphs {
		s.addWide(text, styleParagraph, workbook.TextHeight(text, s.width(), standardSize))
	}
	s.add()
	s.header = s.addHeader(28, r.Header...)
	for i, item := range r.Items {
		s.addItem(i+1, item)
	}
	s.addRest(r.Rest)
	s.heights[verdictRow(b)] = 34
	s.fit()
	b.sheets = slices.Insert(b.sheets, 0, s)
	if err := b.addMarks(r.Marks); err != nil {
		return err
	}
	return b.checkText()
}

// verdictRow is the row of the verdict: under the heading, and the banner where there is one.
func verdictRow(b *Book) int { return 3 + oneIf(b.in.Fill.Sample) }

func (s *sheet) width() float64 {
	sum := 0.0
	for _, w := range s.widths {
		sum += w
	}
	return sum
}

func (s *sheet) addItem(number int, item Item) {
	place := cell{value: textOrNothing(item.At), style: styleItem}
	if item.To != (Place{}) {
		place.style = styleItemLink
	}
	row := s.add(
		cell{value: int64(number), style: styleItemCentre},
		cell{value: item.Word, style: styleItemCentre.marked(item.Level)},
		place,
		cell{value: textOrNothing(item.What), style: styleItem},
		cell{value: textOrNothing(item.Rule), style: styleItem},
		cell{value: textOrNothing(item.Fix), style: styleItem},
		cell{value: textOrNothing(item.Code), style: styleItemCode},
	)
	if item.To != (Place{}) {
		s.links = append(s.links, link{cellName(3, row), item.To})
	}
}

// addRest appends the texts without a place, each over the columns after the
// one that says where it stood.
func (s *sheet) addRest(rest *Rest) {
	if rest == nil {
		return
	}
	s.add()
	s.addWide(rest.Title, styleParagraphHead, workbook.TextHeight(rest.Title, s.width(), standardSize))
	s.addRestRow(styleHeader, styleHeader, rest.Header)
	for _, row := range rest.Rows {
		s.addRestRow(styleItem, styleItem, row)
	}
}

// restWhere is how many columns say where a text stood.
const restWhere = 3

func (s *sheet) addRestRow(where, what style, texts [2]string) {
	cells := make([]cell, len(s.widths))
	wide := 0.0
	for i := range cells {
		cells[i].style = where
		if i >= restWhere {
			cells[i].style = what
			wide += s.widths[i]
		}
	}
	cells[0].value, cells[restWhere].value = textOrNothing(texts[0]), textOrNothing(texts[1])
	row := s.add(cells...)
	s.heights[row] = min(maxHeight, max(leastHeight, workbook.TextHeight(texts[1], wide, standardSize)))
	s.merges = append(s.merges, cellName(1, row)+":"+cellName(restWhere, row), cellName(restWhere+1, row)+":"+cellName(len(cells), row))
}

// Texts lists every text the workbook shows, for telling what is the sender's own.
func (b *Book) Texts() map[string]bool {
	texts := map[string]bool{}
	for _, s := range b.sheets {
		for _, row := range s.rows {
			for _, c := range row {
				if text, isText := c.value.(string); isText {
					texts[text] = true
				}
			}
		}
	}
	return texts
}

// RemarkCell says where the remark beside an element of a list stands.
func (b *Book) RemarkCell(at Key) (string, bool) {
	column := slices.Index(listHeader, "备注") + 1
	for _, q := range b.asked {
		if q.key == at && q.lastCell != "" && !b.isTable(q.sheet) {
			row := strings.TrimLeft(q.cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
			name, err := excelize.ColumnNumberToName(column)
			return name + row, err == nil
		}
	}
	return "", false
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Clean makes a text fit for a cell: what a workbook cannot carry is shown as
// \u0008, and what is longer than a cell is cut. cut says that something was.
func Clean(text string) (clean string, cut bool) {
	var b strings.Builder
	for _, r := range lineEnds.Replace(strings.ToValidUTF8(text, "\uFFFD")) {
		if isUnwritable(r) {
			fmt.Fprintf(&b, `\u%04X`, r)
			continue
		}
		b.WriteRune(r)
	}
	clean = b.String()
	return shorten(clean, workbook.MaxText), workbook.Units(clean) > workbook.MaxText
}
