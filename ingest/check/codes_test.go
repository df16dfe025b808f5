package check

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"yigai/ingest/book"
)

// TestEveryMessage reads all sentences: none missing, none in the wrong
// language, none with a place holder that nothing fills.
func TestEveryMessage(t *testing.T) {
	seen := map[Code]bool{}
	for _, k := range Kinds() {
		if seen[k.Code] {
			t.Errorf("%s stands twice", k.Code)
		}
		seen[k.Code] = true
		if !regexp.MustCompile(`^[EN](-[A-Z]+)+$`).MatchString(string(k.Code)) {
			t.Errorf("code %q", k.Code)
		}
		if note := strings.HasPrefix(string(k.Code), "N-"); note != (k.Severity == SeverityNote) {
			t.Errorf("%s is of severity %s", k.Code, k.Severity)
		}
		for _, zh := range []string{k.WhatZh, k.RuleZh, k.FixZh} {
			if zh == "" || k.Code != "E-RULE" && !onlyHolders(zh) && !strings.ContainsFunc(zh, isHan) || strings.ContainsAny(fileEndings.Replace(zh), "。.") {
				t.Errorf("%s: Chinese %q", k.Code, zh)
			}
		}
		for _, en := range []string{k.WhatEn, k.RuleEn, k.FixEn} {
			if en == "" || strings.HasSuffix(en, ".") {
				t.Errorf("%s: English %q", k.Code, en)
			}
		}
		checkHolders(t, k)
	}
	for _, code := range book.Codes {
		if code != book.CodeRead && !seen[Code(code)] {
			t.Errorf("the reader's code %s has no sentences", code)
		}
	}
}

// fileEndings takes out the full stops that end no sentence.
var fileEndings = strings.NewReplacer(".xlsx", "", ".csv", "")

func onlyHolders(s string) bool { return strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") }

var holder = regexp.MustCompile(`\{[a-zA-Z]*\}`)

// checkHolders: what was found is filled in when the finding is printed, even
// from a table, so it may use {found} only.
func checkHolders(t *testing.T, k Kind) {
	for _, h := range holder.FindAllString(k.WhatZh+k.WhatEn, -1) {
		if h != "{found}" {
			t.Errorf("%s: %s in what was found", k.Code, h)
		}
	}
	for _, h := range holder.FindAllString(k.RuleZh+k.RuleEn+k.FixZh+k.FixEn, -1) {
		if h != "{want}" && h != "{wantEn}" && h != "{hint}" {
			t.Errorf("%s: %s in rule or fix", k.Code, h)
		}
	}
	if (strings.Contains(k.WhatZh, "{found}")) != strings.Contains(k.WhatEn, "{found}") {
		t.Errorf("%s: only one language says what was found", k.Code)
	}
}

var severityWords = map[Severity]string{SeverityError: "拒收 error", SeverityReturn: "退回 return", SeverityDoubt: "存疑 doubt", SeverityNote: "提示 note"}

func TestFindingsPageIsUpToDate(t *testing.T) {
	var b strings.Builder
	b.WriteString("# 校核问题代码 · Findings\n\nMade from `check.Kinds` by `go test ./ingest/check -update`. " +
		"`{found}` is what was found, `{want}` what the cell must hold, `{hint}` a reading.\n\n" +
		"拒收：整个文件不计；退回：该行按缺失处理；存疑：需要人工判断；提示：仅供参考。\n" +
		"error: the file does not count; return: the row counts as missing; doubt: a person decides; note: for information.\n\n" +
		"| 代码 code | 级别 severity | 问题 what | 要求 rule | 处理 fix |\n|---|---|---|---|---|\n")
	for _, k := range Kinds() {
		fmt.Fprintf(&b, "| %s | %s | %s<br>%s | %s<br>%s | %s<br>%s |\n", k.Code, severityWords[k.Severity], k.WhatZh, k.WhatEn, k.RuleZh, k.RuleEn, k.FixZh, k.FixEn)
	}
	comparePage(t, "../../docs/findings.md", b.String())
}

func TestShow(t *testing.T) {
	for text, want := range map[string]string{
		"12人":                    "12人",
		"a\u202eb\u200b":         `a\u202Eb\u200B`,
		"x\x00\ny":               `x\u0000\u000Ay`,
		"\xff":                   `\uFFFD`,
		"\U000F0000":             `\U000F0000`,
		strings.Repeat("一", 61):  strings.Repeat("一", 60) + "…",
		"</script><img onerror>": "</script><img onerror>", // escaping is for whoever writes HTML
	} {
		if got := Show(text); got != want {
			t.Errorf("Show(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestLookAlikesInCodesAreShown(t *testing.T) {
	for text, want := range map[string]string{"visits_total": "visits_total", "v\u0456sits": `v\u0456sits`, "\U0001d5cf": `\U0001D5CF`, "ｖ市１": "ｖ市１", "6107O3": "6107O3"} {
		if got := showCode(text); got != want {
			t.Errorf("showCode(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestUnknownCodesCanBePrinted(t *testing.T) {
	f := Finding{Code: "E-NEWER", Found: "x", RuleZh: "r", FixZh: "f"}
	if got := f.Chinese(); got != "【E-NEWER】x。要求：r。f。" {
		t.Error(got)
	}
}
