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
		Reported   parquetio.Number `parquet:"reported_form"`
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
