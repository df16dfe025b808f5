//go:build cgo

package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/workspace"
	"yigai/programme"
)

// approveFlags are what the command was told.
type approveFlags struct {
	ingest.Decision
	sendBack bool
}

func (a *app) approveCommand() *cobra.Command {
	var f approveFlags
	c := &cobra.Command{
		Use: "approve --period P --step S [--org O] --by NAME --opinion TEXT [--return]", Short: a.t("审批：一个环节同意本期发布，或退回", "the approval chain: a step agrees to a period, or returns it"),
		Long: a.t(`工作方案写明审批环节和先后（yigai review 列出）。每个环节由具名的人给出意见，记入日志；同一人不能在两个环节签字。
同意以后，该环节所管单位的本期报送锁定；--return 退回后重新打开。同意之后数又变了的，要再同意一次。`,
			`The programme says which steps there are and in which order (yigai review lists them). Each is decided by a named person
with an opinion, in the journal; nobody decides in two steps. Once a step has agreed, the reports it is about are locked;
--return opens them again. Where figures changed after it agreed, it has to agree again.`),
		Example: "  yigai approve --period 2022Q1 --step secretariat --by 王秀兰 --opinion 同意发布\n" +
			"  yigai approve --period 2021Q4 --step city --org 郑州市 --by 王秀兰 --opinion 已核对\n" +
			"  yigai approve --period 2021Q4 --step province --org 郑州市 --return --by 李志强 --opinion 巩义市出院人数存疑",
		Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.approve(c.Context(), f) },
	}
	c.Flags().StringVar(&f.Period, "period", "", a.t("报告期", "the period"))
	c.Flags().StringVar(&f.Stage, "step", "", a.t("审批环节的编码", "code of the step"))
	c.Flags().StringVar(&f.Org, "org", "", a.t("哪个单位审批；退回时：只退回哪个单位", "which org decides; with --return: the one org that is returned"))
	c.Flags().StringVar(&f.By, "by", "", a.t("谁", "who"))
	c.Flags().StringVar(&f.Reason, "opinion", "", a.t("意见", "the opinion"))
	c.Flags().StringVar(&f.Document, "document", "", a.t("依据的文件", "the paper it rests on"))
	c.Flags().BoolVar(&f.sendBack, "return", false, a.t("退回，不同意", "return it instead of agreeing"))
	return c
}

func (a *app) approve(ctx context.Context, f approveFlags) (err error) {
	ws, pack, unlock, err := a.openToWrite("approve")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	at, err := periodOf(pack, f.Period)
	if err != nil {
		return err
	}
	if pack.IsHistory(at) {
		return badUse("%s 是历史期，不审批", "%s is history and not approved", at)
	}
	if err := a.bringUp(ctx, ws, pack); err != nil {
		return err
	}
	d, err := a.preparedApproval(ws, pack, at, f)
	if err != nil {
		return err
	}
	entry, err := a.decide(ctx, ws, pack, ingest.EntryApproved, d)
	if err != nil {
		return err
	}
	chain, err := ingest.Approvals(ws, pack, at, cutOff(pack, at))
	if err != nil {
		return err
	}
	before, err := newestOf(ws, at)
	if err != nil {
		return err
	}
	next := nextOf(chain, at, ws.Settings.Sample, before)
	if a.json {
		return writeJSON(a.Out, map[string]any{"seq": entry.Seq, "decision": d, "steps": stepsShown(chain), "next": next.command})
	}
	words := map[string][2]string{ingest.VerdictAgreed: {"同意", "agreed"}, ingest.VerdictReturned: {"退回", "returned"}}[d.Verdict]
	a.say("%s %s（%s）%s，记为日志第 %d 条", "%s %s (%s) %s, journal entry %d", at, visible(d.Stage), visible(a.nameOf(pack, d.Org)), a.t(words[0], words[1]), entry.Seq)
	a.say("下一步：%s", "next: %s", a.t(next.zh, next.en))
	return nil
}

// preparedApproval is the decision as the journal takes it, or why it is refused.
func (a *app) preparedApproval(ws *workspace.Workspace, pack *programme.Pack, at programme.Period, f approveFlags) (ingest.Decision, error) {
	d := f.Decision
	chain, err := ingest.Approvals(ws, pack, at, cutOff(pack, at))
	if err != nil {
		return d, err
	}
	d.Period, d.Verdict, d.Text = at.String(), ingest.VerdictAgreed, ingest.PackText(pack.Hash)
	if f.sendBack {
		d.Verdict = ingest.VerdictReturned
	}
	own, err := chosenStep(pack, chain, at, &d)
	if err != nil {
		return d, err
	}
	if strings.TrimSpace(d.Reason) == "" {
		return d, badUse("请用 --opinion 写明意见", "say with --opinion what the opinion is")
	}
	if err := checkDecider(ws.Settings.People, d); err != nil {
		return d, err
	}
	if d.Day, err = a.dayOf(""); err != nil {
		return d, err
	}
	editions, err := publishedIn(ws)
	if err != nil {
		return d, err
	}
	if f.sendBack {
		return d, checkReturn(pack, chain, own, at, editions)
	}
	return d, checkAgreement(pack, chain, own, at, d.By)
}

