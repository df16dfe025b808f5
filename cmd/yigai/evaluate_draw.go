//go:build cgo

package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/atomicfile"
	"yigai/internal/draw"
	"yigai/internal/workspace"
	"yigai/programme"
)

// A stageDraw is how `yigai evaluate draw` was called.
type stageDraw struct {
	ingest.Decision
	count uint
	again bool
}

func (a *app) evaluateDrawCommand() *cobra.Command {
	var f stageDraw
	c := &cobra.Command{
		Use: "draw --stage STAGE --seed TEXT --published WHERE --by NAME", Short: a.t("按事先公布的种子抽取要抽查的单位", "draw whom a stage inspects, by a seed published before"),
		Long: a.t(`按阶段规定的分组（如每个省辖市）各抽规定的个数；一组不足的全抽。种子在抽取之前公布，名单和重复抽取的脚本写入 outbox。
一个阶段只抽一次；确需重抽用 --again 并写明理由，以前的抽取留在日志里。`,
			`Draws in each group of the stage (each city, say) as many as the programme allows; all where there are fewer. The seed is
published before; lists and a script that repeats the draw are written to outbox. A stage is drawn once: --again, with a reason,
draws anew, and the draw before stays in the journal.`),
		Example: "  yigai evaluate draw --stage spot --seed 2022年1月6日双色球第2022003期 --published 1月4日通知 --by 王秀兰\n" +
			"  yigai evaluate draw --scheme consortium --stage spot --count 2 --seed … --published … --by 王秀兰\n" +
			"  yigai evaluate draw --stage spot --again --reason 名单有误，已重新公布 --seed … --published … --by 王秀兰",
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return a.evaluateDraw(c.Context(), f) },
	}
	flags := c.Flags()
	flags.StringVar(&f.Scheme, "scheme", "", a.t("考评体系", "the scheme"))
	flags.StringVar(&f.Stage, "stage", "", a.t("考评阶段", "the stage"))
	flags.StringVar(&f.Seed, "seed", "", a.t("事先公布的种子", "the seed, published before"))
	flags.StringVar(&f.Document, "published", "", a.t("种子在何处、何时公布", "where and when the seed was published"))
	flags.UintVar(&f.count, "count", 0, a.t("每组抽几个，默认为方案规定的最少数", "how many in each group; by default the least the programme allows"))
	flags.StringVar(&f.By, "by", "", a.t("谁抽取", "who draws"))
	flags.BoolVar(&f.again, "again", false, a.t("重抽，须写明理由", "draw anew, with a reason"))
	flags.StringVar(&f.Reason, "reason", "", a.t("理由", "why"))
	return c
}

func (a *app) evaluateDraw(ctx context.Context, f stageDraw) (err error) {
	ws, pack, unlock, err := a.openToWrite("evaluate draw")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	stage, err := stageOf(pack, f.Scheme, f.Stage, func(s programme.Stage) bool { return s.DrawMax > 0 })
	if err != nil {
		return err
	}
	d, lists, err := f.drawing(ws, pack, stage)
	if err != nil {
		return err
	}
	if err := a.noteDraw(ctx, ws, pack, d); err != nil {
		return err
	}
	files, err := writeDrawLists(ws.Path("outbox", stage.Period.String(), "抽取", safeName(d.ID)), d, lists)
	if err != nil {
		return err
	}
	if a.json {
		return a.tellDrawn(pack, d, files)
	}
	a.tellStageDraw(pack, stage, d, files)
	return nil
}

// drawing makes the draw, and gives the lists drawn from by group. One that was
// broken off keeps its id.
func (f stageDraw) drawing(ws *workspace.Workspace, pack *programme.Pack, s programme.Stage) (drawing, map[string][]string, error) {
	if f.count > 0 && (int(f.count) < s.DrawMin || int(f.count) > s.DrawMax) {
		return drawing{}, nil, badUse("--count 应在 %d 和 %d 之间（stages.csv），不是 %d", "--count must lie between %d and %d (stages.csv), not %d", s.DrawMin, s.DrawMax, f.count)
	}
	before, err := drawsOf(ws, s)
	if err != nil {
		return drawing{}, nil, err
	}
	lists := map[string][]string{}
	for _, o := range pack.OrgsOf(s.ScoredKind, s.Period) {
		group := drawGroup(pack, s, o)
		lists[group] = append(lists[group], o.Code)
	}
	d := drawing{Decision: f.Decision}
	d.ID = fmt.Sprintf("KP-%s-%s-%s-%d", s.Period, s.Scheme, s.Code, len(before)+1)
	d.Scheme, d.Stage, d.Period = s.Scheme, s.Code, s.Period.String()
	for _, g := range groups(f.Seed, lists, func(_ string, size int) int { return draw.Between(size, s.DrawMin, s.DrawMax, int(f.count)) }) {
		d.Lists = append(d.Lists, drawnList{"counties", g})
	}
	if len(before) == 0 {
		return d, lists, nil
	}
	used, err := drawnBefore(ws)
	if err != nil {
		return drawing{}, nil, err
	}
	last := d
	last.ID = before[0]
	if _, begun := last.left(used); begun {
		return last, lists, nil
	}
	return d, lists, f.anew(s, before[0])
}

