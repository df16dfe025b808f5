package check

import (
	"strings"

	"yigai/internal/decimal"
)

// A problem is a finding before it has a place: a code and what it speaks of.
type problem struct {
	code  Code
	found string
	hint  string
}

// parseStored reads the stored digits of a number cell exactly. A number with
// more than four decimals is taken at 15 significant digits, which is what
// Excel itself computes and shows, if that leaves at most four: 0.1+0.2 lies in
// the file as 0.30000000000000004, and a typed 1.1 may as 1.1000000000000001.
// Then dust is true. ok is false for what cannot be held exactly.
func parseStored(text string) (d decimal.Decimal, dust, ok bool) {
	plain, ok := expand(text)
	if !ok {
		return 0, false, false
	}
	if d, err := decimal.Parse(plain); err == nil {
		return d, false, true
	}
	rounded, changed := round15(plain)
	d, err := decimal.Parse(rounded)
	ok = err == nil && changed
	return d, ok, ok
}

// expand writes a number with an exponent as plain digits. Exponents that no
// value of ours can have are refused.
func expand(text string) (plain string, ok bool) {
	mantissa, exponent, has := cutExponent(text)
	negative := strings.HasPrefix(mantissa, "-")
	mantissa = strings.TrimLeft(mantissa, "+-")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if has {
		if exponent > 30 || exponent < -400 {
			return "0", strings.Trim(whole+fraction, "0") == ""
		}
		whole, fraction = shift(whole, fraction, exponent)
	}
	plain = strings.TrimLeft(whole, "0")
	if plain == "" {
		plain = "0"
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		plain += "." + fraction
	}
	if negative && plain != "0" {
		plain = "-" + plain
	}
	return plain, true
}

func cutExponent(text string) (mantissa string, exponent int, has bool) {
	i := strings.IndexAny(text, "eE")
	if i < 0 {
		return text, 0, false
	}
	digits := strings.TrimLeft(text[i+1:], "+-")
	for _, c := range digits {
		exponent = min(exponent*10+int(c-'0'), 1_000_000) // far beyond any that is taken
	}
	if strings.HasPrefix(text[i+1:], "-") {
		exponent = -exponent
	}
	return text[:i], exponent, true
}

// shift moves the point n places to the right, to the left when n is negative.
func shift(whole, fraction string, n int) (string, string) {
	if n >= 0 {
		fraction += strings.Repeat("0", max(0, n-len(fraction)))
		return whole + fraction[:n], fraction[n:]
	}
	whole = strings.Repeat("0", max(0, -n-len(whole))) + whole
	cut := len(whole) + n
	return whole[:cut], whole[cut:] + fraction
}

// round15 rounds plain digits to 15 significant ones, half away from zero.
// changed is false when there are no more than 15.
func round15(plain string) (rounded string, changed bool) {
	const keep = 15
	sign := ""
	if strings.HasPrefix(plain, "-") {
		sign, plain = "-", plain[1:]
	}
	whole, fraction, _ := strings.Cut(plain, ".")
	digits := []byte("0" + whole + fraction) // the first 0 takes a carry
	first := 0
	for first < len(digits) && digits[first] == '0' {
		first++
	}
	if len(digits)-first <= keep || first+keep <= len(whole) {
		return "", false // nothing to round, or only whole digits are kept
	}
	cut := first + keep
	up := digits[cut] >= '5'
	digits = digits[:cut]
	for i := cut - 1; up; i-- {
		if up = digits[i] == '9'; up {
			digits[i] = '0'
		} else {
			digits[i]++
		}
	}
	point := len(whole) + 1
	plain, _ = expand(string(digits[:point]) + "." + string(digits[point:]))
	return sign + plain, true
}
