package ledgerbook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yigai/internal/parquetio"
)

// roles name what an org has to do with a task.
var roles = map[string]string{"all": "整项任务 whole", "lead": "牵头 lead", "assist": "配合 assist", "implement": "落实 implement"}

// closings say how far the closing (销号) of a task is.
var closings = map[string]string{"": "", "applied": "已申请，待审核 applied", "closed": "审核同意，已销号 closed", "refused": "审核不同意 refused", "reopened": "已重新打开 reopened"}

// movements say how a light moved since the period before.
var movements = map[string]string{"unchanged": "未变 unchanged", "entered": "转入 entered", "moved": "随任务移交 moved", "new": "新入台账 new", "left": "已不承担 left"}

// kinds name what a person may decide about a task.
var kinds = map[string]string{
	"task_added": "新增任务 added", "task_extended": "延期 extended", "task_suspended": "中止 suspended", "task_resumed": "恢复 resumed",
	"task_transferred": "移交 transferred", "task_instructed": "领导批示 instruction", "task_reopened": "重新打开 reopened",
	"closing_applied": "申请销号 closing applied for", "closing_decided": "销号审核 closing decided",
	"rectification_opened": "责令整改 rectification opened", "rectification_extended": "整改延期 rectification extended",
	"rectification_replied": "整改答复 rectification replied", "rectification_verified": "整改复查 rectification verified", "rectification_closed": "整改销号 rectification closed",
	"practice_chosen": "选用典型经验 practice chosen",
}

var verdicts = map[string]string{"": "", "agreed": "同意 agreed", "refused": "不同意 refused", "returned": "退回 returned"}

// wordOf is the word for a code; a code that nobody knows stands for itself.
func wordOf(words map[string]string, code string) string {
	if word, known := words[code]; known {
		return word
	}
	return code
}

func (b *book) orgName(org string) string { return cmp.Or(b.orgs[org].Name, org) }

// whose says whom a row is about: the whole by the programme's word for it.
func (b *book) whose(role, org string) string {
	if role == "all" {
		return cmp.Or(b.head.Total, b.orgName(org))
	}
	return b.orgName(org)
}

// shortName is the name for a narrow place.
func (b *book) shortName(org string) string { return cmp.Or(b.orgs[org].ShortName, b.orgName(org)) }

func (b *book) title(task string) string { return cmp.Or(b.tasks[task].Title, task) }

// manyOrgs is from how many orgs on a cell gives their number, and the sheet
// of parts their names.
const manyOrgs = 20

// with lists the orgs that have a role in a task.
func (b *book) with(task, role string) string {
	var names []string
	for _, r := range b.ledger {
		if r.Task == task && r.Role == role {
			names = append(names, b.shortName(r.Org))
		}
	}
	if len(names) > manyOrgs {
		return fmt.Sprintf("%d 个单位，名单见“%s”", len(names), sheetParts)
	}
	return strings.Join(names, "、")
}

// goals say what a whole task is measured by, and how many have each.
func (b *book) goals(task string) string {
	type goal struct{ done, all int }
	var names []string
	goals := map[string]goal{}
	for _, m := range b.measures[[2]string{task, ""}] {
		g, known := goals[m.Name]
		if !known {
			names = append(names, m.Name)
		}
		if g.all++; m.State == "done" {
			g.done++
		}
		goals[m.Name] = g
	}
	for i, name := range names {
		if g := goals[name]; g.all == 1 {
			names[i] = fmt.Sprintf("%s（%s）", name, wordOf(measureStates, b.measureState(task, name)))
		} else {
			names[i] = fmt.Sprintf("%s（%d 个单位中 %d 个完成）", name, g.all, g.done)
		}
	}
	return strings.Join(names, "\n")
}

// measureStates name how a measure stands by the deadline in force.
var measureStates = map[string]string{"done": "完成", "open": "未完成", "overdue": "逾期未完成", "no_data": "无数据"}

func (b *book) measureState(task, name string) string {
	for _, m := range b.measures[[2]string{task, ""}] {
		if m.Name == name {
			return m.State
		}
	}
	return ""
}

// ownGoals say what an org's part is measured by: the value it has, and the one
// it should have, where both are numbers that say more than yes or no.
func (b *book) ownGoals(task, org string) string {
	var goals []string
	for _, m := range b.measures[[2]string{task, org}] {
		text := wordOf(measureStates, m.State)
		if m.Value.Valid && m.Target.Valid && m.Target.Cmp(parquetio.Int(1)) != 0 {
			text += fmt.Sprintf("，现值 %s，应达 %s", m.Value, m.Target)
		}
		goals = append(goals, fmt.Sprintf("%s（%s）", m.Name, text))
	}
	return strings.Join(goals, "\n")
}

// told joins what those who lead a task wrote about it.
func (b *book) told(task string, of func(ledgerRow) string) string {
	var texts []string
	leads := b.leads(task)
	for _, r := range leads {
		text := of(r)
		if text != "" && len(leads) > 1 {
			text = b.shortName(r.Org) + "：" + text
		}
		if text != "" {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "\n")
}

func (b *book) leads(task string) []ledgerRow {
	return slices.DeleteFunc(slices.Clone(b.ledger), func(r ledgerRow) bool { return r.Task != task || r.Role != "lead" })
}

// notes say what was decided about a row, and what it would be without.
func (b *book) notes(r ledgerRow) string {
	var notes []string
	add := func(holds bool, format string, args ...any) {
		if holds {
			notes = append(notes, fmt.Sprintf(format, args...))
		}
	}
	add(r.Extended > 0, "延期 %d 次，原定 %s", r.Extended, r.DueOriginal)
	add(r.LeadOriginal != "" && r.Role == "all" && !slices.ContainsFunc(b.leads(r.Task), func(l ledgerRow) bool { return l.Org == r.LeadOriginal }), "原牵头单位 %s", b.orgName(r.LeadOriginal))
	add(r.Computed != r.Light, "按原定期限应为 %s", b.lampText(r.Computed))
	add(r.Instructed, "有领导批示")
	add(r.Contradicted, "销号后数据不支持")
	add(r.OnWord, "没有衡量点，凭申请人和审核人的说明销号")
	add(r.MadeGood, "曾逾期，已补上")
	add(!r.Reported && r.Role != "all", "本期未报送")
	return strings.Join(notes, "；")
}

// lampOf is how a light of the programme is shown.
func (b *book) lampOf(code string) lamp {
	for _, l := range b.lamps {
		if l.code == code {
			return l
		}
	}
	return lamp{code: code, text: code}
}

// lampText is shape and word of a light, "" for none.
func (b *book) lampText(code string) string {
	if code == "" {
		return ""
	}
	l := b.lampOf(code)
	return strings.TrimSpace(l.Mark + " " + l.text)
}
