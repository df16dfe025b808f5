package hostile

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
)

// withMacros is a workbook as one with a macro project (xlsm).
func withMacros(t testing.TB, file []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var parts []part
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		changed := strings.Replace(string(text), mainType, "application/vnd.ms-excel.sheet.macroEnabled.main+xml", 1)
		parts = append(parts, part{f.Name, changed})
	}
	return zipOf(t, append(parts, part{"xl/vbaProject.bin", strings.Repeat("macro", 100)}))
}
