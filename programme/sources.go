package programme

import "strings"

// Source splits one side of an equal_sources rule, "visits@self", into the
// element and whose report of it is meant: self (the org it is about), parent,
// an org's code, or "" for anybody's.
func Source(side string) (element, reporter string) {
	element, reporter, _ = strings.Cut(side, "@")
	return element, reporter
}

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
		if strings.Contains(side, "@") && reporter != "self" && reporter != "parent" && !c.isOrg(reporter) {
			c.wrong(r.Place, "%q：@ 之后应为 self、parent 或 orgs.csv 中的单位编码", "%q: after @ write self, parent or a code of orgs.csv", side)
		}
	}
}

func (c *checker) isOrg(code string) bool {
	for _, o := range c.Orgs {
		if o.Code == code {
			return true
		}
	}
	return false
}

// rules gives one row per validation rule; the sides of equal_sources are split.
func (r reference) rules() []ruleRow {
	var rows []ruleRow
	for i, x := range r.pack.Rules {
		row := ruleRow{own: r.own, Rule: x.Code, Seq: int32(i + 1), Severity: x.Severity, Kind: x.Kind, Form: x.Form, Left: x.Left, Right: x.Right,
			Factor: scaled(x.Factor), Tolerance: scaled(x.Tolerance), Message: x.Message, MessageEn: x.MessageEn}
		if x.Kind == "equal_sources" {
			row.Left, row.LeftReporter = Source(x.Left)
			row.Right, row.RightReporter = Source(x.Right)
		}
		rows = append(rows, row)
	}
	return rows
}

// ruleRow is a row of ref_rules.
type ruleRow struct {
	own
	Rule          string `parquet:"rule"`
	Seq           int32  `parquet:"seq"`
	Severity      string `parquet:"severity"`
	Kind          string `parquet:"kind"`
	Form          string `parquet:"form"`
	Left          string `parquet:"left"`
	LeftReporter  string `parquet:"left_reporter"`
	Right         string `parquet:"right"`
	RightReporter string `parquet:"right_reporter"`
	Factor        *int64 `parquet:"factor,decimal(4:18)"`
	Tolerance     *int64 `parquet:"tolerance,decimal(4:18)"`
	Message       string `parquet:"message"`
	MessageEn     string `parquet:"message_en"`
}
