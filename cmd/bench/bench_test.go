package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestMain is the program where a test has started it as a child.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == childFlag {
		if err := runChild(os.Args[2], os.Args[3], os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		return
	}
	os.Exit(m.Run())
}

// TestEveryRowYieldsAFigure runs everything once at a size that says nothing of
// speed, so that the harness cannot rot. Rows that need the built program or
// other programs are run by `make bench` alone.
func TestEveryRowYieldsAFigure(t *testing.T) {
	dir := t.TempDir()
	file, page := filepath.Join(dir, "bench.json"), filepath.Join(dir, "bench.md")
	var names []string
	for _, r := range rows(sizes["tiny"], false) {
		if r.name != "run" {
			names = append(names, r.name)
		}
	}
	var out, log bytes.Buffer
	args := []string{"--sizes", "tiny", "--repeats", "1", "--peers=false", "--dir", filepath.Join(dir, "data"), "--json", file, "--page", page, "--only", strings.Join(names, ",")}
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := run(context.Background(), args, &out, &log); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var report Report
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Figures) != len(names) {
		t.Errorf("%d figures for %d rows", len(report.Figures), len(names))
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Figures {
		if f.Missing || !(f.Value > 0) || f.Times == 0 {
			t.Errorf("%s yields no figure: %s", f.Name, f.NoteEn)
		}
		if f.Aim != "" && f.Met == nil {
			t.Errorf("%s has an aim and does not say whether it is met", f.Name)
		}
		if !strings.Contains(out.String(), f.Name) || !strings.Contains(string(text), "`"+f.Name+"`") {
			t.Errorf("%s is not in the table or not on the page", f.Name)
		}
	}
}

func TestAims(t *testing.T) {
	b := &bench{log: &bytes.Buffer{}}
	give := func(v float64) func(*bench, context.Context) (measured, error) {
		return func(*bench, context.Context) (measured, error) { return measured{value: v, times: 1}, nil }
	}
	for _, c := range []struct {
		aim  *aim
		got  float64
		want bool
	}{{atLeast(0.6), 0.61, true}, {atLeast(0.6), 0.6, true}, {atLeast(0.6), 0.59, false}, {atMost(4), 3, true}, {atMost(4), 4, true}, {atMost(4), 4.1, false}} {
		if f := b.figure(context.Background(), row{name: "x", aim: c.aim, measure: give(c.got)}); f.Met == nil || *f.Met != c.want {
			t.Errorf("aim %+v, got %v: met %v", *c.aim, c.got, f.Met)
		}
	}
	failing := func(*bench, context.Context) (measured, error) { return measured{}, fmt.Errorf("no disk") }
	if f := b.figure(context.Background(), row{name: "x", aim: atMost(1), measure: failing}); !f.Missing || f.Met != nil {
		t.Errorf("a row that fails says %+v", f)
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   float64
	}{{[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 2, 9}, 3}} {
		if got := median(c.values); got != c.want {
			t.Errorf("median of %v = %v, want %v", c.values, got, c.want)
		}
	}
}

// Of a row that misses its aim the page says why; of one that reaches it, nothing.
func TestRemarks(t *testing.T) {
	yes, no := true, false
	for _, c := range []struct {
		met  *bool
		want bool
	}{{&no, true}, {nil, true}, {&yes, false}} {
		page := string(Report{Figures: []Figure{{Name: "site", Aim: "≤ 4", Met: c.met}, {Name: "site-again", Aim: "≤ 0.1", Met: &yes}}}.markdown())
		if strings.Contains(page, "\n### site\n") != c.want || strings.Contains(page, "](#site)") != c.want {
			t.Errorf("met %v: is it said why: want %v in\n%s", c.met, c.want, page)
		}
		if strings.Contains(page, "### quarter") || !strings.Contains(page, "### Open SDG") {
			t.Error("it is said of a row that was not measured, or not what is said always")
		}
	}
	for _, m := range remarks() {
		zh, en, two := strings.Cut(m.text, "\n\n")
		if !two || zh == "" || en == "" || m.ofRow() == strings.Contains(m.name, " ") {
			t.Errorf("notes.md: %q is about no row, or does not say it in Chinese and in English", m.name)
		}
	}
}

// What a later run measured takes its place in the table, with the day it was measured.
func TestRunsAreJoined(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, r Report) string {
		data, err := json.Marshal(r)
		path := filepath.Join(dir, name)
		if err := errors.Join(err, os.WriteFile(path, data, 0o644)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := write("first.json", Report{Minutes: 11, LeftOut: []string{"17M", "168M"}, Figures: []Figure{{Name: "read", Value: 0.5}, {Name: "marts-160k", Value: 200}, {Name: "site", Value: 3}}})
	second := write("second.json", Report{Minutes: 30, Began: time.Date(2026, 11, 23, 21, 26, 0, 0, time.UTC),
		Figures: []Figure{{Name: "marts-17M", Value: 1800}, {Name: "marts-168M", Missing: true, NoteEn: "no room"}, {Name: "read", Value: 0.6, NoteEn: "again"}}})
	r, err := readReports(first + "," + second)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range r.Figures {
		got = append(got, fmt.Sprint(f.Name, " ", f.Value, " ", f.NoteEn))
	}
	want := []string{"read 0.6 again; measured apart, 2026-11-23 21:26 UTC", "marts-160k 200 ", "marts-17M 1800 measured apart, 2026-11-23 21:26 UTC",
		"marts-168M 0 no room; measured apart, 2026-11-23 21:26 UTC", "site 3 "}
	if !slices.Equal(got, want) {
		t.Errorf("figures\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if r.Minutes != 41 || !slices.Equal(r.LeftOut, []string{"168M"}) {
		t.Errorf("%v minutes, left out %v", r.Minutes, r.LeftOut)
	}
}
