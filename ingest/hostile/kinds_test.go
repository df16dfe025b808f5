package hostile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

// fixed is a file of these bytes.
func fixed(data string) func(testing.TB) []byte {
	return func(testing.TB) []byte { return []byte(data) }
}

// holding is a zip of stored entries, "name" or "name=text".
func holding(entries ...string) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, e := range entries {
			name, text, _ := strings.Cut(e, "=")
			f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			if err == nil {
				_, err = f.Write([]byte(text))
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
}

// compound is an old container file whose root holds empty streams of these names.
func compound(names ...string) func(testing.TB) []byte {
	return func(testing.TB) []byte {
		le := binary.LittleEndian
		header := make([]byte, 512)
		copy(header, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
		le.PutUint16(header[30:], 9)
		le.PutUint32(header[48:], 1)
		table := bytes.Repeat([]byte{0xff}, 512)
		directory := make([]byte, 512*((len(names)+4)/4))
		for i := range len(directory) / 512 {
			le.PutUint32(table[4*(i+1):], uint32(i+2))
		}
		le.PutUint32(table[4*(len(directory)/512):], 0xfffffffe)
		for i, name := range append([]string{"Root Entry"}, names...) {
			e := directory[128*i:]
			for k, u := range utf16.Encode([]rune(name)) {
				le.PutUint16(e[2*k:], u)
			}
			le.PutUint16(e[64:], uint16(2*len(name)+2))
			e[66] = 2
			copy(e[68:], bytes.Repeat([]byte{0xff}, 12))
			if i < len(names) && i > 0 {
				le.PutUint32(e[72:], uint32(i+1))
			}
		}
		le.PutUint32(directory[76:], 1)
		return bytes.Join([][]byte{header, table, directory}, nil)
	}
}

const lockName = "\x06county"

// kindCases are files that are no table, whatever they are named.
var kindCases = []hostile{
	{file: "kind-empty.xlsx", zh: "空文件", en: "an empty file", want: "E-EMPTY", build: fixed("")},
	{file: "kind-zeros.xlsx", zh: "全为零字节", en: "zero bytes only", want: "E-EMPTY", build: fixed(strings.Repeat("\x00", 5000))},
	{file: "kind-spaces.csv", zh: "只有空白", en: "white space only", want: "E-EMPTY", build: fixed("\ufeff \r\n \r\n")},
	{file: "kind-lock.xlsx", zh: "打开工作簿时的锁文件 ~$", en: "the lock file ~$ of an open workbook", want: "E-TEMPFILE", name: "~$汉台区.xlsx",
		build: fixed(lockName + strings.Repeat(" ", 48) + "\x06\x00" + strings.Repeat("c\x00", 54))},
	{file: "kind-lock-renamed.xlsx", zh: "锁文件改了名", en: "a lock file under another name", want: "E-TEMPFILE", build: fixed(lockName + strings.Repeat(" ", 48) + "\x06\x00" + strings.Repeat("c\x00", 54))},
	{file: "kind-lock-wps.xlsx", zh: "WPS 的锁文件 .~", en: "the lock file .~ of WPS", want: "E-TEMPFILE", name: ".~汉台区.xlsx", build: fixed("county")},
	{file: "kind-pdf.xlsx", zh: "PDF 改名为 .xlsx", en: "a PDF renamed .xlsx", want: "E-PDF", build: fixed("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")},
	{file: "kind-scan.pdf", zh: "盖章扫描件", en: "a sealed scan", want: "E-PDF", build: fixed("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")},
	{file: "kind-photo.jpg", zh: "照片", en: "a photograph", want: "E-IMAGE", build: fixed("\xff\xd8\xff\xe0\x00\x10JFIF\x00")},
	{file: "kind-screenshot.xlsx", zh: "截图改名为 .xlsx", en: "a screenshot renamed .xlsx", want: "E-IMAGE", build: fixed("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")},
	{file: "kind-bitmap.bmp", zh: "位图", en: "a bitmap", want: "E-IMAGE", build: fixed("BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00")},
	{file: "kind-webp.webp", zh: "WebP 图片", en: "a WebP picture", want: "E-IMAGE", build: fixed("RIFF\x1a\x00\x00\x00WEBPVP8L")},
	{file: "kind-video.mp4", zh: "视频", en: "a video", want: "E-NOT-XLSX", build: fixed("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00")},
	{file: "kind-archive.rar", zh: "RAR 压缩包", en: "a RAR archive", want: "E-ARCHIVE", build: fixed("Rar!\x1a\x07\x01\x00\x33\x92\xb5\xe5")},
	{file: "kind-archive.7z", zh: "7z 压缩包", en: "a 7z archive", want: "E-ARCHIVE", build: fixed("7z\xbc\xaf\x27\x1c\x00\x04")},
	{file: "kind-archive.gz", zh: "gzip 压缩包", en: "a gzip archive", want: "E-ARCHIVE", build: fixed("\x1f\x8b\x08\x00\x00\x00\x00\x00")},
	{file: "kind-archive.tar", zh: "tar 归档", en: "a tar archive", want: "E-ARCHIVE", build: fixed("a.csv" + strings.Repeat("\x00", 252) + "ustar\x0000")},
	{file: "kind-bundle.zip", zh: "zip 压缩包当作工作簿", en: "a zip bundle in place of a workbook", want: "E-ARCHIVE", build: holding("汉台区.xlsx=x", "佐证.pdf=%PDF")},
	{file: "kind-bundle-renamed.xlsx", zh: "压缩包改名为 .xlsx", en: "a bundle renamed .xlsx", want: "E-ARCHIVE", build: holding("汉台区.csv=a,b")},
	{file: "kind-layout.ofd", zh: "版式文档 OFD", en: "a fixed-layout document (OFD)", want: "E-OFD", build: holding("OFD.xml=<ofd:OFD/>", "Doc_0/Document.xml=<x/>")},
	{file: "kind-document.docx", zh: "Word 文档", en: "a Word document", want: "E-DOC", build: holding("[Content_Types].xml=<Types/>", "word/document.xml=<x/>")},
	{file: "kind-document.doc", zh: "旧格式 Word 文档", en: "an old Word document", want: "E-DOC", build: compound("WordDocument", "1Table")},
	{file: "kind-document.wps", zh: "WPS 文字", en: "a WPS document", want: "E-DOC", build: compound("WordDocument", "WpsCustomData")},
	{file: "kind-document.rtf", zh: "RTF 文档", en: "an RTF document", want: "E-DOC", build: fixed(`{\rtf1\ansi\ansicpg936 x}`)},
	{file: "kind-slides.pptx", zh: "演示文稿", en: "a presentation", want: "E-DOC", build: holding("[Content_Types].xml=<Types/>", "ppt/presentation.xml=<x/>")},
	{file: "kind-mail.eml", zh: "电子邮件", en: "an e-mail", want: "E-MAIL", build: fixed("Received: by mail.example.org\r\nFrom: a@example.org\r\nTo: b@example.org\r\nSubject: =?gbk?B?sai9zw==?=\r\n\r\nbody\r\n")},
	{file: "kind-mail.msg", zh: "Outlook 邮件", en: "an Outlook message", want: "E-MAIL", build: compound("__nameid_version1.0", "__properties_version1.0")},
	{file: "kind-table.et", zh: "WPS 表格 .et", en: "a WPS table (.et)", want: "E-ET", build: compound("Workbook", "ETExtData")},
	{file: "kind-table.ods", zh: "OpenDocument 表格", en: "an OpenDocument spreadsheet", want: "E-ODS", build: holding("mimetype=application/vnd.oasis.opendocument.spreadsheet", "content.xml=<x/>", "META-INF/manifest.xml=<x/>")},
	{file: "kind-binary.xlsb", zh: "二进制工作簿 .xlsb", en: "a binary workbook (.xlsb)", want: "E-NOT-XLSX", build: holding("[Content_Types].xml=<Types/>", "xl/workbook.bin=x")},
	{file: "kind-numbers.numbers", zh: "苹果 Numbers 表格", en: "a document of Numbers", want: "E-NOT-XLSX", build: holding("Index/Document.iwa=x", "Metadata/Properties.plist=x")},
	{file: "kind-password.xlsx", zh: "设有打开密码", en: "protected by a password", want: "E-ENCRYPTED", build: compound("EncryptionInfo", "EncryptedPackage")},
	{file: "kind-excel95.xls", zh: "Excel 95 的工作簿", en: "a workbook of Excel 95", want: "E-OLE", build: compound("Book")},
	{file: "kind-compound.bin", zh: "不明的复合文档", en: "a compound file of unknown use", want: "E-OLE", build: compound("Contents")},
	{file: "kind-excel3.xls", zh: "Excel 3 的工作表", en: "a worksheet of Excel 3", want: "E-OLE", build: fixed("\x09\x02\x06\x00\x00\x00\x10\x00")},
	{file: "kind-html.xls", zh: "网页改名为 .xls", en: "a web page renamed .xls", want: "E-HTML", build: fixed("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>1</td></tr></table></html>")},
	{file: "kind-html.xlsx", zh: "网页改名为 .xlsx", en: "a web page renamed .xlsx", want: "E-HTML", build: fixed("\ufeff\r\n<!DOCTYPE html><html></html>")},
	{file: "kind-html-table.xls", zh: "只有表格标记的网页", en: "a web page of a bare table", want: "E-HTML", build: fixed("<table border=1><tr><td>1</td></tr></table>")},
	{file: "kind-web.mht", zh: "单个文件的网页", en: "a web page in one file", want: "E-HTML", build: fixed("From: <Saved by Excel>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n")},
	{file: "kind-xml2003.xls", zh: "XML 表格 2003", en: "an XML spreadsheet 2003", want: "E-NOT-XLSX", build: fixed(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`)},
	{file: "kind-shortcut.lnk", zh: "快捷方式", en: "a shortcut", want: "E-NOT-XLSX", build: fixed("L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00")},
	{file: "kind-program.xlsx", zh: "程序改名为 .xlsx", en: "a program renamed .xlsx", want: "E-NOT-XLSX", build: fixed("MZ\x90\x00\x03\x00\x00\x00")},
	{file: "kind-unknown.xlsx", zh: "无法识别的内容", en: "bytes of no known kind", want: "E-NOT-XLSX", build: fixed("\x01\x02\x03\x04\x05\x06\x07\x08\x00\x00\x01")},
}
