package main

import (
	"strings"
	"testing"
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
