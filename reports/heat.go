package reports

import (
	"yigai/internal/parquetio"
)

// A heatView is the table of places by indicators. Its colours say how far a
// value is from the target, or, where there is none, from the city's figure.
type heatView struct {
	Columns []heatColumn
	Rows    []heatRow
}

type heatColumn struct {
	Name, Href, Against string
}

type heatRow struct {
	Name, Href  string
	City, Apart bool
	Cells       []cell
}

// heat takes the rates that at least two counties have; amounts are not comparable between places.
func (d desk) heat() heatView {
	var v heatView
	var used []indicatorRow
	for _, i := range d.indicators {
		if i.Unit == "%" && i.Rollup != "share_yes" && d.countiesWith(i) > 1 {
			used = append(used, i)
			v.Columns = append(v.Columns, d.heatColumn(i))
		}
	}
	v.Rows = append(v.Rows, d.heatRow(d.region, used))
	for _, o := range d.places() {
		v.Rows = append(v.Rows, d.heatRow(o, used))
	}
	return v
}

func (d desk) countiesWith(i indicatorRow) int {
	n := 0
	for _, c := range d.counties {
		if v, _ := d.value(i.Indicator, c.Org, d.period.Period, d.mainBasis(i.Indicator)); v.Value.Valid {
			n++
		}
	}
	return n
}

func (d desk) heatColumn(i indicatorRow) heatColumn {
	city, _ := d.value(i.Indicator, d.head.Region, d.period.Period, d.mainBasis(i.Indicator))
	c := heatColumn{Name: i.Name, Href: d.indicatorLink(i.Indicator), Against: "比全市"}
	if city.Target.Valid {
		c.Against = "目标" + targetText(i, city)
	}
	return c
}

func (d desk) heatRow(o orgRow, used []indicatorRow) heatRow {
	row := heatRow{Name: d.nameOf(o.Org), Href: d.unitLink(o.Org), City: o.Org == d.head.Region, Apart: o.Kind == "zone"}
	if row.City {
		row.Name = "全市"
	}
	for _, i := range used {
		row.Cells = append(row.Cells, d.heatCell(i, o.Org))
	}
	return row
}

func (d desk) heatCell(i indicatorRow, org string) cell {
	basis := d.mainBasis(i.Indicator)
	v, known := d.value(i.Indicator, org, d.period.Period, basis)
	if !known {
		return cell{Text: "", Class: "blank", Why: "不要求报送 not asked for"}
	}
	c := d.valueCell(i, v)
	if !v.Value.Valid {
		return c
	}
	c.Text = grouped(v.Value, min(i.Decimals, 1)) // the exact figure stands on the indicator's page
	city, _ := d.value(i.Indicator, d.head.Region, d.period.Period, basis)
	against, whose := city.Value, "全市"
	if v.Target.Valid {
		against, whose = v.Target, "目标"
	}
	if !against.Valid || (org == d.head.Region && whose == "全市") {
		return c
	}
	difference := minus(v.Value, against)
	c.Class = heatClass(difference.Float(), i.Direction == "down")
	c.Why = d.nameOf(org) + " " + i.Name + " " + d.withUnit(i, v) + "，比" + whose + signed(difference, i.Decimals) + "个百分点"
	return c
}

// minus subtracts exactly, at the finer of the two scales.
func minus(a, b parquetio.Number) parquetio.Number {
	for a.Scale < b.Scale {
		a.Unscaled, a.Scale = a.Unscaled*10, a.Scale+1
	}
	for b.Scale < a.Scale {
		b.Unscaled, b.Scale = b.Unscaled*10, b.Scale+1
	}
	return parquetio.Number{Unscaled: a.Unscaled - b.Unscaled, Scale: a.Scale, Valid: a.Valid && b.Valid}
}

// heatClass has five steps: within one point is level, beyond five is far.
func heatClass(points float64, lowerIsBetter bool) string {
	if lowerIsBetter {
		points = -points
	}
	switch {
	case points > 5:
		return "above2"
	case points > 1:
		return "above1"
	case points >= -1:
		return "near"
	case points >= -5:
		return "below1"
	}
	return "below2"
}
