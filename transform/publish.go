package transform

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"yigai/internal/atomicfile"
)

// publish writes a table to <dir>/<table>.parquet in the order of its key:
// under a temporary name first, since a killed COPY leaves half a file, then
// read back and compared with the table, then renamed.
func publish(ctx context.Context, e *engine, c Card, dir string) error {
	target := filepath.Join(dir, c.Table+".parquet")
	temporary := filepath.Join(dir, strings.Replace(atomicfile.TempPattern, "*", c.Table+".parquet", 1))
	statement, err := copyTable(c, temporary)
	if err != nil {
		return err
	}
	if err := e.exec(ctx, statement); err != nil {
		return fmt.Errorf("write %s: %w", target, err)
	}
	if err := readBack(ctx, e, c.Table, temporary); err != nil {
		return fmt.Errorf("write %s: %w", target, err)
	}
	if err := flush(temporary); err != nil {
		return fmt.Errorf("write %s: %w", target, err)
	}
	return os.Rename(temporary, target)
}

// readBack compares rows and a hash over all values of the file with the table.
func readBack(ctx context.Context, e *engine, tableName, file string) error {
	written, err := fromFiles([]string{file})
	if err != nil {
		return err
	}
	want, err := e.text(ctx, selectPrint(fromTable(tableName)))
	if err != nil {
		return err
	}
	got, err := e.text(ctx, selectPrint(written))
	if err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	if strings.Join(want[0], " ") != strings.Join(got[0], " ") {
		return fmt.Errorf("read back %s rows (hash %s), not %s (hash %s)", got[0][0], got[0][1], want[0][0], want[0][1])
	}
	return nil
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
