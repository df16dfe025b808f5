package workbook

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"slices"

	"github.com/klauspost/compress/zip"
	"github.com/xuri/excelize/v2"
)

// An orderedZip writes the parts of a workbook in one fixed order. The library
// hands over streamed sheets in the order of a map, which differs each time.
type orderedZip struct {
	zip   *zip.Writer
	names []string
	parts map[string]*bytes.Buffer
}

// NewZip writes to w what the library hands over: give it to File.SetZipWriter.
func NewZip(w io.Writer) excelize.ZipWriter {
	return &orderedZip{zip: zip.NewWriter(w), parts: make(map[string]*bytes.Buffer)}
}

// Create takes one part; its bytes are kept until Close.
func (z *orderedZip) Create(name string) (io.Writer, error) {
	if z.parts[name] != nil {
		return nil, errors.New("part " + name + " is written twice")
	}
	z.names = append(z.names, name)
	z.parts[name] = new(bytes.Buffer)
	return z.parts[name], nil
}

// AddFS is part of the library's interface and not needed here.
func (z *orderedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes all parts, the two that tell what the others are first.
func (z *orderedZip) Close() error {
	rank := map[string]int{"[Content_Types].xml": -3, "_rels/.rels": -2, "xl/workbook.xml": -1}
	slices.SortFunc(z.names, func(a, b string) int {
		return cmp.Or(cmp.Compare(rank[a], rank[b]), cmp.Compare(a, b))
	})
	for _, name := range z.names {
		w, err := z.zip.Create(name)
		if err != nil {
			return err
		}
		if _, err := w.Write(asResults(z.parts[name].Bytes())); err != nil {
			return err
		}
	}
	return z.zip.Close()
}

// textResult is how the library writes a formula that gives a text.
var textResult = regexp.MustCompile(`t="inlineStr"><f>([^<]*)</f><is><t(?: xml:space="preserve")?>([^<]*)</t></is>`)

// asResults writes the text that a formula gives in the form that spreadsheets
// write themselves: an inline string beside a formula is unusual enough that a
// strict program may take the file for damaged.
func asResults(part []byte) []byte {
	if !bytes.Contains(part, []byte(`t="inlineStr"><f>`)) {
		return part
	}
	return textResult.ReplaceAll(part, []byte(`t="str"><f>$1</f><v>$2</v>`))
}
