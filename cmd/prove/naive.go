//go:build linux

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// twins are the stages of a program as it is usually written: files are copied and
// pages written in place, nothing is flushed. The harness must catch it.
func twins(ctx context.Context, work string, stages []stage) (twins []stage, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	for _, s := range stages {
		if s.name != "ingest" && s.name != "site" {
			continue
		}
		t := s
		t.name, t.naive, t.argv = "naive "+s.name, true, []string{self, "naive", s.name, "DIR"}
		dir := filepath.Join(work, "twin")
		if err := t.fresh(dir); err != nil {
			return nil, err
		}
		if err := t.measure(ctx, dir); err != nil {
			return nil, err
		}
		twins = append(twins, t)
	}
	return twins, nil
}

// naive is the twin's main: it takes in, or publishes, in place.
func naive(args []string) int {
	if len(args) != 2 {
		return 2
	}
	work := map[string]func(dir string) error{"ingest": naiveIngest, "site": naiveSite}[args[0]]
	if err := work(args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	return 0
}

// naiveIngest copies what came into originals, says so, and then empties the inbox.
func naiveIngest(dir string) error {
	inbox := filepath.Join(dir, "inbox")
	err := eachFile(inbox, func(path string, data []byte) error {
		target := filepath.Join(dir, "originals", fmt.Sprintf("%x%s", sha256.Sum256(data), filepath.Ext(path)))
		if err := inPlace(target, data); err != nil {
			return err
		}
		fmt.Println("✓", filepath.Base(path))
		return nil
	})
	if err != nil {
		return err
	}
	return eachFile(inbox, func(path string, _ []byte) error { return os.Remove(path) })
}

// newPage is what the naive site's new pages end with. It is long: the new site
// needs room that the old one did not.
var newPage = append(bytes.Repeat([]byte(" "), 8<<10), "<!-- new -->\n"...)

// naiveSite writes all pages again over the old ones.
func naiveSite(dir string) error {
	return eachFile(filepath.Join(dir, "site"), func(path string, data []byte) error {
		if !bytes.HasSuffix(data, newPage) {
			data = append(data, newPage...)
		}
		return inPlace(path, data)
	})
}

func eachFile(folder string, do func(path string, data []byte) error) error {
	return filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return do(path, data)
	})
}

// inPlace writes a file in pieces, without a temporary one and without flushing.
func inPlace(path string, data []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	for len(data) > 0 {
		n, err := f.Write(data[:min(len(data), 4096)])
		if err != nil {
			return err
		}
		data = data[n:]
	}
	return f.Close()
}
