package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"yigai/internal/workspace"
)

var noon = time.Date(2022, 4, 8, 12, 0, 0, 0, time.UTC)

func newWorkspace(t *testing.T, sample bool) *workspace.Workspace {
	t.Helper()
	pack := fstest.MapFS{"programme.yaml": {Data: []byte("id: small\n")}}
	ws, err := workspace.Init(filepath.Join(t.TempDir(), "office"), workspace.Settings{Programme: "small", Sample: sample}, pack)
	if err != nil {
		t.Fatal(err)
	}
	return ws
}

// put writes files into the workspace's inbox.
func put(t *testing.T, ws *workspace.Workspace, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := ws.Path("inbox", name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

func receive(t *testing.T, ws *workspace.Workspace, opt Options) Batch {
	t.Helper()
	if opt.Now == nil {
		opt.Now = func() time.Time { return noon }
	}
	batch, err := Receive(context.Background(), ws, []string{ws.Path("inbox")}, opt)
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

const shaOfABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

func TestReceiveKeepsTheOriginalByItsHash(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"2022Q1/汉台区.XLSX": "abc", "2022Q1/.yigai-tmp-1": "half"})
	batch := receive(t, ws, Options{Channel: "邮件"})
	if len(batch.Files) != 1 {
		t.Fatalf("took in %+v, want the workbook alone", batch.Files)
	}
	r := batch.Files[0].Receipt
	if !batch.Files[0].New || r.Number != "R-ba7816bf8f01" || r.FileName != "汉台区.XLSX" || r.Bytes != 3 || !r.ReceivedAt.Equal(noon) || r.Channel != "邮件" {
		t.Errorf("received %+v", batch.Files[0])
	}
	path := ws.Path("originals", shaOfABC+".xlsx")
	data, err := os.ReadFile(path)
	info, statErr := os.Stat(path)
	if err != nil || statErr != nil || string(data) != "abc" || info.Mode().Perm() != 0o444 {
		t.Errorf("the original holds %q, %v, %v, want it read-only", data, err, statErr)
	}
	kept, err := readKept(ws)
	if err != nil || len(kept) != 1 || !reflect.DeepEqual(kept[0].Receipt, r) || kept[0].batch != 1 {
		t.Errorf("the journal acknowledges %+v, %v", kept, err)
	}
	if _, err := os.Stat(ws.Path("inbox", "2022Q1", "汉台区.XLSX")); err != nil {
		t.Errorf("the inbox was touched: %v", err)
	}
}

func TestSameBytesAreTakenInOnce(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"b.xlsx": "abc", "a.xlsx": "abc"})
	first := receive(t, ws, Options{})
	put(t, ws, map[string]string{"c.xlsx": "abc"})
	second := receive(t, ws, Options{})
	if !first.Files[0].New || first.Files[1].New || first.Files[1].Receipt.FileName != "a.xlsx" {
		t.Errorf("of two equal files the first must count: %+v", first.Files)
	}
	for _, f := range second.Files {
		if f.New || !reflect.DeepEqual(f.Receipt, first.Files[0].Receipt) {
			t.Errorf("sent again: %+v", f)
		}
	}
	if head, err := ws.Journal.Head(); err != nil || head.Length != 1 {
		t.Errorf("the journal has %d entries, %v, want 1", head.Length, err)
	}
}

func TestRegisterDeclaresTimesAndSenders(t *testing.T) {
	register := "\ufefffile,sent_at,channel,sender\na.xlsx,2022-04-07 09:30,政务邮箱,汉台区卫健局\n"
	for _, c := range []struct {
		sample   bool
		received string
	}{{false, "2022-04-08T12:00:00Z"}, {true, "2022-04-07T01:30:00Z"}} {
		ws := newWorkspace(t, c.sample)
		put(t, ws, map[string]string{"a.xlsx": "abc", RegisterName: register})
		batch := receive(t, ws, Options{Channel: "U盘"})
		if len(batch.Files) != 1 {
			t.Fatalf("took in %d files, want the register left out", len(batch.Files))
		}
		r := batch.Files[0].Receipt
		if r.SentAt.Format(time.RFC3339) != "2022-04-07T01:30:00Z" || r.DeclaredBy != RegisterName || r.Channel != "政务邮箱" || r.Sender != "汉台区卫健局" {
			t.Errorf("declared %+v", r)
		}
		if got := r.ReceivedAt.Format(time.RFC3339); got != c.received || r.Sample != c.sample {
			t.Errorf("sample %v: received at %s, want %s", c.sample, got, c.received)
		}
	}
}

