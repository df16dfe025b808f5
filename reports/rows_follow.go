package reports

import "yigai/internal/parquetio"

// The rows of what follows from results: checks on the ground, what must be put
// right, reminders, consequences, good practice.
type (
	drawRow struct {
		ID         string         `parquet:"id"`
		Period     string         `parquet:"period"`
		What       string         `parquet:"what"`
		Scheme     string         `parquet:"scheme"`
		Stage      string         `parquet:"stage"`
		Group      string         `parquet:"grp"`
		Seed       string         `parquet:"seed"`
		Population int            `parquet:"population"`
		ListHash   string         `parquet:"list_hash"`
		Count      int            `parquet:"count"`
		Pick       string         `parquet:"pick"`
		Method     string         `parquet:"method"`
		MethodEn   string         `parquet:"method_en"`
		By         string         `parquet:"by"`
		Day        parquetio.Date `parquet:"day"`
		Document   string         `parquet:"document"`
	}
	inspectionRow struct {
		ID         string           `parquet:"id"`
		Period     string           `parquet:"period"`
		Org        string           `parquet:"org"`
		About      string           `parquet:"about"`
		Element    string           `parquet:"element"`
		Reported   parquetio.Number `parquet:"reported"`
		OnForm     parquetio.Number `parquet:"reported_form"`
		Differs    bool             `parquet:"form_differs"` // whether the form has another value than was submitted
		Revision   int              `parquet:"reported_revision"`
		Now        parquetio.Number `parquet:"reported_now"`
		Found      parquetio.Number `parquet:"found"`
		Difference parquetio.Number `parquet:"difference"`
		Result     string           `parquet:"result"`
		Reporter   string           `parquet:"reporter"`
		Note       string           `parquet:"note"`
	}
	rectificationRow struct {
		ID            string         `parquet:"id"`
		Org           string         `parquet:"org"`
		Period        string         `parquet:"period"`
		Task          string         `parquet:"task"`
		Source        string         `parquet:"source"`
		Finding       string         `parquet:"finding"`
		Opinion       string         `parquet:"opinion"`
		Document      string         `parquet:"document"`
		OpenedOn      parquetio.Date `parquet:"opened_on"`
		OpenedBy      string         `parquet:"opened_by"`
		DueOriginal   parquetio.Date `parquet:"due_original"`
		Due           parquetio.Date `parquet:"due"`
		ExtendedTimes int            `parquet:"extended_times"`
		ExtendedWhy   string         `parquet:"extended_reason"`
		RepliedOn     parquetio.Date `parquet:"replied_on"`
		RepliedBy     string         `parquet:"replied_by"`
		Reply         string         `parquet:"reply"`
		Evidence      string         `parquet:"evidence"`
		VerifiedOn    parquetio.Date `parquet:"verified_on"`
		VerifiedBy    string         `parquet:"verified_by"`
		Verdict       string         `parquet:"verdict"`
		VerifiedWhy   string         `parquet:"verified_reason"`
		ClosedOn      parquetio.Date `parquet:"closed_on"`
		ClosedBy      string         `parquet:"closed_by"`
		State         string         `parquet:"state"`
		Light         string         `parquet:"light"`
		LightState    string         `parquet:"light_state"`
		LightText     string         `parquet:"light_text"`
		LightTextEn   string         `parquet:"light_text_en"`
		Colour        string         `parquet:"colour"`
		DaysOverdue   int            `parquet:"days_overdue"`
	}
	practiceRow struct {
		Task     string         `parquet:"task"`
		Org      string         `parquet:"org"`
		Period   string         `parquet:"period"`
		Text     string         `parquet:"text"`
		Chosen   bool           `parquet:"chosen"`
		ChosenBy string         `parquet:"chosen_by"`
		ChosenOn parquetio.Date `parquet:"chosen_on"`
		Reason   string         `parquet:"reason"`
	}
)

// The rows of what the pack ties to results and of who must be chased.
type (
	consequenceRow struct {
		Period      string         `parquet:"period"`
		Consequence string         `parquet:"consequence"`
		Scheme      string         `parquet:"scheme"`
		Org         string         `parquet:"org"`
		Kind        string         `parquet:"kind"`
		Effect      string         `parquet:"effect"`
		EffectEn    string         `parquet:"effect_en"`
		Clause      string         `parquet:"clause"`
		ByLevel     string         `parquet:"by_level"`
		Why         string         `parquet:"why_zh"`
		WhyEn       string         `parquet:"why_en"`
		Task        string         `parquet:"task"`
		State       string         `parquet:"state"`
		DecidedBy   string         `parquet:"decided_by"`
		DecidedOn   parquetio.Date `parquet:"decided_on"`
		Reason      string         `parquet:"reason"`
		Document    string         `parquet:"document"`
		Seq         int            `parquet:"decided_seq"`
	}
	reminderRow struct {
		Period      string         `parquet:"period"`
		Org         string         `parquet:"org"`
		ToOrg       string         `parquet:"to_org"`
		Kind        string         `parquet:"kind"`
		Trigger     string         `parquet:"trigger"`
		Task        string         `parquet:"task"`
		Role        string         `parquet:"role"`
		Indicator   string         `parquet:"indicator"`
		ID          string         `parquet:"id"`
		Title       string         `parquet:"title"`
		TitleEn     string         `parquet:"title_en"`
		Due         parquetio.Date `parquet:"due"`
		Days        int            `parquet:"days"`
		Count       int            `parquet:"count"`
		Light       string         `parquet:"light"`
		Rule        string         `parquet:"rule"`
		Periods     int            `parquet:"periods"`
		SincePeriod string         `parquet:"since_period"`
		Since       parquetio.Date `parquet:"since"`
		Text        string         `parquet:"text"`
		IssuedSeq   int            `parquet:"issued_seq"`
		IssuedOn    parquetio.Date `parquet:"issued_on"`
		IssuedBy    string         `parquet:"issued_by"`
		IssuedTimes int            `parquet:"issued_times"`
	}
	laggardRow struct {
		Period    string `parquet:"period"`
		Org       string `parquet:"org"`
		Indicator string `parquet:"indicator"`
		Rule      string `parquet:"rule"`
		Seq       int    `parquet:"seq"`
		Periods   int    `parquet:"periods"`
		Since     string `parquet:"since"`
		Text      string `parquet:"text"`
		TextEn    string `parquet:"text_en"`
		Series    string `parquet:"series_zh"`
		SeriesEn  string `parquet:"series_en"`
	}
)
