package programme

import (
	"io/fs"
	"maps"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// MaxRequiredCells is the most a county or zone may be asked to fill in one period.
const MaxRequiredCells = 60

// CheckFS reads the pack in fsys and lists all its mistakes, of form and of
// meaning, by file and line. When rows, a table or programme.yaml cannot be read, only
// mistakes of form are listed: all that refers to the unread part would look wrong too.
func CheckFS(fsys fs.FS) []Mistake {
	p, mistakes := Load(fsys)
	bad := map[Place]bool{}
	for _, m := range mistakes {
		if m.hides {
			return sorted(mistakes)
		}
		bad[m.Place] = true
	}
	for _, m := range p.check(bad) {
		if !bad[m.Place] {
			mistakes = append(mistakes, m)
		}
	}
	return sorted(mistakes)
}

// Check lists every mistake of meaning in a pack that was read without mistakes
// of form: unknown references, gaps, contradictions. None means it can be used.
func (p *Pack) Check() []Mistake { return p.check(nil) }

// check leaves out the values of rows that were read badly.
func (p *Pack) check(bad map[Place]bool) []Mistake {
	c := newChecker(p, bad)
	for _, check := range []func(){
		c.programme, c.calendar, c.reporting, c.settings, c.lights,
		c.orgs, c.divisionCodes, c.attributes, c.sums, c.aliases,
		c.elements, c.formLines, c.sheets, c.asked, c.requiredCells,
		c.indicators, c.versions, c.terms, c.targets, c.targetsTwice,
		c.tasks, c.leads, c.duties, c.measures, c.measuresTwice, c.measured,
		c.rules, c.tiles, c.records,
		c.stages, c.scoring, c.grades, c.consequences, c.reminders, c.bulletin,
	} {
		check()
	}
	return sorted(c.mistakes)
}

// checker holds what several checks look up.
type checker struct {
	*Pack
	mistakes []Mistake
	bad      map[Place]bool  // rows with a mistake of form
	tree     *ast.File       // programme.yaml, to find lines
	forms    []Form          // what every org must fill in every period that counts
	codes    map[string]bool // codes of orgs
	byCode   map[string]Element
	// about says of whom each element is asked, over all periods of the programme.
	about map[string]map[string]bool
	// reporters says who is asked for each element.
	reporters map[string]map[string]bool
}

func newChecker(p *Pack, bad map[Place]bool) *checker {
	p = p.withStandIns()
	c := &checker{Pack: p, bad: bad, codes: map[string]bool{}, byCode: map[string]Element{},
		about: map[string]map[string]bool{}, reporters: map[string]map[string]bool{}}
	for _, o := range p.Orgs {
		c.codes[o.Code] = true
	}
	for _, e := range p.Elements {
		c.byCode[e.Code] = e
		c.about[e.Code], c.reporters[e.Code] = map[string]bool{}, map[string]bool{}
	}
	// The file was read before, so it parses; without a tree mistakes only name the file.
	if tree, err := parser.ParseBytes(p.source, 0); err == nil && len(tree.Docs) > 0 {
		c.tree = tree
	}
	c.forms = c.allForms()
	for _, f := range c.forms {
		for _, s := range f.Sheets {
			for _, l := range s.Lines {
				c.reporters[l.Element.Code][f.Reporter.Code] = true
				for _, o := range s.Orgs {
					c.about[l.Element.Code][o.Code] = true
				}
			}
		}
	}
	return c
}

func (c *checker) allForms() (forms []Form) {
	if !c.periodsUsable() {
		return nil // reported by calendar
	}
	for _, at := range c.periods() {
		for _, o := range c.Orgs {
			if o.validIn(at) {
				forms = append(forms, c.FormOf(o, at))
			}
		}
	}
	return forms
}

// wrong notes a mistake in both languages; both formats take the same args.
func (c *checker) wrong(at Place, zh, en string, args ...any) {
	c.mistakes = append(c.mistakes, mistake(at, zh, en, args...))
}

// yaml is the place of a node of programme.yaml, named as in "$.lights[2].value".
func (c *checker) yaml(path string) Place {
	at := Place{File: "programme.yaml"}
	parsed, err := yaml.PathString(path)
	if err != nil {
		return at // a path written wrongly here still names the file
	}
	if c.tree == nil {
		return at // the pack was not read from a file
	}
	node, err := parsed.FilterFile(c.tree)
	if err != nil {
		return at // the key is absent: there is no line to name
	}
	at.Line = node.GetToken().Position.Line
	return at
}

// scope reports a scope that names an unknown org or reaches nobody, and lists the orgs it reaches.
func (c *checker) scope(at Place, column, scope string) []Org {
	for _, code := range orgCodes(scope) {
		if !c.codes[code] {
			c.wrong(at, "%s 列的单位 %s 不在 orgs.csv 中", "%s names org %s, which is not in orgs.csv", column, code)
			return nil
		}
	}
	orgs := c.OrgsEver(scope)
	if len(orgs) == 0 {
		c.wrong(at, "%s 列的 %q 没有对应任何单位，请写 org:代码、单位类型或 all", "%s %q reaches no org: write org:CODE, a kind of org, or all", column, scope)
	}
	return orgs
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
