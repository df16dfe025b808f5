package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Facts that lost a file, made one up or counted one twice are named by verify,
// also where their own manifest was made to fit.
func TestVerifyHoldsTheAccountsAgainstTheReceipts(t *testing.T) {
	for name, c := range map[string]struct {
		change func([]fileRow) []fileRow
		want   string
	}{
		"as it is":  {func(rows []fileRow) []fileRow { return rows }, ""},
		"one lost":  {func(rows []fileRow) []fileRow { return rows[1:] }, "is in no account"},
		"one twice": {func(rows []fileRow) []fileRow { return append(rows, rows[0]) }, "does not agree"},
		"one made": {func(rows []fileRow) []fileRow {
			return append(rows, fileRow{SHA256: "x", Submission: "R-x", State: Accepted})
		}, "R-x does not agree"},
		"odd state":  {func(rows []fileRow) []fileRow { rows[0].State = "lost"; return rows }, "does not agree"},
		"other size": {func(rows []fileRow) []fileRow { rows[0].Bytes++; return rows }, "does not agree"},
	} {
		o := newOffice(t)
		put(t, o.ws, map[string]string{"a.pdf": "%PDF-a", "x.zip": zipOf(t, false, []string{"b.txt"}, map[string]string{"b.txt": "b"})})
		s := o.takeIn()
		rows, _, err := readFileRows(o.ws)
		if err != nil || len(rows) != 3 {
			t.Fatal(len(rows), err)
		}
		path := filepath.Join(s.Generation.Dir, "fact_files", noPeriod+".parquet")
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := writeRows(path, c.change(rows)); err != nil {
			t.Fatal(err)
		}
		var told []string
		damages, err := Verify(o.ws)
		for _, d := range damages {
			told = append(told, d.Kind+" "+d.Note)
		}
		got := strings.Join(told, "; ")
		if err != nil || (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
}

// Facts that were put back from before the last intake are whole in themselves.
func TestVerifyNamesFactsOfBeforeTheLastIntake(t *testing.T) {
	o := newOffice(t)
	put(t, o.ws, map[string]string{"a.pdf": "%PDF-a"})
	old := o.takeIn().Generation.Name
	put(t, o.ws, map[string]string{"b.pdf": "%PDF-b"})
	o.takeIn()
	if damages, err := Verify(o.ws); err != nil || len(damages) != 0 {
		t.Fatalf("nothing is damaged, and yet %+v, %v", damages, err)
	}
	if err := os.WriteFile(o.ws.Path("facts", "CURRENT"), []byte(old+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	damages, err := Verify(o.ws)
	if err != nil || len(damages) != 1 || damages[0] != (Damage{"facts/" + old, "behind", ""}) {
		t.Errorf("Verify found %+v, %v", damages, err)
	}
}

func TestMemberThatWasNeverTakenInIsMissing(t *testing.T) {
	files := []kept{{Receipt: Receipt{Number: "R-z", SHA256: "z", Members: []Member{{"a", "1", 1}, {"b", "2", 1}}}}, {Receipt: Receipt{SHA256: "1"}}}
	damages := missingMembers(files)
	if len(damages) != 1 || damages[0].Path != "originals/2" || damages[0].Note != "member of R-z" {
		t.Errorf("told %+v", damages)
	}
}
