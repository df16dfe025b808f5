package kind

import (
	"bytes"
	"strings"

	"yigai/ingest/book"
)

// ofText tells texts apart, and text from other bytes.
func ofText(head []byte, size int64) Kind {
	wide := hasMagic(head, "\xff\xfe") || hasMagic(head, "\xfe\xff")
	if !wide && !mostlyText(head) {
		return Kind{Unusable, "无法识别的文件", "a file of unknown kind", book.CodeNotXLSX}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if wide {
		text = bytes.ReplaceAll(head[2:], []byte{0}, nil) // enough to see tags
	}
	lower := bytes.ToLower(text)
	switch {
	case len(text) == 0 && size <= headSize:
		return Kind{Unusable, "只有空白的文件", "a file with nothing but white space", book.CodeEmpty}
	case hasMagic(lower, "<?xml") && bytes.Contains(lower, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return Kind{Unusable, "XML 表格（Excel 2003）", "an XML spreadsheet (Excel 2003)", book.CodeNotXLSX}
	case isHTML(lower):
		return Kind{Unusable, "网页（可能只是改了扩展名）", "a web page, perhaps with another ending", book.CodeHTML}
	}
	if k, ok := ofMail(string(lower)); ok {
		return k
	}
	return Kind{Text, "文本", "text", book.CodeText}
}

// mostlyText allows a stray control character, which the reader of text names
// with its line; other files have many.
func mostlyText(head []byte) bool {
	odd := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a || c == 0x7f {
			odd++
		}
	}
	return odd == 0 || odd <= len(head)/32
}

func isHTML(lower []byte) bool {
	for _, tag := range []string{"<!doctype html", "<html", "<table", "<head", "<meta", "<style", "<div", "<body", "<script"} {
		if hasMagic(lower, tag) {
			return true
		}
	}
	return hasMagic(lower, "<?xml") && bytes.Contains(lower, []byte("<html")) || hasMagic(lower, "<!--") && bytes.Contains(lower, []byte("<html"))
}

// mailHeaders are lines that the head of an e-mail has; two of them are enough.
var mailHeaders = []string{"from:", "to:", "date:", "subject:", "received:", "return-path:", "mime-version:", "message-id:", "content-type:", "delivered-to:"}

// ofMail knows an e-mail, or a web page saved as one, by its header lines.
func ofMail(lower string) (Kind, bool) {
	seen, saved := 0, false
	for line := range strings.Lines(lower) {
		if strings.TrimSpace(line) == "" {
			break
		}
		name, _, found := strings.Cut(line, ":")
		if !found && line[0] != ' ' && line[0] != '\t' || strings.ContainsAny(name, ", \"") && line[0] != ' ' && line[0] != '\t' {
			return Kind{}, false
		}
		for _, header := range mailHeaders {
			if strings.HasPrefix(line, header) {
				seen++
			}
		}
		saved = saved || strings.HasPrefix(line, "snapshot-content-location:") || strings.HasPrefix(line, "from: \"saved by") || strings.HasPrefix(line, "from: <saved by")
	}
	if seen < 2 {
		return Kind{}, false
	}
	if saved {
		return Kind{Unusable, "单个文件的网页（.mht）", "a web page in one file (.mht)", book.CodeHTML}, true
	}
	return Kind{Evidence, "电子邮件（.eml）", "an e-mail (.eml)", book.CodeMail}, true
}
