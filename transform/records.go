package transform

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yigai/internal/atomicfile"
	"yigai/internal/store"
	"yigai/transform/spark"
)

//go:embed queries/recorded_table.sql
var recordedTable string

//go:embed queries/recorded_rows.sql
var recordedRows string

//go:embed queries/recorded_wrong.sql
var recordedWrong string

//go:embed queries/recorded.sql
var recordedQuery string

//go:embed queries/recorded_known.sql
var recordedKnown string

// RecordOptions say what elements to compute from single records.
type RecordOptions struct {
	RecordsDir string // <table>.parquet or <table>/*.parquet
	MartsDir   string // reported figures and dimensions
	WorkDir    string // for what goes away again; made if it does not exist
	Tables     []RecordTable
	Elements   []RecordElement
	Memory     string            // limit of the SQL engine, "2GB" if empty
	Spark      *spark.Submission // computes the elements, nil for the engine here
	Hash       bool              // note the hash of every file of records, which reads them once more
}

// A RecordTable is a table of single records, such as visits: names and types
// of its columns, as the pack says them.
type RecordTable struct {
	Name    string
	Columns []Column
}

// A RecordElement is an element that one SELECT over records gives, with
// columns org, period and value. Place says where the SELECT stands.
type RecordElement struct{ Element, Place, Select string }

// A RecordedFigure is one element of one org and period, both ways; numbers are
// "" where there is none. State is equal, differs, not_reported or not_recorded.
type RecordedFigure struct {
	Element, Org, Name, NameEn, Period    string
	Reported, Recorded, Difference, State string
}

// A Recording is what one run over the records gave.
type Recording struct {
	Compared []RecordedFigure
	Counted  []RecordedCount // by element, as asked for
	Files    []RecordFile    // where hashes were asked for
}

// A RecordedCount is the figures that an element's SELECT gave, each org, period
// and value. LeftOut is how many were of orgs or periods that the dimensions do not have.
type RecordedCount struct {
	RecordElement
	Figures [][3]string
	LeftOut int
}

// A RecordFile is a file of records as it was read.
type RecordFile struct {
	Table, Name, SHA256 string
	Bytes               int64
}

