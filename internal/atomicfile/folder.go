package atomicfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sync/errgroup"
)

// syncWorkers is how many files are flushed at once: a flush mostly waits for
// the disk, which orders several better than one after the other.
const syncWorkers = 16

// SyncTree flushes every file and folder below dir, and dir itself.
func SyncTree(dir string) error {
	g, ctx := errgroup.WithContext(context.Background())
	g.SetLimit(syncWorkers)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return fs.SkipAll // the group's error says why
		}
		g.Go(func() error { return SyncDir(path) })
		return nil
	})
	return errors.Join(g.Wait(), err)
}

// ReplaceDir replaces the folder dir by what fill writes into an empty one.
// A reader sees the old folder or the new one. When both hold the same bytes
// the old one stays untouched. It says whether dir changed.
func ReplaceDir(dir string, fill func(dir string) error) (changed bool, err error) {
	parent := filepath.Dir(dir)
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return false, fmt.Errorf("replace folder %s: %w", dir, syscall.ENOTDIR)
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return false, fmt.Errorf("replace folder %s: %w", dir, err)
	}
	draft, err := os.MkdirTemp(parent, TempPattern)
	if err != nil {
		return false, fmt.Errorf("replace folder %s: %w", dir, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(draft)) }()
	if err := fill(draft); err != nil {
		return false, err
	}
	if same, err := SameTree(draft, dir); err != nil || same {
		return false, err
	}
	if err := errors.Join(os.Chmod(draft, 0o755), SyncTree(draft)); err != nil {
		return false, fmt.Errorf("replace folder %s: %w", dir, err)
	}
	if err := swapDirs(draft, dir); err != nil {
		return false, fmt.Errorf("replace folder %s: %w", dir, err)
	}
	return true, SyncDir(parent)
}

// swapDirs puts draft in the place of dir; what dir held is then at draft, to be removed.
func swapDirs(draft, dir string) error {
	err := exchange(draft, dir)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return os.Rename(draft, dir)
	case !errors.Is(err, errors.ErrUnsupported):
		return err
	}
	// Without an exchanging rename the name is free for a moment.
	aside := draft + "-old"
	if err := os.Rename(dir, aside); err != nil {
		return err
	}
	return errors.Join(os.Rename(draft, dir), os.RemoveAll(aside))
}

// SameTree says whether two folders hold the same names and bytes. A missing b is different.
func SameTree(a, b string) (bool, error) {
	filesA, err := listTree(a)
	if err != nil {
		return false, err
	}
	filesB, err := listTree(b)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil || strings.Join(filesA, "\x00") != strings.Join(filesB, "\x00") {
		return false, err
	}
	for _, name := range filesA {
		same, err := SameFile(filepath.Join(a, name), filepath.Join(b, name))
		if err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

func listTree(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, strings.TrimPrefix(path, dir))
		}
		return err
	})
	return names, err
}

// SameFile says whether two files hold the same bytes.
func SameFile(a, b string) (bool, error) {
	fa, err := os.Open(a)
	if err != nil {
		return false, err
	}
	defer fa.Close()
	fb, err := os.Open(b)
	if err != nil {
		return false, err
	}
	defer fb.Close()
	infoA, errA := fa.Stat()
	infoB, errB := fb.Stat()
	if errA == nil && errB == nil && os.SameFile(infoA, infoB) {
		return true, nil // two names of one file
	}
	return sameBytes(fa, fb)
}

func sameBytes(a, b io.Reader) (bool, error) {
	bufA, bufB := make([]byte, 64<<10), make([]byte, 64<<10)
	for {
		n, errA := io.ReadFull(a, bufA)
		m, errB := io.ReadFull(b, bufB)
		if !bytes.Equal(bufA[:n], bufB[:m]) {
			return false, nil
		}
		endA, endB := ended(errA), ended(errB)
		if endA && endB {
			return true, nil
		}
		if errA != nil && !endA || errB != nil && !endB {
			return false, errors.Join(errA, errB)
		}
		if endA || endB {
			return false, nil
		}
	}
}

func ended(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }
