package kind_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"yigai/ingest/book"
	"yigai/ingest/kind"
	"yigai/internal/golden"
)

// zipOf is a zip with entries of these names; mimetype states a type.
func zipOf(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		name, text, _ := strings.Cut(name, "=")
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(f, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// oleOf is a compound file whose root holds these streams, one beside another;
// a name with a slash lies in a storage of the root.
func oleOf(names ...string) string {
	header := make([]byte, 512)
	copy(header, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le := binary.LittleEndian
	le.PutUint16(header[30:], 9)
	le.PutUint32(header[48:], 1) // directory at sector 1
	le.PutUint32(header[76:], 0) // allocation at sector 0
	table := bytes.Repeat([]byte{0xff}, 512)
	sectors := (len(names) + 1 + 3) / 4
	for i := range sectors {
		next := uint32(i + 2)
		if i == sectors-1 {
			next = 0xfffffffe
		}
		le.PutUint32(table[4*(i+1):], next)
	}
	directory := make([]byte, 512*sectors)
	entry := func(i int, name string, right, child uint32) {
		e := directory[128*i:]
		units := utf16.Encode([]rune(name + "\x00"))
		for k, u := range units {
			le.PutUint16(e[2*k:], u)
		}
		le.PutUint16(e[64:], uint16(2*len(units)))
		e[66] = 2
		le.PutUint32(e[68:], 0xffffffff)
		le.PutUint32(e[72:], right)
		le.PutUint32(e[76:], child)
	}
	entry(0, "Root Entry", 0xffffffff, 1)
	for i, name := range names {
		right := uint32(i + 2)
		if i == len(names)-1 || strings.Contains(names[i+1], "/") {
			right = 0xffffffff // what follows lies deeper
		}
		entry(i+1, strings.TrimPrefix(name, "/"), right, 0xffffffff)
	}
	return string(header) + string(table) + string(directory)
}

// TestKinds: each file is known by its content, whatever it is named.
func TestKinds(t *testing.T) {
	lock := "\x04user" + strings.Repeat(" ", 50) + "\x04\x00" + strings.Repeat("u\x00", 54)
	for name, c := range map[string]struct {
		data  string
		class kind.Class
		says  string
		code  book.Code
	}{
		"empty.xlsx":        {"", kind.Unusable, "空文件", book.CodeEmpty},
		"zeros.xlsx":        {strings.Repeat("\x00", 9000), kind.Unusable, "零字节", book.CodeEmpty},
		"spaces.csv":        {"\ufeff \r\n\t", kind.Unusable, "空白", book.CodeEmpty},
		"a.xlsx":            {zipOf(t, "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), kind.Workbook, "工作簿", book.CodeNotXLSX},
		"upper.xlsx":        {zipOf(t, "[content_types].xml", "XL/Workbook.xml"), kind.Workbook, "工作簿", book.CodeNotXLSX},
		"cut.xlsx":          {zipOf(t, "[Content_Types].xml", "xl/workbook.xml")[:60], kind.Workbook, "工作簿", book.CodeNotXLSX},
		"nothing.xlsx":      {"PK\x03\x04", kind.Workbook, "损坏", book.CodeZip},
		"a.docx":            {zipOf(t, "[Content_Types].xml", "word/document.xml"), kind.Evidence, ".docx", book.CodeDoc},
		"a.pptx":            {zipOf(t, "[Content_Types].xml", "ppt/presentation.xml"), kind.Evidence, ".pptx", book.CodeDoc},
		"a.xlsb":            {zipOf(t, "[Content_Types].xml", "xl/workbook.bin"), kind.Unusable, ".xlsb", book.CodeNotXLSX},
		"a.ofd":             {zipOf(t, "OFD.xml", "Doc_0/Document.xml"), kind.Evidence, ".ofd", book.CodeOFD},
		"a.ods":             {zipOf(t, "mimetype=application/vnd.oasis.opendocument.spreadsheet", "content.xml"), kind.Unusable, ".ods", book.CodeODS},
		"a.odt":             {zipOf(t, "mimetype=application/vnd.oasis.opendocument.text", "content.xml"), kind.Evidence, ".odt", book.CodeDoc},
		"a.numbers":         {zipOf(t, "Index/Document.iwa"), kind.Unusable, "Numbers", book.CodeNotXLSX},
		"a.zip":             {zipOf(t, "610702.xlsx", "佐证.pdf"), kind.Bundle, "zip", book.CodeArchive},
		"of workbook.zip":   {zipOf(t, "a.xlsx="+zipOf(t, "[Content_Types].xml", "xl/workbook.xml")), kind.Bundle, "zip", book.CodeArchive},
		"no entries.zip":    {zipOf(t), kind.Bundle, "zip", book.CodeArchive},
		"a.xls":             {oleOf("Workbook", "\x05SummaryInformation"), kind.OldWorkbook, ".xls", book.CodeOLE},
		"wps.xls":           {oleOf("Workbook", "ETExtData"), kind.OldWorkbook, "WPS", book.CodeOLE},
		"wps.et":            {oleOf("Workbook", "ETExtData"), kind.Unusable, ".et", book.CodeET},
		"protected.xlsx":    {oleOf("EncryptionInfo", "EncryptedPackage"), kind.Unusable, "密码", book.CodeEncrypted},
		"95.xls":            {oleOf("Book"), kind.Unusable, "Excel 95", book.CodeOLE},
		"a.doc":             {oleOf("WordDocument", "1Table", "ObjectPool", "/Workbook"), kind.Evidence, ".doc", book.CodeDoc},
		"a.ppt":             {oleOf("PowerPoint Document"), kind.Evidence, ".ppt", book.CodeDoc},
		"a.msg":             {oleOf("__nameid_version1.0", "__properties_version1.0"), kind.Evidence, ".msg", book.CodeMail},
		"other.bin":         {oleOf("Contents"), kind.Unusable, "复合文档", book.CodeOLE},
		"damaged.xls":       {oleOf("Workbook")[:600], kind.OldWorkbook, "损坏", book.CodeOLE},
		"bare.xls":          {"\x09\x08\x10\x00\x00\x06\x10\x00", kind.Unusable, "容器", book.CodeOLE},
		"a.pdf":             {"%PDF-1.7\n", kind.Evidence, "PDF", book.CodePDF},
		"late.pdf":          {"\r\n\r\n%PDF-1.7\n", kind.Evidence, "PDF", book.CodePDF},
		"a.png":             {"\x89PNG\r\n\x1a\n", kind.Evidence, "PNG", book.CodeImage},
		"a.jpg":             {"\xff\xd8\xff\xe0", kind.Evidence, "JPEG", book.CodeImage},
		"a.bmp":             {"BM\x36\x00\x01\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28", kind.Evidence, "BMP", book.CodeImage},
		"a.webp":            {"RIFF\x00\x01\x00\x00WEBPVP8 ", kind.Evidence, "WebP", book.CodeImage},
		"a.heic":            {"\x00\x00\x00\x18ftypheic\x00", kind.Evidence, "HEIC", book.CodeImage},
		"a.mp4":             {"\x00\x00\x00\x18ftypisom\x00", kind.Evidence, "视频", book.CodeNotXLSX},
		"a.rar":             {"Rar!\x1a\x07\x01\x00", kind.Unusable, ".rar", book.CodeArchive},
		"a.7z":              {"7z\xbc\xaf\x27\x1c\x00\x04", kind.Unusable, ".7z", book.CodeArchive},
		"a.gz":              {"\x1f\x8b\x08\x00", kind.Unusable, ".gz", book.CodeArchive},
		"a.tar":             {strings.Repeat("a", 257) + "ustar\x0000", kind.Unusable, ".tar", book.CodeArchive},
		"a.lnk":             {"L\x00\x00\x00\x01\x14\x02\x00\x00", kind.Unusable, "快捷方式", book.CodeNotXLSX},
		"a.rtf":             {`{\rtf1\ansi`, kind.Evidence, ".rtf", book.CodeDoc},
		"~$a.xlsx":          {"anything short", kind.Unusable, "~$", book.CodeTempFile},
		".~a.xlsx":          {"wps", kind.Unusable, "~$", book.CodeTempFile},
		`C:\x\~$b.xlsx`:     {"anything", kind.Unusable, "~$", book.CodeTempFile},
		"renamed lock.xlsx": {lock, kind.Unusable, "~$", book.CodeTempFile},
		"~$real.xlsx":       {zipOf(t, "[Content_Types].xml", "xl/workbook.xml"), kind.Workbook, "工作簿", book.CodeNotXLSX},
		"web.xlsx":          {"\ufeff \r\n<!DOCTYPE HTML><html>", kind.Unusable, "网页", book.CodeHTML},
		"table.xls":         {"<table><tr>", kind.Unusable, "网页", book.CodeHTML},
		"xhtml.xls":         {`<?xml version="1.0"?><html xmlns="x">`, kind.Unusable, "网页", book.CodeHTML},
		"2003.xls":          {`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, kind.Unusable, "2003", book.CodeNotXLSX},
		"a.eml":             {"Received: by x\r\n\tcontinued\r\nFrom: a@example.org\r\nSubject: s\r\n\r\nbody", kind.Evidence, ".eml", book.CodeMail},
		"a.mht":             {"From: <Saved by a browser>\r\nSubject: s\r\nMIME-Version: 1.0\r\n\r\n", kind.Unusable, ".mht", book.CodeHTML},
		"a.csv":             {"org,period,element,value\n610702,2022Q1,a,12\n", kind.Text, "文本", book.CodeText},
		"gbk.csv":           {"\xb5\xa5\xce\xbb,\xd6\xb5\n", kind.Text, "文本", book.CodeText},
		"utf16.csv":         {"\xff\xfea\x00,\x00b\x00", kind.Text, "文本", book.CodeText},
		"from to.csv":       {"from:,to:\n1,2\n", kind.Text, "文本", book.CodeText},
		"BM.csv":            {"BMI,value\n1,2\n3,4\n", kind.Text, "文本", book.CodeText},
		"one byte":          {"x", kind.Text, "文本", book.CodeText},
		"unknown":           {"\x01\x00\x02", kind.Unusable, "无法识别", book.CodeNotXLSX},
	} {
		k, err := kind.Of(strings.NewReader(c.data), int64(len(c.data)), name)
		if err != nil || k.Class != c.class || !strings.Contains(k.Name, c.says) || k.Code != c.code || k.NameEn == "" {
			t.Errorf("%s: got %+v, %v; want class %d, %q, %s", name, k, err, c.class, c.says, c.code)
		}
		if e := k.Refuse(); strings.Contains(e.Detail+e.DetailZh, "%!") {
			t.Errorf("%s: %s %s", name, e.Detail, e.DetailZh)
		}
	}
}

type failing struct{ io.ReaderAt }

var errDisk = errors.New("input/output error")

func (failing) ReadAt([]byte, int64) (int, error) { return 0, errDisk }

func TestAFailingDiskIsNoKind(t *testing.T) {
	_, err := kind.Of(failing{}, 100, "a.xlsx")
	var e *book.Error
	if !errors.As(err, &e) || e.Code != book.CodeRead || !errors.Is(err, errDisk) {
		t.Errorf("got %v", err)
	}
	if _, err = kind.Of(strings.NewReader("short"), 100, "a.xlsx"); !errors.As(err, &e) || e.Code != book.CodeRead {
		t.Errorf("a file shorter than it was: %v", err)
	}
}

// FuzzOf: whatever a file holds, it has a class and a name, and no panic.
func FuzzOf(f *testing.F) {
	for name, data := range golden.Files(f, "") {
		f.Add(data, name)
	}
	f.Add([]byte(oleOf("Workbook", "ETExtData")), "a.xls")
	f.Add([]byte("PK\x03\x04"), "a.xlsx")
	f.Add([]byte("From: a\r\nTo: b\r\n\r\n"), "a.eml")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		k, err := kind.Of(bytes.NewReader(data), int64(len(data)), name)
		if err != nil || k.Name == "" || k.NameEn == "" || k.Code == "" {
			t.Errorf("got %+v, %v", k, err)
		}
	})
}
