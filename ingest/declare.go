package ingest

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"yigai/internal/workspace"
)

// A Declaration is what somebody says of a file's sending, which no clock
// recorded. It stands beside the recorded time of receipt and never replaces it.
type Declaration struct {
	SentAt     time.Time `json:"sent_at,omitzero"`      // zero when nobody said
	DeclaredBy string    `json:"declared_by,omitempty"` // a person; where none is named, what DeclaredIn says
	DeclaredIn string    `json:"declared_in,omitempty"` // the register with its folder, or the flag
	File       string    `json:"file,omitempty"`        // the copy it was said of, by name
	Channel    string    `json:"channel,omitempty"`
	Sender     string    `json:"sender,omitempty"`
	Reporter   string    `json:"reporter,omitempty"` // org code, where the file does not say
	Period     string    `json:"period,omitempty"`   // the same
}

// declaredByFlag is what stands for the person when --by names none.
const declaredByFlag = "--received-at"

// over fills what d leaves open from other.
func (d Declaration) over(other Declaration) Declaration {
	d.File = cmp.Or(d.File, other.File)
	if d.SentAt.IsZero() {
		d.SentAt, d.DeclaredBy, d.DeclaredIn = other.SentAt, other.DeclaredBy, other.DeclaredIn
	}
	d.Channel, d.Sender = cmp.Or(d.Channel, other.Channel), cmp.Or(d.Sender, other.Sender)
	d.Reporter, d.Period = cmp.Or(d.Reporter, other.Reporter), cmp.Or(d.Period, other.Period)
	return d
}

func (d Declaration) equal(other Declaration) bool {
	same := d.SentAt.Equal(other.SentAt)
	d.SentAt, other.SentAt = time.Time{}, time.Time{}
	return same && d == other
}

const entryDeclared = "declared"

// declaredEntry is the data of a journal entry of kind "declared": what was said
// of files that had been received before.
type declaredEntry struct {
	Files []declaredFile `json:"files"` // in the order of their hashes
}

type declaredFile struct {
	Receipt string `json:"receipt"`
	SHA256  string `json:"sha256"`
	Declaration
}

// An Exception opens a locked period for one file.
type Exception struct {
	Receipt string `json:"receipt"`
	SHA256  string `json:"sha256"`
	By      string `json:"by"`
	Reason  string `json:"reason"`
}

const entryException = "exception"

// exceptionEntry is the data of a journal entry of kind "exception".
type exceptionEntry struct {
	Files []Exception `json:"files"` // in the order of their hashes
}

// said is everything that was declared of one file, from the first.
type said []Declaration

// ofCopy is what was said last of the copy by that name, and what it leaves open
// as it was said before.
func (s said) ofCopy(name string) Declaration {
	var d Declaration
	for _, next := range s {
		if next.File == name {
			d = next.over(d)
		}
	}
	return d
}

// counts is what counts of a file whose receipt is r: of each copy what was said
// last, and of several copies the one sent first. Who sends again what had come
// in time is not late by it.
func (s said) counts(r Receipt) Declaration {
	var d, first Declaration
	for _, next := range s {
		d = next.over(d)
		copied := s.ofCopy(next.File)
		if again := copied.File != "" && baseName(copied.File) != r.FileName; again && r.ReceivedAt.Before(copied.SentAt) {
			continue // the file was here before it was sent again
		}
		if first.SentAt.IsZero() || copied.SentAt.Before(first.SentAt) && !copied.SentAt.IsZero() {
			first = copied
		}
	}
	d.SentAt, d.DeclaredBy, d.DeclaredIn, d.File = first.SentAt, first.DeclaredBy, first.DeclaredIn, first.File
	d.Channel, d.Sender = cmp.Or(first.Channel, d.Channel), cmp.Or(first.Sender, d.Sender)
	return d
}

// from is what the same register, or the flag, said last of the same copy.
func (s said) from(d Declaration) (Declaration, bool) {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i].DeclaredIn == d.DeclaredIn && s[i].File == d.File {
			return s[i], true
		}
	}
	return Declaration{}, false
}

// news says whether a declaration says anything that is not known. A register
// that lies in the inbox says the same again at every intake: what counts is
// whether its own line changed, else it would take back what was said since.
func (s said) news(d Declaration) bool {
	if d == (Declaration{}) {
		return false
	}
	if isRegister(baseName(d.DeclaredIn)) {
		if last, ok := s.from(d); ok {
			return !d.over(last).equal(last)
		}
	}
	now := s.ofCopy(d.File)
	return !d.over(now).equal(now)
}

// declared is what counts of all that was declared of a file, at first and later.
func (r Receipt) declared(later map[string]said) Declaration {
	return append(said{r.Declaration}, later[r.SHA256]...).counts(r)
}

// declarations reads what was declared later, by hash.
func declarations(entries []workspace.Entry) (map[string]said, error) {
	all := map[string]said{}
	for _, e := range entries {
		if e.Kind != entryDeclared {
			continue
		}
		var data declaredEntry
		if err := decodeEntry(e, &data); err != nil {
			return nil, err
		}
		for _, f := range data.Files {
			all[f.SHA256] = append(all[f.SHA256], f.Declaration)
		}
	}
	return all, nil
}

// exceptions reads which files a locked period was opened for, by hash; the
// newest counts.
func exceptions(entries []workspace.Entry) (map[string]Exception, error) {
	all := map[string]Exception{}
	for _, e := range entries {
		if e.Kind != entryException {
			continue
		}
		var data exceptionEntry
		if err := decodeEntry(e, &data); err != nil {
			return nil, err
		}
		for _, x := range data.Files {
			all[x.SHA256] = x
		}
	}
	return all, nil
}

// sortedValues lists the values of a map in the order of its keys.
func sortedValues[T any](m map[string]T) []T {
	var all []T
	for _, key := range slices.Sorted(maps.Keys(m)) {
		all = append(all, m[key])
	}
	return all
}
