package reports

import (
	"strings"

	"yigai/internal/parquetio"
)

// fillRecorded adds figures from single records of every state, counted twice.
func fillRecorded(t *tables) {
	row := func(org, state string, reported, recorded, share parquetio.Number, seq int) recordedRow {
		r := recordedRow{Period: "2022Q2", Org: org, Element: "contracts", Reported: reported, Recorded: recorded, Share: share, State: state, Reporter: org, Submission: "R-1", Sheet: "指标", Cell: "E17", Seq: seq}
		if reported.Valid && recorded.Valid {
			r.Difference = parquetio.Int(recorded.Unscaled - reported.Unscaled)
		}
		return r
	}
	none := parquetio.Number{}
	t.recorded = []recordedRow{
		row("990121", "differs", parquetio.Int(8000), parquetio.Int(7900), parquetio.Decimal(-12500, 6), 7),
		row("990102", "equal", parquetio.Int(612345), parquetio.Int(612345), parquetio.Decimal(0, 6), 7),
		row("990122", "not_recorded", parquetio.Int(31), none, none, 7),
		row("990100-KFQ", "not_reported", none, parquetio.Int(12), none, 7),
	}
	t.recordedSelects = []recordedSelectRow{
		{Seq: 5, Element: "contracts", Query: "select an earlier count", Figures: 2, Day: parquetio.DateOf(2022, 7, 1), By: "示例人员乙", SHA256: strings.Repeat("5", 64)},
		{Seq: 7, Element: "contracts", Query: "select county as org, quarter as period, count(*) as value from visits where kind = '门诊'", Figures: 3, LeftOut: 2, Day: parquetio.DateOf(2022, 7, 20), By: "示例人员甲", Reason: "明细更正后重算", SHA256: strings.Repeat("7", 64)},
	}
	t.recordedFiles = []recordedFileRow{{Seq: 5, Table: "visits", Name: "早.parquet", SHA256: strings.Repeat("a", 64), Bytes: 1000}, {Seq: 7, Table: "visits", Name: "一季度.parquet", SHA256: strings.Repeat("b", 64), Bytes: 2000}}
}
