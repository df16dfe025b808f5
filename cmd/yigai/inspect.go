//go:build cgo

package main

import (
	"github.com/spf13/cobra"
)

// An inspecting is how `yigai inspect draw` was called.
type inspecting struct {
	what, period, seed, published, id, among, of, names string
	by, reason                                          string
	count, inspectors                                   uint
	percent                                             string
	perParent                                           bool
}

func (a *app) inspectCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "inspect", Short: a.t("现场核查：可重复的抽取、核查表、结果", "checks on the ground: a draw anybody can repeat, the form, the results"),
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.inspectDrawCommand(), a.inspectListCommand(), a.inspectFormCommand())
	return c
}

func (a *app) inspectDrawCommand() *cobra.Command {
	var f inspecting
	c := &cobra.Command{
		Use: "draw --what WHAT --period P --seed TEXT --published WHERE (--count N | --percent X) --by NAME", Short: a.t("按事先公布的种子抽取", "draw by a seed that was published before"),
		Long: a.t(`抽什么（--what）：counties 县区等地方；values 本期已报送并计入的数；records 一个数背后的记录号（--of 数据元，如抽 5% 的签约协议）；
evidence 收到的佐证材料；inspectors 核查人员（yigai.yaml 的 people，或 --names）。加 --inspectors N 同时抽核查人员（双随机）。
种子要在抽取之前公布，--published 写明在何处、何时公布，记入日志；同一编号不能再抽。名单写入 outbox/报告期/抽取/，任何人用 sort 和 sha256sum 可以重复。`,
			`What to draw (--what): counties, i.e. places; values that were reported and count; records behind a value (--of ELEMENT,
e.g. 5 % of the contracts), by number; evidence received; inspectors (people of yigai.yaml, or --names). --inspectors N draws
inspectors beside it. The seed must be published before the draw: --published says where and when, for the journal; an id
can be used once. The lists are written to outbox/PERIOD/抽取/: anybody can repeat the draw with sort and sha256sum.`),
		Example: "  yigai inspect draw --what counties --count 3 --inspectors 2 --period 2022Q1 --seed 2022年4月20日福彩3D第2022097期 --published 4月18日通知 --by 王秀兰\n" +
			"  yigai inspect draw --what values --percent 5 --among org:610722 --period 2022Q1 --seed … --published … --by 王秀兰\n" +
			"  yigai inspect draw --what records --of contract_residents --percent 5 --among org:610722 --period 2022Q1 --seed … --published … --by 王秀兰",
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return a.inspectDraw(c.Context(), f) },
	}
	flags := c.Flags()
	flags.StringVar(&f.what, "what", "", a.t("counties、values、records、evidence 或 inspectors", "counties, values, records, evidence or inspectors"))
	flags.StringVar(&f.period, "period", "", a.t("报告期，如 2022Q1", "the period, e.g. 2022Q1"))
	flags.StringVar(&f.seed, "seed", "", a.t("事先公布的种子", "the seed, published before"))
	flags.StringVar(&f.published, "published", "", a.t("种子在何处、何时公布", "where and when the seed was published"))
	flags.UintVar(&f.count, "count", 0, a.t("抽几个", "how many"))
	flags.StringVar(&f.percent, "percent", "", a.t("抽百分之几，向上取整", "how many percent, rounded up"))
	flags.StringVar(&f.among, "among", "", a.t("范围，如 county、org:610722，默认全部地方", "scope, e.g. county or org:610722; by default all places"))
	flags.BoolVar(&f.perParent, "per-parent", false, a.t("按上级单位分组，每组各抽", "draw in each group of orgs with one parent"))
	flags.StringVar(&f.of, "of", "", a.t("记录所属的数据元", "the element whose records are drawn"))
	flags.UintVar(&f.inspectors, "inspectors", 0, a.t("同时抽几名核查人员", "how many inspectors to draw beside it"))
	flags.StringVar(&f.names, "names", "", a.t("核查人员名单，用逗号分开；默认 yigai.yaml 的 people", "inspectors, by commas; by default the people of yigai.yaml"))
	flags.StringVar(&f.id, "id", "", a.t("抽取编号，默认 CJ-报告期-对象", "the draw's id; by default CJ-PERIOD-WHAT"))
	flags.StringVar(&f.by, "by", "", a.t("谁抽取", "who draws"))
	flags.StringVar(&f.reason, "reason", "", a.t("说明", "why"))
	return c
}

func (a *app) inspectListCommand() *cobra.Command {
	var id string
	c := &cobra.Command{
		Use: "list [--draw ID]", Short: a.t("列出抽取和核查结果", "draws and what the checks found"),
		Example: "  yigai inspect list\n  yigai inspect list --draw CJ-2022Q1-counties --json",
		Args:    a.noArgs, RunE: func(*cobra.Command, []string) error { return a.inspectList(id) },
	}
	c.Flags().StringVar(&id, "draw", "", a.t("只列这次抽取的每一项", "every thing picked by this draw"))
	return c
}
