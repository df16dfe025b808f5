//go:build cgo

package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yigai/ingest"
	"yigai/internal/atomicfile"
	"yigai/internal/decimal"
	"yigai/internal/draw"
	"yigai/internal/workspace"
	"yigai/programme"
)

// mostRecords is how many records may stand in one list, and mostDrawn how many
// may be picked: each is written to a file and to the journal.
const (
	mostRecords = 2_000_000
	mostDrawn   = 50_000
)

// An inspectionDraw draws for a check on the ground.
type inspectionDraw struct {
	*app
	ws   *workspace.Workspace
	pack *programme.Pack
	at   programme.Period
	how  inspecting
}

func (a *app) inspectDraw(ctx context.Context, how inspecting) (err error) {
	ws, pack, unlock, err := a.openToWrite("inspect draw")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	at, err := periodOf(pack, how.period)
	if err != nil {
		return err
	}
	if how.among, err = amongOf(pack, at, how.among); err != nil {
		return err
	}
	d := inspectionDraw{a, ws, pack, at, how}
	lists, err := d.lists(ctx)
	if err != nil {
		return err
	}
	drawn, err := d.draw(lists)
	if err != nil {
		return err
	}
	if err := a.noteDraw(ctx, ws, pack, drawn); err != nil {
		return err
	}
	files, err := d.writeLists(drawn, lists)
	if err != nil {
		return err
	}
	return a.tellDrawn(pack, drawn, files)
}

// amongOf is a scope as packs write it, from one in which an org may be called by
// its code or name. A part that names nobody is refused.
func amongOf(pack *programme.Pack, at programme.Period, text string) (string, error) {
	if text == "" {
		return "", nil
	}
	var parts []string
	for part := range strings.SplitSeq(text, "|") {
		part = strings.TrimSpace(part)
		name := strings.TrimPrefix(part, "org:")
		if o, known := pack.OrgByName(name, at); known {
			part = "org:" + o.Code
		} else if _, known := pack.Org(name, at); known {
			part = "org:" + name
		} else if len(pack.OrgsOf(part, at)) == 0 {
			return "", badUse("--among %q 在 %s 没有这样的单位或类别", "--among: there is no org or kind of orgs %q in %s", part, at).
				then("写单位的名称或代码，如 org:"+pack.Programme.Region+"（见 programme/orgs.csv），或类别："+strings.Join(kindsWithOrgs(pack, at), "、"),
					"name an org by name or code, such as org:"+pack.Programme.Region+" (see programme/orgs.csv), or a kind: "+strings.Join(kindsWithOrgs(pack, at), ", "))
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "|"), nil
}

// kindsWithOrgs are the kinds that some org has in a period, in the order of orgs.csv.
func kindsWithOrgs(pack *programme.Pack, at programme.Period) (kinds []string) {
	for _, o := range pack.OrgsOf("all", at) {
		if !slices.Contains(kinds, o.Kind) {
			kinds = append(kinds, o.Kind)
		}
	}
	return kinds
}

// lists gives what is drawn from: by what, then by group.
func (d inspectionDraw) lists(ctx context.Context) (map[string]map[string][]string, error) {
	lists := map[string]map[string][]string{}
	var err error
	switch d.how.what {
	case "counties":
		lists["counties"] = d.places()
	case "values", "records", "evidence":
		lists[d.how.what], err = d.reported(ctx)
	case "inspectors":
		lists["inspectors"] = map[string][]string{"": d.people()}
	default:
		return nil, badUse("--what 应是 counties、values、records、evidence 或 inspectors，不是 %q", "--what must be counties, values, records, evidence or inspectors, not %q", d.how.what)
	}
	if err == nil && d.how.inspectors > 0 && d.how.what != "inspectors" {
		lists["inspectors"] = map[string][]string{"": d.people()}
	}
	return lists, err
}

// draw picks from every list by the one seed.
func (d inspectionDraw) draw(lists map[string]map[string][]string) (drawing, error) {
	how := d.how
	percent, err := d.percent()
	if err != nil {
		return drawing{}, err
	}
	id := how.id
	if id == "" {
		id = "CJ-" + d.at.String() + "-" + how.what
	}
	drawn := drawing{Decision: ingest.Decision{ID: id, Period: d.at.String(), Seed: how.seed, By: how.by, Reason: how.reason, Document: how.published}}
	for _, what := range []string{"counties", "values", "records", "evidence", "inspectors"} {
		count := func(_ string, size int) int {
			switch {
			case what == "inspectors" && how.what != what:
				return int(how.inspectors)
			case how.count > 0:
				return int(min(how.count, uint(size)))
			}
			return draw.Share(size, percent)
		}
		for _, g := range groups(how.seed, lists[what], count) {
			if len(g.Picked) > mostDrawn {
				return drawing{}, badUse("抽中超过 %d 项，请缩小范围", "more than %d things would be picked; narrow the scope", mostDrawn)
			}
			drawn.Lists = append(drawn.Lists, drawnList{what, g})
		}
	}
	if len(drawn.Lists) == 0 {
		return drawing{}, badUse("名单是空的：这个范围里本期没有可抽的", "the list is empty: nothing in this scope can be drawn in the period")
	}
	return drawn, nil
}

// groups draws from lists by group; a list without a group has the seed itself.
func groups(seed string, lists map[string][]string, count func(string, int) int) []draw.Group {
	if list, one := lists[""]; one && len(lists) == 1 {
		set := draw.Set(list)
		return []draw.Group{{Seed: seed, Hash: draw.ListHash(set), Size: len(set), Picked: draw.Pick(seed, set, count("", len(set)))}}
	}
	return draw.Groups(seed, lists, count)
}

func (d inspectionDraw) percent() (decimal.Decimal, error) {
	if (d.how.count > 0) == (d.how.percent != "") {
		return 0, badUse("--count 和 --percent 用且只用一个", "give either --count or --percent")
	}
	if d.how.percent == "" {
		return 0, nil
	}
	percent, err := decimal.Parse(strings.TrimSuffix(d.how.percent, "%"))
	if err != nil || percent <= 0 || percent > decimal.FromInt(100) {
		return 0, badUse("--percent 应在 0 到 100 之间，如 5，不是 %q", "--percent must lie between 0 and 100, such as 5, not %q", d.how.percent)
	}
	return percent, nil
}

// writeLists writes what was drawn from, one item a line, with the script that
// repeats the draw, so that it can be published beside the result.
func (d inspectionDraw) writeLists(drawn drawing, lists map[string]map[string][]string) ([]string, error) {
	dir := d.ws.Path("outbox", d.at.String(), "抽取", safeName(drawn.ID))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var files []string
	for _, list := range drawn.Lists {
		name := safeName(strings.Trim(list.What+"_"+list.Group.Group, "_"))
		set := draw.Set(lists[list.What][list.Group.Group])
		for ending, content := range map[string]string{".txt": strings.Join(set, "\n") + "\n", ".sh": strings.ReplaceAll(draw.Recipe(list.Seed, len(list.Picked)), "list.txt", "'"+name+".txt'")} {
			file := filepath.Join(dir, name+ending)
			if err := atomicfile.WriteBytes(file, []byte(content)); err != nil {
				return nil, err
			}
			files = append(files, file)
		}
	}
	slices.Sort(files)
	return files, nil
}