func TestBrokenRegisterStopsTheBatchAndNamesEveryLine(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"a.xlsx": "abc", RegisterName: "file,sent_at,channel,sender\na.xlsx,yesterday,,\na.xlsx,2022-04-07,,\n"})
	_, err := Receive(context.Background(), ws, []string{ws.Path("inbox")}, Options{Now: func() time.Time { return noon }})
	if err == nil || !strings.Contains(err.Error(), ":2:") || !strings.Contains(err.Error(), ":3: \"a.xlsx\" stands twice") {
		t.Errorf("Receive = %v, want both lines", err)
	}
	if kept, err := readKept(ws); err != nil || len(kept) > 0 {
		t.Errorf("%d files were taken in, %v", len(kept), err)
	}
}

func TestRegisterMustBeAnOrdinaryFile(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{RegisterName + "/a.xlsx": "abc"})
	if batch := receive(t, ws, Options{}); len(batch.Files) != 1 {
		t.Errorf("a folder of the register's name gave %+v, want the file in it", batch.Files)
	}
	put(t, ws, map[string]string{"2022Q1/b.xlsx": "b"})
	if err := os.Symlink("b.xlsx", ws.Path("inbox", "2022Q1", RegisterName)); err != nil {
		t.Fatal(err)
	}
	_, err := Receive(context.Background(), ws, []string{ws.Path("inbox")}, Options{Now: time.Now})
	if !errors.Is(err, errIrregular) {
		t.Errorf("Receive with a link as register = %v, want errIrregular", err)
	}
}

// Names that look odd are somebody's names: what is received under them counts.
func TestOddNamesAreTakenIn(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{".yigai-tmp-mine.xlsx": "a", ".hidden.xlsx": "b", "~$lock.xlsx": "c", "a\nb\x1b[31m.xlsx": "d", "[a]*.xlsx": "e", "\xff\xfe.xlsx": "f", " ": "g"})
	unlock, err := ws.Lock("ingest", noon)
	if err != nil {
		t.Fatal(err)
	}
	batch := receive(t, ws, Options{})
	for _, f := range batch.Files {
		if f.Err != nil || !f.New || !intact(ws, f.Receipt) {
			t.Errorf("%q: %v", f.Path, f.Err)
		}
	}
	if kept, err := readKept(ws); len(batch.Files) != 7 || len(kept) != 7 || err != nil {
		t.Errorf("took in %d files and acknowledged %d of 7 (%v)", len(batch.Files), len(kept), err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"a.xlsx": "abc"})
	if err := os.Symlink(ws.Path("keys", "token.key"), ws.Path("inbox", "link.xlsx")); err != nil {
		t.Skip("this file system has no links")
	}
	batch := receive(t, ws, Options{})
	if f := batch.Files[1]; !errors.Is(f.Err, errIrregular) || f.Receipt.SHA256 != "" {
		t.Errorf("the link became %+v", f)
	}
	if kept, err := readKept(ws); err != nil || len(kept) != 1 {
		t.Errorf("%d files were taken in, %v, want 1", len(kept), err)
	}
}

func TestNamesNeverBecomePaths(t *testing.T) {
	for name, want := range map[string]string{"x.XLSX": "xlsx", "x": "bin", "x.样例": "bin", "x.a-b": "bin", "x.": "bin", ".xls": "xls", "x.123456789": "bin"} {
		if got := cleanExtension(name); got != want {
			t.Errorf("%s is kept as .%s, want .%s", name, got, want)
		}
	}
}

func TestFileThatChangesWhileBeingCopiedIsNotKept(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"a.xlsx": "abc"})
	s := source{path: ws.Path("inbox", "a.xlsx")}
	put(t, ws, map[string]string{"a.xlsx": "abcd"})
	err := keepOriginal(ws, s, Receipt{SHA256: shaOfABC, Extension: "xlsx", Bytes: 3})
	if !errors.Is(err, errChanged) {
		t.Errorf("keepOriginal = %v, want errChanged", err)
	}
	if entries, err := os.ReadDir(ws.Path("originals")); err != nil || len(entries) > 0 {
		t.Errorf("originals holds %v, %v", entries, err)
	}
}