// anew refuses to draw a stage again, unless that is asked for with a reason.
func (f stageDraw) anew(s programme.Stage, last string) error {
	switch {
	case !f.again:
		return message{zh: fmt.Sprintf("%s %s 已经抽过（%s），结果不能重来", s.Scheme, s.Code, last), en: fmt.Sprintf("%s %s was drawn already (%s) and is not drawn twice", s.Scheme, s.Code, last),
			nextZh: "用 yigai inspect list --draw " + last + " 看结果；确需重抽，用 --again 并用 --reason 写明理由", nextEn: "see yigai inspect list --draw " + last + "; to draw anew all the same use --again with a --reason"}
	case strings.TrimSpace(f.Reason) == "":
		return badUse("重抽须用 --reason 写明理由", "to draw anew needs a --reason")
	}
	return nil
}

// drawsOf lists the ids of the draws made for a stage, the newest first.
func drawsOf(ws *workspace.Workspace, s programme.Stage) (ids []string, err error) {
	all, err := drawnBefore(ws)
	for _, d := range slices.Backward(all) {
		if d.Scheme == s.Scheme && d.Stage == s.Code && !slices.Contains(ids, d.ID) {
			ids = append(ids, d.ID)
		}
	}
	return ids, err
}

// drawGroup is the org that o is drawn under: its parent, or the first above of
// the stage's kind; "" where the whole region is one group.
func drawGroup(pack *programme.Pack, s programme.Stage, o programme.Org) string {
	if s.Per == "parent" {
		return o.Parent
	}
	for range pack.Orgs {
		above, found := pack.Org(o.Parent, s.Period)
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

// writeDrawLists writes each list drawn from, one code a line, and the script that repeats its draw.
func writeDrawLists(dir string, d drawing, lists map[string][]string) (files []string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	for _, list := range d.Lists {
		name := safeName(strings.Trim(list.What+"_"+list.Group.Group, "_"))
		listed := filepath.Join(dir, name+".txt")
		script := strings.ReplaceAll(draw.Recipe(list.Seed, len(list.Picked)), "list.txt", "'"+name+".txt'")
		if err := atomicfile.WriteBytes(listed, []byte(strings.Join(draw.Set(lists[list.Group.Group]), "\n")+"\n")); err != nil {
			return nil, err
		}
		if err := atomicfile.WriteBytes(filepath.Join(dir, name+".sh"), []byte(script)); err != nil {
			return nil, err
		}
		files = append(files, listed, filepath.Join(dir, name+".sh"))
	}
	return files, nil
}

// tellStageDraw says who was drawn in each group and how to repeat it.
func (a *app) tellStageDraw(pack *programme.Pack, s programme.Stage, d drawing, files []string) {
	name := func(code string) string {
		o, _ := pack.Org(code, s.Period)
		return strings.TrimSpace(a.t(o.Name, cmp.Or(o.NameEn, o.Name)) + " " + code)
	}
	t := newTable(a.t("分组", "group"), a.t("个数", "orgs"), a.t("抽中", "drawn"), a.t("抽中的单位", "who was drawn"), a.t("名单 sha256", "sha256 of the list")).numbers(1, 2)
	for _, list := range d.Lists {
		var picked []string
		for _, code := range list.Picked {
			picked = append(picked, name(code))
		}
		t.add(name(list.Group.Group), fmt.Sprint(list.Size), fmt.Sprint(len(list.Picked)), strings.Join(picked, a.t("、", ", ")), list.Hash[:12])
	}
	t.print(a.Out)
	a.say("怎样抽的：每组名单按字节排序、去重，每个单位按“种子、换行、组、换行、名单 sha256、换行、单位代码”的 SHA-256 由小到大取前几个。\n任何人都可以重复：在 %s 里运行各组的 .sh",
		"How: each group's list is sorted by bytes; those with the smallest SHA-256 of \"seed, line feed, group, line feed, sha256 of the list, line feed, code\" are taken.\nAnybody can repeat it with the scripts in %s", filepath.Dir(files[0]))
	a.say("已记入日志：%s，种子 %q，公布于 %s", "noted in the journal: %s, seed %q, published %s", visible(d.ID), d.Seed, visible(d.Document))
}
