package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"yigai/ingest/book"
	"yigai/ingest/kind"
	"yigai/ingest/zipped"
)

// bundleLimits bound what is unpacked of a bundle: a county's workbooks and
// scans. A scanned page has about 1 MB, a stamped report some tens of pages.
var bundleLimits = zipped.Limits{File: 256 << 20, Total: 1 << 30, Part: 256 << 20, Ratio: zipped.WorkbookLimits.Ratio, Entries: 500}

// membersOf lists what a bundle holds, every member read to its end: nothing of a
// bundle counts unless all of it is sound. Of any other file, and of a bundle
// that is refused, it lists nothing; why it was refused is for Rebuild to say.
func membersOf(s source, size int64) ([]Member, error) {
	f, err := openSource(s)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	what, err := kind.Of(f, size, s.path)
	if err != nil || what.Class != kind.Bundle {
		return nil, err
	}
	members, err := readBundle(f, size)
	var refused *book.Error
	if errors.As(err, &refused) && refused.Code != book.CodeRead {
		return nil, nil
	}
	return members, err
}

// readBundle opens a bundle and hashes its members. The error of one that is
// refused is a *book.Error.
func readBundle(r io.ReaderAt, size int64) ([]Member, error) {
	archive, err := zipped.Open(r, size, bundleLimits)
	if err != nil {
		return nil, err
	}
	var members []Member
	for i, e := range archive.Entries() {
		h := sha256.New()
		if err := archive.Read(i, h); err != nil {
			return nil, err
		}
		if !e.Folder {
			members = append(members, Member{e.Name, hex.EncodeToString(h.Sum(nil)), e.Size})
		}
	}
	return members, nil
}

// unfold puts the members of each bundle behind it. They share its declaration.
func (in *intake) unfold() {
	var all []*item
	for _, x := range in.items {
		all = append(all, x)
		x.receipt.Members = x.members
		for i, m := range x.members {
			s := source{path: x.path, named: x.named, declared: x.declared, bundle: &x.source, member: m, entry: i}
			member := &item{source: s, within: x, receipt: in.receipt(s, m.SHA256, m.Bytes)}
			member.receipt.Bundle = x.receipt.SHA256
			all = append(all, member)
		}
	}
	in.items = all
}

// storeMember copies a member out of the stored bundle and writes its receipt.
func (in *intake) storeMember(x *item) error {
	f, err := os.Open(OriginalPath(in.ws, x.within.receipt))
	if err != nil {
		return err
	}
	defer f.Close()
	archive, err := zipped.Open(f, x.within.receipt.Bytes, bundleLimits)
	if err != nil {
		return err
	}
	entry, err := entryOf(archive, x.entry)
	if err != nil {
		return err
	}
	return keepFrom(in.ws, x.receipt, func(w io.Writer) error { return archive.Read(entry, w) })
}

// entryOf finds the n-th member among the entries of its bundle.
func entryOf(archive *zipped.Archive, n int) (int, error) {
	for i, e := range archive.Entries() {
		if e.Folder {
			continue
		}
		if n == 0 {
			return i, nil
		}
		n--
	}
	return 0, errChanged
}
