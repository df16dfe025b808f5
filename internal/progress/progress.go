// Package progress shows people how far a stage of work has come: a moving bar
// on a terminal, one quiet line per finished stage elsewhere, or nothing.
//
// It only shows; no result may depend on it. A nil *Printer and a nil *Stage
// are silent, so callers need not ask whether anybody watches.
package progress

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// Printer shows the stages of one command, one after the other.
type Printer struct {
	out io.Writer
	bar bool
	now func() time.Time

	throttle time.Duration // least time between two drawings
}

// NewBar shows a moving bar: for terminals.
func NewBar(out io.Writer, now func() time.Time) *Printer {
	return &Printer{out: out, bar: true, now: now, throttle: 50 * time.Millisecond}
}

// NewLines writes one line when a stage ends: for files, pipes and logs.
func NewLines(out io.Writer, now func() time.Time) *Printer {
	return &Printer{out: out, now: now}
}

// Stage is one stretch of work. Its methods may be called from several goroutines.
type Stage struct {
	printer *Printer
	name    string
	started time.Time
	mu      sync.Mutex
	bar     *progressbar.ProgressBar
	done    int // the most that was told: goroutines may tell out of order
}

// Stage begins a stage.
func (p *Printer) Stage(name string) *Stage {
	if p == nil {
		return nil
	}
	return &Stage{printer: p, name: name, started: p.now()}
}

// Update says that done of total things are finished.
func (s *Stage) Update(done, total int) {
	if s == nil || !s.printer.bar || total <= 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bar == nil {
		s.bar = s.newBar(total)
	}
	s.done = max(s.done, min(done, total))
	s.bar.ChangeMax(total)
	s.show(s.bar.Set(s.done))
}

func (s *Stage) newBar(total int) *progressbar.ProgressBar {
	return progressbar.NewOptions(total,
		progressbar.OptionSetWriter(s.printer.out),
		progressbar.OptionSetDescription(s.name),
		progressbar.OptionSetWidth(24),
		progressbar.OptionShowCount(),
		progressbar.OptionThrottle(s.printer.throttle),
		progressbar.OptionClearOnFinish(),
	)
}

// show drops the error of drawing: work must not stop because nobody can watch it.
func (s *Stage) show(err error) {
	if err != nil {
		s.printer.bar = false
	}
}

// End closes the stage with a line of what it did and how long it took, which
// it returns.
func (s *Stage) End(note string) time.Duration {
	if s == nil {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bar != nil {
		s.show(s.bar.Clear())
	}
	took := s.printer.now().Sub(s.started)
	// Writing to the screen may fail; the command's own output will say so.
	fmt.Fprintf(s.printer.out, "%s  %s  (%.1f s)\n", s.name, note, took.Seconds())
	return took
}

// Abandon takes the bar away without a line: the stage failed, and the error says why.
func (s *Stage) Abandon() {
	if s == nil || s.bar == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.show(s.bar.Clear())
}
