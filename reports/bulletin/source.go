package bulletin

import (
	"strconv"
	"strings"

	"yigai/internal/parquetio"
)

// A Run is a stretch of text. Source says where its figure or its words stand in
// the marts; nil are the template's own words.
type Run struct {
	Text   string
	Source *Source
}

// A Source is the address of one thing in the marts, so that anybody can read it again.
type Source struct {
	Table    string `json:"table"`
	Where    []Is   `json:"where"`
	Column   string `json:"column"` // "" where rows are counted
	How      string `json:"how"`    // one of the constants below
	Whole    []Is   `json:"whole,omitempty"`
	Decimals int    `json:"decimals"`
	Unsigned bool   `json:"unsigned,omitempty"` // the words say which way it goes
}

// Is asks that a column has a value, or one of several joined by "|".
type Is struct {
	Column string `json:"column"`
	Value  string `json:"value"`
}

// How a run comes from the marts.
const (
	OfCell  = "cell"  // the number in one cell, rounded half away from zero
	OfCut   = "cut"   // the number in one cell, cut: marks are never rounded up
	OfText  = "text"  // the words or the day in one cell
	OfCount = "count" // how many rows
	OfSum   = "sum"   // the sum of a column over rows
	OfShare = "share" // rows of Where among those of Whole, in per cent; the shares of a whole add up to 100.0
	OfNames = "names" // how many different values of the column
)

// String is how a page names the source: mart_indicator（org=610702，period=2022Q4）value.
func (s *Source) String() string {
	var where []string
	for _, is := range s.Where {
		where = append(where, is.Column+"="+is.Value)
	}
	text := s.Table + "(" + strings.Join(where, ", ") + ")"
	if s.Column != "" {
		text += "." + s.Column
	}
	if s.How != OfCell && s.How != OfText {
		text += " " + s.How
	}
	return text
}

// A place is a row of a table by its key: the start of a Source.
type place struct {
	table string
	where []Is
}

func at(table string, pairs ...string) place {
	p := place{table: table}
	for i := 0; i+1 < len(pairs); i += 2 {
		p.where = append(p.where, Is{pairs[i], pairs[i+1]})
	}
	return p
}

// number is a cell of a row in print, with that many decimals; nothing for NULL.
func (p place) number(column string, n parquetio.Number, decimals int) []Run {
	if !n.Valid {
		return nil
	}
	return []Run{{grouped(n, decimals), &Source{Table: p.table, Where: p.where, Column: column, How: OfCell, Decimals: decimals}}}
}

// exact is a cell with the decimals it really has.
func (p place) exact(column string, n parquetio.Number) []Run {
	_, fraction, _ := strings.Cut(n.String(), ".")
	return p.number(column, n, len(fraction))
}

// size is a difference without its sign.
func (p place) size(column string, n parquetio.Number, decimals int) []Run {
	if n.Unscaled < 0 {
		n.Unscaled = -n.Unscaled
	}
	runs := p.number(column, n, decimals)
	for i := range runs {
		runs[i].Source.Unsigned = true
	}
	return runs
}

// whole is a cell of whole numbers.
func (p place) whole(column string, n int) []Run {
	return p.number(column, parquetio.Int(int64(n)), 0)
}

// text is the words of a cell; nothing for "".
func (p place) text(column, words string) []Run {
	if words == "" {
		return nil
	}
	return []Run{{words, &Source{Table: p.table, Where: p.where, Column: column, How: OfText}}}
}

// day is a date in running text: 2022年2月6日, without leading zeros.
func (p place) day(column string, d parquetio.Date) (zh, en []Run) {
	if !d.Valid {
		return nil, nil
	}
	source := &Source{Table: p.table, Where: p.where, Column: column, How: OfText}
	return []Run{{chineseDay(d), source}}, []Run{{d.String(), source}}
}

// count is how many rows there are.
func (p place) count(n int) []Run {
	return []Run{{strconv.Itoa(n), &Source{Table: p.table, Where: p.where, How: OfCount}}}
}

// names is how many different values a column has.
func (p place) names(column string, n int) []Run {
	return []Run{{strconv.Itoa(n), &Source{Table: p.table, Where: p.where, Column: column, How: OfNames}}}
}

// sum is a column added up over rows.
func (p place) sum(column string, n int) []Run {
	return []Run{{strconv.Itoa(n), &Source{Table: p.table, Where: p.where, Column: column, How: OfSum}}}
}

// share is a part of a whole in tenths of a per cent, with its sign.
func (p place) share(tenths int, whole place) []Run {
	return []Run{{grouped(parquetio.Decimal(int64(tenths), 1), 1) + "%", &Source{Table: p.table, Where: p.where, How: OfShare, Whole: whole.where, Decimals: 1}}}
}

// words are runs of the template itself.
func words(text string) []Run {
	if text == "" {
		return nil
	}
	return []Run{{Text: text}}
}

// together joins runs.
func together(parts ...[]Run) []Run {
	var all []Run
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// plain is the text of runs.
func plain(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
