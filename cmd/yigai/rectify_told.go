//go:build cgo

package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/beijing"
	"yigai/internal/workspace"
	"yigai/programme"
)

// tellRectified says whom a step is about, by when, and what comes next.
func (a *app) tellRectified(ws *workspace.Workspace, pack *programme.Pack, kind string, seq int, d ingest.Decision) error {
	items, err := rectificationsOf(ws)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(items, func(r rectification) bool { return r.ID == d.ID })
	r := items[i]
	a.say("%s  %s  %s  期限 %s  已记入日志第 %d 条（%s）", "%s  %s  %s  due %s  journal entry %d (%s)", visible(r.ID), visible(r.Org+" "+a.nameOf(pack, r.Org)),
		a.t(rectificationWords[kind][0], rectificationWords[kind][1]), r.Due, seq, visible(d.By))
	words := rectificationNext[r.State]
	named := strings.NewReplacer("{id}", visible(r.ID), "{due}", r.Due)
	a.say("下一步：%s", "next: %s", named.Replace(a.t(words[0], words[1])))
	a.say("运行 yigai transform 和 yigai site 后页面更新", "run yigai transform and yigai site to bring the pages up to date")
	return nil
}

// rectificationNext is what comes next for an item in each state.
var rectificationNext = map[string][2]string{
	"open": {"单位在 {due} 前整改并回复：yigai rectify reply {id} --text 整改情况 --evidence 佐证 --by 姓名；要延期用 yigai rectify extend {id}",
		"the org replies by {due}: yigai rectify reply {id} --text TEXT --evidence TEXT --by NAME; a later deadline is set with yigai rectify extend {id}"},
	"replied":  {"另一人核实：yigai rectify verify {id} --agree 或 --refuse --by 姓名 --reason 理由", "another person verifies it: yigai rectify verify {id} --agree or --refuse --by NAME --reason TEXT"},
	"verified": {"由没有替单位回复的人办结：yigai rectify close {id} --by 姓名 --reason 理由", "somebody who did not reply for the org closes it: yigai rectify close {id} --by NAME --reason TEXT"},
	"closed":   {"没有；{id} 已办结，不再变动。某一步记错的，用 yigai decide withdraw 撤回", "nothing: {id} is closed and stays so; a step noted wrongly is taken back with yigai decide withdraw"},
}

func (a *app) rectifyListCommand() *cobra.Command {
	var open bool
	c := &cobra.Command{
		Use: "list", Short: a.t("列出整改事项", "list them"), Example: "  yigai rectify list --open\n  yigai rectify list --json",
		Args: a.noArgs, RunE: func(*cobra.Command, []string) error { return a.listRectifications(open) },
	}
	c.Flags().BoolVar(&open, "open", false, a.t("只列没有办结的", "only those not closed"))
	return c
}

// listRectifications shows the items as they stand today.
func (a *app) listRectifications(open bool) error {
	ws, pack, err := a.open()
	if err != nil {
		return err
	}
	items, err := rectificationsOf(ws)
	if err != nil {
		return err
	}
	today := a.Now().In(beijing.Zone).Format(time.DateOnly)
	shown := []rectification{}
	for _, r := range items {
		if r.State == "open" && r.Due < today {
			r.State = "overdue"
		}
		if !open || r.State != "closed" {
			shown = append(shown, r)
		}
	}
	if a.json {
		return writeJSON(a.Out, shown)
	}
	t := newTable(a.t("编号", "id"), a.t("单位", "org"), a.t("问题", "finding"), a.t("期限", "due"), a.t("延期", "extended"), a.t("状态", "state"))
	overdue := 0
	for _, r := range shown {
		org, _ := pack.Org(r.Org, programme.Period{})
		t.add(r.ID, a.t(org.Name, org.NameEn), r.Finding, r.Due, fmt.Sprint(r.Extended), a.rectificationState(r.State))
		if r.State == "overdue" {
			overdue++
		}
	}
	if len(shown) > 0 {
		t.print(a.Out)
	}
	a.say("整改 %d 项，逾期 %d 项", "%d rectifications, %d overdue", len(shown), overdue)
	return nil
}

var stateMarks = map[string][2]string{"open": {"◆ 整改中", "◆ open"}, "replied": {"◆ 已回复", "◆ replied"}, "verified": {"● 已核实", "● verified"},
	"closed": {"● 已办结", "● closed"}, "overdue": {"■ 逾期", "■ overdue"}}

func (a *app) rectificationState(state string) string {
	return a.t(stateMarks[state][0], stateMarks[state][1])
}
