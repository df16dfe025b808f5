// Package dags holds the plan of a quarter as text and runs it.
//
// The runner knows nothing of what the steps do: they are functions registered
// by name, and what they read and write is known only by fingerprints. It runs
// one step after the other, skips what has not changed, stops where a step
// fails or the run is cancelled, and begins there the next time.
package dags

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Plans is the folder of built-in plans.
//
//go:embed *.yaml
var Plans embed.FS

// Quarter is the name of the plan of one quarter in Plans.
const Quarter = "quarter.yaml"

// A Plan is a list of steps, each after the steps it needs.
type Plan struct {
	Name  string
	Steps []Step
}

// A Step is one entry of a plan.
type Step struct {
	Name, Run            string
	Needs, Reads, Writes []string
	at                   string // file:line
}

// Load reads a plan and puts its steps in order: as written, except that a step
// comes after what it needs. The error lists all mistakes, each with file:line.
func Load(fsys fs.FS, name string) (Plan, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return Plan{}, fmt.Errorf("read the plan: %w", err)
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return Plan{}, fmt.Errorf("%s: %w", name, err)
	}
	r := reader{file: name}
	plan := Plan{Name: name, Steps: r.plan(file)}
	if len(r.mistakes) == 0 {
		r.checkNames(plan.Steps)
	}
	if len(r.mistakes) == 0 {
		plan.Steps = r.inOrder(plan.Steps)
	}
	return plan, errors.Join(r.mistakes...)
}

// reader walks a YAML tree and notes what is wrong with it.
type reader struct {
	file     string
	mistakes []error
}

func (r *reader) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", r.file, n.GetToken().Position.Line)
}

func (r *reader) wrong(at, format string, args ...any) {
	r.mistakes = append(r.mistakes, fmt.Errorf("%s: %s", at, fmt.Sprintf(format, args...)))
}

func (r *reader) plan(file *ast.File) []Step {
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		r.wrong(r.file+":1", "a plan is one list of steps under the key steps")
		return nil
	}
	var steps []Step
	seen := false
	for _, v := range r.mapping(file.Docs[0].Body) {
		if key := v.Key.String(); key != "steps" {
			r.wrong(r.at(v.Key), "key %q is unknown: use steps", key)
			continue
		}
		seen = true
		list, ok := v.Value.(*ast.SequenceNode)
		if !ok {
			r.wrong(r.at(v.Value), "steps must be a list")
			continue
		}
		for _, item := range list.Values {
			steps = append(steps, r.step(item))
		}
	}
	if !seen || len(steps) == 0 {
		r.wrong(r.file+":1", "no steps: a plan needs at least one")
	}
	return steps
}

// mapping lists the pairs of a mapping; anything else is a mistake.
func (r *reader) mapping(n ast.Node) []*ast.MappingValueNode {
	switch m := n.(type) {
	case *ast.MappingNode:
		return m.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{m}
	}
	r.wrong(r.at(n), "expected keys and values here")
	return nil
}

func (r *reader) step(n ast.Node) Step {
	s := Step{at: r.at(n)}
	for _, v := range r.mapping(n) {
		switch key := v.Key.String(); key {
		case "name":
			s.Name, s.at = r.word(v.Value), r.at(v.Key)
		case "run":
			s.Run = r.word(v.Value)
		case "needs":
			s.Needs = r.words(v.Value)
		case "reads":
			s.Reads = r.words(v.Value)
		case "writes":
			s.Writes = r.words(v.Value)
		default:
			r.wrong(r.at(v.Key), "key %q is unknown: use name, run, needs, reads, writes", key)
		}
	}
	if s.Name == "" || s.Run == "" {
		r.wrong(s.at, "a step needs name and run")
	}
	return s
}

func (r *reader) word(n ast.Node) string {
	s, ok := n.(*ast.StringNode)
	if !ok || s.Value == "" {
		r.wrong(r.at(n), "expected one word here")
		return ""
	}
	return s.Value
}

func (r *reader) words(n ast.Node) []string {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		r.wrong(r.at(n), "expected a list here: [a, b]")
		return nil
	}
	var all []string
	for _, item := range list.Values {
		all = append(all, r.word(item))
	}
	return all
}

// checkNames notes steps of one name and needs that no step fulfils.
func (r *reader) checkNames(steps []Step) {
	for i, s := range steps {
		if j := index(steps, s.Name); j != i {
			r.wrong(s.at, "step %q stands twice, first at %s", s.Name, steps[j].at)
		}
		for _, need := range s.Needs {
			if index(steps, need) < 0 {
				r.wrong(s.at, "step %q needs %q, which no step is called", s.Name, need)
			}
		}
	}
}

func index(steps []Step, name string) int {
	return slices.IndexFunc(steps, func(s Step) bool { return s.Name == name })
}

// inOrder sorts steps so that each comes after what it needs, and notes every
// step from which a cycle begins.
func (r *reader) inOrder(steps []Step) []Step {
	var ordered []Step
	var visit func(s Step, path []string)
	visit = func(s Step, path []string) {
		if i := slices.Index(path, s.Name); i >= 0 {
			r.wrong(s.at, "the steps need each other in a circle: %s", strings.Join(append(path[i:], s.Name), " -> "))
			return
		}
		if index(ordered, s.Name) >= 0 || len(r.mistakes) > 0 {
			return
		}
		for _, need := range s.Needs {
			visit(steps[index(steps, need)], append(slices.Clone(path), s.Name))
		}
		if index(ordered, s.Name) < 0 {
			ordered = append(ordered, s)
		}
	}
	for _, s := range steps {
		visit(s, nil)
	}
	return ordered
}

// Check says where the plan names functions or resources that are not
// registered. The error lists all of them, each with file:line.
func (p Plan) Check(functions, resources []string) error {
	var mistakes []error
	for _, s := range p.Steps {
		if !slices.Contains(functions, s.Run) {
			mistakes = append(mistakes, fmt.Errorf("%s: step %q runs %q, which is not registered: use %s", s.at, s.Name, s.Run, strings.Join(functions, ", ")))
		}
		for _, name := range slices.Concat(s.Reads, s.Writes) {
			if !slices.Contains(resources, name) {
				mistakes = append(mistakes, fmt.Errorf("%s: step %q names %q, which is no resource: use %s", s.at, s.Name, name, strings.Join(resources, ", ")))
			}
		}
	}
	return errors.Join(mistakes...)
}
