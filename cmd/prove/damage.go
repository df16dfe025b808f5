//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// damaged damages one file after the other, each in a fresh copy of a workspace with
// two editions, and asks verify for its name.
func (h *harness) damaged(ctx context.Context, ready string) (rows []finding, err error) {
	if h.settled, err = h.upToDate(ctx, ready); err != nil {
		return nil, err
	}
	was := treeHash(h.settled)
	for _, of := range targets {
		row, err := h.damagedIn(ctx, of)
		if err != nil {
			return rows, fmt.Errorf("%s: %w", of.name, err)
		}
		rows = append(rows, row)
	}
	if treeHash(h.settled) != was {
		return rows, errors.New("the program wrote into a file that was there")
	}
	return rows, nil
}

// upToDate is a copy of the workspace whose tables were made last, so that made
// again they come out the same.
func (h *harness) upToDate(ctx context.Context, ready string) (string, error) {
	dir := filepath.Join(h.work, "up-to-date")
	if err := copyTree(ready, dir); err != nil {
		return "", err
	}
	if out, err := exec.CommandContext(ctx, h.program, "transform", "--dir", dir).CombinedOutput(); err != nil {
		return "", fmt.Errorf("transform: %w: %s", err, lastLine(string(out)))
	}
	if out, err := exec.CommandContext(ctx, h.program, "verify", "--dir", dir).CombinedOutput(); err != nil || bytes.Contains(out, []byte("marts/")) {
		return "", fmt.Errorf("undamaged, and yet verify says: %s (%w)", out, err)
	}
	return dir, nil
}

func (h *harness) damagedIn(ctx context.Context, of target) (finding, error) {
	files, err := filesOf(h.settled, of)
	if err != nil || len(files) == 0 {
		return finding{}, fmt.Errorf("no file to damage (%w)", err)
	}
	t := &tally{finding: finding{Kind: "damage", Stage: of.name, Ways: map[string]int{}}, wanted: max(1, (h.damages+len(targets)-1)/len(targets)), began: time.Now(), told: time.Now()}
	err = h.each(ctx, func(ctx context.Context, bench *harness) error {
		for n, more := t.next(); more && ctx.Err() == nil; n, more = t.next() {
			bench.random = rand.New(rand.NewPCG(h.seed, seedOf("damage"+of.name, n)))
			file, way := files[bench.random.IntN(len(files))], harms[n%len(harms)]
			problem, done, err := bench.damagedOnce(ctx, n, file, way, alike(files, file))
			if err != nil {
				return fmt.Errorf("%s %s: %w", way.name, file, err)
			}
			row := finding{Runs: 1}
			if done {
				row.Disturbed, row.Ways = 1, map[string]int{way.name: 1}
			}
			if problem != "" {
				row.Violations = []string{fmt.Sprintf("%s %s #%d: %s", way.name, file, n, problem)}
			}
			t.add(h.out, row)
		}
		return ctx.Err()
	})
	t.Seconds = since(t.began)
	return t.finding, err
}

// damagedOnce returns what verify got wrong, and whether anything was damaged.
func (h *harness) damagedOnce(ctx context.Context, n int, file string, way harm, others []string) (problem string, done bool, err error) {
	dir := filepath.Join(h.work, "damaged")
	if err := h.cheapCopy(ctx, dir); err != nil {
		return "", false, err
	}
	names, err := way.do(h, dir, file, others)
	if err != nil || names == nil {
		return "", false, err
	}
	out, err := exec.CommandContext(ctx, h.program, "verify", "--dir", dir).CombinedOutput()
	folder, _, _ := strings.Cut(file, "/")
	switch {
	case folder == "cache": // nothing rests on it, so verify need not look; what is made of it must be right
	case err == nil && !(way.name == "rollback" && slices.Contains(tables, folder)):
		return "verify found all in order", true, nil
	case !slices.ContainsFunc(names, func(name string) bool { return bytes.Contains(out, []byte(name)) }):
		return "verify does not name it: " + strings.ReplaceAll(strings.TrimSpace(string(out)), "\n", " | "), true, nil
	case feeds(file) && way.name != "add" && !bytes.Contains(out, []byte("2031H")):
		return "verify does not say what it fed", true, nil
	}
	problem, err = h.madeAgain(ctx, n, dir, folder)
	return problem, true, err
}

// tables are the folders that are made again from originals and journal. An older
// making of them is whole in itself: verify says that it is not the latest, and no more.
var tables = []string{"facts", "reference", "marts"}

// feeds says whether figures came from a file.
func feeds(file string) bool {
	return strings.HasPrefix(file, "originals/") && filepath.Ext(file) == ".xlsx"
}

// cheapCopy links the files of the workspace into a new folder. No harm writes into a
// file, and the program must not either: damaged looks at the end.
func (h *harness) cheapCopy(ctx context.Context, dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if out, err := exec.CommandContext(ctx, "cp", "-al", h.settled, dir).CombinedOutput(); err != nil {
		return fmt.Errorf("copy: %w: %s", err, lastLine(string(out)))
	}
	if err := os.Remove(filepath.Join(dir, ".lock")); !errors.Is(err, fs.ErrNotExist) {
		return err // a lock that is shared would hold up the other workers
	}
	return nil
}

// madeAgain does what verify advises for damaged tables: away with them, and once
// more. They must come out as they were. The slower ones are tried one time in ten.
// Facts are made of what intake remembers as well, so a damaged memory must not show in them.
func (h *harness) madeAgain(ctx context.Context, n int, dir, folder string) (problem string, err error) {
	if folder == "cache" {
		folder = "facts"
	}
	command := map[string]string{"facts": "ingest", "reference": "transform", "marts": "transform"}[folder]
	if command == "" || command == "transform" && n%10 > 0 {
		return "", nil
	}
	if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
		return "", err
	}
	if out, err := exec.CommandContext(ctx, h.program, command, "--dir", dir).CombinedOutput(); err != nil {
		return fmt.Sprintf("they cannot be made again: %v: %s", err, lastLine(string(out))), nil
	}
	if now, was := states(dir)[folder], states(h.settled)[folder]; now != was {
		return fmt.Sprintf("made again they are %s, and were %s", now, was), nil
	}
	if problems := generationProblems(filepath.Join(dir, folder)); len(problems) > 0 {
		return strings.Join(problems, "; "), nil
	}
	return "", nil
}

// restored takes away everything but what counts as the truth, and has each edition
// made again from it: byte for byte.
func (h *harness) restored(ctx context.Context, ready string) ([]finding, error) {
	row, began := finding{Kind: "restore", Stage: "editions"}, time.Now()
	dir := filepath.Join(h.work, "restored")
	names, err := editions(ready)
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("no edition to restore (%w)", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	for _, truth := range []string{"originals", "journal", "programme", "keys", "yigai.yaml"} {
		if err := copyTree(filepath.Join(ready, truth), filepath.Join(dir, truth)); err != nil {
			return nil, err
		}
	}
	for _, name := range names {
		row.Runs, row.Disturbed = row.Runs+1, row.Disturbed+1
		if out, err := exec.CommandContext(ctx, h.program, "publish", "--dir", dir, "--rebuild", name).CombinedOutput(); err != nil {
			row.Violations = append(row.Violations, fmt.Sprintf("%s: %v: %s", name, err, lastLine(string(out))))
			continue
		}
		if treeHash(filepath.Join(dir, "editions", name)) != treeHash(filepath.Join(ready, "editions", name)) {
			row.Violations = append(row.Violations, name+" came back otherwise")
			continue
		}
		row.Whole++
	}
	row.Seconds = since(began)
	return []finding{row}, nil
}
