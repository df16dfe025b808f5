package main

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"yigai/cmd/bench/nation"
)

//go:embed peers
var peerFiles embed.FS

// A peer is what somebody would read workbooks with instead. It does less: none
// judges the file, and a damaged one may come back as a shorter table.
type peer struct {
	name     string
	said     string
	packages []string // of the Python index; the last one is the script's name of the library
	node     bool     // a package of the other index instead
	most     int      // workbooks that it reads, for it is slow
	noteZh   string
	noteEn   string
}

var peers = []peer{
	{name: "openpyxl", said: "openpyxl (read_only)", packages: []string{"openpyxl"}, most: 40},
	{name: "pandas", said: "pandas + openpyxl", packages: []string{"openpyxl", "pandas"}, most: 40},
	{name: "polars", said: "polars + calamine", packages: []string{"fastexcel", "polars"}, most: 200},
	{name: "fastexcel", said: "calamine (fastexcel)", packages: []string{"fastexcel"}, most: 1000,
		noteZh: "Rust 写成，不查 XML 的写法、实体、命名空间、重复的部件和校验之外的损坏，也不报告公式、格式和隐藏行",
		noteEn: "written in Rust; does not hold XML to its rules (entities, namespaces, parts twice), and tells neither formulas nor formats nor hidden rows"},
	{name: "duckdb", said: "DuckDB + excel", packages: []string{"duckdb==%s", "duckdb-extension-excel==%s", "openpyxl", "duckdb"}, most: 200,
		noteZh: "自己猜数据区域，读到的单元格较少；只能逐张工作表读", noteEn: "guesses the range and reads fewer cells; a statement for each sheet"},
	{name: "sheetjs", said: "SheetJS", packages: []string{"xlsx"}, node: true, most: 40},
}

// installTime is how long the packages of a peer may take to be fetched.
const installTime = 2 * time.Minute

// peerRows are rows of the table: how many times the processor time of ours each
// takes for a workbook.
func peerRows() []row {
	var all []row
	for _, p := range peers {
		all = append(all, row{name: "peer-" + p.name, what: "别的程序读同样的工作簿：" + p.said, whatEn: "another program reads the same workbooks: " + p.said,
			against: "本程序读一份所用的处理器时间", andEn: "our CPU time per workbook", measure: p.measure})
	}
	return append(all,
		row{name: "peer-dbt", what: "别的程序做主题表：dbt-duckdb，只做各级覆盖率、变化和位次", whatEn: "another program makes marts: dbt-duckdb, only the rates of all levels, their change and rank",
			against: "本程序做全部主题表", andEn: "our CPU time for all marts", measure: measureDbt},
		row{name: "peer-observable", what: "别的程序做网站：Observable Framework，每县一页", whatEn: "another program makes a site: Observable Framework, a page for each county",
			against: "本程序一页所用的处理器时间", andEn: "our CPU time for a page", measure: measureObservable})
}

// measureDbt lets dbt make the rates of a country from the same facts; every one
// of them must be ours.
func measureDbt(b *bench, ctx context.Context) (measured, error) {
	home, scripts, err := b.peerFolders()
	if err != nil {
		return measured{}, err
	}
	python, err := installPython(ctx, filepath.Join(home, "python-dbt"), []string{"duckdb==%s", "dbt-duckdb"})
	if err != nil {
		return measured{missing: true, note: "这里装不上：" + firstLine(err), noteEn: "cannot be installed here: " + firstLine(err)}, nil
	}
	tables, err := b.tables(ctx, b.size.dbt)
	if err != nil {
		return measured{}, err
	}
	marts, out := tables+".marts", b.path("dbt")
	var theirs, ours []float64
	var got saidMarts
	for until := time.Now().Add(b.size.perRow); len(ours) < b.repeats && (len(ours) == 0 || time.Now().Before(until)); {
		our, err := b.start(ctx, call{Task: "marts", Args: []string{tables, marts}})
		if err != nil {
			return measured{}, err
		}
		if err := askPeer(ctx, &got, python, filepath.Join(scripts, "marts.py"), filepath.Join(scripts, "coverage"), tables, marts, out); err != nil {
			return measured{}, err
		}
		if got.Rows == 0 || got.Different > 0 {
			return measured{}, fmt.Errorf("of %.0f rates %.0f are not ours", got.Rows, got.Different)
		}
		ours, theirs = append(ours, our.CPU["marts"]), append(theirs, got.CPU)
	}
	note := [2]string{"它做 4 张表；本程序做全部主题表，并逐张检验、记每个数的来源。它的每个率都与本程序的相同",
		"it makes 4 tables; ours are all marts with their tests and the source of every figure. Each of its rates equals ours"}
	if median(theirs) < median(ours) {
		note = [2]string{"用的处理器时间比本程序少：" + note[0], "takes less processor time than ours: " + note[1]}
	}
	return measured{value: median(theirs) / median(ours), times: len(ours), note: note[0], noteEn: note[1],
		parts: map[string]float64{"their CPU s": median(theirs), "our CPU s": median(ours), "rates": got.Rows}}, errors.Join(os.RemoveAll(marts), os.RemoveAll(out))
}

