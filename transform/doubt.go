package transform

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// maxDoubts is how many findings of one doubtful test are kept; the rest is counted.
const maxDoubts = 1000

// A Doubt is something that can be so, but hardly is. The sentences are made
// from names of the programme and figures; Look may hold the name of a file.
type Doubt struct {
	Test   string // the file of the test
	Zh, En string // what is doubtful
	Look   string // where to look: a command, or a file with sheet and cell
}

// isDoubt says whether a test finds doubts rather than faults: its name begins
// with doubt_, and it selects zh, en and look, in the order to be shown in.
func (m Model) isDoubt() bool { return strings.HasPrefix(m.Name, "doubt_") }

// doubts runs a test of that kind; count includes those beyond maxDoubts.
func doubts(ctx context.Context, e *engine, t Model) (found []Doubt, count int, err error) {
	failed, err := wrongRows(ctx, e, t.File, t.SQL, maxDoubts)
	if err != nil {
		return nil, 0, err
	}
	if want := []string{"zh", "en", "look"}; !slices.Equal(failed.Columns, want) {
		return nil, 0, fmt.Errorf("%s: a doubt selects %s, not %s", t.File, strings.Join(want, ", "), strings.Join(failed.Columns, ", "))
	}
	for _, row := range failed.Rows {
		found = append(found, Doubt{Test: t.File, Zh: row[0], En: row[1], Look: row[2]})
	}
	return found, failed.Count, nil
}
