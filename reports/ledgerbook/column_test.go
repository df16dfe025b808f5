package ledgerbook

import "testing"

// What is public has as wide a table as what is internal: columns of text take
// the room of those left out, and those for the screen keep theirs.
func TestPublicColumnsShareTheRoomOfInternalOnes(t *testing.T) {
	columns := []column[int]{{zh: "编号", width: 6}, {zh: "任务", width: 18}, {zh: "本期进展", width: 24, internal: true}, {zh: "目标", width: 36}, {zh: "责任人", width: 8, internal: true}, {zh: "说明", width: 24}}
	kept, total := shown(columns, true), 0.0
	for _, c := range kept {
		total += c.width
		if c.internal {
			t.Errorf("%s is internal", c.zh)
		}
	}
	want := []float64{6, 18 + 32.0/3, 36 + 64.0/3, 24}
	for i, w := range widthsOf(kept) {
		if diff := w - want[i]; diff > 1e-9 || diff < -1e-9 {
			t.Errorf("%s is %v wide, want %v", kept[i].zh, w, want[i])
		}
	}
	if total != 116 {
		t.Errorf("a public table is %v wide, an internal one 116", total)
	}
	if got := len(shown(columns, false)); got != len(columns) {
		t.Errorf("%d columns of %d are shown inside", got, len(columns))
	}
}
