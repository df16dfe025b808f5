package check

import (
	"strings"

	"yigai/internal/decimal"
)

// Words before a number that say its sign.
var (
	fallWords = []string{"下降", "减少", "降低", "负", "减"}
	riseWords = []string{"增长", "增加", "上升", "提高", "正", "增"}
)

// meant gives " (-12?)" for a text that is no number but is written in a way that
// has one likely meaning: brackets for a negative, a missing 0 beside the point,
// an exponent, letters that look like digits, words for the sign. It is only
// ever a hint; two signs at once, as in 下降-5, have none.
func (n narrowed) meant() string {
	for _, reading := range []func(string) string{bracketed, pointed, exponential, lettered, signed} {
		if d, err := decimal.Parse(reading(n.text)); err == nil {
			return " (" + d.String() + "?)"
		}
	}
	return ""
}

// digitsOf is a number without a sign, thousands separators taken out; "" for
// anything else.
func digitsOf(text string) string {
	text, _ = ungroup(text)
	if text == "" || text[0] < '0' || text[0] > '9' {
		return ""
	}
	return text
}

func bracketed(text string) string {
	if inside, ok := strings.CutPrefix(text, "("); ok {
		if inside, ok = strings.CutSuffix(inside, ")"); ok && digitsOf(inside) != "" {
			return "-" + digitsOf(inside)
		}
	}
	return ""
}

// pointed reads .5 and 5. with the 0 that belongs there.
func pointed(text string) string {
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	switch {
	case strings.HasPrefix(text, ".") && len(text) > 1:
		return sign + "0" + text
	case strings.HasSuffix(text, ".") && digitsOf(text[:len(text)-1]) != "":
		return sign + text[:len(text)-1]
	}
	return ""
}

func exponential(text string) string {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	unsigned := strings.TrimLeft(exponent, "+-")
	if digitsOf(strings.TrimPrefix(mantissa, "-")) == "" || unsigned == "" || len(unsigned) > 3 || len(exponent) > len(unsigned)+1 ||
		strings.Trim(unsigned, "0123456789") != "" || strings.Trim(mantissa, "-0123456789.") != "" {
		return ""
	}
	if plain, ok := expand(text); ok {
		return plain
	}
	return ""
}

// lettered reads O, o and l for the digits they look like, where there is a real
// digit too.
func lettered(text string) string {
	if !strings.ContainsAny(text, "Ool") || !strings.ContainsAny(text, "123456789") {
		return ""
	}
	return strings.NewReplacer("O", "0", "o", "0", "l", "1").Replace(text)
}

func signed(text string) string {
	for _, word := range fallWords {
		if rest, ok := strings.CutPrefix(text, word); ok && digitsOf(rest) != "" {
			return "-" + strings.TrimSuffix(digitsOf(rest), "%")
		}
	}
	for _, word := range riseWords {
		if rest, ok := strings.CutPrefix(text, word); ok {
			return strings.TrimSuffix(digitsOf(rest), "%")
		}
	}
	return ""
}
