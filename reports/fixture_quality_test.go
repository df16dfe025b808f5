package reports

import "yigai/internal/parquetio"

// fillQuality adds doubts open and accepted, a finding accepted, attachments of
// every state, and a figure of every state.
func fillQuality(t *tables) {
	until := parquetio.DateOf(2027, 12, 31)
	t.thresholds = []thresholdRow{{Seq: 1, Test: "last_digit", Threshold: "least_count", Value: parquetio.Int(20), Zh: "太少说明不了问题", En: "too few say nothing"}}
	t.quality = []qualityRow{
		{Period: "2022Q2", Org: "990121", Test: "peers_unit", Finding: "F-0000000001", Element: "contracts", Sheet: "指标", Cell: "E17", Zh: "约为同类单位中位数的 10,000 倍", En: "about 10,000 times the median"},
		{Period: "2022Q2", Org: "990121", Test: "last_digit", Finding: "F-0000000002", Zh: "30 个计数有 17 个以 0 或 5 结尾", En: "17 of 30 counts end in 0 or 5"},
		{Period: "2022Q2", Org: "990102", Test: "jump", Finding: "F-0000000003", Element: "contracts", Sheet: "指标", Cell: "E17", Zh: "与往期中位数相差 3 倍", En: "three times the median",
			Waived: true, WaivedBy: "王秀兰", Reason: "新划入两个镇", Until: until},
		{Period: "2022Q2", Org: "990100", Test: "above_target", Finding: "F-0000000004", Indicator: "coverage", Zh: "4 个单位刚好达标", En: "4 units just above"},
	}
	for i, f := range t.findings {
		if f.Reporter == "990100-KFQ" && f.Period == "2022Q2" {
			t.findings[i] = findingRow{Period: f.Period, Reporter: f.Reporter, Submission: f.Submission, FileName: f.FileName, Code: "E-JUMP", Severity: "doubt", Sheet: "指标", Cell: "E18", Found: "指标!E18 = 9",
				RuleZh: "应与往期相称", RuleEn: "should be like before", FixZh: "请核对。", FixEn: "Check it.", Finding: "F-0000000005", Org: "990100-KFQ", Element: "contracts", Waived: true, WaivedBy: "李建国", Reason: "新设开发区", Until: until}
		}
	}
	t.attachments = []attachmentRow{
		{Period: "2022Q2", Reporter: "990102", Revision: 1, Kind: "scan", Name: "东山区盖章.pdf", FileName: "东山区盖章.pdf", SHA256: "aa11", State: "received", TiedBy: "bundle", Current: 2},
		{Period: "2022Q2", Reporter: "990121", Kind: "evidence", Task: "1", Name: "签约名册.xlsx", State: "named_only", AttestsCurrent: true},
		{Period: "2022Q2", Reporter: "990121", Kind: "evidence", Task: "2", Name: "2-照片.jpg", FileName: "2-照片.jpg", SHA256: "bb22", State: "unnamed", TiedBy: "name", AttestsCurrent: true},
		{Period: "2022Q2", Reporter: "990121", Kind: "evidence", Task: "1", Name: "附件1.pdf", FileName: "附件1.pdf", SHA256: "cc33", State: "received", TiedBy: "mention", AttestsCurrent: true},
	}
	for i, r := range t.reporting {
		if r.Org == "990102" && r.Period == "2022Q2" {
			t.reporting[i].ScanRevision, t.reporting[i].Revision = 1, 2
		}
	}
	row := func(element, state, raw, note string, value parquetio.Number) reportedRow {
		return reportedRow{Period: "2022Q2", Org: "990121", Element: element, Reporter: "990121", State: state, RawText: raw, Note: note, Value: value, Sheet: "指标", Cell: "E17"}
	}
	t.reported = []reportedRow{row("contracts", "reported", "0", "停诊一季", parquetio.Int(0)), row("group", "suppressed", "保密", "", parquetio.Number{}),
		{Period: "2022Q2", Org: "990102", Element: "contracts", Reporter: "990100-WJW", State: "not_applicable", RawText: "不适用"},
		{Period: "2022Q2", Org: "990102", Element: "group", Reporter: "990102", State: "missing", RawText: "—", Sheet: "指标", Cell: "E18"}}
	t.accounting = append(t.accounting, accountingRow{State: "bundle", Files: 3})
}
