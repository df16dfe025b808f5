package transform

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yigai/internal/decimal"
)

func testEngine(t testing.TB, folders ...string) *engine {
	t.Helper()
	e, err := open(t.Context(), bounds{Folders: folders, Memory: "1GB", Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func one(t interface{ Fatal(...any) }, e *engine, query string, args ...any) string {
	rows, err := e.text(background, query, args...)
	if err != nil {
		t.Fatal(query, err)
	}
	return rows[0][0]
}

func TestRatioRoundsHalfAwayFromZero(t *testing.T) {
	e := testEngine(t)
	for _, c := range []struct{ n, d, want string }{
		{"1", "3", "0.333333"},
		{"2", "3", "0.666667"},
		{"1", "2000000", "0.000001"}, // 0.0000005
		{"-1", "2000000", "-0.000001"},
		{"1", "-2000000", "-0.000001"},
		{"1", "2000001", "0.000000"},
		{"0", "5", "0.000000"},
		{"7", "0", ""},
		{"99999999999999.9999", "1", ""}, // more than 12 digits before the point
		{"0.0001", "99999999999999.9999", "0.000000"},
		// As doubles both sides lose their last digits: 100 * 1/3 of a great number.
		{"33333333333333.3333", "99999999999999.9999", "0.333333"},
		{"4.0000005", "1", "4.000001"},
	} {
		got := one(t, e, "select cast(ratio(cast(? as decimal(30, 8)), cast(? as decimal(30, 8))) as varchar)", c.n, c.d)
		if got != c.want {
			t.Errorf("ratio(%s, %s) = %q, want %q", c.n, c.d, got, c.want)
		}
	}
	if got := one(t, e, "select ratio(cast(null as decimal(18, 4)), 1) is null and ratio(1, cast(null as decimal(18, 4))) is null"); got != "true" {
		t.Error("ratio of NULL must be NULL")
	}
	if got := one(t, e, "select typeof(ratio(1, 3))"); got != "DECIMAL(18,6)" {
		t.Errorf("ratio is %s", got)
	}
}

// rounded is n/d in millionths, half away from zero, by fractions and printing.
func rounded(n, d decimal.Decimal, scale int64) *big.Int {
	r := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(int64(n)), big.NewInt(scale)), big.NewInt(int64(d)))
	text := r.FloatString(6) // rounds half away from zero
	whole, ok := new(big.Int).SetString(strings.Replace(text, ".", "", 1), 10)
	if !ok {
		panic(text)
	}
	return whole
}

func draw(t *rapid.T, label string) decimal.Decimal {
	digits := rapid.IntRange(0, 17).Draw(t, label+" digits")
	limit := int64(1)
	for range digits {
		limit *= 10
	}
	return decimal.Decimal(rapid.Int64Range(-limit, limit).Draw(t, label))
}

func TestRatioAgreesWithBig(t *testing.T) {
	e := testEngine(t)
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(18), nil)
	rapid.Check(t, func(t *rapid.T) {
		n, d := draw(t, "n"), draw(t, "d")
		scale := rapid.SampledFrom([]int64{1, 100, 10000}).Draw(t, "scale")
		got := one(t, e, "select cast(ratio(cast(cast(? as decimal(18, 4)) as decimal(19, 4)) * cast(? as decimal(18, 4)), cast(? as decimal(18, 4))) as varchar)",
			n.String(), fmt.Sprint(scale), d.String())
		want := ""
		if d != 0 {
			if r := rounded(n, d, scale); r.CmpAbs(limit) < 0 {
				want = millionths(r)
			}
		}
		if got != want {
			t.Fatalf("ratio(%s * %d, %s) = %q, want %q", n, scale, d, got, want)
		}
	})
}

// TestRatioAgreesWithSQL computes the same in DuckDB's own whole numbers.
func TestRatioAgreesWithSQL(t *testing.T) {
	e := testEngine(t)
	got := one(t, e, `
		with numbers as (select cast(i * 7919 % 100003 - 50000 as decimal(18, 4)) as n, cast(i * 104729 % 9973 - 5000 as decimal(18, 4)) as d from range(20000) t(i)),
		whole as (select n, d, cast(n as hugeint) as a, cast(d as hugeint) as b from numbers where d <> 0)
		select count(*) from whole
		where cast(ratio(n, d) * 1000000 as hugeint) <> (2000000 * abs(a) + abs(b)) // (2 * abs(b)) * sign(a) * sign(b)`)
	if got != "0" {
		t.Errorf("%s of 20000 differ", got)
	}
}

func TestRatioKeySortsExactly(t *testing.T) {
	e := testEngine(t)
	rapid.Check(t, func(t *rapid.T) {
		d1 := decimal.Decimal(rapid.Int64Range(1, 999_999_999_999_999_999).Draw(t, "d1"))
		n1 := decimal.Decimal(rapid.Int64Range(-int64(d1), int64(d1)).Draw(t, "n1"))
		// The neighbour differs in the last place, or is the same fraction written otherwise.
		n2, d2 := n1, d1
		switch rapid.IntRange(0, 3).Draw(t, "other") {
		case 0:
			n2 += decimal.Decimal(rapid.Int64Range(-1, 1).Draw(t, "dn"))
		case 1:
			d2 = max(1, d2-decimal.Decimal(rapid.Int64Range(0, 1).Draw(t, "dd")))
		case 2:
			n1, d1 = n1/1000, max(1, d1/1000)
			n2, d2 = n1*7, d1*7
		default:
			n2, d2 = draw(t, "n2"), max(1, draw(t, "d2"))
		}
		got := one(t, e, `with k as (select ratio_key(cast(? as decimal(18,4)), cast(? as decimal(18,4))) as a, ratio_key(cast(? as decimal(18,4)), cast(? as decimal(18,4))) as b)
			select case when a < b then -1 when a = b then 0 when a > b then 1 end from k`, n1.String(), d1.String(), n2.String(), d2.String())
		want := new(big.Rat).SetFrac64(int64(n1), int64(d1)).Cmp(new(big.Rat).SetFrac64(int64(n2), int64(d2)))
		if got != fmt.Sprint(want) {
			t.Fatalf("%s/%s against %s/%s: %s, want %d", n1, d1, n2, d2, got, want)
		}
	})
}

func TestLocalDay(t *testing.T) {
	e := testEngine(t)
	for in, want := range map[string]string{
		"2022-04-15T15:59:59Z":      "2022-04-15",
		"2022-04-15T16:00:00Z":      "2022-04-16", // midnight in China
		"2022-04-15T23:59:59+08:00": "2022-04-15",
		"":                          "",
	} {
		if got := one(t, e, "select cast(local_day(?) as varchar)", in); got != want {
			t.Errorf("local_day(%q) = %q, want %q", in, got, want)
		}
	}
}
