//go:build cgo

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/decimal"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/transform"
)

func (a *app) traceCommand() *cobra.Command {
	var basis, from string
	var recorded bool
	c := &cobra.Command{
		Use: "trace INDICATOR|--recorded ELEMENT ORG PERIOD", Short: a.t("一个数从哪里来：公式、观测值、文件、单元格", "where a number comes from: formula, observations, files, cells"),
		Long: a.t("说明一个数由哪些单元格算出，并重新打开原件核对：单元格里存的文本是否就是所用的值，由这些值能否再算出这个数。\n--recorded 追溯由明细算出的数（“报送与明细”页上的）：哪条 SELECT、哪些明细文件及其 SHA-256、日志哪一条，并重新打开存下的文件核对；\n--from 另核对明细文件本身。",
			"Says which cells a number was computed from, opens the originals again and compares: whether the text\nstored in each cell is the value used, and whether the values give the number again.\n--recorded is for a figure from single records (on the page Reported and recorded): by which SELECT, from which files\nwith which SHA-256, kept by which journal entry. What was kept is opened again and compared, with --from the records too."),
		Example:           "  yigai trace local_visit_ratio 610724 2022Q3\n  yigai trace 县域就诊率 西乡县 2022Q3\n  yigai trace contract_residents 610700 2022Q4 --json\n  yigai trace --recorded fund_paid 610724 2022Q3 --from /data/visits",
		ValidArgsFunction: a.completeTrace,
		Args:              a.args(3, 3, "请给出指标、单位和报告期，如 yigai trace contract_key 汉台区 2022Q1", "name indicator, org and period, as in yigai trace contract_key 610702 2022Q1"),
		RunE: func(c *cobra.Command, args []string) error {
			ws, pack, err := a.open()
			if err != nil {
				return err
			}
			switch {
			case recorded:
				return a.traceRecorded(c.Context(), ws, pack, args, from)
			case from != "":
				return badUse("--from 只用于 --recorded", "--from is for --recorded only")
			}
			return a.trace(c.Context(), ws, pack, args, basis)
		},
	}
	c.Flags().BoolVar(&recorded, "recorded", false, a.t("追溯由明细算出的数", "trace a figure from single records"))
	c.Flags().StringVar(&from, "from", "", a.t("明细所在的文件夹，核对其中的文件", "the folder of the records, whose files are compared too"))
	c.Flags().StringVar(&basis, "basis", "", a.t("口径：quarter、ytd 或 point，默认为指标自己的", "the basis: quarter, ytd or point; by default the indicator's own"))
	c.MarkFlagsMutuallyExclusive("recorded", "basis")
	return c
}

// A tracedCell is one source of a number, with what the original says of it.
type tracedCell struct {
	Part        string `json:"part"`
	Element     string `json:"element"`
	ElementName string `json:"element_name"`
	Factor      string `json:"factor"`
	Unit        string `json:"unit_org"`
	UnitName    string `json:"unit_name"`
	Reporter    string `json:"reporter"`
	Period      string `json:"source_period"`
	Operation   int    `json:"operation"`
	Value       string `json:"value"`
	RawText     string `json:"raw_text"` // as the facts have it
	Stored      string `json:"stored"`   // as read again from the original
	Submission  string `json:"submission"`
	FileName    string `json:"file_name"`
	SHA256      string `json:"sha256"`
	Sheet       string `json:"sheet"`
	Cell        string `json:"cell"`
	Agrees      bool   `json:"agrees"`
}

func cellOf(s transform.Source) tracedCell {
	return tracedCell{Part: s.Part, Element: s.Element, ElementName: s.ElementName, Factor: s.Factor, Unit: s.Unit, UnitName: s.UnitName,
		Reporter: s.Reporter, Period: s.SourcePeriod, Operation: s.Operation, Value: s.Value, RawText: s.RawText, Submission: s.Submission,
		FileName: s.FileName, SHA256: s.SHA256, Sheet: s.Sheet, Cell: s.Cell}
}

// A tracedNumber is a number with its sources read again.
type tracedNumber struct {
	transform.Number `json:"-"`
	Indicator        string       `json:"indicator"`
	Version          string       `json:"version"`
	Org              string       `json:"org"`
	Period           string       `json:"period"`
	Basis            string       `json:"basis"`
	Unit             string       `json:"unit"`
	FormulaZh        string       `json:"formula_zh"`
	FormulaEn        string       `json:"formula_en"`
	Numerator        string       `json:"numerator"`
	Denominator      string       `json:"denominator"`
	Value            string       `json:"value"`
	MissingReason    string       `json:"missing_reason"`
	Recomputed       string       `json:"recomputed"`
	Agrees           bool         `json:"agrees"`
	Sources          []tracedCell `json:"sources"`
}

