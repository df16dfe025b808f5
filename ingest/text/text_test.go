package text_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"pgregory.net/rapid"

	"yigai/ingest/book"
	"yigai/ingest/text"
)

var headerWords = []string{"编码", "本期值", "备注", "org", "period"}

func isWord(s string) bool { return slices.Contains(headerWords, s) }

// dump reads a file: every cell with its place, or the error.
func dump(data []byte) (string, error) { return dumpWith(data, text.DefaultLimits) }

func dumpWith(data []byte, limits text.Limits) (string, error) {
	f, err := text.Open(bytes.NewReader(data), int64(len(data)), isWord, limits)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = f.Rows(0, func(r book.Row) error {
		fmt.Fprintf(&b, "%d/%d", r.Number, f.Width())
		for _, c := range r.Cells {
			fmt.Fprintf(&b, " %s=%q", f.Place(c.Column), c.Text)
		}
		b.WriteString("\n")
		return nil
	})
	if err != nil {
		return "", err
	}
	return b.String(), f.Verify()
}

const table = "编码,本期值,备注\r\nvisits,12,\"第一行\r\n第二行，“引号”\"\"\"\r\n\r\ndischarges,,说明\r\n"

const dumped = `1/3 1:1="编码" 1:4="本期值" 1:8="备注"
2/3 2:1="visits" 2:8="12" 2:11="第一行\n第二行，“引号”\""
5/3 5:1="discharges" 5:13="说明"
`

func encode(t interface{ Fatal(...any) }, s, encoding string) []byte {
	gb := func(e interface{ String(string) (string, error) }) []byte {
		out, err := e.String(s)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(out)
	}
	switch encoding {
	case "GB18030":
		return gb(simplifiedchinese.GB18030.NewEncoder())
	case "Shift-JIS":
		return gb(japanese.ShiftJIS.NewEncoder())
	case "EUC-KR":
		return gb(korean.EUCKR.NewEncoder())
	case "Big5":
		return gb(traditionalchinese.Big5.NewEncoder())
	case "UTF-16LE", "UTF-16BE":
		var order binary.AppendByteOrder = binary.BigEndian
		if encoding == "UTF-16LE" {
			order = binary.LittleEndian
		}
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			b = order.AppendUint16(b, u)
		}
		return b
	}
	return []byte(s)
}

// ways are all ways in which one table may be stored.
var ways = []struct{ name, before, encoding, is string }{
	{"UTF-8", "", "UTF-8", "UTF-8"}, {"UTF-8 with BOM", "\ufeff", "UTF-8", "UTF-8"}, {"GB18030", "", "GB18030", "GB18030"},
	{"UTF-16LE with BOM", "\ufeff", "UTF-16LE", "UTF-16LE"}, {"UTF-16BE with BOM", "\ufeff", "UTF-16BE", "UTF-16BE"},
	{"UTF-16LE", "", "UTF-16LE", "UTF-16LE"}, {"UTF-16BE", "", "UTF-16BE", "UTF-16BE"},
}

func TestOneTableInEveryEncoding(t *testing.T) {
	for _, w := range ways {
		data := encode(t, w.before+table, w.encoding)
		got, err := dump(data)
		if err != nil || got != dumped {
			t.Errorf("%s: %v\n%s", w.name, err, got)
		}
		f, err := text.Open(bytes.NewReader(data), int64(len(data)), isWord, text.DefaultLimits)
		if err != nil || f.Traits().Encoding != w.is || f.Traits().Format != book.CSV {
			t.Errorf("%s: read as %+v, %v", w.name, f.Traits(), err)
		}
	}
}