// chosenStep finds the step and the org that decides, and completes d with them.
// In a step of one org, --org names whom a return is about.
func chosenStep(pack *programme.Pack, chain []ingest.Approval, at programme.Period, d *ingest.Decision) (ingest.Approval, error) {
	seq := pack.StepSeq(d.Stage)
	if seq == 0 {
		codes := strings.Join(stepCodes(pack), ", ")
		if d.Stage != "" {
			return ingest.Approval{}, badUse("审批没有“%s”这个环节，用 --step 写明其中一个：%s", "the approval has no step %q: name one of these with --step: %s", d.Stage, codes)
		}
		return ingest.Approval{}, badUse("请用 --step 写明环节：%s", "name the step with --step: %s", codes)
	}
	var own []ingest.Approval
	for _, c := range chain {
		if c.Seq == seq {
			own = append(own, c)
		}
	}
	org := d.Org
	if org != "" {
		org = orgCode(pack, at, org)
	}
	if pack.Programme.Approval[seq-1].Each == "" && len(own) == 1 {
		if org != "" && org != own[0].Org.Code {
			if d.Verdict != ingest.VerdictReturned {
				return own[0], badUse("这个环节由 %s 审批，不是 %q", "this step is decided by %s, not by %q", own[0].Org.Code+" "+own[0].Org.Name, d.Org)
			}
			if _, known := pack.Org(org, at); !known {
				return own[0], badUse("没有 %q 这个单位", "there is no org %q", d.Org)
			}
			d.ToOrg = org
		}
		d.Org = own[0].Org.Code
		return own[0], nil
	}
	i := slices.IndexFunc(own, func(c ingest.Approval) bool { return c.Org.Code == org })
	if i < 0 {
		return ingest.Approval{}, badUse("请用 --org 写明哪个单位审批：%s", "name with --org which org decides: %s", orgsOf(own))
	}
	d.Org = org
	return own[i], nil
}

func stepCodes(pack *programme.Pack) (codes []string) {
	for _, s := range pack.Programme.Approval {
		codes = append(codes, s.Step)
	}
	return codes
}

func orgsOf(chain []ingest.Approval) string {
	var names []string
	for _, c := range chain {
		names = append(names, c.Org.Code+" "+cmp.Or(c.Org.ShortName, c.Org.Name))
	}
	return strings.Join(names, ", ")
}

// overlap says whether two steps are about an org in common.
func overlap(pack *programme.Pack, x, y ingest.Approval, at programme.Period) bool {
	return pack.Covers(x.Step.Step, x.Org.Code, y.Org.Code, at) || pack.Covers(y.Step.Step, y.Org.Code, x.Org.Code, at)
}

// checkAgreement refuses to agree twice, before an earlier step, or as somebody
// who decided in another step.
func checkAgreement(pack *programme.Pack, chain []ingest.Approval, own ingest.Approval, at programme.Period, by string) error {
	if own.State == ingest.ApprovalApproved {
		return badUse("这个环节已于 %s 由 %s 同意（日志第 %d 条），此后数没有变", "this step was agreed to on %s by %s (journal entry %d), and no figure changed since", own.Day, own.By, own.Entry).
			then("不同意的，加 --return 退回", "to take it back, return it with --return")
	}
	for _, c := range chain {
		if c.Seq < own.Seq && c.State != ingest.ApprovalApproved && overlap(pack, c, own, at) {
			m := badUse("前面的环节还没有同意：%s %s（%s）", "an earlier step has not agreed yet: %s %s (%s)", c.Step.Step, c.Org.Code+" "+c.Org.Name, approvalWords[c.State][1])
			m.zh = fmt.Sprintf("前面的环节还没有同意：%s，%s（%s）", c.Step.Name, c.Org.Name, approvalWords[c.State][0])
			return m.then("先运行 "+approveLine(c, at), "first run "+approveLine(c, at))
		}
		decided := c.State == ingest.ApprovalApproved || c.State == ingest.ApprovalChanged
		if c.Seq != own.Seq && decided && samePerson(c.By, by) {
			return badUse("%s 已经在环节 %s 签过字：同一人不能在两个环节审批", "%s has decided in step %s: nobody decides in two steps", by, c.Step.Step).
				then("换一个人（--by）", "let somebody else decide (--by)")
		}
	}
	return nil
}

// checkReturn refuses to return what a later step has agreed to, and what is published.
func checkReturn(pack *programme.Pack, chain []ingest.Approval, own ingest.Approval, at programme.Period, editions []published) error {
	for _, c := range chain {
		if c.Seq > own.Seq && (c.State == ingest.ApprovalApproved || c.State == ingest.ApprovalChanged) && overlap(pack, c, own, at) {
			return badUse("后面的环节 %s 已经同意，要由它退回", "the later step %s has agreed, so it is that one that returns", c.Step.Step).
				then("先运行 "+approveLine(c, at)+" --return", "first run "+approveLine(c, at)+" --return")
		}
	}
	if i := slices.IndexFunc(editions, func(p published) bool { return p.Period == at.String() }); i >= 0 {
		return badUse("%s 已经发布（%s），不能退回", "%s is published (%s) and cannot be returned", at, editions[i].ID).
			then("要更正的，用 yigai ingest --exception 收进更正的报表，再同意一次，发布修订版", "to correct it, take the corrected workbook in with yigai ingest --exception, have it agreed to again and publish a revision")
	}
	return nil
}
