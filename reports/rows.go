package reports

import "yigai/internal/parquetio"

// The rows of dimensions this package reads, by the names of their columns.
// Text is never NULL; a Number or Date may be.
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
		SecretariatEn  string         `parquet:"secretariat_en"`
		Status         string         `parquet:"status"`
		PeriodKind     string         `parquet:"period_kind"`
		RankedAmong    string         `parquet:"ranked_among"`
		Document       string         `parquet:"word_document"`
		DocumentEn     string         `parquet:"word_document_en"`
		Total          string         `parquet:"word_total"`
		TotalEn        string         `parquet:"word_total_en"`
		Places         string         `parquet:"word_places"`
		PlacesEn       string         `parquet:"word_places_en"`
		Departments    string         `parquet:"word_departments"`
		DepartmentsEn  string         `parquet:"word_departments_en"`
		Issued         parquetio.Date `parquet:"issued"`
		Region         string         `parquet:"region"`
		PackHash       string         `parquet:"pack_hash"`
		Period         string         `parquet:"period"`
		AsOf           parquetio.Date `parquet:"as_of"`
		ProgramVersion string         `parquet:"program_version"`
	}
	periodRow struct {
		Period   string         `parquet:"period"`
		Seq      int            `parquet:"seq"`
		Year     int            `parquet:"year"`
		Nth      int            `parquet:"nth"`
		Name     string         `parquet:"name"`
		LastDay  parquetio.Date `parquet:"last_day"`
		Due      parquetio.Date `parquet:"due"`
		CutOff   parquetio.Date `parquet:"cut_off"`
		History  bool           `parquet:"history"`
		Previous string         `parquet:"previous"`
	}
	ancestorRow struct {
		Period   string `parquet:"period"`
		Org      string `parquet:"org"`
		Ancestor string `parquet:"ancestor"`
	}
	orgRow struct {
		Org              string           `parquet:"org"`
		Seq              int              `parquet:"seq"`
		Name             string           `parquet:"name"`
		NameEn           string           `parquet:"name_en"`
		ShortName        string           `parquet:"short_name"`
		Class            string           `parquet:"class"`
		KindName         string           `parquet:"kind_name"`
		KindNameEn       string           `parquet:"kind_name_en"`
		Parent           string           `parquet:"parent"`
		ValidFrom        parquetio.Date   `parquet:"valid_from"`
		ValidTo          parquetio.Date   `parquet:"valid_to"`
		Successor        string           `parquet:"successor"`
		Additive         bool             `parquet:"additive"`
		Population       parquetio.Number `parquet:"population"`
		Elders           parquetio.Number `parquet:"elders"`
		PopulationBasis  string           `parquet:"population_basis"`
		PopulationAsOf   parquetio.Date   `parquet:"population_as_of"`
		PopulationSource string           `parquet:"population_source"`
		Column           int              `parquet:"tile_column"`
		Row              int              `parquet:"tile_row"`
	}
	elementRow struct {
		Element    string `parquet:"element"`
		Seq        int    `parquet:"seq"`
		Name       string `parquet:"name"`
		NameEn     string `parquet:"name_en"`
		Unit       string `parquet:"unit"`
		Kind       string `parquet:"kind"`
		Basis      string `parquet:"basis"`
		Definition string `parquet:"definition"`
		Source     string `parquet:"source"`
	}
	indicatorRow struct {
		Indicator    string         `parquet:"indicator"`
		Version      string         `parquet:"version"`
		Seq          int            `parquet:"seq"`
		Group        string         `parquet:"group"`
		GroupEn      string         `parquet:"group_en"`
		Name         string         `parquet:"name"`
		NameEn       string         `parquet:"name_en"`
		Unit         string         `parquet:"unit"`
		Type         string         `parquet:"type"`
		Rollup       string         `parquet:"rollup"`
		Decimals     int            `parquet:"decimals"`
		Direction    string         `parquet:"direction"`
		DefaultBasis string         `parquet:"default_basis"`
		Definition   string         `parquet:"definition"`
		DefinitionEn string         `parquet:"definition_en"`
		Source       string         `parquet:"source"`
		FormulaZh    string         `parquet:"formula_zh"`
		FormulaEn    string         `parquet:"formula_en"`
		HasTarget    bool           `parquet:"has_target"`
		ValidFrom    parquetio.Date `parquet:"valid_from"`
		ValidTo      parquetio.Date `parquet:"valid_to"`
	}
	taskRow struct {
		Task        string         `parquet:"task"`
		Seq         int            `parquet:"seq"`
		Parent      string         `parquet:"parent"`
		Title       string         `parquet:"title"`
		TitleEn     string         `parquet:"title_en"`
		Kind        string         `parquet:"kind"`
		Due         parquetio.Date `parquet:"due"`
		Clause      string         `parquet:"clause"`
		ClosingRule string         `parquet:"closing_rule"`
		Lead        string         `parquet:"lead"`
	}
	dutyRow struct {
		Task string `parquet:"task"`
		Org  string `parquet:"org"`
		Role string `parquet:"role"`
		Seq  int    `parquet:"seq"`
		Text string `parquet:"text"`
	}
	lightRow struct {
		Seq       int              `parquet:"seq"`
		Light     string           `parquet:"light"`
		Text      string           `parquet:"text"`
		TextEn    string           `parquet:"text_en"`
		Colour    string           `parquet:"colour"`
		State     string           `parquet:"state"`
		Condition string           `parquet:"condition"`
		Value     parquetio.Number `parquet:"value"`
		Periods   int              `parquet:"periods"`
	}
	assumptionRow struct {
		Seq    int    `parquet:"seq"`
		What   string `parquet:"what"`
		Reason string `parquet:"reason"`
		About  string `parquet:"about"`
		Tasks  string `parquet:"tasks"`
	}
	dictTableRow struct {
		Table   string `parquet:"table"`
		Zh      string `parquet:"zh"`
		En      string `parquet:"en"`
		GrainZh string `parquet:"grain_zh"`
		GrainEn string `parquet:"grain_en"`
		Key     string `parquet:"key"`
	}
	dictColumnRow struct {
		Table  string `parquet:"table"`
		Column string `parquet:"column"`
		Type   string `parquet:"type"`
		Unit   string `parquet:"unit"`
		Zh     string `parquet:"zh"`
		En     string `parquet:"en"`
	}
	targetRow struct {
		Indicator  string           `parquet:"indicator"`
		Org        string           `parquet:"org"`
		Due        parquetio.Date   `parquet:"due"`
		Comparator string           `parquet:"comparator"`
		Value      parquetio.Number `parquet:"value"`
		ValueTo    parquetio.Number `parquet:"value_to"`
		Tolerance  parquetio.Number `parquet:"tolerance"`
		Scope      string           `parquet:"scope"`
		Soft       bool             `parquet:"soft"`
		Clause     string           `parquet:"clause"`
		Note       string           `parquet:"note"`
	}
	laggingRuleRow struct {
		Rule   string `parquet:"rule"`
		Text   string `parquet:"text"`
		TextEn string `parquet:"text_en"`
	}
	groupRow struct {
		Task    string `parquet:"task"`
		Group   string `parquet:"group"`
		Title   string `parquet:"title"`
		TitleEn string `parquet:"title_en"`
	}
)
