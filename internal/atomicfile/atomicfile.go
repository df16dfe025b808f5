// Package atomicfile replaces files whole: a reader sees the old bytes or the
// new ones, and after a power cut the disk holds one of the two.
//
// Each write goes to a temporary file in the target's folder, is flushed to the
// disk, renamed over the target, and the folder is flushed. A failed write
// leaves the old file and removes the temporary one.
package atomicfile

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"
)

// TempPattern is the name pattern of unfinished files; a run that was killed
// may leave one, and RemoveLeftovers deletes it.
const TempPattern = ".yigai-tmp-*"

var unfinished = regexp.MustCompile(`^\.yigai-tmp-[0-9]+$`)

// IsUnfinished says whether a name is one that Write gives to a file on its
// way. In folders that others write into too, no wider pattern may be passed over.
func IsUnfinished(name string) bool { return unfinished.MatchString(name) }

// Write replaces path by what fill writes. Permissions are exactly perm.
func Write(path string, perm os.FileMode, fill func(io.Writer) error) error {
	if err := WriteInBatch(path, perm, fill); err != nil {
		return err
	}
	return SyncDir(filepath.Dir(path))
}

// buffers serve one file after another.
var buffers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 64<<10) }}

// WriteInBatch is Write for one of many files in a folder: it leaves flushing
// the folder to the caller, who calls SyncDir once after the last file. Until
// then the new name may be lost in a power cut, never its content.
func WriteInBatch(path string, perm os.FileMode, fill func(io.Writer) error) (err error) {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, TempPattern)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("write %s: %w", path, err)
			// The write already failed; the leftover is removed on the next run if this fails too.
			os.Remove(f.Name())
		}
	}()
	buffered := buffers.Get().(*bufio.Writer)
	buffered.Reset(f)
	defer func() { buffered.Reset(nil); buffers.Put(buffered) }()
	err = fill(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = f.Chmod(perm)
	}
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// WriteBytes replaces path by data, readable by all.
func WriteBytes(path string, data []byte) error {
	return Write(path, 0o644, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// RemoveLeftovers deletes unfinished files directly in dir.
func RemoveLeftovers(dir string) error {
	// The folder's own name may hold what a pattern takes for wildcards.
	names, err := fs.Glob(os.DirFS(dir), TempPattern)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("remove leftover: %w", err)
		}
	}
	return nil
}
