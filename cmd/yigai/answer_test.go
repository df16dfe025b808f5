package main

import (
	"bytes"
	"strings"
	"testing"

	"yigai/ingest/check"
)

func TestRefusalSaysThatThereAreMoreFiles(t *testing.T) {
	bad := []answer{{File: "a", State: stateRefused}, {File: "b", State: stateRefused}, {File: "c", State: stateRefused}}
	if err := refusal(bad); err == nil || strings.Contains(err.Error(), "…") {
		t.Errorf("three files: %v", err)
	}
	if err := refusal(append(bad, answer{File: "d", State: stateRefused})); err == nil || !strings.Contains(err.Error(), "a, b, c, …") {
		t.Errorf("four files: %v", err)
	}
}

// What is only counted is told too: of a million wrong rows ten thousand are listed.
func TestCountedFindingsAreTold(t *testing.T) {
	r := check.Result{Summary: check.Summary{Returns: 1_000_000, Doubts: 5, Notes: 1, Dropped: 1_000_005}, Findings: []check.Finding{{Code: "N-TAB", Severity: check.SeverityNote}}}
	var out bytes.Buffer
	a := &app{System: System{Out: &out}, lang: "en"}
	an := answerTo("a.csv", stateAccepted, r)
	an.tried = true
	a.tellTriedOne(an, false)
	a.tell(an, 3)
	for _, want := range []string{"1000000 places to mend", "5 doubts", "1000005 others", "to mend  a.csv"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not told: %s", want, out.String())
		}
	}
}
