//go:build cgo

package main

import (
	"github.com/spf13/cobra"

	"yigai/ingest/sample"
	"yigai/internal/workspace"
	"yigai/programme"
)

func (a *app) initCommand() *cobra.Command {
	var id string
	var sampled bool
	c := &cobra.Command{
		Use: "init --programme ID [DIR]", Short: a.t("建立工作区", "make a workspace"),
		Example: "  yigai init --programme hanzhong-2022\n  yigai init --programme ./my-programme office\n  yigai init --programme hanzhong-2022 --sample try",
		Args:    a.args(0, 1, "至多给出一个文件夹", "name at most one folder"),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := a.dir
			if len(args) == 1 {
				dir = args[0]
			}
			if id == "" {
				return badUse("请用 --programme 指明工作方案", "name the programme with --programme")
			}
			_, pack, err := a.initWorkspace(id, dir, sampled, nil)
			if err == nil {
				a.say("工作区已建好：%s", "the workspace is ready: %s", dir)
				a.say("接下来：cd %s，再用 yigai template --period %s 生成要发出的报表", "next: cd %s, then yigai template --period %s for the workbooks to send out", dir, pack.Programme.Periods.First)
			}
			return err
		},
	}
	c.Flags().StringVar(&id, "programme", "", a.t("工作方案：内置编号或文件夹", "the programme: a built-in id or a folder"))
	c.Flags().BoolVar(&sampled, "sample", false, a.t("用于样例数据：处处标明“样例”，时间为模拟", "for made-up data: marked everywhere, times simulated"))
	return c
}

// initWorkspace makes a workspace for a pack. One for made-up data also gets the
// made-up orgs of the pack's sample. The people named in yigai.yaml are those
// that people lists; it may be nil for none.
func (a *app) initWorkspace(id, dir string, sampled bool, people func(*programme.Pack) ([]string, error)) (*workspace.Workspace, *programme.Pack, error) {
	fsys, err := findPack(id)
	if err == nil && sampled {
		fsys, err = sample.PackFS(fsys)
	}
	if err != nil {
		return nil, nil, err
	}
	pack, err := loadPack(fsys, id)
	if err != nil {
		return nil, nil, err
	}
	settings := workspace.Settings{Programme: pack.Programme.ID, Sample: sampled, Language: "zh", People: []string{}}
	if people != nil {
		if settings.People, err = people(pack); err != nil {
			return nil, nil, err
		}
	}
	ws, err := workspace.Init(dir, settings, fsys)
	return ws, pack, err
}
