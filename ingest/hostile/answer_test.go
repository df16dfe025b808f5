package hostile

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"yigai/ingest/check"
	"yigai/programme"
)

// What one file may cost. Time is that of the processor, so that a busy machine
// does not fail the test; a process that hangs is killed.
const (
	maxTime   = 5 * time.Second
	maxMemory = 256 << 20
	hangs     = time.Minute
)

// listed is how many findings of one code an answer lists; of more, their number.
const listed = 10

// The variables that make this test binary answer one file and end.
const (
	fileVariable = "YIGAI_HOSTILE_FILE"
	nameVariable = "YIGAI_HOSTILE_NAME"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(fileVariable); path != "" {
		answerOne(path, os.Getenv(nameVariable))
		return
	}
	os.Exit(m.Run())
}

// An answer is what the process says of its file.
type answer struct {
	Findings []string
	Broken   []string // findings without a sentence
	Peak     int64    // bytes of memory
}

// answerOne checks a file as the program does and prints the answer.
func answerOne(path, name string) {
	a, err := answerOf(path, name)
	if err == nil {
		a.Peak, err = peak()
	}
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(a)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answerOf(path, name string) (answer, error) {
	f, err := os.Open(path)
	if err != nil {
		return answer{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return answer{}, err
	}
	pack, mistakes := programme.Load(os.DirFS("testdata/pack"))
	if len(mistakes) > 0 {
		return answer{}, mistakes[0]
	}
	r, err := check.Collect(check.Input{File: f, Size: info.Size(), Name: name, Pack: pack})
	a, count := answer{}, map[check.Code]int{}
	for _, f := range r.Findings {
		if count[f.Code]++; count[f.Code] <= listed {
			a.Findings = append(a.Findings, strings.TrimSpace(string(f.Code)+" "+placeOf(f)))
		}
		if f.RuleZh == "" || f.RuleEn == "" || f.FixZh == "" || f.FixEn == "" || strings.Contains(f.Chinese()+f.English(), "%!") {
			a.Broken = append(a.Broken, f.Chinese())
		}
	}
	for _, code := range slices.Sorted(maps.Keys(count)) {
		if n := count[code]; n > listed {
			a.Findings = append(a.Findings, fmt.Sprintf("%s ×%d", code, n))
		}
	}
	return a, err
}

var partOf = regexp.MustCompile(`^(.+) @\d+$`)

// placeOf is the cell, or the part that damage lies in.
func placeOf(f check.Finding) string {
	if m := partOf.FindStringSubmatch(f.Found); m != nil && f.Sheet == "" {
		return "[" + m[1] + "]"
	}
	return f.Place()
}

// peak is the most memory this process had, as the kernel counts it.
func peak() (int64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if m == nil {
		return 0, errors.New("no VmHWM in /proc/self/status")
	}
	var kB int64
	_, err = fmt.Sscan(string(m[1]), &kB)
	return kB << 10, err
}

// TestGoldenFiles answers each file of the folder in a process of its own.
func TestGoldenFiles(t *testing.T) {
	for _, file := range goldenFiles(t) {
		e := expected(t, file)
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			try(t, filepath.Join(folder, file), cmp.Or(e.Name, file), e)
		})
	}
}

// TestBombs answers the files that are too big to keep.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("makes big files")
	}
	if len(bombs) == 0 {
		t.Fatal("no bombs: passing would prove nothing")
	}
	for _, h := range bombs {
		t.Run(h.file, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), h.file)
			if err := os.WriteFile(path, h.build(t), 0o600); err != nil {
				t.Fatal(err)
			}
			try(t, path, cmp.Or(h.name, h.file), h.expectation())
		})
	}
}

// try holds one file's answer against what is expected, and its cost against
// the bounds. In -short mode (under the race detector) only the answer counts.
func try(t *testing.T, path, name string, e expectation) {
	var a answer
	if testing.Short() {
		var err error
		if a, err = answerOf(path, name); err != nil {
			t.Fatal(err)
		}
	} else {
		a = inProcess(t, path, name)
	}
	if got, want := strings.Join(a.Findings, "; "), strings.Join(e.Findings, "; "); got != want {
		t.Errorf("%s\n got %s\nwant %s", e.En, got, want)
	}
	if len(a.Broken) > 0 {
		t.Errorf("incomplete: %s", a.Broken)
	}
}

func inProcess(t *testing.T, path, name string) (a answer) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), hangs)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), fileVariable+"="+path, nameVariable+"="+name)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	if err := json.Unmarshal(out.Bytes(), &a); err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if used > maxTime || a.Peak > maxMemory {
		t.Errorf("took %v and %d MB", used, a.Peak>>20)
	}
	t.Logf("%v, %d MB", used.Round(time.Millisecond), a.Peak>>20)
	return a
}
