package bulletin

import (
	"bytes"
	_ "embed"
	"html/template"
)

//go:embed check.html
var checkSource string

var checkTemplate = template.Must(template.New("check").Parse(checkSource))

// A CheckPage is what stands beside an edited bulletin in an edition: which file
// it is, who answers for it, and what it says otherwise than the edition's tables.
type CheckPage struct {
	Edition string
	Sample  bool
	SHA256  string // of the edited file
	By      string // who took it in
	Day     string
	Reason  string // why it differs, "" where it does not
	Found   []Difference
}

// HTML is the page: one self-contained file in both languages.
func (c CheckPage) HTML() ([]byte, error) {
	var out bytes.Buffer
	err := checkTemplate.Execute(&out, c)
	return out.Bytes(), err
}

// Differences are what the tables say otherwise; Unknown what they say nothing of.
func (c CheckPage) Differences() []Difference { return c.only(false) }

// Unknown are the numbers of the editor's own that the tables do not have.
func (c CheckPage) Unknown() []Difference { return c.only(true) }

func (c CheckPage) only(unknown bool) (some []Difference) {
	for _, d := range c.Found {
		if d.Unknown() == unknown {
			some = append(some, d)
		}
	}
	return some
}
