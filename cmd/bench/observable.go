package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"yigai/cmd/bench/nation"
	"yigai/transform"
)

// observablePages are enough to tell what a page costs: it takes about a tenth of a second.
const observablePages = 100

// figuresOfCounties are what its pages show.
//
//go:embed peers/observable/figures.sql
var figuresOfCounties string

var observablePackages = []string{"@observablehq/framework@1.13.4", "@observablehq/plot@0.6.17", "htl@0.3.1"}

// measureObservable lets Observable Framework make a page for each county of
// what our county pages show, and compares the processor time of a page. Its
// pages are drawn by the browser that opens them, ours are drawn already.
func measureObservable(b *bench, ctx context.Context) (measured, error) {
	home, scripts, err := b.peerFolders()
	if err != nil {
		return measured{}, err
	}
	project := filepath.Join(home, "observable") // it finds no package through a link
	if err := fetch(ctx, "npm", append([]string{"install", "--silent", "--no-audit", "--no-fund", "--prefix", project}, observablePackages...)...); err != nil {
		return measured{missing: true, note: "这里装不上：" + firstLine(err), noteEn: "cannot be installed here: " + firstLine(err)}, nil
	}
	ours, err := b.site(ctx)
	if err != nil {
		return measured{}, err
	}
	for _, old := range []string{"src", "dist"} {
		err = errors.Join(err, os.RemoveAll(filepath.Join(project, old)))
	}
	config := "observablehq.config.js"
	if err := errors.Join(err, os.RemoveAll(filepath.Join(project, config)), os.CopyFS(filepath.Join(project, "src"), os.DirFS(filepath.Join(scripts, "observable", "src"))),
		copyFile(filepath.Join(scripts, "observable", config), filepath.Join(project, config)), b.countyFiles(ctx, filepath.Join(project, "src", "county"))); err != nil {
		return measured{}, err
	}
	cmd := exec.CommandContext(ctx, "node", filepath.Join("node_modules", "@observablehq", "framework", "dist", "bin", "observable.js"), "build")
	cmd.Dir, cmd.Env = project, append(os.Environ(), "OBSERVABLE_TELEMETRY_DISABLE=true")
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	used := childSeconds()
	if err := cmd.Run(); err != nil {
		return measured{}, fmt.Errorf("observable build: %w: %s", err, bytes.TrimSpace(said.Bytes()))
	}
	used = childSeconds() - used
	pages, err := filepath.Glob(filepath.Join(project, "dist", "county", "*.html"))
	if err != nil || len(pages) < min(observablePages, b.size.counties) {
		return measured{}, errors.Join(err, fmt.Errorf("observable build made %d pages", len(pages)))
	}
	theirs, our := used/float64(len(pages)), ours.CPU["site"]/ours.Counts["pages"]
	return measured{value: theirs / our, times: 1, parts: map[string]float64{"their CPU ms per page": 1000 * theirs, "our CPU ms per page": 1000 * our, "their pages": float64(len(pages))},
		note:   "每页只有一张表、一张由浏览器现画的图；本程序的页还有来源、简图、任务和英文，图已画好。Open SDG 要装 Ruby 全套，没有测",
		noteEn: "a page of a table and a chart that the browser draws; ours hold sources, drawn charts, tasks and English. Open SDG needs all of Ruby and was not measured"}, nil
}

// countyFiles writes the figures of each county into a file of its own.
func (b *bench) countyFiles(ctx context.Context, dir string) error {
	tables, err := b.tables(ctx, nation.Size{Counties: min(observablePages, b.size.counties), Elements: b.size.indicators, Quarters: b.size.quarters})
	if err != nil {
		return err
	}
	marts := tables + ".marts"
	if _, err := b.start(ctx, call{Task: "marts", Args: []string{tables, marts}}); err != nil {
		return err
	}
	var said bytes.Buffer
	if err := transform.Query(ctx, marts, figuresOfCounties, "json", &said); err != nil {
		return err
	}
	var rows []struct {
		Org, Indicator, Period, Status string
		Value                          json.Number
	}
	if err := json.Unmarshal(said.Bytes(), &rows); err != nil {
		return fmt.Errorf("read the figures of counties: %w", err)
	}
	type figure struct {
		Indicator string      `json:"indicator"`
		Period    string      `json:"period"`
		Value     json.Number `json:"value"`
		Status    string      `json:"status"`
	}
	of := map[string][]figure{}
	for _, r := range rows {
		of[r.Org] = append(of[r.Org], figure{r.Indicator, r.Period, r.Value, r.Status})
	}
	for org, figures := range of {
		data, err := json.Marshal(figures)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, org+".json"), data, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return os.RemoveAll(marts)
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
