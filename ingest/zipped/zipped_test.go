package zipped_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"yigai/ingest/book"
	"yigai/ingest/zipped"
	"yigai/internal/golden"
)

// A file is one entry to pack; nonUTF8 leaves the UTF-8 flag out.
type file struct {
	name    string
	text    string
	nonUTF8 bool
	extra   []byte
}

func pack(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		part, err := w.CreateHeader(&zip.FileHeader{Name: f.name, NonUTF8: f.nonUTF8, Extra: f.extra, Method: zip.Deflate})
		if err == nil {
			_, err = io.WriteString(part, f.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(data []byte) (*zipped.Archive, error) {
	return zipped.Open(bytes.NewReader(data), int64(len(data)), zipped.BundleLimits)
}

func gbk(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// unicodePath is the extra field that gives a name in UTF-8.
func unicodePath(raw, name string) []byte {
	b := []byte{0x75, 0x70, byte(5 + len(name)), 0, 1}
	return append(binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(raw))), name...)
}

func codeOf(err error) book.Code {
	var e *book.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func TestNames(t *testing.T) {
	raw := gbk(t, "报表/汉台区.xlsx")
	for what, c := range map[string]struct {
		files []file
		want  string
	}{
		"ASCII":                    {[]file{{name: "a/b.xlsx"}}, "a/b.xlsx"},
		"UTF-8":                    {[]file{{name: "报表/汉台区.xlsx"}}, "报表/汉台区.xlsx"},
		"UTF-8 without the flag":   {[]file{{name: "汉台区.xlsx", nonUTF8: true}}, "汉台区.xlsx"},
		"GBK":                      {[]file{{name: raw, nonUTF8: true}}, "报表/汉台区.xlsx"},
		"GBK with a backslash":     {[]file{{name: gbk(t, "乗.csv"), nonUTF8: true}}, "乗.csv"},
		"GBK that looks like UTF8": {[]file{{name: "\xc4\xa3.csv", nonUTF8: true}, {name: raw, nonUTF8: true}}, "模.csv 报表/汉台区.xlsx"},
		"name in an extra field":   {[]file{{name: raw, nonUTF8: true, extra: unicodePath(raw, "另.xlsx")}}, "另.xlsx"},
		"extra field of another":   {[]file{{name: raw, nonUTF8: true, extra: unicodePath("x", "另.xlsx")}}, "报表/汉台区.xlsx"},
		"folder":                   {[]file{{name: "报表/"}, {name: "报表/a.csv"}}, "报表/ 报表/a.csv"},
		"nearly devices":           {[]file{{name: "CONTENT/com10.txt"}, {name: "lpt.csv"}}, "CONTENT/com10.txt lpt.csv"},
	} {
		a, err := open(pack(t, c.files...))
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		var names []string
		for i, e := range a.Entries() {
			names = append(names, e.Name)
			if string(e.RawName) != c.files[i].name || e.Folder != strings.HasSuffix(e.Name, "/") {
				t.Errorf("%s: %+v", what, e)
			}
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s: got %q, want %q", what, got, c.want)
		}
	}
}

func TestRefusedNames(t *testing.T) {
	for what, c := range map[string]struct {
		files []file
		want  book.Code
	}{
		"leaves":            {[]file{{name: "a/../../b"}}, book.CodePath},
		"absolute":          {[]file{{name: "/etc/x"}}, book.CodePath},
		"drive":             {[]file{{name: "C:/x"}}, book.CodePath},
		"stream":            {[]file{{name: "a.xlsx:b"}}, book.CodePath},
		"backslash":         {[]file{{name: `a\b.xlsx`}}, book.CodePath},
		"NUL":               {[]file{{name: "a.xlsx\x00.png"}}, book.CodePath},
		"line break":        {[]file{{name: "a\nb"}}, book.CodePath},
		"device":            {[]file{{name: "报表/nul.xlsx"}}, book.CodePath},
		"device with space": {[]file{{name: "AUX .csv"}}, book.CodePath},
		"port":              {[]file{{name: "com7"}}, book.CodePath},
		"port in small":     {[]file{{name: "LPT².csv"}}, book.CodePath},
		"no encoding":       {[]file{{name: "\xff\xfe\x80", nonUTF8: true}}, book.CodePath},
		"twice":             {[]file{{name: "a"}, {name: "a"}}, book.CodeDup},
		"other case":        {[]file{{name: "表A.xlsx"}, {name: "表a.xlsx"}}, book.CodeDup},
		"other slash":       {[]file{{name: "a/b"}, {name: `a\b`}}, book.CodeDup},
		"other form":        {[]file{{name: "\u00e9"}, {name: "e\u0301"}}, book.CodeDup},
		"folder and file":   {[]file{{name: "a"}, {name: "a/"}}, book.CodeDup},
	} {
		if _, err := open(pack(t, c.files...)); codeOf(err) != c.want {
			t.Errorf("%s: got %v, want %s", what, err, c.want)
		}
	}
}

func TestReadGivesAllBytes(t *testing.T) {
	text := strings.Repeat("一二三,45\n", 20_000)
	a, err := open(pack(t, file{name: "a.csv", text: text}, file{name: "empty"}))
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	if err := a.Read(0, &got); err != nil || got.String() != text || a.Entries()[0].Size != int64(len(text)) {
		t.Errorf("read %d bytes, %v", got.Len(), err)
	}
	if err := a.Verify(); err != nil {
		t.Error(err)
	}
	full := errors.New("disk full")
	if err := a.Read(0, failing{full}); err != full {
		t.Errorf("the writer's error comes back as %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestDamageIsAnError(t *testing.T) {
	data := pack(t, file{name: "a.csv", text: strings.Repeat("a,1\n", 100)})
	at := bytes.Index(data, []byte("PK\x01\x02"))
	for what, c := range map[string]struct {
		offset int
		bytes  string
		want   book.Code
	}{"CRC": {16, "1234", book.CodeCRC}, "fewer bytes": {24, "\x0a\x00", book.CodeSize}, "more bytes": {24, "\xff\xff", book.CodeSize}} {
		bad := bytes.Clone(data)
		copy(bad[at+c.offset:], c.bytes)
		a, err := open(bad)
		if err == nil {
			err = a.Read(0, io.Discard)
		}
		if codeOf(err) != c.want {
			t.Errorf("%s: got %v, want %s", what, err, c.want)
		}
	}
}

func TestLimits(t *testing.T) {
	data := pack(t, file{name: "a", text: strings.Repeat("\x00", 2<<20)}, file{name: "b", text: "12345"})
	for what, c := range map[string]struct {
		change func(*zipped.Limits)
		want   book.Code
	}{
		"file":      {func(l *zipped.Limits) { l.File = 100 }, book.CodeSize},
		"total":     {func(l *zipped.Limits) { l.Total, l.Ratio = 2<<20+4, 2000 }, book.CodeSize},
		"part":      {func(l *zipped.Limits) { l.Part = 2<<20 - 1 }, book.CodeSize},
		"ratio":     {func(l *zipped.Limits) {}, book.CodeRatio},
		"entries":   {func(l *zipped.Limits) { l.Entries = 1 }, book.CodeEntries},
		"all right": {func(l *zipped.Limits) { l.Ratio = 2000 }, ""},
	} {
		limits := zipped.BundleLimits
		c.change(&limits)
		if _, err := zipped.Open(bytes.NewReader(data), int64(len(data)), limits); codeOf(err) != c.want {
			t.Errorf("%s: got %v, want %q", what, err, c.want)
		}
	}
	wide := pack(t, file{name: strings.Repeat("n", 60_000)})
	if _, err := zipped.Open(bytes.NewReader(wide), int64(len(wide)), zipped.Limits{File: 1 << 20, Total: 1, Part: 1, Ratio: 1, Entries: 9}); codeOf(err) != book.CodeEntries {
		t.Errorf("a directory of long names: %v", err)
	}
}

// FuzzArchive: an archive that is accepted gives for each entry exactly the
// bytes that archive/zip, which is more lenient, gives too.
func FuzzArchive(f *testing.F) {
	for _, data := range golden.Files(f, ".xlsx") {
		f.Add(data)
	}
	for _, data := range golden.Files(f, ".zip") {
		f.Add(data)
	}
	f.Add(pack(f, file{name: "a/b.csv", text: "a,b"}, file{name: "报表.xlsx", text: strings.Repeat("x", 500)}))
	f.Add(pack(f, file{name: gbk(f, "报表/汉台区.xlsx"), nonUTF8: true, text: "1"}))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	limits := zipped.BundleLimits
	limits.Total, limits.Part = 8<<20, 4<<20
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := zipped.Open(bytes.NewReader(data), int64(len(data)), limits)
		if err != nil {
			if codeOf(err) == "" {
				t.Errorf("an error of another type: %v", err)
			}
			return
		}
		other, otherErr := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		for i, e := range a.Entries() {
			var got bytes.Buffer
			if err := a.Read(i, &got); err != nil {
				if codeOf(err) == "" {
					t.Errorf("an error of another type: %v", err)
				}
				continue
			}
			if int64(got.Len()) != e.Size {
				t.Errorf("%q has %d bytes, declared %d", e.Name, got.Len(), e.Size)
			}
			if otherErr == nil && i < len(other.File) && !e.Folder {
				compare(t, other.File[i], got.Bytes())
			}
		}
	})
}

func compare(t *testing.T, f *zip.File, got []byte) {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		return // it knows fewer forms
	}
	want, err := io.ReadAll(r)
	if err == nil && !bytes.Equal(got, want) {
		t.Errorf("%q: read %d bytes, archive/zip reads %d others", f.Name, len(got), len(want))
	}
}
