package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"yigai/internal/atomicfile"
)

// Draft is a generation being written.
type Draft struct {
	store Store
	dir   string
}

// Dir is the folder to write into; subfolders are fine.
func (d *Draft) Dir() string { return d.dir }

// Discard gives the draft up.
func (d *Draft) Discard() error {
	if err := os.RemoveAll(d.dir); err != nil {
		return fmt.Errorf("discard the draft: %w", err)
	}
	return nil
}

// Commit makes the draft the current generation and returns it; meta goes into
// the manifest. Files equal to those of the generation before become links to
// them. A draft equal to the current generation is dropped and changes nothing.
// After an error the old generation still counts.
func (d *Draft) Commit(meta map[string]string) (Generation, error) {
	g, err := d.commit(meta)
	if err != nil {
		return Generation{}, errors.Join(fmt.Errorf("commit a generation: %w", err), d.Discard())
	}
	return g, nil
}

func (d *Draft) commit(meta map[string]string) (Generation, error) {
	files, err := listFiles(d.dir, d.store.CountRows)
	if err != nil {
		return Generation{}, err
	}
	manifest, err := Manifest{Format: Format, Meta: meta, Files: files}.encode()
	if err != nil {
		return Generation{}, err
	}
	name := nameOf(manifest)
	current, err := d.store.Current()
	if err != nil && !errors.Is(err, ErrEmpty) && !errors.Is(err, ErrDamaged) {
		return Generation{}, err
	}
	if current.Name == name && len(current.Verify()) == 0 {
		return current, d.Discard()
	}
	if err := d.share(current, files); err != nil {
		return Generation{}, err
	}
	if err := os.WriteFile(filepath.Join(d.dir, manifestName), manifest, 0o644); err != nil {
		return Generation{}, err
	}
	if err := d.place(name); err != nil {
		return Generation{}, err
	}
	return d.store.open(name)
}

// share replaces files of the draft by links to equal files of an older
// generation. The older bytes are compared, not only their recorded hash: a
// damaged file must not spread. Where linking fails the copy simply stays.
func (d *Draft) share(older Generation, files []File) error {
	for _, f := range files {
		i := slices.IndexFunc(older.Manifest.Files, func(o File) bool { return o.SHA256 == f.SHA256 })
		if i < 0 {
			continue
		}
		source := filepath.Join(older.Dir, filepath.FromSlash(older.Manifest.Files[i].Name))
		target := filepath.Join(d.dir, filepath.FromSlash(f.Name))
		same, err := atomicfile.SameFile(source, target)
		if err != nil || !same {
			continue
		}
		if err := linkOver(source, target); err != nil {
			return err
		}
	}
	return nil
}

func linkOver(source, target string) error {
	link := target + ".link"
	if os.Link(source, link) != nil {
		return nil // no links on this file system: keep the copy
	}
	return os.Rename(link, target)
}

// place flushes the draft, gives it its name, and points to it. A generation
// of that name that already stands there is replaced: it may be damaged, and
// otherwise holds the same bytes.
func (d *Draft) place(name string) error {
	target := filepath.Join(d.store.Dir, name)
	if err := errors.Join(os.Chmod(d.dir, 0o755), atomicfile.SyncTree(d.dir)); err != nil {
		return err
	}
	if _, err := os.Lstat(target); err == nil {
		aside := d.dir + "-old"
		if err := os.Rename(target, aside); err != nil {
			return err
		}
		defer os.RemoveAll(aside) // what stays is a leftover for the next Begin
	}
	if err := os.Rename(d.dir, target); err != nil {
		return err
	}
	if err := atomicfile.SyncDir(d.store.Dir); err != nil {
		return err
	}
	return atomicfile.WriteBytes(filepath.Join(d.store.Dir, pointerName), []byte(name+"\n"))
}

// others lists the generations but one, newest first.
func (s Store) others(but string) ([]string, error) {
	entries, err := os.ReadDir(s.Dir)
	if err != nil {
		return nil, fmt.Errorf("list generations: %w", err)
	}
	type dated struct {
		name string
		info fs.FileInfo
	}
	var found []dated
	for _, e := range entries {
		if !e.IsDir() || e.Name() == but || !namePattern.MatchString(e.Name()) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return nil, fmt.Errorf("list generations: %w", err)
		}
		found = append(found, dated{e.Name(), info})
	}
	slices.SortFunc(found, func(a, b dated) int {
		return cmp.Or(b.info.ModTime().Compare(a.info.ModTime()), cmp.Compare(a.name, b.name))
	})
	var names []string
	for _, f := range found {
		names = append(names, f.name)
	}
	return names, nil
}
