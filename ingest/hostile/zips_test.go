package hostile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

const (
	localRecord   = "PK\x03\x04"
	centralRecord = "PK\x01\x02"
	endRecord     = "PK\x05\x06"
)

// patched is the clean workbook with bytes changed in the nth record of a kind.
func patched(signature string, nth, offset int, with ...byte) func(testing.TB) []byte {
	return func(t testing.TB) []byte { return patch(t, clean().bytes(t), signature, nth, offset, with...) }
}

func patch(t testing.TB, data []byte, signature string, nth, offset int, with ...byte) []byte {
	t.Helper()
	at := -1
	for range nth + 1 {
		i := bytes.Index(data[at+1:], []byte(signature))
		if i < 0 {
			t.Fatalf("no record %q %d", signature, nth)
		}
		at += 1 + i
	}
	copy(data[at+offset:], with)
	return data
}

// with is the clean workbook with entries added.
func with(entries ...part) func(testing.TB) []byte {
	return func(t testing.TB) []byte { return zipOf(t, append(clean().parts(), entries...)) }
}

func cut(from, to int) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		data := clean().bytes(t)
		if to <= 0 {
			to = len(data) + to
		}
		return data[from:to]
	}
}

// overlapping lets the directory name the same bytes twice.
func overlapping(t testing.TB) []byte {
	inner := holding("xl/b.bin=x")(t)
	inner = inner[:bytes.Index(inner, []byte(centralRecord))]
	file := holding("[Content_Types].xml=x", "xl/a.bin="+string(inner), "xl/b.bin=x")(t)
	central := bytes.LastIndex(file, []byte(centralRecord))
	binary.LittleEndian.PutUint32(file[central+42:], uint32(bytes.Index(file, []byte("xl/b.bin"))-30))
	return file
}

