//go:build cgo

package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"yigai/ingest"
	"yigai/internal/beijing"
	"yigai/internal/decimal"
	"yigai/internal/draw"
	"yigai/internal/workspace"
	"yigai/programme"
)

// entryDrawn is the kind of the entries that say what was drawn.
const entryDrawn = "drawn"

// A drawing is a draw to be noted in the journal, one entry for each of its
// lists: the decision says the id, the period, the seed as it was published, by
// whom, and in Document where and when the seed was published.
type drawing struct {
	ingest.Decision
	Lists []drawnList
}

// A drawnList is what was drawn from one list. Group is the code of the org that
// the list is of in a draw by groups, else empty.
type drawnList struct {
	What string // counties, values, records, evidence, inspectors
	draw.Group
}

// entry is what the journal says of one of the draw's lists.
func (d drawing) entry(list drawnList) ingest.Decision {
	e := d.Decision
	e.Title, e.Org, e.Picked = list.What, list.Group.Group, list.Picked
	e.Value, e.Text = decimal.FromInt(int64(list.Size)).String(), "sha256 "+list.Hash
	return e
}

// left gives the lists that the journal does not have yet. A draw that was broken
// off goes on where it stopped: begun says that the same seed, document and
// person drew the same from the lists noted so far, and that some are left.
func (d drawing) left(used []ingest.Decision) (left []drawnList, begun bool) {
	noted := slices.DeleteFunc(slices.Clone(used), func(old ingest.Decision) bool { return old.ID != d.ID })
	for _, list := range d.Lists {
		e := d.entry(list)
		i := slices.IndexFunc(noted, func(old ingest.Decision) bool {
			return old.Title == e.Title && old.Org == e.Org && old.Text == e.Text && old.Seed == e.Seed && old.Document == e.Document && old.By == e.By && slices.Equal(old.Picked, e.Picked)
		})
		if i < 0 {
			left = append(left, list)
			continue
		}
		noted = slices.Delete(noted, i, i+1)
	}
	return left, len(noted) == 0 && len(left) > 0 && len(left) < len(d.Lists)
}

// checkDrawing refuses a draw that says too little or has a number that was used,
// and gives the lists that are still to be noted.
func checkDrawing(ws *workspace.Workspace, d drawing) ([]drawnList, error) {
	switch {
	case strings.TrimSpace(d.Seed) == "" || strings.ContainsFunc(d.Seed, hidden) || strings.Contains(d.Seed, "\n"):
		return nil, badUse("请用 --seed 写明种子：一行看得见的文字，事先公布，如 2022Q1通报编号和公布日", "say the seed with --seed: one line of visible text that was published before")
	case strings.TrimSpace(d.Document) == "":
		return nil, badUse("请用 --published 写明种子事先在何处、何时公布", "say with --published where and when the seed was published before the draw")
	}
	for _, list := range d.Lists {
		if len(list.Picked) == 0 {
			return nil, badUse("名单里没有可抽的：%s %s", "there is nothing to draw from: %s %s", list.What, list.Group.Group)
		}
	}
	used, err := drawnBefore(ws)
	if err != nil {
		return nil, err
	}
	left, begun := d.left(used)
	if !begun && slices.ContainsFunc(used, func(old ingest.Decision) bool { return old.ID == d.ID }) {
		return nil, badUse("抽取 %s 已经抽过，结果不能重来；另抽一次请用 --id 给新编号，并用 --reason 写明理由", "the draw %s was made already and cannot be made again; another draw needs a new --id, and a --reason", d.ID).
			then("看结果：yigai inspect list --draw "+d.ID, "see what was drawn: yigai inspect list --draw "+d.ID)
	}
	return left, nil
}

// drawnBefore lists the draws in the journal, one for each list drawn from.
func drawnBefore(ws *workspace.Workspace) ([]ingest.Decision, error) {
	return decisionsOf(ws, func(kind string) bool { return kind == entryDrawn })
}

// decisionsOf reads the decisions of some kinds that hold, in the order of the journal.
func decisionsOf(ws *workspace.Workspace, wanted func(kind string) bool) ([]ingest.Decision, error) {
	entries, err := inForce(ws)
	if err != nil {
		return nil, err
	}
	list := []ingest.Decision{}
	for _, e := range entries {
		if !wanted(e.Kind) {
			continue
		}
		d, err := decisionIn(e)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, nil
}

// inForce is the journal without the decisions that were withdrawn.
func inForce(ws *workspace.Workspace) ([]workspace.Entry, error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return nil, err
	}
	return ingest.InForce(entries)
}

// decisionIn reads the decision of an entry of the journal; one that says no
// day took effect on that of the entry.
func decisionIn(e workspace.Entry) (ingest.Decision, error) {
	var d ingest.Decision
	if err := json.Unmarshal(e.Data, &d); err != nil {
		return d, fmt.Errorf("journal entry %d: %w", e.Seq, err)
	}
	d.Day = cmp.Or(d.Day, e.At.In(beijing.Zone).Format(time.DateOnly))
	return d, nil
}

// noteDraw writes a draw into the journal and brings the facts up to it. A draw
// whose id was used before is refused, unless it was broken off: then the same
// command notes the rest.
func (a *app) noteDraw(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, d drawing) error {
	left, err := checkDrawing(ws, d)
	if err != nil {
		return err
	}
	if err := checkDecider(ws.Settings.People, d.Decision); err != nil {
		return err
	}
	before := len(d.Lists) - len(left)
	if before > 0 && !a.json {
		a.say("接着上次没有记完的抽取 %s：%d 组中已有 %d 组在日志里", "going on with the draw %s, which was broken off: %[3]d of its %[2]d lists are in the journal", visible(d.ID), len(d.Lists), before)
	}
	for i, list := range left {
		if _, err := ws.Journal.Append(entryDrawn, a.Now(), d.entry(list)); err != nil {
			cause := describe(err)
			return message{zh: fmt.Sprintf("抽取 %s 的 %d 组只记下 %d 组：%s", d.ID, len(d.Lists), before+i, cause.zh), en: fmt.Sprintf("of the %[2]d lists of the draw %[1]s %[3]d are noted: %[4]s", d.ID, len(d.Lists), before+i, cause.en),
				nextZh: "排除原因后原样再运行同一命令（种子不变），从没有记的接着做", nextEn: "mend that and run the same command again with the same seed: it goes on with the rest", err: err}
		}
	}
	_, err = a.rebuild(ctx, ws, pack)
	return err
}
