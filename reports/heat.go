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
	Region      bool // a region in between, with its own places below
	Cells       []cell
}

// heatOrgs are those compared on the first page: the places, or the regions in
// between where there are too many places to see at once.
func (d desk) heatOrgs() []orgRow {
	if d.now().manyPlaces() && len(d.now().regions) > 0 {
		return d.now().between()
	}
	return d.now().places()
}

// heat takes the rates that at least two places have; amounts are not comparable between places.
func (d desk) heat(orgs []orgRow) heatView {
	var v heatView
	var used []indicatorRow
	for _, i := range d.defined() {
		if i.Unit == "%" && i.Rollup != "share_yes" && d.peersWith(i) > 1 {
			used = append(used, i)
			v.Columns = append(v.Columns, d.heatColumn(i))
		}
	}
	v.Rows = append(v.Rows, d.heatRow(d.region, used))
	for _, o := range orgs {
		v.Rows = append(v.Rows, d.heatRow(o, used))
	}
	return v
}

func (d desk) peersWith(i indicatorRow) int {
	return len(d.spreadOf(i.Indicator, orgRow{Class: "place"}, d.mainBasis(i.Indicator)))
}

func (d desk) heatColumn(i indicatorRow) heatColumn {
	city, _ := d.value(i.Indicator, d.head.Region, d.period.Period, d.mainBasis(i.Indicator))
	c := heatColumn{Name: i.Name, Href: d.indicatorLink(i.Indicator), Against: "比" + d.naming.Total}
	if city.Target.Valid {
		c.Against = "目标" + targetText(i, city)
	}
	return c
}

func (d desk) heatRow(o orgRow, used []indicatorRow) heatRow {
	row := heatRow{Name: d.nameOf(o.Org), Href: d.unitLink(o.Org), City: o.Org == d.head.Region, Apart: o.Class == "zone", Region: o.Class == "region" && o.Org != d.head.Region && !d.now().deep()}
	if row.City {
		row.Name = d.naming.Total
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
	against, whose := city.Value, d.naming.Total
	if v.Target.Valid {
		against, whose = v.Target, "目标"
	}
	if !against.Valid || (org == d.head.Region && whose == d.naming.Total) {
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
