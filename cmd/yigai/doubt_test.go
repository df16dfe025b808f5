//go:build cgo

package main

import (
	"strings"
	"testing"
	"time"

	"yigai/transform"
)

func TestDoubtsAreToldWithWhereToLook(t *testing.T) {
	report := transform.Report{DoubtCount: 7}
	for range 6 {
		report.Doubts = append(report.Doubts, transform.Doubt{Test: "tests/doubt_x.sql", Zh: "汉台区为 120%", En: "Hantai is 120 %", Look: "a\x1b[31m.xlsx 指标!E5"})
	}
	for lang, want := range map[string][]string{
		"zh": {"汇总后存疑 7 处，请核实：", "  汉台区为 120%  [a\\u001B[31m.xlsx 指标!E5]", "  …还有 2 处（yigai transform --json 列出更多）"},
		"en": {"7 doubtful figures, please look into them:", "  Hantai is 120 %  [a\\u001B[31m.xlsx 指标!E5]", "  … and 2 more (yigai transform --json lists them)"},
	} {
		var out, beside strings.Builder
		a := newApp([]string{"--lang", lang}, System{Out: &out, Err: &beside, Now: time.Now})
		a.tellDoubts(report)
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		if len(lines) != shownDoubts+2 || lines[0] != want[0] || lines[1] != want[1] || lines[6] != want[2] {
			t.Errorf("%s: printed\n%s", lang, out.String())
		}
		out.Reset()
		if a.tellDoubts(transform.Report{}); out.Len() > 0 {
			t.Errorf("%s: without doubts printed %q", lang, out.String())
		}
		a.json = true
		if a.tellDoubts(report); out.Len() > 0 || beside.Len() == 0 {
			t.Errorf("%s: words must stand beside the JSON, got %q", lang, out.String())
		}
	}
	if got := doubtsOf(report); len(got) != 6 || got[0].Look != report.Doubts[0].Look {
		t.Errorf("JSON lists %+v", got)
	}
}
