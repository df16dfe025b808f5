package bulletin

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"yigai/reports/docx"
)

// lines is a document as text, one block a line.
func lines(d Document) string {
	all := []string{plain(d.Title)}
	for _, b := range d.Body {
		if b.Table != nil {
			all = append(all, "[表]")
			continue
		}
		all = append(all, plain(b.Runs))
	}
	return strings.Join(all, "\n")
}

// The words, headings and numbers of a small city, line by line.
func TestBulletinOfASmallCity(t *testing.T) {
	const want = `关于2022年第二季度某市改革任务进展情况的通报
数据截至2022年7月30日。及时66.7%，迟报16.7%，未报16.6%。未报送：己县。
一、指标
指标表
[表]
（一）逐项
1.签约覆盖率61.2%（612/1,000），比上季度提高1.2个百分点；目标不低于65%，低于目标值3.8个百分点。居前的是甲县（70.0%）、乙县（69.0%）、丙县（68.0%）。
2.就诊人次12,345人次。
二、台账
第1项“建立制度”，卫生局牵头，逾期30天：乙县。
三、考评
良好：甲县（89.99分）。
表扬：甲县。
四、经验
甲县：一套表管到底。
五、问题
一是乙县名册不符，2022年9月1日，整改中。
自己写的一段。`
	d := fixture(nil).compose("zh")
	if got := lines(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var annexes []string
	for _, a := range d.Annexes {
		annexes = append(annexes, plain(a.Title))
	}
	if !slices.Equal(annexes, []string{"各地", "台账", "得分", "报送"}) {
		t.Errorf("annexes %v", annexes)
	}
}

// Shares are tenths of a per cent that add up to 100.0 and lie within a tenth of the truth.
func TestSharesAddUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 5000), 1, 6).Draw(r, "counts")
		total, sum := 0, 0
		for _, c := range counts {
			total += c
		}
		for i, share := range sharesOf(counts...) {
			sum += share
			if off := share*total - counts[i]*1000; total > 0 && (off >= total || off <= -total) {
				r.Fatalf("%v: share %d of part %d is off by a tenth or more", counts, share, i)
			}
		}
		if total > 0 && sum != 1000 {
			r.Fatalf("%v: the shares add up to %d", counts, sum)
		}
	})
}

// A stretch in brackets stands only where all its places are filled; a line without any says nothing.
func TestFill(t *testing.T) {
	known := map[string]string{"a": "甲", "b": "乙"}
	for text, want := range map[string]string{
		"{a}[（{x}）][，{b}]。": "甲，乙。", "{x}": "", "没有空": "没有空", "[{x}{a}]": "", "{nth}是{x}": "", "{nth}是{a}": "一是甲", "{a}[；{b}{x}]。": "甲。",
	} {
		got := plain(fill(text, func(name string) []Run {
			if name == "nth" {
				return words("一")
			}
			return words(known[name])
		}))
		if got != want {
			t.Errorf("%s became %q, want %q", text, got, want)
		}
	}
}

// Titles break between their parts, into as few and as even lines as hold them.
func TestTitlesBreakBySense(t *testing.T) {
	runs := []Run{{Text: "关于"}, {Text: "2022年第四季度"}, {Text: "汉中市深化医改重点工作任务"}, {Text: "进展情况的"}, {Text: "通报"}}
	if got := strings.Join(breakTitle(runs, 19), "/"); got != "关于2022年第四季度/汉中市深化医改重点工作任务/进展情况的通报" {
		t.Error(got)
	}
	if got := breakTitle([]Run{{Text: strings.Repeat("长", 40)}}, 19); len(got) != 1 {
		t.Errorf("a title that cannot be broken became %v", got)
	}
}

// elementsOf counts the elements of a page by name.
func elementsOf(t *rapid.T, page []byte) map[string]int {
	count := map[string]int{}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				t.Fatal(z.Err())
			}
			return count
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			count[string(name)]++
		}
	}
}

