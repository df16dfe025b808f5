//go:build cgo

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"yigai/ingest"
	"yigai/ingest/check"
	"yigai/ingest/markup"
	"yigai/ingest/template"
	"yigai/internal/atomicfile"
	"yigai/internal/decimal"
	"yigai/internal/plainfile"
	"yigai/programme"
)

// sentBack is what went back to one org, for people and other programs.
type sentBack struct {
	Period     string                `json:"period"`
	Org        string                `json:"org"`
	Name       string                `json:"name"`
	Submission string                `json:"submission"`
	State      string                `json:"state"`
	New        bool                  `json:"new"`
	Errors     int                   `json:"errors"`
	Returns    int                   `json:"returns"`
	Doubts     int                   `json:"doubts"`
	Files      []ingest.ReturnedFile `json:"files"`
	Findings   []finding             `json:"findings"`

	onlyTime bool // nothing is wrong but when it came
}

// returnAll writes what goes back, one org after the other.
func (r *returner) returnAll(ctx context.Context, files []ingest.File) ([]sentBack, error) {
	stage := r.printer().Stage(r.t("退回", "return"))
	var all []sentBack
	for i, f := range files {
		if ctx.Err() != nil {
			stage.Abandon()
			return nil, ctx.Err()
		}
		x, err := r.returnOne(f)
		if err != nil {
			stage.Abandon()
			return nil, fmt.Errorf("%s %s: %w", f.Reporter, f.Number, err)
		}
		if len(x.Findings) > 0 {
			all = append(all, x)
		}
		stage.Update(i+1, len(files))
	}
	stage.End(r.t("%d 个单位", "%d orgs", len(all)))
	return all, nil
}

// returnOne writes what goes back to one org; nothing where nothing is open.
func (r *returner) returnOne(f ingest.File) (sentBack, error) {
	open, err := r.open(f)
	if err != nil || len(open) == 0 {
		return sentBack{}, err
	}
	workbook, listed, err := r.workbook(f, open)
	if err != nil {
		return sentBack{}, err
	}
	x := sentBack{Period: f.Period, Org: f.Reporter, Name: f.Name, Submission: f.Number, State: f.State, onlyTime: onlyTime(open)}
	entry := ingest.Returned{Period: f.Period, Org: f.Reporter, Submission: f.Number, By: r.how.by}
	for _, o := range listed {
		entry.Findings, entry.Asked = append(entry.Findings, o.ID()), append(entry.Asked, o.Asks())
		x.list(o)
	}
	before, at := r.returnedBefore(entry)
	x.New = !before
	if err := r.writeAll(f, &x, workbook, at); err != nil {
		return x, err
	}
	entry.Files = x.Files
	if !before {
		_, err = r.ws.Journal.Append(ingest.EntryReturned, at, entry)
	}
	return x, err
}

// list counts a finding.
func (x *sentBack) list(f check.Finding) {
	x.Findings = append(x.Findings, findingOf(f))
	switch f.Severity {
	case check.SeverityError:
		x.Errors++
	case check.SeverityReturn:
		x.Returns++
	case check.SeverityDoubt:
		x.Doubts++
	}
}

// writeAll writes the letter, and the workbook where there is one.
func (r *returner) writeAll(f ingest.File, x *sentBack, workbook []byte, at time.Time) error {
	contents := map[string][]byte{r.fileName(f, "退回函", ".txt"): r.letter(f, *x, workbook != nil, at)}
	if workbook != nil {
		contents[r.fileName(f, "退回", ".xlsx")] = workbook
	}
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		sum := sha256.Sum256(contents[name])
		file := ingest.ReturnedFile{Path: r.path(f, name), SHA256: hex.EncodeToString(sum[:])}
		if err := r.write(file.Path, contents[name]); err != nil {
			return err
		}
		x.Files = append(x.Files, file)
	}
	return nil
}

// workbook is the marked-up workbook of a file, nil where there is no form for
// it, with the findings it lists that must be corrected.
func (r *returner) workbook(f ingest.File, open []check.Finding) ([]byte, []check.Finding, error) {
	original, err := plainfile.Open(ingest.OriginalPath(r.ws, f.Receipt))
	if err != nil {
		return nil, nil, err
	}
	defer original.Close()
	in := markup.Input{
		Check: check.Input{File: original, Size: f.Bytes, Name: f.FileName, Pack: r.pack, Key: r.key, Previous: r.past.Following(r.pack),
			Reporter: f.Declaration.Reporter, Period: r.at},
		Previous: func(org, element string) (decimal.Decimal, bool) { return before(r.past, r.pack, r.at)(org, element) },
		More:     open, Settled: r.settled, English: r.lang == "en", Receipt: f.Number,
	}
	if f.State == stateQuarantined || onlyTime(open) {
		return nil, open, nil
	}
	w, err := markup.Make(in)
	if errors.Is(err, markup.ErrNoForm) {
		return nil, open, nil
	}
	if err != nil {
		return nil, nil, err
	}
	var out bytes.Buffer
	if err := w.Write(&out); err != nil {
		return nil, nil, err
	}
	listed := slices.DeleteFunc(slices.Clone(w.Listed), func(x check.Finding) bool { return x.Severity == check.SeverityNote })
	return out.Bytes(), listed, nil
}

// returnedBefore says whether this very answer stands in the journal as the
// last one to its org and period, and since when; else the time is now.
func (r *returner) returnedBefore(x ingest.Returned) (bool, time.Time) {
	for _, e := range slices.Backward(r.entries) {
		var old ingest.Returned
		if e.Kind != ingest.EntryReturned || json.Unmarshal(e.Data, &old) != nil || old.Period != x.Period || old.Org != x.Org {
			continue
		}
		if old.Submission == x.Submission {
			if slices.Equal(old.Findings, x.Findings) {
				return true, e.At
			}
			break
		}
	}
	return false, r.Now()
}

// fileName is 2022Q1_610702_汉台区_退回.xlsx, with the sheet where one came alone.
func (r *returner) fileName(f ingest.File, word, ending string) string {
	org, _ := r.pack.Org(f.Reporter, r.at)
	form := r.pack.FormOf(org, r.at)
	form.Reporter = org
	mark := "_" + word
	if f.Part != "" && f.Part != check.WholeWorkbook {
		mark = "_" + f.Part + mark
	}
	if r.ws.Settings.Sample {
		mark += "_样例"
	}
	return strings.TrimSuffix(template.FileName(form, mark), ".xlsx") + ending
}

func (r *returner) path(f ingest.File, name string) string {
	org, _ := r.pack.Org(f.Reporter, r.at)
	return r.folder(org) + "/" + name
}

// folder is where everything lies that goes back to an org for the period.
func (r *returner) folder(org programme.Org) string {
	return strings.Join([]string{"returns", r.at.String(), safeName(org.Code + "_" + org.Name)}, "/")
}

// safeName is text as the name of a file or folder: nothing in it leads elsewhere.
func safeName(text string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || strings.ContainsRune(`/\:*?"<>|`, c) {
			return '-'
		}
		return c
	}, strings.TrimLeft(text, "."))
}

// write replaces a file of ours whole; what has not changed is left alone.
func (r *returner) write(path string, content []byte) error {
	full := r.ws.Path(filepath.FromSlash(path))
	if there, err := os.ReadFile(full); err == nil && bytes.Equal(there, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return atomicfile.WriteBytes(full, content)
}
