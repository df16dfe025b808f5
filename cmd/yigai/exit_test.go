//go:build cgo

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"yigai/dags"
	"yigai/ingest"
	"yigai/internal/store"
	"yigai/internal/workspace"
)

func TestEveryErrorHasACodeAndOneSentenceInBothLanguages(t *testing.T) {
	for _, c := range []struct {
		err    error
		code   int
		zh, en string
	}{
		{nil, 0, "", ""},
		{fmt.Errorf("step ingest: %w", dags.ErrBroken), 1, "数据违反规则", "broke a rule"},
		{broken("有 2 处损坏", "2 things are damaged", "", ""), 1, "有 2 处损坏", "2 things"},
		{&workspace.LockedError{}, 2, "另一个运行", "another run"},
		{fmt.Errorf("x: %w", workspace.ErrNone), 2, "不是工作区", "no workspace"},
		{fmt.Errorf("x: %w", store.ErrEmpty), 2, "还没有数据", "no data yet"},
		{fmt.Errorf("x: %w", ingest.ErrDamaged), 2, "损坏", "damaged"},
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, 2, "磁盘已满", "disk is full"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, 2, "不能写入", "cannot write"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, 2, "不能写入", "cannot write"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT}, 2, "找不到", "no such file"},
		{context.Canceled, 2, "已按要求停止", "stopped as asked"},
		{internalError{"index out of range"}, 2, "程序内部出错", "mistake in the program"},
		{io.ErrUnexpectedEOF, 2, "没有做成", "unexpected EOF"},
	} {
		for lang, want := range map[string]string{"zh": c.zh, "en": c.en} {
			var out bytes.Buffer
			a := &app{System: System{Err: &out}, lang: lang}
			if code := a.explain(c.err); code != c.code {
				t.Errorf("%v: exit code %d, want %d", c.err, code, c.code)
			}
			if !strings.Contains(out.String(), want) {
				t.Errorf("%v: said %q, want %q in it", c.err, out.String(), want)
			}
		}
	}
}

// run runs the program in this process.
func run(ctx context.Context, args ...string) (code int, out, errOut string) {
	var o, e bytes.Buffer
	code = Run(ctx, args, System{In: strings.NewReader(""), Out: &o, Err: &e, Now: time.Now})
	return code, o.String(), e.String()
}

func TestPanicIsASentence(t *testing.T) {
	var errOut bytes.Buffer
	// A program without a clock cannot take in files: a mistake of ours, met on purpose.
	dir := filepath.Join(t.TempDir(), "w")
	if code, _, e := run(context.Background(), "init", "--programme", "hanzhong-2022", dir); code != 0 {
		t.Fatal(e)
	}
	code := Run(context.Background(), []string{"ingest", "--dir", dir}, System{In: strings.NewReader(""), Out: io.Discard, Err: &errOut})
	if code != 2 || !strings.Contains(errOut.String(), "程序内部出错") || strings.Contains(errOut.String(), "goroutine") {
		t.Errorf("exit code %d, said %q", code, errOut.String())
	}
}

func TestCancelledCommandStopsCleanlyAndLeavesNoLock(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "w")
	if code, _, e := run(context.Background(), "init", "--programme", "hanzhong-2022", dir); code != 0 {
		t.Fatal(e)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if code, _, e := run(ctx, "run", "--dir", dir, "--period", "2022Q1"); code != 2 || !strings.Contains(e, "已按要求停止") {
		t.Errorf("exit code %d, said %q", code, e)
	}
	if code, _, e := run(context.Background(), "ingest", "--dir", dir); code != 0 {
		t.Errorf("afterwards: exit code %d, %q", code, e)
	}
}

func TestServeIsForThisMachineOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "w")
	if code, _, e := run(context.Background(), "init", "--programme", "hanzhong-2022", dir); code != 0 {
		t.Fatal(e)
	}
	if code, _, e := run(context.Background(), "serve", "--dir", dir); code != 2 || !strings.Contains(e, "先运行 yigai site") {
		t.Errorf("without a site: exit code %d, %q", code, e)
	}
	if err := os.MkdirAll(filepath.Join(dir, "site"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "site", "index.html"), []byte("<p>hello"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	reader, writer := io.Pipe()
	ended := make(chan int)
	go func() {
		ended <- Run(ctx, []string{"serve", "--dir", dir, "--port", "0"}, System{Out: writer, Err: io.Discard, Now: time.Now})
	}()
	line := make([]byte, 200)
	n, err := reader.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	url := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(string(line[:n]))
	response, err := http.Get(url)
	if err != nil {
		t.Fatalf("said %q: %v", line[:n], err)
	}
	body, err := io.ReadAll(response.Body)
	if closeErr := response.Body.Close(); err != nil || closeErr != nil || string(body) != "<p>hello" {
		t.Errorf("served %q, %v, %v", body, err, closeErr)
	}
	cancel()
	if code := <-ended; code != 0 {
		t.Errorf("ended with exit code %d", code)
	}
}
