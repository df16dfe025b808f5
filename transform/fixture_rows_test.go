package transform

type own struct {
	Programme string `parquet:"programme"`
	Sample    bool   `parquet:"sample"`
}

type fileRow struct {
	own
	SHA256     string `parquet:"sha256"`
	Submission string `parquet:"submission"`
	FileName   string `parquet:"file_name"`
	Bytes      int64  `parquet:"bytes"`
	Format     string `parquet:"format"`
	ReceivedAt string `parquet:"received_at"`
	SentAt     string `parquet:"sent_at"`
	DeclaredBy string `parquet:"declared_by"`
	Channel    string `parquet:"channel"`
	Sender     string `parquet:"sender"`
	Bundle     string `parquet:"bundle"`
	State      string `parquet:"state"`
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
	Format          string `parquet:"format"`
	ReceivedAt      string `parquet:"received_at"`
	SentAt          string `parquet:"sent_at"`
	DeclaredBy      string `parquet:"declared_by"`
	Channel         string `parquet:"channel"`
	Sender          string `parquet:"sender"`
	CoverDate       string `parquet:"cover_date"`
	CutOff          *int32 `parquet:"cut_off,date"`
	Provisional     bool   `parquet:"provisional"`
	TemplateVersion string `parquet:"template_version"`
	State           string `parquet:"state"`
	History         bool   `parquet:"history"`
	Exception       string `parquet:"exception"`
	ExceptionBy     string `parquet:"exception_by"`
	JournalSeq      int32  `parquet:"journal_seq"`
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
	Note        string `parquet:"note"`
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
	Practice    string `parquet:"practice"`
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
	Finding    string `parquet:"finding"`
	SHA256     string `parquet:"sha256"`
	FileName   string `parquet:"file_name"`
	Code       string `parquet:"code"`
	Severity   string `parquet:"severity"`
	Sheet      string `parquet:"sheet"`
	Cell       string `parquet:"cell"`
	Org        string `parquet:"org"`
	Element    string `parquet:"element"`
	Found      string `parquet:"found"`
	RuleZh     string `parquet:"rule_zh"`
	RuleEn     string `parquet:"rule_en"`
	FixZh      string `parquet:"fix_zh"`
	FixEn      string `parquet:"fix_en"`
	Rule       string `parquet:"rule"`
}
