package nation

// observation and submission are rows as intake writes them; a test holds them
// against the columns that a real rebuild writes.
type observation struct {
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
	Note        string `parquet:"note"`
}

type submission struct {
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
	Format          string `parquet:"format,dict"`
	ReceivedAt      string `parquet:"received_at"`
	SentAt          string `parquet:"sent_at"`
	DeclaredBy      string `parquet:"declared_by,dict"`
	Channel         string `parquet:"channel,dict"`
	Sender          string `parquet:"sender,dict"`
	CoverDate       string `parquet:"cover_date,dict"`
	CutOff          *int32 `parquet:"cut_off,date"`
	Provisional     bool   `parquet:"provisional"`
	TemplateVersion string `parquet:"template_version,dict"`
	State           string `parquet:"state,dict"`
	History         bool   `parquet:"history"`
	Exception       string `parquet:"exception"`
	ExceptionBy     string `parquet:"exception_by,dict"`
	JournalSeq      int32  `parquet:"journal_seq"`
	Observations    int32  `parquet:"observations"`
	TaskReports     int32  `parquet:"task_reports"`
	FindingsError   int32  `parquet:"findings_error"`
	FindingsReturn  int32  `parquet:"findings_return"`
	FindingsDoubt   int32  `parquet:"findings_doubt"`
	FindingsNote    int32  `parquet:"findings_note"`
}