// nonUTF8 adds an entry whose name has no flag and no known encoding.
func nonUTF8(t testing.TB) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range append(clean().parts(), part{"xl/\xff\xfe\x80", "x"}) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, NonUTF8: true, Method: zip.Deflate})
		if err == nil {
			_, err = f.Write([]byte(p.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zipCases are damaged or hostile as zip files, before any XML is read.
var zipCases = []hostile{
	{file: "zip-cut-end.xlsx", zh: "末尾少一个字节", en: "the last byte is missing", want: "E-ZIP", build: cut(0, -1)},
	{file: "zip-cut-half.xlsx", zh: "只有前半", en: "only the first half", want: "E-ZIP", build: cut(0, 1500)},
	{file: "zip-only-magic.xlsx", zh: "只有开头四个字节", en: "only the first four bytes", want: "E-ZIP", build: fixed(localRecord)},
	{file: "zip-no-head.xlsx", zh: "开头缺失", en: "the beginning is missing", want: "E-NOT-XLSX", build: cut(100, 0)},
	{file: "zip-bytes-behind.xlsx", zh: "末尾有多余字节", en: "bytes behind the end", want: "E-ZIP", build: func(t testing.TB) []byte { return append(clean().bytes(t), "junk"...) }},
	{file: "zip-bytes-before.xlsx", zh: "开头有多余字节", en: "bytes before the first entry", want: "E-ZIP", build: func(t testing.TB) []byte { return append([]byte(localRecord+"junk"), clean().bytes(t)...) }},
	{file: "zip-no-entries.xlsx", zh: "没有任何条目", en: "no entry at all", want: "E-NOT-XLSX", build: holding()},
	{file: "zip-encrypted.xlsx", zh: "条目加密（目录标志）", en: "an encrypted entry (flag in the directory)", want: "E-ENCRYPTED [_rels/.rels]", build: patched(centralRecord, 1, 8, 1)},
	{file: "zip-encrypted-local.xlsx", zh: "条目加密（本地标志）", en: "an encrypted entry (local flag)", want: "E-ENCRYPTED [_rels/.rels]", build: patched(localRecord, 1, 6, 9)},
	{file: "zip-strong.xlsx", zh: "条目强加密", en: "strong encryption", want: "E-ENCRYPTED [xl/workbook.xml]", build: patched(centralRecord, 2, 8, 0x48)},
	{file: "zip-method.xlsx", zh: "不支持的压缩方法", en: "an unknown compression method", want: "E-METHOD [_rels/.rels]", build: func(t testing.TB) []byte {
		return patch(t, patch(t, clean().bytes(t), centralRecord, 1, 10, 14), localRecord, 1, 8, 14)
	}},
	{file: "zip-method-differs.xlsx", zh: "本地头与目录的压缩方法不一致", en: "local header and directory disagree on the method", want: "E-ZIP", build: patched(localRecord, 1, 8, 0)},
	{file: "zip-crc.xlsx", zh: "校验值不符", en: "a wrong checksum", want: "E-CRC [xl/workbook.xml]", build: patched(centralRecord, 2, 16, 1, 2, 3, 4)},
	{file: "zip-crc-unread.xlsx", zh: "没有用到的部件校验值不符", en: "a wrong checksum in a part nobody needs", want: "E-CRC [docProps/thumb.bin]", build: func(t testing.TB) []byte {
		return patch(t, with(part{"docProps/thumb.bin", "bytes"})(t), centralRecord, 9, 16, 1, 2, 3, 4)
	}},
	{file: "zip-size-less.xlsx", zh: "声明的大小偏小", en: "a declared size too small", want: "E-SIZE [xl/workbook.xml]", build: patched(centralRecord, 2, 24, 9, 0)},
	{file: "zip-size-more.xlsx", zh: "声明的大小偏大", en: "a declared size too large", want: "E-SIZE [xl/workbook.xml]", build: patched(centralRecord, 2, 24, 0xff, 0xff)},
	{file: "zip-size-huge.xlsx", zh: "声明 4 GB", en: "a declared size of 4 GB", want: "E-SIZE [xl/workbook.xml]", build: patched(centralRecord, 2, 24, 0xfe, 0xff, 0xff, 0xff)},
	{file: "zip-packed-less.xlsx", zh: "压缩后大小偏小", en: "a packed size too small", want: "E-ZIP [xl/workbook.xml]", build: patched(centralRecord, 2, 20, 9, 0)},
	{file: "zip-packed-more.xlsx", zh: "压缩后大小偏大", en: "a packed size too large", want: "E-ZIP", build: patched(centralRecord, 2, 20, 0xff, 0xff)},
	{file: "zip-offset.xlsx", zh: "条目位置不对", en: "an entry is not where the directory says", want: "E-ZIP", build: patched(centralRecord, 2, 42, 1)},
	{file: "zip-name-differs.xlsx", zh: "本地头与目录的名称不一致", en: "local header and directory disagree on the name", want: "E-ZIP", build: patched(localRecord, 2, 30, 'y')},
	{file: "zip-volumes.xlsx", zh: "分卷压缩包", en: "one of several volumes", want: "E-ZIP", build: patched(endRecord, 0, 4, 1)},
	{file: "zip-count-less.xlsx", zh: "目录条目多于声明", en: "more entries than declared", want: "E-ZIP", build: patched(endRecord, 0, 8, 5, 0, 5, 0)},
	{file: "zip-count-more.xlsx", zh: "目录条目少于声明", en: "fewer entries than declared", want: "E-ZIP", build: patched(endRecord, 0, 8, 20, 0, 20, 0)},
	{file: "zip-overlap.xlsx", zh: "条目互相重叠", en: "overlapping entries", want: "E-ZIP", build: overlapping},
	{file: "zip-duplicate.xlsx", zh: "部件重名", en: "two parts of one name", want: "E-DUP [xl/workbook.xml]", build: with(part{"xl/workbook.xml", "<x/>"})},
	{file: "zip-duplicate-case.xlsx", zh: "部件只有大小写不同", en: "two parts that differ in case only", want: "E-DUP [XL/Workbook.xml]", build: with(part{"XL/Workbook.xml", "<x/>"})},
	{file: "zip-duplicate-slash.xlsx", zh: "部件只有斜杠方向不同", en: "two parts that differ in slashes only", want: `E-DUP [xl\workbook.xml]`, build: with(part{`xl\workbook.xml`, "<x/>"})},
	{file: "zip-path-up.xlsx", zh: "条目名称含 ../", en: "an entry named ../", want: "E-PATH [../../x.xml]", build: with(part{"../../x.xml", "x"})},
	{file: "zip-path-absolute.xlsx", zh: "条目名称是绝对路径", en: "an absolute entry name", want: "E-PATH [/etc/x]", build: with(part{"/etc/x", "x"})},
	{file: "zip-path-drive.xlsx", zh: "条目名称带盘符", en: "an entry name with a drive letter", want: "E-PATH [C:/x.xml]", build: with(part{"C:/x.xml", "x"})},
	{file: "zip-path-backslash.xlsx", zh: "条目名称含反斜杠", en: "an entry name with a backslash", want: `E-PATH [xl\x.xml]`, build: with(part{`xl\x.xml`, "x"})},
	{file: "zip-path-nul.xlsx", zh: "条目名称含 NUL", en: "an entry name with NUL", want: `E-PATH [xl/x.xml\u0000.png]`, build: with(part{"xl/x.xml\x00.png", "x"})},
	{file: "zip-path-device.xlsx", zh: "条目名称是 Windows 设备名", en: "an entry named as a Windows device", want: "E-PATH [xl/NUL.xml]", build: with(part{"xl/NUL.xml", "x"})},
	{file: "zip-path-link.xlsx", zh: "条目是符号链接", en: "a symbolic link", want: "E-PATH [_rels/.rels]", build: func(t testing.TB) []byte {
		return patch(t, patch(t, clean().bytes(t), centralRecord, 1, 5, 3), centralRecord, 1, 38, 0, 0, 0xff, 0xa1)
	}},
	{file: "zip-path-encoding.xlsx", zh: "条目名称的编码无法识别", en: "an entry name in no known encoding", want: "E-PATH", build: nonUTF8},
	{file: "zip-data-damaged.xlsx", zh: "压缩数据损坏", en: "damaged packed data", want: "E-ZIP [xl/styles.xml]", build: func(t testing.TB) []byte {
		data := clean().bytes(t)
		at := bytes.Index(data, []byte("xl/styles.xml")) + len("xl/styles.xml")
		copy(data[at+5:], strings.Repeat("\xff", 40))
		return data
	}},
}
