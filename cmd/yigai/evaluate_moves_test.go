//go:build cgo

package main

import (
	"fmt"
	"testing"

	"yigai/internal/decimal"
	"yigai/internal/parquetio"
	"yigai/programme"
)

func exactScore(text string) parquetio.Number {
	return parquetio.Decimal(int64(decimal.MustParse(text)), 4)
}

func TestCutOffsAreNamedOnTheWay(t *testing.T) {
	var bands []programme.Grade
	for name, from := range map[string]string{"优秀": "90", "良好": "80", "合格": "60", "不合格": "0"} {
		bands = append(bands, programme.Grade{Scheme: "e", Name: name, From: decimal.MustParse(from)}, programme.Grade{Scheme: "other", Name: "x", From: decimal.MustParse(from)})
	}
	for _, c := range []struct{ before, after, want string }{
		{"89.99", "90", "[{优秀 90}]"},
		{"90", "89.9999", "[{优秀 90}]"},
		{"59.9", "95", "[{合格 60} {良好 80} {优秀 90}]"},
		{"95", "59.9", "[{优秀 90} {良好 80} {合格 60}]"},
		{"80", "89.9999", "[]"}, {"90", "100", "[]"}, {"79.9999", "80", "[{良好 80}]"}, {"0", "0", "[]"},
	} {
		if got := fmt.Sprint(cutOffsBetween(exactScore(c.before), exactScore(c.after), "e", bands)); got != c.want {
			t.Errorf("%s to %s: %s, want %s", c.before, c.after, got, c.want)
		}
	}
}

func TestBandsThatMoveAreSaid(t *testing.T) {
	before, after := result{Grade: "良好", exact: exactScore("85")}, result{Grade: "优秀", exact: exactScore("85")}
	s := stepOf("rules", &before, &after, "e", []programme.Grade{{Scheme: "e", Name: "优秀", From: decimal.MustParse("85")}})
	if !s.moved() || s.Score || !s.Grade || !s.BandMoved || len(s.Crossed) > 0 {
		t.Errorf("got %+v", s)
	}
	if s := stepOf("data", nil, &after, "e", nil); !s.moved() || s.BandMoved {
		t.Errorf("an org that had no score before: %+v", s)
	}
	if s := stepOf("data", &after, &after, "e", nil); s.moved() {
		t.Errorf("nothing moved: %+v", s)
	}
}

func TestScoresArePrintedCutNotRounded(t *testing.T) {
	for _, c := range []struct {
		n    parquetio.Number
		want string
	}{{parquetio.Decimal(899999999999, 10), "89.99"}, {parquetio.Decimal(900000000000, 10), "90.00"}, {parquetio.Decimal(833333333333, 10), "83.33"},
		{parquetio.Decimal(-5, 1), "-0.50"}, {parquetio.Decimal(100001, 5), "1.00"}, {parquetio.Decimal(-1, 3), "0.00"}, {parquetio.Number{}, ""}} {
		if got := mark(c.n); got != c.want {
			t.Errorf("%v: %q, want %q", c.n, got, c.want)
		}
	}
}
