package release

import (
	"cmp"
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
	"yigai/internal/store"
)

// Seal lists what lies in dir, and writes the sums, the signature and, last, the
// manifest. Format, Key and Files of m are filled in; the rest is as given. It
// returns a reference to the release for the next one to carry.
func Seal(dir string, m Manifest, private ed25519.PrivateKey) (Reference, error) {
	if len(private) != ed25519.PrivateKeySize {
		return Reference{}, ErrNoKey
	}
	m.Key = Fingerprint(PublicOf(private))
	return seal(dir, m, func(manifest []byte) string { return string(signed(private, manifest)) })
}

// SealAgain seals a folder that was made again as it was sealed before: with the
// fingerprint and the signature of then. Whether they fit is for Verify to say.
func SealAgain(dir string, m Manifest, fingerprint, signature string) (Reference, error) {
	m.Key = fingerprint
	return seal(dir, m, func([]byte) string { return signature + "\n" })
}

// signed is the text of the file of the signature.
func signed(private ed25519.PrivateKey, manifest []byte) []byte {
	return []byte(base64.StdEncoding.EncodeToString(ed25519.Sign(private, manifest)) + "\n")
}

// Signature is the signature that stands in a sealed folder.
func Signature(dir string) (string, error) {
	text, err := plainfile.Read(filepath.Join(dir, SignatureName), signatureLimit)
	return strings.TrimSuffix(string(text), "\n"), err
}

func seal(dir string, m Manifest, sign func(manifest []byte) string) (Reference, error) {
	files, err := list(dir)
	if err != nil {
		return Reference{}, fmt.Errorf("seal %s: %w", m.Name, err)
	}
	m.Format, m.Files = Format, files
	if m.Inputs == nil {
		m.Inputs = []File{}
	}
	data, err := m.encode()
	if err != nil {
		return Reference{}, err
	}
	signature := []byte(sign(data))
	for _, f := range []struct {
		name string
		data []byte
	}{{SumsName, sums(m, data, signature)}, {SignatureName, signature}, {ManifestName, data}} {
		if err := atomicfile.WriteBytes(filepath.Join(dir, f.name), f.data); err != nil {
			return Reference{}, fmt.Errorf("seal %s: %w", m.Name, err)
		}
	}
	return Reference{m.Name, sumOf(data)}, nil
}

// sums is the text of SHA256SUMS: every file of the release but itself.
func sums(m Manifest, manifest, signature []byte) []byte {
	all := append(slices.Clone(m.Files), File{Name: ManifestName, SHA256: sumOf(manifest)}, File{Name: SignatureName, SHA256: sumOf(signature)})
	slices.SortFunc(all, byName)
	var text strings.Builder
	for _, f := range all {
		fmt.Fprintf(&text, "%s  %s\n", f.SHA256, f.Name)
	}
	return []byte(text.String())
}

func byName(a, b File) int { return cmp.Compare(a.Name, b.Name) }

// added says of a name whether sealing itself writes it.
func added(name string) bool {
	return name == ManifestName || name == SignatureName || name == SumsName
}

// list describes every file below dir but those that sealing adds, in name order.
// Anything that is neither file nor folder is refused: it has no content to sign.
func list(dir string) ([]File, error) {
	files := []File{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || added(name) {
			return err
		}
		if !d.Type().IsRegular() || strings.ContainsAny(name, "\n\\") {
			return fmt.Errorf("%q is no plain file", name)
		}
		sum, size, err := store.HashFile(filepath.Join(dir, filepath.FromSlash(name)))
		files = append(files, File{name, sum, size})
		return err
	})
	slices.SortFunc(files, byName)
	return files, err
}
