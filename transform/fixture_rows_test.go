package transform

type own struct {
	Programme string `parquet:"programme"`
	Sample    bool   `parquet:"sample"`
}

type submissionRow struct {
	own
	Period          string `parquet:"period"`
	Reporter        string `parquet:"reporter"`
	Part            string `parquet:"part"`
	Submission      string `parquet:"submission"`
	Revision        int32  `parquet:"revision"`
	FileName        string `parquet:"file_name"`
	SHA256          string `parquet:"sha256"`
	Bytes           int64  `parquet:"bytes"`
	ReceivedAt      string `parquet:"received_at"`
	SentAt          string `parquet:"sent_at"`
	Channel         string `parquet:"channel"`
	Sender          string `parquet:"sender"`
	CoverDate       string `parquet:"cover_date"`
	CutOff          *int32 `parquet:"cut_off,date"`
	Provisional     bool   `parquet:"provisional"`
	TemplateVersion string `parquet:"template_version"`
	State           string `parquet:"state"`
	History         bool   `parquet:"history"`
	Observations    int32  `parquet:"observations"`
	TaskReports     int32  `parquet:"task_reports"`
	FindingsError   int32  `parquet:"findings_error"`
	FindingsReturn  int32  `parquet:"findings_return"`
	FindingsDoubt   int32  `parquet:"findings_doubt"`
	FindingsNote    int32  `parquet:"findings_note"`
}

type observationRow struct {
	own
	Period      string `parquet:"period"`
	Org         string `parquet:"org"`
	Reporter    string `parquet:"reporter"`
	Element     string `parquet:"element"`
	Value       *int64 `parquet:"value,decimal(4:18)"`
	State       string `parquet:"state"`
	ValueBasis  string `parquet:"value_basis"`
	Provisional bool   `parquet:"provisional"`
	CutOff      *int32 `parquet:"cut_off,date"`
	RawText     string `parquet:"raw_text"`
	Submission  string `parquet:"submission"`
	Revision    int32  `parquet:"revision"`
	Sheet       string `parquet:"sheet"`
	Cell        string `parquet:"cell"`
}

type taskReportRow struct {
	own
	Period      string `parquet:"period"`
	Reporter    string `parquet:"reporter"`
	Task        string `parquet:"task"`
	Status      string `parquet:"status"`
	Progress    *int64 `parquet:"progress,decimal(4:18)"`
	Narrative   string `parquet:"narrative"`
	Problems    string `parquet:"problems"`
	NextSteps   string `parquet:"next_steps"`
	Evidence    string `parquet:"evidence"`
	Responsible string `parquet:"responsible"`
	Submission  string `parquet:"submission"`
	Revision    int32  `parquet:"revision"`
	Sheet       string `parquet:"sheet"`
	Cell        string `parquet:"cell"`
}

type findingRow struct {
	own
	Period     string `parquet:"period"`
	Reporter   string `parquet:"reporter"`
	Submission string `parquet:"submission"`
	Seq        int32  `parquet:"seq"`
	SHA256     string `parquet:"sha256"`
	FileName   string `parquet:"file_name"`
	Code       string `parquet:"code"`
	Severity   string `parquet:"severity"`
	Sheet      string `parquet:"sheet"`
	Cell       string `parquet:"cell"`
	Found      string `parquet:"found"`
	RuleZh     string `parquet:"rule_zh"`
	RuleEn     string `parquet:"rule_en"`
	FixZh      string `parquet:"fix_zh"`
	FixEn      string `parquet:"fix_en"`
	Rule       string `parquet:"rule"`
}
