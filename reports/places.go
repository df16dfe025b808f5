package reports

// placesView is the table of all places by indicators, where it is too long
// for the first page: by region, each region's own row first.
type placesView struct {
	frame
	Heat   heatView
	Region *link // whose parts they are; nil for the whole
}

func (d desk) placesPage(sitePath string) placesView {
	v := placesView{frame: d.frame("units", sitePath, d.current().Zh+d.naming.Places+"指标对照", "Places by indicators, "+d.current().En)}
	v.crumb("单位", "Units", d.periodPage("units.html"))
	var orgs []orgRow
	if d.now().deep() {
		v.Heat = d.heat(d.now().tops)
		for n := range v.Heat.Rows[1:] {
			v.Heat.Rows[n+1].Href = d.to(placesPath(d.period.Period, d.now().tops[n].Org))
		}
		return v
	}
	for _, region := range d.now().regions {
		orgs = append(orgs, region)
		orgs = append(orgs, d.within(region.Org)...)
	}
	if len(orgs) == 0 {
		orgs = d.now().places()
	}
	v.Heat = d.heat(orgs)
	return v
}
