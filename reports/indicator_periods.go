package reports

type trendRow struct {
	Period, PeriodEn       string
	Value                  cell
	Numerator, Denominator string
	Change                 cell
	Target, Units          string
	Current, History       bool
	Broken                 string // why it is not compared with the row before
}

// trendTable is the numbers of the trend chart: the city over all periods shown.
func (d desk) trendTable(i indicatorRow, basis string) []trendRow {
	var rows []trendRow
	periods := d.periodsUntil()
	for n, p := range periods {
		v, ok := d.value(i.Indicator, d.head.Region, p.Period, basis)
		if !ok {
			continue
		}
		row := trendRow{
			Period: periodName(p).Zh, Value: d.valueCell(i, v), Numerator: amount(v.Numerator), Denominator: amount(v.Denominator),
			Change: changeCell(i, v), Target: orDefault(targetText(i, v), missing), Current: p.Period == d.period.Period, History: p.History,
			Broken: wordOf(breakTerms, d.breakOf(i.Indicator, d.head.Region, basis, n, periods)).Zh,
		}
		row.Units = unitsWord(v)
		rows = append(rows, row)
	}
	return rows
}
