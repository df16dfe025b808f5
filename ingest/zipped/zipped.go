// Package zipped reads zip files that strangers send: workbooks, and bundles of
// files. What another program might read differently, or what costs more than a
// real file ever does, is an error before anything is unpacked; the rest is an
// error while it is, never shorter content.
//
// It promises that every entry has one name that stays inside the archive, lies
// alone in its bytes, is not encrypted, and unpacks to exactly the declared
// bytes with the declared CRC. It writes nothing and takes no name for a path.
// It does not look into what is unpacked: a zip within a zip is its caller's.
package zipped

import (
	"io"
	"strings"
	"sync"

	"yigai/ingest/book"
)

// An Archive is an open zip file. It is for one goroutine at a time.
type Archive struct {
	file    io.ReaderAt
	entries []entry
}

// An Entry is one file or folder of the archive.
type Entry struct {
	// Name is what to show and to look up: UTF-8, with slashes. It stays inside
	// the archive, and is for people and comparisons only, never for a path.
	Name    string
	RawName []byte // as it lies in the file
	Size    int64  // unpacked, as declared: reading gives exactly so much or an error
	Packed  int64
	Folder  bool
}

// Open reads the directory of a zip file and checks all of it against the file
// and the limits. An error is always a *book.Error. r stays the caller's, and
// must stay open as long as the Archive is used.
func Open(r io.ReaderAt, size int64, limits Limits) (*Archive, error) {
	if size > limits.File {
		return nil, book.Fail(book.CodeSize, "", 0, "文件 %d 字节，上限 %d", "the file has %d bytes, the limit is %d", size, limits.File)
	}
	entries, err := directory(r, size, limits)
	if err != nil {
		return nil, err
	}
	return &Archive{r, entries}, nil
}

// Entries lists what the archive holds, in the order of its directory.
func (a *Archive) Entries() []Entry {
	list := make([]Entry, len(a.entries))
	for i, e := range a.entries {
		list[i] = Entry{Name: e.name, RawName: []byte(e.raw), Size: e.size, Packed: e.packed, Folder: strings.HasSuffix(e.name, "/")}
	}
	return list
}

// Part begins reading one entry (an index into Entries). The caller closes it.
func (a *Archive) Part(i int) (*Part, error) { return a.entries[i].open(a.file) }

// Read unpacks one entry into w. It gives an error of w as it is; any other is a
// *book.Error, and what w got by then is not to be used.
func (a *Archive) Read(i int, w io.Writer) error {
	p, err := a.Part(i)
	if err != nil {
		return err
	}
	defer p.Close()
	b := scratch.Get().(*[]byte)
	defer scratch.Put(b)
	for {
		n, err := p.Read(*b)
		if n > 0 {
			if _, err := w.Write((*b)[:n]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Verify unpacks every entry that has not been read to its end, so that damage
// anywhere in the archive is an error.
func (a *Archive) Verify() error {
	for i := range a.entries {
		if a.entries[i].verified {
			continue
		}
		if err := a.Read(i, io.Discard); err != nil {
			return err
		}
	}
	return nil
}

var scratch = sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}
