package main

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// quiet is the share of a core from which on a machine counts as quiet.
const quiet = 0.9

// markdown is the page of the documentation.
func (r Report) markdown() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# 速度与规模 Speed and size\n\n")
	fmt.Fprintf(&b, "由 `make bench` 写成，请勿手改。Written by `make bench`; not to be edited by hand.\n\n")
	r.place(&b)
	fmt.Fprintf(&b, "\n每个数都是同一次运行中两个中位数之比（单位另注的除外），每次测量在单独的进程里，除注明“按钟表时间”的以外都按处理器时间算。"+
		"数据都是虚构的（`cmd/bench/nation`），写入计划目标的是物理极限，正确、模板安全和维护良好的库排在它们前面。\n\n"+
		"Every figure is a ratio of two medians of one run (unless a unit is given); each measurement is a process of its own, and counts processor time "+
		"unless it says “by the clock”. All data are made up (`cmd/bench/nation`). Aims sit at the physical limit; correctness, safe templates and well-kept libraries come before them.\n\n")
	r.rows(&b)
	r.remarks(&b)
	r.details(&b)
	r.leftOut(&b)
	return b.Bytes()
}

// place says where, when and how undisturbed it was measured.
func (r Report) place(b *bytes.Buffer) {
	m := r.Machine
	zh, en := "机器空闲", "quiet"
	if r.Share < quiet {
		zh, en = "机器繁忙，按钟表时间的数只供参考", "busy, so figures by the clock are weak"
	}
	fmt.Fprintf(b, "| | |\n|---|---|\n")
	for _, line := range [][2]string{
		{"何时 when", r.Began.Format("2006-01-02 15:04 UTC")},
		{"机器 machine", fmt.Sprintf("%s, %d cores, %.0f GB, %s", cmp.Or(m.CPU, "?"), m.Cores, m.Memory, m.System)},
		{"版本 versions", fmt.Sprintf("%s, DuckDB %s", m.Go, m.DuckDB)},
		{"繁忙程度 how busy", fmt.Sprintf("%s / %s: load average %s at the start; a process that wanted a whole core got %.2f of one", zh, en, cmp.Or(m.Load, "?"), r.Share)},
		{"规模 sizes", fmt.Sprintf("%s, %.0f min", r.Sizes, r.Minutes)},
	} {
		fmt.Fprintf(b, "| %s | %s |\n", line[0], line[1])
	}
}

// rows is the table of the figures.
func (r Report) rows(b *bytes.Buffer) {
	fmt.Fprintf(b, "| 行 row | 什么 what | 相比 against | 结果 figure | 目标 aim | 达到 met | 次 times |\n|---|---|---|---|---|---|---|\n")
	for _, f := range r.Figures {
		against := "–"
		if f.Against != "" {
			against = f.Against + "<br>" + f.AgainstEn
		}
		met := f.met()
		if m, known := f.missed(); known {
			met = "[" + met + "](" + m.anchor() + ")"
		}
		fmt.Fprintf(b, "| `%s` | %s<br>%s | %s | %s | %s | %s | %d |\n", f.Name, f.What, f.WhatEn, against, f.shown(), cmp.Or(f.Aim, "–"), met, f.Times)
	}
}

// details lists what the figures were computed from.
func (r Report) details(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n## 细目 Details\n\n")
	for _, f := range r.Figures {
		var parts []string
		for _, name := range slices.Sorted(maps.Keys(f.Parts)) {
			parts = append(parts, fmt.Sprintf("%s %s", name, plain(f.Parts[name])))
		}
		if len(parts) > 0 {
			fmt.Fprintf(b, "- `%s`: %s\n", f.Name, strings.Join(parts, "; "))
		}
		if f.Note != "" {
			fmt.Fprintf(b, "- `%s`: %s. %s\n", f.Name, f.Note, f.NoteEn)
		}
	}
}

func plain(v float64) string {
	if v >= 100 {
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.3g", v)
}

func (r Report) leftOut(b *bytes.Buffer) {
	if len(r.LeftOut) > 0 {
		all := strings.Join(r.LeftOut, ", ")
		fmt.Fprintf(b, "\n## 没有测的 Left out\n\n这次没有测的规模（`--sizes large` 才测）：%s。Sizes not measured in this run (`--sizes large` does): %s.\n", all, all)
	}
}
