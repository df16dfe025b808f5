package dags

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func load(t *testing.T, text string) (Plan, error) {
	t.Helper()
	return Load(fstest.MapFS{"p.yaml": {Data: []byte(text)}}, "p.yaml")
}

func TestBuiltInPlanIsInOrder(t *testing.T) {
	plan, err := Load(Plans, Quarter)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range plan.Steps {
		names = append(names, s.Name)
	}
	if got := strings.Join(names, " "); got != "pack ingest transform site review" {
		t.Errorf("the steps run as %s", got)
	}
}

func TestStepsComeAfterWhatTheyNeed(t *testing.T) {
	plan, err := load(t, "steps:\n  - {name: c, run: f, needs: [a, b]}\n  - {name: b, run: f, needs: [a]}\n  - {name: a, run: f}\n")
	if err != nil || plan.Steps[0].Name != "a" || plan.Steps[1].Name != "b" || plan.Steps[2].Name != "c" {
		t.Errorf("ordered %+v, %v", plan.Steps, err)
	}
}

func TestAllMistakesOfAPlanAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"unknown keys and missing ones": {"steps:\n  - name: a\n    run: f\n    need: [b]\n  - run: g\nstep: 1\n",
			[]string{`p.yaml:4: key "need" is unknown`, "p.yaml:5: a step needs name and run", `p.yaml:6: key "step" is unknown`}},
		"wrong shapes":          {"steps:\n  - name: [a]\n    run: f\n    needs: b\n", []string{"p.yaml:2: expected one word", "p.yaml:4: expected a list"}},
		"names":                 {"steps:\n  - {name: a, run: f}\n  - {name: a, run: f}\n  - {name: b, run: f, needs: [x]}\n", []string{`p.yaml:3: step "a" stands twice, first at p.yaml:2`, `p.yaml:4: step "b" needs "x"`}},
		"circle":                {"steps:\n  - {name: a, run: f, needs: [c]}\n  - {name: b, run: f, needs: [a]}\n  - {name: c, run: f, needs: [b]}\n", []string{"a -> c -> b -> a"}},
		"itself":                {"steps:\n  - {name: a, run: f, needs: [a]}\n", []string{"a -> a"}},
		"nothing":               {"", []string{"p.yaml:1:"}},
		"a list":                {"- a\n", []string{"p.yaml:1:"}},
		"no list under steps":   {"steps: 3\n", []string{"p.yaml:1: steps must be a list"}},
		"a step that is a word": {"steps:\n  - a\n", []string{"p.yaml:2: expected keys"}},
		"no YAML":               {"steps: [\n", []string{"p.yaml"}},
	} {
		_, err := load(t, c.text)
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %v, want %s", name, err, want)
			}
		}
	}
}

func TestUnregisteredNamesAreNamed(t *testing.T) {
	plan, err := load(t, "steps:\n  - {name: a, run: f, reads: [x], writes: [y]}\n")
	if err != nil {
		t.Fatal(err)
	}
	err = plan.Check([]string{"g"}, []string{"x"})
	if err == nil || !strings.Contains(err.Error(), `p.yaml:2: step "a" runs "f"`) || !strings.Contains(err.Error(), `names "y"`) {
		t.Errorf("Check = %v", err)
	}
}

// world is a runner over three files: b is made from a, c from b.
type world struct {
	Runner
	dir  string
	runs []string // steps that ran
	fail map[string]error
	plan Plan
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{dir: t.TempDir(), fail: map[string]error{}}
	at := time.Date(2023, 1, 15, 8, 30, 0, 0, time.UTC)
	w.Runner = Runner{
		Steps:     map[string]StepFunc{"b": w.copy("a", "b"), "c": w.copy("b", "c")},
		Resources: map[string]Resource{"a": w.read("a"), "b": w.read("b"), "c": w.read("c")},
		Dir:       filepath.Join(w.dir, "runs"), Version: "1", Note: func() (map[string]string, error) {
			return map[string]string{"steps_run": strconv.Itoa(len(w.runs))}, nil
		},
		Now: func() time.Time { at = at.Add(time.Second); return at },
	}
	var err error
	w.plan, err = load(t, "steps:\n  - {name: b, run: b, reads: [a], writes: [b]}\n  - {name: c, run: c, needs: [b], reads: [b], writes: [c]}\n")
	if err != nil {
		t.Fatal(err)
	}
	w.set(t, "a", "1")
	return w
}

