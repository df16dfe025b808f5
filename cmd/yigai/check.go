package main

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/ingest/check"
	"yigai/internal/workspace"
	"yigai/programme"
)

func (a *app) checkCommand() *cobra.Command {
	var id string
	var history bool
	c := &cobra.Command{
		Use: "check FILE...", Short: a.t("试校一个文件，不收件", "try a file without taking it in"),
		Long: a.t("试校一个文件，不收件。在工作区里用其方案、密钥和已报数据；别处用 --programme 指明方案，需要密钥或历史的规则不运行，并在 --json 中列出。",
			"Try a file without taking it in. In a workspace its programme, key and earlier figures are used;\nelsewhere name the programme with --programme: rules that need key or history are not run, and --json lists them."),
		Example: "  yigai check 2022Q1_610702_汉台区.xlsx\n  yigai check --programme hanzhong-2022 mine.xlsx",
		Args:    a.args(1, -1, "请给出要试校的文件", "name the files to try"),
		RunE: func(_ *cobra.Command, files []string) error {
			with, err := a.checkingWith(id)
			if err != nil {
				return err
			}
			with.History = history
			var answers []answer
			for _, name := range files {
				an, err := tryFile(name, with)
				if err != nil {
					return err
				}
				answers = append(answers, an)
			}
			return a.tellAll(answers)
		},
	}
	c.Flags().StringVar(&id, "programme", "", a.t("不在工作区时：方案的编号或文件夹", "outside a workspace: the programme's id or folder"))
	c.Flags().BoolVar(&history, "history", false, a.t("方案开始以前的历史数据", "figures of the time before the programme"))
	return c
}

// checkingWith gathers what files are checked against: a named pack alone, or
// the workspace's pack, key and facts.
func (a *app) checkingWith(id string) (check.Input, error) {
	if id != "" {
		fsys, err := findPack(id)
		if err != nil {
			return check.Input{}, err
		}
		pack, err := loadPack(fsys, id)
		return check.Input{Pack: pack}, err
	}
	ws, pack, err := a.open()
	if errors.Is(err, workspace.ErrNone) {
		m := describe(err)
		m.nextZh, m.nextEn = "用 --dir 指明工作区，或用 --programme 指明方案", "name the workspace with --dir, or the programme with --programme"
		return check.Input{}, m
	}
	if err != nil {
		return check.Input{}, err
	}
	return inWorkspace(ws, pack)
}

func inWorkspace(ws *workspace.Workspace, pack *programme.Pack) (check.Input, error) {
	key, err := ws.Key()
	if err != nil {
		return check.Input{}, err
	}
	past, err := ingest.ReadPast(ws)
	return check.Input{Pack: pack, Key: key, Previous: past.Value}, err
}

func tryFile(name string, with check.Input) (answer, error) {
	f, err := os.Open(name)
	if err != nil {
		return answer{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return answer{}, err
	}
	if !info.Mode().IsRegular() {
		return answer{}, badUse("%s 不是文件", "%s is no file", name)
	}
	with.File, with.Size, with.Name = f, info.Size(), filepath.Base(name)
	result, err := check.Collect(with)
	if err != nil {
		return answer{}, err
	}
	return answerOf(name, ingest.Judge(result)), nil
}
