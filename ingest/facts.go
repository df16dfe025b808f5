package ingest

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"yigai/internal/atomicfile"
	"yigai/internal/parquetio"
)

// facts are the rows of one generation.
type facts struct {
	files        []fileRow
	submissions  []submissionRow
	observations []observationRow
	tasks        []taskRow
	findings     []findingRow
	attachments  []attachmentRow
	waivers      []waiverRow
	decided      []decisionRow
	drawn        []drawnRow
	recorded     recorded
	scores       []scoreRow
	inspections  []inspectionRow
}

// noPeriod is the file for rows whose period is not known.
const noPeriod = "none"

// write writes all tables below dir, one file per table and period, sorted: as many
// tables at once as there are cores, the largest first.
func (f *facts) write(dir string) error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, table := range []func() error{
		func() error {
			return writeTable(dir, "fact_observations", f.observations, periodOfObservation, compareObservations)
		},
		func() error { return writeTable(dir, "fact_findings", f.findings, periodOfFinding, compareFindings) },
		func() error { return writeTable(dir, "fact_task_reports", f.tasks, periodOfTask, compareTasks) },
		func() error {
			return writeTable(dir, "fact_submissions", f.submissions, periodOfSubmission, compareSubmissions)
		},
		func() error { return writeTable(dir, "fact_files", f.files, anyPeriod, compareFiles) },
		func() error { return writeTable(dir, "fact_scores", f.scores, periodOfScore, compareScores) },
		func() error {
			return writeTable(dir, "fact_inspections", f.inspections, periodOfInspection, compareInspections)
		},
		func() error {
			return writeTable(dir, "fact_attachments", f.attachments, periodOfAttachment, compareAttachments)
		},
		func() error { return writeTable(dir, "fact_waivers", f.waivers, anyPeriod, compareWaivers) },
		func() error { return writeTable(dir, "fact_decisions", f.decided, anyPeriod, compareDecisions) },
		func() error { return writeTable(dir, "fact_drawn", f.drawn, anyPeriod, compareDrawn) },
		func() error { return f.recorded.write(dir) },
	} {
		g.Go(table)
	}
	return g.Wait()
}

// anyPeriod is for tables that are not split.
func anyPeriod[T any](*T) string { return "" }

func periodOfAttachment(r *attachmentRow) string   { return r.Period }
func periodOfSubmission(r *submissionRow) string   { return r.Period }
func periodOfObservation(r *observationRow) string { return r.Period }
func periodOfTask(r *taskRow) string               { return r.Period }
func periodOfFinding(r *findingRow) string         { return r.Period }

func compareFiles(a, b *fileRow) int { return cmp.Compare(a.SHA256, b.SHA256) }

func periodOfScore(r *scoreRow) string           { return r.Period }
func periodOfInspection(r *inspectionRow) string { return r.Period }

func compareDecisions(a, b *decisionRow) int { return cmp.Compare(a.Seq, b.Seq) }

func compareDrawn(a, b *drawnRow) int {
	return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Place, b.Place))
}

func compareScores(a, b *scoreRow) int {
	return cmp.Or(cmp.Compare(a.Reporter, b.Reporter), cmp.Compare(a.Org, b.Org), cmp.Compare(a.Scheme, b.Scheme), cmp.Compare(a.Stage, b.Stage),
		cmp.Compare(a.Item, b.Item), cmp.Compare(a.Revision, b.Revision), cmp.Compare(a.Submission, b.Submission), cmp.Compare(a.Cell, b.Cell))
}

func compareInspections(a, b *inspectionRow) int {
	return cmp.Or(cmp.Compare(a.Reporter, b.Reporter), cmp.Compare(a.Org, b.Org), cmp.Compare(a.About, b.About), cmp.Compare(a.Element, b.Element),
		cmp.Compare(a.Revision, b.Revision), cmp.Compare(a.Submission, b.Submission), cmp.Compare(a.Cell, b.Cell))
}

func compareWaivers(a, b *waiverRow) int { return cmp.Compare(a.JournalSeq, b.JournalSeq) }

func compareAttachments(a, b *attachmentRow) int {
	return cmp.Or(cmp.Compare(a.Reporter, b.Reporter), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Task, b.Task), cmp.Compare(a.Item, b.Item),
		cmp.Compare(a.Name, b.Name), cmp.Compare(a.SHA256, b.SHA256))
}

func compareSubmissions(a, b *submissionRow) int {
	return cmp.Or(cmp.Compare(a.Reporter, b.Reporter), cmp.Compare(a.Part, b.Part), cmp.Compare(a.Revision, b.Revision), cmp.Compare(a.SHA256, b.SHA256))
}

func compareObservations(a, b *observationRow) int {
	if c := cmp.Compare(a.Org, b.Org); c != 0 {
		return c // as of most of very many; cmp.Or compares all
	}
	return cmp.Or(cmp.Compare(a.Reporter, b.Reporter), cmp.Compare(a.Element, b.Element),
		cmp.Compare(a.Revision, b.Revision), cmp.Compare(a.Submission, b.Submission), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Cell, b.Cell))
}

func compareTasks(a, b *taskRow) int {
	return cmp.Or(cmp.Compare(a.Reporter, b.Reporter), cmp.Compare(a.Task, b.Task), cmp.Compare(a.Revision, b.Revision),
		cmp.Compare(a.Submission, b.Submission), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Cell, b.Cell))
}

func compareFindings(a, b *findingRow) int {
	return cmp.Or(cmp.Compare(a.Reporter, b.Reporter), cmp.Compare(a.Submission, b.Submission), cmp.Compare(a.Seq, b.Seq))
}

// writeTable splits rows by period and writes <dir>/<table>/<period>.parquet.
// Every table gets at least one file, so that a reader finds its columns.
func writeTable[T any](dir, table string, rows []T, period func(*T) string, compare func(a, b *T) int) error {
	if err := os.MkdirAll(filepath.Join(dir, table), 0o755); err != nil {
		return fmt.Errorf("write %s: %w", table, err)
	}
	byPeriod := map[string][]int{} // places in rows, which are too wide to be moved about
	for i := range rows {
		key := cmp.Or(period(&rows[i]), noPeriod)
		byPeriod[key] = append(byPeriod[key], i)
	}
	if len(byPeriod) == 0 {
		byPeriod[noPeriod] = nil
	}
	for key, part := range byPeriod {
		slices.SortFunc(part, func(i, j int) int {
			if c := compare(&rows[i], &rows[j]); c != 0 {
				return c
			}
			return cmp.Compare(i, j)
		})
		sorted := make([]T, len(part))
		for to, from := range part {
			sorted[to] = rows[from]
		}
		if err := writeRows(filepath.Join(dir, table, key+".parquet"), sorted); err != nil {
			return err
		}
	}
	return nil
}

// writeRows writes one Parquet file. The same rows give the same bytes. The
// store flushes the folder when the generation is committed.
func writeRows[T any](path string, rows []T) error {
	return atomicfile.WriteInBatch(path, 0o644, func(w io.Writer) error {
		out := parquetio.NewFactWriter[T](w)
		if _, err := out.Write(rows); err != nil {
			return err
		}
		return out.Close()
	})
}
