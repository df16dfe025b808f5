package nation

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/parquetio"
)

// WriteFacts writes what the country's workbooks would have given into dir, one
// file per table and quarter, and says how many observations.
func (s Size) WriteFacts(dir string) (rows int64, err error) {
	for _, table := range []string{"fact_observations", "fact_submissions"} {
		if err := os.MkdirAll(filepath.Join(dir, table), 0o755); err != nil {
			return 0, err
		}
	}
	for q := range s.Quarters {
		n, err := s.writeQuarter(dir, q)
		if err != nil {
			return rows, err
		}
		rows += n
	}
	return rows, nil
}

// Encoder holds the observations of a quarter and writes them as often as asked:
// what writing them costs, without making them.
func (s Size) Encoder(q int) func(w io.Writer, options ...parquet.WriterOption) error {
	var rows []observation
	for c := range s.Counties {
		for i := range max(s.Institutions, 1) {
			for e := range s.Elements {
				rows = append(rows, s.observation(q, c, i, e, 1))
			}
		}
	}
	return func(w io.Writer, options ...parquet.WriterOption) error {
		out := parquetio.NewFactWriter[observation](w, options...)
		_, err := out.Write(rows)
		return errors.Join(err, out.Close())
	}
}

func (s Size) writeQuarter(dir string, q int) (rows int64, err error) {
	name := s.Quarter(q) + ".parquet"
	sent, err := create[submission](filepath.Join(dir, "fact_submissions", name))
	if err != nil {
		return 0, err
	}
	seen, err := create[observation](filepath.Join(dir, "fact_observations", name))
	if err != nil {
		return 0, errors.Join(err, sent.close())
	}
	for c := range s.Counties {
		if err = s.writeCounty(sent, seen, q, c); err != nil {
			break
		}
	}
	return seen.rows, errors.Join(err, sent.close(), seen.close())
}

// writeCounty writes what one county sent, in the order in which intake sorts
// it; one in twenty sent everything a second time.
func (s Size) writeCounty(sent *output[submission], seen *output[observation], q, c int) error {
	revisions := 1
	if (c+q)%20 == 0 {
		revisions = 2
	}
	for r := range revisions {
		if err := sent.write(s.submission(q, c, r+1, r+1 == revisions)); err != nil {
			return err
		}
	}
	for i := range max(s.Institutions, 1) {
		for e := range s.Elements {
			for r := range revisions {
				if err := seen.write(s.observation(q, c, i, e, r+1)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// receipt numbers the submissions of all quarters.
func receipt(q, c, revision int) string { return fmt.Sprintf("R-%08d", (q*100_000+c)*2+revision) }

func (s Size) submission(q, c, revision int, last bool) submission {
	state := "accepted"
	if !last {
		state = "superseded"
	}
	return submission{
		Programme: programmeID, Sample: true, Period: s.Quarter(q), Reporter: County(c), Part: "workbook", Submission: receipt(q, c, revision),
		Revision: int32(revision), FileName: County(c) + ".xlsx", SHA256: fmt.Sprintf("%064x", (q*100_000+c)*2+revision), Bytes: 20_000, Format: "xlsx",
		ReceivedAt: "2029-01-05T09:00:00Z", Channel: "folder", State: state, Observations: int32(s.Elements * max(s.Institutions, 1)),
	}
}

func (s Size) observation(q, c, i, e, revision int) observation {
	v := made(q, c, i, e, revision)
	scaled := v * 10_000
	org := County(c)
	if s.Institutions > 0 {
		org = institution(c, i)
	}
	return observation{
		Programme: programmeID, Sample: true, Period: s.Quarter(q), Org: org, Reporter: County(c), Element: element(e), Value: &scaled,
		State: "reported", ValueBasis: "quarter", RawText: fmt.Sprint(v), Submission: receipt(q, c, revision), Revision: int32(revision),
		Sheet: sheetName(s.Institutions > 0), Cell: fmt.Sprintf("D%d", 5+e+i*s.Elements),
	}
}

// made is a figure that is large enough, and follows no pattern, so that a
// numerator over the next denominator varies.
func made(q, c, i, e, revision int) int64 {
	x := uint64(q*7_368_787 + c*15_485_863 + i*32_452_843 + e*49_979_687 + revision)
	x ^= x >> 13
	x *= 0x9E3779B97F4A7C15
	return int64(1000 + (x>>40)%90_000)
}

// An output is one Parquet file being written row by row.
type output[T any] struct {
	file *os.File
	w    *parquet.GenericWriter[T]
	rows int64
	part []T
}

func create[T any](path string) (*output[T], error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &output[T]{file: f, w: parquetio.NewFactWriter[T](f)}, nil
}

func (o *output[T]) write(row T) error {
	o.part = append(o.part, row)
	o.rows++
	if len(o.part) < 4096 {
		return nil
	}
	return o.flush()
}

func (o *output[T]) flush() error {
	_, err := o.w.Write(o.part)
	o.part = o.part[:0]
	return err
}

func (o *output[T]) close() error {
	return errors.Join(o.flush(), o.w.Close(), o.file.Close())
}
