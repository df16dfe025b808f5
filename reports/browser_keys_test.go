package reports

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// press types keys where the focus is, as a hand would.
func press(t *testing.T, ctx context.Context, keys ...string) {
	t.Helper()
	for _, key := range keys {
		stroke := chromedp.KeyEvent(key)
		if len(key) == 1 && key >= " " {
			stroke = letter(key)
		}
		if err := chromedp.Do(ctx, stroke); err != nil {
			t.Fatalf("key %q: %v", key, err)
		}
	}
}

// letter goes down with its text in one event: a page that refuses the key gets no text.
func letter(key string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		for _, way := range []input.DispatchKeyEventParams{{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Text: key}, {Type: input.DispatchKeyEventTypeKeyUp, Key: key}} {
			if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, way); err != nil {
				return err
			}
		}
		return nil
	})
}

// A slash begins a search, arrows walk through what it found and back, Escape
// empties it, Enter goes to the first hit, or to the one walked to.
func TestSearchByKeyboard(t *testing.T) {
	ctx := chromium(t)
	open(t, ctx, build(t, fixture()), "2022Q2/task/1.html", 1280)
	const at, hits, where = `document.activeElement.id || document.activeElement.textContent`, `document.querySelectorAll(".hits a").length`, `location.pathname.split("/").slice(-2).join("/")`
	press(t, ctx, "/")
	if got := evaluate[string](t, ctx, at); got != "search-box" {
		t.Fatalf("after /: %q has the focus", got)
	}
	press(t, ctx, "q", "/", kb.Backspace, "y")
	if typed := evaluate[string](t, ctx, `document.activeElement.value`); typed != "qy" || evaluate[int](t, ctx, hits) < 2 {
		t.Fatalf("typed %q, %d hits: a slash within a search is text", typed, evaluate[int](t, ctx, hits))
	}
	press(t, ctx, kb.ArrowDown, kb.ArrowDown)
	second := evaluate[string](t, ctx, `document.querySelectorAll(".hits a")[1].textContent`)
	if got := evaluate[string](t, ctx, at); got != second {
		t.Errorf("two arrows down: at %q, want %q", got, second)
	}
	press(t, ctx, kb.ArrowUp, kb.ArrowUp, kb.ArrowUp)
	if got := evaluate[string](t, ctx, at); got != "search-box" {
		t.Errorf("arrows up end at %q", got)
	}
	press(t, ctx, kb.Escape)
	if left := evaluate[int](t, ctx, hits); left != 0 || evaluate[string](t, ctx, `document.activeElement.value`) != "" {
		t.Errorf("Escape leaves %d hits", left)
	}
	press(t, ctx, "x", "s", "x", kb.Enter)
	await(t, ctx, where+` === "unit/990121.html"`)
	press(t, ctx, "/", "q", "y", "f", "g", "l", kb.ArrowDown)
	if got := evaluate[string](t, ctx, at); !strings.HasPrefix(got, "重点人群签约覆盖率") {
		t.Errorf("found %.60q", got)
	}
	press(t, ctx, kb.Enter)
	await(t, ctx, where+` === "indicator/coverage.html"`)
}
