package ingest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"yigai/internal/decimal"
	"yigai/internal/plainfile"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

// Single records (visits, settlements) may stay where they are. What is kept of
// them is a count: the figures that the pack's SELECTs gave, by org and period,
// with those SELECTs and the hash of every file they read. It lies in originals/
// under its own hash, an entry of kind EntryRecorded names it, and the tables
// fact_recorded… are made of it as facts are made of workbooks.

// A Count is what one run over the records gave.
type Count struct {
	Programme string          `json:"programme"`
	Pack      string          `json:"pack"` // hash of its version
	Files     []CountedFile   `json:"files"`
	Elements  []CountedFigure `json:"elements"`
}

// A CountedFile is a file of records that was read.
type CountedFile struct {
	Table  string `json:"table"`
	Name   string `json:"name"` // without the folder
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// A CountedFigure is an element with its figures. LeftOut is how many the SELECT
// gave for orgs or periods that the programme does not have: they are only counted,
// since what stands in their place may be anything.
type CountedFigure struct {
	Element string     `json:"element"`
	Select  string     `json:"select"`
	Figures []OrgCount `json:"figures"` // by period and org
	LeftOut int        `json:"left_out"`
}

// An OrgCount is the figure of one org and period, a plain decimal.
type OrgCount struct {
	Org    string `json:"org"`
	Period string `json:"period"`
	Value  string `json:"value"`
}

// countExtension is that of every count.
const countExtension = ".recorded.json"

// countLimit is the size of the largest count that is read: some millions of figures.
const countLimit = 512 << 20

func countName(sha string) string { return sha + countExtension }

// KeepCount writes a count into originals/, unless it is there, and returns its
// hash: the same SELECTs over the same files have the same. It counts from the
// entry on that names it.
func KeepCount(ws *workspace.Workspace, c Count) (sha string, err error) {
	data, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	data = append(data, '\n')
	if len(data) > countLimit {
		return "", fmt.Errorf("keep the figures from records: %d bytes are more than %d", len(data), countLimit)
	}
	sha = hashBytes(data)
	if _, err := readCount(ws, sha); err == nil {
		return sha, nil
	}
	return sha, keepNoted(ws, countName(sha), data)
}

// readCount reads a count; one that is not what was noted wraps ErrDamaged.
func readCount(ws *workspace.Workspace, sha string) (c Count, err error) {
	data, err := plainfile.Read(ws.Path("originals", countName(sha)), countLimit)
	if err != nil {
		return c, fmt.Errorf("originals/%s: %w", countName(sha), err)
	}
	if hashBytes(data) != sha {
		return c, fmt.Errorf("originals/%s: %w", countName(sha), ErrDamaged)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return c, fmt.Errorf("originals/%s: %w: %w", countName(sha), ErrDamaged, err)
	}
	return c, nil
}

// NewestCount is the hash of the newest count that was not withdrawn, "" for none,
// and the number of its entry.
func NewestCount(ws *workspace.Workspace) (sha string, entry int, err error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return "", 0, err
	}
	if entries, err = InForce(entries); err != nil {
		return "", 0, err
	}
	for _, e := range entries {
		var d Decision
		if e.Kind != EntryRecorded {
			continue
		}
		if err := decodeEntry(e, &d); err != nil {
			return "", 0, err
		}
		sha, entry = hashNoted(d), e.Seq
	}
	return sha, entry, nil
}

// verifyCounts names the counts that are missing or changed, and marks all of them as known.
func verifyCounts(ws *workspace.Workspace, known map[string]bool) ([]Damage, error) {
	return verifyNoted(ws, EntryRecorded, countExtension, known, func(d Decision) (note string, err error) {
		_, err = readCount(ws, hashNoted(d))
		return d.Title, err
	})
}

// The rows of what counts gave; seq is the number of the entry that names the count.
type (
	recordedRow struct {
		Programme string `parquet:"programme,dict"`
		Sample    bool   `parquet:"sample"`
		Seq       int32  `parquet:"seq"`
		Period    string `parquet:"period,dict"`
		Org       string `parquet:"org,dict"`
		Element   string `parquet:"element,dict"`
		Value     int64  `parquet:"value,decimal(4:18)"`
	}
	recordedSelectRow struct {
		Programme string `parquet:"programme,dict"`
		Sample    bool   `parquet:"sample"`
		Seq       int32  `parquet:"seq"`
		Element   string `parquet:"element,dict"`
		Query     string `parquet:"query"`
		Figures   int32  `parquet:"figures"`
		LeftOut   int32  `parquet:"left_out"`
		SHA256    string `parquet:"sha256,dict"`
		Pack      string `parquet:"pack,dict"`
	}
	recordedFileRow struct {
		Programme string `parquet:"programme,dict"`
		Sample    bool   `parquet:"sample"`
		Seq       int32  `parquet:"seq"`
		Table     string `parquet:"record_table,dict"`
		FileName  string `parquet:"file_name"`
		SHA256    string `parquet:"sha256"`
		Bytes     int64  `parquet:"bytes"`
	}
)

