//go:build cgo

package programme

import "cmp"

// wordColumns are what things are called, the neutral words where a pack names none.
type wordColumns struct {
	WordDocument      string `parquet:"word_document"`
	WordDocumentEn    string `parquet:"word_document_en"`
	WordTotal         string `parquet:"word_total"`
	WordTotalEn       string `parquet:"word_total_en"`
	WordPlaces        string `parquet:"word_places"`
	WordPlacesEn      string `parquet:"word_places_en"`
	WordDepartments   string `parquet:"word_departments"`
	WordDepartmentsEn string `parquet:"word_departments_en"`
}

func (p *Pack) words() wordColumns {
	w := p.Programme.Words
	return wordColumns{cmp.Or(w.Document, "文件"), cmp.Or(w.DocumentEn, "document"), cmp.Or(w.Total, "合计"), cmp.Or(w.TotalEn, "total"),
		cmp.Or(w.Places, "地方"), cmp.Or(w.PlacesEn, "places"), cmp.Or(w.Departments, "部门"), cmp.Or(w.DepartmentsEn, "departments")}
}

func (p *Pack) rankedAmong() string { return cmp.Or(p.Programme.Ranks, "parent") }

type kindRow struct {
	own
	Kind   string `parquet:"kind"`
	Seq    int32  `parquet:"seq"`
	Name   string `parquet:"name"`
	NameEn string `parquet:"name_en"`
	Class  string `parquet:"class"`
}

// kinds lists the kinds that orgs of the pack have, the usual ones first.
func (r reference) kinds() (rows []kindRow) {
	used := map[string]bool{}
	for _, o := range r.pack.Orgs {
		used[o.Kind] = true
	}
	for _, code := range r.pack.kindCodes() {
		if k, ok := r.pack.KindOf(code); ok && used[code] {
			rows = append(rows, kindRow{r.own, k.Kind, int32(len(rows) + 1), k.Name, k.NameEn, k.Class})
			used[code] = false
		}
	}
	return rows
}

type groupRow struct {
	own
	Task    string `parquet:"task"`
	Group   string `parquet:"group"`
	Seq     int32  `parquet:"seq"`
	Title   string `parquet:"title"`
	TitleEn string `parquet:"title_en"`
}

// groups gives one row per task that stands under a heading.
func (r reference) groups() (rows []groupRow) {
	for i, g := range r.pack.Programme.Groups {
		for _, task := range g.Tasks {
			rows = append(rows, groupRow{r.own, task, g.Group, int32(i + 1), g.Title, g.TitleEn})
		}
	}
	return rows
}

type calendarRow struct {
	own
	Period      string `parquet:"period"`
	Org         string `parquet:"org"`
	Opens       *int32 `parquet:"opens,date"`
	Due         *int32 `parquet:"due,date"`
	LateAfter   *int32 `parquet:"late_after,date"`
	LockedAfter *int32 `parquet:"locked_after,date"`
	DataTo      *int32 `parquet:"data_to,date"`
	FinalDue    *int32 `parquet:"final_due,date"`
}

// calendar gives one row per period and org that is valid in it.
func (r reference) calendar() (rows []calendarRow) {
	for _, at := range r.pack.ReportPeriods() {
		for _, o := range r.pack.OrgsOf("all", at) {
			d := r.pack.DaysOf(o, at)
			rows = append(rows, calendarRow{r.own, at.String(), o.Code, days(d.Opens), days(d.Due), days(d.LateAfter), days(d.LockedAfter),
				days(d.DataTo), days(d.FinalDue)})
		}
	}
	return rows
}

type laggardRow struct {
	own
	Rule    string `parquet:"rule"`
	Seq     int32  `parquet:"seq"`
	Periods int32  `parquet:"periods"`
	Times   int32  `parquet:"times"`
	Text    string `parquet:"text"`
	TextEn  string `parquet:"text_en"`
}

func (r reference) laggards() (rows []laggardRow) {
	for i, l := range r.pack.Programme.Laggards {
		rows = append(rows, laggardRow{r.own, l.Rule, int32(i + 1), int32(l.Periods), int32(l.Times), l.Text, l.TextEn})
	}
	return rows
}

type suppressionRow struct {
	own
	Element string `parquet:"element"`
	Below   int32  `parquet:"below"`
}

func (r reference) suppression() (rows []suppressionRow) {
	for _, e := range r.pack.Programme.Suppression.Elements {
		rows = append(rows, suppressionRow{r.own, e, int32(r.pack.Programme.Suppression.Below)})
	}
	return rows
}

type approvalRow struct {
	own
	Period string `parquet:"period"`
	Step   string `parquet:"step"`
	Seq    int32  `parquet:"seq"`
	Name   string `parquet:"name"`
	NameEn string `parquet:"name_en"`
	Each   string `parquet:"each"`
	Org    string `parquet:"org"`
}

// approval gives one row per reporting period, step and org that decides in it.
func (r reference) approval() (rows []approvalRow) {
	for _, at := range r.pack.ReportPeriods() {
		if r.pack.IsHistory(at) {
			continue
		}
		for i, s := range r.pack.Programme.Approval {
			for _, o := range r.pack.Approvers(s, at) {
				rows = append(rows, approvalRow{r.own, at.String(), s.Step, int32(i + 1), s.Name, s.NameEn, s.Each, o.Code})
			}
		}
	}
	return rows
}
