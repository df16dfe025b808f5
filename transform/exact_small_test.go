package transform

import (
	"math/big"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
	"pgregory.net/rapid"
)

// TestSmallTwins: where the twins give a result, it is that of the whole fractions;
// and they give one for all that a country reports.
func TestSmallTwins(t *testing.T) {
	given, keyed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1_000_000, 1_000_000), rapid.Int64Range(-2_000_000_000_000_0000, 2_000_000_000_000_0000))
		n, d := part.Draw(t, "n"), part.Draw(t, "d")
		scale := rapid.OneOf(rapid.SampledFrom([]int64{1_0000, 100_0000, 1000_0000, 100_000_0000}), part).Draw(t, "scale")
		over := new(big.Int).Mul(big.NewInt(n), big.NewInt(scale))
		under := new(big.Int).Mul(big.NewInt(d), big.NewInt(smallUnit))
		if got := smallRatio(n, scale, d); got != nil {
			given++
			if want, ok := ratio(over, under).(duckdb.Decimal); !ok || want.Value.Cmp(big.NewInt(got.(int64))) != 0 {
				t.Fatalf("%d * %d / %d is %v, not %v", n, scale, d, want, got)
			}
		}
		if got := smallKey(n, scale, d); got != nil {
			keyed++
			if want := ratioKey(over, under); want != got {
				t.Fatalf("the key of %d * %d / %d is %v, not %v", n, scale, d, want, got)
			}
		}
	})
	if given < 4 || keyed < 4 {
		t.Errorf("%d values and %d keys: too few to prove anything", given, keyed)
	}
	for _, c := range [][3]int64{{1, 100, 3}, {1_400_000_000, 100, 1_411_778_724}, {9_999_999, 100, 7000}, {0, 100, 5}, {1, 1, 2_000_000}} {
		if smallRatio(c[0]*smallUnit, c[1]*smallUnit, c[2]*smallUnit) == nil || smallKey(c[0]*smallUnit, c[1]*smallUnit, c[2]*smallUnit) == nil {
			t.Errorf("%v has no small result", c)
		}
	}
}

// TestScaledRatio: with and without the twins the same, also beyond what they can do.
func TestScaledRatio(t *testing.T) {
	e := testEngine(t)
	got := one(t, e, `with numbers as (
		select cast(unnest(['0', '1', '3', '7', '0.0001', '-2', '45.5', '1411778724', '9999999999.9999', '10000000000', '99999999999999.9999', '-99999999999999.9999', null]) as decimal(18, 4)) as v
	),
	cases as (
		select n.v as n, s.v as s, d.v as d
		from numbers n
		cross join (select cast(unnest(['1', '100', '1000', '0.5', '100000', '-1']) as decimal(18, 4)) as v) s
		cross join numbers d
	)
	select concat(count(*), ' cases, values differ in ', count(case when scaled_ratio(n, s, d) is distinct from ratio(cast(n as decimal(19, 4)) * s, d) then 1 end),
		', keys in ', count(case when scaled_ratio_key(n, s, d) is distinct from ratio_key(cast(n as decimal(19, 4)) * s, d) then 1 end), ', ', min(typeof(scaled_ratio(n, s, d))))
	from cases`)
	if want := "1014 cases, values differ in 0, keys in 0, DECIMAL(18,6)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
