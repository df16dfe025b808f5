package look

import (
	"math"
	"strconv"
)

// Contrast is the contrast of two colours as WCAG 2 has it, from 1 to 21; 0 for
// what is no colour.
func Contrast(a, b string) float64 {
	x, errA := luminance(a)
	y, errB := luminance(b)
	if errA != nil || errB != nil {
		return 0
	}
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(colour string) (float64, error) {
	rgb, err := strconv.ParseUint(colour, 16, 24)
	if err != nil {
		return 0, err
	}
	part := func(shift int) float64 {
		c := float64(rgb>>shift&0xFF) / 255
		if c <= 0.03928 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0), nil
}
