package xlsx_test

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"

	"yigai/ingest/book"
	"yigai/ingest/xlsx"
)

// A sheet of all the rows there are, ten columns wide, is read within this time
// and memory; its texts, 1,000 shared ones, take less than a megabyte of it.
const (
	millionRows   = book.MaxRow
	millionTime   = 60 * time.Second
	millionMemory = 64 << 20
	millionFile   = "YIGAI_MILLION_ROWS"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(millionFile); path != "" {
		if err := readMillion(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// TestMillionRows reads the largest sheet there can be in a process of its own,
// because memory is that of a whole process. It takes a minute to make.
func TestMillionRows(t *testing.T) {
	if testing.Short() || os.Getenv("YIGAI_PROVE") == "" {
		t.Skip("run by make prove")
	}
	path := filepath.Join(t.TempDir(), "million.xlsx")
	if err := writeMillion(path); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), millionFile+"="+path)
	out, err := cmd.CombinedOutput()
	took := time.Since(began)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	peak, err := strconv.ParseInt(string(out), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d rows of 10 cells: %v, at most %d MB", millionRows, took.Round(time.Millisecond), peak>>20)
	if took > millionTime || peak > millionMemory {
		t.Errorf("took %v and %d MB", took, peak>>20)
	}
}

// readMillion reads every cell and prints the most memory the process had.
func readMillion(path string) error {
	debug.SetGCPercent(50)
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	w, err := xlsx.Open(f, info.Size(), xlsx.DefaultLimits)
	if err != nil {
		return err
	}
	cells := 0
	if err := w.Rows(0, func(r book.Row) error { cells += len(r.Cells); return nil }); err != nil {
		return err
	}
	if err := w.Verify(); err != nil {
		return err
	}
	if cells != 10*millionRows {
		return fmt.Errorf("read %d cells", cells)
	}
	return printPeak()
}

func printPeak() error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
	if m == nil {
		return errors.New("no VmHWM in /proc/self/status")
	}
	kB, err := strconv.ParseInt(string(m[1]), 10, 64)
	if err == nil {
		fmt.Print(kB << 10)
	}
	return err
}

// writeMillion makes the workbook: numbers, and texts among a thousand.
func writeMillion(path string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z := zip.NewWriter(f)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	all := parts("")
	texts := ""
	for i := range 1000 {
		texts += fmt.Sprintf("<si><t>第%d项指标的名称</t></si>", i)
	}
	all = replace(all, "xl/sharedStrings.xml", "<sst "+mainNS+">"+texts+"</sst>")
	for _, p := range all[:len(all)-1] {
		if err := writePart(z, p.name, func(w io.Writer) error { _, err := io.WriteString(w, p.text); return err }); err != nil {
			return err
		}
	}
	if err := writePart(z, all[len(all)-1].name, writeRows); err != nil {
		return err
	}
	return z.Close()
}

func writePart(z *zip.Writer, name string, write func(io.Writer) error) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	return write(w)
}

func writeRows(w io.Writer) error {
	if _, err := io.WriteString(w, "<worksheet "+mainNS+"><sheetData>"); err != nil {
		return err
	}
	var line []byte
	for row := 1; row <= millionRows; row++ {
		line = fmt.Appendf(line[:0], `<row r="%d">`, row)
		for column := 1; column <= 10; column++ {
			if column%4 == 0 {
				line = fmt.Appendf(line, `<c r="%s" t="s"><v>%d</v></c>`, book.CellName(column, row), (row*7+column)%1000)
				continue
			}
			line = fmt.Appendf(line, `<c r="%s"><v>%d.%d</v></c>`, book.CellName(column, row), row*column*7919%1_000_003, row%97)
		}
		if _, err := w.Write(append(line, "</row>"...)); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</sheetData></worksheet>")
	return err
}
