package reports

import (
	"fmt"
	"html/template"
	"strings"
)

// A sentence is running text with the figures in it set heavier.
type sentence struct{ b strings.Builder }

func (s *sentence) say(format string, args ...any) *sentence {
	s.b.WriteString(template.HTMLEscapeString(fmt.Sprintf(format, args...)))
	return s
}

// sayIf says it only where something holds.
func (s *sentence) sayIf(holds bool, format string, args ...any) *sentence {
	if !holds {
		return s
	}
	return s.say(format, args...)
}

// show adds one figure or name that carries the sentence.
func (s *sentence) show(text string) *sentence {
	s.b.WriteString("<b>" + template.HTMLEscapeString(text) + "</b>")
	return s
}

func (s *sentence) html() template.HTML { return template.HTML(s.b.String()) } // escaped on the way in
