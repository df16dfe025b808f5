package reports

import (
	"slices"
	"strings"
)

// An audience is for whom a site is made and whether it is published.
type audience struct {
	Public  bool
	Edition string // 2022Q1-r1; "" for a preview
	Licence Licence
}

// A Licence says what others may do with the data; the zero Licence: the office states none.
type Licence struct {
	Name  string // a short name such as CC-BY-4.0, "" for none
	Title string
	Path  string // where its text stands
}

// schema is the licence in the words of schema.org, nil where none is stated.
func (l Licence) schema() any {
	switch {
	case l == Licence{}:
		return nil
	case strings.HasPrefix(l.Path, "https://") || strings.HasPrefix(l.Path, "http://"):
		return l.Path
	}
	return jsonLD{"@type": "CreativeWork", "name": strings.Join(strings.Fields(l.Name+" "+l.Title+" "+l.Path), " ")}
}

// Preview says that nothing of it is published: every page must say so.
func (a audience) Preview() bool { return a.Edition == "" }

// cite is how to name the edition in a footnote; of a preview, that it must not be cited.
func (d desk) cite() term {
	if d.audience.Preview() {
		return term{Zh: "预览，未发布，不得引用", En: "A preview, not published: do not cite"}
	}
	by := orDefault(d.head.Secretariat, d.head.Issuer)
	name, nameEn := orDefault(d.head.ShortTitle, d.head.Title), orDefault(d.head.ShortTitleEn, d.head.TitleEn)
	cited := term{Zh: by + "：《" + name + "进展》，" + d.current().Zh + "，发布版 " + d.audience.Edition, En: orDefault(d.head.IssuerEn, by) + ". " + nameEn + ", " + d.current().En + ", edition " + d.audience.Edition}
	if day := d.publishedOn(d.audience.Edition); day != "" {
		cited.Zh, cited.En = cited.Zh+"，"+chineseDate(day)+"发布", cited.En+", published "+day
	}
	if d.head.Sample {
		cited.Zh, cited.En = cited.Zh+"（样例数据）", cited.En+" (sample data)"
	}
	return cited
}

// publishedOn is the day an edition came out, "" where the tables do not know it.
func (b *book) publishedOn(edition string) string {
	at := slices.IndexFunc(b.vintages, func(v vintageRow) bool { return v.Edition == edition })
	if at < 0 {
		return ""
	}
	return b.vintages[at].PublishedOn.String()
}

// revisedWhy says what an edition published before, for a value that is another now.
func (d desk) revisedWhy(i indicatorRow, v valueRow) string {
	for _, r := range d.restated {
		if r.Kind == "indicator" && r.Subject == v.Indicator && r.Org == v.Org && r.Period == v.Period && r.Basis == v.Basis {
			return "修订：发布版 " + r.Edition + " 为 " + grouped(r.Published, i.Decimals) + unitOf(i.Unit) + "，原因见发布版页 (revised)"
		}
	}
	return "修订：与上一发布版不同 (revised since the edition before)"
}
