package kind

import (
	"io"
	"strings"
	"unicode/utf16"

	"yigai/ingest/book"
)

// ofOLE tells the old container files apart by the streams at their root: those
// deeper down belong to embedded objects.
func ofOLE(r io.ReaderAt, size int64, head []byte, base string) (Kind, error) {
	names, err := rootNames(r, size, head)
	if err != nil {
		return Kind{}, err
	}
	has := func(name string) bool {
		for _, n := range names {
			if strings.EqualFold(n, name) {
				return true
			}
		}
		return false
	}
	switch {
	case has("EncryptedPackage"):
		return Kind{Unusable, "设有打开密码的工作簿或文档", "a workbook or document protected by a password", book.CodeEncrypted}, nil
	case strings.HasSuffix(base, ".et") && (has("Workbook") || has("ETExtData")):
		return Kind{Unusable, "WPS 表格（.et）", "a WPS table (.et)", book.CodeET}, nil
	case has("Workbook") && has("ETExtData"):
		return Kind{OldWorkbook, "WPS 保存的旧格式工作簿（.xls）", "an old-format workbook saved by WPS (.xls)", book.CodeOLE}, nil
	case has("Workbook"):
		return Kind{OldWorkbook, "旧格式工作簿（.xls）", "an old-format workbook (.xls)", book.CodeOLE}, nil
	case has("Book"):
		return oldTable("Excel 95 或更早的工作簿（.xls）", "a workbook of Excel 95 or before (.xls)"), nil
	case has("WordDocument"):
		return document("Word 或 WPS 文字文档（.doc、.wps）", "a Word or WPS document (.doc, .wps)"), nil
	case has("PowerPoint Document"):
		return document("旧格式演示文稿（.ppt、.dps）", "an old-format presentation (.ppt, .dps)"), nil
	case has("__properties_version1.0"):
		return Kind{Evidence, "Outlook 邮件（.msg）", "an Outlook message (.msg)", book.CodeMail}, nil
	case has("ETExtData"):
		return Kind{Unusable, "WPS 表格（.et）", "a WPS table (.et)", book.CodeET}, nil
	case len(names) == 0 && strings.HasSuffix(base, ".xls"):
		return Kind{OldWorkbook, "损坏的旧格式工作簿（.xls）", "a damaged old-format workbook (.xls)", book.CodeOLE}, nil
	}
	return oldTable("旧格式的复合文档", "an old-format compound document"), nil
}

// Where things stand in a compound file, and how much of it is followed.
const (
	oleHeader    = 512
	oleEntry     = 128
	maxDirectory = 4096 // sectors
)

// rootNames lists the names of all storages and streams of the root; nil when
// the container is too damaged to say.
func rootNames(r io.ReaderAt, size int64, head []byte) ([]string, error) {
	if len(head) < oleHeader {
		return nil, nil
	}
	shift := le.Uint16(head[30:])
	if shift != 9 && shift != 12 {
		return nil, nil
	}
	sectors := oleSectors{r, size, 1 << shift, head[:oleHeader]}
	directory, err := sectors.chain(le.Uint32(head[48:]))
	if err != nil || len(directory) < oleEntry {
		return nil, err
	}
	var names []string
	seen := map[uint32]bool{}
	for todo := []uint32{le.Uint32(directory[76:])}; len(todo) > 0; {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[i] || int64(i) >= int64(len(directory)/oleEntry) {
			continue
		}
		seen[i] = true
		entry := directory[int(i)*oleEntry:][:oleEntry]
		names = append(names, oleName(entry))
		todo = append(todo, le.Uint32(entry[68:]), le.Uint32(entry[72:]))
	}
	return names, nil
}

func oleName(entry []byte) string {
	n := min(int(le.Uint16(entry[64:])), 64) / 2
	units := make([]uint16, 0, n)
	for i := range n {
		if u := le.Uint16(entry[2*i:]); u != 0 {
			units = append(units, u)
		}
	}
	return string(utf16.Decode(units))
}

// oleSectors reads sectors of a compound file by number.
type oleSectors struct {
	r      io.ReaderAt
	size   int64
	length int64
	header []byte
}

// chain reads the sectors that follow one another from first, up to a bound.
func (s oleSectors) chain(first uint32) ([]byte, error) {
	var all []byte
	for at, n := first, 0; n < maxDirectory; n++ {
		sector, err := s.sector(at)
		if sector == nil || err != nil {
			return all, err
		}
		all = append(all, sector...)
		if at, err = s.next(at); err != nil {
			return all, err
		}
	}
	return all, nil
}

// sector reads one sector; nil for one that is not in the file.
func (s oleSectors) sector(i uint32) ([]byte, error) {
	offset := (int64(i) + 1) * s.length
	if i >= 0xfffffffa || offset+oleEntry > s.size {
		return nil, nil
	}
	b := make([]byte, min(s.length, s.size-offset))
	return b, readAt(s.r, b, offset)
}

// next looks up which sector follows. Only the allocation sectors listed in the
// header are followed: they cover the first 6.8 MB, where writers put the directory.
func (s oleSectors) next(i uint32) (uint32, error) {
	perSector := uint32(s.length / 4)
	const end = 0xfffffffe
	if i/perSector >= 109 {
		return end, nil
	}
	table, err := s.sector(le.Uint32(s.header[76+4*(i/perSector):]))
	at := int(i%perSector) * 4
	if err != nil || at+4 > len(table) {
		return end, err
	}
	return le.Uint32(table[at:]), nil
}
