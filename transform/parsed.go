package transform

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"
)

// What DuckDB's parser found in the files of models/ and tests/ stands in
// parsed.json, under the SHA-256 of each text: asking it again at every start takes
// longer than a small office's whole run. A text that is not there is parsed; a
// test holds the file against the parser, and writes it with -update.

//go:embed parsed.json
var parsedJSON []byte

// A parsedText is what one SELECT reads from.
type parsedText struct {
	Tables  []string `json:"tables"`
	Offsets []int    `json:"offsets"` // of each table, in bytes
	With    []string `json:"with,omitempty"`
}

var parsedTexts = sync.OnceValues(func() (texts map[string]parsedText, err error) {
	if err = json.Unmarshal(parsedJSON, &texts); err != nil {
		err = fmt.Errorf("parsed.json: %w", err)
	}
	return texts, err
})

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// known is what was found in a text before.
func known(text string) (r references, ok bool, err error) {
	texts, err := parsedTexts()
	p, ok := texts[hashOf(text)]
	for i, name := range p.Tables {
		r.tables = append(r.tables, table{name, p.Offsets[i]})
	}
	r.with = p.With
	return r, ok, err
}
