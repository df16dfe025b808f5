package reports

// indicatorsView is the list of all indicators of a quarter, by group.
type indicatorsView struct {
	frame
	Marked bool
	Groups []indicatorGroup
	Total  int
}

type indicatorGroup struct {
	Name    string
	Figures []figure
}

func (d desk) indicatorsPage(sitePath string) indicatorsView {
	v := indicatorsView{frame: d.frame("indicators", sitePath, d.current().Zh+"指标一览", "Indicators, "+d.current().En), Total: len(d.indicators)}
	v.Download = csvName("indicators", v.Sample)
	var all []figure
	for _, i := range d.defined() {
		basis := d.mainBasis(i.Indicator)
		f := d.figure(i, d.head.Region, basis)
		f.Name, f.NameEn, f.Link = i.Name, i.NameEn, d.indicatorLink(i.Indicator)
		f.Spark = d.spark(i, d.head.Region, basis, f.Row.Target)
		all = append(all, f)
		if len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].Name != i.Group {
			v.Groups = append(v.Groups, indicatorGroup{Name: i.Group})
		}
		last := &v.Groups[len(v.Groups)-1]
		last.Figures = append(last.Figures, f)
	}
	v.Footnotes, v.Marked = missingNotes(all), anyMarked(all)
	return v
}
