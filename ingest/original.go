package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
	"yigai/internal/workspace"
)

var (
	errChanged   = errors.New("changed while it was being taken in: send it again when nobody writes to it")
	errIrregular = errors.New("is a link or no ordinary file: links are not followed, send the file itself")
)

func hashBytes(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// openSource opens a file that is still the ordinary file it was when found.
func openSource(s source) (*os.File, error) {
	found, err := os.Lstat(s.path)
	if err != nil {
		return nil, err
	}
	if s.irregular || !found.Mode().IsRegular() {
		return nil, fmt.Errorf("%s %w", filepath.Base(s.path), errIrregular)
	}
	f, err := plainfile.Open(s.path)
	if err != nil {
		return nil, err
	}
	opened, err := f.Stat()
	if err == nil && !os.SameFile(found, opened) {
		err = errChanged
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func hashSource(s source) (sum string, size int64, err error) {
	f, err := openSource(s)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", 0, err
	}
	sum, size, err = hashReader(upTo(f, info.Size()))
	if err == nil && size != info.Size() {
		err = errChanged
	}
	return sum, size, err
}

// upTo gives the bytes of a file of a size, and one more where it has grown: a
// file that is being written must not be followed to an end it may never have.
func upTo(f *os.File, size int64) io.Reader { return io.LimitReader(f, size+1) }

func hashReader(r io.Reader) (sum string, size int64, err error) {
	h := sha256.New()
	size, err = copyAll(h, r)
	return hex.EncodeToString(h.Sum(nil)), size, err
}

var copyBuffers = sync.Pool{New: func() any { b := make([]byte, 64<<10); return &b }}

// copyAll is io.Copy with a buffer that serves many files.
func copyAll(w io.Writer, r io.Reader) (int64, error) {
	b := copyBuffers.Get().(*[]byte)
	defer copyBuffers.Put(b)
	// The methods of either side would bring a buffer of their own.
	return io.CopyBuffer(struct{ io.Writer }{w}, struct{ io.Reader }{r}, *b)
}

// keepOriginal copies a source to originals. What arrived on our disk is hashed on
// its way and must be what was hashed before: otherwise the error wraps errChanged
// and nothing is kept. The caller flushes the folder.
func keepOriginal(ws *workspace.Workspace, s source, r Receipt) error {
	f, err := openSource(s)
	if err != nil {
		return fmt.Errorf("%w: %w", errChanged, err) // it could be read a moment ago
	}
	defer f.Close()
	return writeOriginal(ws, r, func(w io.Writer) error {
		_, err := copyAll(w, upTo(f, r.Bytes))
		return err
	})
}

// writeOriginal writes what must have the hash of r, or nothing.
func writeOriginal(ws *workspace.Workspace, r Receipt, fill func(io.Writer) error) error {
	return atomicfile.WriteInBatch(OriginalPath(ws, r), 0o444, func(w io.Writer) error {
		h := sha256.New()
		err := fill(io.MultiWriter(w, h))
		if err == nil && hex.EncodeToString(h.Sum(nil)) != r.SHA256 {
			err = errChanged
		}
		return err
	})
}

// keepReceipt writes the receipt of a file whose original is kept.
func (in *intake) keepReceipt(x *item) error {
	data, err := x.receipt.encode()
	if err != nil {
		return err
	}
	err = atomicfile.WriteInBatch(receiptPath(in.ws, x.receipt.SHA256), 0o444, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err == nil {
		x.stored = hashBytes(data)
	}
	return err
}

// A writtenReceipt is one on disk.
type writtenReceipt struct {
	Receipt
	sum string // SHA-256 of its bytes
}

// strayReceipts reads the receipts that the journal does not acknowledge, as far as
// they can be read: a run that was killed left them.
func strayReceipts(ws *workspace.Workspace, acknowledged map[string]*kept) []writtenReceipt {
	names, err := fs.Glob(os.DirFS(ws.Path("originals")), "*"+receiptSuffix)
	if err != nil {
		return nil // only a bad pattern can fail, and ours is constant
	}
	var strays []writtenReceipt
	for _, name := range names {
		if acknowledged[strings.TrimSuffix(name, receiptSuffix)] != nil {
			continue
		}
		var r Receipt
		data, err := plainfile.Read(ws.Path("originals", name), receiptLimit)
		// What cannot be read was never acknowledged, or `verify` names it.
		if err == nil && json.Unmarshal(data, &r) == nil && name == r.SHA256+receiptSuffix {
			strays = append(strays, writtenReceipt{r, hashBytes(data)})
		}
	}
	return strays
}
