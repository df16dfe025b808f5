package nation

import (
	"bytes"
	"fmt"

	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// Workbook is what the c-th county sends for the q-th quarter, filled in on our
// own template: the file's name and its bytes. The key is the workspace's, for the
// token. pack is the country's. A revision from 2 on has other figures.
func (s Size) Workbook(pack *programme.Pack, key []byte, q, c, revision int) (name string, data []byte, err error) {
	at := programme.MustPeriod(s.Quarter(q))
	org, found := pack.Org(County(c), at)
	if !found {
		return "", nil, fmt.Errorf("no county %s in %s", County(c), at)
	}
	form := pack.FormOf(org, at)
	var out bytes.Buffer
	err = template.Write(&out, template.Input{Pack: pack, Form: form, Key: key, Fill: s.fill(form, q, c, revision)})
	mark := "_样例"
	if revision > 1 {
		mark += fmt.Sprint("_", revision)
	}
	return template.FileName(form, mark), out.Bytes(), err
}

func (s Size) fill(form programme.Form, q, c, revision int) *template.Fill {
	day := form.Period.Last().AddDate(0, 0, 5).Format("2006-01-02")
	f := &template.Fill{
		Sample: true, Values: map[template.Key]template.Value{}, Tasks: map[string]template.TaskEntry{},
		Cover: map[string]string{
			template.LabelNature: "终报", template.LabelFilledBy: "示例人员甲", template.LabelReviewed: "示例人员乙", template.LabelApproved: "示例人员丙",
			template.LabelContact: "000-00000000", template.LabelFilledOn: day, template.LabelCutOff: form.Period.Last().Format("2006-01-02"),
		},
	}
	for _, sheet := range form.Sheets {
		for i, org := range sheet.Orgs {
			for e, line := range sheet.Lines {
				value := decimal.FromInt(made(q, c, i, e, revision))
				f.Values[template.Key{Sheet: sheet.Name, Org: org.Code, Element: line.Element.Code}] = template.Number(value)
			}
		}
	}
	for _, t := range form.Tasks {
		progress := decimal.FromInt(int64(5 * (q + 1) % 100))
		f.Tasks[t.Task.Code] = template.TaskEntry{Status: "推进中", Progress: &progress, Narrative: "按计划推进（虚构）", NextSteps: "继续落实（虚构）"}
	}
	return f
}
