// Package kind says what a file is, by its content: a workbook, text that may be
// a table, a bundle, evidence such as a PDF, or something that cannot be used.
// The name of a file only helps to describe it.
//
// It promises a name for the file that a clerk understands, in two languages,
// and the code of the finding when no table can be read from it. It looks at
// the beginning of a file and at the names inside it, and judges nothing: a
// damaged workbook is still a workbook, and its reader says what is wrong.
package kind

import (
	"errors"
	"io"
	"path"
	"strings"

	"yigai/ingest/book"
)

// Class is what can be done with a file.
type Class int

// The classes.
const (
	Unusable    Class = iota // nothing: protected, empty, a format nobody reads here
	Workbook                 // xlsx, xlsm
	OldWorkbook              // xls of Excel 97 and later, that of old WPS too
	Text                     // may be CSV
	Bundle                   // a zip of other files
	Evidence                 // PDF, picture, document, e-mail: belongs to a submission
)

// A Kind is what a file is.
type Kind struct {
	Class        Class
	Name, NameEn string    // "WPS 表格（.et）", "a WPS table (.et)"
	Code         book.Code // the finding when it comes in place of a table
}

// Refuse is the error that says what came in place of a table.
func (k Kind) Refuse() *book.Error {
	return book.Fail(k.Code, "", 0, "文件是%[1]s，不是可读取的表格", "the file is %[2]s, not a table that can be read", k.Name, k.NameEn)
}

// headSize is how much of the beginning is looked at: enough for the head of an
// e-mail and for telling text from other bytes.
const headSize = 4096

// Of tells what a file is. name is the file's name as the sender gave it. The
// error is always a *book.Error of code E-READ: the storage failed.
func Of(r io.ReaderAt, size int64, name string) (Kind, error) {
	if size == 0 {
		return Kind{Unusable, "空文件", "an empty file", book.CodeEmpty}, nil
	}
	head := make([]byte, min(size, headSize))
	if err := readAt(r, head, 0); err != nil {
		return Kind{}, err
	}
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	switch {
	case hasMagic(head, "PK\x03\x04") || hasMagic(head, "PK\x05\x06"):
		return ofZip(r, size, base)
	case isLockFile(head, size, base):
		return Kind{Unusable, "打开工作簿时产生的临时文件（~$）", "the lock file (~$) that an open workbook leaves", book.CodeTempFile}, nil
	case hasMagic(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return ofOLE(r, size, head, base)
	}
	if k, ok := byMagic(head); ok {
		return k, nil
	}
	if zero, err := isZero(r, size, head); zero || err != nil {
		return Kind{Unusable, "内容全为零字节的文件", "a file of zero bytes only", book.CodeEmpty}, err
	}
	return ofText(head, size), nil
}

// isLockFile knows the small file that stands beside an open workbook: by the
// owner's name in it, or by its own name (~$ of Excel, .~ of WPS).
func isLockFile(head []byte, size int64, base string) bool {
	if size <= headSize && (strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".~")) {
		return true
	}
	n := int(head[0])
	return size == 165 && n > 0 && n < 55 && int(head[55]) == n && strings.Trim(string(head[1+n:55]), " \x00") == ""
}

// isZero says whether a file holds nothing but zero bytes.
func isZero(r io.ReaderAt, size int64, head []byte) (bool, error) {
	b := head
	for at := int64(0); ; at += int64(len(b)) {
		if at > 0 {
			b = make([]byte, min(size-at, 1<<20))
			if err := readAt(r, b, at); err != nil {
				return false, err
			}
		}
		for _, c := range b {
			if c != 0 {
				return false, nil
			}
		}
		if at+int64(len(b)) == size {
			return true, nil
		}
	}
}

// readAt fills b. A file shorter than its size is the storage's fault too.
func readAt(r io.ReaderAt, b []byte, offset int64) error {
	n, err := r.ReadAt(b, offset)
	if n == len(b) {
		return nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return book.ReadFailed("", offset, err)
}
