package ingest

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"yigai/ingest/sample"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/internal/workspace"
	"yigai/programme"
)

// rebuildAs makes the facts as one build of the program does.
func (o *office) rebuildAs(how Rebuilding) Summary {
	o.t.Helper()
	how.Version = "1"
	s, err := Rebuild(context.Background(), o.ws, o.pack, how)
	if err != nil {
		o.t.Fatal(err)
	}
	return s
}

// same sees to it that what is remembered gives the facts that checking anew
// gives, byte for byte, and says how many answers were remembered.
func (o *office) same(build string) int {
	o.t.Helper()
	s := o.rebuildAs(Rebuilding{Build: build})
	if anew := o.rebuildAs(Rebuilding{}); anew.Generation.Name != s.Generation.Name || anew.Remembered != 0 {
		o.t.Fatalf("remembering gives the facts %s, checking anew %s", s.Generation.Name, anew.Generation.Name)
	}
	return s.Remembered
}

// sampleOffice is an office with the made-up files of some periods to take in.
func sampleOffice(t *testing.T, periods ...string) (*office, string) {
	t.Helper()
	o := newOffice(t)
	o.ws.Settings.Sample = true
	var at []programme.Period
	for _, p := range periods {
		at = append(at, programme.MustPeriod(p))
	}
	key, err := o.ws.Key()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := sample.Write(dir, o.pack, sample.Options{Seed: 1, Periods: at, Flaws: 4, Key: key}); err != nil {
		t.Fatal(err)
	}
	// What a few send shows as much as what all do.
	for _, p := range periods {
		sent, err := filepath.Glob(filepath.Join(dir, p, "*.xlsx"))
		if err != nil || len(sent) <= few {
			t.Fatal("the sample has too few workbooks", err)
		}
		for _, path := range sent[few:] {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	return o, dir
}

const few = 6

func (o *office) receiveFrom(dir string, opt Options) {
	o.t.Helper()
	opt.Now = func() time.Time { return noon }
	if _, err := Receive(context.Background(), o.ws, []string{dir}, opt); err != nil {
		o.t.Fatal(err)
	}
}

// Facts are the same with and without memory while files of one period after the
// other come in, out of order too, and answers are remembered.
func TestWhatIsRememberedChangesNoFact(t *testing.T) {
	o, sent := sampleOffice(t, "2021Q4", "2022Q1")
	remembered := 0
	for _, period := range []string{"2022Q1", "2021Q4"} {
		o.receiveFrom(sent+"/"+period, Options{History: period == "2021Q4"})
		remembered += o.same("a")
	}
	if remembered == 0 {
		t.Error("nothing was remembered: the test would prove nothing")
	}
	all := len(o.rebuildAs(Rebuilding{}).Files)
	if again := o.same("a"); again < all/2 || again > all {
		t.Errorf("nothing had changed, and %d of %d answers were remembered", again, all)
	}
	if other := o.same("b"); other != 0 {
		t.Errorf("another program remembers %d answers", other)
	}
	o.same("a")
	o.note("task_added", Decision{Task: "99", Title: "新增任务", Org: audit, Day: "2022-01-01", Reason: "试", By: "示例人员甲"})
	if other := o.same("a"); other != 0 {
		t.Errorf("with another duty %d answers are remembered", other)
	}
}

// A figure that rules compare with an earlier one is judged again when that one
// was corrected.
func TestAnswersRestOnThePast(t *testing.T) {
	o := newOffice(t)
	county := "610702"
	at := programme.MustPeriod("2022Q1")
	who, _ := o.pack.Org(county, at)
	values := func(n int64) map[string]template.Value {
		all := map[string]template.Value{}
		for _, s := range o.pack.FormOf(who, at).Sheets {
			for _, l := range s.Lines {
				all[l.Element.Code] = template.Number(decimal.FromInt(n))
			}
		}
		return all
	}
	put(t, o.ws, map[string]string{"1.xlsx": o.workbook(county, "2022Q1", "2022-04-05", values(1000)), "2.xlsx": o.workbook(county, "2022Q2", "2022-07-05", values(2000))})
	receive(t, o.ws, Options{})
	o.same("a")
	if n := o.same("a"); n != 2 {
		t.Fatalf("%d of 2 answers are remembered", n)
	}
	put(t, o.ws, map[string]string{"3.xlsx": o.workbook(county, "2022Q1", "2022-04-06", values(1_000_000))})
	receive(t, o.ws, Options{})
	if n := o.same("a"); n != 1 {
		t.Errorf("after a correction of the quarter before %d answers are remembered, want that of the file it replaced alone", n)
	}
}

// Whatever happens to the file of answers, facts stay as they are.
func TestDamagedMemoryChangesNoFact(t *testing.T) {
	o, sent := sampleOffice(t, "2022Q1")
	o.receiveFrom(sent, Options{})
	o.same("a")
	path := rememberedPath(o.ws)
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, all := o.rebuildAs(Rebuilding{}).Generation.Name, o.same("a")
	dice, fewer := rand.New(rand.NewPCG(1, 2)), 0
	for range 12 {
		damaged := append([]byte(nil), sound...)
		switch at := dice.IntN(len(damaged)); dice.IntN(4) {
		case 0:
			damaged[at] ^= 1 << dice.IntN(8)
		case 1:
			damaged = damaged[:at]
		case 2:
			copy(damaged[at:], damaged[dice.IntN(len(damaged)):])
		case 3:
			damaged = append(damaged[:at:at], append([]byte("xyz"), damaged[at:]...)...)
		}
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		s := o.rebuildAs(Rebuilding{Build: "a"})
		if s.Generation.Name != want {
			t.Fatal("damaged answers changed the facts")
		}
		if s.Remembered < all {
			fewer++
		}
	}
	if fewer == 0 {
		t.Error("no damage hit an answer: the test would prove nothing")
	}
	if err := os.RemoveAll(o.ws.Path("cache")); err != nil {
		t.Fatal(err)
	}
	if s := o.rebuildAs(Rebuilding{Build: "a"}); s.Generation.Name != want || s.Remembered != 0 {
		t.Error("without answers the facts are others")
	}
}

// An original that was changed is never passed over because its answer is known.
func TestMemoryDoesNotHideADamagedOriginal(t *testing.T) {
	o, sent := sampleOffice(t, "2022Q1")
	o.receiveFrom(sent, Options{})
	s := o.rebuildAs(Rebuilding{Build: "a"})
	path := OriginalPath(o.ws, s.Files[0].Receipt)
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("other bytes"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Rebuild(context.Background(), o.ws, o.pack, Rebuilding{Version: "1", Build: "a"}); err == nil {
		t.Error("a damaged original was passed over")
	}
}

// The answers of one workspace are nothing to another.
func TestMemoryIsOfOneWorkspace(t *testing.T) {
	o, sent := sampleOffice(t, "2022Q1")
	o.receiveFrom(sent, Options{})
	o.same("a")
	other, err := workspace.Init(t.TempDir()+"/other", workspace.Settings{Programme: "hanzhong-2022"}, o.ws.PackFS())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(other.Path("cache"), os.DirFS(o.ws.Path("cache"))); err != nil {
		t.Fatal(err)
	}
	stranger := &office{t, other, o.pack}
	later := Options{Now: func() time.Time { return noon.AddDate(1, 0, 0) }}
	if _, err := Receive(context.Background(), other, []string{sent}, later); err != nil {
		t.Fatal(err)
	}
	if n := stranger.same("a"); n != 0 {
		t.Errorf("%d answers of another workspace were believed", n)
	}
}
