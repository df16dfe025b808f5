package reports

import (
	"slices"
	"testing"

	"yigai/internal/parquetio"
)

// No column of the lineage is lost in its store, and what is empty stays so.
func TestSourceStoreKeepsEveryField(t *testing.T) {
	rows := make([]lineageRow, 4)
	filled(t, &rows[0], 1)
	filled(t, &rows[1], 2)
	rows[3] = rows[0] // a second row behind the same figure, of another cell
	rows[3].Cell, rows[3].Value = "Z9", parquetio.Number{}
	var s sourceStore
	s.add(rows[:1])
	s.add(rows[1:])
	s.index()
	for n, want := range [][]lineageRow{{rows[0], rows[3]}, {rows[1]}, {rows[2]}} {
		first := want[0]
		key := valueKey{first.Indicator, first.Org, first.Period, first.Basis}
		if got := s.behind(key); !slices.Equal(got, want) || s.number(key) != len(want) {
			t.Errorf("figure %d: got %d, %+v\nwant %+v", n, s.number(key), got, want)
		}
	}
	if key := (valueKey{rows[0].Indicator, rows[1].Org, rows[0].Period, rows[0].Basis}); s.find(key) != nil || s.number(key) != 0 {
		t.Error("a figure without a source has one")
	}
}
