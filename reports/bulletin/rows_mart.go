package bulletin

import "yigai/internal/parquetio"

// The rows of facts that a bulletin reads; those of dimensions stand in rows.go.
type (
	valueRow struct {
		Indicator       string           `parquet:"indicator"`
		Version         string           `parquet:"version"`
		Org             string           `parquet:"org"`
		Period          string           `parquet:"period"`
		Basis           string           `parquet:"basis"`
		Numerator       parquetio.Number `parquet:"numerator"`
		Denominator     parquetio.Number `parquet:"denominator"`
		Value           parquetio.Number `parquet:"value"`
		UnitsReported   int              `parquet:"units_reported"`
		UnitsExpected   int              `parquet:"units_expected"`
		PopulationShare parquetio.Number `parquet:"population_share"`
		Target          parquetio.Number `parquet:"target"`
		TargetTo        parquetio.Number `parquet:"target_to"`
		Comparator      string           `parquet:"comparator"`
		TargetSoft      bool             `parquet:"target_soft"`
		Gap             parquetio.Number `parquet:"gap"`
		Status          string           `parquet:"status"`
		Rank            int              `parquet:"rank"`
		RankOf          int              `parquet:"rank_of"`
		Previous        parquetio.Number `parquet:"previous"`
		Change          parquetio.Number `parquet:"change"`
		MissingReason   string           `parquet:"missing_reason"`
		Provisional     bool             `parquet:"provisional"`
	}
	ledgerRow struct {
		Task        string         `parquet:"task"`
		Org         string         `parquet:"org"`
		Period      string         `parquet:"period"`
		Role        string         `parquet:"role"`
		Due         parquetio.Date `parquet:"due"`
		Done        int            `parquet:"measures_done"`
		Owed        int            `parquet:"measures_due"`
		Light       string         `parquet:"light"`
		LightState  string         `parquet:"light_state"`
		LightText   string         `parquet:"light_text"`
		LightTextEn string         `parquet:"light_text_en"`
		DaysOverdue int            `parquet:"days_overdue"`
		Problems    string         `parquet:"problems"`
		NextSteps   string         `parquet:"next_steps"`
	}
	lightCountRow struct {
		Period  string `parquet:"period"`
		Org     string `parquet:"org"`
		Light   string `parquet:"light"`
		Seq     int    `parquet:"seq"`
		Count   int    `parquet:"count"`
		Entered int    `parquet:"entered"`
	}
	departmentRow struct {
		Org       string `parquet:"org"`
		Period    string `parquet:"period"`
		Led       int    `parquet:"led"`
		Assisted  int    `parquet:"assisted"`
		Done      int    `parquet:"led_done"`
		OnTrack   int    `parquet:"led_on_track"`
		Warning   int    `parquet:"led_warning"`
		Overdue   int    `parquet:"led_overdue"`
		NotDue    int    `parquet:"led_not_due"`
		NoData    int    `parquet:"led_no_data"`
		Suspended int    `parquet:"led_suspended"`
		Closed    int    `parquet:"led_closed"`
	}
	reportingRow struct {
		Period           string         `parquet:"period"`
		Org              string         `parquet:"org"`
		Expected         bool           `parquet:"expected"`
		State            string         `parquet:"state"`
		ReceivedOn       parquetio.Date `parquet:"received_on"`
		DaysLate         int            `parquet:"days_late"`
		Revision         int            `parquet:"revision"`
		Returns          int            `parquet:"findings_return"`
		Doubts           int            `parquet:"findings_doubt"`
		CellsExpected    int            `parquet:"cells_expected"`
		CellsReported    int            `parquet:"cells_reported"`
		FinalOutstanding bool           `parquet:"final_outstanding"`
	}
	accountingRow struct {
		State string `parquet:"state"`
		Files int    `parquet:"files"`
	}
	laggardRow struct {
		Period    string `parquet:"period"`
		Org       string `parquet:"org"`
		Indicator string `parquet:"indicator"`
		Rule      string `parquet:"rule"`
	}
	consequenceRow struct {
		Period      string `parquet:"period"`
		Consequence string `parquet:"consequence"`
		Seq         int    `parquet:"seq"`
		Org         string `parquet:"org"`
		Effect      string `parquet:"effect"`
		EffectEn    string `parquet:"effect_en"`
		Clause      string `parquet:"clause"`
		State       string `parquet:"state"`
	}
	practiceRow struct {
		Task   string `parquet:"task"`
		Org    string `parquet:"org"`
		Period string `parquet:"period"`
		Text   string `parquet:"text"`
		Chosen bool   `parquet:"chosen"`
		// Decided is the text that a person chose, where another was reported since.
		Changed bool   `parquet:"text_changed"`
		Decided string `parquet:"decided_text"`
	}
	evaluationRow struct {
		Scheme   string           `parquet:"scheme"`
		Org      string           `parquet:"org"`
		Stage    string           `parquet:"stage"`
		OrgSeq   int              `parquet:"org_seq"`
		Period   string           `parquet:"period"`
		Class    string           `parquet:"class"`
		Score    parquetio.Number `parquet:"score"`
		Grade    string           `parquet:"grade"`
		GradeEn  string           `parquet:"grade_en"`
		GradeSeq int              `parquet:"grade_seq"`
		Rank     int              `parquet:"rank"`
		Parent   string           `parquet:"parent"`
	}
	rectificationRow struct {
		ID      string         `parquet:"id"`
		Org     string         `parquet:"org"`
		Period  string         `parquet:"period"`
		Finding string         `parquet:"finding"`
		Due     parquetio.Date `parquet:"due"`
		State   string         `parquet:"state"`
	}
	paragraphRow struct {
		Period  string `parquet:"period"`
		Section string `parquet:"section"`
		Text    string `parquet:"text"`
	}
)
