// Package plainfile opens files that somebody else may have put there.
//
// Opening a pipe waits for whoever writes into it, a device never ends, and a
// file may be larger than memory. Whoever reads folders that were mailed, or
// that others can write to, opens what lies there by this package: it gives
// ordinary files only, without waiting, and reads no more than it was told to.
package plainfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// ErrNotPlain says that a path leads to something other than an ordinary file.
var ErrNotPlain = errors.New("is no ordinary file")

// ErrTooLarge says that a file is larger than what is read of it.
var ErrTooLarge = errors.New("is too large")

// Open opens an ordinary file to be read. A link is followed to what it leads to.
// The error wraps ErrNotPlain for folders, pipes, sockets and devices, none of
// which is opened for longer than it takes to see what it is.
func Open(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, notPlain(path)
	}
	// Should it become a pipe just now, this does not wait for its writer.
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err == nil && !info.Mode().IsRegular() {
		err = notPlain(path)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Read reads a whole ordinary file of at most limit bytes. The error wraps
// ErrNotPlain or ErrTooLarge, or is the system's.
func Read(path string, limit int64) ([]byte, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, &fs.PathError{Op: "read", Path: path, Err: fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)}
	}
	return data, err
}

func notPlain(path string) error { return &fs.PathError{Op: "open", Path: path, Err: ErrNotPlain} }
