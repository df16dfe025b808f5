//go:build cgo

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

// A stageScore is what an org has at one stage.
type stageScore struct {
	Stage    string `json:"stage"`
	Score    string `json:"score"` // exact; "" for none
	Original string `json:"original"`
	Full     string `json:"full_marks"`
	Grade    string `json:"grade"`
	GradeEn  string `json:"grade_en"`
	Rank     int    `json:"rank"` // 0 for none, as in rank_parent
	RankOf   int    `json:"rank_of"`
	Under    int    `json:"rank_parent"`
	UnderOf  int    `json:"rank_parent_of"`
	Tied     bool   `json:"tied"`
	Complete bool   `json:"complete"`
	Scored   int    `json:"items_scored"`
	Items    int    `json:"items"`
	Unproven int    `json:"items_unproven"`
	Adjusted bool   `json:"adjusted"`
}

// An evaluated org in one scheme and year: its final score and how it came about.
type evaluated struct {
	Scheme string `json:"scheme"`
	Year   int    `json:"year"`
	Org    string `json:"org"`
	Name   string `json:"name"`
	NameEn string `json:"name_en"`
	stageScore
	From       string            `json:"from_stage"`
	Stages     []stageScore      `json:"stages"`
	Gap        string            `json:"gap"`
	GapMedian  string            `json:"gap_median"`
	GapOutlier bool              `json:"gap_outlier"`
	shown      map[string]string // scores for people, by stage
	gap        string
	gapMedian  string
}

func (a *app) evaluate(ctx context.Context, f evaluating) (err error) {
	ws, pack, err := a.open()
	if err != nil {
		return err
	}
	marts, done, err := a.evaluationMarts(ctx, ws, pack)
	if err != nil {
		return err
	}
	defer closing(&err, done)
	list, err := a.evaluatedIn(marts, pack, f)
	if err != nil {
		return err
	}
	if ws.Settings.Sample && !a.json {
		a.say("（样例数据，非真实情况）", "(sample data, not real)")
	}
	if f.org != "" {
		return a.tellItems(marts, pack, list)
	}
	if a.json {
		return writeJSON(a.Out, map[string]any{"evaluated": list})
	}
	a.tellEvaluated(pack, list)
	return nil
}

// evaluationMarts gives marts of the newest facts, made aside where they are stale.
func (a *app) evaluationMarts(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack) (string, func() error, error) {
	facts, err := ws.Facts().Current()
	if errors.Is(err, store.ErrEmpty) {
		return "", nil, badUse("还没有收过文件，没有得分可看：先运行 yigai ingest", "nothing was taken in yet, so there are no scores: run yigai ingest first")
	}
	if err != nil {
		return "", nil, err
	}
	return a.martsFor(ctx, ws, pack, newestPeriod(pack, facts))
}

// evaluatedIn gathers the rows of each org, those asked for only.
func (a *app) evaluatedIn(marts string, pack *programme.Pack, f evaluating) ([]evaluated, error) {
	rows, err := readEvaluation(marts)
	if err != nil {
		return nil, err
	}
	orgs, err := readOrgs(marts)
	if err != nil {
		return nil, err
	}
	org := f.org
	if org != "" {
		org = orgCode(pack, pack.Programme.Periods.Last, org)
	}
	list := []evaluated{}
	for _, r := range rows {
		if f.year != 0 && r.Year != f.year || f.scheme != "" && r.Scheme != f.scheme || org != "" && r.Org != org {
			continue
		}
		if n := len(list); n == 0 || list[n-1].Scheme != r.Scheme || list[n-1].Year != r.Year || list[n-1].Org != r.Org {
			list = append(list, evaluated{Scheme: r.Scheme, Year: r.Year, Org: r.Org, Name: orgs[r.Org].Name, NameEn: orgs[r.Org].NameEn, Stages: []stageScore{}, shown: map[string]string{}})
		}
		list[len(list)-1].add(r)
	}
	if len(list) == 0 {
		return nil, badUse("没有这样的考评结果：请核对 --year、--scheme、--org，或先收下该阶段的评分表", "there is no such result: check --year, --scheme and --org, or take in the score sheets of a stage first")
	}
	return list, nil
}

