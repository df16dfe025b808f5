//go:build cgo

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"yigai/internal/release"
	"yigai/internal/store"
	"yigai/internal/workspace"
)

// tableCuts are the stores of tables that noted another end of the journal.
func tableCuts(ws *workspace.Workspace) (damages []damage) {
	for _, s := range []store.Store{ws.Facts(), ws.Reference(), ws.Marts()} {
		g, err := s.Current()
		if err != nil {
			continue // none, or one that verify names
		}
		if d, cut := journalCut(ws, g.Manifest.Meta, below(ws, g.Dir)); cut {
			damages = append(damages, d)
		}
	}
	return damages
}

// journalCuts compares the journal with its end as runs and editions noted it: each
// that noted more than is there, or otherwise, is a damage. An edition that the
// journal does not know may be what was cut off.
func journalCuts(ws *workspace.Workspace) ([]damage, error) {
	runs, runsErr := verifyRuns(ws)
	editions, err := editionCuts(ws)
	return slices.Concat(tableCuts(ws), runs, editions), errors.Join(runsErr, err)
}

// editionCuts is the same of the editions alone: those that the journal knows, and
// others that are whole and signed by this office.
func editionCuts(ws *workspace.Workspace) (damages []damage, err error) {
	editions, err := publishedIn(ws)
	if err != nil {
		return nil, err
	}
	keys, err := trusted(ws)
	if err != nil {
		return nil, err
	}
	shelf := shelfOf(ws)
	names, err := shelf.Names()
	for _, name := range names {
		r, err := release.Open(shelf.Path(name))
		known := slices.ContainsFunc(editions, func(p published) bool { return p.Manifest() == r.Reference.SHA256 })
		if err != nil || !known && len(release.Verify(shelf.Path(name), keys)) > 0 {
			continue // verify names it
		}
		if d, cut := journalCut(ws, r.Manifest.Meta, "editions/"+name+"/"+release.ManifestName); cut {
			damages = append(damages, d)
		}
	}
	return damages, err
}

// checkJournalWhole refuses to publish by a journal whose end was taken away: what
// was decided last, a return for example, would be undone unseen.
func checkJournalWhole(ws *workspace.Workspace) error {
	cuts, err := journalCuts(ws)
	if err != nil || len(cuts) == 0 {
		return err
	}
	return message{zh: fmt.Sprintf("日志末尾被截断或改写（%s 条），没有发布", cuts[0].Note), en: fmt.Sprintf("the end of the journal was cut off or rewritten (%s entries): nothing was published", cuts[0].Note),
		nextZh: "运行 yigai verify 列出全部；从备份恢复日志，再发布", nextEn: "yigai verify lists all of it; restore the journal from a backup and publish again"}
}

// checkNew refuses an edition whose place is taken, and one that would say what
// the edition before it says: nothing was noted since, and pack, program and
// settings are the same.
func checkNew(ws *workspace.Workspace, p published, of []published) error {
	if _, err := os.Lstat(shelfOf(ws).Path(p.ID)); !errors.Is(err, fs.ErrNotExist) {
		return message{zh: "editions/" + p.ID + " 已经有东西，日志里却没有发布过它", en: "something stands at editions/" + p.ID + ", which the journal does not know",
			nextZh: "运行 yigai verify 看它是什么；日志被退回旧版的，从备份恢复日志，否则把它移走，再发布", nextEn: "yigai verify tells what it is; if the journal is an older one restore it from a backup, else move that away, and publish again"}
	}
	if len(of) == 0 {
		return nil
	}
	last := of[len(of)-1]
	head, err := ws.Journal.Head()
	if err != nil {
		return err
	}
	same := head.Length == last.Seq && last.Pack == p.Pack && last.Program == p.Program && last.Maps == p.Maps && last.Licence == p.Licence && last.Address == p.Address && last.Audience == p.Audience
	if !same {
		return nil
	}
	return badUse("%s 发布以后什么都没有变，不必再发布", "nothing changed since %s was published: there is nothing to publish", last.ID).
		then("要更正的，先用 yigai ingest 文件 --exception 理由 --by 姓名 收进更正的报表，再同意一次", "to correct something, take the corrected workbook in with yigai ingest FILE --exception REASON --by NAME, and have it agreed to again")
}

// ofPeriod are the editions of one period, oldest first.
func ofPeriod(editions []published, period string) []published {
	return slices.DeleteFunc(slices.Clone(editions), func(e published) bool { return e.Period != period })
}
