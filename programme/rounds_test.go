package programme

import (
	"strings"
	"testing"
)

// The days on which tasks come round in a programme from 22 November 2019 to the
// end of 2021, as a calendar on the wall says them.
func TestRoundsOf(t *testing.T) {
	for _, c := range []struct{ name, kind, start, due, repeat, want string }{
		{"once", "one-off", "", "2020-06-30", "", ""},
		{"standing, by the year", "standing", "", "", "", "2019-12-31 2020-12-31 2021-12-31"},
		{"standing, by its own day", "standing", "", "2020-03-31", "", "2020-03-31 2021-03-31 2022-03-31"},
		{"a day of the year", "standing", "", "", "--05-19", "2020-05-19 2021-05-19 2022-05-19"},
		{"a day that is still to come", "standing", "", "", "--12-01", "2019-12-01 2020-12-01 2021-12-01 2022-12-01"},
		{"29 February", "standing", "", "", "--02-29", "2020-02-29 2021-02-28 2022-02-28"},
		{"every two years", "standing", "", "", "P2Y", "2021-11-22 2023-11-22"},
		{"every half-year from a first day", "standing", "", "2020-08-31", "P6M", "2020-08-31 2021-02-28 2021-08-31 2022-02-28"},
		{"every quarter", "standing", "2021-05-10", "", "P3M", "2021-06-30 2021-09-30 2021-12-31"},
		{"short months do not draw others forward", "standing", "2021-08-30", "2021-08-30", "P2M", "2021-08-30 2021-10-30 2021-12-30 2022-02-28"},
		{"every ten days", "standing", "2021-12-05", "", "P10D", "2021-12-15 2021-12-25 2022-01-04"},
		{"nobody can read it", "standing", "", "", "P0M", ""},
	} {
		p := &Pack{}
		p.Programme.Issued = mustDate("2019-11-22")
		p.Programme.Periods = Periods{Kind: "quarter", First: MustPeriod("2019Q4"), Last: MustPeriod("2021Q4")}
		task := Task{Code: "1", Kind: c.kind, Start: mustDate(c.start), Due: mustDate(c.due), Repeat: c.repeat}
		var got []string
		opens := p.StartOf(task)
		for _, r := range p.RoundsOf(task) {
			got = append(got, r.Code)
			if r.Opens != opens || r.Due.Before(r.Opens.Time) {
				t.Errorf("%s: round %s opens %s, want %s", c.name, r.Code, r.Opens, opens)
			}
			opens = r.Due.plusDays(1)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %v, want %s", c.name, got, c.want)
		}
	}
}

// A measure without a due day of its own is due in each round of its task while it is valid.
func TestMeasuresOfRounds(t *testing.T) {
	p := &Pack{Tasks: []Task{{Code: "1", Kind: "standing", Repeat: "--05-19"}, {Code: "2", Kind: "standing"}}}
	p.Programme.Issued = mustDate("2019-11-22")
	p.Programme.Periods = Periods{Kind: "year", First: MustPeriod("2019"), Last: MustPeriod("2021")}
	for _, c := range []struct {
		measure Measure
		want    string
	}{
		{Measure{Task: "1"}, "2020-05-19 2021-05-19 2022-05-19 "},
		{Measure{Task: "1", ValidFrom: mustDate("2021-01-01"), ValidTo: mustDate("2021-12-31")}, "2021-05-19 "},
		{Measure{Task: "1", Due: mustDate("2020-12-31")}, "/2020-12-31 "},
		{Measure{Task: "2", Due: mustDate("2020-12-31")}, "/2020-12-31 "},
	} {
		var got strings.Builder
		for _, r := range p.roundsOf(c.measure) {
			if r.Code != r.Due.String() {
				got.WriteString(r.Code + "/")
			}
			got.WriteString(r.Due.String() + " ")
		}
		if got.String() != c.want {
			t.Errorf("%+v: got %q, want %q", c.measure, got.String(), c.want)
		}
	}
}

func mustDate(s string) Date {
	if s == "" {
		return Date{}
	}
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}
