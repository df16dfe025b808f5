package ingest

import (
	"testing"

	"yigai/internal/decimal"
	"yigai/programme"
)

// Of several reporters of one figure the same one counts, in whatever order they
// are read: the org itself, else the first by code.
func TestPastIsTheSameInAnyOrder(t *testing.T) {
	key := figure{"610702", "visits", "2022Q1"}
	values := []pastValue{{decimal.FromInt(1), "610700-YBJ"}, {decimal.FromInt(2), "610700-HKQ"}, {decimal.FromInt(3), "610702"}}
	for _, c := range []struct {
		order []int
		want  int64
	}{{[]int{0, 1}, 2}, {[]int{1, 0}, 2}, {[]int{0, 1, 2}, 3}, {[]int{2, 1, 0}, 3}, {[]int{1, 2, 0}, 3}} {
		p := Past{}
		for _, i := range c.order {
			p.note(key, values[i])
		}
		if got, ok := p.Value(key.org, key.element, programme.MustPeriod(key.period)); !ok || got != decimal.FromInt(c.want) {
			t.Errorf("order %v: %s, want %d", c.order, got, c.want)
		}
	}
}
