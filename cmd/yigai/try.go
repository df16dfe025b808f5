package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"yigai/ingest/check"
	"yigai/ingest/markup"
	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
)

// tryFile checks one file, and writes a marked copy where that was asked for.
func (a *app) tryFile(name string, with ground, mark string) (answer, error) {
	info, err := os.Stat(name) // before opening, which waits for ever at a pipe
	if err != nil {
		return answer{}, err
	}
	if !info.Mode().IsRegular() {
		return answer{}, message{zh: name + " 不是文件", en: name + " is no file", nextZh: "请给出其中的工作簿，如 " + filepath.Join(name, "*.xlsx"), nextEn: "name the workbooks in it, as in " + filepath.Join(name, "*.xlsx")}
	}
	f, err := plainfile.Open(name)
	if err != nil {
		return answer{}, err
	}
	defer f.Close()
	with.File, with.Size, with.Name = f, info.Size(), filepath.Base(name)
	result, err := with.collect()
	if err != nil {
		return answer{}, err
	}
	an := answerTo(name, stateOf(result), result)
	an.tried, an.english = true, a.lang == "en"
	if mark != "" {
		err = an.mark(with, mark)
	}
	return an, err
}

// collect checks the file, where the pack is open against the built-in one that
// its cover names, or, where it names none as a CSV does, that knows its org and period.
func (g *ground) collect() (check.Result, error) {
	result, err := check.Collect(g.Input)
	named := result.Cover.Programme
	if err != nil || !g.anyPack || named == g.Pack.Programme.ID {
		return result, err
	}
	if named == "" {
		return g.collectOfAny(result)
	}
	pack, known := packOnCover(named)
	if !known {
		return result, nil
	}
	g.Pack = pack
	return check.Collect(g.Input)
}

// collectOfAny checks a file that names no programme against the built-in packs in
// turn, until one has a report to expect of its org and period; first is the answer by
// the pack it was checked with, which stands where there is none.
func (g *ground) collectOfAny(first check.Result) (check.Result, error) {
	if g.expects(first) {
		return first, nil
	}
	packs, err := builtIn()
	if err != nil {
		return first, err
	}
	began := g.Pack
	for _, line := range packs {
		pack, known := packOnCover(line.ID)
		if !known || line.ID == began.Programme.ID {
			continue
		}
		g.Pack = pack
		result, err := check.Collect(g.Input)
		if err != nil || g.expects(result) {
			return result, err
		}
	}
	g.Pack = began
	return first, nil
}

// expects says whether the pack has a report to expect of the org and period that a file says it is of.
func (g *ground) expects(r check.Result) bool {
	at := r.Cover.Period
	if at.IsZero() || !slices.Contains(g.Pack.ReportPeriods(), at) {
		return false
	}
	org, known := g.Pack.Org(r.Cover.Reporter, at)
	return known && !g.Pack.FormOf(org, at).IsEmpty()
}

// mark writes the marked copy of a file that was just checked.
func (an *answer) mark(with ground, folder string) error {
	in := markup.Input{Check: with.Input, English: an.english}
	if with.before != nil && !an.at.IsZero() {
		in.Previous = with.before(an.at)
	}
	w, err := markup.Make(in)
	if errors.Is(err, markup.ErrNoForm) {
		an.NotMarked = "no form"
		return nil
	}
	if err != nil {
		return err
	}
	if folder == markBeside {
		folder = filepath.Dir(an.File)
	} else if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	an.Marked, err = writeNew(folder, markedName(an.File), w.Write)
	return err
}

const markedEnd = "_校核"

var markedBefore = regexp.MustCompile(markedEnd + `[0-9]*$`)

// markedName is 汉台区_校核.xlsx for 汉台区.xlsx, and for 汉台区_校核2.xlsx too.
func markedName(file string) string {
	base := filepath.Base(file)
	base = strings.TrimSuffix(base, filepath.Ext(base))
	return cmp.Or(markedBefore.ReplaceAllString(base, ""), "file") + markedEnd + ".xlsx"
}

// mostNames is how many names are tried for a file that may replace no other.
const mostNames = 1000

// writeNew writes a file under a name that nothing has yet: x.xlsx, x2.xlsx, …
// A file that holds the same bytes already is left as it is. It returns the path.
func writeNew(folder, name string, fill func(io.Writer) error) (string, error) {
	var content strings.Builder
	if err := fill(&content); err != nil {
		return "", err
	}
	ending := filepath.Ext(name)
	for n := 1; n <= mostNames; n++ {
		path := filepath.Join(folder, name)
		if n > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s%d%s", strings.TrimSuffix(name, ending), n, ending))
		}
		there, err := os.ReadFile(path)
		switch {
		case err == nil && string(there) == content.String():
			return path, nil
		case errors.Is(err, os.ErrNotExist):
			return path, atomicfile.WriteBytes(path, []byte(content.String()))
		}
	}
	return "", message{zh: "文件夹里同名的文件太多：" + filepath.Join(folder, name), en: "too many files of that name: " + filepath.Join(folder, name),
		nextZh: "移走不要的，或用 --mark=文件夹 换一个地方", nextEn: "move away those not needed, or name another folder with --mark=FOLDER"}
}
