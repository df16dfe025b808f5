//go:build cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yigai/internal/beijing"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/transform"
)

// A rescoring is how `yigai evaluate rescore` was called.
type rescoring struct {
	rules string // a folder, or the beginning of the hash of a version kept
	asOf  string // a day, or the number of an entry of the journal
}

func (a *app) evaluateRescoreCommand() *cobra.Command {
	var f rescoring
	c := &cobra.Command{
		Use: "rescore [--rules FOLDER|HASH] [--as-of DAY|SEQ]", Short: a.t("重新评分：当时的规则、现在的规则、现在的数据并列", "score anew: the rules then, the rules now, the data now, side by side"),
		Long: a.t(`把最终得分算三遍并列：当时的规则和当时的数据，现在的规则和当时的数据，现在的规则和现在的数据。
列出得分、等次或位次有变动的每个单位，写明是规则还是数据引起的，并点名跨过的每一条等次线。
当时的数据由原件和日志重建到那一天（含）或那一条为止。全部在临时文件夹里算，工作区不变。`,
			`Final scores three times, side by side: the rules and data then, the rules now on the data then, the rules and data now. Every
org whose score, grade or rank moved is listed, with what moved it, rules or data, and each cut-off between grades that it
crossed. The data then are rebuilt from originals and journal up to that day (included) or entry. All of it happens in a
temporary folder: the workspace stays as it is.`),
		Example: "  yigai evaluate rescore --as-of 2022-01-15\n  yigai evaluate rescore --rules 3f2a9c\n  yigai evaluate rescore --rules ../draft-rules --as-of 42 --json",
		Args:    a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return a.evaluateRescore(c.Context(), f) },
	}
	c.Flags().StringVar(&f.rules, "rules", "", a.t("当时的规则：文件夹，或保存过的版本的哈希（开头几位即可）；默认现在的规则", "the rules then: a folder, or the hash of a version kept (its first digits do); by default the rules now"))
	c.Flags().StringVar(&f.asOf, "as-of", "", a.t("当时：一天，如 2022-01-15，或日志第几条；默认现在的数据", "then: a day such as 2022-01-15, or the number of an entry of the journal; by default the data now"))
	return c
}

// A basis is one of the three: rules, and how much of the journal.
type basis struct {
	pack   *programme.Pack
	length int
}

func (a *app) evaluateRescore(ctx context.Context, f rescoring) (err error) {
	ws, pack, err := a.open()
	if err != nil {
		return err
	}
	if f.rules == "" && f.asOf == "" {
		return badUse("请用 --rules 写明当时的规则，或用 --as-of 写明当时的日子", "say with --rules which rules were then, or with --as-of when then was")
	}
	head, err := ws.Journal.Head()
	if err != nil {
		return err
	}
	then := basis{pack, head.Length}
	if then.pack, err = rulesThen(ws, pack, f.rules); err != nil {
		return err
	}
	if then.length, err = lengthThen(ws, f.asOf, head.Length); err != nil {
		return err
	}
	aside, err := os.MkdirTemp("", "yigai-rescore-")
	if err != nil {
		return err
	}
	defer closing(&err, func() error { return os.RemoveAll(aside) })
	r := rescorer{a, ws, aside, pack.Programme.Periods.First, map[basis]results{}}
	three, err := r.all(ctx, []basis{then, {pack, then.length}, {pack, head.Length}})
	if err != nil {
		return err
	}
	return a.tellRescored(pack, then, head.Length, compareResults(three))
}

