// Package packbook turns a programme pack into one workbook and back, without
// loss: one sheet for each file, every cell a text that no program may compute or
// reformat, read back by the strict reader that takes in what strangers send.
//
// It knows the names of a pack's files, and nothing of what stands in them. It is
// pure: bytes in, bytes out.
package packbook

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"yigai/internal/charset"
	"yigai/programme"
)

// A File is one file of a pack as rows of texts; the lines of programme.yaml are
// rows of one text.
type File struct {
	Name string // orgs.csv, programme.yaml, sample/levels.csv
	Rows [][]string
}

const (
	yamlFile  = "programme.yaml"
	helpSheet = "说明"
	bom       = "\ufeff"
)

// Problem is something that keeps a file or a workbook from being turned, in both
// languages; Place is "orgs!C4" or a file and line.
type Problem struct{ Place, Zh, En string }

func problem(place, zh, en string, args ...any) Problem {
	return Problem{place, fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)}
}

func (p Problem) Error() string { return p.Place + ": " + p.En }

// Chinese is the problem as one Chinese line.
func (p Problem) Chinese() string { return p.Place + ": " + p.Zh }

// Collect reads the files of a pack, in the order of programme.Files, then its
// sample tables by name. An error is a Problem where the text of a file is to blame.
func Collect(pack fs.FS) (files []File, err error) {
	names := programme.Files()
	samples, err := fs.Glob(pack, programme.SampleFolder+"/*.csv")
	if err != nil {
		return nil, err
	}
	slices.Sort(samples)
	for _, name := range append(names, samples...) {
		data, err := fs.ReadFile(pack, name)
		if err != nil {
			if _, missing := fs.Stat(pack, name); missing != nil && name != yamlFile {
				continue
			}
			return nil, err
		}
		rows, err := split(name, data)
		if err != nil {
			return nil, err
		}
		files = append(files, File{name, rows})
	}
	return files, nil
}

// split takes a file's text apart.
func split(name string, data []byte) (rows [][]string, err error) {
	text, err := charset.Decode(data)
	if err != nil {
		return nil, problem(name, "无法识别（%v），请存为 UTF-8 编码", "%v", err)
	}
	if name == yamlFile {
		for line := range strings.SplitSeq(strings.TrimRight(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n"), "\n") {
			rows = append(rows, []string{line})
		}
		return rows, nil
	}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.FieldsPerRecord = -1
	rows, err = reader.ReadAll()
	if err != nil {
		return nil, problem(name, "引号不成对：%v", "mend the quotes: %v", err)
	}
	return rows, nil
}

// Bytes is the file as it is written: YAML by lines, tables as CSV with a byte
// order mark, as wide as their header. An empty row is an empty line.
func (f File) Bytes() []byte {
	var out bytes.Buffer
	if f.Name == yamlFile {
		for _, row := range f.Rows {
			fmt.Fprintln(&out, strings.Join(row, ""))
		}
		return out.Bytes()
	}
	out.WriteString(bom)
	for _, row := range f.Rows {
		if len(row) == 0 {
			out.WriteByte('\n')
			continue
		}
		w := csv.NewWriter(&out)
		if err := w.Write(row); err != nil {
			panic(err) // a buffer takes everything
		}
		w.Flush()
	}
	return out.Bytes()
}

// sheetName is the sheet of a file: orgs, programme, sample.levels.
func sheetName(file string) string {
	return strings.ReplaceAll(strings.TrimSuffix(file, path.Ext(file)), "/", ".")
}

// fileName is the file of a sheet, "" for a sheet that is no file's.
func fileName(sheet string) string {
	for _, name := range programme.Files() {
		if sheetName(name) == sheet {
			return name
		}
	}
	table, isSample := strings.CutPrefix(sheet, programme.SampleFolder+".")
	if name := programme.SampleFolder + "/" + table + ".csv"; isSample && fs.ValidPath(name) && !strings.ContainsAny(table, `/\.:`) {
		return name
	}
	return ""
}

// same compares two collections of files cell by cell and names the first
// difference, "" for none. Empty cells at the end of a row make none.
func same(a, b []File) string {
	if len(a) != len(b) {
		return fmt.Sprintf("%d files, %d sheets", len(a), len(b))
	}
	for i, f := range a {
		if f.Name != b[i].Name || len(f.Rows) != len(b[i].Rows) {
			return f.Name
		}
		for n, row := range f.Rows {
			if !slices.Equal(trimmed(row), trimmed(b[i].Rows[n])) {
				return fmt.Sprintf("%s:%d", f.Name, n+1)
			}
		}
	}
	return ""
}

func trimmed(row []string) []string {
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	return row
}

// Write writes the workbook and reads it again: it gives an error rather than a
// workbook that does not hold every cell as it is.
func Write(w io.Writer, about About, files []File) error {
	if found := fits(files); found != nil {
		return *found
	}
	var out bytes.Buffer
	if err := compose(&out, about, files); err != nil {
		return err
	}
	again, problems, err := Read(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return problems[0]
	}
	if place := same(files, again); place != "" {
		return problem(place, "内容放进工作簿后读不回原样", "does not come back from the workbook as it is")
	}
	_, err = w.Write(out.Bytes())
	return err
}
