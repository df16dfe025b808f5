package sample

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yigai/ingest/check"
	filekind "yigai/ingest/kind"
	"yigai/programme"
)

// Every file that a workbook names was sent by its org in that period, and every
// file sent is named, but for the one of each kind that the table lists.
func TestPapersAreNamedAndSent(t *testing.T) {
	p := hanzhong(t)
	dir, report := wholeSample(t, 0)
	files, bundled := sentFiles(t, dir, p)
	named, sent, scans := map[string]bool{}, map[string]bool{}, 0
	for _, f := range files {
		switch {
		case filepath.Ext(f.name) == ".xlsx":
			for _, name := range evidenceOf(t, p, f) {
				named[f.at+"/"+name] = true
			}
		case strings.Contains(f.name, "盖章扫描件"):
			scans++
		default:
			sent[f.at+"/"+f.name] = true
		}
		if !strings.Contains(f.name, "样例") {
			t.Errorf("%s does not say that it is a sample", f.name)
		}
	}
	var unsent, unnamed []string
	for name := range named {
		if !sent[name] {
			unsent = append(unsent, name[:13])
		}
	}
	for name := range sent {
		if !named[name] {
			unnamed = append(unnamed, name[:13])
		}
	}
	if !slices.Equal(unsent, []string{"2022Q2/2022Q2"}) || !slices.Equal(unnamed, []string{"2022Q4/2022Q4"}) {
		t.Errorf("named and not sent: %v; sent and not named: %v", unsent, unnamed)
	}
	if len(sent) < 50 || scans < 20 || bundled < 4 || report.Attachments != len(sent)+scans || report.Bundles != 1 || report.Files != len(files)-bundled+1 {
		t.Errorf("%d pieces of evidence, %d scans, %d files in bundles of %d: %+v", len(sent), scans, bundled, len(files), report.Bundles)
	}
}

func evidenceOf(t *testing.T, p *programme.Pack, f sentFile) (names []string) {
	t.Helper()
	r, err := check.Collect(check.Input{File: bytes.NewReader(f.data), Size: int64(len(f.data)), Name: f.name, Pack: p, Key: []byte("k")})
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range r.TaskReports {
		if strings.HasSuffix(task.Evidence, ".pdf") {
			names = append(names, task.Evidence)
		}
	}
	return names
}

var objectAt = regexp.MustCompile(`(?m)^(\d{10}) 00000 n $`)

// Every paper is a PDF whose table of objects is right, small, and like no other.
func TestPapersAreWholePDFs(t *testing.T) {
	m, err := prepare(hanzhong(t), Options{Seed: 2022, Key: []byte("k")})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range m.papers {
		what, err := filekind.Of(bytes.NewReader(p.data), int64(len(p.data)), p.file)
		if err != nil || what.Class != filekind.Evidence || len(p.data) >= 1000 || seen[string(p.data)] || !bytes.Contains(p.data, []byte("(SAMPLE - NOT REAL)")) {
			t.Errorf("%s: %v, %v, %d bytes", p.file, what, err, len(p.data))
		}
		seen[string(p.data)] = true
		found := objectAt.FindAllSubmatch(p.data, -1)
		for i, entry := range found {
			if offset, err := strconv.Atoi(string(entry[1])); err != nil || !bytes.HasPrefix(p.data[offset:], []byte(strconv.Itoa(i+1)+" 0 obj")) {
				t.Errorf("%s: object %d is not at %s", p.file, i+1, entry[1])
			}
		}
		_, after, _ := bytes.Cut(p.data, []byte("stream\n"))
		text, _, _ := bytes.Cut(after, []byte("\nendstream"))
		if len(found) != 6 || !bytes.Contains(p.data, []byte("/Length "+strconv.Itoa(len(text))+">>")) {
			t.Errorf("%s: %d objects, a text of %d bytes", p.file, len(found), len(text))
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d papers", len(seen))
	}
}

// Who corrects a workbook had sealed the first, before the correction was sent;
// a workbook that is refused for a fault is sealed when it is sent again.
func TestScansAreOfWhatCounts(t *testing.T) {
	m, err := prepare(hanzhong(t), Options{Seed: 2022, Flaws: len(kinds), Key: []byte("k")})
	if err != nil {
		t.Fatal(err)
	}
	revised, again := 0, 0
	for _, p := range m.papers {
		if !strings.Contains(p.file, "盖章扫描件") {
			continue
		}
		for _, s := range m.plans {
			if s.org.Code != p.org.Code || s.at != p.at {
				continue
			}
			refused := s.flaw != nil && s.flaw.kind.refuses
			corrects := m.world.tables.story[place{s.org.Code, s.at.String()}].kind == "revised" && s.second
			switch {
			case corrects:
				revised++
				if !p.sentAt.Before(s.sentAt) {
					t.Errorf("%s was sent after the correction", p.file)
				}
			case !p.sentAt.After(s.sentAt):
				t.Errorf("%s was sent before %s", p.file, s.file)
			case refused:
				again++
			}
		}
	}
	if revised == 0 {
		t.Error("no scan lacks for a correction")
	}
	t.Logf("%d scans before a correction, %d of what was sent again", revised, again)
}
