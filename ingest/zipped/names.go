package zipped

import (
	"bytes"
	"hash/crc32"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"yigai/ingest/book"
	"yigai/internal/charset"
)

// nameEntries turns the stored names into text. A name without the UTF-8 flag is
// in the code page of whoever packed it: GBK on Chinese Windows, UTF-8 on others.
// One packer uses one code page, so a single name that is not UTF-8 decides for
// all.
func nameEntries(entries []entry) error {
	gbk := false
	for _, e := range entries {
		gbk = gbk || e.flags&flagUTF8 == 0 && !utf8.ValidString(e.raw)
	}
	for i := range entries {
		e := &entries[i]
		if e.name = e.raw; isASCII(e.raw) {
			continue
		}
		decoded, ok := e.unicodePath, e.unicodePath != ""
		switch {
		case ok:
		case e.flags&flagUTF8 != 0 || !gbk:
			decoded, ok = e.raw, utf8.ValidString(e.raw)
		default:
			decoded, ok = fromGBK(e.raw)
		}
		if !ok {
			return book.Fail(book.CodePath, "", e.header, "条目名称 %q 的编码无法识别", "the entry name %q is in no known encoding", e.raw)
		}
		e.name = decoded
	}
	return nil
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// fromGBK decodes strictly: what is not GBK to the last byte is refused.
func fromGBK(raw string) (string, bool) {
	decoded, err := io.ReadAll(charset.NewReader(strings.NewReader(raw), charset.GB18030))
	return string(decoded), err == nil
}

// unicodeName reads the extra field by which some packers give the name in
// UTF-8 beside one in a code page. It counts only when it was made for this name.
func unicodeName(field []byte, raw string) string {
	if len(field) < 5 || field[0] != 1 || le.Uint32(field[1:]) != crc32.ChecksumIEEE([]byte(raw)) || !utf8.Valid(field[5:]) {
		return ""
	}
	return string(bytes.Clone(field[5:]))
}

// checkNames refuses names under which different programs would find different parts.
func checkNames(entries []entry) error {
	seen := make(map[string]string, len(entries))
	for _, e := range entries {
		key := strings.TrimSuffix(norm.NFC.String(strings.ToLower(strings.ReplaceAll(e.name, `\`, "/"))), "/")
		if other, twice := seen[key]; twice {
			return book.Fail(book.CodeDup, e.name, 0, "条目 %q 与 %q 重名", "the entries %q and %q have the same name", other, e.name)
		}
		seen[key] = e.name
	}
	for _, e := range entries {
		if zh, en := badName(e.name); zh != "" {
			return book.Fail(book.CodePath, e.name, 0, "条目名称 %[1]q 不可接受："+zh, "the entry name %[1]q is refused: "+en, e.name)
		}
	}
	return nil
}

// badName says why an entry's name is refused; empty for a good name.
func badName(name string) (zh, en string) {
	switch {
	case name == "" || strings.HasPrefix(name, "/") || strings.Contains(name, ":"):
		return "为空、带盘符或以“/”开头", "it is empty, absolute or has a drive letter"
	case strings.ContainsRune(name, '\\'):
		return "含有反斜杠", "it has a backslash"
	case strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return "含有控制字符", "it has a control character"
	}
	for segment := range strings.SplitSeq(strings.TrimSuffix(name, "/"), "/") {
		switch {
		case segment == "" || segment == "." || segment == "..":
			return "指向所在文件夹之外", "it leaves its folder"
		case isDevice(segment):
			return "是 Windows 的设备名", "it is the name of a device on Windows"
		}
	}
	return "", ""
}

// isDevice knows the names that Windows takes for devices, with any ending.
func isDevice(segment string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(segment), ".")
	switch stem = strings.TrimRight(stem, " "); stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	port, digit := strings.TrimRight(stem, "0123456789¹²³"), ""
	digit = strings.TrimPrefix(stem, port)
	return (port == "COM" || port == "LPT") && utf8.RuneCountInString(digit) == 1 && digit != "0"
}
