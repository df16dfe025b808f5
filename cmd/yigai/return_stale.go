//go:build cgo

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"yigai/ingest"
	"yigai/programme"
)

// A cleared is what became of files that went back earlier and do not apply any
// more. They would be sent a second time by mistake if they stayed.
type cleared struct {
	org     programme.Org
	removed []string // below the workspace
	foreign []string // not written by this program, and left
	settled bool     // the org has nothing to correct
}

// clearStale removes what earlier runs wrote for the period and answers do not
// hold: all of it where an org has nothing to correct any more. Files that this
// program did not write stay, whoever put them there.
func (r *returner) clearStale(answers []sentBack) ([]cleared, error) {
	current, open := map[string]bool{}, map[string]bool{}
	for _, x := range answers {
		open[x.Org] = true
		for _, f := range x.Files {
			current[f.Path] = true
		}
	}
	written := r.everWritten()
	var all []cleared
	for _, org := range r.pack.Reporters(r.at) {
		if r.how.org != "" && org.Code != r.how.org {
			continue
		}
		c := cleared{org: org, settled: !open[org.Code]}
		err := r.clearFolder(&c, func(path string) bool { return current[path] }, written)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.folder(org), err)
		}
		if len(c.removed) > 0 || c.settled && len(c.foreign) > 0 {
			all = append(all, c)
		}
	}
	return all, nil
}

// clearFolder goes through the folder of one org, and removes it when it is empty.
func (r *returner) clearFolder(c *cleared, current func(path string) bool, written map[string]bool) error {
	folder := r.folder(c.org)
	full := r.ws.Path(filepath.FromSlash(folder))
	entries, err := os.ReadDir(full)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	left := 0
	for _, e := range entries {
		path := folder + "/" + e.Name()
		switch {
		case current(path):
			left++
		case e.Type().IsRegular() && (written[path] || r.namedByUs(c.org, e.Name())):
			if err := os.Remove(filepath.Join(full, e.Name())); err != nil {
				return err
			}
			c.removed = append(c.removed, path)
		default:
			left++
			c.foreign = append(c.foreign, path)
		}
	}
	if left > 0 {
		return nil
	}
	return os.Remove(full)
}

// everWritten are the paths of all that went back, as the journal has them.
func (r *returner) everWritten() map[string]bool {
	paths := map[string]bool{}
	for _, e := range r.entries {
		var old ingest.Returned
		if e.Kind != ingest.EntryReturned || json.Unmarshal(e.Data, &old) != nil {
			continue
		}
		for _, f := range old.Files {
			paths[f.Path] = true
		}
	}
	return paths
}

var returnedEnding = regexp.MustCompile(`_退回(_样例)?\.xlsx$|_退回函(_样例)?\.txt$`)

// namedByUs says whether a file has a name that this program gives to what goes
// back to an org: it may have been written by a run that ended before its entry.
func (r *returner) namedByUs(org programme.Org, name string) bool {
	return strings.HasPrefix(name, r.at.String()+"_"+org.Code+"_") && returnedEnding.MatchString(name)
}

// tellCleared says what was removed, beside the output for programs.
func (a *app) tellCleared(all []cleared) {
	for _, c := range all {
		if len(c.removed) > 0 && c.settled {
			a.say("✓ %s  没有要改的了：以前的退回文件 %d 个已从 returns 删除，不要再发", "✓ %s  has nothing to correct any more: %d earlier files were removed from returns; do not send them again", visible(c.org.Name), len(c.removed))
		} else if len(c.removed) > 0 {
			a.say("%s  以前的退回文件 %d 个不再适用，已从 returns 删除", "%s  %d earlier files apply no more and were removed from returns", visible(c.org.Name), len(c.removed))
		}
		for _, path := range c.removed {
			a.say("    已删除 %s", "    removed %s", visible(path))
		}
		if !c.settled {
			continue
		}
		for _, path := range c.foreign {
			a.say("    不是本程序写的，没有删除：%s（%s 没有要改的了）", "    not written by this program, left: %s (%s has nothing to correct)", visible(path), visible(c.org.Name))
		}
	}
}
