package decimal

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestParseRefusesWhatItCannotHold(t *testing.T) {
	for text, want := range map[string]error{
		"": ErrSyntax, "-": ErrSyntax, ".5": ErrSyntax, "5.": ErrSyntax, "1e3": ErrSyntax, "0x1": ErrSyntax,
		"1_000": ErrSyntax, "Inf": ErrSyntax, "nan": ErrSyntax, "1.2.3": ErrSyntax, "１２": ErrSyntax, "--1": ErrSyntax,
		"0.00001": ErrRange, "999999999999999": ErrRange, "123456789012345678901": ErrRange,
	} {
		if _, err := Parse(text); !errors.Is(err, want) {
			t.Errorf("Parse(%q) = %v, want %v", text, err, want)
		}
	}
}

func TestParseReadsExactly(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-0": "0", "007": "7", "+3": "3", "12.50": "12.5", "0.0001": "0.0001", "-99999999999999.9999": "-99999999999999.9999",
		"1.00000000": "1",
	} {
		d, err := Parse(text)
		if err != nil || d.String() != want {
			t.Errorf("Parse(%q) = %v, %v, want %s", text, d, err, want)
		}
	}
}

func TestStringRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Decimal(rapid.Int64Range(-max, max).Draw(t, "n"))
		back, err := Parse(d.String())
		if err != nil || back != d {
			t.Fatalf("%d -> %s -> %d, %v", int64(d), d, int64(back), err)
		}
	})
}

func TestDecimalsCountsRealPlaces(t *testing.T) {
	for text, want := range map[string]int{"5": 0, "1.20": 1, "0.0001": 4, "100": 0} {
		if got := MustParse(text).Decimals(); got != want {
			t.Errorf("%s has %d decimals, want %d", text, got, want)
		}
	}
}

func TestGrouped(t *testing.T) {
	for text, want := range map[string]string{"0": "0", "999": "999", "1000": "1,000", "-1234567.5": "-1,234,567.5", "-100": "-100"} {
		if got := MustParse(text).Grouped(); got != want {
			t.Errorf("%s is written %s, want %s", text, got, want)
		}
	}
}
