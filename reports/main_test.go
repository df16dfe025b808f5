package reports

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// What tests share, because it is dear: one browser, and the site of each set of
// tables written once.
var shared struct {
	sync.Mutex
	dir   string
	sites []writtenSite
	stop  []func() error
}

type writtenSite struct {
	tables tables
	dir    string
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "reports-test-")
	if err != nil {
		panic(err)
	}
	shared.dir = dir
	code := m.Run()
	if err := tidy(); err != nil {
		fmt.Fprintln(os.Stderr, "after the tests:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

func tidy() (err error) {
	for _, stop := range shared.stop {
		err = errors.Join(err, stop())
	}
	return errors.Join(err, os.RemoveAll(shared.dir))
}

// build writes the site of the tables, or finds it where an earlier test wrote
// the same, and returns its folder, which no test may change.
func build(tb testing.TB, t tables) string {
	tb.Helper()
	shared.Lock()
	for _, s := range shared.sites {
		if reflect.DeepEqual(s.tables, t) {
			shared.Unlock()
			return s.dir
		}
	}
	shared.Unlock()
	parent, err := os.MkdirTemp(shared.dir, "site-")
	if err != nil {
		tb.Fatal(err)
	}
	out := filepath.Join(parent, "site")
	if _, err := WriteSite(context.Background(), Options{MartsDir: t.store(tb), OutDir: out}); err != nil {
		tb.Fatal(err)
	}
	shared.Lock()
	defer shared.Unlock()
	shared.sites = append(shared.sites, writtenSite{t, out})
	return out
}

// proving says whether the proofs that take long are wanted: make prove.
func proving() bool { return os.Getenv("YIGAI_PROVE") != "" }

// theBrowser starts Chromium without network and with an empty profile; nil
// where there is none.
var theBrowser = sync.OnceValues(startBrowser)

func startBrowser() (context.Context, error) {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, nil
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(filepath.Join(shared.dir, "profile")), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("no-first-run", true), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(allocator)
	shared.stop = append(shared.stop, func() error { defer cancel(); return chromedp.Cancel(ctx) })
	if err := chromedp.Do(ctx); err != nil { // the first call starts the browser and must have no deadline
		return nil, fmt.Errorf("start %s: %w", path, err)
	}
	return ctx, nil
}
