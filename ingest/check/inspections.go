package check

import (
	"cmp"
	"strings"

	"yigai/ingest/book"
	"yigai/internal/decimal"
	"yigai/programme"
)

const (
	inspectionSheet   = "核查"
	layoutInspections = "inspections" // 核查: one value checked on the ground per row

	columnDraw     = "抽取编号"
	columnReported = "报送值"
	columnFound    = "核查值"
	columnVerdict  = "结论"
	columnWhy      = "说明"
)

// inspectionHeader are the columns without which the sheet 核查 cannot be read.
var inspectionHeader = []string{columnDraw, columnOrg, columnPeriod, columnCode, columnReported, columnFound, columnVerdict}

// The verdicts of an inspection; "" for none yet.
const (
	Match        = "match"
	Mismatch     = "mismatch"
	Unverifiable = "unverifiable"
)

var verdicts = map[string]string{"一致": Match, "不一致": Mismatch, "无法核实": Unverifiable}

// An Inspection is one value checked on the ground. There is one for every row
// that names what was drawn; what a returned row found is left out.
type Inspection struct {
	Reporter, Org, Draw string
	About               programme.Period // of the value checked
	Element             string
	Reported, Found     *decimal.Decimal
	Verdict, Note       string
	Sheet, Cell         string // the cell of the value found
}

type inspectionKey struct{ draw, org, about, element string }

func (i *Inspection) key() inspectionKey {
	return inspectionKey{i.Draw, i.Org, i.About.String(), i.Element}
}

// wantInspections is the sheet 核查, which any workbook may have.
func (c *checker) wantInspections() *wanted {
	c.inspected = map[inspectionKey]*Inspection{}
	return &wanted{name: inspectionSheet, layout: layoutInspections, header: inspectionHeader, optional: true, found: -1, read: c.readInspectionRow,
		also: []string{columnOrgOf, columnName, columnUnit, columnWhy}}
}

// readInspectionRow reads a row of the sheet 核查.
func (c *checker) readInspectionRow(t *table, r row) {
	t.started = true
	text := func(column string) string { return r.text(t.columns[column]) }
	found := r.cell(t.columns[columnFound])
	keys := []string{columnDraw, columnOrg, columnPeriod, columnCode}
	lacks, filled := []string{}, text(columnReported)+text(columnFound)+text(columnVerdict) != "" || found.Formula
	for _, column := range keys {
		if text(column) == "" {
			lacks = append(lacks, column)
		}
	}
	switch {
	case len(lacks) > 0 && !filled: // a heading, or nothing
	case len(lacks) > 0:
		c.add(c.cellAt(max(found.Column, 1), r.number), "E-INSPECTED", strings.Join(lacks, "、"), nil)
	default:
		if i := c.inspectionOf(t, r); i != nil {
			c.takeInspection(t, r, i)
		}
	}
}

// inspectionOf resolves what a row is about; nil where that is not known.
func (c *checker) inspectionOf(t *table, r row) *Inspection {
	here := func(column string) at { return c.cellAt(t.columns[column], r.number) }
	about, ok := c.periodNamed(r.text(t.columns[columnPeriod]))
	if !ok {
		c.add(here(columnPeriod), "E-ABOUT-PERIOD", r.text(t.columns[columnPeriod]), c.wantPeriods())
		return nil
	}
	code := strings.ToUpper(r.text(t.columns[columnOrg]))
	org, ok := c.in.Pack.Org(code, about)
	if !ok {
		c.add(here(columnOrg), "E-CODE", showCode(code), c.likelyOrg(code))
		return nil
	}
	element := r.text(t.columns[columnCode])
	if _, ok := c.in.Pack.Element(element); !ok {
		c.add(here(columnCode), "E-CODE", showCode(element), c.likely(element, c.elementCodes))
		return nil
	}
	draw := strings.TrimSpace(r.cell(t.columns[columnDraw]).Text)
	if hasHidden(draw) || len(draw) > longestName {
		c.add(here(columnDraw), "E-CHAR", draw, wants("抽取编号照抽取结果填写", "the draw's id as the draw gives it"))
		return nil
	}
	return &Inspection{Reporter: c.form.Reporter.Code, Org: org.Code, Draw: draw, About: about, Element: element}
}