var payloads = []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</title><svg onload=alert(1)>`, `</w:t></w:r>`, `]]>`, "\x00\x0b", `{title}`, `[x]`, `{{.}}`, `javascript:alert(1)`, "\u202e", `=1+1`}

// Whatever stands in the marts' texts, the pages have the elements that they have
// with plain text, and every part of the documents is well-formed XML.
func TestHostileTextsStayTexts(t *testing.T) {
	plainPages := pagesOf(t, nil)
	rapid.Check(t, func(r *rapid.T) {
		payload := rapid.OneOf(rapid.SampledFrom(payloads), rapid.StringMatching(`[^\r\n]*`)).Draw(r, "payload") // a new line begins a paragraph
		for name, data := range pagesOf(t, func(s string) string { return s + payload }) {
			if strings.HasSuffix(name, ".docx") {
				wellFormedParts(r, data)
				continue
			}
			want, got := elementsOf(r, plainPages[name]), elementsOf(r, data)
			for element, n := range got {
				if element != "p" && n > want[element] {
					r.Fatalf("%s with %q has %d <%s>, want %d", name, payload, n, element, want[element])
				}
			}
		}
	})
}

func pagesOf(t *testing.T, paint func(string) string) map[string][]byte {
	t.Helper()
	b := fixture(paint)
	zh, en := b.compose("zh"), b.compose("en")
	pages := map[string][]byte{}
	var err error
	for name, make := range map[string]func() ([]byte, error){"bulletin.docx": func() ([]byte, error) { return b.docx(zh) }, "bulletin.html": func() ([]byte, error) { return b.page(zh, en) },
		"brief.docx": func() ([]byte, error) { return b.briefDocx(b.brief("zh")) }, "brief.html": func() ([]byte, error) { return b.briefPage(b.brief("zh"), b.brief("en")) }} {
		if pages[name], err = make(); err != nil {
			t.Fatal(err)
		}
	}
	return pages
}

func wellFormedParts(t *rapid.T, data []byte) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(part)
		for {
			if _, err = d.Token(); err != nil {
				break
			}
		}
		if !errors.Is(err, io.EOF) {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
}

// passagesOf is a document as it comes back from a word processor.
func passagesOf(t *testing.T, b *book) []docx.Passage {
	t.Helper()
	data, err := b.docx(b.compose("zh"))
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	passages, err := docx.Text(part)
	if err != nil || len(passages) < 30 {
		t.Fatalf("%d passages, %v", len(passages), err)
	}
	return passages
}

// An untouched bulletin agrees; a number, a name and a row that were changed are
// found with what the marts have; true figures in a new sentence are no difference.
func TestCheckFindsWhatWasChanged(t *testing.T) {
	b := fixture(nil)
	check := func(from, to string) (found []string) {
		c := newChecker(b)
		changed := from == ""
		for i, p := range passagesOf(t, b) {
			if p.Cells == nil && strings.Contains(p.Text, from) || p.Cells != nil && strings.Contains(p.Text, from) {
				changed = true
				p.Text = strings.Replace(p.Text, from, to, 1)
				if p.Cells != nil {
					p.Cells = strings.Split(p.Text, "\t")
				}
			}
			c.passage(i+1, p)
		}
		if !changed {
			t.Fatalf("%q is nowhere: the test would prove nothing", from)
		}
		for _, d := range c.found {
			found = append(found, d.Kind+" "+d.Found+" "+d.Want)
		}
		return found
	}
	for _, c := range []struct{ from, to, want string }{
		{"", "", ""}, {"61.2%（612", "62.1%（612", "number 62.1% 61.2%"}, {"居前的是甲县（70.0%）", "居前的是丁县（70.0%）", "name 丁县 甲县"},
		{"，卫生局牵头", "", ""}, {"自己写的一段。", "甲县签约覆盖率70.0%，乙县签约覆盖率69.0%。", ""}, {"自己写的一段。", "丙县签约覆盖率99.9%，要抓好3件事。", "number 99.9% "},
		{"自己写的一段。", "要抓好3件事。", "unknown 3 "}, {"丙县\t—\t—\t68.0", "丙县\t—\t—\t86.0", "number 86.0 68.0"},
		// What is true of the same org elsewhere is not true here.
		{"丙县\t—\t—\t68.0", "丙县\t—\t—\t3", "number 3 68.0"}, {"+3.0\t3\t达到", "+3.0\t65\t达到", "rank 65 3"}, {"0.0\t6\t落后", "0.0\t6\t达到目标", "name 达到目标 落后"},
		{"低于目标值3.8", "低于目标值1.2", "number 1.2 3.8"}, {"戊县\t—\t—\t66.0", "某县\t—\t—\t66.0", "unknown 66.0 ,unknown 65% ,unknown 1.0 ,unknown 5 "},
	} {
		if got := strings.Join(check(c.from, c.to), ","); got != c.want {
			t.Errorf("%q -> %q: got %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
