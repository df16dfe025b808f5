//go:build cgo

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/workspace"
	"yigai/programme"
)

func (a *app) ingestCommand() *cobra.Command {
	var opt ingest.Options
	var sentAt string
	c := &cobra.Command{
		Use: "ingest [PATH...]", Short: a.t("收件：保存原件、校核、写入事实表（默认 inbox/）", "take files in: keep, check, write facts (default: inbox/)"),
		Example: "  yigai ingest\n  yigai ingest mail/2022Q1 --received-at 2022-04-08 --by 王秀兰 --channel 政务邮箱 --from 汉台区卫健局\n  yigai ingest old.csv --history\n" +
			"  yigai ingest inbox/汉台区.xlsx --exception 分管领导批准补报 --by 王秀兰",
		RunE: func(c *cobra.Command, paths []string) (err error) {
			if err := a.checkIntake(&opt, sentAt, paths); err != nil {
				return err
			}
			ws, pack, unlock, err := a.openToWrite("ingest")
			if err != nil {
				return err
			}
			defer closing(&err, unlock)
			if err := checkDeclared(ws.Settings.People, opt); err != nil {
				return err
			}
			if len(paths) == 0 {
				if paths, err = inbox(ws); err != nil {
					return err
				}
			}
			answers, _, err := a.takeIn(c.Context(), ws, pack, paths, opt)
			if err != nil {
				return err
			}
			if len(answers) == 0 && !a.json {
				a.say("没有找到文件：请把收到的文件放进 %s", "no files were found: put what was received into %s", strings.Join(paths, ", "))
			}
			return a.tellAll(answers)
		},
	}
	c.Flags().StringVar(&sentAt, "received-at", "", a.t("声明的发送时间，如 2022-04-08 或 2022-04-08T09:30:00+08:00；与记录的收件时间并存", "declared time of sending, e.g. 2022-04-08 or 2022-04-08T09:30:00+08:00; it stands beside the recorded one"))
	c.Flags().StringVar(&opt.By, "by", "", a.t("谁声明时间、谁批准例外", "who declares the time or allows the exception"))
	c.Flags().StringVar(&opt.Reporter, "reporter", "", a.t("报送单位代码，文件里没有写的以此为准", "org code of the sender, where a file does not say"))
	c.Flags().StringVar(&opt.Period, "period", "", a.t("报告期，文件里没有写的以此为准", "the period, where a file does not say"))
	c.Flags().StringVar(&opt.Exception, "exception", "", a.t("未到期或锁定后仍要接收所指文件的理由（须有 --by）", "why the files named are taken in outside their time (needs --by)"))
	c.Flags().StringVar(&opt.Channel, "channel", "", a.t("渠道", "by which channel"))
	c.Flags().StringVar(&opt.Sender, "from", "", a.t("发送人", "from whom"))
	c.Flags().BoolVar(&a.anew, "anew", false, a.t("全部重新校核，不用记住的答复", "check everything again, whatever is remembered"))
	c.Flags().BoolVar(&opt.History, "history", false, a.t("方案开始以前的历史数据", "figures of the time before the programme"))
	return c
}

// inbox is the folder taken in by default; somebody may have deleted it.
func inbox(ws *workspace.Workspace) ([]string, error) {
	dir := ws.Path("inbox")
	return []string{dir}, os.MkdirAll(dir, 0o755)
}

// checkIntake reads what the flags declare. An exception is for files named one
// by one: it must never open a period for whatever else lies in a folder.
func (a *app) checkIntake(opt *ingest.Options, sentAt string, paths []string) (err error) {
	if opt.SentAt, err = ingest.ParseTime(sentAt); err != nil {
		return badUse("--received-at 应是 2022-04-08 或 2022-04-08T09:30:00+08:00，不是 %q", "--received-at must be 2022-04-08 or 2022-04-08T09:30:00+08:00, not %q", sentAt)
	}
	if ingest.Future(opt.SentAt, a.Now()) {
		return badUse("--received-at %q 在今天以后", "--received-at %q is after today", sentAt)
	}
	if _, err := programme.ParsePeriod(opt.Period); opt.Period != "" && err != nil {
		return badUse("--period 应是 2022Q1 的样子，不是 %q", "--period must be like 2022Q1, not %q", opt.Period)
	}
	if opt.Exception == "" {
		return nil
	}
	if opt.By == "" || len(paths) == 0 {
		return badUse("--exception 要写明文件，并用 --by 写明谁批准", "--exception needs the files, and --by to say who allows it")
	}
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return badUse("--exception 只用于逐个写明的文件，%q 是文件夹", "--exception is for files named one by one, %q is a folder", path)
		}
	}
	return nil
}

