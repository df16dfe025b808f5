package reports

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
)

// A made is what is known of a site that was made before: from what, and the
// hash of each of its files. It stands beside the site, and nothing in it is
// believed that the files do not bear out.
type made struct {
	From   string            // hash of all that the site is made from
	Report Report            // as it was then
	Files  map[string]string // SHA-256 in hex by path with slashes
}

// madeFormat is the first word of a record; another one is no record.
const madeFormat = "yigai-site-1"

// recordLimit is far above the record of a country's site.
const recordLimit = 256 << 20

// from is the hash of everything that the bytes of a site depend on: the tables,
// the boundaries, the options and the program itself.
func (o Options) from() (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	options := o
	options.OutDir, options.Record, options.MartsDir, options.Progress = "", "", "", nil
	if options.Boundaries != "" {
		options.Boundaries = "given" // the file counts, not where it lies
	}
	fmt.Fprintf(hash, "%s %+v\n", madeFormat, options)
	tables, err := filepath.Glob(filepath.Join(literal(o.MartsDir), "*.parquet"))
	if err != nil {
		return "", err
	}
	inputs := append(tables, program)
	if o.Boundaries != "" {
		inputs = append(inputs, o.Boundaries)
	}
	for _, name := range inputs {
		sum, err := sumOf(name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(hash, "%s %s\n", sum, filepath.Base(name))
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// literal keeps a folder's own name from being read as a pattern.
func literal(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

func sumOf(name string) (string, error) {
	f, err := plainfile.Open(name)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	_, err = io.Copy(hash, f)
	return hex.EncodeToString(hash.Sum(nil)), errors.Join(err, f.Close())
}

// readMade reads a record. One that is not there or not whole is none: the site
// is then made, as without one.
func readMade(name string) made {
	data, err := plainfile.Read(name, recordLimit)
	if err != nil {
		return made{}
	}
	m := made{Files: map[string]string{}}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	if !lines.Scan() || !m.head(lines.Text()) {
		return made{}
	}
	for lines.Scan() {
		sum, file, ok := strings.Cut(lines.Text(), "  ")
		if !ok {
			return made{}
		}
		m.Files[file] = sum
	}
	if len(m.Files) != m.Report.Files {
		return made{} // cut short
	}
	return m
}

// head reads the first line: format, hash of the inputs, report.
func (m *made) head(line string) bool {
	words := strings.SplitN(line, " ", 3)
	if len(words) != 3 || words[0] != madeFormat {
		return false
	}
	m.From = words[1]
	return json.Unmarshal([]byte(words[2]), &m.Report) == nil
}

// write puts the record beside the site it is about.
func (m made) write(name string) error {
	report, err := json.Marshal(m.Report)
	if err != nil {
		return err
	}
	return atomicfile.Write(name, 0o644, func(w io.Writer) error {
		if _, err := fmt.Fprintf(w, "%s %s %s\n", madeFormat, m.From, report); err != nil {
			return err
		}
		for _, file := range slices.Sorted(maps.Keys(m.Files)) {
			if _, err := fmt.Fprintf(w, "%s  %s\n", m.Files[file], file); err != nil {
				return err
			}
		}
		return nil
	})
}

// stands says whether the folder holds exactly the files of the record: every
// file is read, none is missing, none is there besides.
func (m made) stands(ctx context.Context, dir string) bool {
	var names []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		rel = path.Clean(filepath.ToSlash(rel))
		if m.Files[rel] == "" || !d.Type().IsRegular() {
			return fs.ErrInvalid
		}
		names = append(names, rel)
		return nil
	})
	if err != nil || len(names) != len(m.Files) || len(names) == 0 {
		return false
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for part := range slices.Chunk(names, 256) {
		group.Go(func() error { return m.holds(ctx, dir, part) })
	}
	return group.Wait() == nil
}

var errOther = errors.New("another file than the record has")

// holds says by nil that files have the bytes of the record.
func (m made) holds(ctx context.Context, dir string, names []string) error {
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		sum, err := sumOf(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		if sum != m.Files[name] {
			return errOther
		}
	}
	return nil
}

// sums are the hashes of files as they are written side by side.
type sums struct {
	mu sync.Mutex
	of map[string]string
}

func (s *sums) add(name string, data []byte) {
	sum := sha256.Sum256(data)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.of[name] = hex.EncodeToString(sum[:])
}
