package dags

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
)

// The states of a run and of its steps.
const (
	Running     = "running"
	Done        = "done"
	Skipped     = "skipped"     // a step: nothing had changed
	Failed      = "failed"      // could not do its work
	Stopped     = "stopped"     // cancelled
	Waiting     = "waiting"     // a step that was not reached
	Interrupted = "interrupted" // a run that ended without being able to say how
)

// A Log is one run, as kept in runs/.
type Log struct {
	Run     string            `json:"run"` // order number and start: 000012-20230115T083000Z
	Plan    string            `json:"plan"`
	Period  string            `json:"period"`
	Version string            `json:"version"`
	Note    map[string]string `json:"note"`
	Started time.Time         `json:"started"`
	Ended   time.Time         `json:"ended,omitzero"`
	State   string            `json:"state"`
	Steps   []StepLog         `json:"steps"`
}

// A StepLog is one step of a run.
type StepLog struct {
	Name    string    `json:"name"`
	State   string    `json:"state"`
	Started time.Time `json:"started,omitzero"`
	Seconds float64   `json:"seconds"`
	Error   string    `json:"error,omitempty"` // why it failed, or which rule the data broke
}

var logPattern = regexp.MustCompile(`^(\d{6})-\d{8}T\d{6}Z\.json$`)

// logLimit is what is read of the log of one run.
const logLimit = 64 << 20

// Logs reads the logs in a folder, oldest first.
func Logs(dir string) ([]Log, error) {
	entries, err := os.ReadDir(dir) // in name order, which is the order of numbers
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list runs: %w", err)
	}
	var logs []Log
	for _, e := range entries {
		if !logPattern.MatchString(e.Name()) {
			continue
		}
		data, err := plainfile.Read(filepath.Join(dir, e.Name()), logLimit)
		if err != nil {
			return nil, fmt.Errorf("read a run's log: %w", err)
		}
		var l Log
		if err := json.Unmarshal(data, &l); err != nil {
			return nil, fmt.Errorf("read a run's log: %s: %w", e.Name(), err)
		}
		logs = append(logs, l)
	}
	return logs, nil
}

// begin writes the log of a new run, and closes those of runs that were killed.
func (r Runner) begin(plan Plan, period string) (Log, error) {
	if err := os.MkdirAll(filepath.Join(r.Dir, stateFolder), 0o755); err != nil {
		return Log{}, fmt.Errorf("begin a run: %w", err)
	}
	earlier, err := Logs(r.Dir)
	if err != nil {
		return Log{}, err
	}
	number := 1
	for _, l := range earlier {
		number = orderOf(l) + 1
		if l.State == Running {
			l.State = Interrupted
			err = errors.Join(err, l.write(r.Dir))
		}
	}
	now := r.Now().UTC()
	log := Log{
		Run:  fmt.Sprintf("%06d-%s", number, now.Format("20060102T150405Z")),
		Plan: plan.Name, Period: period, Version: r.Version, Started: now, State: Running,
	}
	for _, s := range plan.Steps {
		log.Steps = append(log.Steps, StepLog{Name: s.Name, State: Waiting})
	}
	return log, errors.Join(err, r.note(&log), log.write(r.Dir))
}

func orderOf(l Log) int {
	n, err := strconv.Atoi(l.Run[:min(6, len(l.Run))])
	if err != nil {
		return 0 // a log edited by hand: numbering starts again after it
	}
	return n
}

func (l Log) write(dir string) error {
	data, err := json.MarshalIndent(l, "", " ")
	if err != nil {
		return fmt.Errorf("write the run's log: %w", err)
	}
	return atomicfile.WriteBytes(filepath.Join(dir, l.Run+".json"), append(data, '\n'))
}

// stateFolder holds, for each step, what it saw when it last ended well.
const stateFolder = "state"

// lastSeen are the fingerprints of what a step read and wrote.
type lastSeen struct {
	Inputs  string `json:"inputs"`
	Outputs string `json:"outputs"`
	Broke   string `json:"broke,omitempty"` // the rule that the data broke
}

// broke repeats the answer of a step that is skipped.
func (l lastSeen) broke() error {
	if l.Broke == "" {
		return nil
	}
	return fmt.Errorf("%s: %w", l.Broke, ErrBroken)
}

func (r Runner) statePath(step string) string {
	return filepath.Join(r.Dir, stateFolder, fmt.Sprintf("%x.json", step)) // any name makes a safe file name
}

// lastSeen reads what a step saw; a step that never ended well saw nothing.
func (r Runner) lastSeen(step string) (lastSeen, error) {
	var l lastSeen
	data, err := plainfile.Read(r.statePath(step), logLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err == nil && json.Unmarshal(data, &l) != nil {
		return lastSeen{}, nil // unreadable: the step simply runs again
	}
	return l, err
}

func (r Runner) remember(step string, l lastSeen) error {
	data, err := json.Marshal(l)
	return errors.Join(err, atomicfile.WriteBytes(r.statePath(step), append(data, '\n')))
}

func (r Runner) forget(step string) error {
	if err := os.Remove(r.statePath(step)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget what step %s saw: %w", step, err)
	}
	return nil
}
