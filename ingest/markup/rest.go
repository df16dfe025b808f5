package markup

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yigai/ingest/book"
	"yigai/ingest/check"
	"yigai/ingest/template"
)

// How much of what has no place is listed: the rows, and characters of one row.
const (
	mostRows = 1000
	mostRow  = 4000
)

// rest lists what the file holds and was not carried over; nil where
// that is nothing.
func (m *maker) rest() (*template.Rest, error) {
	rest := &template.Rest{Title: m.words.restTitle, Header: m.words.restHeader}
	for _, c := range m.cuts {
		rest.Rows = append(rest.Rows, [2]string{c.at.Sheet + "!" + c.at.Cell, fmt.Sprintf(m.words.restCut, len([]rune(c.text)))})
	}
	if m.onlyCover() {
		rest.Rows = append(rest.Rows, [2]string{m.words.wholeFile, m.words.none})
		return rest, nil
	}
	if err := m.scan(rest); err != nil {
		return nil, err
	}
	if len(rest.Rows) == 0 {
		return nil, nil
	}
	return rest, nil
}

var errEnough = errors.New("enough rows")

// bannerRows is how far down a sheet its sample banner can stand.
const bannerRows = 10

// isSample says whether the file marks its entries as made up: the workbook
// that goes back must say so too.
func (m *maker) isSample() (found bool, err error) {
	in := m.in.Check
	from, err := check.Open(in.File, in.Size, in.Name, in.Limits)
	if err != nil {
		return false, fmt.Errorf("read %s again: %w", check.Show(in.Name), err)
	}
	for i := range from.Sheets() {
		err := from.Rows(i, func(r book.Row) error {
			found = found || slices.ContainsFunc(r.Cells, func(c book.Cell) bool { return c.Text == template.SampleBanner })
			if found || r.Number > bannerRows {
				return errEnough
			}
			return nil
		})
		if found || err != nil && !errors.Is(err, errEnough) {
			return found, ignoreEnough(err)
		}
	}
	return false, nil
}

func ignoreEnough(err error) error {
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// onlyCover says whether the file was refused for what its cover says: whose
// figures it holds is then not certain, and none was read.
func (m *maker) onlyCover() bool {
	for _, p := range m.placed {
		if p.Label == "" {
			return false
		}
	}
	return m.result.Refused
}

// scan goes through the whole file again.
func (m *maker) scan(rest *template.Rest) error {
	in := m.in.Check
	from, err := check.Open(in.File, in.Size, in.Name, in.Limits)
	if err != nil {
		return fmt.Errorf("read %s again: %w", check.Show(in.Name), err)
	}
	known, err := m.printed()
	if err != nil {
		return err
	}
	s := scan{known: known, placed: map[spot]bool{}, words: m.words}
	for _, p := range m.placed {
		s.placed[spot{p.Sheet, rowOf(p.Cell), p.Value.Column}] = true
	}
	for i, sheet := range from.Sheets() {
		if passedOver[strings.TrimSpace(sheet.Name)] {
			continue
		}
		s.sheet, s.last = check.Show(sheet.Name), nil
		if err := from.Rows(i, func(r book.Row) error { s.row(r, rest); return nil }); err != nil {
			return fmt.Errorf("read %s again: %w", check.Show(in.Name), err)
		}
	}
	if from.Traits().Comments {
		rest.Rows = append(rest.Rows, [2]string{m.words.wholeFile, m.words.restComments})
	}
	if s.more > 0 {
		rest.Rows = append(rest.Rows, [2]string{m.words.wholeFile, fmt.Sprintf(m.words.restMore, s.more)})
	}
	return nil
}

// printed lists the texts of the blank template, and the headers of long CSV.
func (m *maker) printed() (map[string]bool, error) {
	blank := m.form
	blank.Fill = &template.Fill{Sample: m.sample}
	b, err := template.Compose(blank)
	if err != nil {
		return nil, err
	}
	texts := b.Texts()
	for _, word := range []string{"org", "period", "element", "value", "note", "reporter", "数据元", "值", "备注", "报送单位"} {
		texts[word] = true
	}
	return texts, nil
}

// passedOver are the sheets that nobody fills in: what stands there was printed.
var passedOver = map[string]bool{template.CheckSheet: true, template.HelpSheet: true, Sheet: true}

// A spot is a cell of the file: columns count from 1, rows are as in places.
type spot struct {
	sheet, row string
	column     int
}

// A scan finds what is neither carried over nor of the template.
type scan struct {
	known  map[string]bool
	placed map[spot]bool
	words  words
	sheet  string
	last   map[int]bool // columns of figures last reported, which were printed
	more   int          // rows beyond those listed
}

func (s *scan) row(r book.Row, rest *template.Rest) {
	var texts []string
	length, first := 0, s.firstPlaced(r)
	for _, c := range r.Cells {
		if !s.isOwn(r, c, first) {
			continue
		}
		clean, _ := template.Clean(c.Text)
		if hasNoResult(c) {
			clean = s.words.restFormula
		}
		if length += len(clean); length <= mostRow {
			texts = append(texts, book.ColumnName(c.Column)+"："+clean)
		} else if len(texts) == 0 || texts[len(texts)-1] != "…" {
			texts = append(texts, "…")
		}
	}
	where := fmt.Sprintf("%s!%d", s.sheet, r.Number)
	if s.sheet == "" {
		where = fmt.Sprintf(s.words.line, r.Number)
	}
	switch {
	case len(texts) == 0:
	case len(rest.Rows) == mostRows:
		s.more++
	default:
		rest.Rows = append(rest.Rows, [2]string{where, strings.Join(texts, "　")})
	}
}

// hasNoResult says whether a cell holds a formula that was never computed: we
// read stored values alone, so there is nothing to carry over.
func hasNoResult(c book.Cell) bool { return c.Formula && c.Type == book.Empty }

// firstPlaced is the first column of a row that was carried over; 0 for none.
func (s *scan) firstPlaced(r book.Row) int {
	for _, c := range r.Cells {
		if s.placed[s.spot(r, c)] {
			return c.Column
		}
	}
	return 0
}

func (s *scan) spot(r book.Row, c book.Cell) spot {
	return spot{s.sheet, strconv.Itoa(r.Number), c.Column}
}

// isOwn says whether a cell holds something of the sender's that has no place. A
// number is the template's only as a code before what was carried over: anywhere
// else it may be a figure that happens to look like a code.
func (s *scan) isOwn(r book.Row, c book.Cell, first int) bool {
	if hasNoResult(c) {
		return true
	}
	text := strings.TrimSpace(c.Text)
	if text == "上期值" || strings.HasPrefix(text, template.LastPrefix) {
		s.keepLast(c.Column)
	}
	printed := s.known[c.Text] || s.known[text]
	if isNumber := strings.Trim(text, "0123456789.,-+%Ee") == ""; isNumber {
		printed = printed && c.Column < first
	}
	return text != "" && !printed && !s.last[c.Column] && !s.placed[s.spot(r, c)]
}

func (s *scan) keepLast(column int) {
	if s.last == nil {
		s.last = map[int]bool{}
	}
	s.last[column] = true
}
