package ingest

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"

	"yigai/internal/beijing"
	"yigai/programme"
)

// RegisterName is a list that may lie in a folder of received files: who sent
// which file, when and how. It is read and not itself taken in. The same list
// may come as a workbook.
const (
	RegisterName     = "收件登记.csv"
	RegisterWorkbook = "收件登记.xlsx"
)

func isRegister(name string) bool { return name == RegisterName || name == RegisterWorkbook }

// registerWords are the header words of each column; the first is shown. When a
// file arrived counts only where nobody knows when it was sent: it was by then.
var registerWords = map[string][]string{
	"file":       {"文件", "file", "文件名", "文件名称"},
	"sent_at":    {"发送时间", "sent_at", "报送时间"},
	"arrived_at": {"收到时间", "arrived_at", "收件时间"},
	"channel":    {"渠道", "channel", "收件渠道", "报送渠道"},
	"sender":     {"发送人", "sender", "报送人", "发送单位"},
	"by":         {"登记人", "by", "declared_by"},
	"org":        {"单位代码", "org", "reporter", "报送单位代码"},
	"period":     {"报告期", "period"},
}

// readRegisters reads the registers of a folder, by file name. A folder without
// one declares nothing, and none may declare a time after now. All mistakes are returned together, each with its line.
func readRegisters(dir string, now time.Time) (map[string]Declaration, error) {
	found := map[string]Declaration{}
	var mistakes []error
	for _, name := range []string{RegisterName, RegisterWorkbook} {
		rows, err := readRegister(filepath.Join(dir, name))
		if err == nil && len(rows) > 0 {
			r := register{path: filepath.Join(dir, name), folder: folderName(dir), now: now, found: found}
			err = r.read(rows)
		}
		mistakes = append(mistakes, err)
	}
	return found, errors.Join(mistakes...)
}

func folderName(dir string) string {
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	return filepath.Base(dir)
}

// readRegister gives the rows of one register; none where there is no such file.
func readRegister(path string) ([]registerRow, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() {
		return nil, nil // what lies in a folder of that name is taken in
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s %w", path, errIrregular)
	}
	if err != nil {
		return nil, fmt.Errorf("read the register: %w", err)
	}
	if filepath.Base(path) == RegisterWorkbook {
		return workbookRows(path, info.Size())
	}
	return csvRows(path)
}

// A register turns the rows of one list into declarations.
type register struct {
	path     string
	folder   string    // its name, wherever the program was started
	now      time.Time // zero where any time may be declared
	columns  map[string]int
	found    map[string]Declaration
	mistakes []error
}

// wrong notes a mistake; both sentences speak of the same found text.
func (r *register) wrong(line int, zh, en, found string) {
	r.mistakes = append(r.mistakes, &RegisterMistake{r.path, line, strings.ReplaceAll(zh, "{}", found), strings.ReplaceAll(en, "{}", strconv.Quote(found))})
}

func (r *register) read(rows []registerRow) error {
	if r.header(rows[0]); len(r.mistakes) == 0 {
		for _, row := range rows[1:] {
			r.line(row)
		}
	}
	return errors.Join(r.mistakes...)
}

// header finds the columns by their words.
func (r *register) header(row registerRow) {
	r.columns = map[string]int{}
	for i, text := range row.cells {
		word := strings.ToLower(plain(text))
		name := ""
		for column, words := range registerWords {
			if slices.Contains(words, word) {
				name = column
			}
		}
		_, twice := r.columns[name]
		switch {
		case word == "":
		case name == "":
			r.wrong(row.line, "不认识“{}”这一列", "the column {} is not known", text)
		case twice:
			r.wrong(row.line, "“{}”这一列有两个", "the column {} stands twice", text)
		default:
			r.columns[name] = i
		}
	}
	if _, ok := r.columns["file"]; !ok {
		r.wrong(row.line, "表头没有“文件”这一列；另可有 发送时间、渠道、发送人、登记人、单位代码、报告期",
			"the header must name the column 文件 (file), and may name 发送时间, 渠道, 发送人, 登记人, 单位代码, 报告期 (sent_at, channel, sender, by, org, period)", "")
	}
}

// line reads one row. A row without anything is no row.
func (r *register) line(row registerRow) {
	cell := func(column string) string {
		if i, ok := r.columns[column]; ok && i < len(row.cells) {
			return strings.TrimSpace(row.cells[i])
		}
		return ""
	}
	name := cell("file")
	if strings.TrimSpace(strings.Join(row.cells, "")) == "" {
		return
	}
	source := filepath.Base(r.path)
	d := Declaration{DeclaredIn: r.folder + "/" + source, DeclaredBy: cell("by"), Channel: cell("channel"), Sender: cell("sender"), Reporter: cell("org"), Period: cell("period")}
	if d.DeclaredBy == "" {
		d.DeclaredBy = source
	}
	d.SentAt = r.time(row.line, cmp.Or(cell("sent_at"), cell("arrived_at")))
	if _, err := programme.ParsePeriod(d.Period); d.Period != "" && err != nil {
		r.wrong(row.line, "报告期“{}”应写成 2022Q1 的样子", "period is {}: write 2022Q1", d.Period)
	}
	if _, twice := r.found[name]; twice {
		r.wrong(row.line, "“{}”登记了两次", "{} stands twice", name)
	}
	if name == "" {
		r.wrong(row.line, "没有写文件名", "no file is named", "")
	}
	r.found[name] = d
}

// time reads when a file was sent; nothing was sent after today.
func (r *register) time(line int, text string) time.Time {
	sent, err := ParseTime(text)
	if err != nil {
		r.wrong(line, "发送时间“{}”认不出来，应写成 2022-04-08 或 2022-04-08 09:30", "sent_at is {}: write 2022-04-08T09:12:00+08:00", text)
	}
	if Future(sent, r.now) {
		r.wrong(line, "发送时间“{}”在今天以后", "sent_at is {}, which is after today", text)
	}
	return sent
}

// Future says whether a day is after today, in China.
func Future(sent, now time.Time) bool { return !now.IsZero() && dayOf(sent).After(dayOf(now).Time) }

// plain is a text without spaces, full-width letters and digits made narrow.
func plain(s string) string { return strings.Join(strings.Fields(width.Narrow.String(s)), "") }

var timeLayouts = []string{time.DateTime, "20060102", "2006.1.2 15:04", "2006.1.2", "2006-1-2 15:04:05", "2006-1-2 15:04", "2006-1-2", "2006/1/2 15:04:05", "2006/1/2 15:04", "2006/1/2",
	"2006年1月2日 15:04", "2006年1月2日"}

// ParseTime reads RFC 3339, or a day with or without a time in China time. "" is no time.
func ParseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC(), nil
	}
	for _, layout := range timeLayouts {
		if t, err := time.ParseInLocation(layout, s, beijing.Zone); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time", s)
}
