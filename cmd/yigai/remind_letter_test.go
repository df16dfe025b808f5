//go:build cgo

package main

import (
	"strings"
	"testing"
)

// A slip says what it is about and brings the form that goes back; several
// matters are numbered on paper as in the text; text of others cannot be markup.
func TestLetterIsReadyToPrint(t *testing.T) {
	slip := letterPage{Lang: "zh-CN", Title: "督办单", Number: "DB-2022-001", Subject: "示例方案　2022年第四季度", To: "示例县", Paragraphs: []string{"任务1“<script>x</script>”已逾期。"}, From: "秘书处", Day: "2023年1月30日"}
	slip.addReply(&app{lang: "zh"})
	page, err := slip.html()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"示例方案　2022年第四季度", "<h2>办理回执 DB-2022-001</h2>", `<th scope="row">未完成的原因</th>`, "&lt;script&gt;", "size: A4"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("%q is missing", want)
		}
	}
	if text := string(slip.text()); !strings.Contains(text, "办理回执  DB-2022-001\r\n目前进展：") {
		t.Errorf("the text has no form to send back:\n%s", text)
	}
	notice := letterPage{Title: "提醒", Paragraphs: []string{"甲", "乙"}}
	page, err = notice.html()
	if err != nil || !strings.Contains(string(page), "<ol><li>甲</li>") || strings.Contains(string(page), `class="reply"><h2`) {
		t.Errorf("a notice of two matters: %v\n%s", err, page)
	}
	if strings.Contains(string(notice.text()), "回执") {
		t.Error("a notice asks for a form back")
	}
}
