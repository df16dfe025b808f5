package charset

import "testing"

func TestDecode(t *testing.T) {
	for data, want := range map[string]string{
		"":                             "",
		"洋县":                           "洋县",
		"\ufeff洋县":                     "洋县",
		"\xd1\xf3\xcf\xd8":             "洋县", // GB18030
		"\xd1\xf3\xcf":                 "error",
		"\xd1\xf3\x82\x35\x8f\x33\xff": "error",
		"a\x00b":                       "error",
		"\xff\xfea\x00":                "error", // UTF-16
	} {
		got, err := Decode([]byte(data))
		if err != nil {
			got = []byte("error")
		}
		if string(got) != want {
			t.Errorf("Decode(%q) = %q, want %q", data, got, want)
		}
	}
}
