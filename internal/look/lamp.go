package look

// A Lamp is how a light is shown: shape, word and colour together, so that a
// page printed in black and white says the same.
type Lamp struct {
	State  string // what it means: done, closed, on_track, warning, overdue, not_due, suspended, no_data
	Mark   string // the shape
	Zh, En string // the words where a programme has none of its own
	Ink    string // of mark and word; at least 4.5 to 1 on Tint
	Tint   string // behind them
	Fill   string // of bars in charts
}

// Lamps are all lights in the order in which they are counted.
var Lamps = []Lamp{
	{"done", "●", "完成", "done", green, "E2F0EB", "0F5C4A"},
	{"closed", "◉", "已销号", "closed", green, "E2F0EB", "74AC9D"},
	{"on_track", "◆", "正常", "on track", blue, "E6EFF7", "86B6DC"},
	{"warning", "▲", "预警", "warning", "8A5A00", Doubt, "E3A63A"},
	{"overdue", "■", "逾期", "overdue", Worse, "FBE3CF", "B4430F"},
	{"not_due", "○", "未到期", "not due yet", Secondary, Wash, Hairline},
	{"suspended", "‖", "中止", "suspended", Secondary, Wash, "C3CBD3"},
	{"no_data", "✕", "无数据", "no data", Secondary, Wash, "EEF1F4"},
}

const (
	green = "0F5C4A"
	blue  = "2C6799"
)

// hues are ink, tint and fill of the colours that a programme may give a light.
var hues = map[string][3]string{
	"green":  {green, "E2F0EB", "0F5C4A"},
	"blue":   {Place, "E6EFF7", "86B6DC"},
	"yellow": {"7A5B00", Doubt, "E9CF5A"},
	"orange": {"9A4A00", "FBE3CF", "E58A3C"},
	"red":    {"A3180F", Error, "B92A1F"},
	"grey":   {Secondary, Wash, Hairline},
}

// ownHues are the colours that the states have anyway.
var ownHues = map[string]string{"done": "green", "closed": "blue", "on_track": "green", "warning": "yellow", "overdue": "red",
	"not_due": "grey", "suspended": "grey", "no_data": "grey"}

// Hue is ink, tint and fill of a colour that a programme may give a light, ""
// for a colour that is none.
func Hue(colour string) (ink, tint, fill string) {
	hue := hues[colour]
	return hue[0], hue[1], hue[2]
}

// LampOf is the lamp of a state, in the colour that a programme gives it; a
// state that nobody knows is shown as having no data.
func LampOf(state, colour string) Lamp {
	lamp := Lamps[len(Lamps)-1]
	for _, l := range Lamps {
		if l.State == state {
			lamp = l
		}
	}
	if hue, known := hues[colour]; known && colour != ownHues[state] {
		lamp.Ink, lamp.Tint, lamp.Fill = hue[0], hue[1], hue[2]
	}
	return lamp
}

// InkOn is the ink for letters on a fill of that colour: the house's on light
// ones, paper on dark ones.
func InkOn(fill string) string {
	if Contrast(Ink, fill) >= Contrast(Paper, fill) {
		return Ink
	}
	return Paper
}
