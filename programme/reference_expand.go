//go:build cgo

package programme

import (
	"math/big"
	"slices"

	"yigai/internal/decimal"
)

// targets gives one row per indicator, org and due day. Where several scopes
// hold an org, the most specific one counts, and among equals the first.
func (r reference) targets() []targetRow {
	type key struct{ indicator, org, due string }
	chosen := map[key]int{}
	var rows []targetRow
	for _, t := range r.pack.Targets {
		for _, o := range r.pack.OrgsEver(t.Scope) {
			row := targetRow{r.own, t.Indicator, o.Code, days(t.Due), t.Comparator, t.value(), scaled(t.ValueTo),
				scaled(r.tolerance(t)), t.Soft, scaled(t.Baseline), t.BaselinePeriod.String(), t.Clause, t.Note, t.Scope}
			k := key{t.Indicator, o.Code, t.Due.String()}
			if i, ok := chosen[k]; !ok {
				chosen[k] = len(rows)
				rows = append(rows, row)
			} else if specificity(t.Scope) > specificity(rows[i].Scope) {
				rows[i] = row
			}
		}
	}
	return rows
}

// value is what the indicator is held against, nil where the comparator says it all.
func (t Target) value() *int64 {
	if slices.Contains(valueless, t.Comparator) {
		return nil
	}
	return scaled(&t.Value)
}

// tolerance of an approximate target: its own, else the programme's percentage
// "approx" of the target value, rounded half up to four decimals.
func (r reference) tolerance(t Target) *decimal.Decimal {
	if t.Tolerance != nil || t.Comparator != "approx" {
		return t.Tolerance
	}
	percent, err := decimal.Parse(r.pack.Programme.Tolerances["approx"])
	if err != nil {
		return nil
	}
	product := new(big.Int).Mul(big.NewInt(int64(t.Value)), big.NewInt(int64(percent)))
	divisor := big.NewInt(100 * int64(decimal.FromInt(1)))
	product.Add(product, new(big.Int).Rsh(divisor, 1)).Quo(product, divisor)
	d := decimal.Decimal(product.Int64())
	return &d
}

// duties gives one row per task, org and stretch of time: the first duty that
// names the org counts.
func (r reference) duties() []dutyRow {
	var rows []dutyRow
	for _, t := range r.pack.Tasks {
		taken := map[string][]span{}
		for _, d := range r.pack.Duties {
			if d.Task != t.Code || !d.To.IsZero() && d.To.Before(d.From.Time) {
				continue
			}
			for _, o := range r.pack.OrgsEver("all") {
				own := span{d.From, d.To}
				if !d.Names(o) || slices.ContainsFunc(taken[o.Code], own.overlaps) {
					continue
				}
				taken[o.Code] = append(taken[o.Code], own)
				rows = append(rows, dutyRow{r.own, t.Code, o.Code, d.Role, int32(len(rows) + 1), d.Text, days(d.From), days(d.To)})
			}
		}
	}
	return rows
}

func (r reference) measures() []measureRow {
	var rows []measureRow
	for i, m := range r.pack.Measures {
		for _, o := range r.pack.OrgsEver(m.OrgOrKind) {
			for _, round := range r.pack.roundsOf(m) {
				rows = append(rows, measureRow{r.own, m.Task, m.Code, int32(i + 1), m.Name, m.NameEn, o.Code, m.Type, m.Indicator,
					m.Element, scaled(m.Target), round.Code, days(round.Opens), days(round.Due), m.Soft, days(m.ValidFrom), days(m.ValidTo)})
			}
		}
	}
	return rows
}

// taskRounds gives one row per round of each task that comes again.
func (r reference) taskRounds() (rows []taskRoundRow) {
	for _, t := range r.pack.Tasks {
		for i, round := range r.pack.RoundsOf(t) {
			rows = append(rows, taskRoundRow{r.own, t.Code, round.Code, int32(i + 1), days(round.Opens), days(round.Due)})
		}
	}
	return rows
}

// eachForm visits every form of every period in order.
func (r reference) eachForm(visit func(Form)) {
	for _, at := range r.pack.ReportPeriods() {
		for _, o := range r.pack.Orgs {
			if o.validIn(at) {
				visit(r.pack.FormOf(o, at))
			}
		}
	}
}

func (r reference) expected(put func(expectedRow)) {
	r.eachForm(func(f Form) {
		for _, s := range f.Sheets {
			for _, o := range s.Orgs {
				for _, l := range s.Lines {
					put(expectedRow{r.own, f.Period.String(), f.Reporter.Code, o.Code, l.Element.Code, s.Name, l.Required})
				}
			}
		}
	})
}

func (r reference) expectedTasks(put func(expectedTaskRow)) {
	r.eachForm(func(f Form) {
		for _, t := range f.Tasks {
			put(expectedTaskRow{r.own, f.Period.String(), f.Reporter.Code, t.Task.Code, t.Role, t.Required})
		}
	})
}
