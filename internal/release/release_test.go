package release

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// keyOf makes the key of a seed; the same seed gives the same key.
func keyOf(seed byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))
}

func trust(private ed25519.PrivateKey) Trusted {
	return Trust(private.Public().(ed25519.PublicKey))
}

func write(t testing.TB, dir, name, content string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// sealed makes a release of a few files in dir.
func sealed(t testing.TB, dir string, number int, previous Reference) Reference {
	t.Helper()
	write(t, dir, "site/index.html", fmt.Sprintf("<p>%d", number))
	write(t, dir, "parquet/mart.parquet", strings.Repeat("数", number))
	write(t, dir, "empty", "")
	r, err := Seal(dir, Manifest{Name: fmt.Sprintf("r%d", number), Number: number, Previous: previous, Meta: map[string]string{"period": "2022Q1"}}, keyOf(1))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSealedIsWhole(t *testing.T) {
	dir := t.TempDir()
	sealed(t, dir, 1, Reference{})
	if damages := Verify(dir, trust(keyOf(1))); len(damages) > 0 {
		t.Fatalf("as sealed, yet %v", damages)
	}
	check := exec.Command("sha256sum", "--check", "--strict", SumsName)
	check.Dir = dir
	if out, err := check.CombinedOutput(); errors.Is(err, exec.ErrNotFound) {
		t.Skip("no sha256sum on this machine")
	} else if err != nil || bytes.Count(out, []byte(": OK")) != 5 {
		t.Errorf("sha256sum --check: %v\n%s", err, out)
	}
}

func TestSameBytesTwice(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	sealed(t, first, 1, Reference{})
	sealed(t, second, 1, Reference{})
	for _, name := range []string{ManifestName, SignatureName, SumsName} {
		a, errA := os.ReadFile(filepath.Join(first, name))
		b, errB := os.ReadFile(filepath.Join(second, name))
		if errors.Join(errA, errB) != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs between two sealings of the same files", name)
		}
	}
}

// damaging is what can happen to a release, and the kinds of damage it must show as.
var damaging = map[string]struct {
	kinds []string
	do    func(t *rapid.T, dir string) error
}{
	"bit": {[]string{"changed", "forged", "unreadable", "unsigned"}, func(t *rapid.T, dir string) error {
		path := filepath.Join(dir, rapid.SampledFrom([]string{"site/index.html", "parquet/mart.parquet", ManifestName, SignatureName, SumsName}).Draw(t, "file"))
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		at := rapid.IntRange(0, len(data)*8-1).Draw(t, "bit")
		data[at/8] ^= 1 << (at % 8)
		return os.WriteFile(path, data, 0o644)
	}},
	"cut": {[]string{"changed", "forged", "unreadable"}, func(t *rapid.T, dir string) error {
		return os.Truncate(filepath.Join(dir, rapid.SampledFrom([]string{"site/index.html", ManifestName, SignatureName, SumsName}).Draw(t, "file")), 3)
	}},
	"delete": {[]string{"missing"}, func(t *rapid.T, dir string) error {
		return os.Remove(filepath.Join(dir, rapid.SampledFrom([]string{"site/index.html", "empty", ManifestName, SignatureName, SumsName}).Draw(t, "file")))
	}},
	"add": {[]string{"extra"}, func(_ *rapid.T, dir string) error {
		return os.WriteFile(filepath.Join(dir, "site", "extra.html"), nil, 0o644)
	}},
	"rename": {[]string{"missing", "extra"}, func(_ *rapid.T, dir string) error {
		return os.Rename(filepath.Join(dir, "empty"), filepath.Join(dir, "void"))
	}},
	"link": {[]string{"changed"}, func(_ *rapid.T, dir string) error {
		if err := os.Remove(filepath.Join(dir, "empty")); err != nil {
			return err
		}
		return os.Symlink("site/index.html", filepath.Join(dir, "empty"))
	}},
	"another key": {[]string{"unsigned"}, func(_ *rapid.T, dir string) error {
		_, err := Seal(dir, Manifest{Name: "r1", Number: 1}, keyOf(2))
		return err
	}},
}

func TestEveryDamageIsNamed(t *testing.T) {
	for name, d := range damaging {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				dir, err := os.MkdirTemp(t.TempDir(), "")
				if err != nil {
					t.Fatal(err)
				}
				sealed(t, dir, 1, Reference{})
				if err := d.do(r, dir); err != nil {
					r.Fatal(err)
				}
				damages := Verify(dir, trust(keyOf(1)))
				if !slices.ContainsFunc(damages, func(found Damage) bool { return slices.Contains(d.kinds, found.Kind) }) {
					r.Errorf("want one of %v, got %v", d.kinds, damages)
				}
			})
		})
	}
}

func TestChain(t *testing.T) {
	parent := t.TempDir()
	var releases []Release
	var last Reference
	for n := 1; n <= 3; n++ {
		dir := filepath.Join(parent, fmt.Sprintf("r%d", n))
		last = sealed(t, dir, n, last)
		r, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		releases = append(releases, r)
	}
	foreign := filepath.Join(parent, "foreign")
	write(t, foreign, "note", "another second release")
	if _, err := Seal(foreign, Manifest{Name: "r2", Number: 2, Previous: releases[0].Reference}, keyOf(1)); err != nil {
		t.Fatal(err)
	}
	other, err := Open(foreign)
	if err != nil {
		t.Fatal(err)
	}
	sparse := releases[2] // of a house that numbers other things between
	sparse.Manifest.Number = 9
	for name, c := range map[string]struct {
		chain []Release
		want  []string
	}{
		"whole":                  {releases, nil},
		"one is gone":            {[]Release{releases[0], releases[2]}, []string{"gap"}},
		"the first is gone":      {releases[1:], []string{"gap"}},
		"another in its place":   {[]Release{releases[0], other, releases[2]}, []string{"replaced"}},
		"the same number twice":  {[]Release{releases[0], releases[1], other}, []string{"gap"}},
		"the order is another":   {[]Release{releases[1], releases[0]}, []string{"gap", "gap"}},
		"numbers between":        {[]Release{releases[0], releases[1], sparse}, nil},
		"cut off at the newest":  {releases[:2], nil}, // seen only by who knows the newest number
		"nothing but the newest": {releases[2:], []string{"gap"}},
	} {
		var got []string
		for _, d := range Chain(c.chain) {
			got = append(got, d.Kind)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: want %v, got %v", name, c.want, got)
		}
	}
}

func TestKeysAsPEM(t *testing.T) {
	private, public, err := NewKey(bytes.NewReader(bytes.Repeat([]byte{7}, 64)))
	if err != nil {
		t.Fatal(err)
	}
	signs, err := ReadPrivate(private)
	if err != nil {
		t.Fatal(err)
	}
	checks, err := ReadPublic(public)
	if err != nil {
		t.Fatal(err)
	}
	if !signs.Public().(ed25519.PublicKey).Equal(checks) {
		t.Error("the halves do not belong together")
	}
	for name, text := range map[string][]byte{"nothing": nil, "no PEM": []byte("key"), "the other half": public} {
		if _, err := ReadPrivate(text); !errors.Is(err, ErrNoKey) {
			t.Errorf("%s taken for a private key: %v", name, err)
		}
	}
	if _, err := ReadPublic(private); !errors.Is(err, ErrNoKey) {
		t.Errorf("a private key taken for a public one: %v", err)
	}
}
