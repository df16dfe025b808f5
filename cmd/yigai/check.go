package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

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
		Use: "check FILE...", Short: a.t("报送前自查一个文件，不收件", "try a file before sending it"),
		Long: a.t("报送前自查一个文件，不收件。可以报送时退出码为 0，有要改的为 1。\n在工作区里用其方案、密钥和已报数据；在别处按封面写的内置方案检查（或用 --programme 指明），\n需要往期数据的规则不运行，结论里会说明。",
			"Try a file before sending it; nothing is taken in. The exit code is 0 where it may be sent, 1 where something must be mended.\nIn a workspace its programme, key and earlier figures are used; elsewhere the built-in programme that the cover names\n(or --programme): rules that need earlier figures are then not run, and the answer says so."),
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
				an, err := tryFile(name, with, id == "")
				if err != nil {
					return err
				}
				answers = append(answers, an)
			}
			return a.tellTried(answers)
		},
	}
	c.Flags().StringVar(&id, "programme", "", a.t("不在工作区时：方案的编号或文件夹", "outside a workspace: the programme's id or folder"))
	c.Flags().BoolVar(&history, "history", false, a.t("方案开始以前的历史数据", "figures of the time before the programme"))
	return c
}

// checkingWith gathers what files are checked against: a named pack alone, the
// workspace's pack, key and facts, or a built-in pack.
func (a *app) checkingWith(id string) (check.Input, error) {
	if id != "" {
		return withPack(id)
	}
	ws, pack, err := a.open()
	if errors.Is(err, workspace.ErrNone) && a.dir == "." {
		return a.withBuiltIn()
	}
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
func (a *app) withBuiltIn() (check.Input, error) {
	packs, err := builtIn()
	if err != nil {
		return check.Input{}, err
	}
	return withPack(packs[0].ID)
}

func inWorkspace(ws *workspace.Workspace, pack *programme.Pack) (check.Input, error) {
	key, err := ws.Key()
	if err != nil {
		return check.Input{}, err
	}
	past, err := ingest.ReadPast(ws)
	return check.Input{Pack: pack, Key: key, Previous: past.Value}, err
}

// tryFile checks one file. With anyPack a cover that names another built-in
// pack is checked against that, unless a workspace's own pack is at hand.
func tryFile(name string, with check.Input, anyPack bool) (answer, error) {
	info, err := os.Stat(name) // before opening, which waits for ever at a pipe
	if err != nil {
		return answer{}, err
	}
	if !info.Mode().IsRegular() {
		return answer{}, message{zh: name + " 不是文件", en: name + " is no file", nextZh: "请给出其中的工作簿，如 " + filepath.Join(name, "*.xlsx"), nextEn: "name the workbooks in it, as in " + filepath.Join(name, "*.xlsx")}
	}
	f, err := os.Open(name)
	if err != nil {
		return answer{}, err
	}
	defer f.Close()
	with.File, with.Size, with.Name = f, info.Size(), filepath.Base(name)
	result, err := check.Collect(with)
	if err != nil {
		return answer{}, err
	}
	if named := result.Cover.Programme; anyPack && with.Key == nil && named != "" && named != with.Pack.Programme.ID {
		if pack, ok := packOnCover(named); ok {
			with.Pack = pack
			if result, err = check.Collect(with); err != nil {
				return answer{}, err
			}
		}
	}
	an := answerOf(name, ingest.Judge(result))
	an.tried = true
	return an, nil
}

// tellTried prints all answers to somebody who will mend the files, each with a
// verdict, and says how many may not be sent as they are.
func (a *app) tellTried(answers []answer) error {
	if a.json {
		if err := writeJSON(a.Out, append([]answer{}, answers...)); err != nil {
			return err
		}
	}
	var names []string
	for _, an := range answers {
		if an.bad() || an.count(check.SeverityReturn) > 0 {
			names = append(names, visible(an.File))
		}
		if !a.json {
			a.tell(an, shownInCheck)
			fmt.Fprintln(a.Out, "    "+a.verdict(an))
			a.tellNotRun(an.RulesNotRun)
		}
	}
	if len(names) == 0 {
		return nil
	}
	shown := strings.Join(names[:min(3, len(names))], ", ")
	return broken(fmt.Sprintf("%d 个文件中有 %d 个还不能报送：%s", len(answers), len(names), shown),
		fmt.Sprintf("%d of %d files cannot be sent as they are: %s", len(names), len(answers), shown),
		"按上面各条改好，再运行一次 yigai check", "mend what is listed above and run yigai check again")
}

// verdict says whether a file may be sent.
func (a *app) verdict(an answer) string {
	returns, doubts := an.count(check.SeverityReturn), an.count(check.SeverityDoubt)
	text := a.t("结论：可以报送", "verdict: it may be sent")
	switch {
	case an.bad():
		text = a.t("结论：不能报送，这个文件不会被接受", "verdict: it cannot be sent, for it would not be accepted")
	case returns > 0 && doubts > 0:
		text = a.t("结论：有 %d 处要改（不改的按缺失处理），另有 %d 处存疑请核对", "verdict: %d places to mend (they count as missing otherwise), %d doubts to look at", returns, doubts)
	case returns > 0:
		text = a.t("结论：有 %d 处要改（不改的按缺失处理）", "verdict: %d places to mend (they count as missing otherwise)", returns)
	case doubts > 0:
		text = a.t("结论：可以报送；有 %d 处存疑请先核对", "verdict: it may be sent; look at %d doubts first", doubts)
	}
	return text
}

// tellNotRun names what could not be checked here.
func (a *app) tellNotRun(rules []string) {
	var past []string
	for _, rule := range rules {
		if rule != check.TokenRule {
			past = append(past, rule)
		}
	}
	if len(past) > 0 {
		fmt.Fprintln(a.Out, "    "+a.t("这里没有往期数据，未查的规则：%s", "not checked, for want of earlier figures: %s", strings.Join(past, ", ")))
	}
	if len(past) < len(rules) {
		fmt.Fprintln(a.Out, "    "+a.t("这里没有密钥，未核对校验码", "not checked, for want of the key: the token"))
	}
}
