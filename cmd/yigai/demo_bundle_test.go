//go:build cgo

package main

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"yigai/ingest/sample"
)

// sentWorkbook is the path of a workbook as it was sent; one that lies in a
// bundle is unpacked, by archive/zip and not by our reader.
func sentWorkbook(t *testing.T, folder, name string) string {
	t.Helper()
	if _, err := os.Stat(filepath.Join(folder, name)); !errors.Is(err, fs.ErrNotExist) {
		return filepath.Join(folder, name)
	}
	for path, data := range bundled(t, folder) {
		if filepath.Base(path) == name {
			unpacked := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(unpacked, data, 0o644); err != nil {
				t.Fatal(err)
			}
			return unpacked
		}
	}
	t.Fatalf("%s was not sent, in %s or in a bundle there", name, folder)
	return ""
}

// bundled are the members of all bundles of a folder, by bundle and name. What
// wrote the names used GBK.
func bundled(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	bundles, err := filepath.Glob(filepath.Join(folder, "*.zip"))
	if err != nil {
		t.Fatal(err)
	}
	members := map[string][]byte{}
	for _, path := range bundles {
		in, err := zip.OpenReader(path)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		for _, f := range in.File {
			name, err := simplifiedchinese.GBK.NewDecoder().String(f.Name)
			if err != nil {
				t.Fatal(err)
			}
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if members[filepath.Join(path, name)], err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
		}
	}
	return members
}

// Every file in the inbox, and in its bundles, is in one account; every PDF is an
// attachment of the org in its name, tied to the period in its name.
func TestEveryFileOfTheDemoIsAccountedFor(t *testing.T) {
	dir := demoDir(t)
	files, bundles, members, papers := sentByHand(t, dir)
	accounts := map[string]int{}
	for _, row := range mart(t, dir, "mart_accounting") {
		n, err := strconv.Atoi(row["files"])
		if err != nil {
			t.Fatal(err)
		}
		accounts[row["state"]] += n
	}
	if got := accounts["attached"]; got != len(papers) || got < 80 {
		t.Errorf("%d files attached, %d PDFs sent", got, len(papers))
	}
	sum := accounts["accepted"] + accounts["refused"] + accounts["superseded"] + accounts["quarantined"] + accounts["attached"]
	if want := files - bundles + members; sum != want || accounts["received"] != want || accounts["bundle"] != bundles || bundles == 0 || members < 4 {
		t.Errorf("%d files lie there, %d bundles with %d members: %v", files, bundles, members, accounts)
	}
	tied, named, missed := map[string]bool{}, map[string]int{}, 0
	for _, row := range mart(t, dir, "mart_attachment") {
		named[row["state"]]++
		tied[row["file_name"]] = true
		if head := row["period"] + "_" + row["reporter"] + "_"; !strings.HasPrefix(row["name"], head) || row["attests_current"] != "true" && row["reporter"] != "610703" {
			t.Errorf("%s of %s: %s is tied wrongly, or attests no revision that counts", row["name"], head, row["kind"])
		}
		if row["kind"] == "scan" && row["attests_current"] == "false" {
			missed++
		}
	}
	for _, name := range papers {
		if !tied[name] {
			t.Errorf("%s is tied to nothing", name)
		}
	}
	superseded := 1 // by the correction after publication; the short run takes both in at once
	if testing.Short() {
		superseded = 0
	}
	if named["named_only"] != 1 || named["unnamed"] != 1 || missed != superseded {
		t.Errorf("%v, and %d scans of a revision that was superseded", named, missed)
	}
}

// sentByHand counts what lies in the inbox, without any of our readers.
func sentByHand(t *testing.T, dir string) (files, bundles, members int, papers []string) {
	t.Helper()
	folders, err := filepath.Glob(filepath.Join(dir, "inbox", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		names := bundled(t, folder)
		members += len(names)
		for _, e := range entries {
			names[e.Name()] = nil
			if filepath.Ext(e.Name()) == ".zip" {
				bundles++
			}
			if e.Name() != sample.RegisterFile {
				files++
			}
		}
		for path := range names {
			if filepath.Ext(path) == ".pdf" {
				papers = append(papers, filepath.Base(path))
			}
		}
	}
	return files, bundles, members, papers
}
