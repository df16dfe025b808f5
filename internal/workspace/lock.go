package workspace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"

	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
)

// lockFile is held by the writer at work. The kernel frees it when the process
// ends, however it ends; what the file says is only for people.
const lockFile = ".lock"

// Holder is who holds the lock.
type Holder struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Command string    `json:"command"`
	Since   time.Time `json:"since"`
}

// LockedError says that another run is at work; Holder is zero when that run
// has not yet said who it is.
type LockedError struct{ Holder Holder }

func (e *LockedError) Error() string {
	if e.Holder.PID == 0 {
		return "another run holds the workspace"
	}
	return fmt.Sprintf("process %d on %s (%s) holds the workspace since %s",
		e.Holder.PID, e.Holder.Host, e.Holder.Command, e.Holder.Since.Format(time.DateTime))
}

// Lock makes the caller the workspace's one writer until unlock is called, and
// deletes the unfinished files that a killed writer left. It does not wait: when
// another run holds the lock the error is a *LockedError.
func (ws *Workspace) Lock(command string, now time.Time) (unlock func() error, err error) {
	path := ws.Path(lockFile)
	lock := flock.New(path)
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock the workspace: %w", err)
	}
	if !held {
		return nil, &LockedError{readHolder(path)}
	}
	host, err := os.Hostname()
	if err != nil {
		host = "?" // only a name for people
	}
	note, err := json.Marshal(Holder{os.Getpid(), host, command, now})
	if err == nil {
		err = os.WriteFile(path, note, 0o644)
	}
	if err == nil {
		err = ws.removeLeftovers()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock the workspace: %w", err), lock.Unlock())
	}
	return func() error { return errors.Join(os.Truncate(path, 0), lock.Unlock()) }, nil
}

// removeLeftovers clears every folder that this program writes files into. The
// inbox is not ours: whatever lies there, under whatever name, came from somebody.
func (ws *Workspace) removeLeftovers() error {
	folders := []string{ws.Dir, ws.Path("runs", "state"), ws.Path("programme", versionsFolder)}
	for _, name := range Folders {
		if name != inbox {
			folders = append(folders, ws.Path(name))
		}
	}
	periods, err := os.ReadDir(ws.Path(outbox))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("look for leftovers: %w", err)
	}
	for _, p := range periods {
		folders = append(folders, ws.Path(outbox, p.Name()))
	}
	for _, dir := range folders {
		if err := atomicfile.RemoveLeftovers(dir); err != nil {
			return err
		}
	}
	return nil
}

func readHolder(path string) Holder {
	var h Holder
	data, err := plainfile.Read(path, settingsLimit)
	if err != nil || json.NewDecoder(bytes.NewReader(data)).Decode(&h) != nil {
		return Holder{} // the holder is just writing it; LockedError says so
	}
	return h
}
