package yigai

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yigai/internal/look"
)

var (
	hexColour   = regexp.MustCompile(`#([0-9A-Fa-f]{6})\b`)
	plainColour = regexp.MustCompile(`(?:val|color|fill)="([0-9A-Fa-f]{6})"`)
	goColour    = regexp.MustCompile("[\"`#]([0-9A-F]{6})\\b")
)

// One hand everywhere: what leaves the house has the colours of internal/look,
// which docs/look.md describes, and no others. Black is the ink of official documents.
func TestOnePalette(t *testing.T) {
	palette := append(look.Palette(), "000000")
	for pattern, colour := range map[string]*regexp.Regexp{
		"reports/bulletin/*.html": hexColour, "cmd/yigai/letter.html": hexColour, "reports/docx/styles.xml": plainColour,
		"reports/docx/*.go": goColour, "reports/bulletin/*.go": goColour, "reports/chart.go": hexColour, "reports/option*.go": hexColour,
	} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no file like %s (%v): the test would prove nothing", pattern, err)
		}
		seen := 0
		for _, file := range files {
			for _, m := range colour.FindAllStringSubmatch(string(readFile(t, file)), -1) {
				if seen++; !slices.Contains(palette, strings.ToUpper(m[1])) && !strings.HasSuffix(file, "_test.go") {
					t.Errorf("%s: #%s is no colour of internal/look", file, m[1])
				}
			}
		}
		if seen == 0 {
			t.Errorf("no colour found in %s: the test would prove nothing", pattern)
		}
	}
}

// The style sheet cannot import the palette, so its variables are held against it.
func TestStyleSheetHasThePalette(t *testing.T) {
	css := string(readFile(t, "reports/assets/site.css"))
	want := map[string]string{
		"ink": look.Ink, "second": look.Secondary, "hair": look.Hairline, "wash": look.Wash, "red": look.Red, "place": look.Place, "peer": look.Peer, "past": look.Past, "worse": look.Worse, "near": look.Near,
		"s1": look.Steps[0], "s2": look.Steps[1], "s3": look.Steps[2], "s4": look.Steps[3], "s5": look.Steps[4],
		"above2": look.Above[0], "above1": look.Above[1], "below2": look.Below[0], "below1": look.Below[1],
	}
	for state, name := range map[string]string{"done": "done", "on_track": "on-track", "warning": "warning", "overdue": "overdue", "not_due": "not-due"} {
		lamp := look.LampOf(state, "")
		want["fill-"+name] = lamp.Fill
		if state != "not_due" {
			want[name] = lamp.Ink
		}
	}
	for name, colour := range want {
		found := regexp.MustCompile(`--` + name + `:\s*#([0-9a-f]{6})\b`).FindStringSubmatch(css)
		if found == nil || !strings.EqualFold(found[1], colour) {
			t.Errorf("site.css: --%s is %v, internal/look has #%s", name, found, colour)
		}
	}
	for _, colour := range []string{"green", "blue", "yellow", "orange", "red"} {
		ink, _, fill := look.Hue(colour)
		for class, want := range map[string]string{".light.hue-" + colour + " { color: #": ink, ".part.hue-" + colour + " { fill: #": fill} {
			if !strings.Contains(strings.ToUpper(css), strings.ToUpper(class+want)) {
				t.Errorf("site.css: no %s%s", class, want)
			}
		}
	}
}

// Workbooks take their colours from the palette by name.
func TestWorkbooksNameTheirColours(t *testing.T) {
	seen := 0
	for _, folder := range []string{"ingest/template", "ingest/markup", "reports/ledgerbook"} {
		files, err := filepath.Glob(folder + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			source := readFile(t, file)
			if strings.Contains(string(source), `"yigai/internal/look"`) {
				seen++
			}
			if found := goColour.Find(source); found != nil && !strings.HasSuffix(file, "_test.go") {
				t.Errorf("%s has the colour %s: name one of internal/look", file, found)
			}
		}
	}
	if seen < 2 {
		t.Errorf("only %d files of workbooks use internal/look: the test would prove nothing", seen)
	}
}

// Marks of lights are the same wherever they are written as text.
func TestOneSetOfMarks(t *testing.T) {
	for _, file := range []string{"reports/lamp.go", "reports/bulletin/brief.go"} {
		source := string(readFile(t, file))
		for _, l := range look.Lamps {
			line := regexp.MustCompile(`"` + l.State + `":\s*[^\n]*`).FindString(source)
			if !strings.Contains(line, `"`+l.Mark+`"`) {
				t.Errorf("%s: %s is not shown by %s: %s", file, l.State, l.Mark, line)
			}
		}
	}
	page := string(readFile(t, "docs/look.md"))
	for _, l := range look.Lamps {
		if !strings.Contains(page, l.Mark+" "+l.Zh) {
			t.Errorf("docs/look.md does not show %s %s", l.Mark, l.Zh)
		}
	}
	for _, colour := range []string{look.Ink, look.Secondary, look.Hairline, look.Wash, look.Red, look.Locked, look.Doubt, look.Error, look.Place, look.Peer, look.Past} {
		if !strings.Contains(page, "#"+colour) {
			t.Errorf("docs/look.md does not name #%s", colour)
		}
	}
}
