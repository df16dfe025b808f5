package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"yigai/cmd/bench/nation"
)

// lateTask takes a year in but for one workbook, and then that one.
func lateTask(c *child, args []string) error {
	s, err := country(args)
	if err != nil {
		return err
	}
	pack, ws, err := openOffice(s, args[4])
	if err != nil {
		return err
	}
	year, late, err := splitYear(args[3], args[4]+".sent")
	if err != nil {
		return err
	}
	all := s.Counties * s.Quarters
	return errors.Join(
		c.measure("year", func() error { return takeIn(c.ctx, ws, pack, time.Now, all-1, []string{year}) }),
		c.measure("late", func() error { return takeIn(c.ctx, ws, pack, time.Now, all, []string{late}) }),
		os.RemoveAll(args[4]), os.RemoveAll(args[4]+".sent"))
}

// splitYear links the workbooks of a year into a folder of their own, all but the
// last of the last quarter, which gets one to itself.
func splitYear(sent, dir string) (year, late string, err error) {
	paths, err := filepath.Glob(filepath.Join(sent, "*", "*.xlsx"))
	if err != nil {
		return "", "", err
	}
	year, late = filepath.Join(dir, "year"), filepath.Join(dir, "late")
	if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(year, 0o755), os.MkdirAll(late, 0o755)); err != nil {
		return "", "", err
	}
	for i, path := range paths {
		folder := year
		if i == len(paths)-1 {
			folder = late
		}
		if err := os.Link(path, filepath.Join(folder, filepath.Base(path))); err != nil {
			return "", "", err
		}
	}
	return year, late, nil
}

func measureLate(b *bench, ctx context.Context) (measured, error) {
	s := nation.Size{Counties: b.size.year, Elements: b.size.elements, Quarters: 4}
	dir, err := b.sent(s)
	if err != nil {
		return measured{}, err
	}
	out, times, err := b.repeat(ctx, call{Task: "late", Args: countryArgs(s, dir, b.path("late"))})
	if err != nil {
		return measured{}, err
	}
	m := out[0]
	return measured{value: m.CPU["late"] / m.CPU["year"], times: times, parts: map[string]float64{"year CPU s": m.CPU["year"], "late CPU s": m.CPU["late"]}}, nil
}
