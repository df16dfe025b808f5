package ledgerbook

import "yigai/internal/parquetio"

// The parts of the marts that the ledger is made of.
type (
	programmeRow struct {
		Programme     string `parquet:"programme"`
		Sample        bool   `parquet:"sample"`
		Title         string `parquet:"title"`
		TitleEn       string `parquet:"title_en"`
		ShortTitle    string `parquet:"short_title"`
		Number        string `parquet:"number"`
		Secretariat   string `parquet:"secretariat"`
		Region        string `parquet:"region"`
		Period        string `parquet:"period"`
		Version       string `parquet:"program_version"`
		Edition       string `parquet:"edition"`
		Total         string `parquet:"word_total"`
		TotalEn       string `parquet:"word_total_en"`
		Departments   string `parquet:"word_departments"`
		DepartmentsEn string `parquet:"word_departments_en"`
	}
	orgRow struct {
		Org       string `parquet:"org"`
		Seq       int    `parquet:"seq"`
		Name      string `parquet:"name"`
		NameEn    string `parquet:"name_en"`
		ShortName string `parquet:"short_name"`
	}
	periodRow struct {
		Period string         `parquet:"period"`
		Seq    int            `parquet:"seq"`
		Name   string         `parquet:"name"`
		CutOff parquetio.Date `parquet:"cut_off"`
	}
	taskRow struct {
		Task    string `parquet:"task"`
		Seq     int    `parquet:"seq"`
		Parent  string `parquet:"parent"`
		Title   string `parquet:"title"`
		TitleEn string `parquet:"title_en"`
		Clause  string `parquet:"clause"`
	}
	lightRow struct {
		Light  string `parquet:"light"`
		Text   string `parquet:"text"`
		TextEn string `parquet:"text_en"`
		Colour string `parquet:"colour"`
		State  string `parquet:"state"`
	}
	ledgerRow struct {
		Period        string           `parquet:"period"`
		Task          string           `parquet:"task"`
		Org           string           `parquet:"org"`
		Role          string           `parquet:"role"`
		DueOriginal   parquetio.Date   `parquet:"due_original"`
		Due           parquetio.Date   `parquet:"due"`
		Narrative     string           `parquet:"narrative"`
		Problems      string           `parquet:"problems"`
		NextSteps     string           `parquet:"next_steps"`
		Evidence      string           `parquet:"evidence"`
		Responsible   string           `parquet:"responsible"`
		Done          int              `parquet:"measures_done"`
		Owed          int              `parquet:"measures_due"`
		Progress      parquetio.Number `parquet:"progress" scale:"6"`
		Expected      parquetio.Number `parquet:"expected" scale:"6"`
		Light         string           `parquet:"light"`
		State         string           `parquet:"light_state"`
		Text          string           `parquet:"light_text"`
		TextEn        string           `parquet:"light_text_en"`
		Colour        string           `parquet:"colour"`
		Computed      string           `parquet:"computed_light"`
		ComputedState string           `parquet:"computed_state"`
		Stalled       int              `parquet:"periods_stalled"`
		DaysOverdue   int              `parquet:"days_overdue"`
		NextDue       parquetio.Date   `parquet:"next_due"`
		DueSoon       bool             `parquet:"due_in_30"`
		Suspended     bool             `parquet:"suspended"`
		Instructed    bool             `parquet:"instructed"`
		Extended      int              `parquet:"extended_times"`
		LeadOriginal  string           `parquet:"lead_original"`
		Closing       string           `parquet:"closing"`
		ClosedOn      parquetio.Date   `parquet:"closed_on"`
		Contradicted  bool             `parquet:"contradicted"`
		OnWord        bool             `parquet:"closed_on_word"`
		MadeGood      bool             `parquet:"made_good"`
		Reported      bool             `parquet:"reported"`
	}
	measureRow struct {
		Task    string           `parquet:"task"`
		Measure string           `parquet:"measure"`
		Seq     int              `parquet:"seq"`
		Org     string           `parquet:"org"`
		Period  string           `parquet:"period"`
		Name    string           `parquet:"name"`
		Value   parquetio.Number `parquet:"value" scale:"4"`
		Target  parquetio.Number `parquet:"target" scale:"4"`
		State   string           `parquet:"state"`
	}
	moveRow struct {
		Period   string `parquet:"period"`
		Task     string `parquet:"task"`
		Org      string `parquet:"org"`
		Role     string `parquet:"role"`
		Light    string `parquet:"light"`
		Previous string `parquet:"previous_light"`
		Movement string `parquet:"movement"`
	}
	countRow struct {
		Period    string `parquet:"period"`
		Org       string `parquet:"org"`
		Light     string `parquet:"light"`
		Count     int    `parquet:"count"`
		Entered   int    `parquet:"entered"`
		New       int    `parquet:"new"`
		Moved     int    `parquet:"moved"`
		Unchanged int    `parquet:"unchanged"`
		Left      int    `parquet:"left"`
	}
	officeRow struct {
		Org      string `parquet:"org"`
		Period   string `parquet:"period"`
		Led      int    `parquet:"led"`
		Assisted int    `parquet:"assisted"`
		LedSoon  int    `parquet:"led_due_in_30"`
		HelpSoon int    `parquet:"assist_due_in_30"`
	}
	decisionRow struct {
		Seq       int            `parquet:"seq"`
		Day       parquetio.Date `parquet:"day"`
		Kind      string         `parquet:"kind"`
		Task      string         `parquet:"task"`
		Org       string         `parquet:"org"`
		ToOrg     string         `parquet:"to_org"`
		FallsIn   string         `parquet:"falls_in"`
		Late      bool           `parquet:"entered_late"`
		Verdict   string         `parquet:"verdict"`
		Due       parquetio.Date `parquet:"due"`
		Title     string         `parquet:"title"`
		Text      string         `parquet:"text"`
		By        string         `parquet:"by"`
		Reason    string         `parquet:"reason"`
		Document  string         `parquet:"document"`
		Evidence  string         `parquet:"evidence"`
		Withdrawn bool           `parquet:"withdrawn"`
		TakenOn   parquetio.Date `parquet:"withdrawn_on"`
		TakenBy   string         `parquet:"withdrawn_by"`
		TakenWhy  string         `parquet:"withdrawn_reason"`
	}
)
