package reports

import "yigai/internal/parquetio"

// The rows of facts in the marts; those of dimensions stand in rows.go.
type (
	reportingRow struct {
		Period        string           `parquet:"period"`
		Org           string           `parquet:"org"`
		Expected      bool             `parquet:"expected"`
		State         string           `parquet:"state"`
		ReceivedOn    parquetio.Date   `parquet:"received_on"`
		DaysLate      int              `parquet:"days_late"`
		Revision      int              `parquet:"revision"`
		Files         int              `parquet:"files"`
		Refused       int              `parquet:"refused"`
		Submission    string           `parquet:"submission"`
		FileName      string           `parquet:"file_name"`
		SHA256        string           `parquet:"sha256"`
		Errors        int              `parquet:"findings_error"`
		Returns       int              `parquet:"findings_return"`
		Doubts        int              `parquet:"findings_doubt"`
		Notes         int              `parquet:"findings_note"`
		CellsExpected int              `parquet:"cells_expected"`
		CellsReported int              `parquet:"cells_reported"`
		Completeness  parquetio.Number `parquet:"completeness" scale:"6"`
		Exception     string           `parquet:"exception"`
		ScanRevision  int              `parquet:"scan_revision"`
		Sealed        bool             `parquet:"sealed"`
		Evidence      int              `parquet:"evidence_received"`
		NoEvidence    int              `parquet:"evidence_missing"`
		DataState     string           `parquet:"data_state"`
		FinalOpen     bool             `parquet:"final_outstanding"`
		FinalDue      parquetio.Date   `parquet:"final_due"`
		LateAfter     parquetio.Date   `parquet:"late_after"`
	}
	accountingRow struct {
		State string `parquet:"state"`
		Files int    `parquet:"files"`
	}
	valueRow struct {
		Indicator         string           `parquet:"indicator"`
		Version           string           `parquet:"version"`
		Org               string           `parquet:"org"`
		Level             string           `parquet:"level"`
		Period            string           `parquet:"period"`
		Basis             string           `parquet:"basis"`
		PopulationBasis   string           `parquet:"population_basis"`
		Numerator         parquetio.Number `parquet:"numerator"`
		Denominator       parquetio.Number `parquet:"denominator"`
		Value             parquetio.Number `parquet:"value" scale:"6"`
		UnitsReported     int              `parquet:"units_reported"`
		UnitsExpected     int              `parquet:"units_expected"`
		PopulationShare   parquetio.Number `parquet:"population_share" scale:"6"`
		Target            parquetio.Number `parquet:"target"`
		TargetTo          parquetio.Number `parquet:"target_to"`
		Comparator        string           `parquet:"comparator"`
		TargetDue         parquetio.Date   `parquet:"target_due"`
		TargetSoft        bool             `parquet:"target_soft"`
		Gap               parquetio.Number `parquet:"gap" scale:"6"`
		Trajectory        parquetio.Number `parquet:"trajectory" scale:"6"`
		Status            string           `parquet:"status"`
		Rank              int              `parquet:"rank"`
		RankOf            int              `parquet:"rank_of"`
		Previous          parquetio.Number `parquet:"previous" scale:"6"`
		Change            parquetio.Number `parquet:"change" scale:"6"`
		NumeratorEffect   parquetio.Number `parquet:"numerator_effect" scale:"6"`
		DenominatorEffect parquetio.Number `parquet:"denominator_effect" scale:"6"`
		Break             string           `parquet:"break"`
		RankParent        int              `parquet:"rank_parent"`
		RankParentOf      int              `parquet:"rank_parent_of"`
		MissingReason     string           `parquet:"missing_reason"`
		Provisional       bool             `parquet:"provisional"`
		Revised           bool             `parquet:"revised"`
		Suppressed        bool             `parquet:"suppressed"`
		History           bool             `parquet:"history"`
		RolledUp          bool             `parquet:"rolled_up"`
	}
	measureRow struct {
		Task      string           `parquet:"task"`
		Measure   string           `parquet:"measure"`
		Org       string           `parquet:"org"`
		Period    string           `parquet:"period"`
		Type      string           `parquet:"type"`
		Name      string           `parquet:"name"`
		NameEn    string           `parquet:"name_en"`
		Indicator string           `parquet:"indicator"`
		Element   string           `parquet:"element"`
		Value     parquetio.Number `parquet:"value"`
		From      string           `parquet:"value_period"` // the period the value was reported for; "" without a value
		Target    parquetio.Number `parquet:"target"`
		Due       parquetio.Date   `parquet:"due"`
		State     string           `parquet:"state"`
	}
	ledgerRow struct {
		Task           string           `parquet:"task"`
		Org            string           `parquet:"org"`
		Period         string           `parquet:"period"`
		Role           string           `parquet:"role"`
		Due            parquetio.Date   `parquet:"due"`
		Status         string           `parquet:"status"`
		TypedProgress  parquetio.Number `parquet:"typed_progress"`
		Narrative      string           `parquet:"narrative"`
		Problems       string           `parquet:"problems"`
		NextSteps      string           `parquet:"next_steps"`
		Evidence       string           `parquet:"evidence"`
		Responsible    string           `parquet:"responsible"`
		MeasuresDone   int              `parquet:"measures_done"`
		MeasuresDue    int              `parquet:"measures_due"`
		Progress       parquetio.Number `parquet:"progress" scale:"6"`
		Elapsed        parquetio.Number `parquet:"elapsed" scale:"6"`
		Light          string           `parquet:"light"`
		LightState     string           `parquet:"light_state"`
		LightTextEn    string           `parquet:"light_text_en"`
		Colour         string           `parquet:"colour"`
		DueOriginal    parquetio.Date   `parquet:"due_original"`
		ComputedLight  string           `parquet:"computed_light"`
		ComputedState  string           `parquet:"computed_state"`
		Expected       parquetio.Number `parquet:"expected" scale:"6"`
		Suspended      bool             `parquet:"suspended"`
		ExtendedTimes  int              `parquet:"extended_times"`
		LeadOriginal   string           `parquet:"lead_original"`
		Closing        string           `parquet:"closing"`
		ClosedOn       parquetio.Date   `parquet:"closed_on"`
		Contradicted   bool             `parquet:"contradicted"`
		OnWord         bool             `parquet:"closed_on_word"`
		MadeGood       bool             `parquet:"made_good"`
		Round          string           `parquet:"round"`
		NextDue        parquetio.Date   `parquet:"next_due"`
		DueIn30        bool             `parquet:"due_in_30"`
		LightText      string           `parquet:"light_text"`
		LightRule      string           `parquet:"light_rule"`
		PeriodsStalled int              `parquet:"periods_stalled"`
		DaysOverdue    int              `parquet:"days_overdue"`
		DaysLeft       int              `parquet:"days_left"`
		Reported       bool             `parquet:"reported"`
		Submission     string           `parquet:"submission"`
		Sheet          string           `parquet:"sheet"`
		Cell           string           `parquet:"cell"`
	}
	lineageRow struct {
		Indicator    string           `parquet:"indicator"`
		Org          string           `parquet:"org"`
		Period       string           `parquet:"period"`
		Basis        string           `parquet:"basis"`
		Part         string           `parquet:"part"`
		Element      string           `parquet:"element"`
		Reporter     string           `parquet:"reporter"`
		SourcePeriod string           `parquet:"source_period"`
		Operation    int              `parquet:"operation"`
		Value        parquetio.Number `parquet:"value"`
		RawText      string           `parquet:"raw_text"`
		Submission   string           `parquet:"submission"`
		FileName     string           `parquet:"file_name"`
		SHA256       string           `parquet:"sha256"`
		Sheet        string           `parquet:"sheet"`
		Cell         string           `parquet:"cell"`
		Counted      bool             `parquet:"counted"` // whether the org is in the sums above it
	}
	findingRow struct {
		Period     string         `parquet:"period"`
		Reporter   string         `parquet:"reporter"`
		Submission string         `parquet:"submission"`
		Finding    string         `parquet:"finding"`
		Org        string         `parquet:"org"`
		Element    string         `parquet:"element"`
		Waived     bool           `parquet:"waived"`
		WaivedBy   string         `parquet:"waived_by"`
		Reason     string         `parquet:"waived_reason"`
		Until      parquetio.Date `parquet:"waived_until"`
		FileName   string         `parquet:"file_name"`
		Code       string         `parquet:"code"`
		Severity   string         `parquet:"severity"`
		Sheet      string         `parquet:"sheet"`
		Cell       string         `parquet:"cell"`
		Found      string         `parquet:"found"`
		RuleZh     string         `parquet:"rule_zh"`
		RuleEn     string         `parquet:"rule_en"`
		FixZh      string         `parquet:"fix_zh"`
		FixEn      string         `parquet:"fix_en"`
	}
	submissionRow struct {
		Period     string `parquet:"period"`
		Reporter   string `parquet:"reporter"`
		Submission string `parquet:"submission"`
		Revision   int    `parquet:"revision"`
		FileName   string `parquet:"file_name"`
		SHA256     string `parquet:"sha256"`
		Bytes      int    `parquet:"bytes"`
		ReceivedAt string `parquet:"received_at"`
		SentAt     string `parquet:"sent_at"`
		Channel    string `parquet:"channel"`
		State      string `parquet:"state"`
	}
)
