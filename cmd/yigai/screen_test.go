package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestHostileTextBecomesVisible(t *testing.T) {
	for text, want := range map[string]string{
		"汉台区": "汉台区", "a\x1b[31m": `a\u001B[31m`, "a\nb": `a\u000Ab`, "\u202e": `\u202E`, "\u200b": `\u200B`, "\ufeff": `\uFEFF`, "\ue000": `\uE000`,
	} {
		if got := visible(text); got != want {
			t.Errorf("visible(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestTableColumnsLineUpWithChinese(t *testing.T) {
	table := newTable("单位", "n").numbers(1)
	table.add("汉台区", "5")
	table.add("ab", "12")
	var out strings.Builder
	table.print(&out)
	want := "单位     n\n----------\n汉台区   5\nab      12\n"
	if out.String() != want {
		t.Errorf("printed\n%swant\n%s", out.String(), want)
	}
}

func TestJSONSendsNoHiddenCharacters(t *testing.T) {
	text := "a\nb\u202e\u009b31m\x1b[0m\x7f\u200b\ue000\U000f0001<县>\u2028"
	var out bytes.Buffer
	if err := writeJSON(&out, []string{text}); err != nil {
		t.Fatal(err)
	}
	if i := strings.IndexFunc(strings.ReplaceAll(out.String(), "\n", ""), isHidden); i >= 0 {
		t.Errorf("it sends %q", out.String())
	}
	var back []string
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || back[0] != text {
		t.Errorf("%q came back as %q (%v)", text, back, err)
	}
	if !strings.Contains(out.String(), "<县>") {
		t.Errorf("%s: ordinary text is not escaped", out.String())
	}
}
