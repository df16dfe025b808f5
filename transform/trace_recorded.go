package transform

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
)

// A RecordedNumber is one figure that single records gave, with the count that it
// stands in and the reported figure beside it.
type RecordedNumber struct {
	Element, Name, NameEn, Unit string
	Org, OrgName, OrgNameEn     string
	Period                      string

	Recorded, Reported, Difference string // "" where there is none
	State                          string // as of a RecordedFigure

	// The count: the journal entry that names it, who had it kept and when, the file
	// in originals/, the version of the pack and its SELECT.
	Seq                                       int
	Select, Day, By, Reason, SHA256, PackHash string
	Files                                     []RecordFile

	Cell Source // of the reported figure; what is "" there was not reported
}

//go:embed queries/recorded_number.sql
var recordedNumberQuery string

//go:embed queries/recorded_files.sql
var recordedFilesQuery string

// TraceRecorded finds how mart_recorded came to the figure of an element, org and
// period. A figure that is not there is a *Mistake.
func TraceRecorded(ctx context.Context, martsDir, element, org, period string) (RecordedNumber, error) {
	e, _, err := openMarts(ctx, martsDir)
	if err != nil {
		return RecordedNumber{}, err
	}
	n, err := e.traceRecorded(ctx, element, org, period)
	return n, errors.Join(err, e.Close())
}

func (e *engine) traceRecorded(ctx context.Context, element, org, period string) (n RecordedNumber, err error) {
	rows, err := e.text(ctx, recordedNumberQuery, element, org, period)
	if err != nil {
		return n, fmt.Errorf("trace: %w", err)
	}
	if len(rows) == 0 {
		asked := visible(element+" "+org+" "+period, false)
		return n, mistake(nil, "没有由明细算出的这个数：%s。请核对数据元、单位和报告期；明细算出的数由 yigai records --keep 存下，yigai transform 后可以追溯",
			"records gave no such figure: %s; check element, org and period. What records give is kept by yigai records --keep and traced after yigai transform", asked)
	}
	r := reader{line: rows[0]}
	n = RecordedNumber{Element: r.text(), Name: r.text(), NameEn: r.text(), Unit: r.text(), Org: r.text(), OrgName: r.text(), OrgNameEn: r.text(), Period: r.text(),
		Recorded: r.text(), Reported: r.text(), Difference: r.text(), State: r.text(),
		Seq: r.number(), Select: r.text(), Day: r.text(), By: r.text(), Reason: r.text(), SHA256: r.text(), PackHash: r.text()}
	n.Cell = Source{Element: n.Element, ElementName: n.Name, Unit: n.Org, UnitName: n.OrgName, SourceOrg: n.Org, SourcePeriod: n.Period, Value: n.Reported,
		Reporter: r.text(), RawText: r.text(), Submission: r.text(), FileName: r.text(), SHA256: r.text(), Sheet: r.text(), Cell: r.text()}
	files, err := e.text(ctx, recordedFilesQuery, n.Seq)
	for _, line := range files {
		f := reader{line: line}
		n.Files = append(n.Files, RecordFile{Table: f.text(), Name: f.text(), SHA256: f.text(), Bytes: int64(f.number())})
		r.err = errors.Join(r.err, f.err)
	}
	if err := errors.Join(err, r.err); err != nil {
		return n, fmt.Errorf("trace: %w", err)
	}
	return n, nil
}
