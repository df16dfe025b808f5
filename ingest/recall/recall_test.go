package recall

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"yigai/data"
	"yigai/ingest/sample"
	"yigai/programme"
)

func hanzhong(t *testing.T) *programme.Pack {
	t.Helper()
	pack, err := fs.Sub(data.Programmes(), "hanzhong-2022")
	if err != nil {
		t.Fatal(err)
	}
	p, mistakes := programme.Load(pack)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	return p
}

// always are the kinds of which not one may be missed.
var always = []string{"ytd_falls", "ytd_slightly_falls", "count_falls", "foreign_cover", "foreign_token", "foreign_identity", "unknown_org", "letter_in_code"}

// TestAims holds a small set of faults to the aims; `yigai bench faults` does
// the same with a large one, and lets other orgs be compared too.
func TestAims(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and checks hundreds of workbooks")
	}
	r, err := Measure(context.Background(), hanzhong(t), Options{Seed: 4, Faults: 140})
	if err != nil {
		t.Fatal(err)
	}
	if r.Seeded != 140 || len(r.Kinds) < 60 || r.Workbooks < 100 || r.Rows < 4000 {
		t.Errorf("%d faults of %d kinds over %d workbooks with %d rows", r.Seeded, len(r.Kinds), r.Workbooks, r.Rows)
	}
	for _, failed := range r.Failed() {
		t.Error(failed)
	}
	for _, name := range always {
		if i := slices.IndexFunc(r.Kinds, func(k Kind) bool { return k.Name == name }); i < 0 || r.Kinds[i].Found < r.Kinds[i].Seeded {
			t.Errorf("%s was not always found", name)
		}
	}
	if t.Failed() {
		for _, m := range r.Missed {
			t.Logf("missed %s in %s (%s); found %s", m.Kind, m.File, m.Note, m.Said)
		}
	}
}

// TestComparerDecides: kinds that only other orgs can tell are found by what the
// comparer says of that org and period, and in no other way.
func TestComparerDecides(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and checks hundreds of workbooks")
	}
	var asked, replaced int
	compare := func(_ context.Context, files []sample.File) (map[Subject][]string, error) {
		asked++
		doubts := map[Subject][]string{}
		if asked == 1 {
			return map[Subject][]string{{files[len(files)-1].Reporter, files[len(files)-1].Period}: {"last_digit", "last_digit"}}, nil
		}
		for _, f := range files {
			doubts[Subject{f.Reporter, f.Period}] = []string{"copy_other_org"}
			replaced = len(files)
		}
		return doubts, nil
	}
	r, err := Measure(context.Background(), hanzhong(t), Options{Seed: 4, Faults: 70, Compare: compare})
	if err != nil {
		t.Fatal(err)
	}
	if i := slices.IndexFunc(r.AlarmsBy, func(a Alarm) bool { return a.Rule == "last_digit" }); i < 0 || r.AlarmsBy[i].Rows != 2 {
		t.Errorf("two doubts about true files are counted as %v", r.AlarmsBy)
	}
	if asked < 2 || replaced < 150 || r.NotCovered > 0 {
		t.Errorf("the comparer was asked %d times with %d files; %d not covered", asked, replaced, r.NotCovered)
	}
	for _, k := range r.Kinds {
		if k.Compares && (k.Recall == 1) != strings.Contains(k.Codes, "copy_other_org") {
			t.Errorf("%s: recall %.2f", k.Name, k.Recall)
		}
	}
}

// TestFailedCanFail: each aim that is not met is named.
func TestFailedCanFail(t *testing.T) {
	met := Report{Seeded: 100, Found: 95, Recall: 0.95, Rows: 1000, Alarms: 10, PerMille: 10, Kinds: []Kind{{Name: "ytd_falls", Seeded: 2, Found: 2, Recall: 1, Always: true}}}
	if failed := met.Failed(); len(failed) > 0 {
		t.Errorf("all aims are met, but %v", failed)
	}
	for name, spoil := range map[string]func(*Report){
		"recall": func(r *Report) { r.Recall = 0.949 }, "alarms": func(r *Report) { r.PerMille = 10.1 },
		"refused": func(r *Report) { r.Refused = 1 }, "always": func(r *Report) { r.Kinds = []Kind{{Name: "ytd_falls", Seeded: 2, Found: 1, Recall: 0.5, Always: true}} },
		"nothing": func(r *Report) { *r = Report{} },
	} {
		r := met
		spoil(&r)
		if len(r.Failed()) == 0 {
			t.Errorf("%s is not noticed", name)
		}
	}
}

func TestSameSeedSameReport(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and checks hundreds of workbooks")
	}
	p := hanzhong(t)
	measure := func() []sample.Fault {
		faults, err := sample.Faults(p, sample.Options{Seed: 9, Noise: DefaultNoise, Key: []byte("k")}, 70)
		if err != nil {
			t.Fatal(err)
		}
		return faults
	}
	a, b := measure(), measure()
	for i := range a {
		if a[i].Name != b[i].Name || a[i].Note != b[i].Note || string(a[i].Data) != string(b[i].Data) {
			t.Errorf("fault %d (%s) differs", i, a[i].Kind)
		}
	}
}
