package programme_test

import (
	"testing"

	"yigai/programme"
)

// The tokens on workbooks that are out must stay what they are.
func TestTokenDependsOnEveryPart(t *testing.T) {
	first, second := programme.MustPeriod("2022Q1"), programme.MustPeriod("2022Q2")
	base := programme.Token([]byte("k"), "a", "b", first, "d")
	if base != "02eaa3208853af0a" {
		t.Errorf("the token is %s", base)
	}
	for _, other := range []string{
		programme.Token([]byte("l"), "a", "b", first, "d"), programme.Token([]byte("k"), "x", "b", first, "d"),
		programme.Token([]byte("k"), "a", "x", first, "d"), programme.Token([]byte("k"), "a", "b", second, "d"),
		programme.Token([]byte("k"), "a", "b", first, "x"),
	} {
		if other == base || len(other) != 16 {
			t.Errorf("token %s against %s", other, base)
		}
	}
}
