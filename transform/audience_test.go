package transform

import (
	"slices"
	"strings"
	"testing"
)

// sensitive are the names of columns that hold what people wrote, who they are,
// what is doubtful, what proves a figure, or the way into a file: internal in
// every table. A column that begins with one of them and _ is one too.
var sensitive = []string{
	"narrative", "problems", "next_steps", "practice", "note", "opinion", "reply", "found", "chosen", "typed",
	"evidence", "responsible", "contact", "sender", "by", "declared_by", "decided_by", "opened_by", "closed_by", "replied_by", "verified_by",
	"waived", "waived_by", "withdrawn_by", "issued_by", "chosen_by", "adjusted_by", "exception", "exception_by",
	"reason", "adjusted_reason", "extended_reason", "verified_reason", "why", "document", "letter",
	"raw_text", "file_name", "sheet", "cell", "submission", "submissions", "sent_at", "received_at", "channel", "cover_date",
	"finding", "findings_doubt", "contradicted", "closed_on_word", "gap_outlier", "instructed", "proof", "fix", "rule_zh",
	"decision_seq", "decision_seqs", "decided_seq", "adjusted_seq",
}

// ofThePack are columns of public tables with such a name that say no such
// thing: what the pack itself writes, which is published with it.
var ofThePack = []string{"dim_assumption.reason", "dim_bulletin_text.note", "dim_consequence.by", "dim_consequence.note", "dim_grade.note",
	"dim_item.evidence_required", "dim_item.note", "dim_programme.document_kind", "dim_stage.note", "dim_target.note", "mart_evaluation.by_draw",
	"dim_threshold.reason_zh", "dim_threshold.reason_en", "mart_score.evidence_required"}

// TestAudienceOfSensitiveColumns: no public table shows the public a column
// whose name says that it is not for it (design.md, 9).
func TestAudienceOfSensitiveColumns(t *testing.T) {
	cards, err := readCards(files, "models")
	if err != nil {
		t.Fatal(err)
	}
	kept, excused := 0, []string{}
	for _, c := range selected(cards, Card.published) {
		for _, column := range c.Columns {
			name := c.Table + "." + column.Name
			switch {
			case !isSensitive(column.Name):
			case column.Audience == "internal":
				kept++
			case slices.Contains(ofThePack, name):
				excused = append(excused, name)
			default:
				t.Errorf("%s is public: say audience: internal, or why it is harmless", name)
			}
		}
	}
	for _, name := range ofThePack {
		if !slices.Contains(excused, name) {
			t.Errorf("%s is excused for nothing", name)
		}
	}
	if kept < 50 {
		t.Errorf("only %d columns are kept: the list of names has lost its grip", kept)
	}
}

func isSensitive(column string) bool {
	return slices.ContainsFunc(sensitive, func(name string) bool { return column == name || strings.HasPrefix(column, name+"_") })
}

// TestAudienceOfTables: what the public must not have is not a public table, and
// what its pages are made of is one.
func TestAudienceOfTables(t *testing.T) {
	cards, err := readCards(files, "models")
	if err != nil {
		t.Fatal(err)
	}
	is := map[string]string{}
	for _, c := range cards {
		is[c.Table] = c.Audience
	}
	for audience, tables := range map[string]string{
		"internal": "mart_attachment mart_consequence mart_decision mart_draw mart_finding mart_inspection mart_practice mart_quality mart_rectification mart_reminder mart_score_adjustment mart_submission",
		"public": "mart_accounting mart_department mart_evaluation mart_evaluation_dimension mart_figure mart_indicator mart_laggard mart_ledger mart_light mart_light_count " +
			"mart_lineage mart_measure mart_reporting mart_score dim_org dim_ancestor dim_indicator dim_task dim_table dim_column",
	} {
		for _, table := range strings.Fields(tables) {
			if is[table] != audience {
				t.Errorf("%s is %q, not %s", table, is[table], audience)
			}
		}
	}
}

// TestAudienceMistakes: a card that contradicts itself is refused.
func TestAudienceMistakes(t *testing.T) {
	card := func(table, column string) Card {
		words := Words{"甲", "a"}
		return Card{Table: "t", File: "t.yml", Description: words, Grain: words, Key: []string{"a"}, Audience: table,
			Columns: []Column{{Name: "a", Type: "VARCHAR", Zh: "甲", En: "a", Audience: table}, {Name: "b", Type: "VARCHAR", Zh: "乙", En: "b", Audience: column}}}
	}
	if err := card("public", "internal").mistakes(); err != nil {
		t.Errorf("a public table may keep a column: %v", err)
	}
	if err := card("internal", "public").mistakes(); err == nil {
		t.Error("a public column in an internal table is seen by nobody, and was taken")
	}
	if err := card("public", "secret").mistakes(); err == nil {
		t.Error("an audience that there is not was taken")
	}
	keyed := card("public", "internal")
	keyed.Key = []string{"b"}
	if err := keyed.mistakes(); err == nil {
		t.Error("a key that the public cannot see was taken")
	}
}
