package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed notes.md
var notesText string

// A remark is what is to be said of a row that misses its aim, or of no row.
type remark struct {
	name string // the row's, or how its name begins; anything else is a heading
	text string // Chinese, an empty line, English
}

// remarks reads notes.md: what stands before the first heading is for its writers.
func remarks() (all []remark) {
	for _, part := range strings.Split(notesText, "\n## ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		all = append(all, remark{name, strings.TrimSpace(text)})
	}
	return all
}

// about says whether a row is one that the remark is about.
func (m remark) about(row string) bool {
	return row == m.name || strings.HasPrefix(row, m.name+"-")
}

// anchor is how a page leads to a heading of one word.
func (m remark) anchor() string { return "#" + m.name }

// missed is the remark about a figure that misses its aim.
func (f Figure) missed() (remark, bool) {
	all := remarks()
	at := slices.IndexFunc(all, func(m remark) bool { return m.about(f.Name) })
	if at < 0 || f.Aim == "" || f.Met != nil && *f.Met {
		return remark{}, false
	}
	return all[at], true
}

// remarks prints what is to be said of this report's figures.
func (r Report) remarks(b *bytes.Buffer) {
	var wanted []remark
	for _, m := range remarks() {
		hit := slices.ContainsFunc(r.Figures, func(f Figure) bool { of, missed := f.missed(); return missed && of.name == m.name })
		if hit || !m.ofRow() {
			wanted = append(wanted, m)
		}
	}
	if len(wanted) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## 目标没有达到的地方 Where an aim is not reached\n\n剖析看到什么、试过什么。What the profile shows and what was tried.\n")
	for _, m := range wanted {
		fmt.Fprintf(b, "\n### %s\n\n%s\n", m.name, m.text)
	}
}

// ofRow says whether the remark is about a row of the table at all.
func (m remark) ofRow() bool {
	return slices.ContainsFunc(rows(sizes["large"], true), func(r row) bool { return m.about(r.name) })
}
