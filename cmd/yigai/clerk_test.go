package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// TestMain lets scripts call the program by its name. It runs in a process of
// its own, with a clock that stands still where a script sets YIGAI_TEST_NOW,
// and with a window of its own where one sets YIGAI_TEST_WINDOW.
func TestMain(m *testing.M) {
	testscript.Main(swept{m}, map[string]func(){
		"yigai": func() {
			sys := System{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Environ(), Now: time.Now, OwnConsole: os.Getenv("YIGAI_TEST_WINDOW") != ""}
			if at, err := time.Parse(time.RFC3339, os.Getenv("YIGAI_TEST_NOW")); err == nil {
				sys.Now = func() time.Time { return at }
			}
			os.Exit(Run(context.Background(), os.Args[1:], sys))
		},
	})
}

// swept are the tests, after which the rooms are cleared: a demo takes hundreds of megabytes.
type swept struct{ *testing.M }

func (s swept) Run() int {
	code := s.M.Run()
	rooms.Range(func(dir, _ any) bool {
		if err := os.RemoveAll(dir.(string)); err != nil {
			panic(err)
		}
		return true
	})
	return code
}

var rooms sync.Map // folders that several tests share

// room makes a folder that lasts as long as the tests.
func room(pattern string) (string, error) {
	dir, err := os.MkdirTemp("", pattern)
	rooms.Store(dir, nil)
	return dir, err
}

// TestClerk runs the scripts of testdata/clerk: what a clerk does with the
// program, which must be the same with cgo and without.
func TestClerk(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/clerk", RequireExplicitExec: true, RequireUniqueNames: true, Setup: setUpScript,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"code": exitCode,
			// filled FILE [SHEET!CELL=TEXT ...]: the workbook of Hantai for 2022Q1, filled
			// in so that nothing is missing, then changed; as "1", 1 is a text.
			"filled": filledWorkbook,
			// cut FILE N: cuts a file off after N bytes.
			"cut": cutFile,
		},
	})
}

func setUpScript(e *testscript.Env) error {
	e.Setenv("YIGAI_TEST_NOW", "2022-04-08T12:00:00Z")
	e.Setenv("LC_ALL", "zh_CN.UTF-8")
	// SIXTH is a programme of a made-up country, of which no Go or SQL knows.
	sixth, err := filepath.Abs(filepath.Join("testdata", "sixth"))
	e.Setenv("SIXTH", sixth)
	return err
}

func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("%s ended with exit code %d, want %d", args[1:], got, want)
	}
}

func cutFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cut FILE N")
	}
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

func filledWorkbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: filled FILE [SHEET!CELL=TEXT ...]")
	}
	file, err := filled(args[1:])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), file, 0o644))
}

// filled is a workbook in which nothing is wrong but what the changes do.
func filled(changes []string) ([]byte, error) {
	fsys, known := builtInPack("hanzhong-2022")
	if !known {
		return nil, fs.ErrNotExist
	}
	pack, err := loadPack(fsys, "hanzhong-2022")
	if err != nil {
		return nil, err
	}
	at := programme.MustPeriod("2022Q1")
	org, _ := pack.Org("610702", at)
	in := template.Input{Pack: pack, Form: pack.FormOf(org, at), Fill: &template.Fill{
		Cover:  map[string]string{"数据性质": "终报", "填报人": "甲", "审核人": "乙", "批准人": "丙", "联系方式": "0000", "填报日期": "2022-04-08"},
		Values: map[template.Key]template.Value{},
	}}
	for _, s := range in.Form.Sheets {
		for _, o := range s.Orgs {
			for _, l := range s.Lines {
				v := template.Number(decimal.FromInt(0))
				if l.Element.ValueType == "yes_no" {
					v = template.Text("是")
				}
				in.Fill.Values[template.Key{Sheet: s.Name, Org: o.Code, Element: l.Element.Code}] = v
			}
		}
	}
	var out bytes.Buffer
	if err := template.Write(&out, in); err != nil || len(changes) == 0 {
		return out.Bytes(), err
	}
	return changed(out.Bytes(), changes)
}

func changed(file []byte, changes []string) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	for _, change := range changes {
		place, text, _ := strings.Cut(change, "=")
		sheet, cell, _ := strings.Cut(place, "!")
		if i, _ := f.GetSheetIndex(sheet); i < 0 {
			if _, err := f.NewSheet(sheet); err != nil {
				return nil, err
			}
		}
		if err := f.SetCellValue(sheet, cell, stored(text)); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	err = f.Write(&out)
	return out.Bytes(), err
}

// stored is a number, a text, or nothing.
func stored(text string) any {
	if n, err := strconv.ParseFloat(text, 64); err == nil {
		return n
	}
	if text == "" {
		return nil
	}
	return strings.Trim(text, `"`)
}
