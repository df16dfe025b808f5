package transform

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"yigai/internal/atomicfile"
)

// madeFolder holds the written tables until all tests have passed: beside what
// spills, on the disk of the folder they go to.
func (b *build) madeFolder() string { return filepath.Join(b.spill, "made") }

func (b *build) madeFile(table string) string {
	return filepath.Join(b.madeFolder(), table+".parquet")
}

// publish gives the written tables their place.
func (b *build) publish() error {
	for _, m := range b.models {
		if !b.cards[m.Name].published() {
			continue
		}
		target := filepath.Join(b.options.OutDir, m.Name+".parquet")
		if err := errors.Join(flush(b.madeFile(m.Name)), os.Rename(b.madeFile(m.Name), target)); err != nil {
			return fmt.Errorf("write %s: %w", target, err)
		}
	}
	return atomicfile.SyncDir(b.options.OutDir)
}

func flush(file string) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}
