package workspace

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
)

// Journal is a folder of numbered entries, each carrying the hash of the file
// before it, so that a changed, missing or inserted entry is noticed. A cut-off
// end is noticed by whoever noted Head earlier.
type Journal struct{ Dir string }

// Entry is one file of the journal.
type Entry struct {
	Seq      int             `json:"seq"`
	Kind     string          `json:"kind"` // received, ...
	At       time.Time       `json:"at"`
	Previous string          `json:"previous"` // SHA-256 of the file before, "" for the first
	Data     json.RawMessage `json:"data"`
}

// Head is the end of the journal: the hash of its last file and its length.
type Head struct {
	Hash   string `json:"hash"`
	Length int    `json:"length"`
}

// entryLimit is what is read of one entry: that of a batch of a hundred thousand
// files has some twenty megabytes.
const entryLimit = 128 << 20

// ChainError is a break in the chain, at the file where it shows.
type ChainError struct {
	File    string // below the workspace: journal/000002.json
	Problem string
}

func (e *ChainError) Error() string { return e.File + ": " + e.Problem }

// Append writes one entry after the last. The caller holds the workspace's lock.
func (j Journal) Append(kind string, at time.Time, data any) (Entry, error) {
	head, err := j.Head()
	if err != nil {
		return Entry{}, err
	}
	encoded, err := json.Marshal(data)
	if err != nil {
		return Entry{}, fmt.Errorf("write the journal: %w", err)
	}
	e := Entry{head.Length + 1, kind, at.UTC(), head.Hash, encoded}
	text, err := json.MarshalIndent(e, "", " ")
	if err != nil {
		return Entry{}, fmt.Errorf("write the journal: %w", err)
	}
	if err := os.MkdirAll(j.Dir, 0o755); err != nil {
		return Entry{}, fmt.Errorf("write the journal: %w", err)
	}
	return e, atomicfile.WriteBytes(filepath.Join(j.Dir, entryName(e.Seq)), append(text, '\n'))
}

func entryName(seq int) string { return fmt.Sprintf("%06d.json", seq) }

var entryNames = regexp.MustCompile(`^[0-9]{6}\.json$`)

// File is the path of an entry below the workspace, whether it is there or not.
func (j Journal) File(seq int) string { return j.show(entryName(seq)) }

// Head reads the end of the journal without checking the chain.
func (j Journal) Head() (Head, error) {
	names, err := j.names()
	if err != nil || len(names) == 0 {
		return Head{}, err
	}
	last := names[len(names)-1]
	if last != entryName(len(names)) {
		return Head{}, &ChainError{j.show(last), fmt.Sprintf("is the last of %d entries: one is missing or misnamed", len(names))}
	}
	data, err := plainfile.Read(filepath.Join(j.Dir, last), entryLimit)
	if err != nil {
		return Head{}, fmt.Errorf("read the journal: %w", err)
	}
	return Head{hashOf(data), len(names)}, nil
}

// Entries reads the whole journal and checks its chain. The error is a
// *ChainError when it is broken; the entries before the break are returned.
func (j Journal) Entries() ([]Entry, error) {
	names, err := j.names()
	if err != nil {
		return nil, err
	}
	var entries []Entry
	previous := ""
	for i, name := range names {
		data, err := plainfile.Read(filepath.Join(j.Dir, name), entryLimit)
		if err != nil {
			return entries, fmt.Errorf("read the journal: %w", err)
		}
		e, problem := readEntry(data, i+1)
		switch {
		case name != entryName(i+1):
			return entries, j.misplaced(name, i+1)
		case problem != "":
			return entries, &ChainError{j.show(name), problem}
		case e.Previous != previous:
			return entries[:max(i-1, 0)], j.unfitting(names, i, hashOf(data))
		}
		entries = append(entries, e)
		previous = hashOf(data)
	}
	return entries, nil
}

// misplaced is the error for a file that stands where an entry should.
func (j Journal) misplaced(name string, seq int) *ChainError {
	if !entryNames.MatchString(name) {
		return &ChainError{j.show(name), "is no name of an entry; the next would be " + entryName(seq)}
	}
	return &ChainError{j.show(entryName(seq)), "is missing or misnamed: " + name + " stands in its place"}
}

// unfitting is the error for two entries that do not fit each other. The later one
// is trusted if the entry after it carries its hash.
func (j Journal) unfitting(names []string, i int, hash string) *ChainError {
	if i == 0 {
		return &ChainError{j.show(names[0]), "is the first and yet carries the hash of an entry before it"}
	}
	guilty := names[i-1]
	if i+1 < len(names) {
		data, err := plainfile.Read(filepath.Join(j.Dir, names[i+1]), entryLimit)
		if next, problem := readEntry(data, i+2); err == nil && problem == "" && next.Previous != hash {
			guilty = names[i]
		}
	}
	return &ChainError{j.show(guilty), "was changed after it was written: " + names[i-1] + " and " + names[i] + " do not fit each other"}
}

func readEntry(data []byte, seq int) (e Entry, problem string) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&e); err != nil {
		return e, "is no journal entry: " + err.Error()
	}
	if e.Seq != seq {
		return e, fmt.Sprintf("calls itself number %d", e.Seq)
	}
	return e, ""
}

// Holds says whether the journal still begins with what it held at an earlier
// time: false means that its end was cut off or rewritten.
func (j Journal) Holds(earlier Head) (bool, error) {
	if earlier.Length == 0 {
		return true, nil
	}
	data, err := plainfile.Read(filepath.Join(j.Dir, entryName(earlier.Length)), entryLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && hashOf(data) == earlier.Hash, err
}

func (j Journal) names() ([]string, error) {
	entries, err := os.ReadDir(j.Dir) // in name order
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

func (j Journal) show(name string) string { return filepath.Base(j.Dir) + "/" + name }

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Note is the head as two words for manifests and logs.
func (h Head) Note() map[string]string {
	return map[string]string{"journal_hash": h.Hash, "journal_length": strconv.Itoa(h.Length)}
}

// NotedHead reads what Note wrote; ok is false when nothing was noted.
func NotedHead(note map[string]string) (h Head, ok bool) {
	n, err := strconv.Atoi(note["journal_length"])
	return Head{note["journal_hash"], n}, err == nil
}
