package sample

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"yigai/internal/decimal"
	"yigai/internal/draw"
	"yigai/programme"
)

// A Decision is what a made-up person of the office decides on a day: a kind of
// journal entry and its fields, by the names that they have in the journal.
type Decision struct {
	Kind   string
	Day    programme.Date
	Fields map[string]string
	Picked []string // of a draw
}

// kindDrawn is the entry of a draw. In decisions.csv its value is how many are
// drawn from each group; in the journal, how many there were to draw from.
const kindDrawn = "drawn"

// decisionColumns are the fields that a decision may have.
var decisionColumns = strings.Fields("id task org to_org role scheme stage item indicator element period consequence reminder verdict value due " +
	"title title_en text by reason document evidence seed")

func (t *tables) addDecision(r row) {
	d := Decision{Kind: r.text("kind"), Day: r.date("day"), Fields: map[string]string{}}
	for _, column := range decisionColumns {
		if v := r.text(column); v != "" {
			d.Fields[column] = v
		}
	}
	t.decisions = append(t.decisions, d)
}

// Decisions are those of the pack's sample, in the order of their days, with
// what each draw picks.
func Decisions(p *programme.Pack) ([]Decision, error) {
	t, err := readTables(p.Sample)
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	all, err := t.decided(p)
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	return all, nil
}

// Until parts decisions into those up to a day and those after it; no day is the end of time.
func Until(all []Decision, day programme.Date) (now, later []Decision) {
	for i, d := range all {
		if !day.IsZero() && d.Day.After(day.Time) {
			return all[:i], all[i:]
		}
	}
	return all, nil
}

// People are the made-up persons who decide in the pack's sample, by name.
func People(p *programme.Pack) ([]string, error) {
	t, err := readTables(p.Sample)
	if err != nil {
		return nil, fmt.Errorf("sample: %w", err)
	}
	people := []string{}
	for _, d := range t.decisions {
		if by := d.Fields["by"]; by != "" {
			people = append(people, by)
		}
	}
	slices.Sort(people)
	return slices.Compact(people), nil
}

func (t *tables) decided(p *programme.Pack) (all []Decision, err error) {
	for _, d := range t.decisions {
		if d.Kind != kindDrawn {
			all = append(all, d)
			continue
		}
		drawn, err := d.draw(p)
		if err != nil {
			return nil, err
		}
		all = append(all, drawn...)
	}
	slices.SortStableFunc(all, func(a, b Decision) int { return a.Day.Compare(b.Day.Time) })
	return all, nil
}

// draw makes one entry for each group that something is drawn from.
func (d Decision) draw(p *programme.Pack) (entries []Decision, err error) {
	groups, most, err := d.groups(p)
	if err != nil {
		return nil, err
	}
	if v := d.Fields["value"]; v != "" {
		if most, err = strconv.Atoi(v); err != nil {
			return nil, fmt.Errorf("decisions.csv: draw %s: value: %w", d.Fields["id"], err)
		}
	}
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		list, seed := draw.Set(groups[group]), d.Fields["seed"]
		if group != "" {
			seed += "\n" + group
		}
		e := Decision{Kind: d.Kind, Day: d.Day, Fields: maps.Clone(d.Fields), Picked: draw.Pick(seed, list, most)}
		e.Fields["value"], e.Fields["text"] = strconv.Itoa(len(list)), "sha256 "+draw.ListHash(list)
		if group != "" {
			e.Fields["org"] = group
		}
		entries = append(entries, e)
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("decisions.csv: draw %s: there is nothing to draw from", d.Fields["id"])
	}
	return entries, nil
}

// groups lists what is drawn from, by group, and how many each gives: the orgs
// that a stage scores, or else values reported about places ("org element").
func (d Decision) groups(p *programme.Pack) (groups map[string][]string, most int, err error) {
	groups = make(map[string][]string)
	if d.Fields["stage"] != "" {
		i := slices.IndexFunc(p.Stages, func(s programme.Stage) bool { return s.Scheme == d.Fields["scheme"] && s.Code == d.Fields["stage"] })
		if i < 0 {
			return nil, 0, fmt.Errorf("decisions.csv: draw %s: no stage %s of %s", d.Fields["id"], d.Fields["stage"], d.Fields["scheme"])
		}
		s := p.Stages[i]
		for _, o := range p.OrgsOf(s.ScoredKind, s.Period) {
			group := groupOf(p, o, s)
			groups[group] = append(groups[group], o.Code)
		}
		return groups, s.DrawMax, nil
	}
	at, err := programme.ParsePeriod(d.Fields["period"])
	if err != nil {
		return nil, 0, fmt.Errorf("decisions.csv: draw %s: period: %w", d.Fields["id"], err)
	}
	groups[""] = valuesOf(p, at)
	return groups, 1, nil
}

// groupOf is the org whose parts are drawn from together: the parent, the first
// org above of the stage's kind, or none where the whole region is one group.
func groupOf(p *programme.Pack, o programme.Org, s programme.Stage) string {
	if s.Per == "parent" {
		return o.Parent
	}
	for range p.Orgs {
		above, found := p.Org(o.Parent, s.Period)
		if !found {
			return ""
		}
		if above.Kind == s.Per {
			return above.Code
		}
		o = above
	}
	return ""
}

// valuesOf lists the counts that places must report about themselves.
func valuesOf(p *programme.Pack, at programme.Period) (list []string) {
	for _, o := range p.Reporters(at) {
		if p.ClassOf(o) != "place" {
			continue
		}
		for _, sheet := range p.FormOf(o, at).Sheets {
			for _, line := range sheet.Lines {
				if sheet.Layout == "list" && line.Required && line.Element.ValueType == "count" {
					list = append(list, o.Code+" "+line.Element.Code)
				}
			}
		}
	}
	return list
}

// drawn says whether an org was drawn for a stage.
func (w *world) drawn(org string) decimal.Decimal {
	if slices.ContainsFunc(w.decisions, func(d Decision) bool { return d.Fields["stage"] != "" && slices.Contains(d.Picked, org) }) {
		return decimal.FromInt(1)
	}
	return 0
}

// amended is the pack as the sample's decisions leave it: tasks that were added
// and duties that passed on are asked from their day.
func amended(p *programme.Pack, decisions []Decision) (*programme.Pack, error) {
	var changes []programme.Change
	for _, d := range decisions {
		c := programme.Change{Day: d.Day, Task: programme.Task{Code: d.Fields["task"]}, From: d.Fields["org"], To: d.Fields["to_org"], Role: d.Fields["role"]}
		switch d.Kind {
		case "task_added":
			c.Task.Title, c.Task.TitleEn, c.Task.Kind = d.Fields["title"], d.Fields["title_en"], "one-off"
			c.From, c.To, c.Role = "", d.Fields["org"], cmp.Or(d.Fields["role"], "lead")
			due, err := programme.ParseDate(d.Fields["due"])
			if err != nil {
				return nil, fmt.Errorf("decisions.csv: task %s: due: %w", c.Task.Code, err)
			}
			c.Task.Due = due
		case "task_transferred":
		default:
			continue
		}
		changes = append(changes, c)
	}
	return p.With(changes), nil
}