// periodNamed finds the programme's period that a text names.
func (c *checker) periodNamed(text string) (programme.Period, bool) {
	for _, p := range c.in.Pack.ReportPeriods() {
		if text := strings.ToUpper(text); text == p.String() || text == plainName(p.Name()) {
			return p, true
		}
	}
	return programme.Period{}, false
}

func (c *checker) elementCodes() []string {
	var codes []string
	for _, e := range c.in.Pack.Elements {
		codes = append(codes, e.Code)
	}
	return codes
}

// takeInspection reads the two values and the verdict of a row.
func (c *checker) takeInspection(t *table, r row, i *Inspection) {
	found := r.cell(t.columns[columnFound])
	where := c.cellAt(max(found.Column, 1), r.number)
	i.Sheet, i.Cell = t.name, where.cell
	if earlier := c.inspected[i.key()]; earlier != nil {
		c.addInspection(i, where, "E-DUPLICATE", i.Element+"："+earlier.Cell+"，"+where.cell, nil)
		earlier.Found, earlier.Verdict = nil, ""
		return
	}
	c.inspected[i.key()] = i
	c.inspections = append(c.inspections, i)
	c.placeInspection(t, r, i)
	i.Note = c.narrative(r.cell(t.columns[columnWhy]), r)
	var readable [2]bool
	i.Reported, readable[0] = c.inspectedValue(i, r, r.cell(t.columns[columnReported]))
	i.Found, readable[1] = c.inspectedValue(i, r, found)
	i.Verdict = c.verdict(t, r, i, readable[0] && readable[1])
	if i.Verdict == "" {
		i.Found = nil
	}
	c.checkHidden(t, r, found)
}

// inspectedValue reads a value by its element's rules; readable is false where
// something stands there that is none.
func (c *checker) inspectedValue(i *Inspection, r row, cell book.Cell) (value *decimal.Decimal, readable bool) {
	e, _ := c.in.Pack.Element(i.Element)
	e.Min, e.Max = nil, nil // what was found need not be possible
	reading := c.readCell(cell, e)
	zh, en := want(e)
	for _, p := range reading.problems {
		if p.code == "N-TEXT" && c.text() != nil {
			continue // all of it is text
		}
		values := wants(zh, en)
		values["{hint}"] = p.hint
		c.addInspection(i, c.cellAt(max(cell.Column, 1), r.number), p.code, p.found, values)
	}
	if reading.state == Reported {
		value = &reading.value
	}
	return value, !reading.returned()
}

// verdict reads the verdict and holds it against the two values. A row whose
// verdict contradicts them is returned: nobody knows which of the two is right.
func (c *checker) verdict(t *table, r row, i *Inspection, readable bool) string {
	cell := r.cell(t.columns[columnVerdict])
	where, text := c.cellAt(max(cell.Column, 1), r.number), plainName(cell.Text)
	verdict, known := verdicts[text]
	same := i.Reported != nil && i.Found != nil && *i.Reported == *i.Found
	both := valueText(i.Reported) + "；" + valueText(i.Found)
	switch {
	case !readable:
		return "" // it has its finding
	case text == "" && i.Found == nil:
		return "" // not checked yet
	case !known:
		c.addInspection(i, where, "E-VERDICT", cmp.Or(cell.Text, "（空白）"), nil)
	case verdict == Unverifiable:
		return verdict
	case i.Reported == nil || i.Found == nil:
		c.addInspection(i, where, "E-VERDICT-VALUES", text+"："+both, nil)
	case same != (verdict == Match):
		c.addInspection(i, where, "E-VERDICT-VALUES", text+"："+both, nil)
	default:
		return verdict
	}
	return ""
}

func valueText(d *decimal.Decimal) string {
	if d == nil {
		return "—"
	}
	return d.String()
}

// addInspection is add for a finding about one row of the sheet 核查.
func (c *checker) addInspection(i *Inspection, where at, code Code, found string, values map[string]string) {
	c.addAbout(&asked{Observation: Observation{Org: i.Org, Reporter: i.Reporter, Element: i.Element, Period: c.period}}, where, code, found, values)
}
