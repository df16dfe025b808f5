package reports

import (
	"fmt"

	"yigai/internal/parquetio"
)

var resultTerms = map[string]term{
	"match":        {"一致", "match", "●", "done"},
	"mismatch":     {"不一致", "mismatch", "■", "overdue"},
	"unverifiable": {"无法核实", "unverifiable", "▲", "warning"},
	"pending":      {"未核", "not checked yet", "○", "not-due"},
}

// A checkUnit is what was checked of one org on the ground.
type checkUnit struct {
	Name, Href         string
	Checked, Different int
	Lines              []checkLine
}

type checkLine struct {
	Draw, About, Element, Unit  string
	Reported, Found, Difference string
	OnForm                      string // the value on the form, where it is another one than was submitted
	Revision                    int    // of the value it was held against; 0 for none
	Now                         string // the value reported now, where it was put right after the check
	Result                      term
	By, Note                    string
}

// checkUnits lists checks by org, with the share of mismatches in words.
func (d desk) checkUnits(among []inspectionRow) (units []checkUnit, words string) {
	at := map[string]int{}
	checked, different := 0, 0
	for _, r := range among {
		if r.Period != d.period.Period {
			continue
		}
		n, seen := at[r.Org]
		if !seen {
			n = len(units)
			at[r.Org] = n
			units = append(units, checkUnit{Name: d.nameOf(r.Org), Href: d.unitLink(r.Org)})
		}
		u := &units[n]
		u.Lines = append(u.Lines, d.checkLine(r))
		if r.Result == "match" || r.Result == "mismatch" {
			u.Checked, checked = u.Checked+1, checked+1
		}
		if r.Result == "mismatch" {
			u.Different, different = u.Different+1, different+1
		}
	}
	if checked > 0 {
		share := parquetio.Decimal(int64(different*10_000/checked), 4)
		words = fmt.Sprintf("已核 %d 个数，不一致 %d 个（%s）", checked, different, percent(share))
	}
	return units, words
}

func (d desk) checkLine(r inspectionRow) checkLine {
	line := checkLine{Draw: r.ID, About: d.periodWord(r.About), Element: d.elementName(r.Element), Unit: d.elementBy[r.Element].Unit, Reported: amount(r.Reported), Found: amount(r.Found),
		Difference: orDefault(signedAmount(r.Difference), missing), Result: wordOf(resultTerms, r.Result), By: d.nameOf(r.Reporter), Note: r.Note}
	if r.Differs {
		line.OnForm = amount(r.OnForm)
	}
	line.Revision = r.Revision
	if now := amount(r.Now); now != line.Reported {
		line.Now = now
	}
	return line
}

// signedAmount is a difference with its sign and the decimals it has.
func signedAmount(n parquetio.Number) string {
	text := amount(n)
	if n.Sign() > 0 {
		return "+" + text
	}
	return text
}
