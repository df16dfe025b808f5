package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"yigai/cmd/bench/nation"
	"yigai/ingest"
	"yigai/ingest/book"
	"yigai/ingest/xlsx"
	"yigai/internal/workspace"
	"yigai/programme"
)

// country is what a call's arguments say: how many counties, elements, quarters.
func country(args []string) (nation.Size, error) {
	var n [3]int
	var errs []error
	for i := range n {
		var err error
		n[i], err = strconv.Atoi(args[i])
		errs = append(errs, err)
	}
	return nation.Size{Counties: n[0], Elements: n[1], Quarters: n[2]}, errors.Join(errs...)
}

func countryArgs(s nation.Size, more ...string) []string {
	return append([]string{fmt.Sprint(s.Counties), fmt.Sprint(s.Elements), fmt.Sprint(s.Quarters)}, more...)
}

// sent makes sure that the workbooks of a country lie in a folder, one folder for
// each quarter, and says which.
func (b *bench) sent(s nation.Size) (string, error) {
	dir := b.path("sent", s.Counties, s.Elements, s.Quarters)
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	fmt.Fprintf(b.log, "bench: making %d workbooks …\n", s.Counties*s.Quarters)
	return dir, writeSent(s, dir)
}

func writeSent(s nation.Size, dir string) error {
	pack, office, err := openOffice(s, dir+".office")
	if err != nil {
		return err
	}
	key, err := office.Key()
	if err != nil {
		return err
	}
	var g errgroup.Group
	g.SetLimit(2)
	for q := range s.Quarters {
		folder := filepath.Join(dir+".draft", s.Quarter(q))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		for c := range s.Counties {
			g.Go(func() error {
				name, data, err := s.Workbook(pack, key, q, c, 1)
				if err != nil {
					return err
				}
				return os.WriteFile(filepath.Join(folder, name), data, 0o644)
			})
		}
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return os.Rename(dir+".draft", dir)
}

// openOffice makes a new workspace of a country.
func openOffice(s nation.Size, dir string) (*programme.Pack, *workspace.Workspace, error) {
	if err := os.RemoveAll(dir); err != nil {
		return nil, nil, err
	}
	pack, mistakes := programme.Load(s.Pack())
	if len(mistakes) > 0 {
		return nil, nil, errors.New(mistakes[0].String())
	}
	ws, err := workspace.Init(dir, workspace.Settings{Programme: pack.Programme.ID, Sample: true}, s.Pack())
	return pack, ws, err
}

// loadBooks reads all workbooks below dir into memory.
func loadBooks(dir string) (books [][]byte, err error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*", "*.xlsx"))
	if err == nil && len(paths) == 0 {
		err = fmt.Errorf("%s: no workbooks", dir)
	}
	for _, path := range paths {
		data, readErr := os.ReadFile(path)
		books, err = append(books, data), errors.Join(err, readErr)
	}
	return books, err
}

func inflateAll(books [][]byte) error {
	for _, data := range books {
		if _, err := xlsx.Inflate(bytes.NewReader(data), int64(len(data))); err != nil {
			return err
		}
	}
	return nil
}

// readTask reads every cell of the workbooks in a folder, and inflates them.
func readTask(c *child, args []string) error {
	books, err := loadBooks(args[0])
	if err != nil {
		return err
	}
	if err := c.measure("inflate", func() error { return inflateAll(books) }); err != nil {
		return err
	}
	cells := 0
	return errors.Join(c.measure("read", func() error {
		for _, data := range books {
			n, err := readCells(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				return err
			}
			cells += n
		}
		return nil
	}), c.note("cells", cells), c.note("workbooks", len(books)))
}

func (c *child) note(what string, n int) error {
	if n == 0 {
		return fmt.Errorf("no %s: the figure would say nothing", what)
	}
	c.out.Counts[what] = float64(n)
	return nil
}

// readCells reads a whole workbook as strictly as intake does.
func readCells(r interface {
	ReadAt([]byte, int64) (int, error)
}, size int64) (cells int, err error) {
	w, err := xlsx.Open(r, size, xlsx.DefaultLimits)
	if err != nil {
		return 0, err
	}
	for i := range w.Sheets() {
		if err := w.Rows(i, func(r book.Row) error { cells += len(r.Cells); return nil }); err != nil {
			return cells, err
		}
	}
	return cells, w.Verify()
}

func measureRead(b *bench, ctx context.Context) (measured, error) {
	dir, err := b.sent(nation.Size{Counties: b.size.read, Elements: b.size.elements, Quarters: 1})
	if err != nil {
		return measured{}, err
	}
	out, times, err := b.repeat(ctx, call{Task: "read", Args: []string{dir}, cores: 1})
	if err != nil {
		return measured{}, err
	}
	m := out[0]
	return measured{value: m.CPU["inflate"] / m.CPU["read"], times: times, parts: map[string]float64{
		"inflate CPU s": m.CPU["inflate"], "read CPU s": m.CPU["read"], "cells": m.Counts["cells"],
		"workbooks per CPU second": m.Counts["workbooks"] / m.CPU["read"], "share of a core": min(1, m.CPU["read"]/m.Wall["read"]),
	}}, nil
}

// takeTask takes a folder of workbooks in, in a new workspace of the folder for
// offices. It stays until the whole run is over: a file system that has just let go
// of thousands of files makes new ones slowly.
func takeTask(c *child, args []string) error {
	s, err := country(args)
	if err != nil {
		return err
	}
	books, err := loadBooks(args[3])
	if err != nil {
		return err
	}
	if err := os.MkdirAll(args[4], 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(args[4], "office-*")
	if err != nil {
		return err
	}
	pack, ws, err := openOffice(s, dir)
	if err != nil {
		return err
	}
	if err := c.measure("inflate", func() error { return inflateAll(books) }); err != nil {
		return err
	}
	books = nil
	return c.measure("take", func() error { return takeIn(c.ctx, ws, pack, time.Now, s.Counties*s.Quarters, []string{args[3]}) })
}

// takeIn receives batches of folders, one after the other, for receipts tell them
// apart, and makes the facts; so many files must be accepted in all.
func takeIn(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, now func() time.Time, want int, batches ...[]string) error {
	for _, folders := range batches {
		if _, err := ingest.Receive(ctx, ws, folders, ingest.Options{Now: now}); err != nil {
			return err
		}
	}
	sum, err := ingest.Rebuild(ctx, ws, pack, ingest.Rebuilding{Version: "bench", Build: "bench"})
	if err == nil && sum.Counts[ingest.Accepted] != want {
		err = fmt.Errorf("%d workbooks were to be accepted: %v", want, sum.Counts)
	}
	return err
}

func (b *bench) taking(cores int) (call, error) {
	s := nation.Size{Counties: b.size.take, Elements: b.size.elements, Quarters: 1}
	dir, err := b.sent(s)
	return call{Task: "take", Args: countryArgs(s, dir, b.offices()), cores: cores}, err
}

// offices is where workspaces stay until the end of the run.
func (b *bench) offices() string { return b.path("offices") }

func measureTake(b *bench, ctx context.Context) (measured, error) {
	one, err := b.taking(1)
	if err != nil {
		return measured{}, err
	}
	out, times, err := b.repeat(ctx, one)
	if err != nil {
		return measured{}, err
	}
	m := out[0]
	return measured{value: m.CPU["inflate"] / m.CPU["take"], times: times, parts: map[string]float64{
		"inflate CPU s": m.CPU["inflate"], "take CPU s": m.CPU["take"], "take seconds by the clock": m.Wall["take"], "memory MB": m.Peak,
		"workbooks per CPU second": float64(b.size.take) / m.CPU["take"],
	}}, nil
}

func measureCores(b *bench, ctx context.Context) (measured, error) {
	one, err := b.taking(1)
	if err != nil {
		return measured{}, err
	}
	two, err := b.taking(2)
	if err != nil {
		return measured{}, err
	}
	out, times, err := b.repeat(ctx, one, two)
	if err != nil {
		return measured{}, err
	}
	return measured{value: out[0].Wall["take"] / out[1].Wall["take"], times: times, parts: map[string]float64{
		"one core s": out[0].Wall["take"], "two cores s": out[1].Wall["take"], "one core CPU s": out[0].CPU["take"], "two cores CPU s": out[1].CPU["take"]}}, nil
}
