package markup

import (
	"errors"
	"fmt"
	"slices"
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

// rest lists what the file holds and the template has no place for; nil where
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
	s := scan{known: m.book.Texts(), placed: map[template.Place]bool{}, text: from.Traits().Format == book.CSV}
	for _, p := range m.placed {
		s.placed[template.Place{Sheet: p.Sheet, Cell: p.Cell}] = true
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
	if s.more > 0 {
		rest.Rows = append(rest.Rows, [2]string{m.words.wholeFile, fmt.Sprintf(m.words.restMore, s.more)})
	}
	return nil
}

// passedOver are the sheets that nobody fills in: what stands there was printed.
var passedOver = map[string]bool{template.CheckSheet: true, template.HelpSheet: true, Sheet: true}

// A scan finds what is neither carried over nor of the template.
type scan struct {
	known  map[string]bool
	placed map[template.Place]bool
	sheet  string
	text   bool         // a text file: places are lines and columns
	last   map[int]bool // columns of figures last reported, which were printed
	more   int          // rows beyond those listed
}

func (s *scan) row(r book.Row, rest *template.Rest) {
	var texts []string
	length := 0
	for _, c := range r.Cells {
		text := strings.TrimSpace(c.Text)
		if text == "上期值" || strings.HasPrefix(text, template.LastPrefix) {
			s.keepLast(c.Column)
		}
		if text == "" || s.last[c.Column] || s.known[c.Text] || s.known[text] || s.placed[template.Place{Sheet: s.sheet, Cell: book.CellName(c.Column, r.Number)}] {
			continue
		}
		clean, _ := template.Clean(c.Text)
		if length += len(clean); length <= mostRow {
			texts = append(texts, book.ColumnName(c.Column)+"："+clean)
		} else if texts[len(texts)-1] != "…" {
			texts = append(texts, "…")
		}
	}
	switch {
	case len(texts) == 0:
	case len(rest.Rows) == mostRows:
		s.more++
	default:
		rest.Rows = append(rest.Rows, [2]string{fmt.Sprintf("%s!%d", s.sheet, r.Number), strings.Join(texts, "　")})
	}
}

func (s *scan) keepLast(column int) {
	if s.last == nil {
		s.last = map[int]bool{}
	}
	s.last[column] = true
}
