package xlsx

import (
	"bytes"
	"io"
)

// Tokenise unpacks every part of a zip file, compares the CRCs and counts the
// tags, and nothing else. It is the floor that the speed of reading workbooks
// is measured against.
func Tokenise(r io.ReaderAt, size int64) (tags int64, err error) {
	entries, err := directory(r, size, DefaultLimits)
	if err != nil {
		return 0, err
	}
	for i := range entries {
		n, err := entries[i].countTags(r)
		if err != nil {
			return tags, err
		}
		tags += n
	}
	return tags, nil
}

func (e *entry) countTags(r io.ReaderAt) (tags int64, err error) {
	p, err := e.open(r)
	if err != nil {
		return 0, err
	}
	defer p.release()
	b := scratch.Get().(*[]byte)
	defer scratch.Put(b)
	for err == nil {
		var n int
		n, err = p.Read(*b)
		tags += int64(bytes.Count((*b)[:n], []byte{'<'}))
	}
	if err == io.EOF {
		return tags, nil
	}
	return tags, err
}
