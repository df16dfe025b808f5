// Package decimal holds exact decimal numbers of up to 18 digits, 4 of them
// after the point: the DECIMAL(18,4) of every reported value.
//
// It only stores, reads, prints, adds and compares. Ratios are computed by the
// SQL engines or, in checks, with math/big; never with binary floating point.
package decimal

import (
	"errors"
	"fmt"
	"strings"
)

// Scale is the number of digits after the decimal point.
const Scale = 4

const (
	unit = 10_000                  // 10^Scale
	max  = 999_999_999_999_999_999 // 18 digits
)

// Decimal is a number scaled by 10^4: 12.5 is Decimal(125000).
type Decimal int64

// The two reasons why a well-formed number cannot be held exactly.
var (
	ErrSyntax = errors.New("not a plain decimal number")
	ErrRange  = errors.New("more digits than DECIMAL(18,4) holds")
)

// FromInt returns n as a Decimal. It panics when n needs more than 14 digits:
// it is meant for constants and counts made by the program itself.
func FromInt(n int64) Decimal {
	if n > max/unit || n < -max/unit {
		panic(fmt.Sprintf("decimal: %d is out of range", n))
	}
	return Decimal(n * unit)
}

// Parse reads an optional sign, digits, and at most one point: "-12.5".
// It returns ErrSyntax for anything else and ErrRange when the number is
// too large or has a non-zero fifth decimal; it never rounds.
func Parse(s string) (Decimal, error) {
	rest, negative := strings.CutPrefix(s, "-")
	if !negative {
		rest = strings.TrimPrefix(rest, "+")
	}
	whole, fraction, hasPoint := strings.Cut(rest, ".")
	if whole == "" || (hasPoint && fraction == "") || !digits(whole) || !digits(fraction) {
		return 0, fmt.Errorf("%q: %w", s, ErrSyntax)
	}
	fraction = strings.TrimRight(fraction, "0")
	whole = strings.TrimLeft(whole, "0")
	if len(fraction) > Scale || len(whole) > 18-Scale {
		return 0, fmt.Errorf("%q: %w", s, ErrRange)
	}
	var n int64
	for _, c := range whole + fraction + strings.Repeat("0", Scale-len(fraction)) {
		n = n*10 + int64(c-'0')
	}
	if negative {
		n = -n
	}
	return Decimal(n), nil
}

// MustParse is Parse for constants in the program and in tests.
func MustParse(s string) Decimal {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func digits(s string) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// String prints the shortest exact form: no trailing zeros, no exponent.
func (d Decimal) String() string {
	sign, n := "", int64(d)
	if n < 0 {
		sign, n = "-", -n
	}
	if n%unit == 0 {
		return fmt.Sprintf("%s%d", sign, n/unit)
	}
	return strings.TrimRight(fmt.Sprintf("%s%d.%04d", sign, n/unit, n%unit), "0")
}

// Grouped is String with commas between thousands.
func (d Decimal) Grouped() string {
	text, negative := strings.CutPrefix(d.String(), "-")
	whole, fraction, hasPoint := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if hasPoint {
		whole += "." + fraction
	}
	if negative {
		return "-" + whole
	}
	return whole
}

// IsInt says whether the number has no decimals.
func (d Decimal) IsInt() bool { return d%unit == 0 }

// Decimals is the number of decimals the number really has, 0 to 4.
func (d Decimal) Decimals() int {
	n := int64(d)
	for places := Scale; places > 0; places-- {
		if n%10 != 0 {
			return places
		}
		n /= 10
	}
	return 0
}
