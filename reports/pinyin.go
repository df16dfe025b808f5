package reports

import (
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// firstLevel are the first GB 2312 codes of each initial: the 3,755 commoner
// characters stand there in the order of their pinyin.
var firstLevel = []struct {
	from    int
	initial byte
}{
	{0xB0A1, 'a'}, {0xB0C5, 'b'}, {0xB2C1, 'c'}, {0xB4EE, 'd'}, {0xB6EA, 'e'}, {0xB7A2, 'f'}, {0xB8C1, 'g'}, {0xB9FE, 'h'},
	{0xBBF7, 'j'}, {0xBFA6, 'k'}, {0xC0AC, 'l'}, {0xC2E8, 'm'}, {0xC4C3, 'n'}, {0xC5B6, 'o'}, {0xC5BE, 'p'}, {0xC6DA, 'q'},
	{0xC8BB, 'r'}, {0xC8F6, 's'}, {0xCBFA, 't'}, {0xCDDA, 'w'}, {0xCEF4, 'x'}, {0xD1B9, 'y'}, {0xD4D1, 'z'},
}

const firstLevelEnd = 0xD7F9

// pinyinInitials is the search key of a Chinese name: xxx for 西乡县. Latin
// letters and digits stay; rarer characters (GB 2312 level 2 and beyond) and
// other readings of a character are not known to it and are left out.
func pinyinInitials(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= 'A' && r <= 'Z':
			b.WriteRune(r + 'a' - 'A')
		case r > 0x7f:
			if initial := initialOf(r); initial != 0 {
				b.WriteByte(initial)
			}
		}
	}
	return b.String()
}

func initialOf(r rune) byte {
	encoded, err := simplifiedchinese.GBK.NewEncoder().String(string(r))
	if err != nil || len(encoded) != 2 {
		return 0 // no GBK character: there is no initial to find
	}
	code := int(encoded[0])<<8 | int(encoded[1])
	if code < firstLevel[0].from || code > firstLevelEnd {
		return 0
	}
	initial := byte(0)
	for _, each := range firstLevel {
		if code >= each.from {
			initial = each.initial
		}
	}
	return initial
}
