package transform

import (
	"strings"
	"testing"
)

// TestMartsExplainThemselves: every published table and column is in the
// dictionary that is published with them, with what its card says.
func TestMartsExplainThemselves(t *testing.T) {
	out := wholeMarts(t)
	var tables []string
	for _, r := range wholeReport.Tables {
		if r.Written {
			tables = append(tables, r.Table)
		}
	}
	described := query(t, out, `select "table" from dim_table`, "csv")
	for _, table := range tables {
		if !strings.Contains(described, "\n"+table+"\n") {
			t.Errorf("%s is not in dim_table", table)
		}
		columns := query(t, out, "select * from "+table+" limit 0", "csv")
		want := strings.ReplaceAll(strings.TrimSpace(columns), ",", "\n")
		if got := query(t, out, `select "column" from dim_column where "table" = '`+table+`' order by seq`, "csv"); got != "column\n"+want+"\n" {
			t.Errorf("%s has the columns %q, dim_column says %q", table, want, got)
		}
	}
	if strings.Count(described, "\n") != len(tables)+1 {
		t.Errorf("dim_table has more than the %d tables: %s", len(tables), described)
	}
	got := query(t, out, `select t.grain_en, t."key", c."type", c.zh, c.en, c.audience from dim_table t join dim_column c on t."table" = c."table" where t."table" = 'dim_light' and c."column" = 'condition'`, "csv")
	if got != "grain_en,key,type,zh,en,audience\nrule,seq,VARCHAR,条件,condition,public\n" {
		t.Errorf("got %q", got)
	}
	got = query(t, out, `select tests from dim_column where "table" = 'mart_indicator' and "column" = 'org'`, "csv")
	if got != "tests\nnot_null; in dim_org\n" {
		t.Errorf("what must hold of a column is not published: %q", got)
	}
}

func TestAssumptionsArePublished(t *testing.T) {
	got := query(t, wholeMarts(t), "select count(*) > 30 as many, count(case when about = 'due' and tasks = '2' then 1 end) as due from dim_assumption", "csv")
	if got != "many,due\ntrue,1\n" {
		t.Errorf("got %q", got)
	}
}
