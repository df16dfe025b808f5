package svg

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func point(y float64) Point { return Point{Y: y, OK: true} }

// wellFormed fails unless the picture is XML with those counts of elements.
func wellFormed(t *testing.T, picture string, want map[string]int) {
	t.Helper()
	got := map[string]int{}
	d := xml.NewDecoder(strings.NewReader(picture))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, picture)
		}
		if e, is := token.(xml.StartElement); is {
			got[e.Name.Local]++
		}
	}
	for name, n := range want {
		if got[name] != n {
			t.Errorf("%d <%s>, want %d", got[name], name, n)
		}
	}
}

const nasty = `</text><script>x</script>"'&<`

func TestTextIsEscaped(t *testing.T) {
	pictures := []string{
		string(Tiles(nasty, nasty, []Tile{{Column: 1, Row: 1, Name: nasty, Value: nasty, Class: "s1", Title: nasty, Link: nasty}})),
		string(Bars(BarChart{Label: nasty, Mark: nasty, Max: 1, TargetLabel: nasty, Target: point(1), Bars: []Bar{{Name: nasty, Value: nasty, Title: nasty, Class: "peer", Y: 1, OK: true}, {Name: nasty, Value: nasty}}})),
		string(Line(LineChart{Label: nasty, Mark: nasty, TargetLabel: nasty, X: []Tick{{Label: nasty, Sub: nasty}, {}}, Y: []Tick{{At: 0, Label: nasty}, {At: 1}},
			Series: []Series{{Name: nasty, Value: nasty, Class: "place", Points: []Point{{Y: 1, OK: true, Title: nasty}, point(0)}}}, Target: []Point{point(1), point(1)}})),
		string(Spark(nasty, []Point{point(1), point(2)}, Point{})), string(Strip(nasty, []Point{{Y: 1, OK: true, Title: nasty}}, point(2), point(3))),
		string(Stack(nasty, []Part{{Class: "done", Title: nasty, Count: 3}})), string(Bullet(nasty, "done", Point{Y: 1, OK: true, Title: nasty}, point(1), 2)),
	}
	for _, p := range pictures {
		wellFormed(t, p, map[string]int{"svg": 1, "script": 0})
	}
}

// A gap is left open: no line joins the points around a missing one.
func TestGapsStayOpen(t *testing.T) {
	c := LineChart{X: make([]Tick, 5), Y: []Tick{{At: 0}, {At: 10}}, Series: []Series{{Class: "place", Points: []Point{point(1), point(2), {}, point(4), {}}}}}
	picture := string(Line(c))
	if n := strings.Count(picture, `<line class="place"`); n != 1 {
		t.Errorf("%d segments, want 1", n)
	}
	if n := strings.Count(picture, `<circle class="place dot"`); n != 4 { // three values, and the lonely one twice
		t.Errorf("%d dots", n)
	}
}

// In a chart of one period the target comes from the left, and its name stands
// there, away from the value.
func TestTargetOfOnePeriodIsALine(t *testing.T) {
	c := LineChart{X: make([]Tick, 1), Y: []Tick{{At: 0}, {At: 10}}, Series: []Series{{Class: "place", Points: []Point{point(8)}}}, Target: []Point{point(8)}, TargetLabel: "80"}
	picture := string(Line(c))
	if !strings.Contains(picture, `<line class="target"`) || strings.Contains(picture, "target dot") {
		t.Errorf("the target is no line: %s", picture)
	}
	if !strings.Contains(picture, `<text class="target-label" x="7%"`) {
		t.Errorf("the target's name does not stand at the left: %s", picture)
	}
}

func TestBarsStartAtZero(t *testing.T) {
	picture := string(Bars(BarChart{Max: 100, Bars: []Bar{{Class: "peer", Y: 50, OK: true}, {Class: "peer", Y: 100, OK: true}, {Class: "peer"}}}))
	for _, want := range []string{`width="30.5%"`, `width="61%"`} {
		if !strings.Contains(picture, want) {
			t.Errorf("no bar of %s in %s", want, picture)
		}
	}
	wellFormed(t, picture, map[string]int{"rect": 2})
}

func TestTicksAreRound(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      []float64
		decimals  int
	}{
		{62, 117, []float64{60, 80, 100, 120}, 0},
		{0.1, 0.9, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}, 1},
		{5, 5, []float64{4, 4.5, 5, 5.5, 6}, 1},
	} {
		got, decimals := Ticks(c.low, c.high, 4)
		if len(got) < 2 || got[0] > c.low || got[len(got)-1] < c.high || decimals != c.decimals {
			t.Errorf("Ticks(%v, %v) = %v, %d decimals", c.low, c.high, got, decimals)
		}
		if len(got) != len(c.want) || got[0] != c.want[0] {
			t.Errorf("Ticks(%v, %v) = %v, want %v", c.low, c.high, got, c.want)
		}
	}
}

func TestEmptyPicturesAreNothing(t *testing.T) {
	if p := Spark("x", []Point{{}, {}}, Point{}); p != "" {
		t.Errorf("spark: %s", p)
	}
	if p := Stack("x", []Part{{Count: 0}}); p != "" {
		t.Errorf("stack: %s", p)
	}
	if p := Strip("x", nil, Point{}, Point{}); p != "" {
		t.Errorf("strip: %s", p)
	}
}
