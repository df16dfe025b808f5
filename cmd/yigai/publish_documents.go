//go:build cgo

package main

import (
	"context"
	"path/filepath"

	"yigai/reports/bulletin"
	"yigai/reports/ledgerbook"
)

// writeDocuments writes what the office edits and sends beside the pages.
func writeDocuments(ctx context.Context, e edition) error {
	err := bulletin.Write(ctx, bulletin.Options{MartsDir: e.marts, OutDir: e.dir, Public: e.public, Edition: e.ID, Reason: e.Reason})
	if err == nil {
		err = writeEdited(ctx, e)
	}
	if err != nil {
		return err
	}
	return ledgerbook.Write(ctx, ledgerbook.Options{MartsDir: e.marts, Path: filepath.Join(e.dir, "ledger.xlsx"), Public: e.public})
}
