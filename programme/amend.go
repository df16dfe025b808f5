package programme

import (
	"slices"
	"strings"
)

// A Change is what a decision in the journal changes in who does what from a
// day on: a task that was added, or a duty that passed from one org to another.
type Change struct {
	Day  Date
	Task Task   // the task added; of a handover only Code counts
	From string // code of the org that gives its duty up, "" for none
	To   string // code of the org that gets one
	Role string // of To, one of Roles
}

// Adds says whether the change adds a task: only then has it a title.
func (c Change) Adds() bool { return c.Task.Title != "" }

// With is the pack of the document as the changes leave it, in their order; p
// stays as it is, and what an earlier With changed is left out. A duty that ends
// or begins holds in the periods whose last day it covers. A task that the
// document has is not added again. Who hands a task over hands its parts over too,
// but not those that it was handed by themselves.
func (p *Pack) With(changes []Change) *Pack {
	if p.document != nil {
		p = p.document
	}
	if len(changes) == 0 {
		return p
	}
	amended := *p
	amended.document = p
	amended.Tasks, amended.Duties = slices.Clone(p.Tasks), slices.Clone(p.Duties)
	byItself := map[taskOrg]bool{}
	for _, c := range changes {
		if c.Adds() {
			amended.addTask(c)
		}
		amended.handOver(c)
		if c.From == "" {
			continue
		}
		byItself[taskOrg{c.Task.Code, c.To}] = true
		for _, part := range amended.Tasks {
			if role := amended.roleIn(part.Code, c.From); part.Parent == c.Task.Code && role != "" && !byItself[taskOrg{part.Code, c.From}] {
				amended.handOver(Change{Day: c.Day, Task: part, From: c.From, To: c.To, Role: foremost(role, amended.roleIn(part.Code, c.To))})
			}
		}
	}
	return &amended
}

type taskOrg struct{ task, org string }

// handOver ends the duties that both orgs of a change have in its task, and begins the new one.
func (p *Pack) handOver(c Change) {
	p.endDuty(c.Task.Code, c.From, c.Day)
	p.endDuty(c.Task.Code, c.To, c.Day)
	if c.To != "" {
		p.Duties = append(p.Duties, Duty{Task: c.Task.Code, OrgOrKind: "org:" + c.To, Role: c.Role, From: c.Day})
	}
}

// roleIn is the role of the duty without end that an org has in a task, "" for none.
func (p *Pack) roleIn(task, org string) string {
	at := slices.IndexFunc(p.Orgs, func(o Org) bool { return o.Code == org })
	i := slices.IndexFunc(p.Duties, func(d Duty) bool { return at >= 0 && d.Task == task && d.To.IsZero() && d.Names(p.Orgs[at]) })
	if i < 0 {
		return ""
	}
	return p.Duties[i].Role
}

// foremost is the one of two roles that leads before the other; "" is none.
func foremost(a, b string) string {
	if b != "" && slices.Index(Roles, b) < slices.Index(Roles, a) {
		return b
	}
	return a
}

// addTask puts a task behind its parent and the parts that the parent has, or last.
func (p *Pack) addTask(c Change) {
	t := c.Task
	t.From = c.Day
	at := len(p.Tasks)
	for i, other := range p.Tasks {
		if other.Code == t.Code {
			return
		}
		if t.Parent != "" && (other.Code == t.Parent || other.Parent == t.Parent) {
			at = i + 1
		}
	}
	p.Tasks = slices.Insert(p.Tasks, at, t)
}

// endDuty ends the duty that org has in a task on the day before day. A duty of
// many orgs is left to the others, and org gets one of its own up to that day.
func (p *Pack) endDuty(task, org string, day Date) {
	at := slices.IndexFunc(p.Orgs, func(o Org) bool { return o.Code == org })
	if at < 0 {
		return
	}
	end := Date{day.AddDate(0, 0, -1)}
	for i, d := range p.Duties {
		if d.Task != task || !d.Names(p.Orgs[at]) || !d.To.IsZero() {
			continue
		}
		own := d
		own.OrgOrKind, own.Except, own.To = "org:"+org, "", end
		if d.OrgOrKind == own.OrgOrKind {
			p.Duties[i] = own
			continue
		}
		p.Duties[i].Except = strings.TrimPrefix(d.Except+"|"+org, "|")
		p.Duties = append(p.Duties, own)
	}
}
