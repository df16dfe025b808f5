package reports

import "yigai/internal/parquetio"

// The rows of earlier editions and of what changed since.
type (
	vintageRow struct {
		Edition     string           `parquet:"edition"`
		Number      int              `parquet:"edition_number"`
		PublishedOn parquetio.Date   `parquet:"published_on"`
		Kind        string           `parquet:"kind"`
		Subject     string           `parquet:"subject"`
		Version     string           `parquet:"version"`
		Basis       string           `parquet:"basis"`
		Org         string           `parquet:"org"`
		Period      string           `parquet:"period"`
		Value       parquetio.Number `parquet:"value" scale:"6"`
		Text        string           `parquet:"text"`
		Rank        int              `parquet:"rank"`
		RankOf      int              `parquet:"rank_of"`
	}
	restatementRow struct {
		Edition   string           `parquet:"edition"`
		Kind      string           `parquet:"kind"`
		Subject   string           `parquet:"subject"`
		Basis     string           `parquet:"basis"`
		Org       string           `parquet:"org"`
		Period    string           `parquet:"period"`
		Published parquetio.Number `parquet:"published" scale:"6"`
		RankThen  int              `parquet:"rank_then"`
		Now       parquetio.Number `parquet:"now" scale:"6"`
		RankNow   int              `parquet:"rank_now"`
		Change    parquetio.Number `parquet:"change" scale:"6"`
		TextThen  string           `parquet:"published_text"`
		TextNow   string           `parquet:"now_text"`
		Cause     string           `parquet:"cause"`
		CauseZh   string           `parquet:"cause_detail_zh"`
		CauseEn   string           `parquet:"cause_detail_en"`
	}
)
