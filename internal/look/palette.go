package look

import "slices"

// Palette lists every colour of the house, each once, sorted.
func Palette() []string {
	colours := []string{Ink, Secondary, Hairline, Paper, Wash, Red, Locked, Doubt, Error, Place, Peer, Past, Worse, Near}
	colours = slices.Concat(colours, Steps[:], Above[:], Below[:])
	for _, l := range Lamps {
		colours = append(colours, l.Ink, l.Tint, l.Fill)
	}
	for _, hue := range hues {
		colours = append(colours, hue[:]...)
	}
	slices.Sort(colours)
	return slices.Compact(colours)
}
