package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"yigai/ingest/xlsx"
)

var good = rows(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>12.5</v></c></row>`)

// patched replaces the nth place where a zip record begins, at an offset in it.
func patched(data []byte, signature string, nth, offset int, bytesIn ...byte) []byte {
	data = bytes.Clone(data)
	at := -1
	for range nth + 1 {
		at += 1 + bytes.Index(data[at+1:], []byte(signature))
	}
	copy(data[at+offset:], bytesIn)
	return data
}

// central is where the nth entry of the directory begins.
func central(data []byte, nth int) int {
	at := -1
	for range nth + 1 {
		at += 1 + bytes.Index(data[at+1:], []byte(centralRecord))
	}
	return at
}

const (
	localRecord   = "PK\x03\x04"
	centralRecord = "PK\x01\x02"
	endRecord     = "PK\x05\x06"
)

func TestRefusedZips(t *testing.T) {
	file := zipped(t, parts(good))
	if _, err := dump(file); err != nil {
		t.Fatal(err)
	}
	named := func(name string) []byte { return zipped(t, append(parts(good), part{name, "x"})) }
	for name, c := range map[string]struct {
		data []byte
		want xlsx.Code
	}{
		"cut short":            {file[:len(file)-1], xlsx.CodeZip},
		"half":                 {file[:len(file)/2], xlsx.CodeZip},
		"only magic":           {[]byte(localRecord), xlsx.CodeZip},
		"bytes behind":         {append(bytes.Clone(file), 0), xlsx.CodeZip},
		"bytes before":         {append([]byte(localRecord+"junk"), file...), xlsx.CodeZip},
		"encrypted flag":       {patched(file, centralRecord, 1, 8, 1), xlsx.CodeEncrypted},
		"encrypted local flag": {patched(file, localRecord, 1, 6, 9), xlsx.CodeEncrypted},
		"method":               {patched(patched(file, centralRecord, 1, 10, 12), localRecord, 1, 8, 12), xlsx.CodeMethod},
		"method differs":       {patched(file, localRecord, 1, 8, 0), xlsx.CodeZip},
		"crc":                  {patched(file, centralRecord, 2, 16, 1, 2, 3, 4), xlsx.CodeCRC},
		"size less":            {patched(file, centralRecord, 2, 24, 9, 0), xlsx.CodeSize},
		"size more":            {patched(file, centralRecord, 2, 24, 0xff, 0xff), xlsx.CodeSize},
		"packed less":          {patched(file, centralRecord, 2, 20, 9, 0), xlsx.CodeZip},
		"packed more":          {patched(file, centralRecord, 2, 20, 0xff, 0xff, 0xff), xlsx.CodeZip},
		"packed a little more": {patched(file, centralRecord, 2, 20, file[central(file, 2)+20]+4), xlsx.CodeZip},
		"offset":               {patched(file, centralRecord, 2, 42, 1), xlsx.CodeZip},
		"other disk":           {patched(file, centralRecord, 2, 34, 1), xlsx.CodeZip},
		"volumes":              {patched(file, endRecord, 0, 4, 1), xlsx.CodeZip},
		"count less":           {patched(file, endRecord, 0, 8, 5, 0, 5, 0), xlsx.CodeZip},
		"count more":           {patched(file, endRecord, 0, 8, 9, 0, 9, 0), xlsx.CodeZip},
		"name differs":         {patched(file, localRecord, 2, 30, 'y'), xlsx.CodeZip},
		"zip64 place holder":   {patched(file, endRecord, 0, 10, 0xff, 0xff), xlsx.CodeZip},
		"symbolic link":        {patched(patched(file, centralRecord, 1, 5, 3), centralRecord, 1, 38, 0, 0, 0xff, 0xa1), xlsx.CodePath},
		"backslash":            {named(`xl\x.xml`), xlsx.CodePath},
		"leaves":               {named("../x.xml"), xlsx.CodePath},
		"leaves inside":        {named("xl/../../x.xml"), xlsx.CodePath},
		"absolute":             {named("/x.xml"), xlsx.CodePath},
		"drive":                {named("C:x.xml"), xlsx.CodePath},
		"NUL":                  {named("xl/x\x00.xml"), xlsx.CodePath},
		"twice":                {named("xl/workbook.xml"), xlsx.CodeDup},
		"twice in other case":  {named("XL/Workbook.xml"), xlsx.CodeDup},
		"no workbook":          {zipped(t, parts(good)[:2]), xlsx.CodePart},
		"no part of a sheet":   {zipped(t, parts(good)[:6]), xlsx.CodePart},
		"no shared strings":    {zipped(t, append(parts(good)[:4:4], parts(good)[5:]...)), xlsx.CodePart},
		"not a workbook":       {zipped(t, []part{{"a.csv", "1,2"}}), xlsx.CodeNotXLSX},
		"word":                 {zipped(t, []part{{"[Content_Types].xml", "x"}, {"word/document.xml", "x"}}), xlsx.CodeNotXLSX},
		"overlapping":          {overlapping(t), xlsx.CodeZip},
		"bomb":                 {zipped(t, append(parts(good), part{"xl/media/x", strings.Repeat("\x00", 3<<20)})), xlsx.CodeRatio},
	} {
		got, err := dump(c.data)
		if codeOf(err) != c.want {
			t.Errorf("%s: got %v, want %s\n%s", name, err, c.want, got)
		}
	}
}

// overlapping hides one entry inside the body of another: both are whole, and
// the same bytes are unpacked twice.
func overlapping(t *testing.T) []byte {
	inner := stored(t, part{"b.bin", "x"})
	inner = inner[:bytes.Index(inner, []byte(centralRecord))]
	file := stored(t, part{"a.bin", string(inner)}, part{"b.bin", "x"})
	central := bytes.LastIndex(file, []byte(centralRecord))
	binary.LittleEndian.PutUint32(file[central+42:], uint32(bytes.Index(file, []byte("b.bin"))-30))
	return file
}

func stored(t *testing.T, all ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range all {
		f, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(p.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOverlappingEntriesAreNamed(t *testing.T) {
	if _, err := dump(overlapping(t)); err == nil || !strings.Contains(err.Error(), "overlap") {
		t.Errorf("got %v", err)
	}
}

// TestDamageInUnreadParts: a part that no reader needs is checked all the same.
func TestDamageInUnreadParts(t *testing.T) {
	file := zipped(t, append(parts(good), part{"docProps/thumb.bin", "some bytes that nobody reads"}))
	if _, err := dump(file); err != nil {
		t.Fatal(err)
	}
	_, err := dump(patched(file, centralRecord, 7, 16, 9, 9))
	if codeOf(err) != xlsx.CodeCRC {
		t.Errorf("got %v", err)
	}
}

func TestSmallLimits(t *testing.T) {
	wideRows := rows(`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>`) + `<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>`
	data := zipped(t, parts(wideRows))
	for code, change := range map[xlsx.Code]func(*xlsx.Limits){
		xlsx.CodeSize:    func(l *xlsx.Limits) { l.Part = 300 },
		xlsx.CodeEntries: func(l *xlsx.Limits) { l.Parts = 6 },
		xlsx.CodeSheets:  func(l *xlsx.Limits) { l.Sheets = 0 },
		xlsx.CodeCells:   func(l *xlsx.Limits) { l.Cells = 2 },
		xlsx.CodeColumns: func(l *xlsx.Limits) { l.Columns = 2 },
		xlsx.CodeMerge:   func(l *xlsx.Limits) { l.Merges = 1 },
		xlsx.CodeStyle:   func(l *xlsx.Limits) { l.Formats = 4 },
		xlsx.CodeDepth:   func(l *xlsx.Limits) { l.Depth = 2 },
		xlsx.CodeAttrs:   func(l *xlsx.Limits) { l.Attributes = 1 },
	} {
		limits := xlsx.DefaultLimits
		change(&limits)
		if _, err := dumpWith(data, limits); codeOf(err) != code {
			t.Errorf("got %v, want %s", err, code)
		}
	}
	for name, change := range map[string]func(*xlsx.Limits){"file": func(l *xlsx.Limits) { l.File = 10 }, "total": func(l *xlsx.Limits) { l.Total = 1000 }} {
		limits := xlsx.DefaultLimits
		change(&limits)
		if _, err := dumpWith(data, limits); codeOf(err) != xlsx.CodeSize {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestHugeTokens: what is too long is refused before it is all in memory.
func TestHugeTokens(t *testing.T) {
	long := strings.Repeat("a1 ", 2<<20/3)
	for name, c := range map[string]struct {
		xml  string
		want xlsx.Code
	}{
		"text":       {rows(`<row r="1"><c r="A1" t="str"><v>` + long + `</v></c></row>`), xlsx.CodeToken},
		"in pieces":  {rows(`<row r="1"><c r="A1" t="str"><v>` + strings.Repeat(`abcd<!--x-->`, 300_000) + `</v></c></row>`), xlsx.CodeToken},
		"attribute":  {rows(`<row r="1" spans="` + long + `"/>`), xlsx.CodeToken},
		"attributes": {rows(`<row r="1" ` + manyAttributes() + `/>`), xlsx.CodeAttrs},
		"deep":       {strings.Repeat("<a>", 100), xlsx.CodeDepth},
		"comment":    {"<!--" + long + "-->", xlsx.CodeToken},
	} {
		limits := xlsx.DefaultLimits
		limits.Ratio = 1 << 20
		if _, err := dumpWith(zipped(t, parts(c.xml)), limits); codeOf(err) != c.want {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func manyAttributes() string {
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, `a%d=">" `, i)
	}
	return b.String()
}

func TestOtherFiles(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	widen := func(s string) string { return utf16le(s)[2:] }
	for name, c := range map[string]struct {
		data string
		want xlsx.Code
	}{
		"empty":     {"", xlsx.CodeEmpty},
		"zeros":     {strings.Repeat("\x00", 100), xlsx.CodeEmpty},
		"old xls":   {ole + widen("Workbook"), xlsx.CodeOLE},
		"wps":       {ole + widen("ETExtData"), xlsx.CodeOLE},
		"password":  {ole + widen("EncryptedPackage"), xlsx.CodeEncrypted},
		"other ole": {ole, xlsx.CodeOLE},
		"far ole":   {ole + strings.Repeat("x", 1<<20-500) + widen("EncryptedPackage"), xlsx.CodeEncrypted},
		"html":      {"\ufeff \r\n<!DOCTYPE HTML><html>", xlsx.CodeHTML},
		"table":     {"<table><tr>", xlsx.CodeHTML},
		"pdf":       {"%PDF-1.4", xlsx.CodePDF},
		"png":       {"\x89PNG\r\n\x1a\n", xlsx.CodeImage},
		"jpeg":      {"\xff\xd8\xff\xe0", xlsx.CodeImage},
		"rar":       {"Rar!\x1a\x07", xlsx.CodeArchive},
		"7z":        {"7z\xbc\xaf\x27\x1c", xlsx.CodeArchive},
		"csv":       {"org,value\n610702,12\n", xlsx.CodeText},
		"gbk csv":   {"\xb5\xa5\xce\xbb,\xd6\xb5\n", xlsx.CodeText},
		"unknown":   {"\x01\x00\x02", xlsx.CodeNotXLSX},
		"one byte":  {"x", xlsx.CodeText},
	} {
		_, err := dump([]byte(c.data))
		var e *xlsx.Error
		if !errors.As(err, &e) || e.Code != c.want || strings.Contains(e.Detail+e.DetailZh, "%!") {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

// failing gives an error in the middle of a file, as a bad disk does.
type failing struct {
	*bytes.Reader
	from int64
}

var errDisk = errors.New("input/output error")

func (f failing) ReadAt(b []byte, at int64) (int, error) {
	if at+int64(len(b)) > f.from && at < f.from+100 {
		return 0, errDisk
	}
	return f.Reader.ReadAt(b, at)
}

func TestStorageErrorsAreNotTheFilesFault(t *testing.T) {
	file := zipped(t, parts(good))
	for from := int64(0); from < int64(len(file)); from += 97 {
		r := failing{bytes.NewReader(file), from}
		w, err := xlsx.Open(r, int64(len(file)), xlsx.DefaultLimits)
		if err == nil {
			err = w.Rows(0, func(xlsx.Row) error { return nil })
		}
		if err == nil {
			err = w.Verify()
		}
		if codeOf(err) != xlsx.CodeRead || !errors.Is(err, errDisk) {
			t.Errorf("at %d: got %v", from, err)
		}
	}
}

func TestErrorOfTheCallerComesBack(t *testing.T) {
	file := zipped(t, parts(good))
	w, err := xlsx.Open(bytes.NewReader(file), int64(len(file)), xlsx.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	if err := w.Rows(0, func(xlsx.Row) error { return stop }); err != stop {
		t.Errorf("got %v", err)
	}
}

// TestInflateCountsAllBytes compares the floor with what archive/zip unpacks.
func TestInflateCountsAllBytes(t *testing.T) {
	file := zipped(t, parts(rows(manyRows(0))))
	got, err := xlsx.Inflate(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var want int64
	for _, f := range r.File {
		body, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, body)
		if err != nil {
			t.Fatal(err)
		}
		want += n
	}
	if got != want {
		t.Errorf("unpacked %d bytes, want %d", got, want)
	}
}
