package reports

import (
	"strings"
	"testing"

	"yigai/internal/parquetio"
)

// Differences of marks are cut like the marks: 6.999 is not 7.00.
func TestGapsAreCut(t *testing.T) {
	for text, n := range map[string]parquetio.Number{"+6.99": parquetio.Decimal(6_999, 3), "−6.99": parquetio.Decimal(-6_999, 3), "0.00": parquetio.Decimal(9, 3), "+3.50": parquetio.Decimal(35, 1), "—": {}} {
		if got := gapText(n); got != text {
			t.Errorf("%s became %q, want %q", n, got, text)
		}
	}
}

// One light alone stands in words; a strip of lights begins with the second.
func TestLoneLightIsNotDrawn(t *testing.T) {
	files := readTree(t, build(t, fixture()))
	if page := string(files["2022Q1/ledger.html"]); strings.Contains(page, "各期亮灯") {
		t.Error("the first period has a strip of one light")
	}
	if page := string(files["2022Q2/ledger.html"]); !strings.Contains(page, "各期亮灯") {
		t.Error("the second period has no strip of lights")
	}
}

// A light that was red and is not any more says so, in the ledger and in the task's history.
func TestMadeGoodIsShown(t *testing.T) {
	f := fixture()
	for i := range f.ledger {
		f.ledger[i].MadeGood = f.ledger[i].Period == "2022Q2" && f.ledger[i].Task == "1"
	}
	files := readTree(t, build(t, f))
	wantsOn(t, files, map[string][]string{
		"2022Q2/ledger.html": {"此前逾期，现已补上"},
		"2022Q2/task/1.html": {"正常 此前逾期，现已补上"},
	})
	if strings.Contains(string(files["2022Q1/ledger.html"]), "此前逾期") {
		t.Error("the period before says so too")
	}
}

// A state and a light with the same word are not said twice.
func TestMendingIsNotSaidTwice(t *testing.T) {
	for want, pair := range map[string][2]string{"逾期": {"逾期", "逾期"}, "整改中": {"整改中", ""}, "已办结（已销号）": {"已办结", "已销号"}} {
		if got := mendingWords(pair[0], pair[1]); got != want {
			t.Errorf("%v became %q, want %q", pair, got, want)
		}
	}
}
