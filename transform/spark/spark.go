// Package spark runs the models on the Spark of the site: it writes a plan and
// one job script into a folder and starts Spark's own submission tool, which
// knows the cluster (standalone, YARN, Kubernetes) as the site has set it up.
// Every table made comes back as Parquet files. There is no scheduler, no
// protocol and no address of a cluster here.
package spark

import (
	"context"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

//go:embed job.py
var script []byte

// A Submission says how Spark is started.
type Submission struct {
	Program string   // spark-submit; "" to look for it, see Find
	Args    []string // handed to it as they are: --master, --conf, ...
	Shared  string   // a folder or URL that this machine and the cluster both reach, "" where they share their disks
	Log     string   // file that keeps what Spark said, made anew each time
}

// A Source is a table that exists: its Parquet files, which may be none.
type Source struct {
	Name    string   `json:"name"`
	Columns []Column `json:"columns"`
	Files   []string `json:"files"` // absolute; not nil
}

// A Column is a column of a Source; Type as DuckDB prints it.
type Column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// A Model is one SELECT and the tables it reads.
type Model struct {
	Name  string   `json:"name"`
	SQL   string   `json:"sql"`
	Needs []string `json:"needs"`
}

// A Plan is what the job script does: Models, each after those it needs.
type Plan struct {
	Sources []Source `json:"sources"`
	Models  []Model  `json:"models"`
	AtOnce  int      `json:"at_once"` // models made side by side
	Small   bool     `json:"small"`   // settings for large tables would only cost time
	Out     string   `json:"out"`     // where tables go, filled in by Run
	Shared  string   `json:"shared"`  // likewise, of the Submission
	Own     string   `json:"own"`     // likewise, the name of our folder in it
}

// Run makes the tables of a plan. dir, which must be there and be empty, gets
// the script, the plan and a folder of Parquet files for each model, which
// Table names; the folder that dir is in must have a name that no other run has. made is told of each table once it is there. Errors are
// *Problem where a person can mend it.
func Run(ctx context.Context, s Submission, dir string, p Plan, made func(table string)) error {
	program, err := Find(s.Program)
	if err != nil {
		return err
	}
	if err := refuse(s.Args); err != nil {
		return err
	}
	if p, err = p.translated(); err != nil {
		return err
	}
	p.Out, p.Shared, p.Own = outOf(dir), s.Shared, strings.TrimPrefix(filepath.Base(filepath.Dir(dir)), ".")
	plan, err := json.Marshal(p)
	if err != nil {
		return err
	}
	job, list := filepath.Join(dir, "job.py"), filepath.Join(dir, "plan.json")
	if err := os.WriteFile(job, script, 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(list, plan, 0o644); err != nil {
		return err
	}
	return s.submit(ctx, program, []string{job, list}, made)
}

func outOf(dir string) string { return filepath.Join(dir, "out") }

// Table is the folder that Run with the same dir made for a model.
func Table(dir, model string) string { return filepath.Join(outOf(dir), model) }

// translated has every model as Spark reads it.
func (p Plan) translated() (Plan, error) {
	models := make([]Model, len(p.Models))
	for i, m := range p.Models {
		sql, err := Translate(m.SQL)
		if err != nil {
			return p, &Problem{Zh: "模型 " + m.Name + " 不能译成 Spark 的写法：" + err.Error(), En: "model " + m.Name + " cannot be written for Spark: " + err.Error()}
		}
		m.SQL = sql
		models[i] = m
	}
	p.Models = models
	return p, nil
}
