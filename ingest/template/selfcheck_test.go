package template

import (
	"strings"
	"testing"

	"yigai/internal/decimal"
	"yigai/programme"
)

func typed(text string) Value { return Number(decimal.MustParse(text)) }

// verdictOf writes a workbook with the values and gives the verdict of 自查,
// after holding every cached formula result against a recalculation.
func verdictOf(t *testing.T, nature string, values map[Key]Value) string {
	t.Helper()
	cover := map[string]string{}
	for _, input := range coverInputs {
		cover[input.label] = "已填"
	}
	cover[LabelNature] = nature
	tasks := map[string]TaskEntry{"1": {Status: "推进中"}}
	f := open(t, write(t, input(&Fill{Cover: cover, Values: values, Tasks: tasks})))
	formulas := 0
	eachCell(t, f, CheckSheet, func(cell string) {
		formula, err := f.GetCellFormula(CheckSheet, cell)
		if err != nil || formula == "" {
			return
		}
		formulas++
		now, err := f.CalcCellValue(CheckSheet, cell)
		if err != nil {
			t.Errorf("%s: =%s: %v", cell, formula, err)
		}
		if cached := value(t, f, CheckSheet, cell); cached != now {
			t.Errorf("%s: cached %q, recalculated %q: =%s", cell, cached, now, formula)
		}
	})
	if formulas == 0 {
		t.Error("自查 holds no formula")
	}
	return value(t, f, CheckSheet, "A3")
}

func complete() map[Key]Value {
	return map[Key]Value{
		{"指标", "610702", "all"}:    typed("900"),
		{"指标", "610702", "part"}:   typed("90"),
		{"指标", "610702", "open"}:   Text("否"),
		{"县区表", "610702", "money"}: typed("12.5"),
		{"县区表", "610722", "money"}: Text("不适用"),
	}
}

func TestSelfCheckPassesACompleteWorkbook(t *testing.T) {
	if got := verdictOf(t, "终报", complete()); !strings.HasPrefix(got, "可以报送") {
		t.Errorf("verdict %q", got)
	}
}

func TestSelfCheckSeesAWrongNature(t *testing.T) {
	if got := verdictOf(t, "正式", complete()); got != "还有 1 处要补或要改，见下表" {
		t.Errorf("verdict %q", got)
	}
}

func TestSelfCheckCountsEachFault(t *testing.T) {
	for name, fault := range map[string]struct {
		key   Key
		value Value
	}{
		"required blank":          {Key{"指标", "610702", "all"}, Value{}},
		"text for a number":       {Key{"指标", "610702", "all"}, Text("约300")},
		"above the limit":         {Key{"指标", "610702", "all"}, typed("1001")},
		"below the limit":         {Key{"县区表", "610722", "money"}, typed("-1")},
		"decimals for a count":    {Key{"指标", "610702", "part"}, typed("1.5")},
		"part more than whole":    {Key{"指标", "610702", "part"}, typed("901")},
		"no allowed word":         {Key{"指标", "610702", "open"}, Text("有")},
		"blank in a table":        {Key{"县区表", "610722", "money"}, Value{}},
		"text in a table":         {Key{"县区表", "610722", "money"}, Text("12人")},
		"year to date has fallen": {Key{"县区表", "610702", "money"}, typed("12.49")},
	} {
		t.Run(name, func(t *testing.T) {
			values := complete()
			values[fault.key] = fault.value
			if got := verdictOf(t, "初报", values); got != "还有 1 处要补或要改，见下表" {
				t.Errorf("verdict %q", got)
			}
		})
	}
}

func TestBlankWorkbookCountsEverythingMissing(t *testing.T) {
	in := input(nil)
	f := open(t, write(t, in))
	// six inputs of the cover are blank as well: the cut-off day is set
	want := verdictNow(in.Form.RequiredCells() + len(coverInputs) - 1)
	if got := value(t, f, CheckSheet, "A3"); got != want {
		t.Errorf("verdict %q, want %q", got, want)
	}
}

// TestRosterUnderHeadings: institutions of two kinds stand under their kinds'
// names, and the headings are not counted as blanks.
func TestRosterUnderHeadings(t *testing.T) {
	in := input(&Fill{Values: map[Key]Value{}})
	in.Form.Tasks = nil
	table := in.Form.Sheets[len(in.Form.Sheets)-1]
	table.Roster = true
	table.Orgs = nil
	for i, kind := range []string{"institution", "zone", "institution"} {
		table.Orgs = append(table.Orgs, programme.Org{Code: string(rune('a' + i)), Name: "机构", Kind: kind})
	}
	in.Form.Sheets = []programme.Sheet{table}
	in.Fill.Values[Key{table.Name, "b", "money"}] = typed("1")
	if got := problemsIn(t, in, table.Name); got != "200" {
		t.Errorf("missing, wrong and outside: %s", got)
	}
	b, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	for org, want := range map[string]string{"a": "C7", "c": "C8", "b": "C10"} {
		if cell, _ := b.Cell(Key{table.Name, org, "money"}); cell != want {
			t.Errorf("%s stands at %s, want %s", org, cell, want)
		}
	}
}