// Recorded computes elements from records and sets them beside what was
// reported by hand. A SELECT reads record tables and the dimensions (dim_) and
// nothing else; it may be parsed by DuckDB only as one SELECT. Mistakes in
// SELECTs and in the tables' columns are *Mistake.
func Recorded(ctx context.Context, o RecordOptions) (recorded Recording, err error) {
	if err := o.absolute(); err != nil {
		return recorded, err
	}
	if err := os.MkdirAll(o.WorkDir, 0o755); err != nil {
		return recorded, err
	}
	work, err := os.MkdirTemp(o.WorkDir, atomicfile.TempPattern)
	if err != nil {
		return recorded, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	if o.Memory == "" {
		o.Memory = "2GB"
	}
	e, err := open(ctx, bounds{Folders: []string{o.RecordsDir, o.MartsDir, work}, Spill: work, Memory: o.Memory})
	if err != nil {
		return recorded, err
	}
	r := recording{RecordOptions: o, engine: e, work: work}
	err = r.run(ctx)
	return r.made, errors.Join(err, e.Close())
}

// absolute makes the folders independent of the one that the program runs in.
func (o *RecordOptions) absolute() error {
	var errs []error
	for _, dir := range []*string{&o.RecordsDir, &o.MartsDir, &o.WorkDir} {
		var err error
		*dir, err = filepath.Abs(*dir)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// A recording is one run of Recorded.
type recording struct {
	RecordOptions
	engine  *engine
	work    string
	sources []spark.Source
	known   []string
	made    Recording
}

func (r *recording) run(ctx context.Context) error {
	if err := r.addTables(ctx); err != nil {
		return err
	}
	unchanged, err := r.noteFiles()
	if err != nil {
		return err
	}
	models, err := r.models(ctx)
	if err != nil {
		return err
	}
	if r.Spark != nil {
		if err := os.Mkdir(r.handover(), 0o755); err != nil {
			return err
		}
		err := spark.Run(ctx, *r.Spark, r.handover(), spark.Plan{Sources: r.sources, Models: models, AtOnce: 1}, func(string) {})
		if err != nil {
			return err
		}
	}
	if err := r.engine.exec(ctx, recordedTable); err != nil {
		return err
	}
	for i, element := range r.Elements {
		if err := r.count(ctx, i, element, models[i]); err != nil {
			return fmt.Errorf("%s: %w", element.Place, err)
		}
	}
	return errors.Join(r.compare(ctx), unchanged())
}

func (r *recording) handover() string { return filepath.Join(r.work, "spark") }

// addTables makes the record tables and the dimensions known.
func (r *recording) addTables(ctx context.Context) error {
	for _, t := range r.Tables {
		files, err := filesOf(r.RecordsDir, t.Name)
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return mistake(nil, "没有明细表 %s：把它的 Parquet 文件放进 %s", "there is no table of records %s: put its Parquet files into %s", t.Name, r.RecordsDir)
		}
		if err := r.add(ctx, Card{Table: t.Name, File: t.Name, Columns: t.Columns}, files); err != nil {
			return err
		}
	}
	dimensions, err := filepath.Glob(filepath.Join(literal.Replace(r.MartsDir), "dim_*.parquet"))
	for _, file := range dimensions {
		name := strings.TrimSuffix(filepath.Base(file), ".parquet")
		if err == nil && isName(name) {
			err = r.add(ctx, Card{Table: name}, []string{file})
		}
	}
	return err
}

// add makes a view of files; where the card has columns the files must have exactly those.
func (r *recording) add(ctx context.Context, c Card, files []string) error {
	from, err := fromFiles(files)
	if err != nil {
		return err
	}
	if err := r.engine.exec(ctx, createView(c.Table, selectAll(from))); err != nil {
		return mistake(err, "读不了 %s：%v", "cannot read %s: %v", c.Table, err)
	}
	if len(c.Columns) > 0 {
		if err := compareCard(ctx, r.engine, c, fromTable(c.Table), false); err != nil {
			return mistake(err, "明细表 %s 的列与 records.csv 不符：%v", "the columns of the records %s are not those of records.csv: %v", c.Table, err)
		}
	}
	source := spark.Source{Name: c.Table, Columns: []spark.Column{}, Files: files}
	for _, column := range c.Columns {
		source.Columns = append(source.Columns, spark.Column{Name: column.Name, Type: column.Type})
	}
	r.sources, r.known = append(r.sources, source), append(r.known, c.Table)
	return nil
}

// models parses the SELECTs: one each, of known tables, and no table function.
func (r *recording) models(ctx context.Context) ([]spark.Model, error) {
	var models []spark.Model
	for i, element := range r.Elements {
		m := Model{Name: fmt.Sprintf("recorded_%d", i), File: element.Place, SQL: element.Select}
		var err error
		if m.refs, err = parse(ctx, r.engine, m.SQL); err == nil {
			err = m.readsOnly(r.known)
		}
		if err != nil {
			return nil, mistake(err, "%s：%v", "%s: %v", element.Place, err)
		}
		models = append(models, spark.Model{Name: m.Name, SQL: m.SQL, Needs: []string{}})
	}
	return models, nil
}

// count takes the figures of one element, the i-th asked for.
func (r *recording) count(ctx context.Context, i int, element RecordElement, m spark.Model) error {
	rows := m.SQL
	if r.Spark != nil {
		files, err := filesOf(filepath.Split(spark.Table(r.handover(), m.Name)))
		if err == nil {
			rows, err = fromFiles(files)
			rows = selectAll(rows)
		}
		if err != nil {
			return err
		}
	}
	all, err := r.take(ctx, i, element.Element, rows)
	if err != nil {
		return mistake(err, "%s：%v", "%s: %v", element.Place, err)
	}
	known, err := r.engine.text(ctx, recordedKnown, i)
	count := RecordedCount{RecordElement: element, LeftOut: int(all) - len(known)}
	for _, l := range known {
		count.Figures = append(count.Figures, [3]string(l))
	}
	r.made.Counted = append(r.made.Counted, count)
	return errors.Join(err, r.engine.exec(ctx, dropView("recorded_select")))
}

// compare sets the figures of all elements beside the reported ones, by the model
// that does so when they are kept: what is equal and what differs is said once.
func (r *recording) compare(ctx context.Context) error {
	model, err := files.ReadFile("models/mart_recorded.sql")
	if err != nil {
		return err
	}
	// mart_figure has what the model reads of int_cell
	if err := r.engine.addView(ctx, "int_cell", filepath.Join(r.MartsDir, "mart_figure.parquet")); err != nil {
		return err
	}
	if err := r.engine.exec(ctx, createView("mart_recorded", string(model))); err != nil {
		return fmt.Errorf("compare with what was reported: %w", err)
	}
	lines, err := r.engine.text(ctx, recordedQuery)
	for _, l := range lines {
		r.made.Compared = append(r.made.Compared, RecordedFigure{l[0], l[1], l[2], l[3], l[4], l[5], l[6], l[7], l[8]})
	}
	return err
}

// noteFiles hashes the files of records, if that was asked for. unchanged says
// afterwards that they are still those: a file that is being written while it is
// counted would stand for figures that nobody can count again.
func (r *recording) noteFiles() (unchanged func() error, err error) {
	var before []os.FileInfo
	var paths []string
	for _, t := range r.Tables {
		if !r.Hash {
			break
		}
		files, err := filesOf(r.RecordsDir, t.Name)
		if err != nil {
			return nil, err
		}
		for _, path := range files {
			info, err := os.Stat(path)
			if err != nil {
				return nil, err
			}
			sum, size, err := store.HashFile(path)
			if err != nil {
				return nil, fmt.Errorf("hash the records: %w", err)
			}
			paths, before = append(paths, path), append(before, info)
			r.made.Files = append(r.made.Files, RecordFile{t.Name, filepath.Base(path), sum, size})
		}
	}
	return func() error {
		for i, path := range paths {
			after, err := os.Stat(path)
			if err != nil || after.Size() != before[i].Size() || !after.ModTime().Equal(before[i].ModTime()) {
				return mistake(err, "明细文件 %s 在计算时被改动了", "%s was changed while it was counted", path)
			}
		}
		return nil
	}, nil
}

// take adds the figures of the i-th element to int_recorded: those of a SELECT that
// must give org, period and value, once for each org and period. It says how many.
func (r *recording) take(ctx context.Context, i int, element, selected string) (all int64, err error) {
	if err := r.engine.exec(ctx, createView("recorded_select", selected)); err != nil {
		return 0, err
	}
	rows, err := r.engine.conn.QueryContext(ctx, selectShape(fromTable("recorded_select")))
	if err != nil {
		return 0, err
	}
	names, err := rows.Columns()
	if err := errors.Join(err, rows.Close()); err != nil {
		return 0, err
	}
	slices.Sort(names)
	if !slices.Equal(names, []string{"org", "period", "value"}) {
		return 0, fmt.Errorf("the SELECT must give org, period and value, not %s", strings.Join(names, ", "))
	}
	added, err := r.engine.conn.ExecContext(ctx, recordedRows, i, element)
	if err != nil {
		return 0, err
	}
	wrong, err := r.engine.text(ctx, recordedWrong, i)
	if err != nil {
		return 0, err
	}
	if len(wrong) > 0 {
		return 0, fmt.Errorf("%d orgs and periods have more than one figure or an empty one, the first is %s %s", len(wrong), wrong[0][0], wrong[0][1])
	}
	return added.RowsAffected()
}

// In says whether the file lies among the records in a folder, and whether it is
// still the one that was read. That reads it once.
func (f RecordFile) In(dir string) (there, same bool, err error) {
	paths, err := filesOf(dir, f.Table)
	i := slices.IndexFunc(paths, func(p string) bool { return filepath.Base(p) == f.Name })
	if err != nil || i < 0 {
		return false, false, err
	}
	sum, size, err := store.HashFile(paths[i])
	return true, sum == f.SHA256 && size == f.Bytes, err
}
