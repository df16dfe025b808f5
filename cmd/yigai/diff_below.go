//go:build cgo

package main

import (
	"path/filepath"
	"strings"

	"yigai/internal/parquetio"
)

// unitsBelow says by org and period which orgs' figures may be summed into one's.
type unitsBelow map[unitPeriod][]string

// A unitPeriod is an org in a period.
type unitPeriod struct{ org, period string }

// ancestorRow is a row of dim_ancestor.
type ancestorRow struct {
	Period   string `parquet:"period"`
	Org      string `parquet:"org"`
	Ancestor string `parquet:"ancestor"`
}

func belowIn(parquet string) (unitsBelow, error) {
	rows, err := parquetio.ReadPublic[ancestorRow](filepath.Join(parquet, "dim_ancestor.parquet"))
	b := unitsBelow{}
	for _, r := range rows {
		at := unitPeriod{r.Ancestor, r.Period}
		b[at] = append(b[at], r.Org)
	}
	return b, err
}

// sourced gives two editions' rows of one figure with the files it is made of. A
// figure summed from below lists none: it has those that its units do not share.
func (b unitsBelow) sourced(then, now vintageRow, older, newer map[vintageKey]vintageRow) (vintageRow, vintageRow) {
	if then.Kind != "indicator" || then.Submissions != "" || now.Submissions != "" || then.Sources == now.Sources {
		return then, now
	}
	var was, is []string
	key := then.key()
	for _, key.org = range b[unitPeriod{then.Org, then.Period}] {
		if x, y := older[key].Submissions, newer[key].Submissions; x != y {
			was, is = append(was, x), append(is, y)
		}
	}
	then.Submissions, now.Submissions = strings.Join(was, "|"), strings.Join(is, "|")
	return then, now
}
