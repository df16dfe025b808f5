package ledgerbook

// A column is one column of a table about rows of T. An internal one is left
// out of what is public.
type column[T any] struct {
	zh, en   string
	width    float64
	internal bool
	of       func(T) any
}

// roomy is the width from which a column holds texts that make a row high.
const roomy = 12

// shown are the columns for the audience. Where internal ones are left out, the
// columns of text before the last of them share their width, so that rows are
// lower and a page holds as many as that of an internal workbook.
func shown[T any](columns []column[T], public bool) (kept []column[T]) {
	if !public {
		return columns
	}
	last, freed, room := 0, 0.0, 0.0
	for i, c := range columns {
		if c.internal {
			last, freed = i, freed+c.width
		}
	}
	for _, c := range columns[:last] {
		if !c.internal && c.width >= roomy {
			room += c.width
		}
	}
	for i, c := range columns {
		if c.internal {
			continue
		}
		if i < last && c.width >= roomy {
			c.width += freed * c.width / room
		}
		kept = append(kept, c)
	}
	return kept
}

func widthsOf[T any](columns []column[T]) (widths []float64) {
	for _, c := range columns {
		widths = append(widths, c.width)
	}
	return widths
}

// fillTable writes a header and a line for each row; st says how a row looks.
// It returns the last row of the header.
func fillTable[T any](s *sheet, columns []column[T], rows []T, st func(T) style) int {
	var zh, en []string
	for _, c := range columns {
		zh, en = append(zh, c.zh), append(en, c.en)
	}
	s.header(zh, en)
	header := s.row
	for _, r := range rows {
		values := make([]any, len(columns))
		for i, c := range columns {
			values[i] = c.of(r)
		}
		s.line(st(r), values...)
	}
	return header
}

// at is the place of a column among those shown, counted from 1, 0 where it is not.
func at[T any](columns []column[T], zh string) int {
	for i, c := range columns {
		if c.zh == zh {
			return i + 1
		}
	}
	return 0
}

func plain[T any](T) style { return styleText }