// A file that somebody keeps writing to may grow faster than it is read.
func TestGrowingFileIsNotFollowed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := os.WriteFile(path, []byte("abcdef"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, size, err := hashReader(upTo(f, 3)); size != 4 || err != nil {
		t.Errorf("read %d bytes of a file that had 3 (%v), want 4: it has grown", size, err)
	}
}

// Killed after storing and before the journal: nothing was acknowledged yet;
// the next batch acknowledges what is whole and nobody mends anything by hand.
func TestKilledBeforeTheJournalIsMadeGood(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"a.xlsx": "abc", "b.xlsx": "b"})
	receive(t, ws, Options{})
	half := Receipt{Number: NumberOf(shaOfABC, nil), SHA256: strings.Repeat("0", 64), Extension: "xlsx"}
	data, err := half.encode()
	err = errors.Join(err, os.Remove(ws.Path("journal", "000001.json")),
		os.WriteFile(ws.Path("originals", ".yigai-tmp-1"), nil, 0o600), os.WriteFile(receiptPath(ws, half.SHA256), data, 0o444))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(ws.Path("inbox", "b.xlsx")); err != nil {
		t.Fatal(err)
	}
	receive(t, ws, Options{})
	kept, err := readKept(ws)
	if err != nil || len(kept) != 2 {
		t.Errorf("acknowledged %d files, %v, want the 2 whole ones", len(kept), err)
	}
	if _, err := os.Stat(ws.Path("originals", ".yigai-tmp-1")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the half file is still there: %v", err)
	}
}

func TestDamagedOriginalIsHealedBySendingItAgain(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"a.xlsx": "abc"})
	r := receive(t, ws, Options{}).Files[0].Receipt
	if err := errors.Join(os.Remove(OriginalPath(ws, r)), os.WriteFile(OriginalPath(ws, r), []byte("abX"), 0o444)); err != nil {
		t.Fatal(err)
	}
	batch := receive(t, ws, Options{})
	if batch.Files[0].New || !intact(ws, r) {
		t.Errorf("sent again: new %v, intact %v", batch.Files[0].New, intact(ws, r))
	}
	if _, err := readKept(ws); err != nil {
		t.Errorf("healing broke the receipt: %v", err)
	}
}

func TestChangedReceiptIsNotBelieved(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"a.xlsx": "abc"})
	r := receive(t, ws, Options{}).Files[0].Receipt
	r.SentAt = noon.AddDate(0, 0, -9)
	data, err := r.encode()
	err = errors.Join(err, os.Remove(receiptPath(ws, r.SHA256)), os.WriteFile(receiptPath(ws, r.SHA256), data, 0o444))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := readKept(ws); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), r.Number) {
		t.Errorf("readKept = %v, want ErrDamaged with the number", err)
	}
}

// Made by a search of three seconds: the hashes of both texts begin with the
// same 12 hex digits.
var twins = [2]string{"yigai-8532695", "yigai-7306603"}

// Two files whose hashes begin alike are two files: each keeps its own number,
// in one batch or in two, whichever comes first.
func TestTwinNumbersAreToldApart(t *testing.T) {
	for _, batches := range [][]map[string]string{
		{{"a.csv": twins[0], "b.csv": twins[1]}},
		{{"a.csv": twins[0]}, {"b.csv": twins[1]}},
		{{"b.csv": twins[1]}, {"a.csv": twins[0]}},
	} {
		ws := newWorkspace(t, false)
		for _, files := range batches {
			put(t, ws, files)
			receive(t, ws, Options{})
		}
		received, err := readKept(ws)
		if err != nil || len(received) != 2 || received[0].Number == received[1].Number {
			t.Errorf("received %+v (%v), want two numbers", received, err)
		}
		for _, k := range received {
			if !strings.HasPrefix("R-"+k.SHA256, k.Number) {
				t.Errorf("the number %s is not made of %s", k.Number, k.SHA256)
			}
		}
		if damages, err := Verify(ws); len(damages) > 0 || err != nil {
			t.Errorf("damaged: %v (%v)", damages, err)
		}
	}
}

func TestMissingPathStopsTheBatch(t *testing.T) {
	ws := newWorkspace(t, false)
	_, err := Receive(context.Background(), ws, []string{ws.Path("inbox"), ws.Path("nowhere")}, Options{Now: func() time.Time { return noon }})
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("Receive = %v, want os.ErrNotExist", err)
	}
}

func TestReceiveOfManyFilesIsOneEntry(t *testing.T) {
	ws := newWorkspace(t, true)
	files := map[string]string{}
	for i := range 200 {
		files[filepath.Join("q", string(rune('a'+i%26))+strings.Repeat("x", i)+".xlsx")] = strings.Repeat("z", i)
	}
	put(t, ws, files)
	var told atomic.Int64
	batch := receive(t, ws, Options{Progress: func(int, int) { told.Add(1) }})
	if told.Load() != 400 {
		t.Errorf("progress was told %d times, want 400: 200 read and 200 stored", told.Load())
	}
	head, err := ws.Journal.Head()
	if err != nil || head.Length != 1 || len(batch.Files) != 200 {
		t.Errorf("%d entries for %d files, %v", head.Length, len(batch.Files), err)
	}
}
