//go:build linux

package main

import (
	"fmt"
	"slices"
	"strings"
)

// aims are what the promises ask for, by kind.
var aims = map[string]figure{
	"kill":     {What: "random kills", Aim: "500; lost, half-published, repairs by hand: 0"},
	"inject":   {What: "failed or deadly system calls", Aim: "1,000; lost, half-published, repairs by hand: 0"},
	"power":    {What: "power cuts", Aim: "100; lost, half-published, repairs by hand: 0"},
	"disk":     {What: "disks", Aim: "50 sizes for each stage; lost, half-published, repairs by hand: 0"},
	"readonly": {What: "read-only folders", Aim: "told, nothing changed"},
	"twice":    {What: "two runs at once", Aim: "one goes through, the other does too or is told who is at it"},
	"damage":   {What: "damaged files", Aim: "1,000; each named, and what only remembers changes no fact"},
	"restore":  {What: "editions restored", Aim: "byte for byte; time printed"},
}

// figures sums the findings up, one line a kind.
func figures(found []finding) (all []figure) {
	var order []string
	for _, f := range found {
		if f.NotRun == "" && !slices.Contains(order, f.Kind) {
			order = append(order, f.Kind)
		}
	}
	for _, kind := range order {
		f := aims[kind]
		f.Seen = seen(kind, found)
		all = append(all, f)
	}
	return all
}

// seen says how often a kind was done and what came of it.
func seen(kind string, found []finding) string {
	done, violations, twins, caught, seconds := 0, 0, 0, 0, 0.0
	var lost, half, repair int
	for _, f := range found {
		switch {
		case f.Kind != kind:
		case f.Naive:
			twins, caught = twins+f.Disturbed, caught+len(f.Violations)
		default:
			done, violations, seconds = done+f.Disturbed, violations+len(f.Violations), seconds+f.Seconds
			lost += said(f.Violations, "is lost", "is not kept", "holds something else")
			half += said(f.Violations, "neither as before", "not as its sum", "without sums", "not as listed", "stands in no list")
			repair += said(f.Violations, "the next run", "left over")
		}
	}
	text := fmt.Sprintf("%d, %d violations", done, violations)
	if kind != "damage" && kind != "restore" {
		text = fmt.Sprintf("%d; lost %d, half-published %d, repairs by hand %d, other %d", done, lost, half, repair, max(0, violations-lost-half-repair))
	}
	if kind == "restore" {
		text += fmt.Sprintf(", %.1f s each", seconds/float64(max(done, 1)))
	}
	if twins > 0 {
		text += fmt.Sprintf("; the naive twins were caught %d times of %d", caught, twins)
	}
	return text
}

// said counts the violations in which one of the words stands.
func said(violations []string, words ...string) (n int) {
	for _, v := range violations {
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(v, w) }) {
			n++
		}
	}
	return n
}
