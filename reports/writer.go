package reports

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// A siteWriter writes the files of a site into a new folder. What the old folder has
// with the same bytes is linked, not written, where the file system can.
type siteWriter struct {
	dir, old string
	note     *sums // nil where nobody asks for hashes
	progress func(done, total int)
	paper    sync.Pool // of *bytes.Buffer: pages are as large as the ones before
}

// writeAll writes the files side by side, each from its own memory, so that the
// order of cores never shows in the bytes.
func (p *siteWriter) writeAll(ctx context.Context, files []file, report *Report) error {
	if err := p.folders(files); err != nil {
		return err
	}
	var done, size atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range files {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			n, err := p.write(f)
			if err != nil {
				return fmt.Errorf("%s: %w", f.path, err)
			}
			size.Add(n)
			if now := done.Add(1); p.progress != nil {
				p.progress(int(now), len(files))
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	report.Files, report.Bytes = len(files), size.Load()
	for _, f := range files {
		if filepath.Ext(f.path) == ".html" {
			report.Pages++
		}
	}
	return nil
}

func (p *siteWriter) folders(files []file) error {
	made := map[string]bool{}
	for _, f := range files {
		folder := filepath.Dir(filepath.Join(p.dir, filepath.FromSlash(f.path)))
		if made[folder] {
			continue
		}
		made[folder] = true
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}
	return nil
}

// largestKept is the largest page whose memory is kept for others.
const largestKept = 4 << 20

func (p *siteWriter) write(f file) (int64, error) {
	page, ok := p.paper.Get().(*bytes.Buffer)
	if !ok {
		page = new(bytes.Buffer)
	}
	page.Reset()
	if err := f.write(page); err != nil {
		return 0, err
	}
	if p.note != nil {
		p.note.add(f.path, page.Bytes())
	}
	name, size := filepath.FromSlash(f.path), int64(page.Len())
	var err error
	if !p.linked(name, page.Bytes()) {
		err = os.WriteFile(filepath.Join(p.dir, name), page.Bytes(), 0o644)
	}
	if page.Cap() <= largestKept {
		p.paper.Put(page)
	}
	return size, err
}

// linked says that the new folder has a file because the old one has it with the
// same bytes: it keeps its place on the disk and its time.
func (p *siteWriter) linked(name string, data []byte) bool {
	old := filepath.Join(p.old, name)
	info, err := os.Lstat(old)
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm() != 0o644 || info.Size() != int64(len(data)) {
		return false
	}
	there, err := os.ReadFile(old)
	return err == nil && bytes.Equal(there, data) && os.Link(old, filepath.Join(p.dir, name)) == nil
}
