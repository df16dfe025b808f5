package main

import (
	"cmp"
	"strings"
)

// A problem is one thing to mend, with all the cells of one sheet it stands in:
// dozens of lines that say the same would hide the others.
type problem struct {
	finding
	cells []string
	mixed bool // what the rule wants differs from cell to cell
}

// problemsOf groups findings that say the same of one sheet, in the order of
// the first of each. With each none are grouped.
func problemsOf(findings []finding, each bool) []problem {
	type same struct{ severity, id, sheet, what, fix string }
	var problems []problem
	known := map[same]int{}
	for _, f := range findings {
		p := problem{finding: f, cells: []string{f.Cell}}
		key := same{f.Severity, p.id(), f.Sheet, f.WhatZh, f.FixZh}
		if f.Cell == "" { // rows that are missing: each is another one
			key.what = ""
		}
		i, seen := known[key]
		if each || !seen {
			known[key] = len(problems)
			problems = append(problems, p)
			continue
		}
		if f.WhatZh != problems[i].WhatZh && len(problems[i].cells) == 1 {
			problems[i].WhatZh, problems[i].WhatEn = problems[i].WhatZh+"，等等", problems[i].WhatEn+", and others"
		}
		problems[i].cells = append(problems[i].cells, f.Cell)
		problems[i].mixed = problems[i].mixed || problems[i].RuleZh != f.RuleZh
	}
	return problems
}

// id is what a problem is looked up by: the pack's rule, or the code.
func (p problem) id() string { return cmp.Or(p.Rule, p.Code) }

// shownCells is how many cells of one problem are named.
const shownCells = 3

// place is 指标!E12、E13、E14…(5 处).
func (p problem) place(a *app) string {
	switch {
	case p.Cell == "":
		return cmp.Or(p.Sheet, a.t("整个文件", "the file")) + p.number(a)
	}
	text := strings.Join(p.cells[:min(shownCells, len(p.cells))], a.t("、", ", "))
	if p.Sheet != "" {
		text = p.Sheet + "!" + text
	}
	if len(p.cells) > shownCells {
		text += "…" + p.number(a)
	}
	return text
}

// number is how many places a problem has, where they are not all named.
func (p problem) number(a *app) string {
	if len(p.cells) == 1 {
		return ""
	}
	return a.t("(%d 处)", " (%d places)", len(p.cells))
}

// ruleZh is the sentence about the rule, left out where it differs from cell to cell.
func (p problem) ruleZh() string {
	if p.mixed {
		return ""
	}
	return "要求：" + p.RuleZh + "。"
}

func (p problem) ruleEn() string {
	if p.mixed {
		return ""
	}
	return "Required: " + p.RuleEn + ". "
}

// line is the problem in one sentence; that of a single cell is check's own.
func (p problem) line(a *app) string {
	if len(p.cells) == 1 {
		return a.t(p.Zh, p.En)
	}
	if a.lang == "en" {
		return "[" + p.id() + "] " + p.place(a) + ": " + p.WhatEn + ". " + p.ruleEn() + p.FixEn + "."
	}
	return "【" + p.id() + "】" + p.place(a) + "：" + p.WhatZh + "。" + p.ruleZh() + p.FixZh + "。"
}
