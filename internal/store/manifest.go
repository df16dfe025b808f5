package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"

	"yigai/internal/plainfile"
)

// Format is the number of the layout that this program writes; it refuses higher ones.
const Format = 1

// Manifest lists what a generation holds.
type Manifest struct {
	Format int               `json:"format"`
	Meta   map[string]string `json:"meta"`
	Files  []File            `json:"files"` // in name order
}

// File is one file of a generation.
type File struct {
	Name   string `json:"name"` // below the generation's folder, with slashes
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Rows   int64  `json:"rows"`
}

func (m Manifest) encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write the manifest: %w", err)
	}
	return append(data, '\n'), nil
}

func parseManifest(data []byte) (Manifest, error) {
	var m Manifest
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&m); err != nil {
		return m, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if m.Format > Format {
		return m, fmt.Errorf("written by a newer version of yigai (layout %d, this one reads up to %d)", m.Format, Format)
	}
	return m, nil
}

// nameOf is the name of the generation whose manifest is data.
func nameOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])[:16]
}

// listFiles describes all files below dir but the manifest, in name order.
func listFiles(dir string, rows func(string) (int64, error)) ([]File, error) {
	files := []File{} // an empty generation lists no files, not null
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == filepath.Join(dir, manifestName) {
			return err
		}
		f, err := describe(dir, path, rows)
		files = append(files, f)
		return err
	})
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return files, err
}

func describe(dir, path string, rows func(string) (int64, error)) (File, error) {
	name, err := filepath.Rel(dir, path)
	if err != nil {
		return File{}, err
	}
	f := File{Name: filepath.ToSlash(name)}
	f.SHA256, f.Bytes, err = HashFile(path)
	if err == nil && rows != nil {
		f.Rows, err = rows(path)
	}
	if err != nil {
		return f, fmt.Errorf("describe %s: %w", name, err)
	}
	return f, nil
}

// HashFile gives the SHA-256 in hex and the length of an ordinary file; anything
// else, which may never end, is an error that wraps plainfile.ErrNotPlain.
func HashFile(path string) (sum string, size int64, err error) {
	f, err := plainfile.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), size, err
}
