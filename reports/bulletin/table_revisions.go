package bulletin

// mostRevisions is how many lines the annex of a revision has; the rest is
// counted, and stands in mart_restatement and on the page of editions.
const mostRevisions = 120

var basisWords = map[string]struct{ zh, en string }{"quarter": {"当期", "period"}, "ytd": {"累计", "to date"}, "point": {"时点", "point"}, "year": {"全年", "year"}}

// revisionTable is every figure, light and score that is not as it was published, and why.
func (b *book) revisionTable(lang string) []Table {
	t := Table{Columns: []Column{column(lang, "事项", "what", 40, false), column(lang, "口径", "basis", 13, false), column(lang, "单位", "unit", 34, false), column(lang, "原为", "then", 28, true), column(lang, "现为", "now", 28, true),
		column(lang, "原位次", "rank then", 14, true), column(lang, "现位次", "rank now", 14, true), column(lang, "原因", "cause", 54, false)}}
	for i, r := range b.restated {
		if i == mostRevisions {
			t.Note = together(words(pick(lang, "共", "")), restatedWhere().count(len(b.restated)), words(pick(lang, "处不同，其余见数据表 mart_restatement。", " differences; the others stand in mart_restatement.")))
			break
		}
		then, now := b.thenAndNow(r)
		basis := basisWords[r.Basis]
		cause := r.place().text("cause_detail_zh", r.CauseZh)
		if lang == "en" {
			cause = r.place().text("cause_detail_en", r.CauseEn)
		}
		t.Rows = append(t.Rows, Row{Strong: r.Org == b.head.Region, Cells: [][]Run{together(b.restatedWhat(r).in(lang, 0), b.elsewhen(r)), orMissing(words(pick(lang, basis.zh, basis.en))), b.org(r.Org).in(lang, 0),
			then.in(lang, 0), now.in(lang, 0), rankCell(r.place(), "rank_then", r.RankThen), rankCell(r.place(), "rank_now", r.RankNow), cause}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Table{t}
}

// elsewhen names the period of what is not of this one.
func (b *book) elsewhen(r restatementRow) []Run {
	if r.Period == b.period.Period {
		return nil
	}
	return together(words("（"), r.place().text("period", r.Period), words("）"))
}

func rankCell(p place, column string, rank int) []Run {
	if rank == 0 {
		return words(missing)
	}
	return p.whole(column, rank)
}
