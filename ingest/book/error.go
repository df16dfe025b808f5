package book

import (
	"fmt"
	"strings"
)

// A Code names what is wrong with a file. Codes are printed and never change.
type Code string

// The codes of this package.
const (
	CodeRead Code = "E-READ" // the file's storage failed: no fault of the file

	CodeEmpty     Code = "E-EMPTY"
	CodeTempFile  Code = "E-TEMPFILE"
	CodeOLE       Code = "E-OLE"
	CodeEncrypted Code = "E-ENCRYPTED"
	CodeHTML      Code = "E-HTML"
	CodePDF       Code = "E-PDF"
	CodeImage     Code = "E-IMAGE"
	CodeArchive   Code = "E-ARCHIVE"
	CodeDoc       Code = "E-DOC"
	CodeOFD       Code = "E-OFD"
	CodeMail      Code = "E-MAIL"
	CodeODS       Code = "E-ODS"
	CodeET        Code = "E-ET"
	CodeText      Code = "E-TEXT"
	CodeNotXLSX   Code = "E-NOT-XLSX"

	CodeZip     Code = "E-ZIP"
	CodeCRC     Code = "E-CRC"
	CodeSize    Code = "E-SIZE"
	CodeRatio   Code = "E-RATIO"
	CodeEntries Code = "E-ENTRIES"
	CodeDup     Code = "E-DUP"
	CodePath    Code = "E-PATH"
	CodeMethod  Code = "E-METHOD"

	CodeCompound Code = "E-COMPOUND" // the frame of an old workbook
	CodeRecord   Code = "E-RECORD"   // the records of an old workbook

	CodeXML      Code = "E-XML"
	CodeDTD      Code = "E-DTD"
	CodeDepth    Code = "E-DEPTH"
	CodeAttrs    Code = "E-ATTRS"
	CodeToken    Code = "E-TOKEN"
	CodeEncoding Code = "E-ENCODING"

	CodePart    Code = "E-PART"
	CodeSheets  Code = "E-SHEETS"
	CodeRef     Code = "E-REF"
	CodeSST     Code = "E-SST"
	CodeStyle   Code = "E-STYLE"
	CodeCell    Code = "E-CELL"
	CodeCells   Code = "E-CELLS"
	CodeColumns Code = "E-COLUMNS"
	CodeMerge   Code = "E-MERGE"
)

// Codes lists every code, for tables of messages and the tests that read them.
var Codes = []Code{
	CodeRead, CodeEmpty, CodeTempFile, CodeOLE, CodeEncrypted, CodeHTML, CodePDF, CodeImage, CodeArchive,
	CodeDoc, CodeOFD, CodeMail, CodeODS, CodeET, CodeText, CodeNotXLSX,
	CodeZip, CodeCRC, CodeSize, CodeRatio, CodeEntries, CodeDup, CodePath, CodeMethod,
	CodeCompound, CodeRecord,
	CodeXML, CodeDTD, CodeDepth, CodeAttrs, CodeToken, CodeEncoding,
	CodePart, CodeSheets, CodeRef, CodeSST, CodeStyle, CodeCell, CodeCells, CodeColumns, CodeMerge,
}

// An Error says what is wrong with a workbook and where. Every error of this
// package is one, also when it wraps an error of the storage.
type Error struct {
	Code   Code
	Part   string // part of the package, "xl/worksheets/sheet1.xml"; empty for the file as a whole
	Offset int64  // byte offset in the unpacked part, or in the file when Part is empty
	Sheet  string // name of the sheet, when one was being read
	Cell   string // the cell being read, or the last one read whole
	Detail string // what was found, in English; may hold text of the file
	// DetailZh says the same in Chinese.
	DetailZh string
	Err      error
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Code))
	if e.Part != "" {
		fmt.Fprintf(&b, " %q", e.Part)
	}
	fmt.Fprintf(&b, " at byte %d", e.Offset)
	if e.Sheet != "" {
		fmt.Fprintf(&b, ", sheet %q", e.Sheet)
	}
	if e.Cell != "" {
		fmt.Fprintf(&b, ", cell %s", e.Cell)
	}
	b.WriteString(": " + e.Detail)
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// Fail makes an Error whose two sentences take the same arguments.
func Fail(code Code, part string, offset int64, zh, en string, args ...any) *Error {
	return &Error{Code: code, Part: part, Offset: offset, Detail: fmt.Sprintf(en, args...), DetailZh: fmt.Sprintf(zh, args...)}
}

// ReadFailed wraps an error of the storage.
func ReadFailed(part string, offset int64, err error) *Error {
	e := Fail(CodeRead, part, offset, "读取文件失败", "the file could not be read")
	e.Err = err
	return e
}
