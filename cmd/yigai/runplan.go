//go:build cgo

package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"yigai/dags"
	"yigai/ingest"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

func (a *app) runCommand() *cobra.Command {
	var period string
	c := &cobra.Command{
		Use: "run --period P", Short: a.t("按季度计划运行：收件、汇总、网页；未变的跳过，失败处续做", "the plan of the quarter: intake, marts, site; skips what has not changed, resumes where it failed"),
		Example: "  yigai run --period 2022Q4\n  yigai run --period 2022Q4 --json", Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) (err error) {
			ws, pack, unlock, err := a.openToWrite("run")
			if err != nil {
				return err
			}
			defer closing(&err, unlock)
			at, err := periodOf(pack, period)
			if err != nil {
				return err
			}
			if pack.IsHistory(at) {
				return badUse("%s 是历史期，运行从 %s 开始", "%s is history, runs begin with %s", at, pack.Programme.Periods.First)
			}
			return a.runPlan(c.Context(), ws, pack, at)
		},
	}
	c.Flags().StringVar(&period, "period", "", a.t("报告期，如 2022Q4", "the period, e.g. 2022Q4"))
	return c
}

func (a *app) runPlan(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, at programme.Period) error {
	plan, err := dags.Load(dags.Plans, dags.Quarter)
	if err != nil {
		return err
	}
	runner := dags.Runner{
		Steps: a.steps(ws, pack, at), Resources: resources(ws, pack), Dir: ws.Path("runs"), Version: build(), Now: a.Now,
		Note: func() (map[string]string, error) {
			head, err := ws.Journal.Head()
			return head.Note(), err
		},
		Watch: func(s dags.StepLog) {
			if s.State == dags.Skipped {
				a.printer().Stage(a.stepName(s.Name)).End(a.t("未变，跳过", "unchanged, skipped"))
			}
		},
	}
	log, err := runner.Run(ctx, plan, at.String())
	if a.json && log.Run != "" {
		err = errors.Join(err, writeJSON(a.Out, log))
	} else if log.State == dags.Done {
		a.say("运行 %s 完成：%s", "run %s is done: %s", log.Run, a.stepWords(log.Steps))
	}
	return err
}

// steps are the functions that a plan may name.
func (a *app) steps(ws *workspace.Workspace, pack *programme.Pack, at programme.Period) map[string]dags.StepFunc {
	return map[string]dags.StepFunc{
		"check-pack": func(context.Context, string) error {
			_, err := loadPack(ws.PackFS(), ws.Path("programme"))
			return err
		},
		"ingest": func(ctx context.Context, _ string) error {
			paths, err := inbox(ws)
			if err != nil {
				return err
			}
			answers, _, err := a.takeIn(ctx, ws, pack, paths, ingest.Options{})
			if err != nil {
				return err
			}
			return refusal(answers)
		},
		"transform": func(ctx context.Context, _ string) error {
			report, err := a.writeMarts(ctx, ws, pack, at)
			if err == nil {
				a.tellDoubts(report)
			}
			return err
		},
		"site": func(ctx context.Context, _ string) error {
			_, err := a.writeSite(ctx, ws)
			return err
		},
		"review": func(ctx context.Context, _ string) error {
			r, err := a.reviewOf(ctx, ws, pack, at)
			if err == nil && !a.json {
				a.tellReview(ws, pack, at, r)
			}
			return err
		},
	}
}

// resources tell whether what steps read and write has changed.
func resources(ws *workspace.Workspace, pack *programme.Pack) map[string]dags.Resource {
	return map[string]dags.Resource{
		"programme": func() (string, error) { return pack.Hash, nil },
		"inbox":     func() (string, error) { return treeHash(ws.Path("inbox"), contentOf) },
		"originals": func() (string, error) { return treeHash(ws.Path("originals"), sizeOf) }, // names are hashes
		"journal":   func() (string, error) { head, err := ws.Journal.Head(); return head.Hash, err },
		"facts":     func() (string, error) { return soundName(ws.Facts()) },
		"editions":  func() (string, error) { newest, err := newestEdition(ws); return newest.name, err },
		"reference": func() (string, error) { return soundName(ws.Reference()) },
		"marts":     func() (string, error) { return soundName(ws.Marts()) },
		"site":      func() (string, error) { return treeHash(ws.Path("site"), contentOf) },
	}
}

// soundName is the name of the current generation, or "" when there is none
// that is whole: it is then made again.
func soundName(s store.Store) (string, error) {
	g, err := s.Current()
	if errors.Is(err, store.ErrEmpty) || errors.Is(err, store.ErrDamaged) || err == nil && len(g.Verify()) > 0 {
		return "", nil
	}
	return g.Name, err
}

// treeHash hashes the names of all files below dir, each with what of gives for it.
func treeHash(dir string, of func(fsys fs.FS, name string) (string, error)) (string, error) {
	h := sha256.New()
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == "." {
			return fs.SkipAll
		}
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		mark, err := of(fsys, name)
		fmt.Fprintf(h, "%q %s\n", name, mark)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}

func sizeOf(fsys fs.FS, name string) (string, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return "", err
	}
	return fmt.Sprint(info.Size()), nil
}

func contentOf(fsys fs.FS, name string) (string, error) {
	data, err := fs.ReadFile(fsys, name)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), err
}
