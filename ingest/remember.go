package ingest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"yigai/ingest/check"
	"yigai/internal/atomicfile"
	"yigai/internal/decimal"
	"yigai/internal/plainfile"
	"yigai/internal/workspace"
	"yigai/programme"
)

// Checking a file is a pure function of what it is told: its bytes and name, what
// was declared of it, the pack, the program, and the earlier values that its rules
// asked for. So an answer is remembered under all of that, and given again while all
// of it is the same. The file that holds the answers can be deleted at any time; what
// is damaged in it, or of another program or pack, is as if it were not there.

// rememberedPath is where answers are remembered.
func rememberedPath(ws *workspace.Workspace) string { return ws.Path("cache", "answers") }

// rememberedLimit is what is read of it: the answers to half a million workbooks.
const rememberedLimit = 4 << 30

const (
	rememberedMagic = "yigai answers 1\n"
	sumSize         = sha256.Size
)

// nameOfAnswer is what an answer is remembered under.
type nameOfAnswer [sumSize]byte

// A memory holds answers. It is read by several goroutines, and written by none.
type memory struct {
	path    string
	key     []byte // of the workspace, so that nobody else writes answers
	told    []byte // what is the same for all files: program and pack
	entries map[nameOfAnswer][]byte
}

// remember opens the memory. Without a Build nothing is remembered.
func (r *rebuild) remember() error {
	if r.how.Build == "" {
		return nil
	}
	// The journal changes a pack's tasks and duties, and not its hash.
	amended, err := json.Marshal([]any{r.pack.Tasks, r.pack.Duties})
	if err != nil {
		return err
	}
	r.memory = &memory{path: rememberedPath(r.ws), key: r.key}
	r.memory.told = r.memory.sum([]byte(r.how.Build), []byte(r.how.Version), []byte(r.pack.Hash), amended)
	if !r.how.Anew {
		r.memory.entries = readRemembered(r.memory.path)
	}
	return nil
}

// sum hashes parts, each with its length, under the key of the workspace.
func (m *memory) sum(parts ...[]byte) []byte {
	h := hmac.New(sha256.New, m.key)
	for _, p := range parts {
		h.Write(binary.AppendUvarint(nil, uint64(len(p))))
		h.Write(p)
	}
	return h.Sum(nil)
}

// readRemembered cuts the file into entries. What cannot be read is not there;
// that an entry is whole is seen when it is used.
func readRemembered(path string) map[nameOfAnswer][]byte {
	entries := map[nameOfAnswer][]byte{}
	data, err := plainfile.Read(path, rememberedLimit)
	if err != nil || len(data) < len(rememberedMagic) || string(data[:len(rememberedMagic)]) != rememberedMagic {
		return entries // never made, deleted, or damaged: all files are checked
	}
	for data = data[len(rememberedMagic):]; len(data) > sumSize; {
		n, width := binary.Uvarint(data[sumSize:])
		if width <= 0 || n > uint64(len(data)-sumSize-width) {
			break
		}
		body := data[sumSize+width:]
		entries[nameOfAnswer(data)], data = body[:n:n], body[n:]
	}
	return entries
}

// nameOf is under what the answer to a file with that hash is remembered.
func (m *memory) nameOf(in check.Input, sha256sum string) nameOfAnswer {
	told := fmt.Appendf(nil, "%q %d %q %v %q %q %q", sha256sum, in.Size, in.Name, in.History, in.Reporter, in.Period, in.Sent)
	return nameOfAnswer(m.sum(m.told, told))
}

// find gives the answer of that name; nil for none.
func (m *memory) find(name nameOfAnswer) *check.Record {
	return m.parse(name, m.entries[name])
}

// parse reads an answer as entry made it; nil for none.
func (m *memory) parse(name nameOfAnswer, body []byte) *check.Record {
	if len(body) < sumSize || !hmac.Equal(body[:sumSize], m.sum(name[:], body[sumSize:])) {
		return nil
	}
	a, err := check.ParseRecord(body[sumSize:])
	if err != nil {
		return nil // of a program whose name was given to two
	}
	return &a
}

// holds says whether the past still gives what the rules were told.
func holds(asked []check.Question, previous past) bool {
	for _, q := range asked {
		if value, known := previous(q.Org, q.Element, q.At); known != (q.Value != nil) || known && value != *q.Value {
			return false
		}
	}
	return true
}

// past gives the value that an org reported for an element in a period.
type past = func(org, element string, at programme.Period) (decimal.Decimal, bool)

// listening is a past that notes what it is asked.
func listening(previous past, asked *[]check.Question) past {
	return func(org, element string, at programme.Period) (decimal.Decimal, bool) {
		q := check.Question{Org: org, Element: element, At: at}
		value, known := previous(org, element, at)
		if known {
			q.Value = &value
		}
		*asked = append(*asked, q)
		return value, known
	}
}

// entry is an answer as it is kept.
func (m *memory) entry(name nameOfAnswer, a *check.Record) []byte {
	body := a.AppendTo(make([]byte, sumSize))
	copy(body, m.sum(name[:], body[sumSize:]))
	return body
}

// keep writes the answers that were given this time, in the order of files, and
// forgets all others.
func (m *memory) keep(files []*judged) error {
	same := true
	n := 0
	for _, j := range files {
		if j.answer != nil {
			n++
			same = same && j.remembered
		}
	}
	if same && n == len(m.entries) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(m.path), 0o755); err != nil {
		return err
	}
	if err := atomicfile.RemoveLeftovers(filepath.Dir(m.path)); err != nil {
		return err
	}
	return atomicfile.Write(m.path, 0o600, func(w io.Writer) error {
		if _, err := io.WriteString(w, rememberedMagic); err != nil {
			return err
		}
		for _, j := range files {
			if j.answer == nil {
				continue
			}
			head := binary.AppendUvarint(j.name[:], uint64(len(j.answer)))
			if _, err := w.Write(append(head, j.answer...)); err != nil {
				return err
			}
		}
		return nil
	})
}
