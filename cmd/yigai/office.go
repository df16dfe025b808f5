//go:build cgo

package main

import (
	"context"
	"errors"

	"yigai/ingest"
	"yigai/internal/progress"
	"yigai/internal/workspace"
	"yigai/programme"
)

// open opens the workspace and its pack as the journal leaves it.
func (a *app) open() (*workspace.Workspace, *programme.Pack, error) {
	ws, err := workspace.Open(a.dir)
	if err != nil {
		return nil, nil, err
	}
	pack, err := loadPack(ws.PackFS(), ws.Path("programme"))
	if err == nil {
		pack, err = amended(ws, pack)
	}
	return ws, pack, err
}

// amended is the pack with the tasks and duties that the journal changed by now.
func amended(ws *workspace.Workspace, pack *programme.Pack) (*programme.Pack, error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return nil, err
	}
	return ingest.Amended(pack, entries)
}

// openToWrite is open for a command that writes: it takes the lock, which
// unlock gives back, and keeps the version of the pack that is used.
func (a *app) openToWrite(command string) (ws *workspace.Workspace, pack *programme.Pack, unlock func() error, err error) {
	ws, pack, err = a.open()
	if err != nil {
		return nil, nil, nil, err
	}
	unlock, err = ws.Lock("yigai "+command, a.Now())
	if err != nil {
		return nil, nil, nil, err
	}
	if err := errors.Join(ws.KeepPack(pack.Hash), settleEditions(ws)); err != nil {
		return nil, nil, nil, errors.Join(err, unlock())
	}
	return ws, pack, unlock, nil
}

// bringUp makes the facts anew where the journal went on since they were made: a
// command that was killed may have left them behind.
func (a *app) bringUp(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack) error {
	head, err := ws.Journal.Head()
	if err != nil {
		return err
	}
	facts, err := ws.Facts().Current()
	if noted, ok := workspace.NotedHead(facts.Manifest.Meta); err == nil && ok && noted == head && facts.Manifest.Meta["version"] == version && facts.Manifest.Meta["pack"] == pack.Hash {
		return nil
	}
	_, err = a.rebuild(ctx, ws, pack)
	return err
}

// fromPack lists something of the workspace's pack; nothing outside a workspace.
func (a *app) fromPack(list func(p *programme.Pack) []string) []string {
	_, pack, err := a.open()
	if err != nil {
		return nil
	}
	return list(pack)
}

// printer shows progress on the error output: a bar on a terminal, quiet lines
// elsewhere, nothing where the output is JSON.
func (a *app) printer() *progress.Printer {
	switch {
	case a.json:
		return nil
	case isTerminal(a.Err):
		return progress.NewBar(a.Err, a.Now)
	}
	return progress.NewLines(a.Err, a.Now)
}
