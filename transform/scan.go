package transform

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Scan reads every column of every Parquet file in dir and the folders right
// below it and gives the number of rows: the floor that transforming the same
// files is measured against. Each folder is read as one table.
func Scan(ctx context.Context, dir string) (rows int64, err error) {
	e, err := open(ctx, bounds{Folders: []string{dir}, Memory: queryMemory})
	if err != nil {
		return 0, err
	}
	tables, err := tablesIn(dir)
	for _, files := range tables {
		n, scanErr := e.scan(ctx, files)
		rows, err = rows+n, errors.Join(err, scanErr)
	}
	return rows, errors.Join(err, e.Close())
}

// tablesIn lists the Parquet files of each table in dir.
func tablesIn(dir string) ([][]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var tables [][]string
	for _, entry := range entries {
		name := entry.Name()
		if !entry.IsDir() {
			if filepath.Ext(name) != ".parquet" {
				continue
			}
			name = name[:len(name)-len(".parquet")]
		}
		files, err := filesOf(dir, name)
		if err != nil {
			return nil, err
		}
		if len(files) > 0 {
			tables = append(tables, files)
		}
	}
	return tables, nil
}

// scan counts rows while hashing them, so that no column can be skipped.
func (e *engine) scan(ctx context.Context, files []string) (int64, error) {
	from, err := fromFiles(files)
	if err != nil {
		return 0, err
	}
	var rows int64
	var hash any
	err = e.conn.QueryRowContext(ctx, selectPrint(from)).Scan(&rows, &hash)
	if err != nil {
		return 0, fmt.Errorf("scan %s: %w", filepath.Dir(files[0]), err)
	}
	return rows, nil
}
