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

	"yigai/ingest/book"
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
		want book.Code
	}{
		"cut short":            {file[:len(file)-1], book.CodeZip},
		"half":                 {file[:len(file)/2], book.CodeZip},
		"only magic":           {[]byte(localRecord), book.CodeZip},
		"bytes behind":         {append(bytes.Clone(file), 0), book.CodeZip},
		"bytes before":         {append([]byte(localRecord+"junk"), file...), book.CodeZip},
		"encrypted flag":       {patched(file, centralRecord, 1, 8, 1), book.CodeEncrypted},
		"encrypted local flag": {patched(file, localRecord, 1, 6, 9), book.CodeEncrypted},
		"method":               {patched(patched(file, centralRecord, 1, 10, 12), localRecord, 1, 8, 12), book.CodeMethod},
		"method differs":       {patched(file, localRecord, 1, 8, 0), book.CodeZip},
		"crc":                  {patched(file, centralRecord, 2, 16, 1, 2, 3, 4), book.CodeCRC},
		"size less":            {patched(file, centralRecord, 2, 24, 9, 0), book.CodeSize},
		"size more":            {patched(file, centralRecord, 2, 24, 0xff, 0xff), book.CodeSize},
		"packed less":          {patched(file, centralRecord, 2, 20, 9, 0), book.CodeZip},
		"packed more":          {patched(file, centralRecord, 2, 20, 0xff, 0xff, 0xff), book.CodeZip},
		"packed a little more": {patched(file, centralRecord, 2, 20, file[central(file, 2)+20]+4), book.CodeZip},
		"offset":               {patched(file, centralRecord, 2, 42, 1), book.CodeZip},
		"other disk":           {patched(file, centralRecord, 2, 34, 1), book.CodeZip},
		"volumes":              {patched(file, endRecord, 0, 4, 1), book.CodeZip},
		"count less":           {patched(file, endRecord, 0, 8, 5, 0, 5, 0), book.CodeZip},
		"count more":           {patched(file, endRecord, 0, 8, 9, 0, 9, 0), book.CodeZip},
		"name differs":         {patched(file, localRecord, 2, 30, 'y'), book.CodeZip},
		"zip64 place holder":   {patched(file, endRecord, 0, 10, 0xff, 0xff), book.CodeZip},
		"symbolic link":        {patched(patched(file, centralRecord, 1, 5, 3), centralRecord, 1, 38, 0, 0, 0xff, 0xa1), book.CodePath},
		"backslash":            {named(`xl\x.xml`), book.CodePath},
		"leaves":               {named("../x.xml"), book.CodePath},
		"leaves inside":        {named("xl/../../x.xml"), book.CodePath},
		"absolute":             {named("/x.xml"), book.CodePath},
		"drive":                {named("C:x.xml"), book.CodePath},
		"NUL":                  {named("xl/x\x00.xml"), book.CodePath},
		"twice":                {named("xl/workbook.xml"), book.CodeDup},
		"twice in other case":  {named("XL/Workbook.xml"), book.CodeDup},
		"no workbook":          {zipped(t, parts(good)[:2]), book.CodePart},
		"no part of a sheet":   {zipped(t, parts(good)[:6]), book.CodePart},
		"no shared strings":    {zipped(t, append(parts(good)[:4:4], parts(good)[5:]...)), book.CodePart},
		"not a workbook":       {zipped(t, []part{{"a.csv", "1,2"}}), book.CodeNotXLSX},
		"overlapping":          {overlapping(t), book.CodeZip},
		"bomb":                 {zipped(t, append(parts(good), part{"xl/media/x", strings.Repeat("\x00", 3<<20)})), book.CodeRatio},
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
	if codeOf(err) != book.CodeCRC {
		t.Errorf("got %v", err)
	}
}

func TestSmallLimits(t *testing.T) {
	wideRows := rows(`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>`) + `<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>`
	data := zipped(t, parts(wideRows))
	for code, change := range map[book.Code]func(*xlsx.Limits){
		book.CodeSize:    func(l *xlsx.Limits) { l.Part = 300 },
		book.CodeEntries: func(l *xlsx.Limits) { l.Entries = 6 },
		book.CodeSheets:  func(l *xlsx.Limits) { l.Sheets = 0 },
		book.CodeCells:   func(l *xlsx.Limits) { l.Cells = 2 },
		book.CodeColumns: func(l *xlsx.Limits) { l.Columns = 2 },
		book.CodeMerge:   func(l *xlsx.Limits) { l.Merges = 1 },
		book.CodeStyle:   func(l *xlsx.Limits) { l.Formats = 4 },
		book.CodeDepth:   func(l *xlsx.Limits) { l.Depth = 2 },
		book.CodeAttrs:   func(l *xlsx.Limits) { l.Attributes = 1 },
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
		if _, err := dumpWith(data, limits); codeOf(err) != book.CodeSize {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestHugeTokens: what is too long is refused before it is all in memory.
func TestHugeTokens(t *testing.T) {
	long := strings.Repeat("a1 ", 2<<20/3)
	for name, c := range map[string]struct {
		xml  string
		want book.Code
	}{
		"text":       {rows(`<row r="1"><c r="A1" t="str"><v>` + long + `</v></c></row>`), book.CodeToken},
		"in pieces":  {rows(`<row r="1"><c r="A1" t="str"><v>` + strings.Repeat(`abcd<!--x-->`, 300_000) + `</v></c></row>`), book.CodeToken},
		"attribute":  {rows(`<row r="1" spans="` + long + `"/>`), book.CodeToken},
		"attributes": {rows(`<row r="1" ` + manyAttributes() + `/>`), book.CodeAttrs},
		"deep":       {strings.Repeat("<a>", 100), book.CodeDepth},
		"comment":    {"<!--" + long + "-->", book.CodeToken},
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
			err = w.Rows(0, func(book.Row) error { return nil })
		}
		if err == nil {
			err = w.Verify()
		}
		if codeOf(err) != book.CodeRead || !errors.Is(err, errDisk) {
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
	if err := w.Rows(0, func(book.Row) error { return stop }); err != stop {
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

// TestASheetReadTwiceIsCountedOnce: whoever looks at a sheet before reading it
// has no smaller limit.
func TestASheetReadTwiceIsCountedOnce(t *testing.T) {
	data := zipped(t, parts(rows(`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>`)))
	limits := xlsx.DefaultLimits
	limits.Cells = 2
	w, err := xlsx.Open(bytes.NewReader(data), int64(len(data)), limits)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := w.Rows(0, func(book.Row) error { return nil }); err != nil {
			t.Error(err)
		}
	}
}
