//go:build cgo

package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"yigai/internal/plainfile"
	"yigai/internal/release"
	"yigai/internal/workspace"
)

// verifyEditions holds what stands in editions/ against the journal's entries and
// every file against its manifest.
func verifyEditions(ws *workspace.Workspace) ([]damage, error) {
	editions, err := publishedIn(ws)
	var chain *workspace.ChainError
	if errors.As(err, &chain) {
		return nil, nil // named already
	}
	if err != nil {
		return nil, err
	}
	keys, err := trusted(ws)
	if err != nil {
		return nil, err
	}
	shelf := shelfOf(ws)
	var damages []damage
	for _, p := range editions {
		damages = append(damages, verifyPublished(ws, p, editions, keys)...)
	}
	damages = append(damages, verifyChain(shelf, editions)...)
	if n := len(editions); n > 0 && shelf.Latest() != editions[n-1].ID && shelf.Find(editions[n-1].ID) == shelf.Path(editions[n-1].ID) {
		damages = append(damages, damage{"editions/" + release.PointerName, "rolled_back", shelf.Latest() + " < " + editions[n-1].ID})
	}
	cuts, err := editionCuts(ws)
	if err != nil {
		return damages, err
	}
	damages = append(damages, cuts...)
	names, err := shelf.Names()
	for _, name := range names {
		if !slices.ContainsFunc(editions, func(p published) bool { return p.ID == name }) {
			damages = append(damages, damage{"editions/" + name, "unpublished", ""})
		}
	}
	return damages, err
}

// verifyChain looks whether each edition was made after the one before it, once
// every manifest is the one that the journal names: others are told already. The
// public editions have a chain of their own.
func verifyChain(shelf release.Shelf, editions []published) (damages []damage) {
	var internal, public []release.Release
	for _, p := range editions {
		r, err := release.Open(shelf.Find(p.ID))
		if err != nil || r.Reference.SHA256 != p.Manifest() {
			return nil
		}
		internal = append(internal, r)
		if p.Audience == audienceInternal {
			continue
		}
		if r, err = release.Open(filepath.Join(shelf.Find(p.ID), publicFolder)); err != nil {
			return nil
		}
		public = append(public, r)
	}
	for below, chain := range map[string][]release.Release{"": internal, publicFolder + "/": public} {
		for i, r := range chain {
			chain[i].Dir = r.Manifest.Name // that it lies in a folder of another name is told already
		}
		for _, d := range release.Chain(chain) {
			damages = append(damages, damage{"editions/" + d.Path + "/" + below + release.ManifestName, d.Kind, d.Note})
		}
	}
	slices.SortFunc(damages, func(x, y damage) int { return cmp.Compare(x.Path, y.Path) })
	return damages
}

// verifyPublished compares one edition with what the journal says of it.
func verifyPublished(ws *workspace.Workspace, p published, editions []published, keys release.Trusted) []damage {
	dir, shown := shelfOf(ws).Find(p.ID), "editions/"+p.ID
	r, err := release.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
			return []damage{{shown, "missing", ""}}
		}
	}
	damages := verifyFolder(dir, shown, keys)
	if err != nil || r.Reference.SHA256 == p.Manifest() {
		return damages
	}
	i := slices.IndexFunc(editions, func(e published) bool { return e.Manifest() == r.Reference.SHA256 })
	switch {
	case i >= 0 && editions[i].Number() < p.Number():
		return append([]damage{{shown, "rolled_back", editions[i].ID + " < " + p.ID}}, damages...)
	case i >= 0:
		return append([]damage{{shown, "swapped", editions[i].ID}}, damages...)
	}
	return append([]damage{{shown + "/" + release.ManifestName, "not_published", r.Reference.SHA256}}, damages...)
}

