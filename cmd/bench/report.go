package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// A Report is what one run measured.
type Report struct {
	Machine Machine   `json:"machine"`
	Sizes   string    `json:"sizes"`
	Began   time.Time `json:"began"`
	Minutes float64   `json:"minutes"`
	// Share is how much of a core one busy core got, by the clock: 1 on a quiet machine.
	Share   float64  `json:"share_of_a_core"`
	LeftOut []string `json:"left_out"` // sizes that this run did not measure
	Figures []Figure `json:"figures"`
}

// A Figure is one row of the table.
type Figure struct {
	Name      string             `json:"name"`
	What      string             `json:"what_zh"`
	WhatEn    string             `json:"what"`
	Against   string             `json:"against_zh,omitempty"`
	AgainstEn string             `json:"against,omitempty"`
	Value     float64            `json:"value"`
	Unit      string             `json:"unit,omitempty"`
	Aim       string             `json:"aim,omitempty"`
	Met       *bool              `json:"met,omitempty"`
	Times     int                `json:"times"` // how often it was measured
	Parts     map[string]float64 `json:"parts,omitempty"`
	Note      string             `json:"note_zh,omitempty"`
	NoteEn    string             `json:"note,omitempty"`
	Missing   bool               `json:"missing,omitempty"` // not measured; the note says why
}

// figure measures a row. What fails stands in the table and stops nothing.
func (b *bench) figure(ctx context.Context, r row) Figure {
	fmt.Fprintf(b.log, "bench: %s …\n", r.name)
	began := time.Now()
	m, err := r.measure(b, ctx)
	if err != nil {
		m.missing, m.note, m.noteEn = true, "未能测得："+firstLine(err), "could not be measured: "+firstLine(err)
	}
	f := Figure{Name: r.name, What: r.what, WhatEn: r.whatEn, Against: r.against, AgainstEn: r.andEn, Value: m.value, Unit: r.unit,
		Times: m.times, Parts: m.parts, Note: m.note, NoteEn: m.noteEn, Missing: m.missing}
	if r.aim != nil {
		sign := "≤ "
		if r.aim.least {
			sign = "≥ "
		}
		f.Aim = sign + fmt.Sprint(r.aim.value)
		if met := m.value <= r.aim.value == !r.aim.least || m.value == r.aim.value; !m.missing {
			f.Met = &met
		}
	}
	fmt.Fprintf(b.log, "bench: %s %s (%.0f s)\n", r.name, f.shown(), time.Since(began).Seconds())
	return f
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// shown is the figure as the table has it.
func (f Figure) shown() string {
	switch {
	case f.Missing:
		return "–"
	case f.Unit == "" && f.Value < 0.1:
		return fmt.Sprintf("%.3f", f.Value)
	case f.Unit == "":
		return fmt.Sprintf("%.2f", f.Value)
	case f.Value < 10:
		return fmt.Sprintf("%.2f %s", f.Value, f.Unit)
	}
	return fmt.Sprintf("%.0f %s", f.Value, f.Unit)
}

// met says whether the aim was, in a mark.
func (f Figure) met() string {
	switch {
	case f.Met == nil:
		return "–"
	case *f.Met:
		return "✓"
	}
	return "✗"
}

// readReports joins reports that were written as JSON; where and when is said of
// the first.
func readReports(paths string) (all Report, err error) {
	for i, path := range strings.Split(paths, ",") {
		data, err := os.ReadFile(path)
		if err != nil {
			return all, err
		}
		var r Report
		if err := json.Unmarshal(data, &r); err != nil {
			return all, fmt.Errorf("%s: %w", path, err)
		}
		if i == 0 {
			all = r
			continue
		}
		for _, f := range r.Figures {
			f = f.apart(r.Began)
			at := slices.IndexFunc(all.Figures, func(old Figure) bool { return old.Name == f.Name })
			if at < 0 {
				all.Figures = append(all.Figures, f)
			} else {
				all.Figures[at] = f
			}
		}
		all.Minutes += r.Minutes
	}
	all.order()
	return all, nil
}

// apart says of a figure joined to those of another run when it was measured.
func (f Figure) apart(when time.Time) Figure {
	day := when.UTC().Format("2006-01-02 15:04")
	f.Note, f.NoteEn = withNote(f.Note, "单独测得："+day+" UTC", "；"), withNote(f.NoteEn, "measured apart, "+day+" UTC", "; ")
	return f
}

func withNote(note, more, between string) string {
	if note == "" {
		return more
	}
	return note + between + more
}

// order puts the figures of several runs in the order of the table, and no
// longer calls a size left out that one of them measured.
func (r *Report) order() {
	all := rows(sizes["large"], true)
	place := func(f Figure) int {
		if at := slices.IndexFunc(all, func(known row) bool { return known.name == f.Name }); at >= 0 {
			return at
		}
		return len(all)
	}
	slices.SortStableFunc(r.Figures, func(a, b Figure) int { return cmp.Compare(place(a), place(b)) })
	r.LeftOut = slices.DeleteFunc(r.LeftOut, func(size string) bool {
		return slices.ContainsFunc(r.Figures, func(f Figure) bool { return f.Name == "marts-"+size && !f.Missing })
	})
}

// finish notes what is known only at the end.
func (r *Report) finish(b *bench) {
	r.Minutes = time.Since(r.Began).Minutes()
	r.Share = 1
	for _, f := range r.Figures {
		if share, known := f.Parts["share of a core"]; known {
			r.Share = share
		}
	}
	for _, f := range b.size.left {
		r.LeftOut = append(r.LeftOut, f.name)
	}
}

// table prints the figures beside their aims.
func (r Report) table(w io.Writer) error {
	fmt.Fprintf(w, "%s, %d cores, %.0f GB, %s, %s, DuckDB %s; load average %s at the start; a busy core got %.2f of a core\n\n",
		cmp.Or(r.Machine.CPU, "?"), r.Machine.Cores, r.Machine.Memory, r.Machine.System, r.Machine.Go, r.Machine.DuckDB, cmp.Or(r.Machine.Load, "?"), r.Share)
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(t, "row\twhat\tfigure\taim\tmet\tmeasured")
	for _, f := range r.Figures {
		what := f.WhatEn
		if f.AgainstEn != "" {
			what += " / " + f.AgainstEn
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%d×\n", f.Name, what, f.shown(), cmp.Or(f.Aim, "–"), f.met(), f.Times)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, f := range r.Figures {
		if f.NoteEn != "" {
			fmt.Fprintf(w, "%s: %s\n", f.Name, f.NoteEn)
		}
	}
	if len(r.LeftOut) > 0 {
		fmt.Fprintf(w, "left out (--sizes large measures them): facts of %s\n", strings.Join(r.LeftOut, ", "))
	}
	return nil
}
