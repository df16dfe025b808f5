//go:build cgo

package programme

// rules gives one row per validation rule; the sides of equal_sources are split.
func (r reference) rules() []ruleRow {
	var rows []ruleRow
	for i, x := range r.pack.Rules {
		row := ruleRow{own: r.own, Rule: x.Code, Seq: int32(i + 1), Severity: x.Severity, Kind: x.Kind, Form: x.Form, Left: x.Left, Right: x.Right,
			Factor: scaled(x.Factor), Tolerance: scaled(x.Tolerance), Message: x.Message, MessageEn: x.MessageEn}
		if x.Kind == "equal_sources" {
			row.Left, row.LeftReporter = Source(x.Left)
			row.Right, row.RightReporter = Source(x.Right)
		}
		rows = append(rows, row)
	}
	return rows
}

// ruleRow is a row of ref_rules.
type ruleRow struct {
	own
	Rule          string `parquet:"rule"`
	Seq           int32  `parquet:"seq"`
	Severity      string `parquet:"severity"`
	Kind          string `parquet:"kind"`
	Form          string `parquet:"form"`
	Left          string `parquet:"left"`
	LeftReporter  string `parquet:"left_reporter"`
	Right         string `parquet:"right"`
	RightReporter string `parquet:"right_reporter"`
	Factor        *int64 `parquet:"factor,decimal(4:18)"`
	Tolerance     *int64 `parquet:"tolerance,decimal(4:18)"`
	Message       string `parquet:"message"`
	MessageEn     string `parquet:"message_en"`
}
