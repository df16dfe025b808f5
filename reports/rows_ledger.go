package reports

import "yigai/internal/parquetio"

// The rows of what people decided about tasks, and how lights moved.
type (
	decisionRow struct {
		Seq      int            `parquet:"seq"`
		Day      parquetio.Date `parquet:"day"`
		Kind     string         `parquet:"kind"`
		Task     string         `parquet:"task"`
		Org      string         `parquet:"org"`
		ToOrg    string         `parquet:"to_org"`
		Role     string         `parquet:"role"`
		FallsIn  string         `parquet:"falls_in"`
		Late     bool           `parquet:"entered_late"`
		Verdict  string         `parquet:"verdict"`
		Due      parquetio.Date `parquet:"due"`
		Title    string         `parquet:"title"`
		Text     string         `parquet:"text"`
		By       string         `parquet:"by"`
		Reason   string         `parquet:"reason"`
		Document string         `parquet:"document"`
		Evidence string         `parquet:"evidence"`
		// What was withdrawn has no effect and stays listed.
		Withdrawn       bool           `parquet:"withdrawn"`
		WithdrawnSeq    int            `parquet:"withdrawn_seq"`
		WithdrawnOn     parquetio.Date `parquet:"withdrawn_on"`
		WithdrawnBy     string         `parquet:"withdrawn_by"`
		WithdrawnReason string         `parquet:"withdrawn_reason"`
	}
	lightMoveRow struct {
		Period        string `parquet:"period"`
		Task          string `parquet:"task"`
		Org           string `parquet:"org"`
		Role          string `parquet:"role"`
		Light         string `parquet:"light"`
		Computed      string `parquet:"computed_light"`
		PreviousLight string `parquet:"previous_light"`
		Movement      string `parquet:"movement"`
	}
	lightCountRow struct {
		Period    string `parquet:"period"`
		Org       string `parquet:"org"`
		Light     string `parquet:"light"`
		Count     int    `parquet:"count"`
		Entered   int    `parquet:"entered"`
		New       int    `parquet:"new"`
		Moved     int    `parquet:"moved"`
		Unchanged int    `parquet:"unchanged"`
		Left      int    `parquet:"left"`
	}
)
