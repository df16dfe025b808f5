package hostile

import (
	"bytes"
	"os"
	"testing"
)

// oldFile is the clean workbook as LibreOffice saves it in the old format.
func oldFile(t testing.TB) []byte {
	data, err := os.ReadFile("testdata/base/clean.xls")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// old is that file after a change.
func old(change func(data []byte) []byte) func(testing.TB) []byte {
	return func(t testing.TB) []byte { return change(oldFile(t)) }
}

// overwritten changes bytes behind the nth place where a mark stands.
func overwritten(mark string, nth, offset int, with string) func(testing.TB) []byte {
	return func(t testing.TB) []byte { return patch(t, oldFile(t), mark, nth, offset, []byte(with)...) }
}

// oldCases are old-format workbooks (.xls).
var oldCases = []hostile{
	{file: "xls-clean.xls", zh: "旧格式工作簿（可读）", en: "an old workbook (is read)", want: "N-XLS; N-TOKEN 封面", build: old(bytes.Clone)},
	{file: "xls-renamed.xlsx", zh: "旧格式改名为 .xlsx（可读）", en: "an old workbook renamed .xlsx (is read)", want: "N-XLS; N-TOKEN 封面", build: old(bytes.Clone)},
	{file: "xls-cut-half.xls", zh: "旧格式只有前半", en: "half an old workbook", want: "E-COMPOUND", build: old(func(b []byte) []byte { return b[:len(b)/2] })},
	{file: "xls-cut-sector.xls", zh: "旧格式少最后一个扇区", en: "an old workbook without its last sector", want: "E-COMPOUND", build: old(func(b []byte) []byte { return b[:len(b)-512] })},
	{file: "xls-head-only.xls", zh: "旧格式只有文件头", en: "the head of an old workbook only", want: "E-COMPOUND", build: old(func(b []byte) []byte { return b[:512] })},
	{file: "xls-behind.xls", zh: "旧格式末尾有多余字节", en: "an old workbook with bytes behind", want: "E-COMPOUND", build: old(func(b []byte) []byte { return append(b, "junk"...) })},
	{file: "xls-sector-size.xls", zh: "扇区大小不对", en: "a wrong sector size", want: "E-COMPOUND", build: old(func(b []byte) []byte { b[30] = 31; return b })},
	{file: "xls-loop.xls", zh: "扇区链成环", en: "sectors that run in a circle", want: "E-COMPOUND", build: old(func(b []byte) []byte {
		at := 512 * (1 + int(b[76]))
		copy(b[at:], bytes.Repeat([]byte{1, 0, 0, 0}, 16))
		return b
	})},
	{file: "xls-directory-gone.xls", zh: "目录位置不对", en: "the directory is not where the head says", want: "E-COMPOUND", build: old(func(b []byte) []byte { b[48], b[49] = 0xff, 0x7f; return b })},
	{file: "xls-biff5.xls", zh: "记录自称 BIFF5", en: "records that say BIFF5", want: "E-OLE [Workbook]", build: overwritten("\x09\x08\x10\x00\x00\x06\x05\x00", 0, 4, "\x00\x05")},
	{file: "xls-record-length.xls", zh: "记录长度不对", en: "a record of a wrong length", want: "E-RECORD [Workbook]", build: overwritten("\x09\x08\x10\x00\x00\x06\x05\x00", 0, 2, "\x90\x90")},
	{file: "xls-password.xls", zh: "旧格式设有密码", en: "an old workbook with a password", want: "E-ENCRYPTED [Workbook]", build: func(t testing.TB) []byte {
		data := oldFile(t)
		at := bytes.Index(data, []byte("\x09\x08\x10\x00\x00\x06\x05\x00")) + 20
		copy(data[at:], "\x2f\x00") // the record that follows becomes FILEPASS
		return data
	}},
}
