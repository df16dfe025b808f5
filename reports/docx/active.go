package docx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
)

// The namespaces of a package's own parts.
const (
	relationSpace = "http://schemas.openxmlformats.org/package/2006/relationships"
	externalMode  = "External"
)

// activeRelations are the kinds of parts that run, hold another document, or make
// a word processor fetch one: the last word of a relationship's type.
var activeRelations = []string{
	"vbaproject", "vbaprojectsignature", "wordvbadata", "oleobject", "package", "control", "activexcontrolbinary", "afchunk", "subdocument", "frame",
	"attachedtemplate", "attachedtoolbars", "keymapcustomizations", "extensibility", "externallink", "mailmergesource", "mailmergeheadersource", "recipientdata",
}

// harmlessFields are those that show a number, a day or a place of the document itself.
var harmlessFields = []string{
	"page", "numpages", "section", "sectionpages", "date", "time", "createdate", "savedate", "printdate", "toc", "pageref", "ref", "noteref", "seq",
	"styleref", "hyperlink", "author", "title", "subject", "filename", "numwords", "numchars", "eq", "symbol", "formtext", "formcheckbox", "formdropdown", "=",
}

// media are the endings of parts that are pictures and fonts.
var media = []string{".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".odttf", ".ttf"}

// Active names the first thing in one part of a docx that would run, fetch
// something, or hold another document: a relationship, a field, an object; "" when
// there is none. A part that is neither picture nor sound XML, that has a DTD, or
// that is XML under a picture's name, is an error.
func Active(name string, part io.Reader) (string, error) {
	if slices.Contains(media, strings.ToLower(path.Ext(name))) {
		return "", notMarkup(name, part)
	}
	d := xml.NewDecoder(part)
	var fields fieldReader
	rooted := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && !rooted {
			return "", fmt.Errorf("docx: %s is neither a picture nor XML", name)
		}
		if errors.Is(err, io.EOF) {
			return fields.left(), nil
		}
		if err != nil {
			return "", fmt.Errorf("docx: %s, byte %d: %w", name, d.InputOffset(), err)
		}
		found := ""
		switch element := token.(type) {
		case xml.Directive:
			return "", fmt.Errorf("docx: %s, byte %d: a directive is not allowed", name, d.InputOffset())
		case xml.StartElement:
			rooted = true
			if element.Name == (xml.Name{Space: relationSpace, Local: "Relationship"}) {
				found = activeRelation(element.Attr)
			} else {
				found = fields.start(element)
			}
		case xml.EndElement:
			fields.inCode = false
		case xml.CharData:
			fields.text(element)
		}
		if found != "" {
			return found, nil
		}
	}
}

// beforeMarkup are the bytes that may stand before XML in UTF-8 or UTF-16.
var beforeMarkup = []byte("\xef\xbb\xbf\xff\xfe\x00 \t\r\n")

// notMarkup refuses what a word processor could take for XML whatever it is called.
func notMarkup(name string, part io.Reader) error {
	var head [64]byte
	n, err := io.ReadFull(part, head[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("docx: %s: %w", name, err)
	}
	for _, b := range head[:n] {
		if b == '<' {
			return fmt.Errorf("docx: %s is no picture", name)
		}
		if !slices.Contains(beforeMarkup, b) {
			break
		}
	}
	return nil
}

// activeRelation is what a relationship leads to that it must not; "" else. Links
// that a reader follows by hand may lead to the web or to a mailbox.
func activeRelation(attributes []xml.Attr) string {
	at := map[string]string{}
	for _, a := range attributes {
		at[a.Name.Local] = a.Value
	}
	kind := strings.ToLower(path.Base(at["Type"]))
	if slices.Contains(activeRelations, kind) {
		return kind + " " + at["Target"]
	}
	if at["TargetMode"] == externalMode && !(kind == "hyperlink" && isWebLink(at["Target"])) {
		return kind + " " + at["Target"]
	}
	return ""
}

func isWebLink(target string) bool {
	u, err := url.Parse(strings.TrimSpace(target))
	return err == nil && slices.Contains([]string{"http", "https", "mailto"}, strings.ToLower(u.Scheme))
}

// A fieldReader gathers the codes of fields, which may be cut into pieces and lie
// one in another.
type fieldReader struct {
	open   []field
	inCode bool
}

// A field is one that has begun and not ended.
type field struct {
	code   string
	judged bool // its code has ended; what follows is what it shows
}

func (f *fieldReader) start(e xml.StartElement) string {
	switch e.Name.Local {
	case "instrText", "delInstrText":
		f.inCode = true
	case "fldSimple":
		return activeField(attributeOf(e, "instr"))
	case "fldChar":
		return f.mark(attributeOf(e, "fldCharType"))
	case "altChunk", "subDoc", "object", "control", "OLEObject":
		return e.Name.Local
	}
	return ""
}

func attributeOf(e xml.StartElement, name string) string {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
	if i < 0 {
		return ""
	}
	return e.Attr[i].Value
}

// mark hears that a field begins, that its code ends, or that it ends. A field
// whose name another one would give is not let pass: nobody knows what it does.
func (f *fieldReader) mark(kind string) string {
	last := len(f.open) - 1
	switch {
	case kind == "begin":
		f.open = append(f.open, field{})
		if last >= 0 && !f.open[last].judged && strings.TrimSpace(f.open[last].code) == "" {
			return "{ { }"
		}
	case last < 0:
	case kind == "separate":
		f.open[last].judged = true
		return activeField(f.open[last].code)
	case kind == "end":
		ended := f.open[last]
		f.open = f.open[:last]
		if !ended.judged {
			return activeField(ended.code)
		}
	}
	return ""
}

// text adds to the code of the innermost field; a code outside of any is one of its own.
func (f *fieldReader) text(data []byte) {
	if !f.inCode {
		return
	}
	if last := len(f.open) - 1; last < 0 || f.open[last].judged {
		f.open = append(f.open, field{})
	}
	f.open[len(f.open)-1].code += string(data)
}

// left judges the fields that nothing ended.
func (f *fieldReader) left() string {
	for _, open := range f.open {
		if found := activeField(open.code); found != "" {
			return found
		}
	}
	return ""
}

// activeField is the code of a field that is not known to be harmless; "" else.
func activeField(code string) string {
	code = strings.TrimSpace(code)
	words := strings.Fields(code)
	if len(words) == 0 {
		return ""
	}
	first := strings.ToLower(words[0])
	if strings.HasPrefix(first, "=") {
		first = "="
	}
	switch {
	case !slices.Contains(harmlessFields, first):
		return code
	case first == "hyperlink" && len(words) > 1 && !strings.HasPrefix(words[1], `\`) && !isWebLink(strings.Trim(words[1], `"“”`)):
		return code
	}
	return ""
}

// MainPart is the part that a word processor opens as the document, by the
// relationships of the whole package; "" where they name none or more than one.
func MainPart(relations io.Reader) (string, error) {
	d := xml.NewDecoder(relations)
	var main []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", fmt.Errorf("docx: _rels/.rels, byte %d: %w", d.InputOffset(), err)
		}
		if e, ok := token.(xml.StartElement); ok && strings.EqualFold(path.Base(attributeOf(e, "Type")), "officeDocument") {
			main = append(main, strings.TrimPrefix(path.Clean("/"+attributeOf(e, "Target")), "/"))
		}
	}
	if len(main) != 1 {
		return "", nil
	}
	return main[0], nil
}
