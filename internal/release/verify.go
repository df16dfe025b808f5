package release

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yigai/internal/plainfile"
	"yigai/internal/store"
)

// Damage is one thing about a release that is not as it was sealed.
type Damage struct {
	Path string // below the folder, with slashes
	Kind string // one of Kinds
	Note string
}

// Kinds are the kinds of damage.
var Kinds = []string{
	"missing", "changed", "extra", "unreadable", // a file
	"unsigned", // no signature, or none by a key that is trusted
	"forged",   // the signature does not fit the manifest
	"gap",      // the release that it follows is not there, or the number does not rise
	"replaced", // the release before it is not the one it was made after
}

// Trusted finds a key by its fingerprint.
type Trusted map[string]ed25519.PublicKey

// Trust makes keys findable.
func Trust(keys ...ed25519.PublicKey) Trusted {
	t := Trusted{}
	for _, k := range keys {
		t[Fingerprint(k)] = k
	}
	return t
}

// A Release is a sealed folder as it was found.
type Release struct {
	Dir       string
	Manifest  Manifest
	Reference Reference // to this release
	data      []byte    // the manifest's bytes
}

// Open reads the manifest of dir and compares nothing.
func Open(dir string) (Release, error) {
	data, err := plainfile.Read(filepath.Join(dir, ManifestName), manifestLimit)
	if err != nil {
		return Release{}, err
	}
	m, err := decode(data)
	return Release{dir, m, Reference{m.Name, sumOf(data)}, data}, err
}

// Verify compares a sealed folder with its manifest, and the manifest with its
// signature; nothing is returned when all is as it was sealed by one of keys.
func Verify(dir string, keys Trusted) []Damage {
	r, err := Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return []Damage{{ManifestName, "missing", ""}}
	}
	if err != nil {
		return []Damage{{ManifestName, "unreadable", err.Error()}}
	}
	damages := append(r.signature(keys), Changed(r)...)
	damages = append(damages, r.extras()...)
	return append(damages, r.sums()...)
}

func (r Release) signature(keys Trusted) []Damage {
	text, err := plainfile.Read(filepath.Join(r.Dir, SignatureName), signatureLimit)
	if errors.Is(err, fs.ErrNotExist) {
		return []Damage{{SignatureName, "missing", ""}}
	}
	key, known := keys[r.Manifest.Key]
	signature, decodeErr := base64.StdEncoding.DecodeString(strings.TrimSuffix(string(text), "\n"))
	switch {
	case err != nil:
		return []Damage{{SignatureName, "unreadable", err.Error()}}
	case !known:
		return []Damage{{SignatureName, "unsigned", r.Manifest.Key}}
	case decodeErr != nil || !ed25519.Verify(key, r.data, signature):
		return []Damage{{ManifestName, "forged", ""}}
	}
	return nil
}

// compare looks at one file below dir. A name that leads out of dir, or that no
// sealing wrote, is never followed.
func compare(dir string, f File) string {
	if !fs.ValidPath(f.Name) || f.Name == "." || strings.ContainsAny(f.Name, "\n\\") || !filepath.IsLocal(filepath.FromSlash(f.Name)) {
		return "unreadable"
	}
	path := filepath.Join(dir, filepath.FromSlash(f.Name))
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "missing"
	}
	if err == nil && (!info.Mode().IsRegular() || info.Size() != f.Bytes) {
		return "changed"
	}
	sum, _, hashErr := store.HashFile(path)
	switch {
	case errors.Join(err, hashErr) != nil:
		return "unreadable"
	case sum != f.SHA256:
		return "changed"
	}
	return ""
}

// extras are files that nobody signed.
func (r Release) extras() []Damage {
	sealed := map[string]bool{}
	for _, f := range r.Manifest.Files {
		sealed[f.Name] = true
	}
	var damages []Damage
	err := fs.WalkDir(os.DirFS(r.Dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !added(name) && !sealed[name] {
			damages = append(damages, Damage{name, "extra", ""})
		}
		return err
	})
	if err != nil {
		damages = append(damages, Damage{".", "unreadable", err.Error()})
	}
	return damages
}

// sums compares SHA256SUMS with what it must say; a manifest or a signature
// that is damaged is told already.
func (r Release) sums() []Damage {
	text, err := plainfile.Read(filepath.Join(r.Dir, SumsName), manifestLimit)
	signature, signatureErr := plainfile.Read(filepath.Join(r.Dir, SignatureName), signatureLimit)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return []Damage{{SumsName, "missing", ""}}
	case err != nil:
		return []Damage{{SumsName, "unreadable", err.Error()}}
	case signatureErr == nil && !bytes.Equal(text, sums(r.Manifest, r.data, signature)):
		return []Damage{{SumsName, "changed", ""}}
	}
	return nil
}

// Chain says of releases, in their order, which do not follow the one before: a
// release is missing between them or its number does not rise, or another one
// stands there than it was made after. Paths are the
// releases' folder names, notes the names of those they follow.
func Chain(releases []Release) []Damage {
	var damages []Damage
	previous := Release{}
	for _, r := range releases {
		name, after := filepath.Base(r.Dir), r.Manifest.Previous
		if r.Manifest.Number <= previous.Manifest.Number || after.Name != previous.Reference.Name {
			damages = append(damages, Damage{name, "gap", after.Name})
		} else if after != previous.Reference {
			damages = append(damages, Damage{name, "replaced", after.Name})
		}
		previous = r
	}
	return damages
}

// Changed names the files of a release that are missing or not as sealed; the
// signature is not looked at.
func Changed(r Release) []Damage {
	var damages []Damage
	for _, f := range r.Manifest.Files {
		if kind := compare(r.Dir, f); kind != "" {
			damages = append(damages, Damage{f.Name, kind, ""})
		}
	}
	return damages
}

// Sound says whether one file of a release is as it was sealed; one that it does
// not have is.
func (r Release) Sound(name string) bool {
	i := slices.IndexFunc(r.Manifest.Files, func(f File) bool { return f.Name == name })
	return i < 0 || compare(r.Dir, r.Manifest.Files[i]) == ""
}

// Differing names the files that two manifests do not have alike, in name order.
func Differing(a, b Manifest) []string {
	alike := map[File]int{}
	for _, f := range append(slices.Clone(a.Files), b.Files...) {
		alike[f]++
	}
	var names []string
	for f, n := range alike {
		if n == 1 {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
