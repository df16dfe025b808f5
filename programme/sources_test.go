//go:build cgo

package programme

import (
	"testing"

	"yigai/internal/decimal"
)

func TestSourcesOfARule(t *testing.T) {
	pack := smallPack()
	tolerance := decimal.MustParse("2")
	pack.Rules = []Rule{
		{Code: "R-SRC-001", Severity: "doubt", Kind: "equal_sources", Left: "visits@self", Right: "visits@10", Tolerance: &tolerance, Message: "应相同", MessageEn: "should agree"},
		{Code: "R-SUM-001", Severity: "return", Kind: "le", Left: "a+b", Right: "@population"},
	}
	dir := t.TempDir()
	if err := WriteReference(dir, pack, Run{Period: MustPeriod("2022Q2"), Mode: "sample"}); err != nil {
		t.Fatal(err)
	}
	rows := written[ruleRow](t, dir, "ref_rules")
	if len(rows) != 2 {
		t.Fatalf("want both rules, got %+v", rows)
	}
	if r := rows[0]; r.Left != "visits" || r.LeftReporter != "self" || r.Right != "visits" || r.RightReporter != "10" || *r.Tolerance != 2_0000 || r.Factor != nil {
		t.Errorf("got %+v", r)
	}
	if r := rows[1]; r.Left != "a+b" || r.Right != "@population" || r.RightReporter != "" || r.Seq != 2 {
		t.Errorf("sides of other kinds stay as they are, got %+v", r)
	}
}
