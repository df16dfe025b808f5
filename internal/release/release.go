// Package release seals a folder of files so that nobody can change, mix, swap
// or roll it back unseen.
//
// A sealed folder holds a manifest of every file with its hash and size, a
// number that rises with each release, the hash of the manifest before it, an
// Ed25519 signature over the manifest's bytes, and the sums once more in the
// form that sha256sum reads. The package knows nothing of what the files mean.
package release

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
)

// The files that sealing adds at the folder's root.
const (
	ManifestName  = "manifest.json"
	SignatureName = "manifest.sig"
	SumsName      = "SHA256SUMS"
)

// What is read of those files, and of a shelf's pointer: a release of a whole
// country's institutions has a manifest of some megabytes.
const (
	manifestLimit  = 64 << 20
	signatureLimit = 4 << 10
	pointerLimit   = 4 << 10
)

// Format is the number of the layout that this program writes; it refuses higher ones.
const Format = 1

// Manifest says what a release is made of and what it follows.
type Manifest struct {
	Format   int               `json:"format"`
	Name     string            `json:"name"`   // 2022Q1-r1
	Number   int               `json:"number"` // 1, 2, …: rises with every release of the same house
	Previous Reference         `json:"previous"`
	Key      string            `json:"key"` // fingerprint of the key that signed
	Meta     map[string]string `json:"meta"`
	Inputs   []File            `json:"inputs"` // what it was made from, in name order
	Files    []File            `json:"files"`  // what it holds, in name order
}

// Reference names another release by its manifest; empty for the first.
type Reference struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"` // of its manifest.json
}

// File is one file with its hash and size.
type File struct {
	Name   string `json:"name"` // below the folder, with slashes
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

func (m Manifest) encode() ([]byte, error) {
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write the manifest: %w", err)
	}
	return append(data, '\n'), nil
}

// decode reads a manifest. A newer layout, anything after its end, and files that
// are not listed as sealing lists them, each once and in name order, are errors.
func decode(data []byte) (Manifest, error) {
	var m Manifest
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&m); err != nil {
		return m, fmt.Errorf("read the manifest: %w", err)
	}
	if m.Format > Format {
		return m, fmt.Errorf("the release was written by a newer program (layout %d, this one reads up to %d)", m.Format, Format)
	}
	if _, err := dec.Token(); err != io.EOF {
		return m, fmt.Errorf("read the manifest: something follows its end")
	}
	for i := 1; i < len(m.Files); i++ {
		if m.Files[i-1].Name >= m.Files[i].Name {
			return m, fmt.Errorf("read the manifest: %q is listed twice or out of order", m.Files[i].Name)
		}
	}
	return m, nil
}

// sumOf is the SHA-256 of data in hex.
func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
