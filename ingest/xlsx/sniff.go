package xlsx

import (
	"bytes"
	"io"
	"unicode/utf8"
	"yigai/ingest/book"
)

// kinds are files that are sent in place of a workbook, told by their first bytes.
var kinds = []struct {
	magic  string
	code   book.Code
	zh, en string
}{
	{"%PDF", book.CodePDF, "PDF 文件", "a PDF file"},
	{"\x89PNG", book.CodeImage, "图片（PNG）", "a picture (PNG)"},
	{"\xff\xd8\xff", book.CodeImage, "图片（JPEG）", "a picture (JPEG)"},
	{"GIF8", book.CodeImage, "图片（GIF）", "a picture (GIF)"},
	{"BM", book.CodeImage, "图片（BMP）", "a picture (BMP)"},
	{"II*\x00", book.CodeImage, "图片（TIFF）", "a picture (TIFF)"},
	{"MM\x00*", book.CodeImage, "图片（TIFF）", "a picture (TIFF)"},
	{"Rar!", book.CodeArchive, "RAR 压缩包", "a RAR archive"},
	{"7z\xbc\xaf", book.CodeArchive, "7z 压缩包", "a 7z archive"},
	{"\x1f\x8b", book.CodeArchive, "gzip 压缩包", "a gzip archive"},
}

// sniff refuses what is no zip file, and says what it is.
func sniff(r io.ReaderAt, size int64) error {
	if size == 0 {
		return book.Fail(book.CodeEmpty, "", 0, "文件是空的，没有任何内容", "the file is empty")
	}
	head := make([]byte, min(size, 8))
	if err := readAt(r, head, 0); err != nil {
		return err
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return nil
	}
	head = make([]byte, min(size, 4096))
	if err := readAt(r, head, 0); err != nil {
		return err
	}
	if bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return sniffOLE(r, size)
	}
	for _, k := range kinds {
		if bytes.HasPrefix(head, []byte(k.magic)) {
			return book.Fail(k.code, "", 0, "文件是%[1]s，不是工作簿", "the file is %[2]s, not a workbook", k.zh, k.en)
		}
	}
	return sniffText(head, size)
}

func sniffText(head []byte, size int64) error {
	if len(bytes.Trim(head, "\x00")) == 0 {
		return book.Fail(book.CodeEmpty, "", 0, "文件内容全为零字节", "the file holds only zero bytes")
	}
	lower := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"))
	for _, tag := range []string{"<!doctype html", "<html", "<table", "<head", "<meta", "<style", "<div"} {
		if bytes.HasPrefix(lower, []byte(tag)) {
			return book.Fail(book.CodeHTML, "", 0, "文件是网页，只是扩展名改成了 .xlsx", "the file is a web page with the ending .xlsx")
		}
	}
	if bytes.IndexByte(head, 0) < 0 {
		kind, kindEn := "文本（如 CSV）", "text (CSV perhaps)"
		if !utf8.Valid(head[:max(0, len(head)-3)]) {
			kind, kindEn = "文本或未知文件", "text in another encoding, or unknown"
		}
		return book.Fail(book.CodeText, "", 0, "文件是%[1]s，不是工作簿", "the file is %[2]s, not a workbook", kind, kindEn)
	}
	return book.Fail(book.CodeNotXLSX, "", 0, "文件不是工作簿，开头的字节是 % [2]x", "the file is no workbook; it begins with % [2]x", size, head[:min(8, len(head))])
}

// sniffOLE tells the old container files apart by the stream names in them.
func sniffOLE(r io.ReaderAt, size int64) error {
	streams := []struct {
		name   string
		code   book.Code
		zh, en string
	}{
		{"EncryptedPackage", book.CodeEncrypted, "设有打开密码的工作簿", "a workbook protected by a password"},
		{"ETExtData", book.CodeOLE, "WPS 保存的旧格式表格（.xls 或 .et）", "an old-format table saved by WPS (.xls or .et)"},
		{"Workbook", book.CodeOLE, "旧格式工作簿（.xls）", "an old-format workbook (.xls)"},
		{"WordDocument", book.CodeOLE, "旧格式 Word 文档（.doc）", "an old-format Word document (.doc)"},
	}
	found, err := oleStreams(r, size, len(streams), func(i int) []byte { return wideName(streams[i].name) })
	if err != nil {
		return err
	}
	for i, s := range streams {
		if found[i] {
			return book.Fail(s.code, "", 0, "文件是%[1]s", "the file is %[2]s", s.zh, s.en)
		}
	}
	return book.Fail(book.CodeOLE, "", 0, "文件是旧格式的复合文档", "the file is an old-format compound document")
}

// oleStreams looks for each name in the whole file, a piece at a time.
func oleStreams(r io.ReaderAt, size int64, n int, name func(int) []byte) ([]bool, error) {
	const overlap = 64
	found := make([]bool, n)
	b := make([]byte, 1<<20)
	for at := int64(0); at < size; at += int64(len(b)) - overlap {
		piece := b[:min(int64(len(b)), size-at)]
		if err := readAt(r, piece, at); err != nil {
			return nil, err
		}
		for i := range found {
			found[i] = found[i] || bytes.Contains(piece, name(i))
		}
	}
	return found, nil
}

// wideName is a stream name as the container stores it, in UTF-16.
func wideName(name string) []byte {
	var b []byte
	for _, c := range []byte(name) {
		b = append(b, c, 0)
	}
	return b
}
