package parquetio

import (
	"math/big"
	"strconv"
	"strings"
	"time"
)

// A Number is an exact decimal, or NULL: Unscaled / 10^Scale when Valid.
//
// It holds up to 18 digits; a wider stored value that does not fit is an error
// of Read, never a rounded number. The zero Number is NULL.
type Number struct {
	Unscaled int64
	Scale    int
	Valid    bool
}

// Int returns the whole number n.
func Int(n int64) Number { return Number{Unscaled: n, Valid: true} }

// Decimal returns unscaled / 10^scale.
func Decimal(unscaled int64, scale int) Number {
	return Number{Unscaled: unscaled, Scale: scale, Valid: true}
}

// Sign is -1, 0 or 1; 0 for NULL.
func (n Number) Sign() int {
	switch {
	case !n.Valid || n.Unscaled == 0:
		return 0
	case n.Unscaled < 0:
		return -1
	}
	return 1
}

// Float is the nearest float64, for drawing only; 0 for NULL.
func (n Number) Float() float64 {
	if !n.Valid {
		return 0
	}
	if n.Unscaled > -exactly && n.Unscaled < exactly && n.Scale >= 0 && n.Scale < len(tens) {
		return float64(n.Unscaled) / tens[n.Scale] // both are exact, so the quotient is the nearest
	}
	f, _ := n.rat().Float64() // the second result says whether it is exact: drawing need not be
	return f
}

// exactly is up to where every whole number is a float64, and tens are powers of ten that are.
const exactly = 1 << 53

var tens = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// Cmp compares exactly: -1, 0 or 1. NULL counts as 0.
func (n Number) Cmp(other Number) int {
	return n.rat().Cmp(other.rat())
}

func (n Number) rat() *big.Rat {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n.Scale)), nil)
	return new(big.Rat).SetFrac(big.NewInt(n.Unscaled), scale)
}

// Fixed prints n with that many decimals, rounded half away from zero; "" for NULL.
func (n Number) Fixed(decimals int) string {
	if !n.Valid {
		return ""
	}
	rounded := n.rounded(decimals)
	sign := ""
	if rounded < 0 {
		sign, rounded = "-", -rounded
	}
	digits := strconv.FormatInt(rounded, 10)
	scale := min(decimals, n.Scale)
	if len(digits) <= scale {
		digits = strings.Repeat("0", scale+1-len(digits)) + digits
	}
	whole, fraction := digits[:len(digits)-scale], digits[len(digits)-scale:]
	fraction += strings.Repeat("0", decimals-scale)
	if decimals == 0 {
		return sign + whole
	}
	return sign + whole + "." + fraction
}

// rounded is n scaled by 10^decimals, or by 10^Scale where n has fewer decimals.
func (n Number) rounded(decimals int) int64 {
	if decimals >= n.Scale {
		return n.Unscaled
	}
	unit := int64(1)
	for range n.Scale - decimals {
		unit *= 10
	}
	rest := n.Unscaled % unit
	switch {
	case 2*rest >= unit:
		return n.Unscaled/unit + 1
	case 2*rest <= -unit:
		return n.Unscaled/unit - 1
	}
	return n.Unscaled / unit
}

// String prints the shortest exact form; "" for NULL.
func (n Number) String() string {
	s := n.Fixed(n.Scale)
	if n.Scale == 0 || !n.Valid {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// A Date is a day, or NULL: days since 1970-01-01 when Valid.
type Date struct {
	Days  int32
	Valid bool
}

// DateOf returns that day.
func DateOf(year, month, day int) Date {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return Date{Days: int32(t.Unix() / 86400), Valid: true}
}

// Time is midnight UTC of the day.
func (d Date) Time() time.Time { return time.Unix(int64(d.Days)*86400, 0).UTC() }

// String is YYYY-MM-DD; "" for NULL.
func (d Date) String() string {
	if !d.Valid {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}
