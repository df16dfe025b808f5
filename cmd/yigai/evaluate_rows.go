//go:build cgo

package main

import (
	"cmp"
	"path/filepath"
	"slices"

	"yigai/internal/parquetio"
)

// finalStage is the stage of the rows that hold final scores.
const finalStage = "final"

// evaluationRow is the part of mart_evaluation that is shown.
type evaluationRow struct {
	Scheme     string           `parquet:"scheme"`
	Org        string           `parquet:"org"`
	Year       int              `parquet:"year"`
	Stage      string           `parquet:"stage"`
	Seq        int              `parquet:"seq"`
	OrgSeq     int              `parquet:"org_seq"`
	Class      string           `parquet:"class"`
	Score      parquetio.Number `parquet:"score"`
	Original   parquetio.Number `parquet:"original"`
	Full       parquetio.Number `parquet:"full_marks"`
	Complete   bool             `parquet:"complete"`
	Scored     int              `parquet:"items_scored"`
	Items      int              `parquet:"items"`
	Unproven   int              `parquet:"items_unproven"`
	Grade      string           `parquet:"grade"`
	GradeEn    string           `parquet:"grade_en"`
	Rank       int              `parquet:"rank"` // 0 for none
	RankOf     int              `parquet:"rank_of"`
	RankUnder  int              `parquet:"rank_parent"`
	UnderOf    int              `parquet:"rank_parent_of"`
	Tied       bool             `parquet:"tied"`
	From       string           `parquet:"from_stage"`
	Drawn      bool             `parquet:"drawn"`
	Adjusted   bool             `parquet:"adjusted"`
	Gap        parquetio.Number `parquet:"gap"`
	GapMedian  parquetio.Number `parquet:"gap_median"`
	GapOutlier bool             `parquet:"gap_outlier"`
}

// scoreRow is the part of mart_score that is shown.
type scoreRow struct {
	Scheme      string           `parquet:"scheme" json:"scheme"`
	Stage       string           `parquet:"stage" json:"stage"`
	Org         string           `parquet:"org" json:"org"`
	Item        string           `parquet:"item" json:"item"`
	Seq         int              `parquet:"seq" json:"-"`
	Year        int              `parquet:"year" json:"year"`
	Name        string           `parquet:"name" json:"name"`
	NameEn      string           `parquet:"name_en" json:"name_en"`
	FullNumber  parquetio.Number `parquet:"full_marks" json:"-"`
	Full        string           `json:"full_marks"`
	Method      string           `parquet:"method" json:"method"`
	TypedNumber parquetio.Number `parquet:"typed" json:"-"`
	Typed       string           `json:"typed"`
	ByIndicator parquetio.Number `parquet:"computed" json:"-"`
	Computed    string           `json:"computed"`
	Number      parquetio.Number `parquet:"score" json:"-"`
	Score       string           `json:"score"`
	Reason      string           `parquet:"reason" json:"reason"`
	Indicator   string           `parquet:"indicator" json:"indicator"`
	Proof       string           `parquet:"evidence_state" json:"evidence_state"`
	Evidence    string           `parquet:"evidence" json:"evidence"`
	Submission  string           `parquet:"submission" json:"submission"`
	Sheet       string           `parquet:"sheet" json:"sheet"`
	Cell        string           `parquet:"cell" json:"cell"`
	AdjustedBy  string           `parquet:"adjusted_by" json:"adjusted_by"`
	AdjustedFor string           `parquet:"adjusted_reason" json:"adjusted_reason"`
}

// adjustmentRow is the part of mart_score_adjustment that is shown.
type adjustmentRow struct {
	Seq            int              `parquet:"seq" json:"seq"`
	Scheme         string           `parquet:"scheme" json:"scheme"`
	Stage          string           `parquet:"stage" json:"stage"`
	Org            string           `parquet:"org" json:"org"`
	Item           string           `parquet:"item" json:"item"`
	Value          parquetio.Number `parquet:"value" json:"-"`
	OriginalNumber parquetio.Number `parquet:"original" json:"-"`
	To             string           `json:"value"`
	Original       string           `json:"original"`
	Counts         bool             `parquet:"counts" json:"counts"`
	By             string           `parquet:"by" json:"by"`
	Reason         string           `parquet:"reason" json:"reason"`
	Document       string           `parquet:"document" json:"document"`
}

// readEvaluation reads the scores of a folder of marts, in the order of schemes,
// years, orgs and stages.
func readEvaluation(marts string) ([]evaluationRow, error) {
	rows, err := parquetio.Read[evaluationRow](filepath.Join(marts, "mart_evaluation.parquet"))
	slices.SortStableFunc(rows, func(x, y evaluationRow) int {
		return cmp.Or(cmp.Compare(x.Scheme, y.Scheme), cmp.Compare(x.Year, y.Year), cmp.Compare(x.OrgSeq, y.OrgSeq), cmp.Compare(x.Org, y.Org), cmp.Compare(x.Seq, y.Seq), cmp.Compare(x.Stage, y.Stage))
	})
	return rows, err
}

// readItems reads how each item of one org counts, and what was adjusted.
func readItems(marts, org string) (items []scoreRow, adjusted []adjustmentRow, err error) {
	items, err = parquetio.Read[scoreRow](filepath.Join(marts, "mart_score.parquet"))
	if err != nil {
		return nil, nil, err
	}
	items = slices.DeleteFunc(items, func(r scoreRow) bool { return r.Org != org })
	slices.SortStableFunc(items, func(x, y scoreRow) int {
		return cmp.Or(cmp.Compare(x.Scheme, y.Scheme), cmp.Compare(x.Year, y.Year), cmp.Compare(x.Seq, y.Seq), cmp.Compare(x.Item, y.Item))
	})
	for i, r := range items {
		items[i].Full, items[i].Typed, items[i].Computed, items[i].Score = r.FullNumber.String(), r.TypedNumber.String(), r.ByIndicator.String(), r.Number.String()
	}
	adjusted, err = parquetio.Read[adjustmentRow](filepath.Join(marts, "mart_score_adjustment.parquet"))
	adjusted = slices.DeleteFunc(adjusted, func(r adjustmentRow) bool { return r.Org != org })
	for i, r := range adjusted {
		adjusted[i].To, adjusted[i].Original = r.Value.String(), r.OriginalNumber.String()
	}
	return items, adjusted, err
}

// shownDecimals is how many decimals of a score are printed. More are cut, never
// rounded: 89.99996 must not look like 90.
const shownDecimals = 2

// mark prints a score for people, as the pages do; "" for none.
func mark(n parquetio.Number) string {
	if !n.Valid {
		return ""
	}
	for ; n.Scale > shownDecimals; n.Scale-- {
		n.Unscaled /= 10
	}
	return n.Fixed(shownDecimals)
}
