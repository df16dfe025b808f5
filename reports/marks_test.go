package reports

import (
	"slices"
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

// A scheme without grades has no column of dashes, and one stage is not named twice.
func TestNoColumnOfNothing(t *testing.T) {
	f := fixture()
	f.grades = nil
	for i := range f.evaluations {
		f.evaluations[i].Grade, f.evaluations[i].GradeEn = "", ""
	}
	page := squeezed(readTree(t, build(t, f))["2022Q2/evaluation.html"])
	if strings.Contains(page, "等次 位次") || strings.Contains(page, "89.99 市级复评 —") {
		t.Error("a column of grades without a grade")
	}
	if !strings.Contains(page, "东山区 89.99 市级复评 2/3") {
		t.Error("the score lost its stage, or its rank")
	}
}

// A department that leads nothing is not said to lead 0 tasks.
func TestOfficeWithoutTasksToLead(t *testing.T) {
	f := fixture()
	f.ledger = slices.DeleteFunc(f.ledger, func(r ledgerRow) bool { return r.Role == "lead" })
	page := squeezed(readTree(t, build(t, f))["2022Q2/unit/990100-WJW.html"])
	if !strings.Contains(page, "没有牵头任务。") || strings.Contains(page, "牵头的 0 项") {
		t.Error("0 tasks are said to be led")
	}
}
