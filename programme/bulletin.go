package programme

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"yigai/data"
)

// A BulletinLine is one line of the words of a bulletin: a sentence with places
// in braces for what the figures say, said once, of each thing in a list, or over a table.
type BulletinLine struct {
	Place
	Code      string // of the line
	Section   string // one of BulletinSections
	Heading   string // stands over the line; the first of a section is its title
	HeadingEn string
	Each      string // one of BulletinLists or BulletinTables; once
	When      string // placeholders that must hold, joined by "&"; with "!" must not
	Joined    bool   // goes on in the paragraph before it
	Text      string
	TextEn    string
	Limit     int // how many of a list, or of names, are told; 0 for all
	Note      string
}

// BulletinSections are the parts of a bulletin in their order.
var BulletinSections = []string{"title", "lead", "progress", "indicators", "ledger", "evaluation", "practices", "revisions", "problems", "next", "closing", "brief",
	"annex_indicators", "annex_ledger", "annex_evaluation", "annex_revisions", "annex_reporting"}

// BulletinTables are what a line may stand over as a caption.
var BulletinTables = []string{"table_targets", "table_monitored", "table_departments", "table_indicators", "table_ledger",
	"table_evaluation", "table_reporting", "table_accounting", "table_revisions"}

// everyBulletin are the placeholders that every line may have; docs/packs.md explains them.
var everyBulletin = []string{"n", "nth", "programme", "subject", "number", "issuer", "secretariat", "kind", "document", "total", "places", "departments",
	"addressee", "issued", "cut_off", "period", "this", "before", "due", "locked", "next_period", "next_due", "draft", "reference", "sample", "preview", "edition", "revision", "reason", "more",
	"revisions", "revised_editions", "revised_kinds",
	"expected", "received", "on_time", "on_time_share", "on_time_names", "late", "late_share", "late_names", "missing", "missing_share", "missing_names",
	"final_outstanding", "doubts", "files_received", "files_accepted", "files_refused", "files_superseded", "files_quarantined", "files_attached", "files_bundle",
	"tasks", "lights", "entered", "tasks_done", "tasks_on_track", "tasks_warning", "tasks_overdue", "tasks_no_data", "tasks_not_due", "tasks_closed", "tasks_suspended",
	"tasks_done_numbers", "tasks_on_track_numbers", "tasks_warning_numbers", "tasks_overdue_numbers", "tasks_no_data_numbers", "tasks_not_due_numbers",
	"tasks_closed_numbers", "tasks_suspended_numbers", "targets", "standing", "met", "on_track", "behind", "missed", "no_data",
	"met_names", "on_track_names", "behind_names", "missed_names", "no_data_names", "weak", "weak_names", "weak_places", "weak_place_names",
	"practices", "rectifications", "rectifications_overdue", "rectifications_closed", "scored", "grade_counts"}

// BulletinLists are the lists of which a line may be said, with the placeholders of each.
var BulletinLists = map[string][]string{
	"once": nil,
	"indicators": {"indicator", "value", "fraction", "change", "year_change", "best", "worst", "base", "provisional", "has_value", "target", "gap",
		"status_met", "status_on_track", "status_behind", "status_missed", "status_no_data", "weak", "monitored"},
	"overdue":         {"task", "title", "lead", "due", "done", "owed", "light", "units", "days"},
	"warnings":        {"task", "title", "lead", "due", "done", "owed", "light", "units", "days"},
	"places_behind":   {"org", "count", "indicators"},
	"laggards":        {"org", "count", "indicators", "late_reports"},
	"late":            {"org", "received", "days"},
	"not_reported":    {"org", "received", "days"},
	"grades":          {"grade", "count", "names", "who", "of_region", "of_place", "of_zone", "of_department", "of_institution"},
	"consequences":    {"effect", "clause", "count", "names", "state", "agreed", "proposed"},
	"practices":       {"org", "task", "title", "text"},
	"rectifications":  {"id", "org", "finding", "due", "state", "open", "overdue"},
	"revisions":       {"org", "what", "of_period", "then", "now", "rank_then", "rank_now", "cause", "of_whole"},
	"revision_causes": {"cause", "count"},
}

// BulletinPlaceholders are the words in braces that a line of a list, or over a table, may have.
func BulletinPlaceholders(each string) []string {
	if slices.Contains(BulletinTables, each) {
		return append(slices.Clone(everyBulletin), "table")
	}
	return slices.Concat(everyBulletin, BulletinLists[each])
}

var bulletinTable = newTable("bulletin.csv", optional, "line section each text", "heading heading_en when joined text_en limit note")

func (p *Pack) readBulletin(fsys fs.FS, mistakes *[]Mistake) {
	p.Bulletin = rows(fsys, mistakes, bulletinTable, record.bulletinLine)
}

func (r record) bulletinLine() BulletinLine {
	return BulletinLine{r.Place, r.need("line"), r.oneOf("section", BulletinSections...), r.text("heading"), r.text("heading_en"), r.text("each"),
		r.text("when"), r.maybe("joined"), r.text("text"), r.text("text_en"), r.integer("limit"), r.text("note")}
}

// BulletinInForce is the bulletin's words section by section: the pack's own
// where it has any, else neutral ones that ship with the program and say in their
// note that they are assumed. A section whose only line has no text is left out.
func (p *Pack) BulletinInForce() []BulletinLine {
	var lines []BulletinLine
	for _, section := range p.bulletinOrder() {
		of := func(all []BulletinLine) (found []BulletinLine) {
			for _, l := range all {
				if l.Section == section {
					found = append(found, l)
				}
			}
			return found
		}
		if own := of(p.Bulletin); len(own) > 0 {
			lines = append(lines, own...)
			continue
		}
		lines = append(lines, of(defaultBulletin())...)
	}
	return lines
}

// bulletinOrder is the order of the sections: one that the pack lists before
// another which it would follow stands right before that one.
func (p *Pack) bulletinOrder() []string {
	var own []string
	for _, l := range p.Bulletin {
		if !slices.Contains(own, l.Section) && slices.Contains(BulletinSections, l.Section) {
			own = append(own, l.Section)
		}
	}
	order := slices.Clone(BulletinSections)
	for i := len(own) - 2; i >= 0; i-- {
		from, to := slices.Index(order, own[i]), slices.Index(order, own[i+1])
		if from > to {
			order = slices.Insert(slices.Delete(order, from, from+1), to, own[i])
		}
	}
	return order
}

// defaultBulletin reads the program's own table, which a test holds whole.
var defaultBulletin = sync.OnceValue(func() []BulletinLine {
	var mistakes []Mistake
	lines := rows(data.Reference(), &mistakes, bulletinTable, record.bulletinLine)
	if len(mistakes) > 0 {
		panic(fmt.Sprintf("data/reference: %v", mistakes)) // it is part of the program
	}
	return lines
})
