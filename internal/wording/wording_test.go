package wording_test

import (
	"testing"

	"pgregory.net/rapid"

	"yigai/internal/wording"
)

func TestFill(t *testing.T) {
	values := map[string]string{"org": "甲县", "days": "3", "evil": "{org}<b>"}
	for text, want := range map[string]string{
		"{org}已逾期{days}天": "甲县已逾期3天", "没有": "没有", "{nobody}不知道": "{nobody}不知道", "{evil}": "{org}<b>", "{{org}}": "{甲县}", "{org": "{org", "": "",
	} {
		if got := wording.Fill(text, values); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A value is never read again, whatever stands in it.
func TestValuesAreNotReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.StringMatching(`[{}ab]{0,8}`).Draw(t, "value")
		if got := wording.Fill("<{a}>", map[string]string{"a": value, "b": "secret"}); got != "<"+value+">" {
			t.Fatalf("%q became %q", value, got)
		}
	})
}
