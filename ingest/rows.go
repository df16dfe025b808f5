package ingest

// The rows of the fact tables, as their Parquet columns. Decimals are scaled by
// 10^4, days are counted from 1970-01-01; a pointer is a column that may be
// NULL. Texts are never NULL.

// fileRow is one file received, bundles too.
type fileRow struct {
	Programme  string `parquet:"programme,dict"`
	Sample     bool   `parquet:"sample"`
	SHA256     string `parquet:"sha256"`
	Submission string `parquet:"submission"`
	FileName   string `parquet:"file_name"`
	Bytes      int64  `parquet:"bytes"`
	Format     string `parquet:"format,dict"`
	ReceivedAt string `parquet:"received_at"`
	SentAt     string `parquet:"sent_at"`
	DeclaredBy string `parquet:"declared_by,dict"`
	Channel    string `parquet:"channel,dict"`
	Sender     string `parquet:"sender,dict"`
	Bundle     string `parquet:"bundle,dict"`
	State      string `parquet:"state,dict"`
}

// submissionRow is what one file brings of one reporter for one period; a file
// that is no submission has one row too, with neither.
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
	JournalSeq      int32  `parquet:"journal_seq"` // the last entry that could make it count
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
	Note        string `parquet:"note"`
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
	Practice    string `parquet:"practice"`
	Submission  string `parquet:"submission,dict"`
	Revision    int32  `parquet:"revision"`
	Sheet       string `parquet:"sheet,dict"`
	Cell        string `parquet:"cell,dict"`
}

// scoreRow is one item's score of one org, as a scorer wrote it on the sheet 评分.
type scoreRow struct {
	Programme  string `parquet:"programme,dict"`
	Sample     bool   `parquet:"sample"`
	Period     string `parquet:"period,dict"`
	Reporter   string `parquet:"reporter,dict"`
	Org        string `parquet:"org,dict"`
	Scheme     string `parquet:"scheme,dict"`
	Stage      string `parquet:"stage,dict"`
	Item       string `parquet:"item,dict"`
	Score      *int64 `parquet:"score,decimal(4:18)"`
	State      string `parquet:"state,dict"` // as in observations: reported, missing, not_applicable
	Evidence   string `parquet:"evidence"`
	RawText    string `parquet:"raw_text"`
	Submission string `parquet:"submission,dict"`
	Revision   int32  `parquet:"revision"`
	Sheet      string `parquet:"sheet,dict"`
	Cell       string `parquet:"cell,dict"`
}

// inspectionRow is one value checked on the ground, from the sheet 核查.
type inspectionRow struct {
	Programme  string `parquet:"programme,dict"`
	Sample     bool   `parquet:"sample"`
	Period     string `parquet:"period,dict"` // of the workbook
	Reporter   string `parquet:"reporter,dict"`
	Org        string `parquet:"org,dict"`
	Draw       string `parquet:"draw,dict"`  // the draw that picked it
	About      string `parquet:"about,dict"` // the period of the value checked
	Element    string `parquet:"element,dict"`
	Reported   *int64 `parquet:"reported,decimal(4:18)"`
	Found      *int64 `parquet:"found,decimal(4:18)"`
	Verdict    string `parquet:"verdict,dict"` // match, mismatch, unverifiable, '' for not checked yet
	Note       string `parquet:"note"`
	Submission string `parquet:"submission,dict"`
	Revision   int32  `parquet:"revision"`
	Sheet      string `parquet:"sheet,dict"`
	Cell       string `parquet:"cell,dict"`
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
	Finding    string `parquet:"finding"`
	SHA256     string `parquet:"sha256,dict"`
	FileName   string `parquet:"file_name,dict"`
	Code       string `parquet:"code,dict"`
	Severity   string `parquet:"severity,dict"`
	Sheet      string `parquet:"sheet,dict"`
	Cell       string `parquet:"cell"`
	Org        string `parquet:"org,dict"`
	Element    string `parquet:"element,dict"`
	Found      string `parquet:"found"`
	RuleZh     string `parquet:"rule_zh,dict"`
	RuleEn     string `parquet:"rule_en,dict"`
	FixZh      string `parquet:"fix_zh"`
	FixEn      string `parquet:"fix_en"`
	Rule       string `parquet:"rule,dict"`
}

// attachmentRow is one tie between a file and what it proves: a received file
// may prove several tasks, and a task may name a file that never came.
type attachmentRow struct {
	Programme  string `parquet:"programme,dict"`
	Sample     bool   `parquet:"sample"`
	Period     string `parquet:"period,dict"`
	Reporter   string `parquet:"reporter,dict"`
	Submission string `parquet:"submission"` // receipt of the attachment, or of the workbook that names it
	Revision   *int32 `parquet:"revision,optional"`
	Kind       string `parquet:"kind,dict"`
	Task       string `parquet:"task,dict"`
	Item       string `parquet:"item,dict"`
	Name       string `parquet:"name"`
	FileName   string `parquet:"file_name"`
	SHA256     string `parquet:"sha256"`
	ReceivedAt string `parquet:"received_at"`
	State      string `parquet:"state,dict"`
	TiedBy     string `parquet:"tied_by,dict"`
}

// waiverRow is one doubt that somebody accepted, for a reason and until a day.
type waiverRow struct {
	Programme  string `parquet:"programme,dict"`
	Sample     bool   `parquet:"sample"`
	Finding    string `parquet:"finding"`
	By         string `parquet:"by,dict"`
	Reason     string `parquet:"reason"`
	Until      *int32 `parquet:"until,date"`
	WaivedAt   string `parquet:"waived_at"`
	JournalSeq int32  `parquet:"journal_seq"`
}
