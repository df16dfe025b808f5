package reports

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
)

// editionsView lists what was published and what was restated since.
type editionsView struct {
	frame
	Lead     template.HTML
	Editions []editionLine
	Causes   []causeGroup
	Restated int
	Files    []editionFile
}

// An editionLine is one publication.
type editionLine struct {
	Edition, On string
	Number      int
	Period      term
	Figures     int
	Current     bool
}

// A causeGroup is all restatements that go back to one thing.
type causeGroup struct {
	Cause           term
	Detail, Detail2 string
	Few, Rest       part[restatedLine]
	Count           int
}

// A restatedLine is one figure that is no longer what was published.
type restatedLine struct {
	Subject, Link, Org, Href, Edition string
	Period, Then, Now, Change         string
	Rank                              string
}

type editionFile struct{ Name, Zh, En string }

var causeTerms = map[string]term{
	"file": {Zh: "补报或更正的文件", En: "a file that came late or was corrected"}, "decision": {Zh: "人作出的决定", En: "a decision"},
	"definition": {Zh: "指标定义改变", En: "another definition"}, "programme": {Zh: "工作方案改变", En: "the programme changed"},
}

// valuesFile is the file of an edition with the figures of all units, which one cites.
func (b *book) valuesFile() string { return "csv/" + csvName("mart_indicator", b.head.Sample) }

// editionFiles are what lies beside the site in an edition's folder.
func (b *book) editionFiles() []editionFile {
	return []editionFile{
		{"CITATION.cff", "怎样引用", "how to cite it"},
		{b.valuesFile(), "全部指标值，一行一个值；同名的 Parquet 在 parquet/", "all indicator values; the same as Parquet in parquet/"},
		{"datapackage.json", "每张表、每一列的说明", "what each table and column is"},
		{"bulletin.docx", "通报文稿", "the bulletin"},
		{"ledger.xlsx", "任务台账", "the task ledger"},
		{"SHA256SUMS", "每个文件的指纹", "every file's hash"},
		{"manifest.json", "清单和签名（manifest.sig），用 yigai verify 核对", "manifest, signed; check it with yigai verify"},
	}
}

func (d desk) editionsPage(sitePath string) editionsView {
	v := editionsView{frame: d.frame("data", sitePath, "发布版", "Editions")}
	v.crumb("数据", "Data", d.periodPage("data.html"))
	v.Editions, v.Files = d.editionLines(), d.editionFiles()
	v.Causes, v.Restated = d.causeGroups()
	s := &sentence{}
	switch {
	case d.audience.Preview() && len(v.Editions) == 0:
		s.say("这是预览，").show("还没有发布版").say("。审定后用 yigai publish 发布。")
	case d.audience.Preview():
		s.say("这是预览。已有发布版 %d 个；", len(v.Editions)).show("引用请用发布版").say("。")
	default:
		s.say("本站是发布版 ").show(d.audience.Edition).say("。发布后不再改动；以后的更正另出一版，改了的值标 (R)。")
	}
	v.Lead = s.html()
	return v
}

// editionLines lists the editions that the tables know, the newest first.
func (d desk) editionLines() (lines []editionLine) {
	at := map[string]int{}
	for _, r := range d.vintages {
		if r.Edition == "" {
			continue
		}
		n, seen := at[r.Edition]
		if !seen {
			n = len(lines)
			at[r.Edition] = n
			lines = append(lines, editionLine{Edition: r.Edition, On: r.PublishedOn.String(), Number: r.Number, Current: r.Edition == d.audience.Edition})
		}
		lines[n].Figures++
	}
	if e := d.audience.Edition; e != "" && len(lines) == 0 {
		lines = append(lines, editionLine{Edition: e, Current: true})
	}
	slices.SortStableFunc(lines, func(x, y editionLine) int { return cmp.Compare(y.Number, x.Number) })
	return lines
}

// causeGroups are the restatements by what caused them, the largest first.
func (d desk) causeGroups() (groups []causeGroup, all int) {
	type key struct{ cause, detail string }
	at, lines := map[key]int{}, [][]restatedLine{}
	for _, r := range d.restated {
		k := key{r.Cause, r.CauseZh}
		n, seen := at[k]
		if !seen {
			n = len(groups)
			at[k] = n
			groups, lines = append(groups, causeGroup{Cause: wordOf(causeTerms, r.Cause), Detail: r.CauseZh, Detail2: r.CauseEn}), append(lines, nil)
		}
		lines[n] = append(lines[n], d.restatedLine(r))
		all++
	}
	for n := range groups {
		groups[n].Count = len(lines[n])
		groups[n].Few, groups[n].Rest = parted("改动："+groups[n].Detail, lines[n], 15)
	}
	slices.SortStableFunc(groups, func(x, y causeGroup) int { return cmp.Compare(y.Count, x.Count) })
	return groups, all
}

func (d desk) restatedLine(r restatementRow) restatedLine {
	line := restatedLine{Subject: r.Subject, Org: d.nameOf(r.Org), Href: d.unitLink(r.Org), Edition: r.Edition, Period: d.periodWord(r.Period), Then: r.TextThen, Now: r.TextNow}
	switch r.Kind {
	case "indicator":
		if i, known := d.indicatorBy[r.Subject]; known {
			line.Subject, line.Link = i.Name, d.indicatorLink(r.Subject)
			if r.Basis != "point" {
				line.Period += "（" + d.basis(r.Basis).Zh + "）"
			}
			line.Then, line.Now, line.Change = grouped(r.Published, i.Decimals), grouped(r.Now, i.Decimals), signed(r.Change, i.Decimals)
		}
	case "light":
		task, role, _ := strings.Cut(r.Subject, ":")
		line.Subject, line.Link = d.taskName(task)+"（"+d.role(role).Zh+"）", d.taskLink(task)
		line.Then, line.Now = d.light(r.TextThen).Zh, d.light(r.TextNow).Zh
	default:
		line.Change = signedAmount(r.Change)
	}
	if r.RankThen > 0 && r.RankNow > 0 && r.RankThen != r.RankNow {
		line.Rank = blankZero(r.RankThen) + " → " + blankZero(r.RankNow)
	}
	return line
}
