//go:build cgo

package programme

// The columns of targets, tasks and measures.

type targetRow struct {
	own
	Indicator      string `parquet:"indicator"`
	Org            string `parquet:"org"`
	Due            *int32 `parquet:"due,date"`
	Comparator     string `parquet:"comparator"`
	Value          *int64 `parquet:"value,decimal(4:18)"`
	ValueTo        *int64 `parquet:"value_to,decimal(4:18)"`
	Tolerance      *int64 `parquet:"tolerance,decimal(4:18)"`
	Soft           bool   `parquet:"soft"`
	Baseline       *int64 `parquet:"baseline,decimal(4:18)"`
	BaselinePeriod string `parquet:"baseline_period"`
	Clause         string `parquet:"clause"`
	Note           string `parquet:"note"`
	Scope          string `parquet:"scope"`
}

type taskRow struct {
	own
	Task        string `parquet:"task"`
	Seq         int32  `parquet:"seq"`
	Parent      string `parquet:"parent"`
	Title       string `parquet:"title"`
	TitleEn     string `parquet:"title_en"`
	Kind        string `parquet:"kind"`
	Start       *int32 `parquet:"start,date"`
	Due         *int32 `parquet:"due,date"`
	Repeat      string `parquet:"repeat"`
	Clause      string `parquet:"clause"`
	ClosingRule string `parquet:"closing_rule"`
}

type taskRoundRow struct {
	own
	Task  string `parquet:"task"`
	Round string `parquet:"round"`
	Seq   int32  `parquet:"seq"`
	Opens *int32 `parquet:"opens,date"`
	Due   *int32 `parquet:"due,date"`
}

type dutyRow struct {
	own
	Task string `parquet:"task"`
	Org  string `parquet:"org"`
	Role string `parquet:"role"`
	Seq  int32  `parquet:"seq"`
	Text string `parquet:"text"`
	From *int32 `parquet:"valid_from,date"`
	To   *int32 `parquet:"valid_to,date"`
}

type measureRow struct {
	own
	Task      string `parquet:"task"`
	Measure   string `parquet:"measure"`
	Seq       int32  `parquet:"seq"`
	Name      string `parquet:"name"`
	NameEn    string `parquet:"name_en"`
	Org       string `parquet:"org"`
	Type      string `parquet:"type"`
	Indicator string `parquet:"indicator"`
	Element   string `parquet:"element"`
	Target    *int64 `parquet:"target,decimal(4:18)"`
	Round     string `parquet:"round"`
	Opens     *int32 `parquet:"opens,date"`
	Due       *int32 `parquet:"due,date"`
	Soft      bool   `parquet:"soft"`
	ValidFrom *int32 `parquet:"valid_from,date"`
	ValidTo   *int32 `parquet:"valid_to,date"`
}
