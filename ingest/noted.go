package ingest

import (
	"io"
	"strings"

	"yigai/internal/atomicfile"
	"yigai/internal/workspace"
)

// A file that somebody's decision brings, such as an edited bulletin or figures
// counted from records, lies in originals/ under its own hash, and counts from the
// entry of the journal on that names it.

// hashNoted is the hash of the file that a decision names.
func hashNoted(d Decision) string { return strings.TrimPrefix(d.Text, manifestWord) }

// keepNoted writes such a file.
func keepNoted(ws *workspace.Workspace, name string, data []byte) error {
	return atomicfile.Write(ws.Path("originals", name), 0o444, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// verifyNoted names the files of a kind of entry that read finds missing or changed,
// with its note of what they fed, and marks all of them as known.
func verifyNoted(ws *workspace.Workspace, kind, extension string, known map[string]bool, read func(Decision) (note string, err error)) (damages []Damage, err error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		var d Decision
		if e.Kind != kind {
			continue
		}
		if err := decodeEntry(e, &d); err != nil {
			return nil, err
		}
		name := hashNoted(d) + extension
		if known[name] {
			continue
		}
		known[name] = true
		if note, err := read(d); err != nil {
			damages = append(damages, Damage{"originals/" + name, kindOf(err), note})
		}
	}
	return damages, nil
}
