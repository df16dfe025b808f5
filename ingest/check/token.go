package check

import (
	"strings"

	"yigai/programme"
)

// TokenRule names the token check among the rules that were not run.
const TokenRule = "token"

// checkToken holds the cover's token against the org and period it names, then
// against all others, to say whose workbook it was.
func (c *checker) checkToken(item, version coverItem) {
	found := strings.ToLower(plainName(item.text))
	switch {
	case found == "":
		c.add(orSheet(item.at, c.sheet), "N-TOKEN", "", nil)
		return
	case c.in.Key == nil:
		c.notRun[TokenRule] = true
		return
	case found == c.tokenOf(c.form.Reporter, c.period, version.text):
		return
	}
	for _, p := range c.in.Pack.ReportPeriods() {
		for _, o := range c.in.Pack.Orgs {
			if found == c.tokenOf(o, p, version.text) {
				c.foreignToken(item.at, o, p)
				return
			}
		}
	}
	c.add(item.at, "E-TOKEN-UNKNOWN", item.text, nil)
}

func (c *checker) tokenOf(o programme.Org, p programme.Period, version string) string {
	return programme.Token(c.in.Key, c.in.Pack.Programme.ID, o.Code, p, version)
}

func (c *checker) foreignToken(where at, o programme.Org, p programme.Period) {
	if o.Code != c.form.Reporter.Code {
		c.add(where, "E-TOKEN-ORG", o.Name+"（"+o.Code+"）", nil)
		return
	}
	c.add(where, "E-TOKEN-PERIOD", p.String(), nil)
}