// saidMarts is what the script prints that runs dbt.
type saidMarts struct{ CPU, Rows, Different float64 }

func (p peer) measure(b *bench, ctx context.Context) (measured, error) {
	run, err := b.install(ctx, p)
	if err != nil {
		return measured{missing: true, note: "这里装不上：" + firstLine(err), noteEn: "cannot be installed here: " + firstLine(err)}, nil
	}
	dir, err := b.sent(nation.Size{Counties: b.size.read, Elements: b.size.elements, Quarters: 1})
	if err != nil {
		return measured{}, err
	}
	var theirs, ours []float64
	var cells float64
	for until := time.Now().Add(b.size.perRow); len(ours) < b.repeats && (len(ours) == 0 || time.Now().Before(until)); {
		out, err := b.start(ctx, call{Task: "read", Args: []string{dir}, cores: 1})
		if err != nil {
			return measured{}, err
		}
		got, err := p.read(ctx, run, dir)
		if err != nil {
			return measured{}, err
		}
		ours, theirs, cells = append(ours, out.CPU["read"]/out.Counts["workbooks"]), append(theirs, got.CPU/got.Workbooks), got.Cells/got.Workbooks
	}
	note := [2]string{p.noteZh, p.noteEn}
	if median(theirs) < median(ours) {
		note = [2]string{"比本程序快。" + note[0], "faster than ours: " + note[1]}
	}
	return measured{value: median(theirs) / median(ours), times: len(ours), note: note[0], noteEn: note[1], parts: map[string]float64{
		"their CPU ms per workbook": 1000 * median(theirs), "our CPU ms per workbook": 1000 * median(ours), "cells they read of a workbook": cells}}, nil
}

// said is what a script prints.
type said struct{ CPU, Workbooks, Cells float64 }

func (p peer) read(ctx context.Context, run []string, dir string) (got said, err error) {
	err = askPeer(ctx, &got, run[0], append(run[1:], dir, fmt.Sprint(p.most))...)
	if err == nil && (got.Workbooks == 0 || got.Cells == 0) {
		err = errors.New("it read nothing")
	}
	return got, err
}

// askPeer runs a script and reads the JSON that it prints; of one that fails, the
// last line of its complaint.
func askPeer(ctx context.Context, into any, name string, args ...string) error {
	out, err := exec.CommandContext(ctx, name, args...).Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		lines := strings.Split(strings.TrimSpace(string(failed.Stderr)), "\n")
		return errors.New(lines[len(lines)-1])
	}
	if err != nil {
		return err
	}
	return json.Unmarshal(out, into)
}

// install fetches a peer into the user's cache, from where it is used again, and
// gives the command that runs its script.
func (b *bench) install(ctx context.Context, p peer) ([]string, error) {
	home, scripts, err := b.peerFolders()
	if err != nil {
		return nil, err
	}
	if p.node {
		err := fetch(ctx, "npm", append([]string{"install", "--silent", "--no-audit", "--no-fund", "--prefix", home}, p.packages...)...)
		return []string{"node", filepath.Join(scripts, "read.mjs"), home}, err
	}
	python, err := installPython(ctx, filepath.Join(home, "python"), p.packages)
	return []string{python, filepath.Join(scripts, "read.py"), p.name}, err
}

// peerFolders are where peers are installed, and where their scripts lie.
func (b *bench) peerFolders() (home, scripts string, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", "", err
	}
	scripts = b.path("peers")
	files, err := fs.Sub(peerFiles, "peers")
	if err != nil {
		return "", "", err
	}
	return filepath.Join(cache, "yigai-bench"), scripts, errors.Join(os.RemoveAll(scripts), os.CopyFS(scripts, files))
}

// installPython puts packages into an environment of their own and gives its
// interpreter. %s in a package is the version of our SQL engine.
func installPython(ctx context.Context, environment string, packages []string) (python string, err error) {
	python = filepath.Join(environment, "bin", "python")
	if _, err := os.Stat(python); err != nil {
		if err := fetch(ctx, "python3", "-m", "venv", environment); err != nil {
			return "", err
		}
	}
	install := []string{"-m", "pip", "install", "-q", "--only-binary", ":all:", "--disable-pip-version-check"}
	for _, name := range packages {
		if strings.Contains(name, "%s") {
			name = fmt.Sprintf(name, duckVersion())
		}
		install = append(install, name)
	}
	return python, fetch(ctx, python, install...)
}

func fetch(ctx context.Context, name string, args ...string) error {
	ctx, cancel := context.WithTimeout(ctx, installTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(name), err) // what it printed may name its host
	}
	return nil
}
