package spark

import (
	"strings"
	"testing"
)

func TestTranslate(t *testing.T) {
	for from, want := range map[string]string{
		"select cast(a as varchar) as a -- varchar":                                "select cast(a as string) as a -- varchar",
		"select concat(a, 'concat(x)', b)":                                         "select concat_ws('', a, 'concat(x)', b)",
		"concat(concat(a), b)":                                                     "concat_ws('', concat_ws('', a), b)",
		"concat(\n    a,\n    b)":                                                  "concat_ws('',\n    a,\n    b)",
		"string_agg(x, '、' order by y asc nulls last, z asc nulls last)":           "string_agg(x, '、') within group (order by y asc nulls last, z asc nulls last)",
		"string_agg(concat(x, 'order by'), ',' order by y desc)":                   "string_agg(concat_ws('', x, 'order by'), ',') within group (order by y desc)",
		"string_agg(case when row_number() over (order by y) > 1 then x end, ',')": "string_agg(case when row_number() over (order by y) > 1 then x end, ',')",
		"max_by(a, b)":               "max_by(a, case when (a) is not null then b end)",
		"min_by(concat(a, b),c)":     "min_by(concat_ws('', a, b), case when (concat_ws('', a, b)) is not null then c end)",
		"t.concat, \"varchar\"":      "t.concat, \"varchar\"",
		"select 'it''s varchar'":     "select 'it''s varchar'",
		"select max(a), concat_ws()": "select max(a), concat_ws()",
	} {
		got, err := Translate(from)
		if err != nil || got != want {
			t.Errorf("%s\n got %s (%v)\nwant %s", from, got, err, want)
		}
		if strings.Count(got, "\n") != strings.Count(from, "\n") {
			t.Errorf("%s: lines moved", from)
		}
	}
	for _, wrong := range []string{"concat(a", "max_by(a)", "max_by(a, b, c)"} {
		if got, err := Translate(wrong); err == nil {
			t.Errorf("%s became %s, want an error", wrong, got)
		}
	}
}
