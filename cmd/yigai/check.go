package main

import (
	"github.com/spf13/cobra"

	"yigai/ingest/check"
	"yigai/internal/decimal"
	"yigai/programme"
)

// A checking is how `yigai check` was called.
type checking struct {
	programme string // id or folder
	history   bool
	all       bool   // one line for each finding
	mark      string // where marked copies go: markBeside, a folder, or "" for none
}

// markBeside is the value of --mark without a folder: beside each file.
const markBeside = "."

func (a *app) checkCommand() *cobra.Command {
	var how checking
	c := &cobra.Command{
		Use: "check FILE...", Short: a.t("报送前自查文件，不收件", "try files before sending them"),
		Long: a.t("报送前自查文件，不收件。可以报送时退出码为 0，有要改的为 1，有文件没能检查为 2。\n在工作区里用其方案、密钥和已报数据；在别处按封面写的内置方案检查（或用 --programme 指明），\n需要往期数据的规则不运行，结论里会说明。\n--mark 另写一个标好问题的工作簿“…_校核.xlsx”：内容是您填的，红、黄单元格带批注，首页是问题清单。",
			"Try files before sending them; nothing is taken in. The exit code is 0 where they may be sent, 1 where something must be mended, 2 where a file could not be looked at.\nIn a workspace its programme, key and earlier figures are used; elsewhere the built-in programme that the cover names\n(or --programme): rules that need earlier figures are then not run, and the answer says so.\n--mark writes a marked copy, …_校核.xlsx: your own entries, red and yellow cells with comments, and a list of all findings in front."),
		Example: "  yigai check 2022Q1_610702_汉台区.xlsx\n  yigai check --mark 2022Q1_610702_汉台区.xlsx\n  yigai check --mark=marked --all *.xlsx\n  yigai check --programme hanzhong-2022 mine.csv",
		Args:    a.args(1, -1, "请给出要试校的文件", "name the files to try"),
		RunE:    func(_ *cobra.Command, files []string) error { return a.checkFiles(files, how) },
	}
	c.Flags().StringVar(&how.programme, "programme", "", a.t("不在工作区时：方案的编号或文件夹", "outside a workspace: the programme's id or folder"))
	c.Flags().BoolVar(&how.history, "history", false, a.t("方案开始以前的历史数据", "figures of the time before the programme"))
	c.Flags().BoolVar(&how.all, "all", false, a.t("逐个单元格列出，相同的问题不合并", "list every cell, equal problems too"))
	c.Flags().StringVar(&how.mark, "mark", "", a.t("写出标好问题的工作簿：放在原文件旁边，或 --mark=文件夹", "write a marked copy: beside the file, or --mark=FOLDER"))
	c.Flags().Lookup("mark").NoOptDefVal = markBeside
	return c
}

// checkFiles tries every file: one that cannot be looked at does not keep the
// others from their answer.
func (a *app) checkFiles(files []string, how checking) error {
	with, err := a.checkingWith(how.programme)
	if err != nil {
		return err
	}
	with.History = how.history
	var answers []answer
	for _, name := range files {
		an, err := a.tryFile(name, with, how.mark)
		if err != nil && len(files) == 1 {
			return err
		}
		if err != nil {
			an = a.failure(name, err)
		}
		answers = append(answers, an)
	}
	return a.tellTried(answers, how.all)
}

// A ground is what files are checked on.
type ground struct {
	check.Input
	// before gives the values that the template prints beside the input cells;
	// nil where nothing is known of earlier periods.
	before  func(at programme.Period) func(org, element string) (decimal.Decimal, bool)
	anyPack bool // a cover may name another built-in pack
}

// checkingWith gathers what files are checked against: a named pack alone, the
// workspace's pack, key and facts, or a built-in pack.
func (a *app) checkingWith(id string) (ground, error) {
	if id == "" {
		return a.groundHere()
	}
	in, err := withPack(id)
	return ground{Input: in}, err
}

func withPack(id string) (check.Input, error) {
	fsys, err := findPack(id)
	if err != nil {
		return check.Input{}, err
	}
	pack, err := loadPack(fsys, id)
	return check.Input{Pack: pack}, err
}

// packOnCover is the built-in pack that a cover names. What a cover says comes
// from whoever made the file: it must never lead to a folder.
func packOnCover(id string) (*programme.Pack, bool) {
	fsys, ok := builtInPack(id)
	if !ok {
		return nil, false
	}
	pack, err := loadPack(fsys, id)
	return pack, err == nil
}

// withBuiltIn is for a clerk's machine, where there is no workspace. It begins
// with the first built-in pack; tryFile goes over to the one a cover names.
func (a *app) withBuiltIn() (ground, error) {
	packs, err := builtIn()
	if err != nil {
		return ground{}, err
	}
	in, err := withPack(packs[0].ID)
	return ground{Input: in, anyPack: true}, err
}