func (w *world) set(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (w *world) read(name string) Resource {
	return func() (string, error) {
		data, err := os.ReadFile(filepath.Join(w.dir, name))
		if errors.Is(err, os.ErrNotExist) {
			return "", nil
		}
		return string(data), err
	}
}

func (w *world) copy(from, to string) StepFunc {
	return func(ctx context.Context, period string) error {
		w.runs = append(w.runs, to)
		if err := w.fail[to]; !goesOn(err) {
			return err
		}
		text, err := w.read(from)()
		return errors.Join(err, os.WriteFile(filepath.Join(w.dir, to), []byte(text+period), 0o644), w.fail[to])
	}
}

// run runs the plan and returns what ran and how the steps ended.
func (w *world) run(period string) (ran, states string, err error) {
	w.runs = nil
	log, err := w.Run(context.Background(), w.plan, period)
	var all []string
	for _, s := range log.Steps {
		all = append(all, s.State)
	}
	return strings.Join(w.runs, " "), strings.Join(all, " "), err
}

func (w *world) expect(t *testing.T, why, period, ran, states string, want error) {
	t.Helper()
	gotRan, gotStates, err := w.run(period)
	if gotRan != ran || gotStates != states || !errors.Is(err, want) {
		t.Errorf("%s: ran %q, states %q, %v; want %q, %q, %v", why, gotRan, gotStates, err, ran, states, want)
	}
}

func TestRunSkipsWhatHasNotChanged(t *testing.T) {
	w := newWorld(t)
	w.expect(t, "first", "2022Q1", "b c", "done done", nil)
	w.expect(t, "again", "2022Q1", "", "skipped skipped", nil)
	w.set(t, "a", "2")
	w.expect(t, "new input", "2022Q1", "b c", "done done", nil)
	w.set(t, "c", "edited by hand")
	w.expect(t, "changed output", "2022Q1", "c", "skipped done", nil)
	if err := os.Remove(filepath.Join(w.dir, "b")); err != nil {
		t.Fatal(err)
	}
	w.expect(t, "deleted output", "2022Q1", "b", "done skipped", nil)
	w.expect(t, "another period", "2022Q2", "b c", "done done", nil)
	w.Version = "2"
	w.expect(t, "another program", "2022Q2", "b c", "done done", nil)
}

func TestRunResumesWhereItFailed(t *testing.T) {
	w := newWorld(t)
	full := errors.New("disk full")
	w.fail["c"] = full
	w.expect(t, "failing", "2022Q1", "b c", "done failed", full)
	delete(w.fail, "c")
	w.expect(t, "mended", "2022Q1", "c", "skipped done", nil)
}

func TestFailureStopsTheRun(t *testing.T) {
	w := newWorld(t)
	full := errors.New("disk full")
	w.fail["b"] = full
	w.expect(t, "failing", "2022Q1", "b", "failed waiting", full)
}

func TestBrokenRuleDoesNotStopTheRunAndIsRepeated(t *testing.T) {
	w := newWorld(t)
	w.fail["b"] = errors.Join(errors.New("3 files were refused"), ErrBroken)
	w.expect(t, "first", "2022Q1", "b c", "done done", ErrBroken)
	w.expect(t, "skipped", "2022Q1", "", "skipped skipped", ErrBroken)
}

func TestHaltedStepStopsTheRunAndRunsAgain(t *testing.T) {
	w := newWorld(t)
	w.fail["b"] = errors.Join(errors.New("2 rows failed a test"), ErrHalted)
	w.expect(t, "first", "2022Q1", "b", "failed waiting", ErrBroken)
	delete(w.fail, "b")
	w.expect(t, "mended", "2022Q1", "b c", "done done", nil)
}

func TestCancelledRunStopsCleanlyAndGoesOn(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithCancel(context.Background())
	w.Watch = func(s StepLog) { cancel() }
	log, err := w.Run(ctx, w.plan, "2022Q1")
	if !errors.Is(err, context.Canceled) || log.State != Stopped || log.Steps[0].State != Done || log.Steps[1].State != Waiting {
		t.Errorf("cancelled after the first step: %v, %+v", err, log)
	}
	w.Watch = nil
	w.expect(t, "resumed", "2022Q1", "c", "skipped done", nil)
}

func TestLogsTellTheStory(t *testing.T) {
	w := newWorld(t)
	full := errors.New("disk full")
	w.fail["c"] = full
	w.expect(t, "failing", "2022Q1", "b c", "done failed", full)
	delete(w.fail, "c")
	w.expect(t, "mended", "2022Q1", "c", "skipped done", nil)
	logs, err := Logs(w.Dir)
	if err != nil || len(logs) != 2 {
		t.Fatalf("%d logs, %v", len(logs), err)
	}
	first := logs[0]
	if first.Run != "000001-20230115T083001Z" || first.State != Failed || first.Steps[1].Error != "disk full" || first.Steps[0].Seconds != 1 || first.Note["steps_run"] != "2" {
		t.Errorf("the first log says %+v", first)
	}
	if !strings.HasPrefix(logs[1].Run, "000002-") {
		t.Errorf("the second log says %+v", logs[1])
	}
}

func TestKilledRunIsCalledInterrupted(t *testing.T) {
	w := newWorld(t)
	log, err := w.begin(w.plan, "2022Q1") // and then the power failed
	if err != nil {
		t.Fatal(err)
	}
	w.expect(t, "next", "2022Q1", "b c", "done done", nil)
	logs, err := Logs(w.Dir)
	if err != nil || len(logs) != 2 || logs[0].Run != log.Run || logs[0].State != Interrupted {
		t.Errorf("logs %+v, %v", logs, err)
	}
}
