//go:build cgo

package main

import (
	"slices"
	"strings"
)

// A rivalry is the figures that are ranked together.
type rivalry struct{ kind, subject, basis, period string }

// rivals are the figures of one rivalry whose value changed, however little: where
// another one's rank alone moved, they are why.
type rivals map[rivalry][]moved

// hear takes note of a ranked figure of both editions.
func (r rivals) hear(then, now vintageRow, files map[string]string) {
	ranked := then.Rank != 0 || now.Rank != 0
	if !ranked || then.Value.Valid == now.Value.Valid && then.Value.Cmp(now.Value) == 0 {
		return
	}
	key := rivalry{then.Kind, then.Subject, then.Basis, then.Period}
	r[key] = append(r[key], then.alone("").because(then, now, files))
}

// causesByWeight are the causes that one is looked for among, first the one that says most.
var causesByWeight = []string{"file", "decision", "definition", "source"}

// blame gives a figure whose rank alone moved, and not by anything of its own, the
// cause of those that moved it.
func (r rivals) blame(m moved) moved {
	if m.What != "rank" || m.Cause != "programme" {
		return m
	}
	for _, cause := range causesByWeight {
		var details []string
		for _, rival := range r[rivalry{m.Kind, m.Subject, m.Basis, m.Period}] {
			if rival.Cause == cause && !slices.Contains(details, rival.Detail) {
				details = append(details, rival.Detail)
			}
		}
		if len(details) > 0 {
			slices.Sort(details)
			m.Cause, m.Detail = cause, strings.Join(details, "；")
			return m
		}
	}
	return m
}