func TestTabsAndLineEnds(t *testing.T) {
	for name, data := range map[string][]byte{
		"tabs":     encode(t, "\ufeff"+strings.NewReplacer("编码,本期值,备注", "编码\t本期值\t备注", "visits,12,", "visits\t12\t", "discharges,,", "discharges\t\t").Replace(table), "UTF-16LE"),
		"LF":       []byte(strings.ReplaceAll(table, "\r\n", "\n")),
		"old Mac":  []byte(strings.ReplaceAll(table, "\r\n", "\r")),
		"no end":   []byte(strings.TrimSuffix(table, "\r\n")),
		"trailing": []byte(table + ",,\r\n"),
	} {
		if got, err := dump(data); err != nil || got != dumped {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}

// refusals are texts that must not be read, with the place that is named.
var refusals = map[string]struct {
	data []byte
	want string // code and cell
}{
	"empty":                  {nil, "E-EMPTY "},
	"mixed":                  {append([]byte("编码,本期值\n洋县卫健局,1\n"), "\xd1\xf3\xcf\xd8,2\n"...), "E-ENCODING 3:1"},
	"mixed in valid GB18030": {append([]byte("org,period\n洋县洋县,1\n"), "\xd1\xf3\xcf\xd8,2\n"...), "E-ENCODING 3:1"},
	"half a character":       {[]byte("\xb1\xe0\xc2\xeb,\xb1\xbe\xc6\xda\xd6\xb5\na,1,\xd1"), "E-ENCODING 2:5"},
	"unmapped":               {[]byte("\xb1\xe0\xc2\xeb,\xb1\xbe\xc6\xda\xd6\xb5\na,\xfe\x59\n"), "E-ENCODING 2:3"},
	"cut UTF-8":              {[]byte("编码,本期值\na,1\n\xe5\x8e"), "E-ENCODING 3:1"},
	"NUL":                    {[]byte("编码,本期值\na,\x001\n"), "E-ENCODING 2:3"},
	"NUL in UTF-16":          {encode(nil, "\ufeff编码,本期值\na,\x001\n", "UTF-16LE"), "E-ENCODING 2:3"},
	"odd UTF-16":             {append(encode(nil, "\ufeff编码,本期值\na,1\n", "UTF-16LE"), 'x'), "E-ENCODING 3:1"},
	"binary":                 {[]byte("\x00\x01\x02\x03"), "E-ENCODING 1:1"},
	"Shift-JIS":              {encode(nil, "コード,今期の値\nア,1\n", "Shift-JIS"), "E-ENCODING "},
	"EUC-KR":                 {encode(nil, "코드,값,비고\n가나다,1\n", "EUC-KR"), "E-ENCODING "},
	"Big5":                   {encode(nil, "編碼,本期值,備註\n一,1\n", "Big5"), "E-ENCODING 1:6"},
	"a letter":               {[]byte("各县区：\n请于本月底前报送。\n"), "E-TEXT "},
	"semicolons":             {[]byte("编码;本期值;备注\na;1;\n"), "E-SEPARATOR "},
	"full-width commas":      {[]byte("编码，本期值，备注\na，1，\n"), "E-SEPARATOR "},
	"bars":                   {[]byte("编码|本期值|备注\na|1|\n"), "E-SEPARATOR "},
	"open quote":             {[]byte("编码,本期值\na,1\nb,\"2\nc,3\nd,4\n"), "E-QUOTE 3:3"},
	"quote inside":           {[]byte("编码,本期值\na,1\"\n"), "E-QUOTE 2:3"},
	"more after a quote":     {[]byte("编码,本期值\na,\"1\"2\n"), "E-QUOTE 2:3"},
}

func TestRefusals(t *testing.T) {
	if len(refusals) < 15 {
		t.Fatal("too few cases")
	}
	for name, c := range refusals {
		got, err := dump(c.data)
		var e *book.Error
		if !errors.As(err, &e) || string(e.Code)+" "+e.Cell != c.want || e.Detail == "" || e.DetailZh == "" {
			t.Errorf("%s: %v, want %s\n%s", name, err, c.want, got)
		}
	}
}

func TestLimits(t *testing.T) {
	small := text.DefaultLimits
	small.Field, small.Columns, small.Cells, small.File = 10, 3, 9, 100
	for data, want := range map[string]string{
		"编码,本期值,备注\na,12345678901,\n":            "E-TOKEN 2:3",
		"编码,本期值\na,\"123\n456\n7890\n":           "E-TOKEN 2:3",
		"编码,本期值\na,1,2,3\n":                      "E-COLUMNS 2:7",
		"编码,本期值\n1,2\n1,2\n1,2\n1,2\n":           "E-CELLS 5:3",
		"编码,本期值\n" + strings.Repeat("1,2\n", 50): "E-SIZE ",
	} {
		_, err := dumpWith([]byte(data), small)
		var e *book.Error
		if !errors.As(err, &e) || string(e.Code)+" "+e.Cell != want {
			t.Errorf("%q: %v, want %s", data, err, want)
		}
	}
}

// TestFieldsComeBack: any table, quoted as RFC 4180 says, is read cell for cell
// from any encoding.
func TestFieldsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.SampledFrom(ways).Draw(t, "encoding")
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.StringOf(rapid.RuneFrom([]rune("洋县A,\"\n\t ；，1２\u3000𠀀'"))), 3, 3), 1, 6).Draw(t, "rows")
		rows = append([][]string{headerWords[:3]}, rows...)
		var b, want strings.Builder
		for _, row := range rows {
			var quoted []string
			for _, field := range row {
				quoted = append(quoted, `"`+strings.ReplaceAll(field, `"`, `""`)+`"`)
			}
			b.WriteString(strings.Join(quoted, ",") + "\r\n")
			if strings.Join(row, "") != "" {
				fmt.Fprintf(&want, "%q\n", row)
			}
		}
		data := encode(t, w.before+b.String(), w.encoding)
		f, err := text.Open(bytes.NewReader(data), int64(len(data)), isWord, text.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		err = f.Rows(0, func(r book.Row) error {
			row := make([]string, 3)
			for _, c := range r.Cells {
				row[c.Column-1] = c.Text
			}
			fmt.Fprintf(&got, "%q\n", row)
			return nil
		})
		if err != nil || got.String() != want.String() {
			t.Fatalf("%v\n got %s\nwant %s", err, got.String(), want.String())
		}
	})
}
