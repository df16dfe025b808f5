package programme

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// A Period is a reporting period: a quarter "2022Q1", a half-year "2022H1" or a
// year "2022". The zero Period is no period.
type Period struct {
	year int
	kind byte // 'Q', 'H' or 'Y'
	nth  int  // 1 to 4, 1 to 2, or 1
}

var periodPattern = regexp.MustCompile(`^(\d{4})(?:(Q)([1-4])|(H)([12]))?$`)

// ParsePeriod reads "2022Q1", "2022H1" or "2022".
func ParsePeriod(s string) (Period, error) {
	m := periodPattern.FindStringSubmatch(s)
	if m == nil {
		return Period{}, &textError{s, "2022Q1, 2022H1 or 2022"}
	}
	year, err := strconv.Atoi(m[1])
	if err != nil {
		return Period{}, err
	}
	switch {
	case m[2] != "":
		return Period{year, 'Q', int(m[3][0] - '0')}, nil
	case m[4] != "":
		return Period{year, 'H', int(m[5][0] - '0')}, nil
	}
	return Period{year, 'Y', 1}, nil
}

// MustPeriod is ParsePeriod for constants in the program and in tests.
func MustPeriod(s string) Period {
	p, err := ParsePeriod(s)
	if err != nil {
		panic(err)
	}
	return p
}

// Quarter is the period of the nth quarter (1 to 4) of year.
func Quarter(year, nth int) Period { return Period{year, 'Q', nth} }

// IsZero says whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// Year is the calendar year p lies in.
func (p Period) Year() int { return p.year }

// Nth is the place of p in its year: 1 to 4 for quarters, 1 to 2 for halves, 1 for a year.
func (p Period) Nth() int { return p.nth }

// IsQuarter says whether p is a quarter.
func (p Period) IsQuarter() bool { return p.kind == 'Q' }

func (p Period) months() int {
	switch p.kind {
	case 'Q':
		return 3
	case 'H':
		return 6
	}
	return 12
}

// String is the literal used in files, flags and tables: "2022Q1".
func (p Period) String() string {
	switch p.kind {
	case 'Q', 'H':
		return p.yearText() + string([]byte{p.kind, byte('0' + p.nth)})
	case 'Y':
		return p.yearText()
	}
	return ""
}

// yearText is the year in four digits. Every figure of a country asks for it.
func (p Period) yearText() string {
	y := p.year
	return string([]byte{digit(y / 1000), digit(y / 100), digit(y / 10), digit(y)})
}

func digit(n int) byte { return byte('0' + n%10) }

// Name is how a Chinese text names the period: 2022年第一季度, 2022年上半年, 2022年.
func (p Period) Name() string {
	switch p.kind {
	case 'Q':
		return fmt.Sprintf("%d年第%s季度", p.year, []string{"一", "二", "三", "四"}[p.nth-1])
	case 'H':
		return fmt.Sprintf("%d年%s", p.year, []string{"上半年", "下半年"}[p.nth-1])
	case 'Y':
		return fmt.Sprintf("%d年", p.year)
	}
	return ""
}

// First is the first day of the period, at midnight UTC.
func (p Period) First() time.Time {
	return time.Date(p.year, time.Month((p.nth-1)*p.months()+1), 1, 0, 0, 0, 0, time.UTC)
}

// Last is the last day of the period, at midnight UTC.
func (p Period) Last() time.Time { return p.First().AddDate(0, p.months(), -1) }

// Add is the period of the same kind n periods later, or earlier when n is negative.
func (p Period) Add(n int) Period {
	perYear := 12 / p.months()
	index := p.year*perYear + p.nth - 1 + n
	return Period{index / perYear, p.kind, index%perYear + 1}
}

// Before says whether p begins before q.
func (p Period) Before(q Period) bool { return p.First().Before(q.First()) }

// MarshalText and UnmarshalText make a Period readable and writable in YAML and JSON.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (p *Period) UnmarshalText(text []byte) error {
	parsed, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = parsed
	return nil
}