func numberOf(n transform.Number) tracedNumber {
	return tracedNumber{Number: n, Indicator: n.Indicator, Version: n.Version, Org: n.Org, Period: n.Period, Basis: n.Basis, Unit: n.Unit,
		FormulaZh: n.FormulaZh, FormulaEn: n.FormulaEn, Numerator: n.Numerator, Denominator: n.Denominator, Value: n.Value, MissingReason: n.MissingReason}
}

func (a *app) trace(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, args []string, basis string) error {
	dir, at, err := tracePlace(ws, pack, args)
	if err != nil {
		return err
	}
	number, err := transform.Trace(ctx, dir, indicatorCode(pack, args[0]), orgCode(pack, at, args[1]), at.String(), basis)
	if wrong := (*transform.Mistake)(nil); errors.As(err, &wrong) && givenByRecords(pack, elementCode(pack, args[0])) {
		return message{zh: wrong.Chinese(), en: wrong.Error(), nextZh: "由明细算出的数用 yigai trace --recorded 追溯", nextEn: "figures from single records are traced by yigai trace --recorded", err: err}
	} else if err != nil {
		return err
	}
	traced := numberOf(number)
	if traced.Recomputed, traced.Agrees, err = number.Recompute(); err != nil {
		return err
	}
	if traced.Sources, err = reread(ws, pack, number.Sources); err != nil {
		return err
	}
	for _, s := range traced.Sources {
		traced.Agrees = traced.Agrees && s.Agrees
	}
	if a.json {
		err = writeJSON(a.Out, traced)
	} else {
		a.tellTrace(traced, pack)
	}
	if err == nil && !traced.Agrees {
		return broken("原件与所公布的数不一致", "the originals and the published number differ", "运行 yigai verify，再重新 yigai ingest 和 yigai transform", "run yigai verify, then yigai ingest and yigai transform again")
	}
	return err
}

// tracePlace is the folder of the marts and the period asked for.
func tracePlace(ws *workspace.Workspace, pack *programme.Pack, args []string) (dir string, at programme.Period, err error) {
	marts, err := ws.Marts().Current()
	if err != nil {
		return "", at, err
	}
	if dir, _, _, err = absolute(marts.Dir, "", ""); err != nil {
		return "", at, err
	}
	at, err = periodIn(pack, args[2])
	return dir, at, err
}

// indicatorCode is the code of the indicator that a person calls by code or
// name; what it does not know stays as it is.
func indicatorCode(pack *programme.Pack, text string) string {
	for _, i := range pack.Indicators {
		if text == i.Name || strings.EqualFold(text, i.NameEn) {
			return i.Code
		}
	}
	return text
}

// reread opens the original of every source once and compares its cells.
func reread(ws *workspace.Workspace, pack *programme.Pack, sources []transform.Source) ([]tracedCell, error) {
	books := map[string]map[ingest.Place]ingest.Reading{}
	cells := []tracedCell{}
	for _, s := range sources {
		c := cellOf(s)
		if s.SHA256 == "" {
			c.Stored, c.Agrees = s.RawText, packSays(pack, s)
			cells = append(cells, c)
			continue
		}
		if _, read := books[s.SHA256]; !read {
			var err error
			if books[s.SHA256], err = ingest.Reread(ws, pack, s.SHA256); err != nil {
				return nil, err
			}
		}
		r := books[s.SHA256][ingest.Place{Sheet: s.Sheet, Cell: s.Cell}]
		c.Stored, c.Agrees = r.Text, r.Text == s.RawText && sameValue(r.Value, s.Value)
		cells = append(cells, c)
	}
	return cells, nil
}

func sameValue(d *decimal.Decimal, text string) bool {
	if d == nil || text == "" {
		return d == nil && text == ""
	}
	want, err := decimal.Parse(text)
	return err == nil && want == *d
}

// packSays compares an attribute, or the constant one, with the pack.
func packSays(pack *programme.Pack, s transform.Source) bool {
	if s.Element == "@one" {
		return sameValue(ptr(decimal.FromInt(1)), s.Value)
	}
	for _, at := range pack.Attributes {
		if at.Org == s.Unit && "@"+at.Attribute == s.Element && fmt.Sprint(at.Line) == s.Cell {
			return sameValue(&at.Value, s.Value)
		}
	}
	return false
}

