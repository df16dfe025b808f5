package check

import (
	"fmt"
	"strings"
	"testing"
)

var layoutWords = map[string]string{
	layoutList: "一行一个数据元（指标） · one element per row", layoutTable: "一行一个单位（表） · one org per row",
	layoutTasks: "任务 · tasks", layoutScores: "评分 · scores", layoutInspections: "核查 · inspections", layoutLong: "长表 CSV · long CSV",
}

func TestHeaderPageIsUpToDate(t *testing.T) {
	var b strings.Builder
	b.WriteString("# 表头用词 · Header words\n\nMade from `check.Headers` by `go test ./ingest/check -update`.\n\n" +
		"列按表头文字认，不按位置认；全角半角、空格、英文大小写不影响。“同义”与模板的表头等效；“别名”也读取，但有提示（N-ALIAS）写明两种写法。" +
		"两列都可作同一表头时不猜，拒收（E-HEADER-TWICE）。其他写法不读，缺少必要的列时拒收（E-HEADER）。表头可在前 60 行内的任何一行；" +
		"合并单元格的多行表头、上下两行各有一部分的表头合起来读，有提示（N-HEADER-ROWS）。\n" +
		"Columns are found by words, never by place; width, spaces and case do not matter. A word under *same* is as good as the template's; " +
		"an *alias* is read with a note (N-ALIAS) that names both. Two columns that claim one header are refused (E-HEADER-TWICE), other words are not read. " +
		"The header may stand in any of the first 60 rows, merged over several or parted between two (N-HEADER-ROWS).\n\n" +
		"| 表 layout | 表头 header | 同义 same | 别名 aliases |\n|---|---|---|---|\n")
	for _, h := range Headers {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", layoutWords[h.Layout], h.Name, strings.Join(h.Same, "、"), strings.Join(h.Aliases, "、"))
	}
	comparePage(t, "../../docs/header-words.md", b.String())
}

// No word of a layout may mean two columns, and every word is found as written.
func TestHeaderWordsAreClear(t *testing.T) {
	seen := map[string]string{}
	for _, h := range Headers {
		for i, word := range append(append([]string{h.Name}, h.Same...), h.Aliases...) {
			key := h.Layout + " " + word
			if seen[key] != "" {
				t.Errorf("%s means %s and %s", key, seen[key], h.Name)
			}
			seen[key] = h.Name
			if got := headerOf(h.Layout, " "+strings.ToUpper(word)+"　"); got.name != h.Name || got.alias != (i > len(h.Same)) {
				t.Errorf("%s is read as %+v", key, got)
			}
		}
	}
	if len(seen) < 40 {
		t.Fatal("too few words to prove anything")
	}
}

// A code that was damaged on the way is named as what it may have been.
func TestLikelyCodes(t *testing.T) {
	codes := []string{"610702", "610703", "450181", "0101", "0102", "A10"}
	for text, want := range map[string]string{
		"6107O2": "610702", "61o7o3": "610703", "4.50181E+05": "450181", "101": "0101", "１０２": "0102", "45O18l": "450181", "610702.0": "610702",
		"610799": "", "": "", "0": "", "汉台区": "", "1e99": "", "a1O": "A10",
	} {
		if got := likely(text, codes)["{want}"]; got != mayBe(want)["{want}"] {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if got := likely("OO7", []string{"007", "7"})["{want}"]; got != "" {
		t.Errorf("a text that may be two codes gives %s", got)
	}
}
