package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"

	"yigai/ingest/book"
	"yigai/ingest/check"
	"yigai/ingest/kind"
	"yigai/ingest/zipped"
	"yigai/internal/plainfile"
)

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
	archive, err := zipped.Open(r, size, zipped.BundleLimits)
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
	f, err := plainfile.Open(OriginalPath(in.ws, x.within.receipt))
	if err != nil {
		return err
	}
	defer f.Close()
	archive, err := zipped.Open(f, x.within.receipt.Bytes, zipped.BundleLimits)
	if err != nil {
		return err
	}
	entry, err := entryOf(archive, x.entry)
	if err != nil {
		return err
	}
	if err := writeOriginal(in.ws, x.receipt, func(w io.Writer) error { return archive.Read(entry, w) }); err != nil {
		return err
	}
	return in.keepReceipt(x)
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

// answerBundle is the answer to a bundle: none where it was opened, since its
// members have theirs, else why it was not.
func (r *rebuild) answerBundle(j *judged, f original) (check.Result, error) {
	if j.opened() {
		return check.Result{Summary: check.Summary{Format: zipFormat}}, nil
	}
	if len(j.within) > 0 {
		return check.Aside(j.FileName, check.Objection{Code: "E-NESTED", Found: j.FileName}), nil
	}
	members, err := readBundle(f, j.Bytes)
	var refused *book.Error
	switch {
	case errors.As(err, &refused) && refused.Code != book.CodeRead:
		return check.Unreadable(j.FileName, refused), nil
	case err != nil:
		return check.Result{}, err
	case len(members) == 0:
		return check.Aside(j.FileName, check.Objection{Code: "E-BUNDLE-EMPTY", Found: j.FileName}), nil
	}
	return check.Aside(j.FileName, check.Objection{Code: "E-BUNDLE", Found: j.FileName}), nil
}

// zipFormat is the format of bundles in the facts; no reader of tables has it.
const zipFormat book.Format = "zip"

// isJunk knows what systems and programs leave in folders and bundles: nobody
// meant to send it, and it says nothing.
func isJunk(j *judged) bool {
	name := strings.ToLower(j.FileName)
	switch {
	case slices.Contains([]string{"thumbs.db", "desktop.ini", ".ds_store"}, name):
		return true
	case j.what.Code == book.CodeTempFile:
		return true
	}
	const most = 1 << 20 // what a Mac puts beside a file is small
	return strings.HasPrefix(name, "._") && len(j.within) > 0 && j.Bytes < most
}
