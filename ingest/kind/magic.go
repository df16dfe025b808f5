package kind

import (
	"bytes"

	"yigai/ingest/book"
)

func hasMagic(head []byte, magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }

// magics are kinds that their first bytes tell.
var magics = []struct {
	at    int
	magic string
	kind  Kind
}{
	{0, "\x89PNG\r\n", picture("PNG")},
	{0, "\xff\xd8\xff", picture("JPEG")},
	{0, "GIF8", picture("GIF")},
	{0, "II*\x00", picture("TIFF")},
	{0, "MM\x00*", picture("TIFF")},
	{8, "WEBPVP8", picture("WebP")},
	{4, "ftyphei", picture("HEIC")},
	{4, "ftypmif1", picture("HEIC")},
	{4, "ftyp", Kind{Evidence, "视频", "a video", book.CodeNotXLSX}},
	{0, "Rar!\x1a\x07", archive("RAR 压缩包（.rar）", "a RAR archive (.rar)")},
	{0, "7z\xbc\xaf\x27\x1c", archive("7z 压缩包（.7z）", "a 7z archive (.7z)")},
	{0, "\x1f\x8b", archive("gzip 压缩包（.gz）", "a gzip archive (.gz)")},
	{0, "BZh", archive("bzip2 压缩包（.bz2）", "a bzip2 archive (.bz2)")},
	{0, "\xfd7zXZ\x00", archive("xz 压缩包（.xz）", "an xz archive (.xz)")},
	{0, "MSCF", archive("CAB 压缩包（.cab）", "a cabinet archive (.cab)")},
	{257, "ustar", archive("tar 归档（.tar）", "a tar archive (.tar)")},
	{0, "L\x00\x00\x00\x01\x14\x02\x00", Kind{Unusable, "快捷方式（.lnk），不含文件内容", "a shortcut (.lnk), which holds no content", book.CodeNotXLSX}},
	{0, "MZ", Kind{Unusable, "程序文件", "a program", book.CodeNotXLSX}},
	{0, "\x7fELF", Kind{Unusable, "程序文件", "a program", book.CodeNotXLSX}},
	{0, `{\rtf`, document("RTF 文档（.rtf）", "an RTF document (.rtf)")},
	{0, "\x09\x08\x10\x00\x00\x06", oldTable("没有容器的旧格式工作表", "an old worksheet without its container")},
	{0, "\x09\x04\x06\x00", oldTable("Excel 4 的工作表", "a worksheet of Excel 4")},
	{0, "\x09\x02\x06\x00", oldTable("Excel 3 的工作表", "a worksheet of Excel 3")},
	{0, "\x09\x00\x04\x00", oldTable("Excel 2 的工作表", "a worksheet of Excel 2")},
}

func picture(format string) Kind {
	return Kind{Evidence, "图片（" + format + "）", "a picture (" + format + ")", book.CodeImage}
}

func archive(zh, en string) Kind { return Kind{Unusable, zh, en, book.CodeArchive} }

func document(zh, en string) Kind { return Kind{Evidence, zh, en, book.CodeDoc} }

func oldTable(zh, en string) Kind { return Kind{Unusable, zh, en, book.CodeOLE} }

// byMagic knows a file by bytes at a fixed place; a PDF may begin a little late.
func byMagic(head []byte) (Kind, bool) {
	for _, m := range magics {
		if len(head) > m.at && hasMagic(head[m.at:], m.magic) {
			return m.kind, true
		}
	}
	// "BM" alone could begin a text: a bitmap has its reserved bytes at 0.
	if len(head) > 14 && hasMagic(head, "BM") && string(head[6:10]) == "\x00\x00\x00\x00" {
		return picture("BMP"), true
	}
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return Kind{Evidence, "PDF 文件", "a PDF file", book.CodePDF}, true
	}
	return Kind{}, false
}