// recorded are the rows of all counts that were not withdrawn.
type recorded struct {
	figures []recordedRow
	selects []recordedSelectRow
	files   []recordedFileRow
}

// readRecorded turns the count that an entry names into rows.
func (r *rebuild) readRecorded(e workspace.Entry) error {
	var d Decision
	if err := decodeEntry(e, &d); err != nil {
		return err
	}
	if _, gone := r.withdrawn[e.Seq]; gone {
		return nil
	}
	c, err := readCount(r.ws, hashNoted(d))
	if err != nil {
		return err
	}
	id, sample, seq := r.pack.Programme.ID, r.ws.Settings.Sample, int32(e.Seq)
	for _, f := range c.Files {
		r.recorded.files = append(r.recorded.files, recordedFileRow{id, sample, seq, f.Table, f.Name, f.SHA256, f.Bytes})
	}
	for _, x := range c.Elements {
		r.recorded.selects = append(r.recorded.selects, recordedSelectRow{id, sample, seq, x.Element, x.Select, int32(len(x.Figures)), int32(x.LeftOut), hashNoted(d), c.Pack})
		for _, f := range x.Figures {
			value, err := decimal.Parse(f.Value)
			if err != nil {
				return badEntry(e, err)
			}
			r.recorded.figures = append(r.recorded.figures, recordedRow{id, sample, seq, f.Period, f.Org, x.Element, int64(value)})
		}
	}
	return nil
}

func (r recorded) write(dir string) error {
	if err := writeTable(dir, "fact_recorded", r.figures, func(r *recordedRow) string { return r.Period }, func(a, b *recordedRow) int {
		return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Element, b.Element), cmp.Compare(a.Org, b.Org))
	}); err != nil {
		return err
	}
	if err := writeTable(dir, "fact_recorded_selects", r.selects, anyPeriod, func(a, b *recordedSelectRow) int {
		return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Element, b.Element))
	}); err != nil {
		return err
	}
	return writeTable(dir, "fact_recorded_files", r.files, anyPeriod, func(a, b *recordedFileRow) int {
		return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Table, b.Table), cmp.Compare(a.FileName, b.FileName))
	})
}

// RecordsBehind lists the counts that figures from records of a period and those
// before it rest on, each followed by the files of records that it was made of, by
// the current facts. Of several counts of an element and period the newest counts.
func RecordsBehind(ws *workspace.Workspace, at programme.Period) ([]Counted, error) {
	facts, err := ws.Facts().Current()
	if err != nil || !hasTable(facts, "fact_recorded") {
		return nil, err // facts of an earlier program, which kept no counts
	}
	type part struct{ element, period string }
	newest := map[part]int32{}
	err = eachRow(facts.Dir, "fact_recorded", func(r recordedRow) {
		of, parseErr := programme.ParsePeriod(r.Period)
		if parseErr == nil && !of.Last().After(at.Last()) {
			key := part{r.Element, r.Period}
			newest[key] = max(newest[key], r.Seq)
		}
	})
	if err != nil || len(newest) == 0 {
		return nil, err
	}
	counts := map[int32]bool{}
	for _, seq := range newest {
		counts[seq] = true
	}
	var all []Counted
	var missing error
	err = eachRow(facts.Dir, "fact_recorded_selects", func(r recordedSelectRow) {
		info, statErr := os.Stat(ws.Path("originals", countName(r.SHA256)))
		switch {
		case !counts[r.Seq]:
		case statErr != nil:
			missing = statErr
		default:
			all = append(all, Counted{"originals/" + countName(r.SHA256), r.SHA256, info.Size()})
		}
	})
	if err := errors.Join(err, missing); err != nil {
		return nil, err
	}
	err = eachRow(facts.Dir, "fact_recorded_files", func(r recordedFileRow) {
		if counts[r.Seq] {
			all = append(all, Counted{"records/" + r.Table + "/" + r.FileName, r.SHA256, r.Bytes})
		}
	})
	slices.SortFunc(all, func(x, y Counted) int {
		return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.SHA256, y.SHA256))
	})
	return slices.Compact(all), err
}

// hasTable says whether a generation was made with a table, empty or not.
func hasTable(g store.Generation, table string) bool {
	return slices.ContainsFunc(g.Manifest.Files, func(f store.File) bool { return strings.HasPrefix(f.Name, table+"/") })
}
