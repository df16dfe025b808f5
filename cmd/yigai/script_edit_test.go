//go:build cgo

package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"strconv"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// encodeFile stores a text of UTF-8 otherwise: encode ENCODING IN OUT. An
// encoding that ends in -BOM has a byte order mark.
func encodeFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: encode UTF-8-BOM|GB18030|UTF-16LE[-BOM]|UTF-16BE[-BOM] IN OUT")
	}
	data, err := os.ReadFile(ts.MkAbs(args[1]))
	ts.Check(err)
	var out []byte
	switch args[0] {
	case "UTF-8-BOM":
		out = append([]byte("\ufeff"), data...)
	case "GB18030":
		out, err = simplifiedchinese.GB18030.NewEncoder().Bytes(data)
		ts.Check(err)
	case "UTF-16LE":
		out = wide(string(data), binary.LittleEndian)
	case "UTF-16BE":
		out = wide(string(data), binary.BigEndian)
	case "UTF-16LE-BOM":
		out = wide("\ufeff"+string(data), binary.LittleEndian)
	case "UTF-16BE-BOM":
		out = wide("\ufeff"+string(data), binary.BigEndian)
	default:
		ts.Fatalf("unknown encoding %s", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), out, 0o644))
}

func wide(text string, order binary.AppendByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

// editBook changes a workbook as people do: edit FILE set|number SHEET CELL TEXT, edit
// FILE rename OLD NEW, edit FILE rows SHEET ROW N, edit FILE columns SHEET COLUMN
// N, edit FILE merge SHEET CELL CELL, edit FILE remove SHEET.
func editBook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: edit FILE set|number|rename|rows|columns|merge|remove ...")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer func() { ts.Check(f.Close()) }()
	what, with := args[1], append(args[2:], "", "", "")
	number := func(text string) int {
		n, err := strconv.Atoi(text)
		ts.Check(err)
		return n
	}
	switch what {
	case "number":
		value, parseErr := strconv.ParseFloat(with[2], 64)
		ts.Check(parseErr)
		err = f.SetCellValue(with[0], with[1], value)
	case "set":
		err = f.SetCellValue(with[0], with[1], with[2])
	case "rename":
		err = f.SetSheetName(with[0], with[1])
	case "rows":
		err = f.InsertRows(with[0], number(with[1]), number(with[2]))
	case "columns":
		err = f.InsertCols(with[0], with[1], number(with[2]))
	case "merge":
		err = f.MergeCell(with[0], with[1], with[2])
	case "remove":
		err = f.DeleteSheet(with[0])
	default:
		ts.Fatalf("unknown change %s", what)
	}
	ts.Check(err)
	ts.Check(f.Save())
}

// editDocx replaces a text in a document as an editor would: docx IN OUT OLD NEW.
// Where NEW begins with @, a part of that name is added instead.
func editDocx(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: docx IN OUT OLD NEW")
	}
	in, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer func() { ts.Check(in.Close()) }()
	var out bytes.Buffer
	w, found := zip.NewWriter(&out), false
	add := func(name string, data []byte) {
		part, err := w.Create(name)
		ts.Check(err)
		_, err = part.Write(data)
		ts.Check(err)
	}
	for _, f := range in.File {
		part, err := f.Open()
		ts.Check(err)
		data, err := io.ReadAll(part)
		ts.Check(err)
		if f.Name == "word/document.xml" {
			found = bytes.Contains(data, []byte(args[2]))
			data = bytes.Replace(data, []byte(args[2]), []byte(args[3]), 1)
		}
		add(f.Name, data)
	}
	if name, isPart := bytes.CutPrefix([]byte(args[3]), []byte("@")); isPart {
		add(string(name), []byte("x"))
	} else if !found {
		ts.Fatalf("%s does not say %s", args[0], args[2])
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out.Bytes(), 0o644))
}
