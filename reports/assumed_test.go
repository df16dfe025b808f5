package reports

import (
	"strings"
	"testing"
)

func TestAssumptionsOfATaskGoBeforeThoseOfAll(t *testing.T) {
	d := deskOf(t, fixture(), 1)
	for _, c := range []struct{ thing, task, words, anchor string }{
		{"due", "1", "设定：期限为年末。理由：通知没有写期限", "../2022Q2/method.html#assumed-2"},
		{"due", "1.1", "设定：期限为年末。理由：通知没有写期限", "../2022Q2/method.html#assumed-2"},
		{"due", "2", "设定：第二项的年底前含当日。理由：通知没有写明", "../2022Q2/method.html#assumed-3"},
		{"kind", "1", "", ""},
		{"calendar", "", "设定：截止日为季后15日。理由：通知没有规定", "../2022Q2/method.html#assumed-4"},
	} {
		if got := d.assumed(c.thing, c.task); got != (mark{c.words, c.anchor}) {
			t.Errorf("%s of task %q: %+v", c.thing, c.task, got)
		}
	}
	d.assumptions[2].Tasks = "1"
	if got := d.assumed("due", "1.1"); got.Href != "../2022Q2/method.html#assumed-3" {
		t.Errorf("a part of a task has what the task has, got %+v", got)
	}
}

// What the notice does not say is marked where it stands, and all of it is listed with its reason.
func TestAssumedThingsAreMarked(t *testing.T) {
	files := readTree(t, build(t, fixture()))
	for page, wants := range map[string][]string{
		"2022Q2/method.html":             {`id="assumed"`, `<tr id="assumed-5">`, "不在页面上标注的设定", "通知没有规定如何衡量"},
		"2022Q2/task/2.html":             {`<dd>2022-12-31 <a class="assumed" href="../../2022Q2/method.html#assumed-3"`, `牵头</bdi> <a class="assumed"`, `#assumed-6`},
		"2022Q2/ledger.html":             {`2022-12-31<abbr class="flag"`, "牵头（设定）：", "设定：期限为年末"},
		"2022Q2/reporting.html":          {`#assumed-4`},
		"2022Q2/index.html":              {`≥60%<abbr class="flag" title="期限为设定">设</abbr>`, `method.html#assumed">方法页`},
		"2022Q2/indicator/coverage.html": {"期限为设定", `<span class="assumed">含设定</span>`},
	} {
		for _, want := range wants {
			if !strings.Contains(string(files[page]), want) {
				t.Errorf("%s has no %s", page, want)
			}
		}
	}
}

func TestDataPageExplainsColumns(t *testing.T) {
	page := string(readTree(t, build(t, fixture()))["2022Q2/data.html"])
	for _, want := range []string{"任务台账", "一行是：任务、单位", "<code>task, org</code>", "完成的占到期的", "done of due", "<code>DECIMAL(18,6)</code>", "份额", "<code>mart_lineage</code>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the data page has no %s", want)
		}
	}
}
