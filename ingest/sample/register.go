package sample

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"yigai/ingest/template"
	"yigai/internal/atomicfile"
	"yigai/programme"
)

// Names of the lists written beside the workbooks.
const (
	RegisterFile  = "收件登记.csv"
	AnswerKeyFile = "answer-key.csv"
)

var channels = []string{"政务邮箱", "协同办公系统", "现场报送"}

// writeRegister lists when and how each file of a period was sent.
func (m *maker) writeRegister(dir string, at programme.Period) error {
	rows := [][]string{{"file", "sent_at", "channel", "sender"}}
	for _, p := range m.parcels() {
		if p.at == at {
			channel := channels[m.world.dice.throw(int64(len(channels)), "channel", p.org.Code)]
			rows = append(rows, []string{p.file, p.sentAt.Format(time.RFC3339), channel, p.org.Name + "（样例）"})
		}
	}
	return writeCSV(filepath.Join(dir, at.String(), RegisterFile), rows)
}

// An Answer is one line of the answer key: what was planted, where, and what a
// check must say about it.
type Answer struct {
	File     string // "2022Q1/….xlsx"; for a missing file the one that should be there
	Sheet    string
	Cell     string
	Kind     string
	Code     string // the finding's code, or late, missing
	Expected string // found, not_covered
	Note     string
}

func writeAnswers(dir string, answers []Answer) error {
	rows := [][]string{{"file", "sheet", "cell", "kind", "code", "expected", "note"}}
	for _, a := range answers {
		rows = append(rows, []string{a.File, a.Sheet, a.Cell, a.Kind, a.Code, a.Expected, a.Note})
	}
	return writeCSV(filepath.Join(dir, AnswerKeyFile), rows)
}

// answers lists the planted faults, the late and the missing files, in the
// order of the periods.
func (m *maker) answers() []Answer {
	var answers []Answer
	for _, s := range m.plans {
		if s.late > 0 {
			answers = append(answers, Answer{File: s.path(), Kind: "late", Code: "late", Expected: "found", Note: "迟报" + strconv.Itoa(s.late) + "天"})
		}
		if s.flaw != nil {
			answers = append(answers, s.flaw.answer(s))
		}
	}
	for _, at := range m.options.Periods {
		for _, org := range m.world.pack.Reporters(at) {
			if m.world.tables.story[place{org.Code, at.String()}].kind == "missing" {
				missing := submission{at: at, file: template.FileName(programme.Form{Reporter: org, Period: at}, "_样例")}
				answers = append(answers, Answer{File: missing.path(), Kind: "missing", Code: "missing", Expected: "found", Note: org.Name + "未报送"})
			}
		}
	}
	slices.SortStableFunc(answers, func(a, b Answer) int { return bytes.Compare([]byte(a.File), []byte(b.File)) })
	return answers
}

func (s *submission) path() string { return s.at.String() + "/" + s.file }

func writeCSV(path string, rows [][]string) error {
	var buf bytes.Buffer
	buf.WriteString("\ufeff")
	w := csv.NewWriter(&buf)
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	return atomicfile.WriteBytes(path, buf.Bytes())
}
