package check

import (
	"regexp"
	"strconv"
	"time"

	"yigai/ingest/book"
	"yigai/programme"
)

var datePattern = regexp.MustCompile(`^(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?$`)

// date reads a day written as text (2022-03-31, 2022/3/31, 2022.3.31,
// 2022年3月31日) or stored as a day number in a date format. Years of two digits
// and anything else are refused: they could be read in two ways.
func (c *checker) date(cell book.Cell) (programme.Date, bool) {
	switch cell.Type {
	case book.Text:
		return dateOfText(plainName(cell.Text))
	case book.Date:
		day, err := programme.ParseDate(cell.Text[:min(len(cell.Text), len(time.DateOnly))])
		return day, err == nil
	case book.Number:
		if showingOf(cell.NumberFormat) == showsDate {
			return dateOfNumber(cell.Text, c.book.Traits().Date1904)
		}
	}
	return programme.Date{}, false
}

func dateOfText(text string) (programme.Date, bool) {
	m := datePattern.FindStringSubmatch(text)
	if m == nil {
		return programme.Date{}, false
	}
	for i := 2; i <= 3; i++ {
		if len(m[i]) == 1 {
			m[i] = "0" + m[i]
		}
	}
	day, err := programme.ParseDate(m[1] + "-" + m[2] + "-" + m[3])
	return day, err == nil
}

// dateOfNumber counts days from 1899-12-30, or from 1904-01-01 in workbooks
// that say so. The time of day is left off.
func dateOfNumber(text string, from1904 bool) (programme.Date, bool) {
	plain, ok := expand(text)
	if !ok {
		return programme.Date{}, false
	}
	days, err := strconv.ParseFloat(plain, 64)
	if err != nil || days < 61 || days > 100_000 {
		return programme.Date{}, false // day 60 is a 29 February that never was
	}
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return programme.Date{Time: start.AddDate(0, 0, int(days))}, true
}

// readCell is readValue, with the day that a date stands for beside what is
// stored: 44651 = 2022-03-31. Whoever typed it knows it by the day.
func (c *checker) readCell(cell book.Cell, e programme.Element) reading {
	r := readValue(cell, e)
	for i, p := range r.problems {
		if p.code != "E-DATE" || cell.Type != book.Number {
			continue
		}
		if day, ok := dateOfNumber(cell.Text, c.book.Traits().Date1904); ok {
			r.problems[i].found = cell.Text + " = " + day.String() + " (" + cell.NumberFormat + ")"
		}
	}
	return r
}
