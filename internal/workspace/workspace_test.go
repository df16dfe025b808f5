package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

var (
	pack     = fstest.MapFS{"programme.yaml": {Data: []byte("id: small\n")}, "orgs.csv": {Data: []byte("org,name\n")}}
	noon     = time.Date(2022, 4, 8, 12, 0, 0, 0, time.UTC)
	settings = Settings{Programme: "small", Sample: true, Language: "zh", People: []string{}}
)

func initialised(t *testing.T) *Workspace {
	t.Helper()
	ws, err := Init(filepath.Join(t.TempDir(), "office"), settings, pack)
	if err != nil {
		t.Fatal(err)
	}
	return ws
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func TestInitThenOpen(t *testing.T) {
	ws := initialised(t)
	again, err := Open(ws.Dir)
	if err != nil || again.Settings.Programme != "small" || !again.Settings.Sample {
		t.Errorf("Open = %+v, %v", again, err)
	}
	if _, err := Init(ws.Dir, settings, pack); !errors.Is(err, ErrExists) {
		t.Errorf("a second Init = %v, want ErrExists", err)
	}
}

func TestOpenElsewhereSaysThereIsNoWorkspace(t *testing.T) {
	if _, err := Open(t.TempDir()); !errors.Is(err, ErrNone) {
		t.Errorf("Open = %v, want ErrNone", err)
	}
}

func TestMisspeltSettingIsAMistake(t *testing.T) {
	ws := initialised(t)
	write(t, ws.Path(SettingsFile), "programme: small\nsampel: true\n")
	if _, err := Open(ws.Dir); err == nil || !strings.Contains(err.Error(), "sampel") {
		t.Errorf("Open = %v, want it to name the key", err)
	}
}

// An address is where a site can stand, or it is refused before anything is published under it.
func TestAddressIsAPlaceOnTheWeb(t *testing.T) {
	ws := initialised(t)
	for address, good := range map[string]bool{"https://www.example.gov.cn/yigai/": true, "http://10.0.0.8": true, "www.example.gov.cn": false, "ftp://example.gov.cn/": false, "https://": false, "https://example.gov.cn/?a=1": false, "https://name@example.gov.cn/": false, "javascript:alert(1)": false} {
		write(t, ws.Path(SettingsFile), "programme: small\naddress: '"+address+"'\n")
		again, err := Open(ws.Dir)
		if (err == nil) != good || good && again.Settings.Address != address {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestInitIntoAFileNamesIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "taken")
	write(t, path, "")
	if _, err := Init(path, settings, pack); err == nil || !strings.Contains(err.Error(), "taken") {
		t.Errorf("Init = %v, want the path in it", err)
	}
}

func TestSampleKeysAreTheSameEverywhereRealOnesNever(t *testing.T) {
	key := func(s Settings) string {
		ws, err := Init(filepath.Join(t.TempDir(), "w"), s, pack)
		if err != nil {
			t.Fatal(err)
		}
		k, err := ws.Key()
		if err != nil {
			t.Fatal(err)
		}
		return string(k)
	}
	real := settings
	real.Sample = false
	sample1, sample2, real1, real2 := key(settings), key(settings), key(real), key(real)
	if sample1 != sample2 || real1 == real2 {
		t.Error("sample keys must be equal and real keys must differ")
	}
}

func TestPackFSShowsOnlyThePack(t *testing.T) {
	ws := initialised(t)
	write(t, ws.Path("programme", "versions", "x", "orgs.csv"), "old")
	write(t, ws.Path("programme", "~$orgs.csv"), "lock of a spreadsheet program")
	var seen []string
	err := fs.WalkDir(ws.PackFS(), ".", func(path string, d fs.DirEntry, err error) error {
		seen = append(seen, path)
		return err
	})
	if got := strings.Join(seen, " "); err != nil || got != ". orgs.csv programme.yaml" {
		t.Errorf("the pack holds %q, %v", got, err)
	}
	if _, err := ws.PackFS().Open("versions/x/orgs.csv"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an old version can be opened: %v", err)
	}
}

func TestKeepPackKeepsEveryVersion(t *testing.T) {
	ws := initialised(t)
	first, second := strings.Repeat("a", 64), strings.Repeat("b", 64)
	if err := errors.Join(ws.KeepPack(first), ws.KeepPack(first)); err != nil {
		t.Fatal(err)
	}
	write(t, ws.Path("programme", "orgs.csv"), "org,name\n1,新\n")
	if err := ws.KeepPack(second); err != nil {
		t.Fatal(err)
	}
	for hash, want := range map[string]string{first: "org,name\n", second: "org,name\n1,新\n"} {
		got, err := os.ReadFile(ws.Path("programme", "versions", hash, "orgs.csv"))
		if err != nil || string(got) != want {
			t.Errorf("version %.4s holds %q, %v", hash, got, err)
		}
	}
	if err := ws.KeepPack("../../x"); err == nil {
		t.Error("a path was taken for a hash")
	}
}

// Tables for made-up data go into workspaces for made-up data only, and into no
// version of the pack.
func TestSampleTablesStayInSampleWorkspaces(t *testing.T) {
	withTables := fstest.MapFS{"programme.yaml": pack["programme.yaml"], "sample/levels.csv": {Data: []byte("element\n")}}
	for _, sample := range []bool{true, false} {
		s := settings
		s.Sample = sample
		ws, err := Init(filepath.Join(t.TempDir(), "w"), s, withTables)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(ws.Path("programme", "sample", "levels.csv")); (err == nil) != sample {
			t.Errorf("sample workspace %t: %v", sample, err)
		}
		hash := strings.Repeat("c", 64)
		if err := ws.KeepPack(hash); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(ws.Path("programme", "versions", hash, "sample")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("sample workspace %t: the version kept holds sample tables: %v", sample, err)
		}
	}
}

func TestSecondWriterIsToldWhoHoldsTheLock(t *testing.T) {
	ws := initialised(t)
	unlock, err := ws.Lock("yigai ingest", noon)
	if err != nil {
		t.Fatal(err)
	}
	_, err = ws.Lock("yigai transform", noon.Add(time.Hour))
	var locked *LockedError
	if !errors.As(err, &locked) || locked.Holder.PID != os.Getpid() || !strings.Contains(err.Error(), "yigai ingest") ||
		!strings.Contains(err.Error(), "2022-04-08 12:00:00") {
		t.Errorf("the second Lock = %v", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	unlock, err = ws.Lock("yigai transform", noon)
	if err != nil {
		t.Fatalf("after unlocking: %v", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
}

func TestLockFileLeftByAKilledRunHoldsNobody(t *testing.T) {
	ws := initialised(t)
	write(t, ws.Path(lockFile), `{"pid":1,"host":"x","command":"killed"}`)
	unlock, err := ws.Lock("yigai ingest", noon)
	if err != nil {
		t.Fatal(err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
}

func TestLockClearsWhatAKilledWriterLeft(t *testing.T) {
	ws := initialised(t)
	left := []string{ws.Path(".yigai-tmp-1"), ws.Path("journal", ".yigai-tmp-2"), ws.Path("originals", ".yigai-tmp-3"), ws.Path("outbox", "2022Q1", ".yigai-tmp-4")}
	sent := ws.Path("inbox", ".yigai-tmp-5") // by somebody: not ours to delete
	if err := os.MkdirAll(ws.Path("outbox", "2022Q1"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, path := range append([]string{sent}, left...) {
		write(t, path, "half")
	}
	unlock, err := ws.Lock("yigai ingest", noon)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range left {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is still there: %v", filepath.Base(path), err)
		}
	}
	if _, err := os.Stat(sent); err != nil {
		t.Errorf("a file of the inbox is gone: %v", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
}
