package programme_test

import (
	"slices"
	"testing"

	"yigai/programme"
)

// What a programme's document is worth: a report of experience is no rule in force.
func TestTheStatusSaysWhatTheDocumentIsWorth(t *testing.T) {
	for id, want := range map[string]string{"county-consortium-2024": "reference", "nanning-2019": "draft", "henan-2021": "in_force"} {
		if got := load(t, filesOf(t, id)).Programme.Status; got != want || !slices.Contains(programme.Statuses, got) {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
}
