package reports

import "yigai/internal/parquetio"

// The rows of evaluation: what is scored, by whom and when, and what came out.
type (
	stageRow struct {
		Scheme   string         `parquet:"scheme"`
		Stage    string         `parquet:"stage"`
		Seq      int            `parquet:"seq"`
		Name     string         `parquet:"name"`
		NameEn   string         `parquet:"name_en"`
		Scorer   string         `parquet:"scorer"`
		Reporter string         `parquet:"reporter"`
		Base     string         `parquet:"base"`
		Period   string         `parquet:"period"`
		Opens    parquetio.Date `parquet:"opens"`
		Due      parquetio.Date `parquet:"due"`
		DrawMin  int            `parquet:"draw_min"`
		DrawMax  int            `parquet:"draw_max"`
		Clause   string         `parquet:"clause"`
		Note     string         `parquet:"note"`
	}
	gradeRow struct {
		Scheme  string           `parquet:"scheme"`
		Grade   string           `parquet:"grade"`
		GradeEn string           `parquet:"grade_en"`
		Seq     int              `parquet:"seq"`
		From    parquetio.Number `parquet:"from"`
		To      parquetio.Number `parquet:"to"`
		Clause  string           `parquet:"clause"`
		Note    string           `parquet:"note"`
	}
	evaluationRow struct {
		Scheme       string           `parquet:"scheme"`
		Org          string           `parquet:"org"`
		Year         int              `parquet:"year"`
		Stage        string           `parquet:"stage"`
		Period       string           `parquet:"period"`
		Parent       string           `parquet:"parent"`
		Score        parquetio.Number `parquet:"score" scale:"8"`
		Original     parquetio.Number `parquet:"original" scale:"8"`
		FullMarks    parquetio.Number `parquet:"full_marks"`
		Complete     bool             `parquet:"complete"`
		ItemsScored  int              `parquet:"items_scored"`
		Items        int              `parquet:"items"`
		Unproven     int              `parquet:"items_unproven"`
		Grade        string           `parquet:"grade"`
		GradeEn      string           `parquet:"grade_en"`
		Rank         int              `parquet:"rank"`
		RankOf       int              `parquet:"rank_of"`
		RankParent   int              `parquet:"rank_parent"`
		RankParentOf int              `parquet:"rank_parent_of"`
		Tied         bool             `parquet:"tied"`
		FromStage    string           `parquet:"from_stage"`
		ByDraw       bool             `parquet:"by_draw"`
		Drawn        bool             `parquet:"drawn"`
		Adjusted     bool             `parquet:"adjusted"`
		Gap          parquetio.Number `parquet:"gap" scale:"8"`
		GapMedian    parquetio.Number `parquet:"gap_median" scale:"8"`
		GapOutlier   bool             `parquet:"gap_outlier"`
	}
	dimensionRow struct {
		Scheme    string           `parquet:"scheme"`
		Org       string           `parquet:"org"`
		Year      int              `parquet:"year"`
		Stage     string           `parquet:"stage"`
		Dimension string           `parquet:"dimension"`
		Name      string           `parquet:"name"`
		NameEn    string           `parquet:"name_en"`
		FullMarks parquetio.Number `parquet:"full_marks"`
		Score     parquetio.Number `parquet:"score" scale:"8"`
	}
	scoreRow struct {
		Scheme        string           `parquet:"scheme"`
		Stage         string           `parquet:"stage"`
		Org           string           `parquet:"org"`
		Item          string           `parquet:"item"`
		Period        string           `parquet:"period"`
		Year          int              `parquet:"year"`
		DimensionName string           `parquet:"dimension_name"`
		Name          string           `parquet:"name"`
		NameEn        string           `parquet:"name_en"`
		FullMarks     parquetio.Number `parquet:"full_marks"`
		Typed         parquetio.Number `parquet:"typed" scale:"8"`
		Computed      parquetio.Number `parquet:"computed" scale:"8"`
		Original      parquetio.Number `parquet:"original" scale:"8"`
		Score         parquetio.Number `parquet:"score" scale:"8"`
		Reason        string           `parquet:"reason"`
		Indicator     string           `parquet:"indicator"`
		Reporter      string           `parquet:"reporter"`
		Sheet         string           `parquet:"sheet"`
		Cell          string           `parquet:"cell"`
		AdjustedBy    string           `parquet:"adjusted_by"`
		AdjustedWhy   string           `parquet:"adjusted_reason"`
	}
	adjustmentRow struct {
		Seq       int              `parquet:"seq"`
		Scheme    string           `parquet:"scheme"`
		Stage     string           `parquet:"stage"`
		Org       string           `parquet:"org"`
		Item      string           `parquet:"item"`
		Day       parquetio.Date   `parquet:"day"`
		Value     parquetio.Number `parquet:"value"`
		Withdrawn bool             `parquet:"withdrawn"`
		Counts    bool             `parquet:"counts"`
		Original  parquetio.Number `parquet:"original" scale:"8"`
		By        string           `parquet:"by"`
		Reason    string           `parquet:"reason"`
		Document  string           `parquet:"document"`
	}
	itemRow struct {
		Scheme        string           `parquet:"scheme"`
		Stage         string           `parquet:"stage"`
		Item          string           `parquet:"item"`
		Seq           int              `parquet:"seq"`
		DimensionName string           `parquet:"dimension_name"`
		Name          string           `parquet:"name"`
		NameEn        string           `parquet:"name_en"`
		FullMarks     parquetio.Number `parquet:"full_marks"`
		Method        string           `parquet:"method"`
		Indicator     string           `parquet:"indicator"`
		Shape         string           `parquet:"shape"`
		Floor         parquetio.Number `parquet:"floor"`
		Full          parquetio.Number `parquet:"full"`
		Evidence      bool             `parquet:"evidence_required"`
		Standard      string           `parquet:"standard"`
		Note          string           `parquet:"note"`
	}
)
