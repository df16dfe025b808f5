package zipped

import (
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"yigai/ingest/book"
)

// The zip directory is read by our own code because archive/zip, made for any
// archive, accepts what must be an error here: it does not look at flag bit 0,
// compares no local header with the directory, lets entries overlap, and builds
// its list of entries before anyone can count them.

const (
	endSize        = 22 // end record without comment
	headerSize     = 46 // directory entry without name, extra field and comment
	localSize      = 30 // local header without name and extra field
	locator64Size  = 20
	end64Size      = 56
	maxComment     = 1<<16 - 1
	flagEncrypted  = 1 << 0
	flagDescriptor = 1 << 3 // sizes stand behind the data, not in the local header
	flagStrong     = 1 << 6 // strong encryption
	flagUTF8       = 1 << 11
	flagMasked     = 1 << 13
	methodStored   = 0
	methodDeflated = 8
)

var le = binary.LittleEndian

// directory reads and checks the zip's list of entries.
func directory(r io.ReaderAt, size int64, limits Limits) ([]entry, error) {
	start, length, count, err := findDirectory(r, size)
	if err != nil {
		return nil, err
	}
	if count < 0 || count > int64(limits.Entries) || length > int64(limits.Entries)*entryRoom {
		return nil, book.Fail(book.CodeEntries, "", start, "压缩包有 %d 个条目，目录 %d 字节，上限 %d 个", "the zip has %d entries and a directory of %d bytes, the limit is %d", count, length, limits.Entries)
	}
	data := make([]byte, length)
	if err := readAt(r, data, start); err != nil {
		return nil, err
	}
	entries := make([]entry, 0, count)
	for at := 0; at < len(data); {
		e, n, err := parseEntry(data[at:], start+int64(at))
		if err != nil {
			return nil, err
		}
		if int64(len(entries)) == count {
			return nil, badZip(start+int64(at), "目录中的条目多于声明的 %d 个", "the directory has more than the %d entries it declares", count)
		}
		entries, at = append(entries, e), at+n
	}
	if int64(len(entries)) != count {
		return nil, badZip(start, "目录声明 %d 个条目，实有 %d 个", "the directory declares %d entries and has %d", count, len(entries))
	}
	if err := nameEntries(entries); err != nil {
		return nil, err
	}
	if err := checkNames(entries); err != nil {
		return nil, err
	}
	if err := checkSizes(entries, limits); err != nil {
		return nil, err
	}
	return entries, checkBodies(r, entries, start)
}

func badZip(offset int64, zh, en string, args ...any) error {
	return book.Fail(book.CodeZip, "", offset, zh, en, args...)
}

// findDirectory reads the end record: where the directory is, how long, and how
// many entries it declares. The record must end the file, and the directory
// must end where the record begins.
func findDirectory(r io.ReaderAt, size int64) (start, length, count int64, err error) {
	end, err := findEnd(r, size, endSize)
	if err == nil && end == nil {
		end, err = findEnd(r, size, endSize+maxComment)
	}
	if err != nil {
		return 0, 0, 0, err
	}
	if end == nil {
		return 0, 0, 0, badZip(size, "找不到压缩包的结尾记录，文件可能不完整", "the zip's end record is missing: the file may be cut off")
	}
	at := size - int64(len(end))
	disk, diskOfDirectory, onDisk := le.Uint16(end[4:]), le.Uint16(end[6:]), le.Uint16(end[8:])
	count, length, start = int64(le.Uint16(end[10:])), int64(le.Uint32(end[12:])), int64(le.Uint32(end[16:]))
	if count == 0xffff || length == 0xffffffff || start == 0xffffffff {
		if start, length, count, at, err = findDirectory64(r, at); err != nil {
			return 0, 0, 0, err
		}
	} else if disk != 0 || diskOfDirectory != 0 || int64(onDisk) != count {
		return 0, 0, 0, badZip(at, "压缩包是分卷的", "the zip is one of several volumes")
	}
	if start < 0 || length < 0 || start > at || length != at-start {
		return 0, 0, 0, badZip(at, "压缩包的目录位置不对", "the zip's directory is not where the end record says")
	}
	return start, length, count, nil
}

