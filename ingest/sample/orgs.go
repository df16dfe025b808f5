package sample

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"yigai/internal/charset"
	"yigai/programme"
)

// orgsFile, in a pack's folder sample/, lists orgs that only a sample has, such
// as the institutions of a roster that the document leaves to the offices. Its
// columns are those of the pack's own.
const orgsFile = "orgs.csv"

// PackFS is a pack as a workspace for sample data has it: with the made-up orgs
// of its folder sample/ after its own. A pack without any comes back as it is.
func PackFS(pack fs.FS) (fs.FS, error) {
	extra, err := readCSV(pack, programme.SampleFolder+"/"+orgsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return pack, nil
	}
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	own, err := readCSV(pack, orgsFile)
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	joined, err := writeJoined(own, extra)
	if err != nil {
		return nil, fmt.Errorf("sample: %s/%s: %w", programme.SampleFolder, orgsFile, err)
	}
	return withOrgs{pack, joined}, nil
}

func readCSV(fsys fs.FS, name string) ([][]string, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	if data, err = charset.Decode(data); err != nil {
		return nil, fmt.Errorf("%s %w", name, err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err == nil && len(rows) == 0 {
		err = errors.New("no header row")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows, nil
}

// writeJoined is own followed by the rows of extra, in own's columns.
func writeJoined(own, extra [][]string) ([]byte, error) {
	column := make(map[string]int)
	for i, name := range own[0] {
		column[name] = i
	}
	for _, name := range extra[0] {
		if _, known := column[name]; !known {
			return nil, fmt.Errorf("the pack's own %s has no column %q", orgsFile, name)
		}
	}
	for _, values := range extra[1:] {
		row := make([]string, len(own[0]))
		for i, v := range values {
			row[column[extra[0][i]]] = v
		}
		own = append(own, row)
	}
	var buf bytes.Buffer
	buf.WriteString("\ufeff")
	err := csv.NewWriter(&buf).WriteAll(own)
	return buf.Bytes(), err
}

// withOrgs is a pack with another orgs.csv.
type withOrgs struct {
	fs.FS
	orgs []byte
}

// Open gives the other orgs.csv, and all else as it is.
func (w withOrgs) Open(name string) (fs.File, error) {
	if name != orgsFile {
		return w.FS.Open(name)
	}
	return &memoryFile{bytes.NewReader(w.orgs), fileSize(len(w.orgs))}, nil
}

// memoryFile is orgs.csv as an open file, fileSize what there is to know of it.
type (
	memoryFile struct {
		io.Reader
		fileSize
	}
	fileSize int64
)

func (m *memoryFile) Stat() (fs.FileInfo, error) { return m.fileSize, nil }
func (m *memoryFile) Close() error               { return nil }

func (fileSize) Name() string       { return orgsFile }
func (n fileSize) Size() int64      { return int64(n) }
func (fileSize) Mode() fs.FileMode  { return 0o444 }
func (fileSize) ModTime() time.Time { return time.Time{} }
func (fileSize) IsDir() bool        { return false }
func (fileSize) Sys() any           { return nil }
