package programme

import (
	"regexp"
	"slices"
	"strconv"
	"time"
)

// A Round is one turn of a task that is asked again and again. It is named by
// the day on which it is due.
type Round struct {
	Code       string // 2020-05-19
	Opens, Due Date   // first and last day
}

// maxRounds bounds how often a task may come round in a programme.
const maxRounds = 1000

var repeatEvery = regexp.MustCompile(`^P([1-9]\d{0,2})([YMWD])$`)

// RoundsOf lists the rounds of a task up to the one in which the programme ends:
// those its repetition makes, a year each for a standing task without one, and
// none for a task that is done once. A round opens the day after the one before is due.
func (p *Pack) RoundsOf(t Task) (rounds []Round) {
	if t.Repeat == "" && t.Kind != "standing" || !t.repeatable() || !p.Programme.Periods.usable() {
		return nil
	}
	start, last := p.StartOf(t), p.Programme.Periods.Last.Last()
	first, opens := t.firstDue(start), start
	for n := 0; n < maxRounds && !opens.After(last); n++ {
		due := t.nthDue(first, n)
		rounds = append(rounds, Round{due.String(), opens, due})
		opens = due.plusDays(1)
	}
	return rounds
}

// StartOf is the day from which a task runs: its own or that of its addition, else that of the document.
func (p *Pack) StartOf(t Task) Date {
	start := p.Programme.Issued
	for _, own := range []Date{t.Start, t.From} {
		if own.After(start.Time) {
			start = own
		}
	}
	return start
}

// yearlyDay is the day of a repetition such as --05-19, in a leap year.
func (t Task) yearlyDay() (Date, bool) {
	day, err := time.Parse("2006--01-02", "2000"+t.Repeat)
	return Date{day}, err == nil
}

// every is the stretch between two rounds, in months or days: a year where the task says no other.
func (t Task) every() (months, days int) {
	m := repeatEvery.FindStringSubmatch(t.Repeat)
	if m == nil {
		return 12, 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return 12, 0 // three digits always fit
	}
	switch m[2] {
	case "Y":
		return 12 * n, 0
	case "M":
		return n, 0
	case "W":
		return 0, 7 * n
	}
	return 0, n
}

// repeatable says whether the column repeat can be read.
func (t Task) repeatable() bool {
	_, yearly := t.yearlyDay()
	return t.Repeat == "" || yearly || repeatEvery.MatchString(t.Repeat)
}

// firstDue is the day on which a task that opens on a day is due for the first
// time: its day of the year, its due day, the end of the part of the calendar year
// (a month, a quarter, a half, the year), else one stretch after it opens.
func (t Task) firstDue(opens Date) Date {
	if day, yearly := t.yearlyDay(); yearly {
		due := day.plusMonths(12 * (opens.Year() - day.Year()))
		if due.Before(opens.Time) {
			due = day.plusMonths(12 * (opens.Year() + 1 - day.Year()))
		}
		return due
	}
	months, days := t.every()
	switch {
	case !t.Due.IsZero():
		return t.Due
	case months > 0 && 12%months == 0:
		parts := (int(opens.Month())-1)/months + 1
		return Date{time.Date(opens.Year(), time.Month(parts*months)+1, 0, 0, 0, 0, 0, time.UTC)}
	}
	return opens.plusMonths(months).plusDays(days)
}

// nthDue is the due day n rounds after the first. Each is counted from the first,
// so that a short month does not draw the later ones forward.
func (t Task) nthDue(first Date, n int) Date {
	if day, yearly := t.yearlyDay(); yearly {
		return day.plusMonths(12 * (first.Year() + n - day.Year()))
	}
	months, days := t.every()
	if months > 0 && first.plusDays(1).Day() == 1 {
		return Date{first.plusDays(1).AddDate(0, n*months, -1)} // the last day of a month stays one
	}
	return first.plusMonths(n * months).plusDays(n * days)
}

// plusMonths is the same day n months later, or the month's last where it is shorter.
func (d Date) plusMonths(n int) Date {
	first := time.Date(d.Year(), d.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return Date{first.AddDate(0, 0, min(d.Day(), first.AddDate(0, 1, -1).Day())-1)}
}

func (d Date) plusDays(n int) Date { return Date{d.AddDate(0, 0, n)} }

// roundsOf lists the rounds of a measure, those due while it is valid; one
// without a code where it has a due day of its own or its task does not repeat.
func (p *Pack) roundsOf(m Measure) (rounds []Round) {
	i := slices.IndexFunc(p.Tasks, func(t Task) bool { return t.Code == m.Task })
	if !m.Due.IsZero() || i < 0 || p.Tasks[i].Repeat == "" {
		return []Round{{Due: m.Due}}
	}
	valid := span{m.ValidFrom, m.ValidTo}
	for _, r := range p.RoundsOf(p.Tasks[i]) {
		if valid.overlaps(span{r.Due, r.Due}) {
			rounds = append(rounds, r)
		}
	}
	return rounds
}
