//go:build cgo

package main

import "testing"

// TestSamePerson: a rule that asks for two persons is not met by one who writes a name in two ways.
func TestSamePerson(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"李明", "李明", true}, {"李明", "李明 ", true}, {"李 明", "李\u3000明", true}, {"Li Ming", "ｌｉ ming", true}, {"李明", "李\u200b明", true},
		{"李明", "王秀兰", false}, {"李明", "李明明", false},
	} {
		if got := samePerson(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
