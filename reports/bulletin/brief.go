package bulletin

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// How much a brief may tell, so that it is two pages whatever the programme.
const (
	briefTasks   = 10 // overdue or with a warning
	briefBehind  = 7  // indicators
	briefPlaces  = 9  // that lag
	briefTargets = 16 // in the table of targets
	briefFirst   = 18 // rows of the first page with who lags on it
	briefNames   = 10 // of those who have not reported
)

// A Brief is what a leader reads in forty seconds, in one language.
type Brief struct {
	Lang     string
	Title    []Run
	Standing []Run // 初步 with how many have reported, or the edition
	Headline []Run
	Figures  []Figure
	Lights   []Light
	Parts    []Part
}

// A Figure is one large number with what it counts.
type Figure struct {
	Big, Of, Label []Run
}

// A Light is how many tasks stand at one light.
type Light struct {
	State, Shape string
	Name, Count  []Run
	N            int
}

// A Part is a heading over rows of cells, and how many more there are.
type Part struct {
	Heading string
	Words   []Run // instead of rows
	Columns []Column
	Rows    [][][]Run
	More    string
	Unit    string // what More counts in Chinese
	Second  bool   // begins the second page
}

// shapes tell lights without a colour.
var shapes = map[string]string{"done": "●", "closed": "◉", "on_track": "◆", "warning": "▲", "overdue": "■", "not_due": "○", "suspended": "‖", "no_data": "✕"}

// WriteBrief writes brief.docx and brief.html, before or after publication.
func WriteBrief(ctx context.Context, o Options) error {
	b, err := o.book(ctx)
	if err != nil {
		return fmt.Errorf("brief: %w", err)
	}
	zh, en := b.brief("zh"), b.brief("en")
	data, err := b.briefDocx(zh)
	if err != nil {
		return fmt.Errorf("brief: %w", err)
	}
	page, err := b.briefPage(zh, en)
	if err != nil {
		return fmt.Errorf("brief: %w", err)
	}
	return o.put(map[string][]byte{"brief.docx": data, "brief.html": page}, "brief.docx", "brief.html")
}

// pick is the word in the language.
func pick(lang, zh, en string) string {
	if lang == "en" {
		return en
	}
	return zh
}

func (b *book) brief(lang string) Brief {
	once := b.once()
	say := func(zh, en string) []Run {
		return fill(pick(lang, zh, en), func(name string) []Run { return once[name].in(lang, 3) })
	}
	v := Brief{Lang: lang, Title: say("{subject}{period}要情", "{subject}, {period}: the main points"), Headline: b.headline(lang)}
	v.Standing = say("初步 · {expected}个单位中{received}个已报送 · 数据截至{cut_off}", "Provisional · {received} of {expected} units have reported · as of {cut_off}")
	if b.head.Edition != "" {
		v.Standing = together(words(pick(lang, "发布版 ", "Edition ")+b.head.Edition+" · "), say("数据截至{cut_off}", "as of {cut_off}"))
	}
	if b.head.Sample {
		v.Standing = together(words(pick(lang, "样例数据 · ", "Sample data · ")), v.Standing)
	}
	v.Figures, v.Lights = b.briefFigures(lang, once), b.briefLights(lang)
	v.Parts = b.briefParts(lang, once)
	return v
}

// briefParts are what stands under the headline. Who lags begins the second page;
// where the first has room for it, more figures stand on the second instead.
func (b *book) briefParts(lang string, once item) []Part {
	tasks, indicators, places, silent := b.redTasks(lang), b.redIndicators(lang), b.briefPlaces(lang), b.silent(lang, once)
	targets := briefTargets
	if rows := len(places.Rows); len(tasks.Rows)+len(indicators.Rows)+rows <= briefFirst {
		places.Second, silent.Second = false, true
		targets += rows
	}
	return slices.DeleteFunc([]Part{tasks, indicators, places, silent, b.briefTable(lang, targets)}, func(p Part) bool { return p.Heading == "" })
}

// headline is the office's lines of section brief, in one paragraph.
func (b *book) headline(lang string) []Run {
	c := &composer{book: b, lang: lang, once: b.once()}
	for _, l := range b.texts {
		if l.Section == "brief" {
			c.line(l)
		}
	}
	var all []Run
	for _, block := range c.part {
		all = together(all, block.Runs)
	}
	return all
}

func (b *book) briefFigures(lang string, once item) []Figure {
	of := func(names ...string) []Run {
		var all []Run
		for _, n := range names {
			all = together(all, once[n].in(lang, 0))
		}
		return all
	}
	red, total := b.alarming()
	weak := b.placesBehind()
	places := 0
	var codes []string
	for _, o := range b.orgList {
		if o.Class != "place" && o.Class != "zone" {
			continue
		}
		if slices.ContainsFunc(b.figuresOf(o.Org), figure.hasTarget) {
			places++
			codes = append(codes, o.Org)
		}
	}
	all := at("mart_indicator", "period", b.period.Period, "org", strings.Join(codes, "|")).names("org", places)
	figures := []Figure{{of("met"), of("targets"), words(pick(lang, "项指标达到目标", "indicators at target"))},
		{red, total, words(pick(lang, "项任务预警或逾期", "tasks with a warning or overdue"))},
		{of("weak_places"), all, together(words(pick(lang, "个", "")), of("places"), words(pick(lang, "有指标落后", " lag")))},
		{of("received"), of("expected"), words(pick(lang, "个单位已报送", "units have reported"))}}
	if len(weak) == 0 {
		figures[2].Big = words("0")
	}
	return figures
}

// alarming counts tasks that ask somebody to act, of all.
func (b *book) alarming() (red, total []Run) {
	n, all := 0, 0
	lights := slices.Concat(b.lightsOf("warning"), b.lightsOf("overdue"))
	for _, l := range b.lightMoves {
		if all += l.Count; slices.Contains(lights, l.Light) {
			n += l.Count
		}
	}
	where := []string{"period", b.period.Period, "org", b.head.Region}
	return at("mart_light_count", append(slices.Clone(where), "light", strings.Join(lights, "|"))...).sum("count", n), at("mart_light_count", where...).sum("count", all)
}

func (b *book) briefLights(lang string) []Light {
	var all []Light
	for _, l := range b.lightMoves {
		if l.Count == 0 {
			continue
		}
		state := ""
		for _, known := range b.lights {
			if known.Light == l.Light {
				state = known.State
			}
		}
		zh, en := b.lightName(l.Light)
		name := zh
		if lang == "en" {
			name = en
		}
		all = append(all, Light{state, shapes[state], name, at("mart_light_count", "period", l.Period, "org", l.Org, "light", l.Light).whole("count", l.Count), l.Count})
	}
	return all
}
