package bulletin

import "yigai/internal/parquetio"

// The rows of dimensions that a bulletin reads, by the names of their columns.
type (
	programmeRow struct {
		Programme      string         `parquet:"programme"`
		Sample         bool           `parquet:"sample"`
		Title          string         `parquet:"title"`
		TitleEn        string         `parquet:"title_en"`
		ShortTitle     string         `parquet:"short_title"`
		ShortTitleEn   string         `parquet:"short_title_en"`
		Number         string         `parquet:"number"`
		Issuer         string         `parquet:"issuer"`
		IssuerEn       string         `parquet:"issuer_en"`
		Secretariat    string         `parquet:"secretariat"`
		Issued         parquetio.Date `parquet:"issued"`
		Status         string         `parquet:"status"`
		Region         string         `parquet:"region"`
		PeriodKind     string         `parquet:"period_kind"`
		RankedAmong    string         `parquet:"ranked_among"`
		Kind           string         `parquet:"document_kind"`
		Addressee      string         `parquet:"addressee"`
		Copies         string         `parquet:"copies"`
		Letterhead     string         `parquet:"letterhead"`
		Document       string         `parquet:"word_document"`
		DocumentEn     string         `parquet:"word_document_en"`
		Total          string         `parquet:"word_total"`
		TotalEn        string         `parquet:"word_total_en"`
		Places         string         `parquet:"word_places"`
		PlacesEn       string         `parquet:"word_places_en"`
		Departments    string         `parquet:"word_departments"`
		DepartmentsEn  string         `parquet:"word_departments_en"`
		Period         string         `parquet:"period"`
		AsOf           parquetio.Date `parquet:"as_of"`
		Edition        string         `parquet:"edition"`
		ProgramVersion string         `parquet:"program_version"`
	}
	periodRow struct {
		Period       string         `parquet:"period"`
		Seq          int            `parquet:"seq"`
		Year         int            `parquet:"year"`
		Nth          int            `parquet:"nth"`
		Name         string         `parquet:"name"`
		Due          parquetio.Date `parquet:"due"`
		LockedAfter  parquetio.Date `parquet:"locked_after"`
		CutOff       parquetio.Date `parquet:"cut_off"`
		History      bool           `parquet:"history"`
		Previous     string         `parquet:"previous"`
		SameLastYear string         `parquet:"same_last_year"`
	}
	orgRow struct {
		Org        string `parquet:"org"`
		Seq        int    `parquet:"seq"`
		Name       string `parquet:"name"`
		NameEn     string `parquet:"name_en"`
		ShortName  string `parquet:"short_name"`
		Class      string `parquet:"class"`
		KindName   string `parquet:"kind_name"`
		KindNameEn string `parquet:"kind_name_en"`
		Parent     string `parquet:"parent"`
	}
	indicatorRow struct {
		Indicator    string `parquet:"indicator"`
		Version      string `parquet:"version"`
		Seq          int    `parquet:"seq"`
		Name         string `parquet:"name"`
		NameEn       string `parquet:"name_en"`
		Unit         string `parquet:"unit"`
		Type         string `parquet:"type"`
		Rollup       string `parquet:"rollup"`
		Decimals     int    `parquet:"decimals"`
		Direction    string `parquet:"direction"`
		DefaultBasis string `parquet:"default_basis"`
	}
	taskRow struct {
		Task    string `parquet:"task"`
		Seq     int    `parquet:"seq"`
		Parent  string `parquet:"parent"`
		Title   string `parquet:"title"`
		TitleEn string `parquet:"title_en"`
		Lead    string `parquet:"lead"`
	}
	lightRow struct {
		Seq    int    `parquet:"seq"`
		Light  string `parquet:"light"`
		Text   string `parquet:"text"`
		TextEn string `parquet:"text_en"`
		State  string `parquet:"state"`
	}
	// textRow is a line of the office's template.
	textRow struct {
		Section   string `parquet:"section"`
		Seq       int    `parquet:"seq"`
		Heading   string `parquet:"heading"`
		HeadingEn string `parquet:"heading_en"`
		Each      string `parquet:"each"`
		When      string `parquet:"when"`
		Joined    bool   `parquet:"joined"`
		Text      string `parquet:"text"`
		TextEn    string `parquet:"text_en"`
		Limit     int    `parquet:"limit"`
	}
)
