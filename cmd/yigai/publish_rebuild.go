//go:build cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yigai/ingest"
	"yigai/internal/release"
	"yigai/internal/workspace"
	"yigai/programme"
)

// An earlierEdition is the edition that another one follows; zero for the first.
type earlierEdition struct {
	release.Reference
	dir       string            // where its files are
	public    release.Reference // to its public edition, or that of the newest one before it that has one
	publicDir string            // where the files of that are
}

// editionBefore finds the edition that m follows: on the shelf when it is whole
// there, else made again aside, from originals and journal.
func (a *app) editionBefore(ctx context.Context, m made) (b earlierEdition, err error) {
	editions, err := publishedIn(m.home)
	if err != nil {
		return b, err
	}
	at := slices.IndexFunc(editions, func(p published) bool { return p.Number() == m.Number()-1 })
	if at < 0 {
		return b, nil
	}
	p := editions[at]
	b.Reference, b.dir = release.Reference{Name: p.ID, SHA256: p.Manifest()}, shelfOf(m.home).Find(p.ID)
	if !isWhole(b) {
		b.dir = filepath.Join(m.aside, "before")
		if err := os.MkdirAll(b.dir, 0o755); err != nil {
			return b, err
		}
		ref, err := a.makeAgain(ctx, m.home, p, b.dir)
		if err == nil && ref.SHA256 != p.Manifest() {
			err = describeOther(p)
		}
		if err != nil {
			return b, err
		}
	}
	for ; at >= 0; at-- {
		if editions[at].Audience == audienceBoth {
			return b.withPublic(m, editions[at])
		}
	}
	return b, nil
}

// withPublic adds the public part of an edition: of b itself, or of an earlier one.
func (b earlierEdition) withPublic(m made, p published) (earlierEdition, error) {
	dir := b.dir
	if p.ID != b.Name {
		dir = shelfOf(m.home).Find(p.ID)
		if !isWhole(earlierEdition{Reference: release.Reference{Name: p.ID, SHA256: p.Manifest()}, dir: dir}) {
			return b, message{zh: "发布版 " + p.ID + " 不是发布时的样子，公开版不能接在它后面", en: "the edition " + p.ID + " is not as it was published: no public edition can follow it",
				nextZh: "运行 yigai verify 看变了什么；把它移走，再用 yigai publish --rebuild " + p.ID + " 恢复", nextEn: "yigai verify tells what changed; move it away and restore it with yigai publish --rebuild " + p.ID}
		}
	}
	b.publicDir = filepath.Join(dir, publicFolder)
	r, err := release.Open(b.publicDir)
	b.public = r.Reference
	return b, err
}

// isWhole says whether the files of an edition are those that the journal names.
func isWhole(b earlierEdition) bool {
	r, err := release.Open(b.dir)
	if err != nil || r.Reference != b.Reference {
		return false
	}
	return len(release.Changed(r)) == 0
}

