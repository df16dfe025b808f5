package programme

import "strings"

// Source splits one side of an equal_sources rule, "visits@self", into the
// element and whose report of it is meant: self (the org it is about), parent,
// an org's code, "" for anybody's, or, on the right, roster: the sum over the
// institutions that the org lists one by one.
func Source(side string) (element, reporter string) {
	element, reporter, _ = strings.Cut(side, "@")
	return element, reporter
}

// rosterSide is the reporter that stands for all institutions of an org together.
const rosterSide = "roster"

// sources holds the sides of an equal_sources rule: one element each, and
// reporters that there are.
func (c *checker) sources(r Rule) {
	if r.Kind != "equal_sources" {
		return
	}
	for _, side := range []string{r.Left, r.Right} {
		if strings.Contains(side, "+") {
			c.wrong(r.Place, "equal_sources 规则每边只能有一个数据元，%q 不行", "rule kind equal_sources: %q: write one element on each side", side)
		}
		_, reporter := Source(side)
		roster := side == r.Right && reporter == rosterSide
		if strings.Contains(side, "@") && reporter != "self" && reporter != "parent" && !roster && !c.isOrg(reporter) {
			c.wrong(r.Place, "%q：@ 之后应为 self、parent 或 orgs.csv 中的单位编码；右边还可以用 roster", "%q: after @ write self, parent or a code of orgs.csv, on the right also roster", side)
		}
	}
}

// ofRoster says whether an element stands on the right of a rule as the sum over a roster.
func ofRoster(r Rule, element string) bool {
	right, reporter := Source(r.Right)
	return r.Kind == "equal_sources" && reporter == rosterSide && right == element
}

func (c *checker) isOrg(code string) bool {
	for _, o := range c.Orgs {
		if o.Code == code {
			return true
		}
	}
	return false
}
