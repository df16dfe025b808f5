//go:build cgo

package main

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSharesAddUpToAHundredPercent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := map[string]int{}
		total := 0
		for _, state := range reportingStates {
			counts[state] = rapid.IntRange(0, 300).Draw(t, state)
			total += counts[state]
		}
		if total == 0 {
			return
		}
		sum := 0
		for i, tenths := range tenthsOf(counts, total) {
			sum += tenths
			if exact := 1000 * counts[reportingStates[i]]; tenths*total <= exact-total || tenths*total >= exact+total {
				t.Fatalf("%v: %s is %d tenths", counts, reportingStates[i], tenths)
			}
		}
		if sum != 1000 {
			t.Fatalf("%v: the shares add up to %d tenths", counts, sum)
		}
	})
}
