package check_test

import (
	"testing"

	"yigai/ingest/check"
	"yigai/internal/decimal"
)

// A figure whose row was returned and then not is the same figure while it reads
// the same; another number, or none, is a change that somebody must have asked for.
func TestChangesAreOfWhatIsRead(t *testing.T) {
	value := func(n int64) *decimal.Decimal {
		d := decimal.Decimal(n * 10_000)
		return &d
	}
	reported := check.Observation{Element: "visits", State: check.Reported, Value: value(186908), RawText: "186908", Cell: "E5"}
	returned := check.Observation{Element: "visits", State: check.Missing, RawText: "186908", Cell: "E5"}
	empty := check.Observation{Element: "visits", State: check.Missing, Cell: "E5"}
	other := reported
	other.Value, other.RawText = value(186909), "186909"
	for name, c := range map[string]struct {
		was, is check.Observation
		changes int
	}{
		"sound and sound":    {reported, reported, 0},
		"returned and sound": {returned, reported, 0},
		"sound and returned": {reported, returned, 0},
		"another number":     {reported, other, 1},
		"a number gone":      {reported, empty, 1},
	} {
		was, is := check.Result{Observations: []check.Observation{c.was}}, check.Result{Observations: []check.Observation{c.is}}
		if got := check.Changes(was, is, nil); len(got) != c.changes {
			t.Errorf("%s: %d changes, want %d", name, len(got), c.changes)
		}
	}
}
