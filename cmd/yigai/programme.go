package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"yigai/data"
	"yigai/programme"
)

// findPack gives the files of a built-in pack, by id, or of one in a folder.
func findPack(name string) (fs.FS, error) {
	if filepath.Base(name) == "programme.yaml" {
		name = filepath.Dir(name)
	}
	if info, err := os.Stat(filepath.Join(name, "programme.yaml")); err == nil && !info.IsDir() {
		return os.DirFS(name), nil
	}
	if fsys, ok := builtInPack(name); ok {
		return fsys, nil
	}
	m := badUse("没有名为 %q 的工作方案，它也不是装有 programme.yaml 的文件夹", "there is no programme %q, nor is it a folder with programme.yaml", name)
	m.nextZh, m.nextEn = "用 yigai programmes 看内置的工作方案", "list the built-in programmes with yigai programmes"
	return nil, m
}

// builtInPack finds a built-in pack by its id, and never looks at the disk: ids
// may come from files that strangers sent.
func builtInPack(id string) (fs.FS, bool) {
	if !fs.ValidPath(id) || strings.ContainsAny(id, `/\`) {
		return nil, false
	}
	if _, err := fs.Stat(data.Programmes(), id+"/programme.yaml"); err != nil {
		return nil, false
	}
	fsys, err := fs.Sub(data.Programmes(), id)
	return fsys, err == nil
}

// loadPack reads a pack that is to be used: one with mistakes is refused.
func loadPack(fsys fs.FS, name string) (*programme.Pack, error) {
	pack, mistakes := lint(fsys)
	if len(mistakes) == 0 {
		return pack, nil
	}
	m := message{nextZh: "改正后用 yigai programme check " + name + " 复查", nextEn: "mend it, then see yigai programme check " + name}
	zh, en := []string{fmt.Sprintf("工作方案有 %d 处错误，不能使用：", len(mistakes))}, []string{fmt.Sprintf("the programme has %d mistakes and cannot be used:", len(mistakes))}
	for _, mistake := range mistakes {
		zh, en = append(zh, "  "+mistake.Chinese()), append(en, "  "+mistake.Error())
	}
	m.zh, m.en = strings.Join(zh, "\n"), strings.Join(en, "\n")
	return nil, m
}

// lint reads a pack and looks for mistakes of form, and then of meaning.
func lint(fsys fs.FS) (*programme.Pack, []programme.Mistake) {
	pack, mistakes := programme.Load(fsys)
	if len(mistakes) > 0 {
		return pack, programme.CheckFS(fsys)
	}
	return pack, pack.Check()
}

// programmeLine is one pack in a list.
type programmeLine struct {
	ID      string `json:"programme"`
	Title   string `json:"title"`
	TitleEn string `json:"title_en"`
	Number  string `json:"number"`
	Issued  string `json:"issued"`
	Status  string `json:"status"`
	First   string `json:"first_period"`
	Last    string `json:"last_period"`
}

func (a *app) programmesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "programmes", Short: a.t("列出内置的工作方案", "list the built-in programmes"), Example: "  yigai programmes\n  yigai programmes --json",
		Args: a.noArgs,
		RunE: func(*cobra.Command, []string) error {
			lines, err := builtIn()
			if err != nil {
				return err
			}
			if a.json {
				return writeJSON(a.Out, lines)
			}
			t := newTable(a.t("编号", "id"), a.t("名称", "title"), a.t("文号", "number"), a.t("印发", "issued"), a.t("报告期", "periods"))
			for _, l := range lines {
				t.add(l.ID, a.t(l.Title, l.TitleEn), l.Number, l.Issued, l.First+"–"+l.Last)
			}
			t.print(a.Out)
			return nil
		},
	}
}

func builtIn() ([]programmeLine, error) {
	entries, err := fs.ReadDir(data.Programmes(), ".")
	if err != nil {
		return nil, err
	}
	var lines []programmeLine
	for _, e := range entries {
		fsys, ok := builtInPack(e.Name())
		if !ok {
			continue // no pack, but something beside them
		}
		pack, err := loadPack(fsys, e.Name())
		if err != nil {
			return nil, err
		}
		p := pack.Programme
		lines = append(lines, programmeLine{p.ID, p.Title, p.TitleEn, p.Number, p.Issued.String(), p.Status, p.Periods.First.String(), p.Periods.Last.String()})
	}
	return lines, nil
}

func (a *app) programmeCommand() *cobra.Command {
	c := &cobra.Command{Use: "programme", Short: a.t("检查、查看或编辑一份工作方案", "check a programme, show it, or edit it as a workbook"),
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	one := a.args(1, 1, "请给出一份工作方案：编号或文件夹", "name one programme: its id or its folder")
	c.AddCommand(
		&cobra.Command{Use: "check ID|DIR", Short: a.t("一次列出工作方案的所有错误", "list every mistake of a programme at once"),
			Example: "  yigai programme check hanzhong-2022\n  yigai programme check ./programme", Args: one,
			RunE: func(_ *cobra.Command, args []string) error { return a.checkPack(args[0]) }},
		&cobra.Command{Use: "show ID|DIR", Short: a.t("工作方案里有什么", "what a programme holds"),
			Example: "  yigai programme show hanzhong-2022", Args: one,
			RunE: func(_ *cobra.Command, args []string) error { return a.showPack(args[0]) }},
	)
	c.AddCommand(a.packBookCommands()...)
	return c
}

func (a *app) checkPack(name string) error {
	fsys, err := findPack(name)
	if err != nil {
		return err
	}
	pack, mistakes := lint(fsys)
	if a.json {
		if err := a.mistakesJSON(mistakes); err != nil {
			return err
		}
	} else {
		for _, m := range mistakes {
			fmt.Fprintln(a.Out, visible(a.t(m.Chinese(), m.Error())))
		}
	}
	if n := len(mistakes); n > 0 {
		nextZh, nextEn := "按上面的文件和行号改正", "mend them at the files and lines above"
		if slices.ContainsFunc(mistakes, programme.Mistake.Hides) {
			nextZh += "，再检查一次：有的行或文件读不出来，跨表的检查还没有做"
			nextEn += ", then check again: some rows or files could not be read, so checks across tables have not been made"
		}
		return broken(fmt.Sprintf("%s 有 %d 处错误", name, n), fmt.Sprintf("%s has %d mistakes", name, n), nextZh, nextEn)
	}
	a.say("%s 没有错误（%s）", "%s has no mistakes (%s)", pack.Programme.ID, pack.Hash[:12])
	return nil
}

func (a *app) mistakesJSON(mistakes []programme.Mistake) error {
	type line struct {
		File      string `json:"file"`
		Line      int    `json:"line"`
		Problem   string `json:"problem"`
		ProblemZh string `json:"problem_zh"`
	}
	lines := []line{}
	for _, m := range mistakes {
		lines = append(lines, line{m.File, m.Line, m.Problem, m.ProblemZh})
	}
	return writeJSON(a.Out, lines)
}

// statusWords call what a programme's document is worth.
var statusWords = map[string][2]string{"in_force": {"现行", "in force"}, "draft": {"征求意见稿", "draft, not in force"},
	"reference": {"经验材料，没有约束力", "a report of experience: it binds nobody"}}

func (a *app) showPack(name string) error {
	fsys, err := findPack(name)
	if err != nil {
		return err
	}
	pack, err := loadPack(fsys, name)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, packSummary(pack))
	}
	p := pack.Programme
	status := a.t(statusWords[p.Status][0], statusWords[p.Status][1])
	number := visible(p.Number)
	if number != "" {
		number += "  "
	}
	fmt.Fprintf(a.Out, "%s\n%s%s  %s  %s\n\n", visible(a.t(p.Title, p.TitleEn)), number, visible(a.t(p.Issuer, p.IssuerEn)), p.Issued, status)
	t := newTable(a.t("内容", "what"), a.t("数量", "count")).numbers(1)
	for _, c := range packCounts(pack) {
		t.add(a.t(c.zh, c.en), strconv.Itoa(c.n))
	}
	t.print(a.Out)
	fmt.Fprintln(a.Out, "\n"+a.t("文件没有写明、由本方案设定的：", "what the document does not say and the programme assumes:"))
	for _, assumed := range p.Assumed {
		fmt.Fprintf(a.Out, "  %s: %s\n", visible(assumed.What), visible(assumed.Reason))
	}
	return nil
}

type packCount struct {
	zh, en string
	n      int
}

func packCounts(p *programme.Pack) []packCount {
	return []packCount{
		{"单位", "orgs", len(p.Orgs)}, {"数据元", "elements", len(p.Elements)}, {"指标", "indicators", len(p.Indicators)},
		{"目标值", "targets", len(p.Targets)}, {"任务", "tasks", len(p.Tasks)}, {"任务措施", "measures", len(p.Measures)},
		{"校核规则", "rules", len(p.Rules)}, {"考评阶段", "stages", len(p.Stages)}, {"评分条目", "scoring items", len(p.Scoring)},
		{"结果运用条款", "consequences", len(p.Consequences)}, {"报告期（含历史）", "periods (with history)", len(p.ReportPeriods())},
	}
}

func packSummary(p *programme.Pack) map[string]any {
	counts := map[string]int{}
	for _, c := range packCounts(p) {
		counts[c.en] = c.n
	}
	return map[string]any{"programme": p.Programme.ID, "title": p.Programme.Title, "title_en": p.Programme.TitleEn,
		"number": p.Programme.Number, "issued": p.Programme.Issued.String(), "status": p.Programme.Status, "hash": p.Hash, "counts": counts, "assumed": len(p.Programme.Assumed)}
}
