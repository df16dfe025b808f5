package transform

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A trail notes what a schedule did, in order.
type trail struct {
	mutex sync.Mutex
	steps []string
}

func (l *trail) note(step string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.steps = append(l.steps, step)
}

func (l *trail) task(gives string, needs ...string) task {
	return task{needs: needs, gives: gives, do: func(context.Context, *engine) error { l.note("do " + gives); return nil }}
}

func (l *trail) drop(_ context.Context, _ *engine, table string) error {
	l.note("drop " + table)
	return nil
}

func engines(n int) pool {
	p := make(pool, n)
	for range n {
		p <- &engine{}
	}
	return p
}

// A table is let go of once the last that reads it is done, and not before.
func TestTablesAreLetGoOf(t *testing.T) {
	var l trail
	tasks := []task{l.task("a", "source"), l.task("b", "a"), l.task("", "a"), l.task("c", "b"), l.task("", "b", "c")}
	if err := newSchedule(tasks, l.drop).run(t.Context(), engines(1)); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(l.steps, ", "), "do a, do b, do , drop a, do c, do , drop b, drop c"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for range 50 {
		l.steps = nil
		if err := newSchedule(tasks, l.drop).run(t.Context(), engines(3)); err != nil {
			t.Fatal(err)
		}
		at := func(step string) int { return slices.Index(l.steps, step) }
		if len(l.steps) != 8 || at("do b") < at("do a") || at("do c") < at("do b") || at("drop a") < at("do b") || at("drop b") < at("do c") {
			t.Fatalf("out of order: %s", strings.Join(l.steps, ", "))
		}
	}
}

// The first failure stops what has not begun, and nobody waits for what will not come.
func TestAFailureStopsASchedule(t *testing.T) {
	var l trail
	wrong := errors.New("wrong")
	tasks := []task{l.task("a"), {gives: "b", needs: []string{"a"}, do: func(context.Context, *engine) error { return wrong }}, l.task("c", "b")}
	for workers := range 3 {
		l.steps = nil
		if err := newSchedule(tasks, l.drop).run(t.Context(), engines(workers+1)); !errors.Is(err, wrong) || slices.Contains(l.steps, "do c") {
			t.Errorf("%d workers: %v after %v", workers+1, err, l.steps)
		}
	}
}
