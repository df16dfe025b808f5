package reports

// tables is one generation of marts, as read.
type tables struct {
	programme    []programmeRow
	periods      []periodRow
	orgs         []orgRow
	elements     []elementRow
	indicators   []indicatorRow
	tasks        []taskRow
	duties       []dutyRow
	lights       []lightRow
	targets      []targetRow
	assumptions  []assumptionRow
	dictTables   []dictTableRow
	dictColumns  []dictColumnRow
	reporting    []reportingRow
	accounting   []accountingRow
	values       []valueRow // those not read from a table
	figures      valueStore // all of them
	measures     []measureRow
	ledger       []ledgerRow
	lineage      []lineageRow // those not read from a table
	behind       sourceStore  // all of them
	ancestors    []ancestorRow
	findings     []findingRow
	submissions  []submissionRow
	quality      []qualityRow
	recorded     []recordedRow
	thresholds   []thresholdRow
	attachments  []attachmentRow
	reported     []reportedRow
	stages       []stageRow
	grades       []gradeRow
	evaluations  []evaluationRow
	dimensions   []dimensionRow
	scores       []scoreRow
	adjustments  []adjustmentRow
	draws        []drawRow
	inspections  []inspectionRow
	mending      []rectificationRow
	practices    []practiceRow
	consequences []consequenceRow
	clauses      []clauseRow
	reminders    []reminderRow
	decisions    []decisionRow
	lightMoved   []lightMoveRow
	lightCounts  []lightCountRow
	laggardRows  []laggardRow
	laggingRules []laggingRuleRow
	items        []itemRow
	groups       []groupRow
	vintages     []vintageRow
	restated     []restatementRow

	recordedSelects []recordedSelectRow
	recordedFiles   []recordedFileRow
}

// sources says from which table each part is read; the longest come first, so
// that they do not start last when read side by side.
func (t *tables) sources(dir *source) []func() error {
	return append([]func() error{
		fromParts(dir, "mart_lineage", t.behind.add),
		fromParts(dir, "mart_indicator", t.figures.add),
		from(dir, "mart_ledger", &t.ledger),
		from(dir, "mart_measure", &t.measures),
		from(dir, "mart_figure", &t.reported),
		from(dir, "mart_quality", &t.quality),
		from(dir, "mart_recorded", &t.recorded),
		from(dir, "mart_recorded_select", &t.recordedSelects),
		from(dir, "mart_recorded_file", &t.recordedFiles),
		from(dir, "mart_attachment", &t.attachments),
		from(dir, "mart_finding", &t.findings),
		from(dir, "mart_submission", &t.submissions),
		from(dir, "mart_reporting", &t.reporting),
		from(dir, "mart_accounting", &t.accounting),
		from(dir, "mart_score", &t.scores),
		from(dir, "mart_evaluation", &t.evaluations),
		from(dir, "mart_evaluation_dimension", &t.dimensions),
		from(dir, "mart_score_adjustment", &t.adjustments),
		from(dir, "mart_draw", &t.draws),
		from(dir, "mart_inspection", &t.inspections),
		from(dir, "mart_rectification", &t.mending),
		from(dir, "mart_practice", &t.practices),
		from(dir, "mart_consequence", &t.consequences),
		from(dir, "mart_reminder", &t.reminders),
		from(dir, "mart_decision", &t.decisions),
		from(dir, "mart_light", &t.lightMoved),
		from(dir, "mart_light_count", &t.lightCounts),
		from(dir, "mart_laggard", &t.laggardRows),
		from(dir, "mart_vintage", &t.vintages),
		from(dir, "mart_restatement", &t.restated),
	}, t.dimensionsFrom(dir)...)
}

// dimensionsFrom says it of the dimensions.
func (t *tables) dimensionsFrom(dir *source) []func() error {
	return []func() error{
		from(dir, "dim_programme", &t.programme),
		from(dir, "dim_period", &t.periods),
		from(dir, "dim_org", &t.orgs),
		from(dir, "dim_ancestor", &t.ancestors),
		from(dir, "dim_element", &t.elements),
		from(dir, "dim_indicator", &t.indicators),
		from(dir, "dim_task", &t.tasks),
		from(dir, "dim_duty", &t.duties),
		from(dir, "dim_light", &t.lights),
		from(dir, "dim_target", &t.targets),
		from(dir, "dim_assumption", &t.assumptions),
		from(dir, "dim_table", &t.dictTables),
		from(dir, "dim_column", &t.dictColumns),
		from(dir, "dim_stage", &t.stages),
		from(dir, "dim_grade", &t.grades),
		from(dir, "dim_laggard", &t.laggingRules),
		from(dir, "dim_consequence", &t.clauses),
		from(dir, "dim_item", &t.items),
		from(dir, "dim_group", &t.groups),
		from(dir, "dim_threshold", &t.thresholds),
	}
}