// rulesThen loads the pack that --rules names; the one in use where it names none.
func rulesThen(ws *workspace.Workspace, now *programme.Pack, name string) (*programme.Pack, error) {
	if name == "" {
		return now, nil
	}
	if info, err := os.Stat(filepath.Join(name, "programme.yaml")); err == nil && !info.IsDir() {
		return loadPack(os.DirFS(name), name)
	}
	hashes, err := ws.Versions()
	if err != nil {
		return nil, err
	}
	var found, list []string
	for _, h := range hashes {
		list = append(list, h[:12])
		if strings.HasPrefix(h, strings.ToLower(name)) {
			found = append(found, h)
		}
	}
	if len(found) != 1 {
		return nil, badUse("%q 不是装有 programme.yaml 的文件夹，也不是唯一一个保存过的版本；保存过的版本：%s", "%q is no folder with programme.yaml, nor one version that was kept; those kept are %s", name, strings.Join(list, " "))
	}
	return loadPack(ws.VersionFS(found[0]), found[0])
}

// lengthThen is how many entries the journal had at the end of a day, or the
// number given; all where nothing is.
func lengthThen(ws *workspace.Workspace, text string, all int) (int, error) {
	if text == "" {
		return all, nil
	}
	if n, err := strconv.Atoi(text); err == nil {
		if n < 1 || n > all {
			return 0, badUse("日志有 %d 条，没有第 %d 条", "the journal has %d entries, none with the number %d", all, n)
		}
		return n, nil
	}
	day, err := programme.ParseDate(text)
	if err != nil || day.IsZero() {
		return 0, badUse("--as-of 应是一天，如 2022-01-15，或日志的编号，不是 %q", "--as-of must be a day such as 2022-01-15, or a number of the journal, not %q", text)
	}
	entries, err := ws.Journal.Entries()
	if err != nil {
		return 0, err
	}
	for i, e := range entries {
		if e.At.In(beijing.Zone).Format(time.DateOnly) > day.String() {
			return i, nil
		}
	}
	return len(entries), nil
}

// A rescorer makes the results of each basis, each once.
type rescorer struct {
	*app
	ws    *workspace.Workspace
	aside string
	at    programme.Period // the newest period shown by any of them
	made  map[basis]results
}

func (r *rescorer) all(ctx context.Context, bases []basis) ([]results, error) {
	facts := map[basis]string{}
	for _, b := range bases {
		if facts[b] != "" {
			continue
		}
		dir, at, err := r.facts(ctx, b, len(facts))
		if err != nil {
			return nil, err
		}
		facts[b] = dir
		if r.at.Before(at) {
			r.at = at
		}
	}
	three := make([]results, len(bases))
	for i, b := range bases {
		if _, done := r.made[b]; !done {
			made, err := r.score(ctx, b, facts[b], len(r.made))
			if err != nil {
				return nil, err
			}
			r.made[b] = made
		}
		three[i] = r.made[b]
	}
	return three, nil
}

// facts rebuilds them from the originals and the journal's first entries.
func (r *rescorer) facts(ctx context.Context, b basis, nth int) (dir string, newest programme.Period, err error) {
	past, err := r.ws.Past(filepath.Join(r.aside, fmt.Sprintf("past-%d", nth)), b.length)
	if err != nil {
		return "", newest, err
	}
	if _, err := r.rebuild(ctx, past, b.pack); err != nil {
		return "", newest, err
	}
	made, err := past.Facts().Current()
	if err != nil {
		return "", newest, err
	}
	return made.Dir, newestPeriod(b.pack, made), nil
}

// score runs the models on facts by the rules of b.
func (r *rescorer) score(ctx context.Context, b basis, facts string, nth int) (results, error) {
	reference, marts := filepath.Join(r.aside, fmt.Sprintf("reference-%d", nth)), filepath.Join(r.aside, fmt.Sprintf("marts-%d", nth))
	if err := programme.WriteReference(reference, b.pack, runOf(r.ws, b.pack, r.at)); err != nil {
		return results{}, err
	}
	if _, err := r.transform(ctx, facts, reference, marts); err != nil {
		if errors.Is(err, transform.ErrTests) {
			return results{}, err
		}
		return results{}, fmt.Errorf("score anew: %w", err)
	}
	return readResults(marts, b.pack)
}