func (e *evaluated) add(r evaluationRow) {
	s := stageScore{Stage: r.Stage, Score: r.Score.String(), Original: r.Original.String(), Full: r.Full.String(), Grade: r.Grade, GradeEn: r.GradeEn,
		Rank: r.Rank, RankOf: r.RankOf, Under: r.RankUnder, UnderOf: r.UnderOf, Tied: r.Tied, Complete: r.Complete, Scored: r.Scored, Items: r.Items, Unproven: r.Unproven, Adjusted: r.Adjusted}
	e.shown[r.Stage] = mark(r.Score)
	if r.Stage != finalStage {
		e.Stages = append(e.Stages, s)
		return
	}
	e.stageScore, e.From, e.Gap, e.GapMedian, e.GapOutlier, e.gap = s, r.From, r.Gap.String(), r.GapMedian.String(), r.GapOutlier, mark(r.Gap)
	e.gapMedian = mark(r.GapMedian)
}

// tellEvaluated prints one table for each scheme and year.
func (a *app) tellEvaluated(pack *programme.Pack, list []evaluated) {
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && list[to].Scheme == list[from].Scheme && list[to].Year == list[from].Year {
			to++
		}
		fmt.Fprintf(a.Out, "\n%s  %d\n", visible(a.schemeName(pack, list[from].Scheme)), list[from].Year)
		a.tellTable(pack, list[from:to])
		from = to
	}
}

func (a *app) tellTable(pack *programme.Pack, list []evaluated) {
	var stages []programme.Stage
	header := []string{a.t("单位", "org"), a.t("最终得分", "final"), a.t("等次", "grade"), a.t("位次", "rank"), a.t("同一上级内", "under its parent")}
	for _, s := range pack.Stages {
		if s.Scheme == list[0].Scheme && slices.ContainsFunc(list, func(e evaluated) bool { _, has := e.shown[s.Code]; return has }) {
			stages, header = append(stages, s), append(header, a.t(s.Name, cmp.Or(s.NameEn, s.Name)))
		}
	}
	t := newTable(append(header, a.t("自评减复评", "self less review"), a.t("说明", "remarks"))...).numbers(1, 3, 4)
	for i := range stages {
		t.numbers(5 + i)
	}
	t.numbers(5 + len(stages))
	for _, e := range list {
		cells := []string{a.t(e.Name, cmp.Or(e.NameEn, e.Name)), e.shown[finalStage], a.t(e.Grade, cmp.Or(e.GradeEn, e.Grade)), place(e.Rank, e.RankOf, e.Tied), place(e.Under, e.UnderOf, false)}
		for _, s := range stages {
			cells = append(cells, e.shown[s.Code])
		}
		t.add(append(cells, e.gap, a.remarks(e))...)
	}
	t.print(a.Out)
}

// place prints a rank among how many, with = where it is shared; "" where there is none.
func place(rank, of int, tied bool) string {
	if rank == 0 {
		return ""
	}
	if tied {
		return "=" + strconv.Itoa(rank) + "/" + strconv.Itoa(of)
	}
	return strconv.Itoa(rank) + "/" + strconv.Itoa(of)
}

// remarks says what one must know beside the numbers.
func (a *app) remarks(e evaluated) string {
	text := ""
	add := func(zh, en string, args ...any) {
		if text != "" {
			text += a.t("；", "; ")
		}
		text += a.t(zh, en, args...)
	}
	switch {
	case e.Score == "" || e.Complete:
	case e.Scored < e.Items:
		add("不齐（%d/%d）", "incomplete (%d of %d)", e.Scored, e.Items)
	default:
		add("有的下级条目不齐", "items of some of its parts are missing")
	}
	if e.Unproven > 0 {
		add("%d 个条目没有佐证材料不得分", "%d items score nothing for want of evidence", e.Unproven)
	}
	if e.Adjusted {
		add("经具名人员调整", "adjusted by a named person")
	}
	if e.GapOutlier {
		add("自评与复评之差明显离群（中位数 %s）", "self-score far from the review (median gap %s)", e.gapMedian)
	}
	return text
}
