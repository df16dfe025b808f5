//go:build cgo

package main

import (
	"cmp"
	"fmt"
	"strings"

	"yigai/ingest"
	"yigai/programme"
)

func entryNumber(seq int) string { return fmt.Sprint(seq) }

// nameOf is an org's name for people, the code of one that the pack does not have.
func (a *app) nameOf(pack *programme.Pack, code string) string {
	for _, o := range pack.Orgs {
		if o.Code == code {
			return a.t(cmp.Or(o.ShortName, o.Name), cmp.Or(o.NameEn, o.Name))
		}
	}
	return code
}

// orgsOf says whom a decision is about.
func (a *app) orgsOf(pack *programme.Pack, t toldTask) string {
	switch {
	case t.ToOrg != "":
		return strings.TrimPrefix(a.nameOf(pack, t.Org)+" → "+a.nameOf(pack, t.ToOrg), " → ")
	case t.Org == "":
		return a.t("（整项任务）", "(the whole task)")
	}
	return a.nameOf(pack, t.Org)
}

// taskWhat says what a decision was: "延期 至 2023-06-30", "销号审核 同意".
func (a *app) taskWhat(t toldTask) string {
	words := taskKinds[t.Kind]
	text := a.t(words[0], words[1])
	switch {
	case t.Kind == taskTransferred && t.Org == "":
		return a.t("增加承担单位 ", "given a part ") + a.roleName(t.Role)
	case t.Verdict == agreed:
		return text + " " + a.t("同意", "agreed")
	case t.Verdict == refused:
		return text + " " + a.t("不同意", "refused")
	case t.Due != "":
		return text + " " + a.t("至 ", "to ") + t.Due
	case t.Role != "":
		return text + " " + a.roleName(t.Role)
	}
	return text
}

// takenBack marks a decision that was withdrawn, with by whom and why.
func (a *app) takenBack(t toldTask) string {
	if t.WithdrawnSeq == 0 {
		return ""
	}
	return a.t("（已由日志第 %d 条撤回，%s：%s）", " (withdrawn by entry %d, %s: %s)", t.WithdrawnSeq, t.WithdrawnBy, t.WithdrawnReason)
}

// decisionWords are what a kind of decision is called.
func decisionWords(kind string) [2]string {
	words, known := taskKinds[kind]
	if known {
		return words
	}
	if words, known = rectificationWords[kind]; known {
		return [2]string{"整改" + words[0], "rectification " + words[1]}
	}
	return map[string][2]string{entryConsequence: {"结果运用", "consequence"}, entryAdjusted: {"得分调整", "adjusted score"}, entryPractice: {"典型经验", "good practice"}, ingest.EntryEdited: {"改过的通报", "edited bulletin"}, ingest.EntryRecorded: {"由明细算出的数", "figures from records"},
		entryParagraph: {"自己的段落", "own paragraphs"}}[kind]
}

// decidedAbout is a decision in few words: what, about which task or item, whom.
func (a *app) decidedAbout(pack *programme.Pack, t toldTask) string {
	words := decisionWords(t.Kind)
	what := a.t(words[0], words[1])
	if _, about := taskKinds[t.Kind]; about {
		return a.t("任务 %s  %s  %s", "task %s, %s, %s", visible(t.Task), visible(a.orgsOf(pack, t)), a.taskWhat(t))
	}
	return strings.Join(strings.Fields(visible(what+" "+cmp.Or(t.ID, t.Consequence, t.Task)+" "+a.nameOf(pack, t.Org))), " ")
}

var partNames = map[string][2]string{"lead": {"牵头", "lead"}, "assist": {"配合", "assist"}, "implement": {"落实", "implement"}, "all": {"整项", "whole"}}

func (a *app) roleName(role string) string { return a.t(partNames[role][0], partNames[role][1]) }

// tellTask says what a decision changes, and what comes next.
func (a *app) tellTask(pack *programme.Pack, kind string, seq int, d askedTask) {
	t := toldTask{Seq: seq, Kind: kind, Decision: d.Decision}
	a.say("任务 %s  %s  %s，自 %s 起，日志第 %d 条（%s）", "task %s  %s  %s, from %s on, journal entry %d (%s)", visible(d.Task), visible(a.orgsOf(pack, t)), a.taskWhat(t), d.Day, seq, visible(d.By))
	switch kind {
	case taskExtended:
		a.say("期限 %s → %s；原定期限和按它应亮的灯仍在台账中", "deadline %s → %s; the original one and its light stay in the ledger", cmp.Or(d.Before, "—"), d.After)
	case closingApplied:
		part := visible(d.Task)
		if d.Org != "" {
			part += " --org " + visible(a.nameOf(pack, d.Org))
		}
		a.say("下一步：另一人用 yigai task close %s --agree 或 --refuse 审核", "next: another person decides with yigai task close %s --agree or --refuse", part)
	case taskAdded:
		a.say("下一步：用 yigai task transfer %s --to 单位 --role assist 或 implement 增加承担单位；yigai template 重新发表", "next: give other orgs a part with yigai task transfer %s --to ORG --role assist or implement; send new workbooks with yigai template", visible(d.Task))
	}
	if last := cutOff(pack, pack.Programme.Periods.Last).String(); d.Day > last {
		a.say("注意：%s 晚于方案最后一期的截止日 %s，各期台账不变；补记以前的决定请用 --day", "note: %s is after the last cut-off, %s, so no period's ledger changes; use --day for a decision of an earlier day", d.Day, last)
	}
	a.say("运行 yigai transform 和 yigai site 后台账更新", "run yigai transform and yigai site to bring the ledger up to date")
}
