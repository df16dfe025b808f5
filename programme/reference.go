//go:build cgo

// Reference tables are for transform: the clerk's program, built without cgo,
// does without them and without Parquet.

package programme

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/atomicfile"
	"yigai/internal/parquetio"
)

// A Run is what the models may know of the run they are part of.
type Run struct {
	Period  Period // the newest period to be shown
	AsOf    Date   // the period's cut-off, never the wall clock
	Mode    string // sample or real
	Version string // of the program
	Edition string // what the tables are published as, 2022Q1-r1; "" for a preview

	PublishedOn Date // day of publication; the zero day for a preview
}

// WriteReference writes the reference tables of p into dir, one Parquet file
// for each (ref_*.parquet and run.parquet). The same pack and run give the
// same bytes. Scopes are expanded to one row per org, periods of history included.
func WriteReference(dir string, p *Pack, run Run) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("reference tables: %w", err)
	}
	r := reference{pack: p, own: own{p.Programme.ID, run.Mode == "sample"}}
	for _, write := range []func() error{
		func() error { return writeRows(dir, "run", r.run(run)) },
		func() error { return writeRows(dir, "ref_programme", r.programme()) },
		func() error { return writeRows(dir, "ref_periods", r.periods()) },
		func() error { return writeRows(dir, "ref_orgs", r.orgs()) },
		func() error { return writeRows(dir, "ref_attributes", r.attributes()) },
		func() error { return writeRows(dir, "ref_aliases", r.aliases()) },
		func() error { return writeRows(dir, "ref_elements", r.elements()) },
		func() error { return writeRows(dir, "ref_indicators", r.indicators()) },
		func() error { return writeRows(dir, "ref_formulas", r.formulas()) },
		func() error { return writeRows(dir, "ref_targets", r.targets()) },
		func() error { return writeRows(dir, "ref_tasks", r.tasks()) },
		func() error { return writeRows(dir, "ref_duties", r.duties()) },
		func() error { return writeRows(dir, "ref_task_rounds", r.taskRounds()) },
		func() error { return writeRows(dir, "ref_measures", r.measures()) },
		func() error { return writeRows(dir, "ref_lights", r.lights()) },
		func() error { return writeRows(dir, "ref_rules", r.rules()) },
		func() error { return writeRows(dir, "ref_assumptions", r.assumptions()) },
		func() error { return writeRows(dir, "ref_tiles", r.tiles()) },
		func() error { return writeRows(dir, "ref_kinds", r.kinds()) },
		func() error { return writeRows(dir, "ref_groups", r.groups()) },
		func() error { return writeRows(dir, "ref_calendar", r.calendar()) },
		func() error { return writeRows(dir, "ref_laggards", r.laggards()) },
		func() error { return writeRows(dir, "ref_stages", r.stages()) },
		func() error { return writeRows(dir, "ref_scoring", r.scoring()) },
		func() error { return writeRows(dir, "ref_scoring_steps", r.scoringSteps()) },
		func() error { return writeRows(dir, "ref_grades", r.grades()) },
		func() error { return writeRows(dir, "ref_consequences", r.consequences()) },
		func() error { return writeRows(dir, "ref_reminders", r.reminders()) },
		func() error { return writeRows(dir, "ref_bulletin", r.bulletin()) },
		func() error { return writeRows(dir, "ref_approval", r.approval()) },
		func() error { return writeRows(dir, "ref_suppression", r.suppression()) },
		func() error { return writeEach(dir, "ref_expected", r.expected) },
		func() error { return writeEach(dir, "ref_expected_tasks", r.expectedTasks) },
	} {
		if err := write(); err != nil {
			return fmt.Errorf("reference tables: %w", err)
		}
	}
	return nil
}

func writeRows[T any](dir, table string, rows []T) error {
	return atomicfile.Write(filepath.Join(dir, table+".parquet"), 0o644, func(w io.Writer) error {
		out := parquet.NewGenericWriter[T](w, parquetio.Options()...)
		if _, err := out.Write(rows); err != nil {
			return err
		}
		return out.Close()
	})
}

// rowsAtOnce is how many rows writeEach holds.
const rowsAtOnce = 10_000

// writeEach writes a table while its rows are put: what is asked of each org of
// a country in each period is more than should lie in memory.
func writeEach[T any](dir, table string, putAll func(put func(T))) error {
	return atomicfile.Write(filepath.Join(dir, table+".parquet"), 0o644, func(w io.Writer) (err error) {
		out := parquet.NewGenericWriter[T](w, parquetio.Options()...)
		batch := make([]T, 0, rowsAtOnce)
		write := func() {
			if err == nil {
				_, err = out.Write(batch)
			}
			batch = batch[:0]
		}
		putAll(func(row T) {
			if batch = append(batch, row); len(batch) == rowsAtOnce {
				write()
			}
		})
		write()
		return errors.Join(err, out.Close())
	})
}

// reference turns a pack into rows; own goes into every row.
type reference struct {
	pack *Pack
	own  own
}

func (r reference) run(run Run) []runRow {
	return []runRow{{r.own, run.Period.String(), days(run.AsOf), run.Mode, run.Version, run.Edition, days(run.PublishedOn)}}
}

