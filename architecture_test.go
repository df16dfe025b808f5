// Package yigai holds no code: it is where the tests of the whole house stand.
package yigai

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A goPackage is what `go list -json` says of a package.
type goPackage struct {
	ImportPath     string
	Dir            string
	Doc            string
	Imports        []string
	Deps           []string
	GoFiles        []string
	IgnoredGoFiles []string // those of other systems
}

func listPackages(t *testing.T, args ...string) []goPackage {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json"}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var packages []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) == 0 {
		t.Fatal("no packages found: the test would prove nothing")
	}
	return packages
}

// readersOnly: a reader of one format knows nothing of what the cells mean.
const readersOnly = `^yigai/(programme|ingest/(check|template|sample))|^yigai/ingest$`

// banned says which imports no package under a folder may have, directly or not.
var banned = map[string]string{
	"yigai/programme":       `^yigai/(ingest|transform|reports|dags|cmd)|duckdb`,
	"yigai/ingest":          `^yigai/(transform|reports|dags|cmd)|duckdb`,
	"yigai/transform":       `^yigai/(ingest|reports|dags|cmd)`,
	"yigai/reports":         `^yigai/(ingest|transform|programme|dags|cmd)|duckdb`,
	"yigai/dags":            `^yigai/(ingest|transform|reports|programme|cmd)|duckdb`,
	"yigai/internal":        `^yigai/(ingest|transform|reports|programme|dags|cmd)|duckdb`,
	"yigai/data":            `^yigai/`,
	"yigai/cmd/prove":       `^yigai/`, // an independent eye
	"yigai/ingest/book":     `^yigai/`,
	"yigai/ingest/kind":     readersOnly,
	"yigai/ingest/zipped":   readersOnly,
	"yigai/ingest/xlsx":     readersOnly,
	"yigai/ingest/xls":      readersOnly,
	"yigai/ingest/text":     readersOnly,
	"yigai/ingest/check":    `^yigai/(ingest/(template|sample)|ingest$)`,
	"yigai/ingest/markup":   `^yigai/(ingest/sample|ingest$)`,
	"yigai/ingest/packbook": `^yigai/(ingest/(check|template|sample)|ingest$)`,
	"yigai/ingest/recall":   `^yigai/ingest$`,
	"yigai/ingest/template": `^yigai/(ingest/(check|sample|xlsx)|ingest$)`,
}

func under(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

func TestArrowsPointOneWay(t *testing.T) {
	packages := listPackages(t, "./...")
	for folder, pattern := range banned {
		re, seen := regexp.MustCompile(pattern), false
		for _, p := range packages {
			if !under(p.ImportPath, folder) {
				continue
			}
			seen = true
			for _, dep := range p.Deps {
				if re.MatchString(dep) && !under(dep, folder) {
					t.Errorf("%s depends on %s, against docs/architecture.md", p.ImportPath, dep)
				}
			}
		}
		if !seen {
			t.Errorf("no package under %s: the rule holds nothing", folder)
		}
	}
}

// The pure packages get readers, writers and values: they never open a path,
// start a process or ask for the time, so the same code can run in a browser.
func TestPurePackagesTouchNoMachine(t *testing.T) {
	impure := []string{"os", "os/exec", "net", "net/http", "log", "log/slog", "C", "io/ioutil", "path/filepath"}
	clock := regexp.MustCompile(`\btime\.(Now|Since|Until|Sleep|After|Tick)\b`)
	for _, p := range listPackages(t, "./ingest/book", "./ingest/kind", "./ingest/zipped", "./ingest/xlsx", "./ingest/xls", "./ingest/text", "./ingest/check", "./ingest/template", "./ingest/markup", "./ingest/packbook", "./programme", "./internal/draw") {
		for _, name := range impure {
			if slices.Contains(p.Imports, name) && !(name == "path/filepath" || name == "os") {
				t.Errorf("%s imports %s", p.ImportPath, name)
			}
		}
		for _, file := range p.GoFiles {
			source := readFile(t, filepath.Join(p.Dir, file))
			if found := clock.Find(source); found != nil {
				t.Errorf("%s/%s uses %s: take the time as a parameter", p.ImportPath, file, found)
			}
			if strings.HasPrefix(p.ImportPath, "yigai/ingest/") && regexp.MustCompile(`\n\t"os"\n`).Match(source) {
				t.Errorf("%s/%s imports os: take a reader or a writer", p.ImportPath, file)
			}
		}
	}
}

// The program asks nobody and tells nobody: one file opens the network, for a
// browser on the same machine.
func TestOnlyServeOpensTheNetwork(t *testing.T) {
	opens := regexp.MustCompile(`(?m)^\s*(?:import )?(?:\w+ )?"(?:net|net/http|net/rpc|net/smtp|crypto/tls)"$`)
	var found []string
	for _, p := range listPackages(t, "./...") {
		for _, file := range slices.Concat(p.GoFiles, p.IgnoredGoFiles) {
			if opens.Match(readFile(t, filepath.Join(p.Dir, file))) {
				found = append(found, p.ImportPath+"/"+file)
			}
		}
	}
	if !slices.Equal(found, []string{"yigai/cmd/yigai/serve.go"}) {
		t.Errorf("these open the network: %v", found)
	}
}

func TestEveryPackageKeepsItsPromiseInWriting(t *testing.T) {
	page := string(readFile(t, "docs/architecture.md"))
	for _, p := range listPackages(t, "./...") {
		if p.Doc == "" && len(p.GoFiles) > 0 {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "yigai"), "/")
		if name == "" || strings.HasPrefix(name, "internal/") {
			continue
		}
		if !strings.Contains(page, "`"+name+"/`") {
			t.Errorf("docs/architecture.md has no row for %s/", name)
		}
	}
	for _, folder := range regexp.MustCompile("(?m)^\\| `([a-z/]+)/`").FindAllStringSubmatch(page, -1) {
		if _, err := os.Stat(folder[1]); err != nil {
			t.Errorf("docs/architecture.md names %s/, which is not there", folder[1])
		}
	}
}

