//go:build cgo

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"yigai/internal/outgoing"
	"yigai/internal/parquetio"
	"yigai/internal/workspace"
)

// checkDraft looks at an edition before it is signed: every table opens, every
// link of a page leads somewhere, and nothing of this machine stands in a file.
// It is the last look: what fails here is a mistake of the program.
func checkDraft(ws *workspace.Workspace, dir string) error {
	if err := checkTables(dir); err != nil {
		return err
	}
	links, err := outgoing.Links(dir)
	if err != nil {
		return err
	}
	place, err := filepath.Abs(ws.Dir)
	if err != nil {
		return err
	}
	leaks, err := outgoing.Texts(dir, outgoing.Own(place, os.TempDir()))
	if err != nil {
		return err
	}
	if len(links)+len(leaks) == 0 {
		return nil
	}
	first := append(links, leaks...)[0]
	return message{zh: fmt.Sprintf("生成的版本没有通过检查：%d 个链接落空，%d 处写着本机的路径或名称，如 %s：%q；没有发布", len(links), len(leaks), first.File, first.What),
		en:     fmt.Sprintf("the edition failed its checks: %d links lead nowhere, %d texts of this machine, e.g. %s: %q; nothing was published", len(links), len(leaks), first.File, first.What),
		nextZh: "请把这句话告诉维护者", nextEn: "please report this sentence to the maintainers"}
}

// checkTables opens every table and counts its rows; an edition without one is no edition.
func checkTables(dir string) error {
	tables := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".parquet" {
			return err
		}
		tables++
		_, _, err = parquetio.Describe(filepath.Join(dir, filepath.FromSlash(name)))
		return err
	})
	if err == nil && tables == 0 {
		err = errors.New("the edition holds no table")
	}
	return err
}