// findEnd looks for the end record in the last bytes of the file; nil for none.
func findEnd(r io.ReaderAt, size, within int64) ([]byte, error) {
	tail := make([]byte, min(size, within))
	if err := readAt(r, tail, size-int64(len(tail))); err != nil {
		return nil, err
	}
	for i := len(tail) - endSize; i >= 0; i-- {
		if le.Uint32(tail[i:]) == 0x06054b50 && i+endSize+int(le.Uint16(tail[i+20:])) == len(tail) {
			return tail[i:], nil
		}
	}
	return nil, nil
}

// findDirectory64 reads the end record of the zip64 form, which stands before
// the ordinary one at offset end.
func findDirectory64(r io.ReaderAt, end int64) (start, length, count, at int64, err error) {
	wrong := badZip(end, "压缩包的 zip64 结尾记录不对", "the zip64 end record is wrong")
	at = end - locator64Size - end64Size
	if at < 0 {
		return 0, 0, 0, 0, wrong
	}
	b := make([]byte, end64Size+locator64Size)
	if err := readAt(r, b, at); err != nil {
		return 0, 0, 0, 0, err
	}
	locator := b[end64Size:]
	if le.Uint32(b) != 0x06064b50 || le.Uint64(b[4:]) != end64Size-12 || le.Uint32(locator) != 0x07064b50 ||
		le.Uint64(locator[8:]) != uint64(at) || le.Uint32(b[16:]) != 0 || le.Uint32(b[20:]) != 0 || le.Uint64(b[24:]) != le.Uint64(b[32:]) {
		return 0, 0, 0, 0, wrong
	}
	return int64(le.Uint64(b[48:])), int64(le.Uint64(b[40:])), int64(le.Uint64(b[32:])), at, nil
}

// readAt fills b, or says why not.
func readAt(r io.ReaderAt, b []byte, offset int64) error {
	n, err := r.ReadAt(b, offset)
	if n == len(b) {
		return nil
	}
	if errors.Is(err, io.EOF) {
		return badZip(offset+int64(n), "文件不完整", "the file is cut off")
	}
	return book.ReadFailed("", offset, err)
}

// checkSizes holds the declared sizes against the limits, before anything is unpacked.
func checkSizes(entries []entry, limits Limits) error {
	var total int64
	for _, e := range entries {
		if e.size < 0 || e.packed < 0 || e.size > limits.Part {
			return book.Fail(book.CodeSize, e.name, 0, "解压后 %d 字节，上限 %d", "unpacks to %d bytes, the limit is %d", e.size, limits.Part)
		}
		if total += e.size; total > limits.Total {
			return book.Fail(book.CodeSize, e.name, 0, "各部件解压后共超过 %d 字节", "the parts together unpack to more than %d bytes", limits.Total)
		}
		if e.size > RatioFrom && e.size/limits.Ratio > e.packed {
			return book.Fail(book.CodeRatio, e.name, 0, "压缩后 %d 字节，解压后 %d 字节，超过 %d 倍", "unpacks from %d to %d bytes, more than %d times", e.packed, e.size, limits.Ratio)
		}
	}
	return nil
}

// checkBodies compares each local header with its directory entry and sees that
// the entries lie one after another, none inside another or in the directory.
func checkBodies(r io.ReaderAt, entries []entry, directory int64) error {
	for i := range entries {
		if err := entries[i].findBody(r, directory); err != nil {
			return err
		}
	}
	byOffset := slices.SortedFunc(slices.Values(entries), func(a, b entry) int { return cmp.Compare(a.header, b.header) })
	for i := 1; i < len(byOffset); i++ {
		if before := byOffset[i-1]; before.body+before.packed > byOffset[i].header {
			return badZip(byOffset[i].header, "条目 %q 与 %q 重叠", "the entries %q and %q overlap", before.name, byOffset[i].name)
		}
	}
	return nil
}
