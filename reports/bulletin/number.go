package bulletin

import (
	"fmt"
	"strings"

	"yigai/internal/parquetio"
)

const missing = "—"

// grouped prints n with that many decimals and thousands separators.
func grouped(n parquetio.Number, decimals int) string {
	if !n.Valid {
		return missing
	}
	s := n.Fixed(decimals)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	whole, fraction, hasPoint := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if strings.Trim(s, "0.") == "" {
		sign = "" // a change that rounds to nothing has no direction
	}
	if hasPoint {
		return sign + whole + "." + fraction
	}
	return sign + whole
}

// chineseDay is a day as documents write it: no leading zeros.
func chineseDay(d parquetio.Date) string {
	if !d.Valid {
		return missing
	}
	t := d.Time()
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}

// sharesOf returns the counts as tenths of a per cent that add up to 1000
// exactly (largest remainder; the earlier part wins a tie). All 0 for no counts.
func sharesOf(counts ...int) []int {
	total, left := 0, 1000
	for _, c := range counts {
		total += c
	}
	shares, rest := make([]int, len(counts)), make([]int, len(counts))
	if total == 0 {
		return shares
	}
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

// numerals count headings: 一、二、… 十、十一、… Beyond 99 they are Arabic.
func numeral(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 1 || n > 99:
		return fmt.Sprint(n)
	case n < 10:
		return digits[n]
	case n < 20:
		return "十" + digits[n-10]
	}
	return digits[n/10] + "十" + digits[n%10]
}

// unitsOf is a difference's unit: 个百分点 for rates.
func unitsOf(unit string) (zh, en string) {
	if unit == "%" {
		return "个百分点", " percentage points"
	}
	return unit, ""
}

// round says whether n rounds to nothing at that many decimals.
func vanishes(n parquetio.Number, decimals int) bool {
	return !n.Valid || strings.Trim(n.Fixed(decimals), "-0.") == ""
}
