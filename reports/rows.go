package reports

import (
	"path/filepath"

	"yigai/internal/parquetio"
)

// The rows of the marts this package reads, by the names of their columns.
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
	orgRow struct {
		Org              string           `parquet:"org"`
		Seq              int              `parquet:"seq"`
		Name             string           `parquet:"name"`
		NameEn           string           `parquet:"name_en"`
		ShortName        string           `parquet:"short_name"`
		Kind             string           `parquet:"kind"`
		Parent           string           `parquet:"parent"`
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
		Indicator    string `parquet:"indicator"`
		Version      string `parquet:"version"`
		Seq          int    `parquet:"seq"`
		Group        string `parquet:"group"`
		Name         string `parquet:"name"`
		NameEn       string `parquet:"name_en"`
		Unit         string `parquet:"unit"`
		Type         string `parquet:"type"`
		Rollup       string `parquet:"rollup"`
		Decimals     int    `parquet:"decimals"`
		Direction    string `parquet:"direction"`
		DefaultBasis string `parquet:"default_basis"`
		Definition   string `parquet:"definition"`
		DefinitionEn string `parquet:"definition_en"`
		Source       string `parquet:"source"`
		FormulaZh    string `parquet:"formula_zh"`
		FormulaEn    string `parquet:"formula_en"`
		HasTarget    bool   `parquet:"has_target"`
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
		Condition string           `parquet:"condition"`
		Value     parquetio.Number `parquet:"value"`
	}
	targetRow struct {
		Indicator  string           `parquet:"indicator"`
		Org        string           `parquet:"org"`
		Due        parquetio.Date   `parquet:"due"`
		Comparator string           `parquet:"comparator"`
		Value      parquetio.Number `parquet:"value"`
		ValueTo    parquetio.Number `parquet:"value_to"`
		Soft       bool             `parquet:"soft"`
		Clause     string           `parquet:"clause"`
		Note       string           `parquet:"note"`
	}
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
		MissingReason     string           `parquet:"missing_reason"`
		Provisional       bool             `parquet:"provisional"`
		History           bool             `parquet:"history"`
	}
	measureRow struct {
		Task      string           `parquet:"task"`
		Measure   string           `parquet:"measure"`
		Org       string           `parquet:"org"`
		Period    string           `parquet:"period"`
		Type      string           `parquet:"type"`
		Name      string           `parquet:"name"`
		Indicator string           `parquet:"indicator"`
		Value     parquetio.Number `parquet:"value"`
		Target    parquetio.Number `parquet:"target"`
		Due       parquetio.Date   `parquet:"due"`
		State     string           `parquet:"state"`
	}
	ledgerRow struct {
		Task            string           `parquet:"task"`
		Org             string           `parquet:"org"`
		Period          string           `parquet:"period"`
		Role            string           `parquet:"role"`
		Due             parquetio.Date   `parquet:"due"`
		Status          string           `parquet:"status"`
		TypedProgress   parquetio.Number `parquet:"typed_progress"`
		Narrative       string           `parquet:"narrative"`
		Problems        string           `parquet:"problems"`
		NextSteps       string           `parquet:"next_steps"`
		Evidence        string           `parquet:"evidence"`
		Responsible     string           `parquet:"responsible"`
		MeasuresDone    int              `parquet:"measures_done"`
		MeasuresDue     int              `parquet:"measures_due"`
		Progress        parquetio.Number `parquet:"progress" scale:"6"`
		Elapsed         parquetio.Number `parquet:"elapsed" scale:"6"`
		Light           string           `parquet:"light"`
		LightText       string           `parquet:"light_text"`
		LightRule       string           `parquet:"light_rule"`
		QuartersStalled int              `parquet:"quarters_stalled"`
		DaysOverdue     int              `parquet:"days_overdue"`
		DaysLeft        int              `parquet:"days_left"`
		Reported        bool             `parquet:"reported"`
		Submission      string           `parquet:"submission"`
		Sheet           string           `parquet:"sheet"`
		Cell            string           `parquet:"cell"`
	}
	lineageRow struct {
		Indicator    string           `parquet:"indicator"`
		Org          string           `parquet:"org"`
		Period       string           `parquet:"period"`
		Basis        string           `parquet:"basis"`
		Part         string           `parquet:"part"`
		Element      string           `parquet:"element"`
		UnitOrg      string           `parquet:"unit_org"`
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
	}
	findingRow struct {
		Period     string `parquet:"period"`
		Reporter   string `parquet:"reporter"`
		Submission string `parquet:"submission"`
		FileName   string `parquet:"file_name"`
		Code       string `parquet:"code"`
		Severity   string `parquet:"severity"`
		Sheet      string `parquet:"sheet"`
		Cell       string `parquet:"cell"`
		Found      string `parquet:"found"`
		RuleZh     string `parquet:"rule_zh"`
		RuleEn     string `parquet:"rule_en"`
		FixZh      string `parquet:"fix_zh"`
		FixEn      string `parquet:"fix_en"`
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

// tables is one generation of marts, as read.
type tables struct {
	programme   []programmeRow
	periods     []periodRow
	orgs        []orgRow
	elements    []elementRow
	indicators  []indicatorRow
	tasks       []taskRow
	duties      []dutyRow
	lights      []lightRow
	targets     []targetRow
	reporting   []reportingRow
	accounting  []accountingRow
	values      []valueRow
	measures    []measureRow
	ledger      []ledgerRow
	lineage     []lineageRow
	findings    []findingRow
	submissions []submissionRow
}

// sources says from which table each part is read; the longest come first, so
// that they do not start last when read side by side.
func (t *tables) sources(dir string) []func() error {
	return []func() error{
		from(dir, "mart_lineage", &t.lineage),
		from(dir, "mart_indicator", &t.values),
		from(dir, "mart_ledger", &t.ledger),
		from(dir, "mart_measure", &t.measures),
		from(dir, "mart_finding", &t.findings),
		from(dir, "mart_submission", &t.submissions),
		from(dir, "mart_reporting", &t.reporting),
		from(dir, "mart_accounting", &t.accounting),
		from(dir, "dim_programme", &t.programme),
		from(dir, "dim_period", &t.periods),
		from(dir, "dim_org", &t.orgs),
		from(dir, "dim_element", &t.elements),
		from(dir, "dim_indicator", &t.indicators),
		from(dir, "dim_task", &t.tasks),
		from(dir, "dim_duty", &t.duties),
		from(dir, "dim_light", &t.lights),
		from(dir, "dim_target", &t.targets),
	}
}

func from[T any](dir, table string, into *[]T) func() error {
	return func() (err error) {
		*into, err = parquetio.Read[T](filepath.Join(dir, table+".parquet"))
		return err
	}
}
