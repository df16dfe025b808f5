//go:build cgo

package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yigai/internal/atomicfile"
	"yigai/internal/beijing"
	"yigai/internal/wording"
	"yigai/internal/workspace"
	"yigai/programme"
)

// fillReminder puts the names and numbers of a reminder into its words.
func fillReminder(pack *programme.Pack, at programme.Period, today string, r *reminderRow) {
	r.Due, r.Since, r.Issued = r.DueOn.String(), r.SinceOn.String(), r.IssuedOn.String()
	org, _ := pack.Org(r.Org, at)
	head := pack.Programme
	indicator := programme.Indicator{Name: "报送", NameEn: "reporting"} // what lags without an indicator
	for _, i := range pack.Indicators {
		if i.Code == r.Indicator {
			indicator = i
		}
	}
	since, _ := programme.ParsePeriod(r.SincePeriod)
	if due, err := programme.ParseDate(r.Due); err == nil && !due.IsZero() { // the letter is of today, the table of the cut-off day
		r.Days = daysUntil(today, due)
	}
	same := map[string]string{"task": r.Task, "days": fmt.Sprint(max(r.Days, -r.Days)), "count": fmt.Sprint(r.Count), "periods": fmt.Sprint(r.Periods), "id": r.ID}
	zh := map[string]string{"org": org.Name, "period": at.Name(), "programme": cmp.Or(head.ShortTitle, head.Title), "secretariat": head.Secretariat, "day": chineseDate(today),
		"due": chineseDate(r.Due), "title": r.Title, "role": roleNames[r.Role][0], "light": r.LightText, "since": since.Name(), "indicator": indicator.Name, "rule": r.Rule}
	en := map[string]string{"org": cmp.Or(org.NameEn, org.Name), "period": at.String(), "programme": cmp.Or(head.ShortTitleEn, head.TitleEn), "secretariat": head.Secretariat, "day": today,
		"due": r.Due, "title": cmp.Or(r.TitleEn, r.Title), "role": roleNames[r.Role][1], "light": r.LightTextEn, "since": r.SincePeriod, "indicator": indicator.NameEn, "rule": r.RuleEn}
	maps.Copy(zh, same)
	maps.Copy(en, same)
	r.Text, r.Letter = wording.Fill(r.Text, zh), wording.Fill(cmp.Or(r.Letter, r.Text), zh)
	r.TextEn, r.LetterEn = wording.Fill(r.TextEn, en), wording.Fill(cmp.Or(r.LetterEn, r.TextEn), en)
}

// daysUntil counts from a day to another one, below zero where that has passed.
func daysUntil(today string, day programme.Date) int {
	from, err := programme.ParseDate(today)
	if err != nil {
		return 0
	}
	return int(day.Sub(from.Time).Hours() / 24)
}

var roleNames = map[string][2]string{"lead": {"牵头", "lead"}, "assist": {"配合", "assist"}, "implement": {"落实", "implement"}}

// chineseDate is a day as offices write it; what is none stays as it is.
func chineseDate(day string) string {
	d, err := programme.ParseDate(day)
	if err != nil || d.IsZero() {
		return day
	}
	return beijing.Day(d.Time)
}

// A letterPage is a letter, for the printable page and for the plain text.
// Subject says what programme and period it is about; Reply are the lines of
// the form that goes back, which only a slip has.
type letterPage struct {
	Lang, Sample, Title, Number, Subject, To string
	Paragraphs                               []string
	From, Day                                string
	ReplyTitle                               string
	Reply                                    []string
}

// Numbered says that the letter has several matters.
func (p letterPage) Numbered() bool { return len(p.Paragraphs) > 1 }

//go:embed letter.html
var letterHTML string

var letterTemplate = template.Must(template.New("letter").Parse(letterHTML))

