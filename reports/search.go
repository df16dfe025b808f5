package reports

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
)

// A searchEntry is one thing that can be found: name, short name, English name,
// pinyin initials of both names, and the page's path below a period.
type searchEntry struct {
	Name     string `json:"n"`
	Short    string `json:"s"`
	English  string `json:"e"`
	Initials string `json:"i"`
	Kind     string `json:"k"`
	Path     string `json:"p"`
}

// search plans the index of the search box: a classic script, since pages from a disk may not fetch.
func (p *planner) search() {
	var entries []searchEntry
	add := func(kind, path, english, name, short string) {
		_, path, _ = strings.Cut(path, "/")
		initials := strings.TrimSpace(pinyinInitials(name) + " " + pinyinInitials(short))
		entries = append(entries, searchEntry{name, short, english, initials, kind, path})
	}
	for _, o := range p.book.withPage() {
		add("单位", unitPath("", o.Org), o.NameEn, o.Name, o.ShortName)
	}
	for _, i := range p.book.indicators {
		add("指标", indicatorPath("", i.Indicator), i.NameEn, i.Name, "")
	}
	for _, t := range p.book.tasks {
		add("任务", taskPath("", t.Task), t.TitleEn, t.Task+" "+t.Title, "")
	}
	p.book.searchName = p.script("search.js", "yigaiSearch", entries)
}

// script plans a classic script that holds one value, and gives its hashed name.
func (p *planner) script(name, variable string, value any) string {
	data, err := json.Marshal(value)
	script := append(append([]byte("window."+variable+"="), data...), ";\n"...)
	name = hashedName(name, script)
	p.add(name, func(w io.Writer) error {
		if err != nil {
			return err
		}
		_, err := w.Write(script)
		return err
	})
	return name
}

// A searchGroup is the institutions of one parent. They are many, so they stand
// in a file of their own, without a word twice, that is read when somebody searches.
type searchGroup struct {
	Parent string              `json:"u"`
	Path   string              `json:"p"` // of their list, below a period
	List   []searchInstitution `json:"l"`
}

// A searchInstitution has its place in the list as Anchor, and the periods that
// know it where some do not.
type searchInstitution struct {
	Name     string   `json:"n"`
	Initials string   `json:"i"`
	Anchor   string   `json:"a"`
	Periods  []string `json:"x,omitempty"`
}

// institutions plans the second index; a programme without institutions has none.
func (p *planner) institutions() {
	var groups []searchGroup
	at := map[string]int{}
	for _, o := range p.book.orgs {
		periods := p.book.publishedWith(o)
		if o.Class != "institution" || len(periods) == 0 {
			continue
		}
		n, known := at[o.Parent]
		if !known {
			n = len(groups)
			at[o.Parent] = n
			_, path, _ := strings.Cut(rosterPath("", o.Parent), "/")
			groups = append(groups, searchGroup{Parent: p.book.nameOf(o.Parent), Path: path})
		}
		entry := searchInstitution{Name: o.Name, Initials: pinyinInitials(o.Name), Anchor: slug(o.Org)}
		if len(periods) < len(p.book.published) {
			entry.Periods = periods
		}
		groups[n].List = append(groups[n].List, entry)
	}
	if len(groups) > 0 {
		p.book.institutionsName = p.script("institutions.js", "yigaiInstitutions", groups)
	}
}

// publishedWith are the published periods in whose roster an org stands.
func (b *book) publishedWith(o orgRow) (periods []string) {
	for _, p := range b.published {
		if slices.ContainsFunc(b.rosters[p.Period].institutions, func(i orgRow) bool { return i.Org == o.Org }) {
			periods = append(periods, p.Period)
		}
	}
	return periods
}
