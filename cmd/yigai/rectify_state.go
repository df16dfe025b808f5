//go:build cgo

package main

import (
	"slices"
	"strings"

	"yigai/ingest"
	"yigai/internal/workspace"
	"yigai/programme"
)

// A rectification is an item as the journal leaves it.
type rectification struct {
	ID          string   `json:"id"`
	Org         string   `json:"org"`
	Period      string   `json:"period"`
	Task        string   `json:"task"`
	Consequence string   `json:"consequence"`
	Draw        string   `json:"draw"`
	Finding     string   `json:"finding"`
	Opinion     string   `json:"opinion"`
	OpenedOn    string   `json:"opened_on"`
	OpenedBy    string   `json:"opened_by"`
	DueOriginal string   `json:"due_original"`
	Due         string   `json:"due"`
	Extended    int      `json:"extended_times"`
	Reply       string   `json:"reply"`
	Evidence    string   `json:"evidence"`
	RepliedBy   string   `json:"replied_by"`
	repliers    []string // all who ever replied
	VerifiedBy  string   `json:"verified_by"`
	ClosedBy    string   `json:"closed_by"`
	State       string   `json:"state"` // open, replied, verified, closed; overdue on the day it is listed
}

// rectificationsOf reads all items that hold from the journal, in the order opened.
func rectificationsOf(ws *workspace.Workspace) ([]rectification, error) {
	entries, err := inForce(ws)
	if err != nil {
		return nil, err
	}
	var items []rectification
	for _, e := range entries {
		if !strings.HasPrefix(e.Kind, "rectification_") {
			continue
		}
		d, err := decisionIn(e)
		if err != nil {
			return nil, err
		}
		items = follow(items, e.Kind, d)
	}
	return items, nil
}

// follow adds one step to the items.
func follow(items []rectification, kind string, d ingest.Decision) []rectification {
	if kind == rectificationOpened {
		return append(items, rectification{ID: d.ID, Org: d.Org, Period: d.Period, Task: d.Task, Consequence: d.Consequence, Draw: d.Item,
			Finding: d.Title, Opinion: d.Text, OpenedOn: d.Day, OpenedBy: d.By, DueOriginal: d.Due, Due: d.Due, State: "open"})
	}
	i := slices.IndexFunc(items, func(r rectification) bool { return r.ID == d.ID })
	if i < 0 {
		return items
	}
	switch r := &items[i]; kind {
	case rectificationExtended:
		r.Due, r.Extended = d.Due, r.Extended+1
	case rectificationReplied:
		r.Reply, r.Evidence, r.RepliedBy, r.State = d.Text, d.Evidence, d.By, "replied"
		r.repliers = append(r.repliers, d.By)
	case rectificationVerified:
		r.VerifiedBy, r.State = d.By, "verified"
		if d.Verdict == refused {
			r.State = "open"
		}
	case rectificationClosed:
		r.ClosedBy, r.State = d.By, "closed"
	}
	return items
}

// allows refuses a step that the item as it stands, or the person, may not take.
func (r rectification) allows(kind string, d ingest.Decision) error {
	_, err := programme.ParseDate(d.Due)
	switch {
	case r.State == "closed":
		return badUse("%s 已经办结，不再变动", "%s is closed and stays so", r.ID)
	case d.Day < r.OpenedOn:
		return badUse("--day %s 早于下达日 %s", "--day %s is before it was opened, %s", d.Day, r.OpenedOn)
	case kind == rectificationExtended && (err != nil || d.Due <= r.Due):
		return badUse("--due 应晚于现定期限 %s，不是 %q", "--due must be later than the deadline, %s, not %q", r.Due, d.Due)
	case kind == rectificationExtended && strings.TrimSpace(d.Reason) == "", kind == rectificationVerified && strings.TrimSpace(d.Reason) == "":
		return badUse("请用 --reason 写明理由", "say with --reason why")
	case kind == rectificationReplied && (strings.TrimSpace(d.Text) == "" || strings.TrimSpace(d.Evidence) == ""):
		return badUse("请用 --text 写明整改情况，用 --evidence 写明佐证材料", "say with --text what was done, and with --evidence what proves it")
	case kind == rectificationVerified && r.State != "replied":
		return badUse("%s 还没有新的回复，没有可核实的", "%s has no new reply to verify", r.ID)
	case kind == rectificationClosed && r.State != "verified":
		return badUse("%s 没有经核实属实，不能办结：先 yigai rectify verify", "%s was not verified and cannot be closed: yigai rectify verify first", r.ID)
	case (kind == rectificationVerified || kind == rectificationClosed) && r.repliedBy(d.By):
		return badUse("%s 替单位回复了 %s，核实和办结要由另一人", "%s replied for the org in %s: another person must verify and close it", d.By, r.ID)
	}
	return nil
}

// repliedBy says whether a person ever replied for the org, in this reply or one before.
func (r rectification) repliedBy(person string) bool {
	return slices.ContainsFunc(r.repliers, func(by string) bool { return samePerson(by, person) })
}
