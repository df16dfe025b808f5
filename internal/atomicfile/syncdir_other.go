//go:build !windows

package atomicfile

import (
	"fmt"
	"os"
)

// SyncDir flushes a folder's entries to the disk, so that a rename in it survives a power cut.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("flush folder %s: %w", dir, err)
	}
	err = d.Sync()
	if closeErr := d.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return fmt.Errorf("flush folder %s: %w", dir, err)
	}
	return nil
}
