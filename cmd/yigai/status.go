//go:build cgo

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/parquetio"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/transform"
)

// reportingRow is the part of mart_reporting that status shows.
type reportingRow struct {
	Period     string           `parquet:"period" json:"period"`
	Org        string           `parquet:"org" json:"org"`
	Name       string           `json:"name"`
	NameEn     string           `json:"name_en"`
	seq        int              // place in orgs.csv
	Expected   bool             `parquet:"expected" json:"expected"`
	State      string           `parquet:"state" json:"state"`
	Received   parquetio.Date   `parquet:"received_on" json:"-"`
	ReceivedOn string           `json:"received_on"`
	DaysLate   int              `parquet:"days_late" json:"days_late"`
	Revision   int              `parquet:"revision" json:"revision"`
	Files      int              `parquet:"files" json:"files"`
	Refused    int              `parquet:"refused" json:"refused"`
	Errors     int              `parquet:"findings_error" json:"findings_error"`
	Returns    int              `parquet:"findings_return" json:"findings_return"`
	Doubts     int              `parquet:"findings_doubt" json:"findings_doubt"` // that nobody has accepted
	Notes      int              `parquet:"findings_note" json:"findings_note"`
	CellsAsked int              `parquet:"cells_expected" json:"cells_expected"`
	Cells      int              `parquet:"cells_reported" json:"cells_reported"`
	Complete   parquetio.Number `parquet:"completeness" json:"-"`
	Exception  string           `parquet:"exception" json:"exception,omitempty"`
	Scan       int              `parquet:"scan_revision" json:"scan_revision"` // newest revision with a sealed scan, 0 for none
	Sealed     bool             `parquet:"sealed" json:"sealed"`               // the revision that counts has one
	Evidence   int              `parquet:"evidence_received" json:"evidence_received"`
	NotCome    int              `parquet:"evidence_missing" json:"evidence_missing"` // named in the report, not received
	Submission string           `parquet:"submission" json:"submission"`
	Unread     int              `json:"files_unrecognised"` // said to be of the org and period; no report, so Files leaves them out
	Waived     int              `json:"findings_waived"`    // doubts of the current file that a person accepted
}

// A share is how many orgs are in a state, and what part of all that is.
type share struct {
	State   string `json:"state"`
	Orgs    int    `json:"orgs"`
	Percent string `json:"percent"` // one decimal; the shares of a period add up to 100.0
}

// periodStatus is who reported for one period, when and how well.
type periodStatus struct {
	Period   string          `json:"period"`
	Shares   []share         `json:"shares"`
	Accounts ingest.Accounts `json:"accounts"` // of all files of the workspace
	Orgs     []reportingRow  `json:"orgs"`
}

func (a *app) statusCommand() *cobra.Command {
	var period string
	c := &cobra.Command{
		Use: "status --period P", Short: a.t("谁报了、何时报的、报得怎样", "who reported, when, and how well"),
		Example: "  yigai status --period 2022Q4\n  yigai status --period 2022Q4 --json", Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) (err error) {
			ws, pack, err := a.open()
			if err != nil {
				return err
			}
			at, err := periodOf(pack, period)
			if err != nil {
				return err
			}
			marts, done, err := a.martsFor(c.Context(), ws, pack, at)
			if err != nil {
				return err
			}
			defer closing(&err, done)
			status, err := readStatus(marts, at.String())
			if err != nil {
				return err
			}
			if status.Accounts, err = ingest.ReadAccounts(ws); err != nil {
				return err
			}
			if err = status.countUnread(ws); err != nil {
				return err
			}
			if a.json {
				return writeJSON(a.Out, status)
			}
			if ws.Settings.Sample {
				a.say("（样例数据，非真实情况）", "(sample data, not real)")
			}
			a.tellStatus(status)
			return nil
		},
	}
	c.Flags().StringVar(&period, "period", "", a.t("报告期，如 2022Q4", "the period, e.g. 2022Q4"))
	return c
}

// martsFor gives a folder of marts made from the current facts: those of the
// workspace or, when files were taken in since, ones made aside. An older answer
// to who has reported would be a wrong one. done deletes what was made aside.
func (a *app) martsFor(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, at programme.Period) (dir string, done func() error, err error) {
	facts, err := ws.Facts().Current()
	if err != nil {
		return "", nil, err
	}
	newest, err := newestEdition(ws)
	if err != nil {
		return "", nil, err
	}
	if marts, err := ws.Marts().Current(); err == nil && isOf(marts.Manifest.Meta, ws, pack, facts.Name, newest.name, at) {
		return marts.Dir, func() error { return nil }, nil
	}
	if pack, err = amended(ws, pack); err != nil {
		return "", nil, err
	}
	aside, err := os.MkdirTemp("", "yigai-status-")
	if err != nil {
		return "", nil, err
	}
	done = func() error { return os.RemoveAll(aside) }
	reference, dir := filepath.Join(aside, "reference"), filepath.Join(aside, "marts")
	err = programme.WriteReference(reference, pack, runOf(ws, pack, at))
	if err == nil {
		err = transform.TakeVintages(newest.dir, reference)
	}
	if err == nil {
		_, err = a.transform(ctx, facts.Dir, reference, dir)
	}
	if err != nil {
		return "", nil, errors.Join(err, done())
	}
	return dir, done, nil
}

