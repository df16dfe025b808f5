package reports

import (
	"strings"

	"yigai/internal/parquetio"
)

const missing = "—"

// grouped prints n with that many decimals and thousands separators; — for NULL.
func grouped(n parquetio.Number, decimals int) string {
	if !n.Valid {
		return missing
	}
	s := n.Fixed(decimals)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:] // a real minus: a hyphen is too short in a column
	}
	whole, fraction, hasPoint := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if hasPoint {
		return sign + whole + "." + fraction
	}
	return sign + whole
}

// amount prints a count or sum with the decimals it really has: 612,345 or 1,234.56.
func amount(n parquetio.Number) string {
	_, fraction, _ := strings.Cut(n.String(), ".")
	return grouped(n, len(fraction))
}

// signed prints a difference with its sign: +1.2, −0.8, 0.0; — for NULL.
func signed(n parquetio.Number, decimals int) string {
	s := grouped(n, decimals)
	if n.Sign() > 0 && strings.ContainsAny(s, "123456789") {
		return "+" + s
	}
	return s
}

// absolute drops the sign, for sentences that say 高于 or 低于.
func absolute(n parquetio.Number) parquetio.Number {
	if n.Unscaled < 0 {
		n.Unscaled = -n.Unscaled
	}
	return n
}

// percent prints a share of 1 as a percentage with one decimal: 0.94 is 94.0%.
func percent(share parquetio.Number) string {
	if !share.Valid {
		return missing
	}
	return grouped(timesHundred(share), 1) + "%"
}

func timesHundred(n parquetio.Number) parquetio.Number {
	if n.Scale >= 2 {
		n.Scale -= 2
		return n
	}
	for range 2 - n.Scale {
		n.Unscaled *= 10
	}
	n.Scale = 0
	return n
}

// sharesOf returns the counts as tenths of a percent that add up to 1000
// exactly (largest remainder; the earlier part wins a tie). All 0 for no counts.
func sharesOf(counts []int) []int {
	total := 0
	for _, c := range counts {
		total += c
	}
	shares, rest := make([]int, len(counts)), make([]int, len(counts))
	if total == 0 {
		return shares
	}
	left := 1000
	for i, c := range counts {
		shares[i], rest[i] = c*1000/total, c*1000%total
		left -= shares[i]
	}
	for ; left > 0; left-- {
		largest := 0
		for i := range rest {
			if rest[i] > rest[largest] {
				largest = i
			}
		}
		shares[largest]++
		rest[largest] = -1
	}
	return shares
}

// unitOf is the unit as it follows a value in text: "%" closely, others after a space.
func unitOf(unit string) string {
	if unit == "" || unit == "%" {
		return unit
	}
	return " " + unit
}

// pointsOf is the unit of a difference: 百分点 for rates.
func pointsOf(unit string) (zh, en string) {
	if unit == "%" {
		return "个百分点", "percentage points"
	}
	return unit, ""
}
