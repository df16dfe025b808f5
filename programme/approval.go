package programme

import (
	"slices"
	"strings"
)

// An ApprovalStep is one step of the chain that the figures of a period pass,
// in order, before they are published.
type ApprovalStep struct {
	Step   string `yaml:"step"` // its code: secretariat, supervision
	Name   string `yaml:"name"` // who decides, in words: 市政府督查室汇总
	NameEn string `yaml:"name_en"`
	// Org is the code of the org that decides, that of the programme's region where it is left out.
	Org string `yaml:"org"`
	// Each is a kind of org: each org of that kind decides about what lies below it.
	Each string `yaml:"each"`
}

// Approvers are the orgs that decide in a step at a period, each about itself
// and what lies below it.
func (p *Pack) Approvers(s ApprovalStep, at Period) []Org {
	switch {
	case s.Each != "":
		return p.OrgsOf("kind:"+s.Each, at)
	case s.Org != "":
		return p.OrgsOf("org:"+s.Org, at)
	}
	return p.OrgsOf("org:"+p.Programme.Region, at)
}

// StepSeq is the place of a step in the chain, from 1; 0 for one that is not in it.
func (p *Pack) StepSeq(step string) int {
	return slices.IndexFunc(p.Programme.Approval, func(s ApprovalStep) bool { return s.Step == step }) + 1
}

// Covers says whether a decision of step, taken by or about org decider, is also
// about an org: a step of each org of a kind decides about that org and what
// lies below it, any other step about all.
func (p *Pack) Covers(step, decider, org string, at Period) bool {
	seq := p.StepSeq(step)
	if seq > 0 && p.Programme.Approval[seq-1].Each == "" && p.isApprover(p.Programme.Approval[seq-1], decider, at) {
		return true
	}
	for range p.Orgs { // a tree is no deeper than it has orgs
		if org == decider {
			return true
		}
		o, known := p.Org(org, at)
		if !known {
			return false
		}
		org = o.Parent
	}
	return false
}

func (p *Pack) isApprover(s ApprovalStep, org string, at Period) bool {
	return slices.ContainsFunc(p.Approvers(s, at), func(o Org) bool { return o.Code == org })
}

// approval checks the chain: codes of its own, words in both languages, orgs that there are.
func (c *checker) approval() {
	if len(c.Programme.Approval) == 0 {
		c.wrong(c.yaml("$.approval"), "没有审批环节（approval），至少写一个：谁同意发布", "approval is empty: write at least one step, who agrees to the publication")
	}
	for i, s := range c.Programme.Approval {
		place := c.yaml(at("$.approval", i))
		if !lightCode.MatchString(s.Step) || s.Name == "" || s.NameEn == "" {
			c.wrong(place, "审批环节 %q 应有 step（小写字母、数字、下划线）、name 和 name_en", "step %q of approval needs step (lower-case letters, digits, _), name and name_en", s.Step)
		}
		if slices.ContainsFunc(c.Programme.Approval[:i], func(other ApprovalStep) bool { return other.Step == s.Step }) {
			c.wrong(place, "审批环节 %q 写了两次", "step %q of approval stands twice", s.Step)
		}
		if s.Org != "" && s.Each != "" {
			c.wrong(place, "审批环节 %q 的 org 与 each 只填一个", "step %q of approval has org and each: write one of them", s.Step)
		}
		if s.Org != "" && !c.isOrg(s.Org) {
			c.wrong(place, "审批环节 %q 的单位 %q 不在 orgs.csv 中", "step %q of approval names org %q, which is not in orgs.csv", s.Step, s.Org)
		}
		if s.Each != "" && !slices.ContainsFunc(c.Orgs, func(o Org) bool { return o.Kind == s.Each }) {
			c.wrong(place, "审批环节 %q 的 each 为 %q，orgs.csv 中没有这类单位；可用：%s", "step %q of approval is for each %q, of which orgs.csv has none: use %s", s.Step, s.Each, strings.Join(c.usedKinds(), ", "))
		}
	}
}

func (c *checker) usedKinds() []string {
	var kinds []string
	for _, o := range c.Orgs {
		kinds = append(kinds, o.Kind)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}
