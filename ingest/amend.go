package ingest

import (
	"cmp"
	"strings"
	"time"

	"yigai/internal/beijing"
	"yigai/internal/workspace"
	"yigai/programme"
)

// Amended is the pack as the journal's decisions leave it: with the tasks that
// were added, and the duties handed over, each from its day. The pack's own
// earlier amendments are left out, so that it may be amended again.
func Amended(p *programme.Pack, entries []workspace.Entry) (*programme.Pack, error) {
	entries, err := InForce(entries)
	if err != nil {
		return nil, err
	}
	var changes []programme.Change
	for _, e := range entries {
		if e.Kind != "task_added" && e.Kind != "task_transferred" {
			continue
		}
		var d Decision
		if err := decodeEntry(e, &d); err != nil {
			return nil, err
		}
		d.Day = cmp.Or(d.Day, e.At.In(beijing.Zone).Format(time.DateOnly))
		c, err := changeOf(e.Kind, d)
		if err != nil {
			return nil, badEntry(e, err)
		}
		changes = append(changes, c)
	}
	return p.With(changes), nil
}

// changeOf is what a decision changes in who does what. A task without a
// deadline stands, one with a deadline is done once.
func changeOf(kind string, d Decision) (c programme.Change, err error) {
	if c.Day, err = programme.ParseDate(d.Day); err != nil {
		return c, err
	}
	c.Task.Code, c.From, c.To, c.Role = d.Task, d.Org, d.ToOrg, cmp.Or(d.Role, "lead")
	if kind == "task_transferred" {
		return c, nil
	}
	c.From, c.To, c.Task.Kind = "", d.Org, "standing"
	c.Task.Parent = d.Task[:max(strings.LastIndex(d.Task, "."), 0)]
	c.Task.Title, c.Task.TitleEn, c.Task.Clause = d.Title, d.TitleEn, d.Document
	if d.Due != "" {
		c.Task.Kind = "one-off"
		c.Task.Due, err = programme.ParseDate(d.Due)
	}
	return c, err
}