func TestEveryDependencyHasItsLine(t *testing.T) {
	page := string(readFile(t, "docs/dependencies.md"))
	direct := regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(string(readFile(t, "go.mod")), -1)
	if len(direct) == 0 {
		t.Fatal("no direct dependency found in go.mod: the test would prove nothing")
	}
	for _, m := range direct {
		if !strings.Contains(page, "`"+m[1]+"`") {
			t.Errorf("docs/dependencies.md has no line for %s", m[1])
		}
	}
}

// sqlText matches what only a statement, or a piece of one, holds.
var sqlText = regexp.MustCompile(`(?is)^\s*(select\s|values\s*\()|\bwhere\s+\S+\s*(=|<|>)|\bwith\s+\w+\s+as\s*\(|\bjoin\s+\S+\s+(on|using)\b` +
	`|\bselect\s.*\sfrom\s|\b(insert|merge)\s+into\b|\bdelete\s+from\b|\bupdate\s+\S+\s+set\b` +
	`|\b(create|drop|alter)\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view|macro|schema|index|secret)\b` +
	`|\bcopy\s*\(|\battach\s+'|\bset\s+global\b|\bpragma\s+\w|\b(order|group)\s+by\b|\b(read_parquet|read_csv|json_serialize_sql)\s*\(`)

// Statements live in files beside their cards, and the few that need a name or
// a path in them are written in one reviewed file; no other Go text is SQL,
// whole or in pieces. Examples that show the command line are not run.
func TestSQLStandsInFiles(t *testing.T) {
	const reviewed = "transform/quote.go"
	found := 0
	eachSource(t, func(path string, source []byte) {
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return
		}
		for _, text := range goTexts(t, path, source) {
			if !sqlText.MatchString(text) || strings.Contains(text, "yigai query ") {
				continue
			}
			if found++; path != reviewed {
				t.Errorf("%s builds SQL from text: %q", path, text)
			}
		}
	})
	if found == 0 {
		t.Errorf("no SQL found in %s either: the test would prove nothing", reviewed)
	}
}

// goTexts lists the string literals of a Go file, imports and tags left out.
func goTexts(t *testing.T, path string, source []byte) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	ast.Inspect(file, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(path, err)
			}
			texts = append(texts, text)
		}
		return true
	})
	return texts
}

func TestSQLIsRecognised(t *testing.T) {
	for text, want := range map[string]bool{
		"select ": true, "Select a, b\nfrom t": true, " where x = ": true, "drop table ": true, "set global threads = %d": true,
		"copy (": true, "insert into %s": true, " order by ": true, "create or replace temp view ": true, "delete from x": true,
		"only one SELECT is accepted: %v": false, "the source of the selection": false, "copy it from the folder": false,
		"sorted by org": false, "where to look": false, "with its unit": false, "join p on ": true,
	} {
		if sqlText.MatchString(text) != want {
			t.Errorf("%q is taken for SQL: %v", text, !want)
		}
	}
}

func TestNothingOfThisMachineIsWritten(t *testing.T) {
	place := regexp.MustCompile(`(^|[^A-Za-z0-9_.])/(work|farm|root|home|Users)/[A-Za-z0-9._-]+`)
	eachSource(t, func(path string, source []byte) {
		if found := place.Find(source); found != nil && path != "architecture_test.go" {
			t.Errorf("%s names a place on somebody's machine: %s", path, found)
		}
	})
}

func TestReadmesShowTheTwoCommandsFirst(t *testing.T) {
	for _, name := range []string{"README.md", "README.zh.md"} {
		screen := strings.Join(strings.SplitN(string(readFile(t, name)), "\n", 41)[:40], "\n")
		for _, want := range []string{"make demo", "make test", ".png"} {
			if !strings.Contains(screen, want) {
				t.Errorf("%s does not show %q in its first 40 lines", name, want)
			}
		}
	}
}

func eachSource(t *testing.T, visit func(path string, source []byte)) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains([]string{"demo", "bin", "build", "testdata"}, d.Name())) {
			return filepath.SkipDir
		}
		if !d.IsDir() && slices.Contains([]string{".go", ".sql", ".yaml", ".yml", ".md", ".csv"}, filepath.Ext(path)) {
			seen++
			visit(filepath.ToSlash(path), readFile(t, path))
		}
		return nil
	})
	if err != nil || seen == 0 {
		t.Fatalf("no sources read (%v): the test would prove nothing", err)
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
