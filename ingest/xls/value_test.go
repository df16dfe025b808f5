package xls

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPackedNumbersAreExact(t *testing.T) {
	for _, c := range []struct {
		packed uint32
		want   string
	}{
		{0<<2 | packedWhole, "0"}, {5<<2 | packedWhole, "5"}, {uint32(0xffffffff), "-0.01"}, {uint32(0xfffffffe), "-1"},
		{7<<2 | packedWhole | packedHundredth, "0.07"}, {120<<2 | packedWhole | packedHundredth, "1.2"}, {12300<<2 | packedWhole | packedHundredth, "123"},
		{0x7ffffffe, "536870911"}, {0x80000002, "-536870912"},
	} {
		if got := wholeDigits(c.packed); got != c.want {
			t.Errorf("%#x is read as %s, not %s", c.packed, got, c.want)
		}
	}
}

// What is read means the same double as what is stored, with no digit too many.
func TestDigitsMeanTheStoredDouble(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64().Draw(t, "v")
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return
		}
		text := digits(v)
		back, err := strconv.ParseFloat(text, 64)
		if err != nil || back != v {
			t.Fatalf("%v is read as %s", v, text)
		}
		if len(strings.Trim(text, "-0.")) > 25 {
			t.Fatalf("%v has too many digits: %s", v, text)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		packed := rapid.Uint32().Draw(t, "packed") | packedWhole
		n := float64(int32(packed) >> 2)
		if packed&packedHundredth != 0 {
			n /= 100
		}
		if back, err := strconv.ParseFloat(wholeDigits(packed), 64); err != nil || back != n {
			t.Fatalf("%#x is read as %s, which is not %v", packed, wholeDigits(packed), n)
		}
	})
}

// Texts may go on in further records, split at any character, each record saying
// anew whether characters have one byte or two.
func TestTextsGoOnInFurtherRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-zé中文𠀀]{1,40}`).Draw(t, "text")
		units, _ := wide(text)
		cut := rapid.IntRange(1, units).Draw(t, "cut")
		_, b := wide(text)
		body := le(uint32(1), uint32(2), uint16(units), b[:1+2*cut])
		stream := rec(recSST, body)
		if rest := b[1+2*cut:]; len(rest) > 0 {
			stream = append(stream, rec(recContinue, byte(flagWide), rest, uint16(3), byte(flagRich), uint16(2), "abc", make([]byte, 8))...)
		} else {
			stream = append(stream, rec(recContinue, uint16(3), byte(flagPhonetic), uint32(5), "abc", make([]byte, 5))...)
		}
		got, err := readAll(file(append(xf(0), stream...), sheet("s", label(0, 0, 0), label(0, 1, 1))), DefaultLimits)
		if err != nil || len(got) != 2 || got[0] != "s!A1="+text || got[1] != "s!B1=abc" {
			t.Fatalf("%q cut at %d is read as %q, %v", text, cut, got, err)
		}
	})
}

// A text may change from wide to narrow where it goes on.
func TestTextsChangeTheirWidth(t *testing.T) {
	stream := append(rec(recSST, uint32(1), uint32(1), uint16(5), byte(flagWide), "\x2d\x4e\x87\x65"), rec(recContinue, byte(0), "ab")...)
	stream = append(stream, rec(recContinue, byte(flagWide), "\x2d\x4e")...)
	got, err := readAll(file(append(xf(0), stream...), sheet("s", label(0, 0, 0))), DefaultLimits)
	if err != nil || got[0] != "s!A1=中文ab中" {
		t.Errorf("%q %v", got, err)
	}
}

func TestLinksAreWrittenAsPaths(t *testing.T) {
	for stored, want := range map[string]string{
		"\x01\x01Ddata\x03a.xls": `D:\data\a.xls`, "\x01\x01@server\x03a.xls": `\\server\a.xls`, "\x01a.xls": "a.xls",
		"\x01\x04a.xls": `..\a.xls`, "Excel\x03topic": "Excel|topic",
	} {
		if got := linkTarget(stored); got != want {
			t.Errorf("%q is shown as %q, not %q", stored, got, want)
		}
	}
	n, target := wide("\x01\x01Ca.xls")
	data := file(append(plain[:len(plain):len(plain)], rec(recSupBook, uint16(1), uint16(n), target, uint16(1), byte(0), "S")...), sheet("s", number(0, 0, 1)))
	links := openBytes(t, data).Traits().ExternalLinks
	if len(links) != 1 || links[0] != `C:\a.xls` {
		t.Errorf("%q", links)
	}
}

// Comments lie behind the cells of their sheet.
func TestCommentsAreSeen(t *testing.T) {
	note := rec(recNote, at3(0, 0), uint16(1), uint16(1), byte(0), "A", byte(0))
	for _, records := range [][][]byte{{number(0, 0, 1)}, {number(0, 0, 1), note}} {
		b := openBytes(t, file(plain, sheet("s", records...)))
		if err := b.Verify(); err != nil {
			t.Fatal(err)
		}
		if got := b.Traits().Comments; got != (len(records) == 2) {
			t.Errorf("%d records: comments %v", len(records), got)
		}
	}
}
