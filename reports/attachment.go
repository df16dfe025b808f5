package reports

import (
	"fmt"
	"slices"
	"strconv"
)

var attachmentTerms = map[string]term{
	"received":   {"已收到", "received", "●", "done"},
	"named_only": {"提到但未收到", "named, not received", "✕", "overdue"},
	"unnamed":    {"收到但未提到", "received, not named", "○", "not-due"},
}

var attachmentOrder = []string{"named_only", "unnamed", "received"}

var tiedTerms = map[string]term{
	"bundle": {Zh: "压缩包", En: "bundle"}, "name": {Zh: "文件名", En: "file name"}, "mention": {Zh: "报表提到", En: "named in the workbook"}, "register": {Zh: "登记表", En: "register"},
}

// attachmentUnit is what one unit's evidence and sealed scans came to.
type attachmentUnit struct {
	Name, Href, Seal string
	Open             bool // something is to be done
	Lines            []attachmentLine
}

// An attachmentLine is one piece of evidence or one scan.
type attachmentLine struct {
	State           term
	Kind, About     string
	Name, File, Tie string
	Full, Hash      string
}

// attachmentUnits lists the units that sent or named anything.
func (d desk) attachmentUnits() []attachmentUnit {
	var units []attachmentUnit
	for _, o := range d.orgs {
		rows := d.attachedBy[orgPeriod{o.Org, d.period.Period}]
		if len(rows) == 0 {
			continue
		}
		u := attachmentUnit{Name: d.nameOf(o.Org), Href: d.unitLink(o.Org)}
		u.Seal, u.Open = sealWords(d.report(o.Org), rows)
		u.Open = u.Open || slices.ContainsFunc(rows, func(a attachmentRow) bool { return a.State != "received" })
		for _, state := range attachmentOrder {
			for _, r := range rows {
				if r.State == state {
					u.Lines = append(u.Lines, d.attachmentLine(r))
				}
			}
		}
		units = append(units, u)
	}
	return units
}

// sealWords says which revision a sealed scan attests, and whether that is
// another than the one that counts.
func sealWords(r reportingRow, rows []attachmentRow) (words string, other bool) {
	switch {
	case r.Sealed:
		return fmt.Sprintf("盖章扫描件对应现行第 %d 版", r.Revision), false
	case r.ScanRevision > 0 && r.Revision > 0:
		return fmt.Sprintf("盖章扫描件对应第 %d 版，现行第 %d 版尚缺", r.ScanRevision, r.Revision), true
	case slices.ContainsFunc(rows, func(a attachmentRow) bool { return a.Kind == "scan" && a.State != "named_only" }):
		return "盖章扫描件未对应到版次", true
	}
	return "没有盖章扫描件", false
}

// sealShort is the same in a word or two.
func sealShort(r reportingRow) string {
	switch {
	case r.Sealed:
		return "已盖章"
	case r.ScanRevision > 0:
		return fmt.Sprintf("第 %d 版", r.ScanRevision)
	}
	return missing
}

func (d desk) attachmentLine(r attachmentRow) attachmentLine {
	line := attachmentLine{State: wordOf(attachmentTerms, r.State), Kind: "佐证材料", Name: r.Name, File: r.FileName,
		Tie: wordOf(tiedTerms, r.TiedBy).Zh, Full: r.SHA256, Hash: shortHash(r.SHA256)}
	if r.Kind == "scan" {
		line.Kind = "盖章扫描件"
		if r.Revision > 0 {
			line.About = "第 " + strconv.Itoa(r.Revision) + " 版"
		}
	}
	if r.Task != "" {
		line.About = "任务 " + r.Task
	}
	if r.Item != "" {
		line.About = "条目 " + r.Item
	}
	return line
}

// attachmentCounts says in one sentence what came and what did not.
func (d desk) attachmentCounts(units []attachmentUnit) string {
	count := map[string]int{}
	for _, u := range units {
		for _, l := range u.Lines {
			count[l.State.En]++
		}
	}
	text := ""
	for i, state := range []string{"received", "named_only", "unnamed"} {
		if i > 0 {
			text += "，"
		}
		text += fmt.Sprintf("%s %d 份", attachmentTerms[state].Zh, count[attachmentTerms[state].En])
	}
	return text
}
