package svg

import "math"

// Ticks returns round axis values that hold low and high, about want of them,
// with the decimals their labels need. Equal limits get room around them.
func Ticks(low, high float64, want int) (values []float64, decimals int) {
	if low == high {
		low, high = low-math.Max(1, math.Abs(low)/10), high+math.Max(1, math.Abs(high)/10)
	}
	step := roundStep((high - low) / float64(want))
	first, last := math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
	for i := first; i <= last; i++ {
		values = append(values, i*step)
	}
	for scaled := step; decimals < 6 && math.Abs(scaled-math.Round(scaled)) > 1e-9; decimals++ {
		scaled *= 10
	}
	return values, decimals
}

// roundStep is the smallest of 1, 2, 5 times a power of ten that is at least step.
func roundStep(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= step-1e-12 {
			return m * power
		}
	}
	return 10 * power
}
