//go:build cgo

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"yigai/ingest/zipped"
	"yigai/internal/plainfile"
	"yigai/reports/docx"
)

// documentLimits are for one bulletin: text of some hundred kilobytes, and pictures.
var documentLimits = zipped.Limits{File: 64 << 20, Total: 128 << 20, Part: 32 << 20, Ratio: 200, Entries: 500}

// What is compared of a bulletin, whose longest has a thousand passages of some
// two hundred characters: beyond that it is something else.
const (
	documentText     = 8 << 20
	documentPassages = 10_000
	passageBytes     = 60_000
)

// A document is an edited bulletin as it was read.
type document struct {
	data     []byte
	passages []docx.Passage
}

// readEdited reads an edited bulletin with the strict reader of zip files, for it
// may be damaged or hostile: text and pictures, and nothing that runs, fetches
// something or holds another document.
func readEdited(file string) (document, error) {
	data, err := plainfile.Read(file, documentLimits.File)
	if err != nil {
		return document{}, err
	}
	d := document{data: data}
	d.passages, err = passagesIn(file, data)
	return d, err
}

// passagesIn is the text of an edited bulletin; file is its name for messages.
func passagesIn(file string, data []byte) ([]docx.Passage, error) {
	archive, err := zipped.Open(bytes.NewReader(data), int64(len(data)), documentLimits)
	if err != nil {
		return nil, badDocx(file, err)
	}
	if err := screen(file, archive); err != nil {
		return nil, err
	}
	relations, err := partOf(archive, "_rels/.rels")
	if err != nil {
		return nil, badDocx(file, err)
	}
	main, err := docx.MainPart(bytes.NewReader(relations))
	if err != nil {
		return nil, badDocx(file, err)
	}
	text, err := partOf(archive, main)
	if err != nil {
		return nil, badDocx(file, err)
	}
	passages, err := docx.Text(bytes.NewReader(text))
	if err != nil {
		return nil, badDocx(file, err)
	}
	tooLong := func(p docx.Passage) bool { return len(p.Text) > passageBytes }
	if len(text) > documentText || len(passages) > documentPassages || slices.ContainsFunc(passages, tooLong) {
		return nil, badUse("%s 不像通报：文字太多（%d 段，%d 字节）", "%s is no bulletin: it has too much text (%d passages, %d bytes)", file, len(passages), len(text))
	}
	return passages, nil
}

// screen refuses a document with something in it that is not text or a picture.
func screen(file string, archive *zipped.Archive) error {
	for i, e := range archive.Entries() {
		if e.Folder {
			continue
		}
		part, err := readPart(archive, i)
		if err != nil {
			return badDocx(file, err)
		}
		found := ""
		if name := strings.ToLower(e.Name); strings.HasSuffix(name, "vbaproject.bin") || strings.HasPrefix(name, "word/embeddings/") || strings.HasPrefix(name, "word/activex/") {
			found = e.Name
		} else if found, err = docx.Active(e.Name, bytes.NewReader(part)); err != nil {
			return badDocx(file, err)
		} else if found != "" {
			found = e.Name + ": " + found
		}
		if found != "" {
			return badUse("%s 里有宏、嵌入的对象、指向外部的内容或者会执行的域（%s）：去掉后另存为 docx 再收", "%s holds macros, embedded objects, content from elsewhere or fields that run (%s): take them out, save it as docx and try again", file, visible(found))
		}
	}
	return nil
}

func readPart(archive *zipped.Archive, i int) ([]byte, error) {
	var part bytes.Buffer
	err := archive.Read(i, &part)
	return part.Bytes(), err
}

func partOf(archive *zipped.Archive, name string) ([]byte, error) {
	i := slices.IndexFunc(archive.Entries(), func(e zipped.Entry) bool { return name != "" && e.Name == name })
	if i < 0 {
		return nil, fmt.Errorf("%q: %w", name, fs.ErrNotExist)
	}
	return readPart(archive, i)
}

func badDocx(file string, err error) error {
	return badUse("%s 不是完好的 docx（%v）：请在 Word 或 WPS 中另存为 docx 再核对", "%s is no sound docx (%v): save it as docx in Word or WPS and check again", file, err)
}
