package ingest

import (
	"context"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"yigai/programme"
)

// countOf is a count of one element in the first quarter, and of one more org in the second.
func countOf(o *office, value string) Count {
	return Count{Programme: o.pack.Programme.ID, Pack: o.pack.Hash, Files: []CountedFile{{"visits", "a.parquet", strings.Repeat("a", 64), 10}},
		Elements: []CountedFigure{{"e", "select 1", []OrgCount{{"610702", "2022Q1", value}, {"610703", "2022Q2", "7"}}, 2}}}
}

// keepCount notes a count, and gives the number of its entry.
func (o *office) keepCount(c Count) (sha string, seq int32) {
	o.t.Helper()
	sha, err := KeepCount(o.ws, c)
	if err != nil {
		o.t.Fatal(err)
	}
	e, err := o.ws.Journal.Append(EntryRecorded, noon, Decision{By: "示例人员甲", Day: "2022-04-08", Title: "e", Text: ManifestText(sha)})
	if err != nil {
		o.t.Fatal(err)
	}
	return sha, int32(e.Seq)
}

// factsOf makes the facts and reads a table.
func factsOf[T any](o *office, table string) (rows []T) {
	o.t.Helper()
	s, err := Rebuild(context.Background(), o.ws, o.pack, Rebuilding{Version: "1"})
	if err == nil {
		err = eachRow(s.Generation.Dir, table, func(r T) { rows = append(rows, r) })
	}
	if err != nil {
		o.t.Fatal(err)
	}
	return rows
}

// What was counted from records comes back from originals and journal, with the
// SELECT and the hashes of the files; what was withdrawn does not.
func TestCountsBecomeFacts(t *testing.T) {
	o := newOffice(t)
	if rows := factsOf[recordedRow](o, "fact_recorded"); len(rows) != 0 {
		t.Errorf("nothing was counted: %v", rows)
	}
	first, one := o.keepCount(countOf(o, "5.25"))
	second, two := o.keepCount(countOf(o, "6"))
	if first == second {
		t.Error("two counts with one hash")
	}
	id := o.pack.Programme.ID
	want := []recordedRow{{id, false, one, "2022Q1", "610702", "e", 52500}, {id, false, two, "2022Q1", "610702", "e", 60000}, {id, false, one, "2022Q2", "610703", "e", 70000}, {id, false, two, "2022Q2", "610703", "e", 70000}}
	if rows := factsOf[recordedRow](o, "fact_recorded"); !reflect.DeepEqual(rows, want) {
		t.Errorf("got %v, want %v", rows, want)
	}
	selects := factsOf[recordedSelectRow](o, "fact_recorded_selects")
	if len(selects) != 2 || selects[0] != (recordedSelectRow{id, false, one, "e", "select 1", 2, 2, first, o.pack.Hash}) {
		t.Errorf("%v", selects)
	}
	if files := factsOf[recordedFileRow](o, "fact_recorded_files"); len(files) != 2 || files[1] != (recordedFileRow{id, false, two, "visits", "a.parquet", strings.Repeat("a", 64), 10}) {
		t.Errorf("%v", files)
	}
	if sha, entry, err := NewestCount(o.ws); err != nil || sha != second || entry != int(two) {
		t.Errorf("the newest is %s of entry %d, %v", sha, entry, err)
	}
	at := programme.MustPeriod("2022Q1")
	behind, err := RecordsBehind(o.ws, at)
	if err != nil || len(behind) != 2 || behind[0].Name != "originals/"+second+".recorded.json" || behind[0].Bytes == 0 || behind[1] != (Counted{"records/visits/a.parquet", strings.Repeat("a", 64), 10}) {
		t.Errorf("%v %v", behind, err)
	}
	if _, err := o.ws.Journal.Append(EntryWithdrawn, noon, Withdrawal{Entry: int(two), By: "示例人员甲", Reason: "错"}); err != nil {
		t.Fatal(err)
	}
	if rows := factsOf[recordedRow](o, "fact_recorded"); len(rows) != 2 || rows[0].Seq != one {
		t.Errorf("a withdrawn count stays: %v", rows)
	}
	if sha, _, err := NewestCount(o.ws); err != nil || sha != first {
		t.Errorf("the newest is %s, %v", sha, err)
	}
}

// Facts that an earlier program made know no counts, and are read all the same.
func TestFactsOfAnEarlierProgramHoldNoCounts(t *testing.T) {
	o := newOffice(t)
	d, err := o.ws.Facts().Begin()
	if err == nil {
		_, err = d.Commit(nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	if behind, err := RecordsBehind(o.ws, programme.MustPeriod("2022Q1")); err != nil || len(behind) > 0 {
		t.Errorf("%v %v", behind, err)
	}
}

// A count that is changed or lost is named, with the elements it fed, and never read.
func TestADamagedCountIsNamed(t *testing.T) {
	o := newOffice(t)
	sha, seq := o.keepCount(countOf(o, "5"))
	if again, c, err := RereadCount(o.ws, int(seq)); err != nil || again != sha || !reflect.DeepEqual(c, countOf(o, "5")) {
		t.Errorf("read again: %s %v, %v", again, c, err)
	}
	if _, _, err := RereadCount(o.ws, 1+int(seq)); err == nil || errors.Is(err, ErrDamaged) {
		t.Errorf("an entry that is not there: %v", err)
	}
	if damages, err := Verify(o.ws); err != nil || len(damages) > 0 {
		t.Fatalf("whole: %v %v", damages, err)
	}
	path := o.ws.Path("originals", countName(sha))
	for _, kind := range []string{"changed", "missing"} {
		err := os.Remove(path)
		if err == nil && kind == "changed" {
			err = os.WriteFile(path, []byte(`{"programme":"x"}`), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		damages, err := Verify(o.ws)
		if err != nil || len(damages) != 1 || damages[0] != (Damage{"originals/" + countName(sha), kind, "e"}) {
			t.Errorf("%s: %v %v", kind, damages, err)
		}
		if _, err := Rebuild(context.Background(), o.ws, o.pack, Rebuilding{Version: "1"}); err == nil || !strings.Contains(err.Error(), countName(sha)) {
			t.Errorf("%s: facts were made all the same: %v", kind, err)
		}
		if _, _, err := RereadCount(o.ws, int(seq)); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: read again: %v", kind, err)
		}
	}
	if again, _ := o.keepCount(countOf(o, "5")); again != sha {
		t.Error("kept again, it has another hash")
	}
	if damages, err := Verify(o.ws); err != nil || len(damages) > 0 {
		t.Errorf("kept again: %v %v", damages, err)
	}
}