// verifyFolder checks a sealed folder and, where it has one, the public edition
// in it, each against its own manifest and signature.
func verifyFolder(dir, shown string, keys release.Trusted) (damages []damage) {
	for _, d := range release.Verify(dir, keys) {
		damages = append(damages, damage{shown + "/" + d.Path, d.Kind, d.Note})
	}
	public := filepath.Join(dir, publicFolder)
	if _, err := os.Lstat(public); err != nil {
		return damages
	}
	for _, d := range release.Verify(public, keys) {
		again := damage{shown + "/" + publicFolder + "/" + d.Path, d.Kind, d.Note}
		if !slices.ContainsFunc(damages, func(x damage) bool { return x.Path == again.Path }) {
			damages = append(damages, again)
		}
	}
	return damages
}

// verifyOptions are what verify was told about one edition.
type verifyOptions struct {
	edition, key string
	atLeast      int
	rebuild      bool
}

// verifyCopy checks a copied edition, or only its public folder, alone.
func (a *app) verifyCopy(o verifyOptions) error {
	r, err := release.Open(o.edition)
	if errors.Is(err, fs.ErrNotExist) {
		return badUse("%s 不是发布版：里面没有 %s", "%s is no edition: it holds no %s", o.edition, release.ManifestName)
	}
	if err != nil {
		return a.tellEditionDamages([]damage{{release.ManifestName, "unreadable", err.Error()}})
	}
	keys, err := keysFor(r, o.key)
	if err != nil {
		return err
	}
	damages := []damage{}
	if r.Manifest.Number < o.atLeast {
		damages = append(damages, damage{release.ManifestName, "rolled_back", fmt.Sprintf("%d < %d", r.Manifest.Number, o.atLeast)})
	}
	for _, d := range verifyFolder(o.edition, ".", keys) {
		d.Path = filepath.ToSlash(filepath.Clean(d.Path))
		damages = append(damages, d)
	}
	if len(damages) == 0 && !a.json {
		a.say("%s，第 %d 号，%s 发布，%d 个文件，签名指纹 %s", "%s, number %d, published %s, %d files, signed by %s", visible(r.Manifest.Name), r.Manifest.Number, visible(r.Manifest.Meta["published"]), len(r.Manifest.Files), r.Manifest.Key)
		if r.Manifest.Meta["sample"] != "false" {
			a.say("样例数据，非真实情况", "sample data, not real")
		}
		if r.Manifest.Key == release.Fingerprint(release.SamplePublic()) {
			a.say("样例密钥谁都有，签名不证明出处", "everybody has the sample key, so the signature proves no origin")
		}
	}
	return a.tellEditionDamages(damages)
}

// keysFor are the keys that a copied edition is held against: the one given; for
// made-up data without one, the sample key.
func keysFor(r release.Release, path string) (release.Trusted, error) {
	if path == "" {
		if r.Manifest.Meta["sample"] == "true" {
			return release.Trust(release.SamplePublic()), nil
		}
		return nil, badUse("请用 --key 写明发布单位的公钥文件", "name the publisher's public key with --key")
	}
	text, err := plainfile.Read(path, keyBytes)
	if err != nil {
		return nil, err
	}
	if _, err := release.ReadPrivate(text); err == nil {
		return nil, badUse("%s 是私钥，核对用公钥", "%s is a private key; the public one checks", path).
			then("公钥是 "+path+publicSuffix+"；私钥不要给别人", "the public one is "+path+publicSuffix+"; give the private one to nobody")
	}
	key, err := release.ReadPublic(text)
	if err != nil {
		return nil, badUse("%s 里没有公钥（PEM）", "%s holds no public key (PEM)", path).then("向发布单位索取公钥文件", "ask the publisher for it")
	}
	if release.Fingerprint(key) == release.Fingerprint(release.SamplePublic()) && r.Manifest.Meta["sample"] != "true" {
		return release.Trust(), nil // it proves nothing of real data
	}
	return release.Trust(key), nil
}

func (a *app) tellEditionDamages(damages []damage) error {
	err := a.tellDamages(damages)
	if err == nil {
		return nil
	}
	return broken(fmt.Sprintf("这个发布版有 %d 处不对，不要使用", len(damages)), fmt.Sprintf("%d things are wrong with this edition: do not use it", len(damages)),
		"向发布单位重新取一份，再核对一次", "get it from the publisher again and check it again")
}