// checkDeclared refuses declarations by a name that is none of the people, or in no plain text.
func checkDeclared(people []string, opt ingest.Options) error {
	if opt.By != "" {
		if err := checkPerson(people, opt.By); err != nil {
			return err
		}
	}
	return checkWords(opt.Exception, opt.Channel, opt.Sender)
}

// takeIn receives files, rebuilds the facts and answers for each file given.
func (a *app) takeIn(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, paths []string, opt ingest.Options) ([]answer, ingest.Summary, error) {
	opt.Now = a.Now
	stage := a.printer().Stage(a.t("收件", "take in"))
	opt.Progress = stage.Update
	batch, err := ingest.Receive(ctx, ws, paths, opt)
	if err != nil {
		stage.Abandon()
		return nil, ingest.Summary{}, err
	}
	stage.End(a.t("%d 个文件，新收 %d 个", "%d files, %d new", len(batch.Files), countNew(batch)))
	a.tellIdle(batch.Idle)
	summary, err := a.rebuild(ctx, ws, pack)
	if err != nil {
		return nil, ingest.Summary{}, err
	}
	return a.answersFor(batch, summary), summary, nil
}

// tellIdle names what registers speak of although it is not there: a mistyped
// name would leave the real file without its time of sending.
func (a *app) tellIdle(idle []string) {
	const shown = 3
	if len(idle) == 0 {
		return
	}
	names := strings.Join(idle[:min(shown, len(idle))], a.t("、", ", "))
	fmt.Fprintln(a.Err, a.t("收件登记里有 %d 个文件找不到：%s。请核对文件名（要和收到的完全一样，包括 .xlsx），登记的时间现在没有用上",
		"the register names %d files that are not there: %s. Check their names, with the extension; what is declared of them counts for nothing", len(idle), visible(names)))
}

func countNew(batch ingest.Batch) int {
	n := 0
	for _, f := range batch.Files {
		if f.New {
			n++
		}
	}
	return n
}

func (a *app) rebuild(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack) (ingest.Summary, error) {
	stage := a.printer().Stage(a.t("校核", "check"))
	summary, err := ingest.Rebuild(ctx, ws, pack, ingest.Rebuilding{Version: version, Progress: stage.Update, Build: buildMark(), Anew: a.anew})
	if err != nil {
		stage.Abandon()
		return summary, err
	}
	stage.End(a.accountsLine(ingest.Accounts{Received: summary.Received(), Counts: summary.Counts, Bundles: summary.Counts[ingest.Bundled]}))
	return summary, nil
}

// answersFor joins what was given with what became of it.
func (a *app) answersFor(batch ingest.Batch, summary ingest.Summary) []answer {
	byHash := map[string]ingest.File{}
	for _, f := range summary.Files {
		byHash[f.SHA256] = f
	}
	var answers []answer
	for _, r := range batch.Files {
		name := filepath.Base(r.Path)
		if r.Bundle != "" {
			name = r.Bundle + "/" + r.Path
		}
		if r.Err != nil {
			answers = append(answers, answer{File: name, State: "failed", Problem: a.t(describe(r.Err).zh, r.Err.Error()), Findings: []finding{}, RulesNotRun: []string{}})
			continue
		}
		f := byHash[r.Receipt.SHA256]
		an := answerOf(name, f)
		an.New, an.said, an.Intake = r.New, r.Said, intakeOf(f)
		answers = append(answers, an)
	}
	return answers
}