func (r reference) programme() []programmeRow {
	m := r.pack.Programme
	return []programmeRow{{r.own, m.Title, m.TitleEn, m.ShortTitle, m.ShortTitleEn, m.Number, m.Issuer, m.IssuerEn,
		m.Secretariat, m.SecretariatEn, days(m.Issued), m.Status, m.Region, r.pack.Hash, m.Periods.Kind, r.pack.rankedAmong(), m.Document.Kind, m.Document.Addressee, m.Document.Copies, cmp.Or(m.Document.Letterhead, m.Secretariat),
		r.pack.words(), int32(m.Calendar.DataTo), m.Calendar.FirstReport}}
}

func (r reference) periods() []periodRow {
	all := r.pack.ReportPeriods()
	known := func(p Period) string {
		if len(all) == 0 || p.Before(all[0]) {
			return ""
		}
		return p.String()
	}
	c := r.pack.Programme.Calendar
	var rows []periodRow
	for i, p := range all {
		after := func(n int) *int32 { return days(Date{p.Last().AddDate(0, 0, n)}) }
		rows = append(rows, periodRow{r.own, p.String(), int32(i + 1), int32(p.Year()), int32(p.Nth()), p.Name(),
			days(Date{p.First()}), days(Date{p.Last()}), after(c.Opens), after(c.Due), after(c.LateAfter), after(c.LockedAfter), after(c.CutOff),
			r.pack.IsHistory(p), known(p.Add(-1)), known(p.Add(-12 / p.months()))})
	}
	return rows
}

func (r reference) orgs() []orgRow {
	var rows []orgRow
	for i, o := range r.pack.Orgs {
		rows = append(rows, orgRow{r.own, o.Code, int32(i + 1), o.Name, o.NameEn, o.ShortName, o.Kind, r.pack.ClassOf(o), o.Parent, o.Additive,
			days(o.ValidFrom), days(o.ValidTo), o.Successor})
	}
	return rows
}

func (r reference) attributes() []attributeRow {
	var rows []attributeRow
	for _, a := range r.pack.Attributes {
		rows = append(rows, attributeRow{r.own, a.Org, a.Attribute, a.Basis, days(a.AsOf), int64(a.Value), a.Source,
			fmt.Sprintf("%s:%d", a.File, a.Line)})
	}
	return rows
}

func (r reference) aliases() []aliasRow {
	var rows []aliasRow
	for _, a := range r.pack.Aliases {
		rows = append(rows, aliasRow{r.own, a.Org, a.Alias, days(a.ValidFrom), days(a.ValidTo)})
	}
	return rows
}

func (r reference) elements() []elementRow {
	var rows []elementRow
	for i, e := range r.pack.Elements {
		rows = append(rows, elementRow{r.own, e.Code, int32(i + 1), e.Name, e.NameEn, e.Unit, e.ValueType, e.Kind, e.Basis,
			int32(e.Decimals), scaled(e.Min), scaled(e.Max), e.Level, e.Authority, e.Definition, e.Source})
	}
	return rows
}

func (r reference) indicators() []indicatorRow {
	var rows []indicatorRow
	for i, n := range r.pack.Indicators {
		rows = append(rows, indicatorRow{r.own, n.Code, n.Version, int32(i + 1), n.Group, n.GroupEn, n.Name, n.NameEn, n.Unit, n.Type, n.Rollup,
			int64(n.Scale), int32(n.Decimals), n.Direction, n.DefaultBasis, n.Definition, n.DefinitionEn, n.Source,
			days(n.ValidFrom), days(n.ValidTo)})
	}
	return rows
}

func (r reference) formulas() []formulaRow {
	var rows []formulaRow
	for i, t := range r.pack.Formulas {
		rows = append(rows, formulaRow{r.own, t.Indicator, t.Version, t.Part, int32(i + 1), t.Element, int64(t.Factor), t.Transform,
			scaled(t.Threshold), int32(t.Shift)})
	}
	return rows
}

func (r reference) tasks() []taskRow {
	var rows []taskRow
	for i, t := range r.pack.Tasks {
		rows = append(rows, taskRow{r.own, t.Code, int32(i + 1), t.Parent, t.Title, t.TitleEn, t.Kind, days(r.pack.StartOf(t)),
			days(t.Due), t.Repeat, t.Clause, t.ClosingRule})
	}
	return rows
}

func (r reference) lights() []lightRow {
	var rows []lightRow
	for i, l := range r.pack.Programme.Lights {
		rows = append(rows, lightRow{r.own, int32(i + 1), l.Light, l.Text, l.TextEn, l.colour(), l.state(), l.Condition, parsed(l.Value), int32(max(l.Periods, 1))})
	}
	return rows
}

func (r reference) assumptions() []assumptionRow {
	var rows []assumptionRow
	for i, a := range r.pack.Programme.Assumed {
		rows = append(rows, assumptionRow{r.own, int32(i + 1), a.What, a.Reason, strings.Join(a.About, "|"), strings.Join(a.Tasks, "|")})
	}
	return rows
}

func (r reference) tiles() []tileRow {
	var rows []tileRow
	for _, t := range r.pack.Tiles {
		rows = append(rows, tileRow{r.own, r.pack.mapOf(t), t.Org, int32(t.Column), int32(t.Row)})
	}
	return rows
}