func ptr[T any](v T) *T { return &v }

func (a *app) tellTrace(n tracedNumber, pack *programme.Pack) {
	value := n.Value
	if value == "" {
		value = a.t("没有数（%s）", "no value (%s)", a.t(cmp.Or(missingReasons[n.MissingReason], n.MissingReason), n.MissingReason))
	}
	fmt.Fprintf(a.Out, "%s  %s  %s  %s\n", visible(a.t(n.Name, n.NameEn)), visible(a.t(n.OrgName, n.OrgNameEn)), n.Period, a.basisWord(n.Basis))
	if n.Value != "" {
		value += " " + visible(n.Unit)
	}
	fmt.Fprintln(a.Out, value)
	fmt.Fprintln(a.Out, visible(a.t("公式：%s", "formula: %s", a.t(n.FormulaZh, n.FormulaEn))))
	fmt.Fprintln(a.Out, a.t("分子 %s，分母 %s；%d 个单位中 %d 个齐全", "numerator %s, denominator %s; %[4]d of %[3]d units complete", short(n.Numerator), short(n.Denominator), n.UnitsExpected, n.UnitsReported))
	fmt.Fprintln(a.Out)
	t := newTable(a.t("部分", "part"), a.t("数据元", "element"), a.t("单位", "unit"), a.t("报告期", "period"), a.t("值", "value"),
		a.t("存储文本", "stored text"), a.t("文件", "file"), a.t("单元格", "cell"), a.t("核对", "check")).numbers(4)
	for _, s := range n.Sources {
		sign := ""
		if s.Operation < 0 {
			sign = "-"
		}
		t.add(a.partWord(s.Part), a.elementWord(s, pack), a.unitWord(s, pack), s.Period, sign+short(s.Value), s.Stored, s.FileName, a.placeWord(s), a.checkWord(s.Agrees))
	}
	t.print(a.Out)
	if n.Recomputed != "" {
		fmt.Fprintln(a.Out, "\n"+a.t("由上列值重新计算：%s  %s", "computed again from these values: %s  %s", n.Recomputed, a.checkWord(n.Agrees)))
	}
}

var missingReasons = map[string]string{
	"not_reported": "未报", "part_missing": "缺项", "not_applicable": "不适用", "suppressed": "保密", "earlier_missing": "缺前期数",
	"falls": "累计数下降", "no_population": "没有人口数", "zero_denominator": "分母为零", "out_of_range": "超出范围",
}

var basisWords = map[string]string{"quarter": "本季度", "ytd": "本年累计", "point": "期末"}

func (a *app) basisWord(basis string) string { return a.t(cmp.Or(basisWords[basis], basis), basis) }

var attributeWords = map[string][2]string{"@population": {"常住人口", "residents"}, "@elders": {"65岁及以上常住人口", "residents of 65 and over"}, "@one": {"单位数", "number of orgs"}}

// elementWord names what was counted; facts of the pack have no element's name.
func (a *app) elementWord(s tracedCell, pack *programme.Pack) string {
	if words, ok := attributeWords[s.Element]; ok {
		return a.t(words[0], words[1])
	}
	if e, ok := pack.Element(s.Element); ok {
		return a.t(s.ElementName, e.NameEn)
	}
	return s.ElementName
}

func (a *app) unitWord(s tracedCell, pack *programme.Pack) string {
	at, err := programme.ParsePeriod(s.Period)
	if org, ok := pack.Org(s.Unit, at); ok && err == nil {
		return a.t(s.UnitName, org.NameEn)
	}
	return s.UnitName
}

// placeWord is a cell of a workbook, or a line of a table of the pack.
func (a *app) placeWord(s tracedCell) string {
	if s.SHA256 == "" && s.Cell != "" {
		return a.t("第 %s 行", "line %s", s.Cell)
	}
	return strings.Trim(s.Sheet+"!"+s.Cell, "!")
}

// short is a decimal without the zeros that its column adds.
func short(text string) string {
	d, err := decimal.Parse(text)
	if err != nil {
		return text // no number: shown as it is
	}
	return d.String()
}

func (a *app) partWord(part string) string {
	if part == "numerator" {
		return a.t("分子", part)
	}
	return a.t("分母", part)
}

func (a *app) checkWord(agrees bool) string {
	if agrees {
		return a.t("✓ 一致", "✓ agrees")
	}
	return a.t("✗ 不一致", "✗ differs")
}
