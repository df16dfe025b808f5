package opendata

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"yigai/internal/atomicfile"
	"yigai/internal/parquetio"
)

// Describe writes what explains an edition whose other files are there already:
// dictionary.html, README, CITATION.cff, tools/, a CSVW description beside each
// CSV, and last datapackage.json, which has the hash of every file it names.
// It reads OutDir only. Errors name the file.
func Describe(ctx context.Context, o Options) error {
	e, err := readEdition(o)
	if err == nil {
		err = errors.Join(ctx.Err(), e.describe())
	}
	if err != nil {
		return fmt.Errorf("describe the edition: %w", err)
	}
	return nil
}

// An edition is a folder of published tables and what is said of it.
type edition struct {
	dir         string
	public      bool
	meta        Meta
	sample      bool
	head        map[string]string // of dim_programme, by column
	tables      []described
	populations []string // where the figures about the orgs come from
}

// A described table is a card with its files.
type described struct {
	card
	rows         int64
	csv, parquet string // paths below the edition's folder; csv is "" for the panel in doubles
}

func readEdition(o Options) (*edition, error) {
	dir := filepath.Join(o.OutDir, parquetDir)
	cards, err := readCards(dir)
	if err != nil {
		return nil, err
	}
	programme, err := readFrame(filepath.Join(dir, "dim_programme.parquet"))
	if err != nil {
		return nil, err
	}
	if len(programme.rows) == 0 {
		return nil, fmt.Errorf("dim_programme: %w", ErrNotDescribed)
	}
	e := &edition{dir: o.OutDir, public: o.Public, meta: o.Edition, sample: cards.sample, head: map[string]string{}}
	for _, c := range programme.columns {
		e.head[c.Name] = programme.text(0, c.Name)
	}
	if e.populations, err = populationSources(dir); err != nil {
		return nil, err
	}
	analysts, err := analystCards(dir)
	if err != nil {
		return nil, err
	}
	return e, e.addTables(append(cards.tables, analysts...))
}

// addTables finds each table's files; a table without a card, or a card without
// a table, is an error.
func (e *edition) addTables(cards []card) error {
	names, err := tableNames(filepath.Join(e.dir, parquetDir))
	if err != nil {
		return err
	}
	if len(names) != len(cards) {
		return fmt.Errorf("%d tables, %d described: %w", len(names), len(cards), ErrNotDescribed)
	}
	for _, c := range cards {
		t := described{card: c, parquet: parquetDir + "/" + c.table + ".parquet"}
		_, t.rows, err = parquetio.Describe(filepath.Join(e.dir, filepath.FromSlash(t.parquet)))
		if err != nil {
			return err
		}
		if c.table != panelDouble {
			t.csv = csvDir + "/" + csvName(c.table, e.sample)
		}
		e.tables = append(e.tables, t)
	}
	return nil
}

// populationSources lists where the figures about the orgs come from, each once.
func populationSources(dir string) ([]string, error) {
	orgs, err := readFrame(filepath.Join(dir, "dim_org.parquet"))
	if err != nil {
		return nil, err
	}
	var sources []string
	seen := map[string]bool{"": true}
	for row := range orgs.rows {
		if s := orgs.text(row, "population_source"); !seen[s] {
			seen[s] = true
			sources = append(sources, s)
		}
	}
	return sources, nil
}

func (e *edition) describe() error {
	if err := os.MkdirAll(filepath.Join(e.dir, "tools"), 0o755); err != nil {
		return err
	}
	for _, t := range e.tables {
		if t.csv == "" {
			continue
		}
		if err := e.writeJSON(t.csv+"-metadata.json", e.csvw(t)); err != nil {
			return err
		}
	}
	for _, d := range documents {
		if err := e.writeDocument(d); err != nil {
			return fmt.Errorf("%s: %w", d.path, err)
		}
	}
	p, err := e.dataPackage()
	if err != nil {
		return err
	}
	return e.writeJSON("datapackage.json", p)
}

func (e *edition) write(path string, data []byte) error {
	return atomicfile.WriteInBatch(filepath.Join(e.dir, filepath.FromSlash(path)), 0o644, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(data))
		return err
	})
}

// sum is the size of a file of the edition and its SHA-256 in hexadecimal.
func (e *edition) sum(path string) (int64, string, error) {
	f, err := os.Open(filepath.Join(e.dir, filepath.FromSlash(path)))
	if err != nil {
		return 0, "", err
	}
	hash := sha256.New()
	n, err := io.Copy(hash, f)
	return n, hex.EncodeToString(hash.Sum(nil)), errors.Join(err, f.Close())
}

// version is the edition's name, or what a preview is called.
func (e *edition) version() string {
	if e.meta.Name == "" {
		return "preview"
	}
	return e.meta.Name
}

// title is the data's name in a language, with what it is made of.
func (e *edition) title(zh bool) string {
	if zh {
		return fmt.Sprintf("%s：%s 数据%s", e.head["short_title"], e.head["period"], map[bool]string{true: "（样例数据，非真实情况）"}[e.sample])
	}
	name := e.head["short_title_en"]
	if name == "" {
		name = e.head["programme"]
	}
	return fmt.Sprintf("%s: data of %s%s", name, e.head["period"], map[bool]string{true: " (sample data, made up)"}[e.sample])
}

// name is what programs call the data: letters, digits and hyphens.
func (e *edition) name() string {
	name := strings.Trim(notInNames.ReplaceAllString(strings.ToLower(e.head["programme"]), "-"), "-")
	if e.sample {
		name += "-sample"
	}
	return name
}
