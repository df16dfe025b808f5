package ingest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"yigai/internal/workspace"
	"yigai/programme"
)

// A Published is the data of an entry of kind EntryPublished: the decision to
// publish, and what it takes to make the same edition again from originals and
// journal.
type Published struct {
	Decision
	Pack     string    `json:"pack"`              // hash of the version of the pack
	Program  string    `json:"program"`           // version of the program
	Key      string    `json:"key"`               // fingerprint of the key that signed
	Audience string    `json:"audience"`          // both, or internal
	Maps     string    `json:"maps,omitempty"`    // hash of the office's map file
	Licence  [3]string `json:"licence"`           // of the data: name, title, path of the text
	Address  string    `json:"address,omitempty"` // of the public site, as yigai.yaml had it

	Signature       string `json:"signature"` // of the manifest, and of that of the public edition
	PublicSignature string `json:"public_signature,omitempty"`
	Seq             int    `json:"-"` // of its entry
}

// manifestWord stands before the hash of the manifest in a Published's text.
const manifestWord = "sha256 "

// ManifestText is the text of an entry about an edition with that manifest.
func ManifestText(sha256 string) string { return manifestWord + sha256 }

// Manifest is the hash of the edition's manifest.
func (p Published) Manifest() string { return strings.TrimPrefix(p.Text, manifestWord) }

// Number is the edition's number, rising over all editions from 1.
func (p Published) Number() int {
	n, err := strconv.Atoi(p.Value)
	if err != nil {
		return 0 // no edition has it: whoever compares numbers is told
	}
	return n
}

// ReadPublished lists the editions that the journal knows, in its order.
func ReadPublished(entries []workspace.Entry) (all []Published, err error) {
	for _, e := range entries {
		if e.Kind != EntryPublished {
			continue
		}
		p := Published{Seq: e.Seq}
		if err := decodeEntry(e, &p); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// A Counted is an original that figures of an edition rest on.
type Counted struct {
	Name   string // originals/<hash>.<extension>
	SHA256 string
	Bytes  int64
}

// CountedFor lists the originals that count for a period and those before it, in
// name order, by the current facts.
func CountedFor(ws *workspace.Workspace, at programme.Period) ([]Counted, error) {
	files, err := readKept(ws)
	if err != nil {
		return nil, err
	}
	extension := map[string]string{}
	for _, k := range files {
		extension[k.SHA256] = k.Extension
	}
	facts, err := ws.Facts().Current()
	if err != nil {
		return nil, err
	}
	var all []Counted
	err = eachRow(facts.Dir, "fact_submissions", func(r submissionRow) {
		of, parseErr := programme.ParsePeriod(r.Period)
		if parseErr == nil && !of.Last().After(at.Last()) && r.State == Accepted {
			all = append(all, Counted{"originals/" + r.SHA256 + "." + extension[r.SHA256], r.SHA256, r.Bytes})
		}
	})
	slices.SortFunc(all, func(x, y Counted) int { return cmp.Compare(x.Name, y.Name) })
	return slices.Compact(all), err
}
