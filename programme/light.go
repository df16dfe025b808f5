package programme

import "cmp"

// state is what a light means; a light called like a state means that.
func (l Light) state() string { return cmp.Or(l.State, l.Light) }

// stateColours are the colours lights have where the pack names none.
var stateColours = map[string]string{"done": "green", "on_track": "green", "warning": "yellow", "overdue": "red", "not_due": "grey",
	"no_data": "grey", "suspended": "grey", "closed": "blue"}

func (l Light) colour() string { return cmp.Or(l.Colour, stateColours[l.state()]) }
