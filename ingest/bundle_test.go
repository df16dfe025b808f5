package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// zipOf packs files in the order of names; gbk names them as Chinese Windows does.
func zipOf(t *testing.T, gbk bool, names []string, files map[string]string) string {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, name := range names {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if gbk {
			encoded, err := simplifiedchinese.GBK.NewEncoder().String(name)
			if err != nil {
				t.Fatal(err)
			}
			h.Name, h.NonUTF8 = encoded, true
		}
		part, err := w.CreateHeader(h)
		if err == nil {
			_, err = part.Write([]byte(files[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestBundleIsKeptAndItsMembersCount(t *testing.T) {
	for _, gbk := range []bool{true, false} {
		o := newOffice(t)
		book := o.workbook(audit, "2022Q1", "2022-04-06", yes(o.auditElement()))
		bundle := zipOf(t, gbk, []string{"报送/审计局.xlsx", "报送/说明.txt", "报送/"}, map[string]string{"报送/审计局.xlsx": book, "报送/说明.txt": "见附表"})
		put(t, o.ws, map[string]string{"审计局.zip": bundle})
		batch := receive(t, o.ws, Options{Sender: "审计局"})
		var told []string
		for _, f := range batch.Files {
			told = append(told, f.Bundle+" "+f.Path[strings.LastIndex(f.Path, "inbox")+1:]+" "+f.Receipt.FileName+" "+f.Receipt.Sender)
			if f.Err != nil || !f.New || !intact(o.ws, f.Receipt) {
				t.Errorf("%s: %v", f.Path, f.Err)
			}
		}
		if len(told) != 3 || told[1] != "审计局.zip 报送/审计局.xlsx 审计局.xlsx 审计局" || batch.Files[2].Receipt.Bundle != batch.Files[0].Receipt.SHA256 {
			t.Errorf("took in %q", told)
		}
		s := o.rebuild()
		if got := states(s); got != "审计局.xlsx 1 accepted, 审计局.zip 0 bundle, 说明.txt 0 quarantined" || s.Received() != 2 {
			t.Errorf("received %d: %s", s.Received(), got)
		}
		if members := batch.Files[0].Receipt.Members; len(members) != 2 || members[0].Name != "报送/审计局.xlsx" || members[0].Bytes != int64(len(book)) {
			t.Errorf("the receipt lists %+v", members)
		}
	}
}

func TestMemberThatIsKnownKeepsItsReceipt(t *testing.T) {
	o := newOffice(t)
	book := o.workbook(audit, "2022Q1", "2022-04-06", yes(o.auditElement()))
	put(t, o.ws, map[string]string{"first.xlsx": book})
	first := receive(t, o.ws, Options{}).Files[0].Receipt
	put(t, o.ws, map[string]string{"z.zip": zipOf(t, false, []string{"again.xlsx"}, map[string]string{"again.xlsx": book})})
	batch := receive(t, o.ws, Options{})
	if f := batch.Files[2]; f.New || f.Receipt.FileName != "first.xlsx" || f.Receipt.Number != first.Number {
		t.Errorf("the member became %+v", f)
	}
	s := o.rebuild()
	if got := states(s); got != "first.xlsx 1 accepted, z.zip 0 bundle" || s.Received() != 1 {
		t.Errorf("received %d: %s", s.Received(), got)
	}
	before, err := o.ws.Journal.Head()
	again := receive(t, o.ws, Options{})
	after, errAfter := o.ws.Journal.Head()
	if err != nil || errAfter != nil || before != after || slices.ContainsFunc(again.Files, func(f Received) bool { return f.New }) {
		t.Errorf("again: %+v, the journal went from %v to %v", again.Files, before, after)
	}
}

// What is wrong with a bundle refuses all of it: nothing half-extracted counts.
func TestBundleThatIsRefusedIsKeptWhole(t *testing.T) {
	inner := zipOf(t, false, []string{"a.txt"}, map[string]string{"a.txt": "a"})
	good := zipOf(t, false, []string{"a.txt", "b.txt"}, map[string]string{"a.txt": strings.Repeat("a", 99), "b.txt": strings.Repeat("b", 99)})
	encrypted := []byte(good)
	encrypted[6] |= 1
	encrypted[strings.Index(good, "PK\x01\x02")+8] |= 1
	damaged := strings.Replace(good, "b.txt", "c.txt", 1)
	var many []string
	for i := range 501 {
		many = append(many, strings.Repeat("x", i+1))
	}
	for name, c := range map[string]struct{ bundle, code string }{
		"encrypted": {string(encrypted), "E-ENCRYPTED"},
		"damaged":   {damaged, "E-ZIP"},
		"path":      {zipOf(t, false, []string{"ok.txt", "../up.txt"}, map[string]string{}), "E-PATH"},
		"twins":     {zipOf(t, false, []string{"A.txt", "a.txt"}, map[string]string{}), "E-DUP"},
		"bomb":      {zipOf(t, false, []string{"a.txt"}, map[string]string{"a.txt": strings.Repeat("a", 8<<20)}), "E-RATIO"},
		"many":      {zipOf(t, false, many, nil), "E-ENTRIES"},
		"empty":     {zipOf(t, false, nil, nil), "E-BUNDLE-EMPTY"},
	} {
		o := newOffice(t)
		put(t, o.ws, map[string]string{"x.zip": c.bundle})
		s := o.takeIn()
		if len(s.Files) != 1 || s.Files[0].State != Quarantined || string(s.Files[0].Findings[0].Code) != c.code {
			t.Errorf("%s: %s %+v", name, states(s), s.Files[0].Findings)
		}
	}
	o := newOffice(t)
	put(t, o.ws, map[string]string{"x.zip": zipOf(t, false, []string{"in.zip"}, map[string]string{"in.zip": inner})})
	s := o.takeIn()
	if got := states(s); got != "in.zip 0 quarantined, x.zip 0 bundle" {
		t.Errorf("nested: %s", got)
	}
	for _, f := range s.Files {
		if f.State == Quarantined && f.Findings[0].Code != "E-NESTED" {
			t.Errorf("nested: told %+v", f.Findings)
		}
	}
	put(t, o.ws, map[string]string{"in.zip": inner})
	if got := states(o.takeIn()); got != "a.txt 0 quarantined, in.zip 0 bundle, x.zip 0 bundle" {
		t.Errorf("the inner one sent alone: %s", got)
	}
}

// Killed between the members and the bundle's receipt: the members stand for
// themselves, and the next intake makes the bundle good.
func TestKilledBeforeTheBundlesReceipt(t *testing.T) {
	o := newOffice(t)
	put(t, o.ws, map[string]string{"x.zip": zipOf(t, false, []string{"a.txt", "b.txt"}, map[string]string{"a.txt": "a", "b.txt": "b"})})
	bundle := receive(t, o.ws, Options{}).Files[0].Receipt
	if err := errors.Join(os.Remove(o.ws.Path("journal", "000001.json")), os.Remove(receiptPath(o.ws, bundle.SHA256))); err != nil {
		t.Fatal(err)
	}
	again := receive(t, o.ws, Options{})
	s := o.rebuild()
	if got := states(s); got != "a.txt 0 quarantined, b.txt 0 quarantined, x.zip 0 bundle" || again.Files[0].Err != nil {
		t.Errorf("after the kill: %s", got)
	}
	if damages, err := Verify(o.ws); err != nil || len(damages) > 0 {
		t.Errorf("verify finds %v, %v", damages, err)
	}
}

func TestWhatSystemsLeaveIsANote(t *testing.T) {
	o := newOffice(t)
	put(t, o.ws, map[string]string{"Thumbs.db": "x", "~$a.xlsx": "y", "x.zip": zipOf(t, false, []string{"__MACOSX/._a.xlsx", ".DS_Store"}, map[string]string{"__MACOSX/._a.xlsx": "\x00\x05\x16\x07", ".DS_Store": "z"})})
	s := o.takeIn()
	for _, f := range s.Files {
		if f.State == Bundled {
			continue
		}
		if f.State != Quarantined || f.Errors != 0 || len(f.Findings) != 1 || f.Findings[0].Code != "N-JUNK" {
			t.Errorf("%s became %s: %+v", f.FileName, f.State, f.Findings)
		}
	}
	if s.Received() != 4 || s.Counts[Quarantined] != 4 {
		t.Errorf("received %d: %v", s.Received(), s.Counts)
	}
}
