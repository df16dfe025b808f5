//go:build cgo

package main

import (
	"context"

	"yigai/reports/bulletin"
)

// writeDocuments writes what the office edits and sends beside the pages.
func writeDocuments(ctx context.Context, e edition) error {
	return bulletin.Write(ctx, bulletin.Options{MartsDir: e.marts, OutDir: e.dir, Public: e.public, Edition: e.ID})
}
