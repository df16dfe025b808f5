//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// mounted mounts something on a folder of its own and gives the way back.
func (h *harness) mounted(args ...string) (dir string, release func() error, err error) {
	dir = filepath.Join(h.work, "disk")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", nil, err
	}
	if out, err := exec.Command("mount", append(args, dir)...).CombinedOutput(); err != nil {
		return "", nil, fmt.Errorf("mount: %w: %s", err, lastLine(string(out)))
	}
	return dir, func() error { return unmount(dir) }, nil
}

// unmount waits for the last process to let go.
func unmount(dir string) (err error) {
	for range 50 {
		if err = unix.Unmount(dir, 0); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("unmount %s: %w", dir, err)
}

// The image that power is cut from: large enough for a workspace and what a run adds.
const imageBytes = 192 << 20

// image makes an empty disk once.
func (h *harness) image(ctx context.Context) (string, error) {
	path := filepath.Join(h.work, "disk.img")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	if err := errors.Join(f.Truncate(imageBytes), f.Close()); err != nil {
		return "", err
	}
	if out, err := exec.CommandContext(ctx, "mkfs.ext4", "-q", "-F", path).CombinedOutput(); err != nil {
		return "", fmt.Errorf("mkfs.ext4: %w: %s", err, lastLine(string(out)))
	}
	return path, nil
}

// EXT4_IOC_SHUTDOWN with NOLOGFLUSH: the filesystem stops at once, and what was not
// flushed to the disk by then is gone, as when the power fails.
const (
	shutDown   = 0x8004587d
	noLogFlush = 2
)

// powerCut cuts the power of the workspace's disk at a random moment.
func powerCut(ctx context.Context, h *harness, s stage, _, _ int) (outcome, error) {
	path, err := h.image(ctx)
	if err != nil {
		return outcome{}, err
	}
	disk, release, err := h.mounted("-o", "loop", path)
	if err != nil {
		return outcome{}, err
	}
	dir := filepath.Join(disk, "run")
	if err := s.fresh(dir); err != nil {
		return outcome{}, errors.Join(err, release())
	}
	// Only this disk: another worker's must lose what it did not flush itself.
	if err := flush(disk); err != nil {
		return outcome{}, errors.Join(err, release())
	}
	o, err := h.cutWhileRunning(ctx, s, disk, dir)
	if err := errors.Join(err, release()); err != nil {
		return o, err
	}
	_, o.release, err = h.mounted("-o", "loop", path)
	o.dir = dir
	return o, err
}

func (h *harness) cutWhileRunning(ctx context.Context, s stage, disk, dir string) (outcome, error) {
	c := s.command(ctx, dir)
	said, err := start(c)
	if err != nil {
		return outcome{}, err
	}
	over := make(chan error, 1)
	go func() { over <- c.Wait() }()
	cutAt := time.Duration(h.random.Float64() * 1.2 * float64(s.takes))
	// One time in two the kernel writes out by itself on the way, as it does: what came
	// before is on the disk then, what came after is not.
	var flushErr error
	if h.random.IntN(2) == 0 {
		written := time.Duration(h.random.Float64() * float64(cutAt))
		pause(over, written)
		flushErr = flush(disk)
		cutAt -= written
	}
	pause(over, cutAt)
	cutErr := cutPower(disk)
	o, err := finish(c, said, <-over)
	o.disturbed = true
	return o, errors.Join(flushErr, cutErr, err)
}

// pause waits, but not for longer than a run that is over.
func pause(over chan error, long time.Duration) {
	select {
	case err := <-over:
		over <- err
	case <-time.After(long):
	}
}

func flush(disk string) error {
	f, err := os.Open(disk)
	if err != nil {
		return err
	}
	return errors.Join(unix.Syncfs(int(f.Fd())), f.Close())
}

func cutPower(disk string) error {
	f, err := os.Open(disk)
	if err != nil {
		return err
	}
	return errors.Join(unix.IoctlSetPointerInt(int(f.Fd()), shutDown, noLogFlush), f.Close())
}

// onDisk runs the stage on a disk of its own that is spoilt before the run, and made
// whole again after it, each by a way to mount it anew.
func (h *harness) onDisk(ctx context.Context, s stage, spoilt func(disk string) (string, error), whole string) (outcome, error) {
	disk, release, err := h.mounted("-t", "tmpfs", "-o", "size=1g", "none")
	if err != nil {
		return outcome{}, err
	}
	dir := filepath.Join(disk, "run")
	if err := s.fresh(dir); err != nil {
		return outcome{}, errors.Join(err, release())
	}
	how, err := spoilt(disk)
	if err == nil {
		err = remount(disk, how)
	}
	if err != nil {
		return outcome{}, errors.Join(err, release())
	}
	o, err := run(s.command(ctx, dir))
	o.dir, o.disturbed, o.release = dir, true, release
	return o, errors.Join(err, remount(disk, whole))
}

func remount(disk, how string) error {
	return exec.Command("mount", "-o", "remount,"+how, disk).Run()
}

// fullDisk runs the stage on a disk that is too small by more or less, and then
// makes room: from no room at all to what the stage needs while it works and a
// little more. How much that is was tried out before.
func fullDisk(ctx context.Context, h *harness, s stage, n, of int) (outcome, error) {
	room, err := h.room(ctx, s)
	if err != nil {
		return outcome{}, err
	}
	return h.onDisk(ctx, s, leaving(room*int64(n%of)/int64(max(of-1, 1))), "size=1g")
}

// leaving is the way to mount a disk so that so many bytes are free on it.
func leaving(free int64) func(disk string) (string, error) {
	return func(disk string) (string, error) {
		var st unix.Statfs_t
		err := unix.Statfs(disk, &st)
		return fmt.Sprintf("size=%d", int64(st.Blocks-st.Bfree)*st.Bsize+free), err
	}
}

// room finds a disk on which the stage goes through and one of three quarters on
// which it does not.
func (h *harness) room(ctx context.Context, s stage) (int64, error) {
	h.known.Lock()
	defer h.known.Unlock()
	if found := h.known.room[s.name]; found > 0 {
		return found, nil
	}
	low, high := int64(0), int64(1<<18)
	for high < 1<<30 {
		enough, err := h.enough(ctx, s, high)
		if err != nil {
			return 0, err
		}
		if enough {
			break
		}
		low, high = high, 2*high
	}
	for high-low > high/4 {
		middle := (low + high) / 2
		enough, err := h.enough(ctx, s, middle)
		if err != nil {
			return 0, err
		}
		if enough {
			high = middle
		} else {
			low = middle
		}
	}
	h.known.room[s.name] = high * 11 / 10
	return h.known.room[s.name], nil
}

// enough says whether the stage goes through with so much room.
func (h *harness) enough(ctx context.Context, s stage, free int64) (bool, error) {
	o, err := h.onDisk(ctx, s, leaving(free), "size=1g")
	return o.code == 0, errors.Join(err, o.free())
}

// readOnly runs the stage in a folder that nobody may write to: it must say so, and
// go through once one may.
func readOnly(ctx context.Context, h *harness, s stage, _, _ int) (outcome, error) {
	return h.onDisk(ctx, s, func(string) (string, error) { return "ro", nil }, "rw")
}
