package transform

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

const quotientQuery = `select cast(quotient(cast(? as decimal(18, 4)), cast(? as decimal(18, 4)), cast(? as decimal(18, 4)),
	cast(? as decimal(18, 4)), cast(? as decimal(18, 4)), cast(? as integer)) as varchar)`

func TestQuotientOfMeans(t *testing.T) {
	e := testEngine(t)
	for _, c := range []struct{ n, np, d, dp, scale, less, want string }{
		{"6", "2", "8", "4", "1", "0", "1.500000"},
		{"110", "1", "100", "1", "100", "1", "10.000000"},
		{"90", "1", "100", "1", "100", "1", "-10.000000"},
		{"2", "1", "3", "1", "1", "0", "0.666667"},
		{"1", "1", "3", "1", "1", "1", "-0.666667"},
		{"6010.0258", "1", "5927.9906", "1", "100", "1", "1.383862"}, // by hand, to six decimals
		{"1", "0", "3", "1", "1", "0", ""},
		{"1", "1", "0", "1", "1", "0", ""},
		{"1", "1", "1", "0", "1", "0", ""},
		{"99999999999999.9999", "0.0001", "0.0001", "99999999999999.9999", "1", "0", ""},
	} {
		if got := one(t, e, quotientQuery, c.n, c.np, c.d, c.dp, c.scale, c.less); got != c.want {
			t.Errorf("quotient(%+v) = %q", c, got)
		}
	}
}

// TestQuotientIsExact compares with whole fractions, and the order of keys with theirs.
func TestQuotientIsExact(t *testing.T) {
	e := testEngine(t)
	key := `select quotient_key(cast(? as bigint), cast(? as bigint), cast(? as bigint), cast(? as bigint), 1, 0)`
	rapid.Check(t, func(r *rapid.T) {
		four := func(label string) (list [4]int64, f *big.Rat) {
			for i := range list {
				list[i] = rapid.Int64Range(1, 1_000_000_000_000).Draw(r, label)
			}
			f = new(big.Rat).Quo(big.NewRat(list[0], list[1]), big.NewRat(list[2], list[3]))
			return list, f
		}
		a, fa := four("a")
		b, fb := four("b")
		keyA, keyB := one(r, e, key, a[0], a[1], a[2], a[3]), one(r, e, key, b[0], b[1], b[2], b[3])
		if (keyA < keyB) != (fa.Cmp(fb) < 0) && keyA != keyB {
			r.Fatalf("keys of %v and %v do not sort as they do", fa, fb)
		}
		got := one(r, e, quotientQuery, a[0], a[1], a[2], a[3], 1, 0)
		if want := fa.FloatString(6); got != want && got != "" {
			r.Fatalf("got %s, want %s", got, want)
		}
	})
}

// TestProbabilityOfDeath has the eight groups of a county, computed elsewhere.
func TestProbabilityOfDeath(t *testing.T) {
	e := testEngine(t)
	for _, c := range []struct{ strata, want string }{
		{"6|30271;11|27724;24|27233;41|30558;101|36205;157|34383;185|25362;304|26987", "13.383924"},
		{"0|100", "0.000000"},
		{"10|100", "40.000000"}, // 5 * 0.1 / 1.25
		{"1|100;1|0", ""},
		{"40|100", ""}, // 2D = 5N: everybody dies
		{"-1|100", ""},
	} {
		if got := one(t, e, "select cast(death_probability(cast(? as varchar), 100) as varchar)", c.strata); got != c.want {
			t.Errorf("death_probability(%s) = %q, want %s", c.strata, got, c.want)
		}
	}
	if got := one(t, e, "select death_probability_key('10|100', 100) = ratio_key(40, 1)"); got != "true" {
		t.Error("keys of equal fractions must be equal, whatever function they come from")
	}
	if _, err := e.text(t.Context(), "select death_probability('many', 100)"); err == nil {
		t.Error("a text without numbers must be an error")
	}
}
