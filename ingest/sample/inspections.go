package sample

import (
	"strconv"
	"strings"

	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// An inspecting says with which workbook the result of a draw of values comes
// in, and how many of the values were found to be others or not found at all.
type inspecting struct {
	draw, reporter string
	at             programme.Period
	wrong, lost    int
}

func (t *tables) addInspecting(r row) {
	t.inspectings = append(t.inspectings, inspecting{r.text("draw"), r.text("reporter"), r.period("period"), int(r.number("wrong")), int(r.number("lost"))})
}

// inspections fills the sheet 核查 of a reporter's workbook.
func (m *maker) inspections(reporter programme.Org, at programme.Period) (found []template.Inspection) {
	for _, how := range m.world.tables.inspectings {
		if how.reporter != reporter.Code || how.at != at {
			continue
		}
		for _, d := range m.world.decisions {
			if d.Kind == kindDrawn && d.Fields["id"] == how.draw && d.Fields["title"] == "values" {
				found = append(found, m.world.inspected(d, how)...)
			}
		}
	}
	return found
}

// inspected gives the result for each value drawn: the first few differ, the
// next could not be verified, and all others agree.
func (w *world) inspected(d Decision, how inspecting) (found []template.Inspection) {
	at, err := programme.ParsePeriod(d.Fields["period"])
	if err != nil {
		return nil // decided refuses such a draw
	}
	for i, pick := range d.Picked {
		org, element, _ := strings.Cut(pick, " ")
		reported := w.value(org, element, at)
		x := template.Inspection{Draw: how.draw, Org: org, Period: at.String(), Element: element,
			Reported: template.Number(reported), Found: template.Number(reported), Verdict: "一致"}
		switch {
		case i < how.wrong:
			x.Found = template.Number(w.otherwise(reported, org, element))
			x.Verdict, x.Note = "不一致", "样例：名册与报送数不符，差"+strconv.Itoa(i+1)+"类记录"
		case i < how.wrong+how.lost:
			x.Found, x.Verdict, x.Note = template.Value{}, "无法核实", "样例：原始记录未能调取"
		}
		found = append(found, x)
	}
	return found
}

// otherwise is what a check finds in place of a value: 3 to 12 % less, at least one.
func (w *world) otherwise(reported decimal.Decimal, org, element string) decimal.Decimal {
	less := part(reported, 30_000+w.dice.throw(90_000, "inspected", org, element))
	less = max(floor(less, 0), decimal.FromInt(1))
	if reported < less {
		return reported + decimal.FromInt(1)
	}
	return reported - less
}
