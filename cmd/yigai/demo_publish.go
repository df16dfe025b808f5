//go:build cgo

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"yigai/ingest"
	"yigai/ingest/sample"
	"yigai/internal/beijing"
	"yigai/internal/release"
	"yigai/internal/workspace"
	"yigai/programme"
)

// How many days after the cut-off of the last period the demo's people act.
const (
	approvedAfter = 5
	publishedOn   = 7
)

// correctionMark stands in the names of the sample's corrected workbooks.
const correctionMark = "_更正"

// revisionOf is the sample's decision to publish its last period once more after
// a late correction; ok is false where the sample tells no such story.
func revisionOf(decisions []sample.Decision) (d sample.Decision, ok bool) {
	i := slices.IndexFunc(decisions, func(d sample.Decision) bool { return d.Kind == ingest.EntryPublished })
	if i < 0 {
		return d, false
	}
	return decisions[i], true
}

// withoutRevision are the decisions that the journal takes as they come.
func withoutRevision(decisions []sample.Decision) []sample.Decision {
	return slices.DeleteFunc(slices.Clone(decisions), func(d sample.Decision) bool { return d.Kind == ingest.EntryPublished })
}

// splitCorrections parts the files of a folder into those that come at once and
// the corrections that come after the publication.
func splitCorrections(folder string) (now, later []string, err error) {
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		if strings.Contains(e.Name(), correctionMark) {
			later = append(later, path)
			continue
		}
		now = append(now, path)
	}
	return now, later, err
}

// demoEditions has the last period approved and published by the sample's people
// and, where the sample says so, corrected and published again. What a demo that
// was broken off has done stands in the journal and is not done again.
func (a *app) demoEditions(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, summary ingest.Summary) (ingest.Summary, error) {
	decisions, err := sample.Decisions(pack)
	if err != nil {
		return summary, err
	}
	at := pack.Programme.Periods.Last
	if err := a.demoEdition(ctx, ws, pack, 1, publishFlags{}); err != nil {
		return summary, fmt.Errorf("publish %s: %w", at, err)
	}
	revision, ok := revisionOf(decisions)
	if !ok {
		return a.rebuild(ctx, ws, pack)
	}
	editions, err := publishedIn(ws)
	if err != nil {
		return summary, err
	}
	then := *a
	then.Now = demoClock(revision.Day)
	_, later, err := splitCorrections(ws.Path("inbox", at.String()))
	if err == nil && len(editions) == 1 {
		_, err = ingest.Receive(ctx, ws, later, ingest.Options{Now: then.Now, Exception: "样例来函：" + revision.Fields["reason"], By: revision.Fields["by"]})
	}
	if err != nil {
		return summary, err
	}
	if summary, err = a.rebuild(ctx, ws, pack); err != nil {
		return summary, err
	}
	f := publishFlags{Decision: ingest.Decision{Reason: revision.Fields["reason"], By: revision.Fields["by"]}}
	if err := then.demoEdition(ctx, ws, pack, 2, f); err != nil {
		return summary, fmt.Errorf("publish %s again: %w", at, err)
	}
	return a.rebuild(ctx, ws, pack)
}

// demoClock stands at ten in the morning of a day.
func demoClock(day programme.Date) func() time.Time {
	at := time.Date(day.Year(), day.Month(), day.Day(), 10, 0, 0, 0, beijing.Zone)
	return func() time.Time { return at }
}

// demoEdition has the last period approved step by step, each step by another
// person, and published as its nth edition, unless it is already.
func (a *app) demoEdition(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, nth int, f publishFlags) error {
	at := pack.Programme.Periods.Last
	editions, err := publishedIn(ws)
	if err != nil || len(editions) >= nth {
		return err
	}
	then, people := *a, ws.Settings.People
	if nth == 1 {
		then.Now = demoClock(programme.Date{Time: cutOff(pack, at).AddDate(0, 0, approvedAfter)})
	}
	chain, err := ingest.Approvals(ws, pack, at, cutOff(pack, at))
	if err != nil {
		return err
	}
	if len(people) < len(pack.Programme.Approval) {
		return fmt.Errorf("%d people for %d steps of approval", len(people), len(pack.Programme.Approval))
	}
	for _, step := range chain {
		if step.State == ingest.ApprovalApproved {
			continue
		}
		d, err := then.preparedApproval(ws, pack, at, approveFlags{Decision: ingest.Decision{Period: at.String(), Stage: step.Step.Step, Org: step.Org.Code,
			By: people[step.Seq-1], Reason: "样例意见：同意"}})
		if err == nil {
			_, err = then.note(ws, ingest.EntryApproved, d)
		}
		if err != nil {
			return err
		}
	}
	if nth == 1 {
		then.Now = demoClock(programme.Date{Time: cutOff(pack, at).AddDate(0, 0, publishedOn)})
		f.By = people[0]
	}
	return then.demoPublish(ctx, ws, pack, at, f)
}

func (a *app) demoPublish(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, at programme.Period, f publishFlags) error {
	f.audience = audienceBoth
	if err := a.bringUp(ctx, ws, pack); err != nil {
		return err
	}
	p, err := a.toPublish(ws, pack, at, f, release.SampleKey())
	if err == nil {
		_, err = a.publishNow(ctx, ws, pack, p, release.SampleKey())
	}
	return err
}
