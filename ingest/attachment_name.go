package ingest

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"yigai/ingest/check"
	"yigai/programme"
)

// nameParts is what the name of an attachment says: [PERIOD_][ORG_]TASK-name, or
// 条目ITEM-name.
type nameParts struct {
	period, reporter string
	task, item       string
	receipt          string
	scan             bool
	words            []string // as 佐证材料 may name it: the whole, from the task on, and the name alone
}

// says whether the name ties the file to a task, an item or a report.
func (n nameParts) says() bool { return n.task != "" || n.item != "" || n.receipt != "" }

var (
	taskPattern = regexp.MustCompile(`^(任务|条目)?(\d+(?:\.\d+)*)[-－—–_]+(.+)$`)
	scanWords   = []string{"盖章", "签章", "扫描件", "签字"}
)

// readName reads the name of a file that may be an attachment.
func (r *rebuild) readName(j *judged) nameParts { return r.partsOf(j.FileName) }

func (r *rebuild) partsOf(name string) nameParts {
	text := width.Narrow.String(norm.NFC.String(name))
	n := nameParts{receipt: receiptPattern.FindString(text), words: []string{mentionKey(name)}}
	n.scan = slices.ContainsFunc(scanWords, func(w string) bool { return strings.Contains(text, w) })
	rest := withoutExtension(text)
	for {
		first, after, more := strings.Cut(rest, "_")
		if !more || !r.readHead(&n, strings.TrimSpace(first)) {
			break
		}
		rest = after
	}
	n.words = append(n.words, mentionKey(rest))
	if m := taskPattern.FindStringSubmatch(strings.TrimSpace(rest)); m != nil && r.readTask(&n, m[1], m[2]) {
		n.words = append(n.words, mentionKey(m[3]))
	}
	return n
}

// readHead takes a period or an org at the beginning of a name.
func (r *rebuild) readHead(n *nameParts, word string) bool {
	if p, err := programme.ParsePeriod(strings.ToUpper(word)); err == nil && n.period == "" {
		n.period = p.String()
		return true
	}
	at, _ := programme.ParsePeriod(n.period) // the orgs of today where no period stands before
	org, ok := r.pack.Org(strings.ToUpper(word), at)
	if !ok {
		org, ok = r.pack.OrgByName(word, at)
	}
	if !ok || n.reporter != "" {
		return false
	}
	n.reporter = org.Code
	return true
}

// readTask takes the number of a task of the pack, or of a scoring item.
func (r *rebuild) readTask(n *nameParts, word, code string) bool {
	if word == "条目" {
		n.item = code
		return true
	}
	if slices.ContainsFunc(r.pack.Tasks, func(t programme.Task) bool { return t.Code == code }) {
		n.task = code
		return true
	}
	return false
}

// mentionKey is a name for comparing: width and spaces do not matter, nor the
// extension and the marks around a title.
func mentionKey(text string) string {
	text = strings.ToLower(width.Narrow.String(norm.NFC.String(text)))
	text = strings.NewReplacer("《", "", "》", "", "“", "", "”", "", "\"", "").Replace(strings.Join(strings.Fields(text), ""))
	return withoutExtension(text)
}

var extensionOfName = regexp.MustCompile(`^\.[a-zA-Z][a-zA-Z0-9]{0,4}$`)

// withoutExtension leaves 6.1 alone: an extension begins with a letter.
func withoutExtension(name string) string {
	if ext := path.Ext(name); extensionOfName.MatchString(ext) {
		return strings.TrimSuffix(name, ext)
	}
	return name
}

// attachmentRows are the ties of files received, and what was named and did not come.
func (r *rebuild) attachmentRows() []attachmentRow {
	var rows []attachmentRow
	base := attachmentRow{Programme: r.pack.Programme.ID}
	for _, j := range r.files {
		for _, t := range j.ties {
			row := base
			row.Sample, row.Period, row.Reporter, row.Submission, row.Revision = j.Sample, t.Period, t.Reporter, j.Number, revisionOf(t.Revision)
			row.Kind, row.Task, row.Item, row.FileName, row.SHA256 = t.Kind, t.Task, t.Item, check.ShowName(j.FileName), j.SHA256
			row.Name = check.ShowName(cmp.Or(t.Mention, j.FileName))
			row.ReceivedAt, row.State, row.TiedBy = timeText(j.ReceivedAt), t.State, t.By
			rows = append(rows, row)
		}
	}
	for _, m := range r.named {
		row := base
		row.Sample, row.Period, row.Reporter, row.Submission, row.Revision = m.sample, m.period, m.reporter, m.receipt, revisionOf(m.revision)
		row.Kind, row.Task, row.Name, row.State = evidence, m.task, check.ShowName(m.text), namedOnly
		row.Item = m.item
		rows = append(rows, row)
	}
	return rows
}

func revisionOf(n int) *int32 {
	if n == 0 {
		return nil
	}
	revision := int32(n)
	return &revision
}
