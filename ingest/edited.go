package ingest

import (
	"fmt"

	"yigai/ingest/zipped"
	"yigai/internal/plainfile"
	"yigai/internal/workspace"
	"yigai/programme"
)

// An Edited is the data of an entry of kind EntryEdited: a bulletin that somebody
// changed by hand, whose file lies in originals/ under its hash. Value is how many
// of its numbers, names and ranks were not those of the tables, Reason why.
type Edited struct {
	Decision
	Seq int `json:"-"` // of its entry
}

// editedExtension is that of every edited bulletin.
const editedExtension = ".docx"

// SHA256 is the hash of the file.
func (e Edited) SHA256() string { return hashNoted(e.Decision) }

func (e Edited) name() string { return "originals/" + e.SHA256() + editedExtension }

// KeepEdited writes an edited bulletin into originals/, unless it is there, and
// returns its hash. It counts from the entry on that names it.
func KeepEdited(ws *workspace.Workspace, data []byte) (sha string, err error) {
	sha = hashBytes(data)
	if there, err := plainfile.Read(ws.Path("originals", sha+editedExtension), zipped.WorkbookLimits.File); err == nil && hashBytes(there) == sha {
		return sha, nil
	}
	return sha, keepNoted(ws, sha+editedExtension, data)
}

// EditedFor is the edited bulletin that enters the next edition of a period: the
// newest one noted since the last edition, and not withdrawn.
func EditedFor(ws *workspace.Workspace, at programme.Period) (e Edited, ok bool, err error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return e, false, err
	}
	if entries, err = InForce(entries); err != nil {
		return e, false, err
	}
	for _, x := range entries {
		if x.Kind != EntryEdited && x.Kind != EntryPublished {
			continue
		}
		next := Edited{Seq: x.Seq}
		if err := decodeEntry(x, &next); err != nil {
			return e, false, err
		}
		if next.Period == at.String() {
			e, ok = next, x.Kind == EntryEdited
		}
	}
	return e, ok, nil
}

// ReadEdited reads the file of an edited bulletin; one that is not what was noted
// is an error that wraps ErrDamaged.
func ReadEdited(ws *workspace.Workspace, e Edited) ([]byte, error) {
	data, err := plainfile.Read(ws.Path("originals", e.SHA256()+editedExtension), zipped.WorkbookLimits.File)
	if err == nil && hashBytes(data) != e.SHA256() {
		err = fmt.Errorf("%s: %w", e.name(), ErrDamaged)
	}
	return data, err
}

// verifyEdited names the edited bulletins that are missing or changed, and marks
// all of them as known.
func verifyEdited(ws *workspace.Workspace, known map[string]bool) ([]Damage, error) {
	return verifyNoted(ws, EntryEdited, editedExtension, known, func(d Decision) (note string, err error) {
		_, err = ReadEdited(ws, Edited{Decision: d})
		return "", err
	})
}
