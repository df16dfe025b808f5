package reports

import "strings"

var drawnTerms = map[string]term{
	"counties":   {Zh: "被核查的地方", En: "places to check"},
	"values":     {Zh: "被核查的数", En: "reported values to check"},
	"records":    {Zh: "被核查的记录", En: "records behind a value"},
	"evidence":   {Zh: "被核查的佐证材料", En: "evidence to check"},
	"inspectors": {Zh: "核查人员", En: "inspectors"},
}

// A drawView is one draw, with all that is needed to repeat it.
type drawView struct {
	ID, Period       string
	What             term
	Stage            string
	Seed, Document   string
	Method, MethodEn string
	By, Day          string
	Groups           []drawGroup
}

// A drawGroup is what was picked from one list.
type drawGroup struct {
	Name, ListHash    string
	Population, Count int
	Picks             []link
}

// drawViews are the draws by the page's period that keep says to keep.
func (d desk) drawViews(keep func(drawRow) bool) (views []drawView) {
	at := map[[2]string]int{}
	for _, r := range d.draws {
		if !keep(r) || d.seqOf(r.Period) > d.period.Seq {
			continue
		}
		key := [2]string{r.ID, r.What}
		n, seen := at[key]
		if !seen {
			n = len(views)
			at[key] = n
			views = append(views, d.drawView(r))
		}
		views[n].add(d, r)
	}
	return views
}

func (d desk) drawView(r drawRow) drawView {
	v := drawView{ID: r.ID, Period: r.Period, What: wordOf(drawnTerms, r.What), Seed: r.Seed, Document: r.Document, Method: r.Method, MethodEn: r.MethodEn, By: r.By, Day: r.Day.String()}
	if r.Stage != "" {
		v.Stage = d.stageName(r.Scheme, r.Stage).Zh
	}
	return v
}

func (v *drawView) add(d desk, r drawRow) {
	name := ""
	if r.Group != "" {
		name = d.nameOf(r.Group)
	}
	if len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].Name != name {
		v.Groups = append(v.Groups, drawGroup{Name: name, ListHash: r.ListHash, Population: r.Population, Count: r.Count})
	}
	g := &v.Groups[len(v.Groups)-1]
	g.Picks = append(g.Picks, d.pickLink(r.Pick))
}

// pickLink names what was picked: an org, a value of one (org, period and
// element), or as it stands.
func (d desk) pickLink(pick string) link {
	if o, known := d.orgByCode[pick]; known {
		return link{Name: d.nameOf(pick), NameEn: o.NameEn, Href: d.unitLink(pick)}
	}
	words := strings.Fields(strings.NewReplacer("|", " ", "/", " ", ",", " ").Replace(pick))
	for n, word := range words {
		if o, known := d.orgByCode[word]; known {
			words[n] = d.nameOf(o.Org)
		} else if e, known := d.elementBy[word]; known {
			words[n] = e.Name
		} else {
			words[n] = d.periodWord(word)
		}
	}
	return link{Name: strings.Join(words, " ")}
}
