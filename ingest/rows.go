package ingest

// The rows of the fact tables, as their Parquet columns. Decimals are scaled by
// 10^4, days are counted from 1970-01-01; a pointer is a column that may be
// NULL. Texts are never NULL.

// submissionRow is one file received.
type submissionRow struct {
	Programme       string `parquet:"programme,dict"`
	Sample          bool   `parquet:"sample"`
	Period          string `parquet:"period,dict"`
	Reporter        string `parquet:"reporter,dict"`
	Part            string `parquet:"part,dict"`
	Submission      string `parquet:"submission"`
	Revision        int32  `parquet:"revision"`
	FileName        string `parquet:"file_name"`
	SHA256          string `parquet:"sha256"`
	Bytes           int64  `parquet:"bytes"`
	ReceivedAt      string `parquet:"received_at"`
	SentAt          string `parquet:"sent_at"`
	Channel         string `parquet:"channel,dict"`
	Sender          string `parquet:"sender,dict"`
	CoverDate       string `parquet:"cover_date,dict"`
	CutOff          *int32 `parquet:"cut_off,date"`
	Provisional     bool   `parquet:"provisional"`
	TemplateVersion string `parquet:"template_version,dict"`
	State           string `parquet:"state,dict"`
	History         bool   `parquet:"history"`
	Observations    int32  `parquet:"observations"`
	TaskReports     int32  `parquet:"task_reports"`
	FindingsError   int32  `parquet:"findings_error"`
	FindingsReturn  int32  `parquet:"findings_return"`
	FindingsDoubt   int32  `parquet:"findings_doubt"`
	FindingsNote    int32  `parquet:"findings_note"`
}

// observationRow is one element's value of one org in one file.
type observationRow struct {
	Programme   string `parquet:"programme,dict"`
	Sample      bool   `parquet:"sample"`
	Period      string `parquet:"period,dict"`
	Org         string `parquet:"org,dict"`
	Reporter    string `parquet:"reporter,dict"`
	Element     string `parquet:"element,dict"`
	Value       *int64 `parquet:"value,decimal(4:18)"`
	State       string `parquet:"state,dict"`
	ValueBasis  string `parquet:"value_basis,dict"`
	Provisional bool   `parquet:"provisional"`
	CutOff      *int32 `parquet:"cut_off,date"`
	RawText     string `parquet:"raw_text"`
	Submission  string `parquet:"submission,dict"`
	Revision    int32  `parquet:"revision"`
	Sheet       string `parquet:"sheet,dict"`
	Cell        string `parquet:"cell,dict"`
}

// taskRow is what one file says of one task.
type taskRow struct {
	Programme   string `parquet:"programme,dict"`
	Sample      bool   `parquet:"sample"`
	Period      string `parquet:"period,dict"`
	Reporter    string `parquet:"reporter,dict"`
	Task        string `parquet:"task,dict"`
	Status      string `parquet:"status,dict"`
	Progress    *int64 `parquet:"progress,decimal(4:18)"`
	Narrative   string `parquet:"narrative"`
	Problems    string `parquet:"problems"`
	NextSteps   string `parquet:"next_steps"`
	Evidence    string `parquet:"evidence"`
	Responsible string `parquet:"responsible"`
	Submission  string `parquet:"submission,dict"`
	Revision    int32  `parquet:"revision"`
	Sheet       string `parquet:"sheet,dict"`
	Cell        string `parquet:"cell,dict"`
}

// findingRow is one thing wrong or doubtful in one file. Two may say the same
// of the same place; Seq, their place in the answer from 1, tells them apart.
type findingRow struct {
	Programme  string `parquet:"programme,dict"`
	Sample     bool   `parquet:"sample"`
	Period     string `parquet:"period,dict"`
	Reporter   string `parquet:"reporter,dict"`
	Submission string `parquet:"submission,dict"`
	Seq        int32  `parquet:"seq"`
	SHA256     string `parquet:"sha256,dict"`
	FileName   string `parquet:"file_name,dict"`
	Code       string `parquet:"code,dict"`
	Severity   string `parquet:"severity,dict"`
	Sheet      string `parquet:"sheet,dict"`
	Cell       string `parquet:"cell"`
	Found      string `parquet:"found"`
	RuleZh     string `parquet:"rule_zh,dict"`
	RuleEn     string `parquet:"rule_en,dict"`
	FixZh      string `parquet:"fix_zh"`
	FixEn      string `parquet:"fix_en"`
	Rule       string `parquet:"rule,dict"`
}
