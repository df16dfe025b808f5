package check

import (
	"slices"
	"strings"

	"yigai/programme"
)

// formerCode resolves a code that is not in force in the file's period: of an org
// that has one successor since, or of one that has one predecessor until then.
// What was split or merged has several and stays unresolved; a name is no code.
func (c *checker) formerCode(code string) (programme.Org, bool) {
	if strings.ContainsFunc(code, isHan) {
		return programme.Org{}, false
	}
	if org, _, ok := c.in.Pack.FormerOrg(code, c.period); ok {
		return org, true
	}
	if before := c.predecessors(code); len(before) == 1 && len(before[0].Successors()) == 1 {
		return before[0], true
	}
	return programme.Org{}, false
}

// predecessors are the orgs in force in the file's period out of which the org of
// a later code came.
func (c *checker) predecessors(code string) (before []programme.Org) {
	seen := map[string]bool{code: true}
	for codes := []string{code}; len(codes) > 0; codes = codes[1:] {
		for _, o := range c.in.Pack.Orgs {
			if !slices.Contains(o.Successors(), codes[0]) || seen[o.Code] {
				continue
			}
			seen[o.Code] = true
			if now, ok := c.in.Pack.Org(o.Code, c.period); ok {
				before = append(before, now)
			} else {
				codes = append(codes, o.Code)
			}
		}
	}
	return before
}

// oldCode doubts a code of another time, once: one no longer in force, or one
// that is not yet.
func (c *checker) oldCode(where at, code string, org programme.Org) {
	if c.oldCodes == nil {
		c.oldCodes = map[string]bool{}
	}
	if c.oldCodes[code] {
		return
	}
	c.oldCodes[code] = true
	finding := Code("E-OLD-CODE")
	if slices.ContainsFunc(c.in.Pack.Orgs, func(o programme.Org) bool { return o.Code == code && o.ValidFrom.After(c.period.Last()) }) {
		finding = "E-NEW-CODE"
	}
	c.add(where, finding, code, wants(org.Code, org.Code))
}

// severalNow says, for a code of another time that more than one org of this
// period may be, which those are; nil for any other code.
func (c *checker) severalNow(code string) map[string]string {
	heirs := c.predecessors(code)
	for _, o := range c.in.Pack.Orgs {
		if o.Code != code {
			continue
		}
		for _, next := range o.Successors() {
			if now, ok := c.in.Pack.Org(next, c.period); ok {
				heirs = append(heirs, now)
			}
		}
	}
	if len(heirs) == 0 {
		return nil
	}
	var named []string
	for _, o := range heirs {
		named = append(named, o.Code+" "+o.Name)
	}
	list := strings.Join(named, "、")
	return wants("（本期对应的是 "+list+"）", " (in this period it is "+list+")")
}
