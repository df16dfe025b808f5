package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"yigai/internal/plainfile"
	"yigai/internal/store"
	"yigai/internal/workspace"
)

// A Receipt says what was received, when and how. It is written once, beside
// the original, and never changed.
type Receipt struct {
	Number     string    `json:"receipt"` // as NumberOf gives it
	SHA256     string    `json:"sha256"`
	FileName   string    `json:"file_name"` // as sent; only ever shown
	Extension  string    `json:"extension"` // of the original: cleaned, "bin" for none
	Bytes      int64     `json:"bytes"`
	ReceivedAt time.Time `json:"received_at"`
	Declaration
	History bool     `json:"history"`
	Sample  bool     `json:"sample"`
	Bundle  string   `json:"bundle,omitempty"`  // SHA-256 of the bundle it was received in
	Members []Member `json:"members,omitempty"` // of a bundle that was opened
}

// A Member is one file of a bundle. Its own receipt goes by its hash.
type Member struct {
	Name   string `json:"name"` // in the bundle, decoded, with its folders
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// receiptSuffix is added to the hash for the receipt's file name.
const receiptSuffix = ".receipt.json"

// shortNumber is how many hex digits of its hash a receipt number has, and by how
// many it grows where another file has the same.
const (
	shortNumber = 12
	moreDigits  = 4
)

// NumberOf is the receipt number of a file with that SHA-256 among others, by
// hash in order: R- and its first 12 hex digits, or more where another file has
// those. Anybody can make two files whose hashes begin alike in seconds.
func NumberOf(sha256 string, others []string) string {
	n := shortNumber
	at, found := slices.BinarySearch(others, sha256)
	for _, i := range []int{at - 1, at, at + 1} {
		if i == at && found || i < 0 || i >= len(others) {
			continue
		}
		for n < len(sha256) && strings.HasPrefix(others[i], sha256[:n]) {
			n += moreDigits
		}
	}
	return "R-" + sha256[:n]
}

// number gives every file of a batch the number that no other of it has, nor any
// received before or stored by a run that was killed.
func (in *intake) number() {
	var all []string
	for sum := range in.known {
		all = append(all, sum)
	}
	for _, r := range in.strays {
		all = append(all, r.SHA256)
	}
	for _, x := range in.items {
		if x.err == nil {
			all = append(all, x.receipt.SHA256)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	for _, x := range in.items {
		if x.err == nil {
			x.receipt.Number = NumberOf(x.receipt.SHA256, all)
		}
	}
}

// OriginalPath is where the file that r speaks of is kept. The name is made of
// the hash and a cleaned extension, never of the name as sent.
func OriginalPath(ws *workspace.Workspace, r Receipt) string {
	return ws.Path("originals", r.SHA256+"."+r.Extension)
}

func receiptPath(ws *workspace.Workspace, sha256 string) string {
	return ws.Path("originals", sha256+receiptSuffix)
}

// baseName is the last part of a name, for showing; whoever made a bundle may
// have had other separators.
func baseName(name string) string {
	return name[strings.LastIndexAny(name, `/\`)+1:]
}

var extensionPattern = regexp.MustCompile(`^[a-z0-9]{1,8}$`)

// cleanExtension is a file name's extension if it is harmless, else "bin".
func cleanExtension(name string) string {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	if !extensionPattern.MatchString(ext) {
		return "bin"
	}
	return ext
}

func (r Receipt) encode() ([]byte, error) {
	data, err := json.MarshalIndent(r, "", " ")
	return append(data, '\n'), err
}

// An acknowledgement is what the journal keeps of one receipt.
type acknowledgement struct {
	Receipt    string `json:"receipt"`
	SHA256     string `json:"sha256"`
	ReceiptSHA string `json:"receipt_sha256"`
}

// batchEntry is the data of a journal entry of kind "received".
type batchEntry struct {
	Receipts []acknowledgement `json:"receipts"` // in the order of their numbers
}

const entryReceived = "received"

// A kept file is one that the journal acknowledges.
type kept struct {
	Receipt
	batch int // number of the journal entry: the order of taking in
}

// acknowledged lists what the journal says was received, in its order. A broken
// journal, or one shorter than when the facts were made, is a ChainError.
func acknowledged(ws *workspace.Workspace) ([]acknowledgement, []int, error) {
	entries, err := ws.Journal.Entries()
	if err == nil {
		err = notCut(ws)
	}
	if err != nil {
		return nil, nil, err
	}
	var all []acknowledgement
	var batches []int
	for _, e := range entries {
		if e.Kind != entryReceived {
			continue
		}
		var b batchEntry
		if err := json.Unmarshal(e.Data, &b); err != nil {
			return nil, nil, &workspace.ChainError{File: fmt.Sprintf("journal/%06d.json", e.Seq), Problem: "does not list receipts: " + err.Error()}
		}
		for _, a := range b.Receipts {
			all = append(all, a)
			batches = append(batches, e.Seq)
		}
	}
	return all, batches, nil
}

// notCut compares the journal with its head when the current facts were made: a
// cut-off end leaves a chain that is whole in itself.
func notCut(ws *workspace.Workspace) error {
	facts, err := ws.Facts().Current()
	head, noted := workspace.NotedHead(facts.Manifest.Meta)
	if err != nil || !noted {
		return nil // no facts to compare with: `verify` asks the logs of runs
	}
	holds, err := ws.Journal.Holds(head)
	if err == nil && !holds {
		return &workspace.ChainError{File: ws.Journal.File(head.Length), Problem: fmt.Sprintf("the end of the journal was cut off or rewritten: the facts were made from %d entries", head.Length)}
	}
	return err
}

// readKept reads the receipts of all acknowledged files. A receipt that is
// missing or not as acknowledged is an error: facts must not be made of less
// than was received.
func readKept(ws *workspace.Workspace) ([]kept, error) {
	all, batches, err := acknowledged(ws)
	if err != nil {
		return nil, err
	}
	files := make([]kept, len(all))
	damaged := make([]error, len(all))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, a := range all {
		g.Go(func() error {
			files[i].batch = batches[i]
			files[i].Receipt, damaged[i] = readReceipt(receiptPath(ws, a.SHA256), a)
			return nil // all that are damaged are named
		})
	}
	return files, errors.Join(append(damaged, g.Wait())...)
}

// receiptLimit is what is read of a receipt: one with ten thousand findings has a few megabytes.
const receiptLimit = 64 << 20

// ErrDamaged says that something received is no longer as it was.
var ErrDamaged = errors.New("damaged")

func readReceipt(path string, a acknowledgement) (Receipt, error) {
	var r Receipt
	data, err := plainfile.Read(path, receiptLimit)
	if err != nil {
		return r, fmt.Errorf("receipt %s: %w: %w", a.Receipt, ErrDamaged, err)
	}
	if hashBytes(data) != a.ReceiptSHA {
		return r, fmt.Errorf("receipt %s: %w: it was changed after it was written", a.Receipt, ErrDamaged)
	}
	if err := json.NewDecoder(bytes.NewReader(data)).Decode(&r); err != nil {
		return r, fmt.Errorf("receipt %s: %w: %w", a.Receipt, ErrDamaged, err)
	}
	return r, nil
}

// intact says whether the original of r is there with the bytes it was received with.
func intact(ws *workspace.Workspace, r Receipt) bool {
	sum, _, err := store.HashFile(OriginalPath(ws, r))
	return err == nil && sum == r.SHA256
}
