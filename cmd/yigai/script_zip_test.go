//go:build cgo

package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// zipFiles packs files with names in GBK, as Chinese Windows does: zip OUT FILE...
// A FILE may be NAME=FILE.
func zipFiles(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: zip OUT FILE...")
	}
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, arg := range args[1:] {
		name, file, renamed := strings.Cut(arg, "=")
		if !renamed {
			name, file = filepath.Base(arg), arg
		}
		encoded, err := simplifiedchinese.GBK.NewEncoder().String(name)
		ts.Check(err)
		part, err := w.CreateHeader(&zip.FileHeader{Name: encoded, NonUTF8: true, Method: zip.Deflate})
		ts.Check(err)
		data, err := os.ReadFile(ts.MkAbs(file))
		ts.Check(err)
		_, err = part.Write(data)
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), buf.Bytes(), 0o644))
}
