package docx

import (
	"bytes"
	"testing"
	"unicode/utf8"
)

// FuzzPart gives the readers of edited documents any bytes: they say what they find
// or an error, twice the same, and texts are texts.
func FuzzPart(f *testing.F) {
	for _, inner := range []string{"", begin + code("PAGE") + separate + end, begin + begin + code(`QUOTE 68`) + end + code(` x`) + end, `<w:fldSimple w:instr=" ddeauto x"/>`, "<w:r><w:t>甲 &amp; 乙</w:t></w:r>"} {
		f.Add("word/document.xml", []byte(body(inner)))
	}
	f.Add("word/_rels/document.xml.rels", []byte(relation("hyperlink", "javascript:alert(1)", true)))
	f.Fuzz(func(t *testing.T, name string, part []byte) {
		found, err := Active(name, bytes.NewReader(part))
		again, againErr := Active(name, bytes.NewReader(part))
		if found != again || (err == nil) != (againErr == nil) {
			t.Errorf("found %q, then %q", found, again)
		}
		passages, err := Text(bytes.NewReader(part))
		for _, p := range passages {
			if err == nil && !utf8.ValidString(p.Text) {
				t.Errorf("%q is no text", p.Text)
			}
		}
		if _, err := MainPart(bytes.NewReader(part)); err != nil && err.Error() == "" {
			t.Error("an error without a word")
		}
	})
}
