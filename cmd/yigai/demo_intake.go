//go:build cgo

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"yigai/ingest"
	"yigai/ingest/sample"
	"yigai/internal/beijing"
	"yigai/internal/workspace"
	"yigai/programme"
)

// demoIntake takes in the history and then the programme's own periods, and
// after each what the office decided in the days that followed.
func (a *app) demoIntake(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, editions bool) (ingest.Summary, error) {
	decisions, err := sample.Decisions(pack)
	if err != nil {
		return ingest.Summary{}, err
	}
	_, revised := revisionOf(decisions)
	revised = revised && editions // without a publication nothing comes after it
	decisions = withoutRevision(decisions)
	stage := a.printer().Stage(a.t("收件", "take in"))
	files, noted := 0, 0
	for _, batch := range demoBatches(ws, pack) {
		if isLast := batch.until.IsZero(); isLast && revised {
			if batch.folders, _, err = splitCorrections(batch.folders[0]); err != nil {
				return ingest.Summary{}, err
			}
		}
		got, err := ingest.Receive(ctx, ws, batch.folders, ingest.Options{History: batch.isHistory, Now: a.Now})
		if err != nil {
			stage.Abandon()
			return ingest.Summary{}, err
		}
		files += len(got.Files)
		now, later := sample.Until(decisions, batch.until)
		if err := a.demoDecide(ctx, ws, pack, now, noted); err != nil {
			stage.Abandon()
			return ingest.Summary{}, err
		}
		decisions, noted = later, noted+len(now)
	}
	stage.End(a.t("%d 个文件，%d 项决定", "%d files, %d decisions", files, noted))
	return a.rebuild(ctx, ws, pack)
}

// A demoBatch is what comes in together: all of the history, or one period.
type demoBatch struct {
	folders   []string
	isHistory bool
	until     programme.Date // what is decided up to this day comes after it
}

func demoBatches(ws *workspace.Workspace, pack *programme.Pack) (batches []demoBatch) {
	history := demoBatch{isHistory: true}
	for _, at := range pack.ReportPeriods() {
		folder := ws.Path("inbox", at.String())
		if pack.IsHistory(at) {
			history.folders = append(history.folders, folder)
			continue
		}
		batches = append(batches, demoBatch{folders: []string{folder}, until: cutOff(pack, at)})
	}
	batches[len(batches)-1].until = programme.Date{}
	if len(history.folders) == 0 {
		return batches
	}
	history.until = pack.Programme.Issued
	return append([]demoBatch{history}, batches...)
}

// demoDecide notes the sample's decisions as of their simulated days, a minute
// apart, each by the rules of the command that takes it. Those that stand in the
// journal already are left: a demo may go on in its own workspace.
func (a *app) demoDecide(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, decisions []sample.Decision, nth int) error {
	known, err := knownDecisions(ws)
	if err != nil {
		return err
	}
	for i, s := range decisions {
		then := *a
		at := time.Date(s.Day.Year(), s.Day.Month(), s.Day.Day(), 10, (nth+i)%60, 0, 0, beijing.Zone)
		then.Now = func() time.Time { return at }
		if known[decisionKey(s.Kind, at)] {
			continue
		}
		d, err := decisionOf(s)
		if err == nil {
			d, err = then.demoReady(ctx, ws, pack, s.Kind, d)
		}
		if err == nil {
			_, err = then.note(ws, s.Kind, d)
		}
		if err != nil {
			return fmt.Errorf("decisions.csv: %s %s: %w", s.Day, s.Kind, err)
		}
	}
	return nil
}

// demoReady completes a decision as its command does, and refuses what the command
// would refuse. What takes the figures of marts is left to a test: there are none yet.
func (a *app) demoReady(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, kind string, d ingest.Decision) (ingest.Decision, error) {
	pack, err := amended(ws, pack)
	if err != nil {
		return d, err
	}
	_, isTask := taskKinds[kind]
	switch {
	case strings.HasPrefix(kind, "rectification_"):
		return a.prepareRectification(ws, pack, kind, d)
	case kind == entryAdjusted:
		stage, err := stageOf(pack, d.Scheme, d.Stage, func(s programme.Stage) bool { return s.Scorer != "self" })
		if err != nil {
			return d, err
		}
		return adjusting{Decision: d}.decision(ws, pack, stage)
	case isTask:
		verdict := d.Verdict
		if kind == closingDecided {
			d.Verdict = refused // an agreed one is held against marts
		}
		asked, err := a.prepareTask(ctx, ws, pack, kind, d)
		asked.Verdict = verdict
		return asked.Decision, err
	}
	return d, nil
}

// decisionOf gives a decision of the sample the shape of the journal.
func decisionOf(s sample.Decision) (d ingest.Decision, err error) {
	fields, err := json.Marshal(s.Fields)
	if err == nil {
		err = json.Unmarshal(fields, &d)
	}
	d.Picked, d.Day = s.Picked, s.Day.String()
	return d, err
}

// knownDecisions are those of the journal, by decisionKey.
func knownDecisions(ws *workspace.Workspace) (map[string]bool, error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return nil, err
	}
	known := make(map[string]bool)
	for _, e := range entries {
		known[decisionKey(e.Kind, e.At)] = true
	}
	return known, nil
}

// decisionKey tells the sample's decisions apart: no two have the same minute.
func decisionKey(kind string, at time.Time) string { return kind + " " + at.UTC().Format(time.RFC3339) }