// rebuildEdition makes an edition again, compares it byte for byte with what the
// journal says, and puts it back where it is missing.
func (a *app) rebuildEdition(ctx context.Context, f publishFlags) (err error) {
	ws, _, unlock, err := a.openToWrite("publish")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	p, err := editionNamed(ws, f.rebuild)
	if err != nil {
		return err
	}
	shelf := shelfOf(ws)
	draft, err := shelf.Begin()
	if err != nil {
		return err
	}
	defer closing(&err, func() error { return os.RemoveAll(draft) })
	ref, err := a.makeAgain(ctx, ws, p, draft)
	if err != nil {
		return err
	}
	if ref.SHA256 != p.Manifest() {
		return a.tellOther(shelf, p, draft)
	}
	if a.json {
		if err := writeJSON(a.Out, map[string]any{"edition": p.ID, "same": true, "manifest_sha256": ref.SHA256}); err != nil {
			return err
		}
	}
	a.say("%s：由原件和日志重新生成，逐字节相同（manifest.json SHA-256 %s）", "%s: made again from originals and journal, the same bytes (manifest.json SHA-256 %s)", p.ID, ref.SHA256)
	if f.out != "" {
		return os.CopyFS(f.out, os.DirFS(draft))
	}
	if _, err := os.Lstat(shelf.Path(p.ID)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := shelf.Ready(draft, p.ID); err != nil {
		return err
	}
	a.say("%s 原来不在，已经放回", "%s was missing and is back in its place", shelf.Path(p.ID))
	return settleEditions(ws)
}

// makeAgain fills dir with an edition that the journal knows, from originals, the
// journal as it was, and the version of the pack that was used.
func (a *app) makeAgain(ctx context.Context, home *workspace.Workspace, p published, dir string) (ref release.Reference, err error) {
	if p.Program != version {
		return ref, message{zh: fmt.Sprintf("%s 是用 %s 版程序发布的，这是 %s 版：字节不会相同", p.ID, p.Program, version),
			en:     fmt.Sprintf("%s was published by version %s of the program, this is %s: the bytes would differ", p.ID, p.Program, version),
			nextZh: "用那一版程序重新生成", nextEn: "make it again with that version"}
	}
	pack, mistakes := programme.Load(home.VersionFS(p.Pack))
	if len(mistakes) > 0 || pack.Hash != p.Pack {
		return ref, message{zh: "programme/versions 里没有完好的 " + p.Pack, en: "programme/versions has no sound " + p.Pack, nextZh: "从备份恢复它", nextEn: "restore it from a backup"}
	}
	aside, err := os.MkdirTemp("", "yigai-again-")
	if err != nil {
		return ref, err
	}
	defer closing(&err, func() error { return os.RemoveAll(aside) })
	past, err := home.Past(aside, p.Seq-1)
	if err != nil {
		return ref, err
	}
	if _, err := ingest.Rebuild(ctx, past, pack, ingest.Rebuilding{Version: version}); err != nil {
		return ref, err
	}
	p.Text = ""
	return a.makeEdition(ctx, made{home: home, ws: past, pack: pack, published: p, dir: dir})
}

// editionNamed is the edition of that name in the journal.
func editionNamed(ws *workspace.Workspace, name string) (published, error) {
	editions, err := publishedIn(ws)
	if err != nil {
		return published{}, err
	}
	i := slices.IndexFunc(editions, func(p published) bool { return p.ID == name })
	if i < 0 {
		return published{}, badUse("日志里没有发布版 %q，yigai editions 列出全部", "the journal knows no edition %q; yigai editions lists them", name)
	}
	return editions[i], nil
}

func describeOther(p published) error {
	return broken(p.ID+" 重新生成的结果与日志不符", p.ID+" comes out otherwise than the journal says",
		"运行 yigai verify 查明损坏的文件", "run yigai verify to name what is damaged")
}

// tellOther names the first files of an edition that come out otherwise.
func (a *app) tellOther(shelf release.Shelf, p published, draft string) error {
	const shown = 10
	names, err := differingFiles(shelf, p, draft)
	if err != nil {
		return err
	}
	for _, name := range names[:min(shown, len(names))] {
		a.say("  不同：%s", "  differs: %s", visible(name))
	}
	return describeOther(p)
}

// differingFiles are the files of an edition that came out otherwise in draft; its
// manifest alone where the edition is not there to compare with.
func differingFiles(shelf release.Shelf, p published, draft string) ([]string, error) {
	again, err := release.Open(draft)
	if err != nil {
		return nil, err
	}
	was, err := release.Open(shelf.Find(p.ID))
	names := release.Differing(was.Manifest, again.Manifest)
	if err != nil || len(names) == 0 {
		return []string{release.ManifestName}, nil
	}
	return names, nil
}

// verifyRebuilt makes every edition again and says of each whether it comes out
// byte for byte. One that another version of the program made is passed over.
func (a *app) verifyRebuilt(ctx context.Context, ws *workspace.Workspace) (damages []damage, err error) {
	editions, err := publishedIn(ws)
	if err != nil {
		return nil, err
	}
	damages = []damage{}
	for _, p := range editions {
		if p.Program != version {
			a.say("%s：由 %s 版程序发布，这是 %s 版，没有比较", "%s: published by version %s of the program, this is %s; not compared", p.ID, visible(p.Program), version)
			continue
		}
		names, err := a.comesOut(ctx, ws, p)
		if err != nil {
			return damages, err
		}
		if len(names) == 0 {
			a.say("%s：由原件和日志重新生成，逐字节相同", "%s: made again from originals and journal, the same bytes", p.ID)
			continue
		}
		const shown = 10
		damages = append(damages, damage{"editions/" + p.ID, "differs", fmt.Sprintf("%d: %s", len(names), strings.Join(names[:min(shown, len(names))], ", "))})
	}
	return damages, nil
}

// comesOut makes an edition again, aside, and names the files that differ.
func (a *app) comesOut(ctx context.Context, ws *workspace.Workspace, p published) (names []string, err error) {
	aside, err := os.MkdirTemp("", "yigai-verify-")
	if err != nil {
		return nil, err
	}
	defer closing(&err, func() error { return os.RemoveAll(aside) })
	ref, err := a.makeAgain(ctx, ws, p, aside)
	if err != nil || ref.SHA256 == p.Manifest() {
		return nil, err
	}
	return differingFiles(shelfOf(ws), p, aside)
}
