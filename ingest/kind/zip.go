package kind

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"

	"yigai/ingest/book"
)

// maxNames is how many names of a zip are looked at: all kinds show themselves
// early, and a directory may be hostile.
const maxNames = 5000

var le = binary.LittleEndian

// ofZip tells packages and bundles apart by the names in them. It is lenient:
// whoever reads the file afterwards is strict.
func ofZip(r io.ReaderAt, size int64, base string) (Kind, error) {
	names, err := directoryNames(r, size)
	if err != nil {
		return Kind{}, err
	}
	first, body, err := firstName(r, size)
	if err != nil {
		return Kind{}, err
	}
	if first != "" {
		names = append(names, first)
	}
	has := func(name string) bool {
		for _, n := range names {
			if strings.EqualFold(n, name) || strings.HasSuffix(name, "/") && len(n) > len(name) && strings.EqualFold(n[:len(name)], name) {
				return true
			}
		}
		return false
	}
	switch {
	case has("[Content_Types].xml"), has("_rels/.rels"), has("xl/workbook.xml"):
		return ofPackage(has), nil
	case has("OFD.xml"):
		return Kind{Evidence, "版式文档（.ofd）", "a fixed-layout document (.ofd)", book.CodeOFD}, nil
	case first == "mimetype" || has("META-INF/manifest.xml") && has("content.xml"):
		return ofODF(body, base), nil
	case has("Index/Document.iwa"):
		return Kind{Unusable, "Numbers 等苹果表格", "a document of Numbers or its like", book.CodeNotXLSX}, nil
	case len(names) == 0 && (strings.HasSuffix(base, ".xlsx") || strings.HasSuffix(base, ".xlsm")):
		return Kind{Workbook, "损坏的工作簿", "a damaged workbook", book.CodeZip}, nil
	}
	return Kind{Bundle, "zip 压缩包", "a zip archive", book.CodeArchive}, nil
}

// ofPackage tells the office packages apart.
func ofPackage(has func(string) bool) Kind {
	switch {
	case has("xl/workbook.bin"):
		return Kind{Unusable, "二进制工作簿（.xlsb）", "a binary workbook (.xlsb)", book.CodeNotXLSX}
	case has("xl/"):
		return Kind{Workbook, "工作簿", "a workbook", book.CodeNotXLSX}
	case has("word/"):
		return document("Word 或 WPS 文字文档（.docx）", "a Word or WPS document (.docx)")
	case has("ppt/"):
		return document("演示文稿（.pptx）", "a presentation (.pptx)")
	}
	return Kind{Workbook, "工作簿", "a workbook", book.CodeNotXLSX}
}

// ofODF reads the type that an OpenDocument file states in its first entry.
func ofODF(mimetype []byte, base string) Kind {
	if bytes.Contains(mimetype, []byte("opendocument.text")) || bytes.Contains(mimetype, []byte("opendocument.presentation")) || strings.HasSuffix(base, ".odt") {
		return document("OpenDocument 文档（.odt 等）", "an OpenDocument text (.odt and the like)")
	}
	return Kind{Unusable, "OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)", book.CodeODS}
}

// directoryNames lists the names of the zip's directory as far as they can be read.
func directoryNames(r io.ReaderAt, size int64) ([]string, error) {
	tail, end, err := directoryEnd(r, size)
	if err != nil || end < 0 || end+22 > len(tail) {
		return nil, err
	}
	start := int64(le.Uint32(tail[end+16:]))
	stop := size - int64(len(tail)) + int64(end)
	if start >= stop {
		return nil, nil
	}
	directory := make([]byte, min(stop-start, 4<<20))
	if err := readAt(r, directory, start); err != nil {
		return nil, err
	}
	var names []string
	for len(directory) >= 46 && le.Uint32(directory) == 0x02014b50 && len(names) < maxNames {
		name := 46 + int(le.Uint16(directory[28:]))
		next := name + int(le.Uint16(directory[30:])) + int(le.Uint16(directory[32:]))
		if next > len(directory) {
			break
		}
		names = append(names, string(directory[46:name]))
		directory = directory[next:]
	}
	return names, nil
}

// directoryEnd reads the end of a zip as far back as the mark that its directory has
// ended, and says where in it the mark stands; -1 for nowhere. Hardly any zip has a
// comment behind the mark.
func directoryEnd(r io.ReaderAt, size int64) (tail []byte, end int, err error) {
	for _, most := range []int64{1 << 10, 22 + 1<<16} {
		tail = make([]byte, min(size, most))
		if err := readAt(r, tail, size-int64(len(tail))); err != nil {
			return nil, -1, err
		}
		if end = bytes.LastIndex(tail, []byte("PK\x05\x06")); end >= 0 {
			break
		}
	}
	return tail, end, nil
}

// firstName is the name of the first entry and the first bytes behind its
// header, which also a file that is cut off still has.
func firstName(r io.ReaderAt, size int64) (name string, body []byte, err error) {
	head := make([]byte, min(size, 1024))
	if err := readAt(r, head, 0); err != nil {
		return "", nil, err
	}
	if len(head) < 30 || le.Uint32(head) != 0x04034b50 {
		return "", nil, nil
	}
	n := 30 + int(le.Uint16(head[26:]))
	if n > len(head) {
		return "", nil, nil
	}
	return string(head[30:n]), head[min(len(head), n+int(le.Uint16(head[28:]))):], nil
}
