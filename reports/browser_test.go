package reports

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium opens a page in the one browser, with a storage of its own, or skips
// the test where there is no browser.
func chromium(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("short run: the pages were not looked at in a browser")
	}
	browser, err := theBrowser()
	switch {
	case err != nil:
		t.Fatal(err)
	case browser == nil:
		t.Skip("no Chromium on this machine: the pages were not looked at in a browser")
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, cancel = context.WithTimeout(ctx, patience(t))
	t.Cleanup(cancel)
	return ctx
}

// patience is how long one test may use a browser: until the whole run must end.
func patience(t *testing.T) time.Duration {
	if end, set := t.Deadline(); set {
		return time.Until(end) - 10*time.Second
	}
	return time.Hour
}

// tab opens another page of the same browser, to look at several side by side.
func tab(t *testing.T, browser context.Context) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// complaints gathers what the browser holds against the pages: errors on the
// console, exceptions, refused resources, and any request that is not a file.
type complaints struct {
	mu   sync.Mutex
	list []string
}

func (c *complaints) add(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list = append(c.list, fmt.Sprintf(format, args...))
}

func (c *complaints) take() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() { c.list = nil }()
	return slices.Clone(c.list)
}

func (c *complaints) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		c.add("exception: %s", e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			c.add("console: %s %v", e.Type, e.Args)
		}
	case *log.EventEntryAdded:
		c.add("log: %s: %s", e.Entry.Level, e.Entry.Text)
	case *network.EventRequestWillBeSent:
		if url := e.Request.URL; !strings.HasPrefix(url, "file:") && !strings.HasPrefix(url, "data:") {
			c.add("request: %s", url)
		}
	}
}

func listen(t *testing.T, ctx context.Context) *complaints {
	t.Helper()
	c := &complaints{}
	if err := chromedp.Listen(ctx, c.hear); err != nil {
		t.Fatal(err)
	}
	return c
}

// scripts switches scripts of the page on or off.
func scripts(on bool) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	})
}

func open(t *testing.T, ctx context.Context, site, path string, width int64) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate("file://"+filepath.ToSlash(site)+"/"+path)); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

func evaluate[T any](t *testing.T, ctx context.Context, expression string, options ...chromedp.EvaluateOption) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, options...))
	if err != nil {
		t.Fatalf("%.60s: %v", expression, err)
	}
	return v
}

// awaitCharts waits until the chart script, which comes last, has drawn every chart of the page.
func awaitCharts(t *testing.T, ctx context.Context) {
	t.Helper()
	await(t, ctx, `Array.from(document.querySelectorAll(".chart > script")).every(function (s) { return s.parentNode.querySelector(".drawn-here"); })`)
}

// onNewPage runs a script in every page before its own.
func onNewPage(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	})
}

// bypassPolicy lets pages run what their policy forbids, so that only the writing of the page stands between a text and its execution.
func bypassPolicy() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true})
		return err
	})
}

// await waits until something holds in the page, or says that it never did.
func await(t *testing.T, ctx context.Context, holds string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if evaluate[bool](t, ctx, `document.readyState === "complete" && !!(`+holds+`)`) {
			return
		}
	}
	t.Fatalf("not in 20 s: %s", holds)
}