// writeReminders writes, for each org, one short text with everything, one
// letter for each kind, and one slip for each matter.
func (a *app) writeReminders(ws *workspace.Workspace, pack *programme.Pack, at programme.Period, rows []reminderRow, out string) ([]string, error) {
	contents := map[string][]byte{}
	byOrg := map[string][]reminderRow{}
	for _, r := range rows {
		byOrg[r.ToOrg] = append(byOrg[r.ToOrg], r)
	}
	for _, code := range slices.Sorted(maps.Keys(byOrg)) {
		dir := filepath.Join(out, safeName(code+"_"+a.orgName(pack, at, code)))
		mark := sampleMark(ws)
		contents[filepath.Join(dir, a.t("短消息", "message")+mark+".txt")] = a.shortText(ws, byOrg[code])
		for name, page := range a.letters(ws, pack, at, code, byOrg[code]) {
			text, err := page.html()
			if err != nil {
				return nil, err
			}
			contents[filepath.Join(dir, safeName(name)+mark+".txt")] = page.text()
			contents[filepath.Join(dir, safeName(name)+mark+".html")] = text
		}
	}
	files, folders := slices.Sorted(maps.Keys(contents)), map[string]bool{}
	for _, file := range files {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return nil, err
		}
		err := atomicfile.WriteInBatch(file, 0o644, func(w io.Writer) error {
			_, err := w.Write(contents[file])
			return err
		})
		if err != nil {
			return nil, err
		}
		folders[filepath.Dir(file)] = true
	}
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		if err := atomicfile.SyncDir(dir); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// shortText is what goes into a chat: one line for each matter.
func (a *app) shortText(ws *workspace.Workspace, rows []reminderRow) []byte {
	lines := []string{}
	if ws.Settings.Sample {
		lines = append(lines, a.t("【样例数据】程序演示，不得引用。", "[SAMPLE DATA] made up for demonstration."))
	}
	for _, r := range rows {
		lines = append(lines, visible(a.t(r.Text, r.TextEn)))
	}
	return plainFile(lines)
}

// letters are the letters to one org by their file names: the slips one by one,
// of each other kind one letter with all its matters.
func (a *app) letters(ws *workspace.Workspace, pack *programme.Pack, at programme.Period, code string, rows []reminderRow) map[string]*letterPage {
	pages := map[string]*letterPage{}
	for i, r := range rows {
		kind, number := a.reminderKind(r.Kind), ""
		name := kind
		if r.Kind == "slip" {
			number = cmp.Or(r.IssuedID, a.t("（未编号）", "(no number yet)"))
			name = kind + "_" + cmp.Or(r.IssuedID, fmt.Sprintf("%02d", i+1))
		}
		if pages[name] == nil {
			pages[name] = a.newLetter(ws, pack, at, code, kind, number)
			if r.Kind == "slip" {
				pages[name].addReply(a)
			}
		}
		pages[name].Paragraphs = append(pages[name].Paragraphs, a.t(r.Letter, r.LetterEn))
	}
	return pages
}

// newLetter is a letter to an org without its matters.
func (a *app) newLetter(ws *workspace.Workspace, pack *programme.Pack, at programme.Period, code, kind, number string) *letterPage {
	org, _ := pack.Org(code, at)
	head, today := pack.Programme, a.Now().In(beijing.Zone)
	p := &letterPage{Lang: a.t("zh-CN", "en"), Title: kind, Number: number, To: a.t(org.Name, cmp.Or(org.NameEn, org.Name)), From: head.Secretariat, Day: a.t(beijing.Day(today), today.Format("2006-01-02")),
		Subject: a.t(cmp.Or(head.ShortTitle, head.Title)+"　"+at.Name(), cmp.Or(head.ShortTitleEn, head.TitleEn)+", "+at.String())}
	if ws.Settings.Sample {
		p.Sample = a.t("【样例数据】本函为程序演示，不得引用。", "[SAMPLE DATA] made up for demonstration.")
	}
	return p
}

// addReply adds the form that goes back: a slip asks for an answer in writing.
func (p *letterPage) addReply(a *app) {
	p.ReplyTitle = a.t("办理回执", "Reply")
	p.Reply = strings.Split(a.t("目前进展|未完成的原因|完成时间|下一步措施|佐证材料|经办人、电话|单位（盖章）、日期", "Where it stands|Why it is not complete|Done by|What comes next|Evidence|Name, telephone|Seal, date"), "|")
}

func (p letterPage) html() ([]byte, error) {
	var out bytes.Buffer
	err := letterTemplate.Execute(&out, p)
	return out.Bytes(), err
}

func (p letterPage) text() []byte {
	lines := []string{p.Sample, strings.TrimSpace(p.Title + "  " + p.Number), p.Subject, "", p.To + "：", ""}
	for i, paragraph := range p.Paragraphs {
		if p.Numbered() {
			paragraph = fmt.Sprintf("%d. %s", i+1, paragraph)
		}
		lines = append(lines, "    "+visible(paragraph))
	}
	lines = append(lines, "", "                        "+p.From, "                        "+p.Day)
	if len(p.Reply) > 0 {
		lines = append(lines, "", "----------------------------------------", p.ReplyTitle+"  "+p.Number)
	}
	for _, line := range p.Reply {
		lines = append(lines, line+"：")
	}
	if p.Sample == "" {
		lines = lines[1:]
	}
	return plainFile(lines)
}

// plainFile is text with a mark and CRLF, which every program of an office shows right.
func plainFile(lines []string) []byte {
	return []byte("\uFEFF" + strings.Join(lines, "\r\n") + "\r\n")
}
