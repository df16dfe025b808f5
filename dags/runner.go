package dags

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// ErrBroken is what a step's error wraps when the step did its work and the
// data broke a rule: the run goes on and says so at the end.
var ErrBroken = errors.New("the data broke a rule")

// ErrHalted is ErrBroken of a kind that nothing may be built on: the run stops
// there, and the step runs again the next time.
var ErrHalted = fmt.Errorf("nothing may be built on it: %w", ErrBroken)

// goesOn says whether a run may go on after a step that returned err.
func goesOn(err error) bool {
	return err == nil || errors.Is(err, ErrBroken) && !errors.Is(err, ErrHalted)
}

// A StepFunc does a step's work for a period.
type StepFunc func(ctx context.Context, period string) error

// A Resource gives the fingerprint of something steps read or write: it changes
// when the content does, and is "" when there is nothing.
type Resource func() (string, error)

// A Runner runs plans. Its folder has one writer at a time.
type Runner struct {
	Steps     map[string]StepFunc
	Resources map[string]Resource
	Dir       string // logs, and below it state/ with what each step last saw
	Version   string // of the program: another one makes every step run again
	// Note gives what is put into the log at the start and again at the end,
	// e.g. the journal's head; it may be nil.
	Note  func() (map[string]string, error)
	Now   func() time.Time
	Watch func(StepLog) // told when a step has ended; may be nil
}

// Run runs what has changed. It returns the log it wrote. The error wraps
// ErrBroken when data broke a rule (all steps ended, unless it wraps ErrHalted), ctx's error when the
// run was cancelled, or else what the failed step returned.
func (r Runner) Run(ctx context.Context, plan Plan, period string) (Log, error) {
	if err := plan.Check(slices.Sorted(maps.Keys(r.Steps)), slices.Sorted(maps.Keys(r.Resources))); err != nil {
		return Log{}, err
	}
	log, err := r.begin(plan, period)
	if err != nil {
		return Log{}, err
	}
	runErr := r.steps(ctx, plan, &log)
	log.Ended = r.Now().UTC()
	log.State = stateOf(runErr)
	return log, errors.Join(runErr, r.note(&log), log.write(r.Dir))
}

func (r Runner) note(log *Log) (err error) {
	if r.Note != nil {
		log.Note, err = r.Note()
	}
	return err
}

func stateOf(err error) string {
	switch {
	case goesOn(err):
		return Done
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return Stopped
	}
	return Failed
}

func (r Runner) steps(ctx context.Context, plan Plan, log *Log) error {
	var broken []error
	for i, s := range plan.Steps {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("stopped before step %s: %w", s.Name, err)
		}
		err := r.step(ctx, s, log.Period, &log.Steps[i])
		if r.Watch != nil {
			r.Watch(log.Steps[i])
		}
		if writeErr := log.write(r.Dir); writeErr != nil {
			return writeErr
		}
		if !goesOn(err) {
			return fmt.Errorf("step %s: %w", s.Name, err)
		}
		if err != nil {
			broken = append(broken, fmt.Errorf("step %s: %w", s.Name, err))
		}
	}
	return errors.Join(broken...)
}

// step runs one step or finds that it need not.
func (r Runner) step(ctx context.Context, s Step, period string, entry *StepLog) error {
	started := r.Now()
	entry.Started = started.UTC()
	err := r.runOrSkip(ctx, s, period, entry)
	entry.Seconds = r.Now().Sub(started).Seconds()
	if err != nil {
		entry.Error = err.Error()
	}
	if entry.State != Skipped {
		entry.State = stateOf(err)
	}
	return err
}

func (r Runner) runOrSkip(ctx context.Context, s Step, period string, entry *StepLog) error {
	inputs, err := r.fingerprint(s.Reads, s.Name, s.Run, period, r.Version)
	if err != nil {
		return err
	}
	last, err := r.lastSeen(s.Name)
	if err != nil {
		return err
	}
	if last.Inputs == inputs && r.stillThere(s, last) {
		entry.State = Skipped
		return last.broke()
	}
	if err := r.forget(s.Name); err != nil {
		return err
	}
	stepErr := r.Steps[s.Run](ctx, period)
	if !goesOn(stepErr) {
		return stepErr
	}
	outputs, err := r.fingerprint(s.Writes)
	if err != nil {
		return err
	}
	seen := lastSeen{Inputs: inputs, Outputs: outputs}
	if stepErr != nil {
		seen.Broke = strings.TrimSuffix(stepErr.Error(), ": "+ErrBroken.Error())
	}
	return errors.Join(stepErr, r.remember(s.Name, seen))
}

// stillThere says whether what the step made is as it left it.
func (r Runner) stillThere(s Step, last lastSeen) bool {
	outputs, err := r.fingerprint(s.Writes)
	return err == nil && outputs == last.Outputs
}

// fingerprint hashes words and the fingerprints of resources.
func (r Runner) fingerprint(resources []string, words ...string) (string, error) {
	h := sha256.New()
	for _, word := range words {
		fmt.Fprintf(h, "%q\n", word)
	}
	for _, name := range resources {
		print, err := r.Resources[name]()
		if err != nil {
			return "", fmt.Errorf("look at %s: %w", name, err)
		}
		fmt.Fprintf(h, "%q=%q\n", name, print)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
