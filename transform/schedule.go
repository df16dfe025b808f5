package transform

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// A task is a statement or a few: it makes a table of others, or looks at some.
type task struct {
	needs []string // the tables it reads
	gives string   // the table it makes, "" for a look
	do    func(ctx context.Context, e *engine) error
}

// A schedule runs tasks on all connections of a pool: the first in the list whose
// tables are there. A table that nobody will read any more is let go of at once, so
// that memory holds what is being worked on and not all that ever was.
type schedule struct {
	tasks   []task
	release func(ctx context.Context, e *engine, table string) error // of a table made by a task

	mutex   sync.Mutex
	changed *sync.Cond
	made    map[string]bool // tables that are there
	readers map[string]int  // tasks that have yet to read a table made by one
	begun   []bool
	running int
	errs    []error
}

func newSchedule(tasks []task, release func(context.Context, *engine, string) error) *schedule {
	s := &schedule{tasks: tasks, release: release, made: map[string]bool{}, readers: map[string]int{}, begun: make([]bool, len(tasks))}
	s.changed = sync.NewCond(&s.mutex)
	for _, t := range tasks {
		if t.gives != "" {
			s.readers[t.gives] = 0
		}
	}
	for _, t := range tasks {
		for _, need := range t.needs {
			if _, isMade := s.readers[need]; isMade {
				s.readers[need]++
			}
		}
	}
	return s
}

// run works off the tasks; the first error stops what has not begun. All errors are returned.
func (s *schedule) run(ctx context.Context, p pool) error {
	var workers sync.WaitGroup
	for range cap(p) {
		workers.Go(func() {
			if err := p.with(ctx, func(e *engine) error { return s.work(ctx, e) }); err != nil {
				s.fail(err)
			}
		})
	}
	workers.Wait()
	return errors.Join(s.errs...)
}

func (s *schedule) fail(err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.errs = append(s.errs, err)
	s.changed.Broadcast()
}

// work is one connection's share.
func (s *schedule) work(ctx context.Context, e *engine) error {
	for {
		i := s.next()
		if i < 0 {
			return nil
		}
		t, err := s.tasks[i], context.Cause(ctx)
		if err == nil {
			err = t.do(ctx, e)
		}
		for _, table := range s.finished(t, err) {
			err = errors.Join(err, s.release(ctx, e, table))
		}
		if err != nil {
			return err
		}
	}
}

// next waits for a task that can begin; -1 when there is none to come.
func (s *schedule) next() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for len(s.errs) == 0 {
		waiting := false
		for i, t := range s.tasks {
			if s.begun[i] {
				continue
			}
			if waiting = true; s.ready(t) {
				s.begun[i] = true
				s.running++
				return i
			}
		}
		if !waiting || s.running == 0 {
			return -1
		}
		s.changed.Wait()
	}
	return -1
}

func (s *schedule) ready(t task) bool {
	return !slices.ContainsFunc(t.needs, func(need string) bool {
		_, byTask := s.readers[need]
		return byTask && !s.made[need]
	})
}

// finished notes that a task is done and lists the tables that nobody reads any more.
func (s *schedule) finished(t task, err error) (unread []string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	defer s.changed.Broadcast()
	s.running--
	if err != nil {
		return nil
	}
	if t.gives != "" {
		s.made[t.gives] = true
		if s.readers[t.gives] == 0 {
			unread = append(unread, t.gives)
		}
	}
	for _, need := range t.needs {
		if _, byTask := s.readers[need]; byTask {
			if s.readers[need]--; s.readers[need] == 0 {
				unread = append(unread, need)
			}
		}
	}
	return unread
}
