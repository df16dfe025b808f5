package look

import "testing"

// A light is told by its shape and can be read: every ink stands out from its tint.
func TestLampsCanBeRead(t *testing.T) {
	marks := map[string]string{}
	for _, l := range Lamps {
		if other, taken := marks[l.Mark]; taken {
			t.Errorf("%s and %s have the mark %s", l.State, other, l.Mark)
		}
		marks[l.Mark] = l.State
		for _, colour := range []string{"", "green", "blue", "yellow", "orange", "red", "grey"} {
			if lamp := LampOf(l.State, colour); Contrast(lamp.Ink, lamp.Tint) < 4.5 {
				t.Errorf("%s in %s: %s on %s has contrast %.2f", l.State, colour, lamp.Ink, lamp.Tint, Contrast(lamp.Ink, lamp.Tint))
			}
		}
		if label := InkOn(l.Fill); Contrast(label, l.Fill) < 4.5 {
			t.Errorf("%s: a label on %s has contrast %.2f", l.State, l.Fill, Contrast(label, l.Fill))
		}
	}
}

func TestWhatNobodyKnowsHasNoData(t *testing.T) {
	if got := LampOf("purple", "purple"); got.State != "no_data" {
		t.Errorf("an unknown state is shown as %s", got.State)
	}
	if got := LampOf("overdue", "orange"); got.Mark != "■" || got.Fill == LampOf("overdue", "red").Fill {
		t.Errorf("a programme's own colour: %+v", got)
	}
}

func TestTextCanBeRead(t *testing.T) {
	for _, ground := range []string{Paper, Wash, Locked, Doubt, Error} {
		for _, ink := range []string{Ink, Secondary} {
			if Contrast(ink, ground) < 4.5 {
				t.Errorf("%s on %s: %.2f", ink, ground, Contrast(ink, ground))
			}
		}
	}
	if Contrast(Ink, "no") != 0 || Contrast("000000", "FFFFFF") != 21 {
		t.Error("contrast is not that of WCAG")
	}
}