// isOf says whether marts with these notes were made of the facts and the pack
// of today, beside what that edition said, by this version of the program, and
// show period at.
func isOf(meta map[string]string, ws *workspace.Workspace, pack *programme.Pack, facts, edition string, at programme.Period) bool {
	shown, err := programme.ParsePeriod(meta["period"])
	if err != nil || shown.Before(at) || meta["facts"] != facts || meta["version"] != version {
		return false
	}
	reference, err := ws.Reference().Current()
	return err == nil && reference.Name == meta["reference"] && reference.Manifest.Meta["pack"] == pack.Hash && reference.Manifest.Meta["edition"] == edition
}

type orgRow struct {
	Org    string `parquet:"org"`
	Seq    int    `parquet:"seq"`
	Name   string `parquet:"short_name"`
	NameEn string `parquet:"name_en"`
}

func readOrgs(marts string) (map[string]orgRow, error) {
	rows, err := parquetio.Read[orgRow](filepath.Join(marts, "dim_org.parquet"))
	orgs := map[string]orgRow{}
	for _, r := range rows {
		orgs[r.Org] = r
	}
	return orgs, err
}

func readStatus(marts string, period string) (periodStatus, error) {
	rows, err := parquetio.Read[reportingRow](filepath.Join(marts, "mart_reporting.parquet"))
	if err != nil {
		return periodStatus{}, err
	}
	orgs, err := readOrgs(marts)
	if err != nil {
		return periodStatus{}, err
	}
	waived, err := readWaived(marts)
	if err != nil {
		return periodStatus{}, err
	}
	s := periodStatus{Period: period, Orgs: []reportingRow{}}
	for _, r := range rows {
		if r.Period == period {
			r.Waived = waived[r.Submission]
			r.Name, r.NameEn, r.seq, r.ReceivedOn = orgs[r.Org].Name, orgs[r.Org].NameEn, orgs[r.Org].Seq, r.Received.String()
			s.Orgs = append(s.Orgs, r)
		}
	}
	slices.SortFunc(s.Orgs, func(x, y reportingRow) int { return cmp.Or(cmp.Compare(x.seq, y.seq), cmp.Compare(x.Org, y.Org)) })
	s.Shares = sharesOf(s.Orgs)
	return s, nil
}

// countUnread puts to each org the files that seem to be its own and could not be
// recognised: it has not reported, but it did send something.
func (s *periodStatus) countUnread(ws *workspace.Workspace) error {
	files, err := ingest.ReadUnread(ws)
	if err != nil {
		return err
	}
	for _, f := range files {
		reporter, period := seemsOf(f)
		for i := range s.Orgs {
			if period == s.Period && reporter == s.Orgs[i].Org {
				s.Orgs[i].Unread++
			}
		}
	}
	return nil
}

// readWaived counts the accepted doubts of each file.
func readWaived(marts string) (map[string]int, error) {
	type findingRow struct {
		Submission string `parquet:"submission"`
		Severity   string `parquet:"severity"`
		Waived     bool   `parquet:"waived"`
	}
	rows, err := parquetio.Read[findingRow](filepath.Join(marts, "mart_finding.parquet"))
	counts := map[string]int{}
	for _, r := range rows {
		if r.Waived && r.Severity == "doubt" {
			counts[r.Submission]++
		}
	}
	return counts, err
}

var reportingStates = []string{"on_time", "late", "missing"}

// sharesOf counts the orgs that were asked, by state. History has no states to share.
func sharesOf(rows []reportingRow) []share {
	counts := map[string]int{}
	total := 0
	for _, r := range rows {
		if r.Expected && slices.Contains(reportingStates, r.State) {
			counts[r.State]++
			total++
		}
	}
	shares := []share{}
	if total == 0 {
		return shares
	}
	for i, tenths := range tenthsOf(counts, total) {
		shares = append(shares, share{reportingStates[i], counts[reportingStates[i]], fmt.Sprintf("%d.%d", tenths/10, tenths%10)})
	}
	return shares
}

// tenthsOf splits 100.0 % by counts into tenths of a percent that add up: each
// is cut, and what is left goes to those that lost most.
func tenthsOf(counts map[string]int, total int) []int {
	tenths, lost := make([]int, len(reportingStates)), make([]int, len(reportingStates))
	left := 1000
	for i, state := range reportingStates {
		tenths[i], lost[i] = counts[state]*1000/total, counts[state]*1000%total
		left -= tenths[i]
	}
	for ; left > 0; left-- {
		i := slices.Index(lost, slices.Max(lost))
		tenths[i]++
		lost[i] = -1
	}
	return tenths
}
