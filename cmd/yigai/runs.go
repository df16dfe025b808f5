//go:build cgo

package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yigai/dags"
	"yigai/internal/beijing"
	"yigai/internal/workspace"
)

func (a *app) runsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "runs", Short: a.t("列出做过的运行", "list the runs"), Example: "  yigai runs\n  yigai runs --json", Args: a.noArgs,
		RunE: func(*cobra.Command, []string) error {
			ws, err := workspace.Open(a.dir)
			if err != nil {
				return err
			}
			logs, err := dags.Logs(ws.Path("runs"))
			if err != nil {
				return err
			}
			if a.json {
				return writeJSON(a.Out, append([]dags.Log{}, logs...))
			}
			t := newTable(a.t("运行", "run"), a.t("报告期", "period"), a.t("开始", "started"), a.t("秒", "seconds"), a.t("结果", "state"), a.t("步骤", "steps")).numbers(3)
			for _, l := range logs {
				t.add(l.Run, l.Period, l.Started.In(beijing.Zone).Format(time.DateTime), seconds(l), a.stateWord(l.State), a.stepWords(l.Steps))
			}
			t.print(a.Out)
			return nil
		},
	}
}

func seconds(l dags.Log) string {
	if l.Ended.IsZero() {
		return ""
	}
	return fmt.Sprintf("%.1f", l.Ended.Sub(l.Started).Seconds())
}

func (a *app) stepWords(steps []dags.StepLog) string {
	var words []string
	for _, s := range steps {
		words = append(words, a.stepName(s.Name)+" "+a.stateWord(s.State)+a.troubleOf(s))
	}
	return strings.Join(words, a.t("，", ", "))
}

// stepNames are what people call the steps of the quarter's plan.
var stepNames = map[string]string{"pack": "查方案", "ingest": "收件", "transform": "汇总", "site": "网页", "review": "发布前检视"}

func (a *app) stepName(name string) string { return a.t(cmp.Or(stepNames[name], name), name) }

// troubleOf says that a step did its work and the data broke a rule.
func (a *app) troubleOf(s dags.StepLog) string {
	if s.Error == "" || s.State != dags.Done && s.State != dags.Skipped {
		return ""
	}
	return a.t("（有问题）", " (the data broke a rule)")
}

var stateWords = map[string]string{
	dags.Running: "进行中", dags.Done: "完成", dags.Skipped: "跳过", dags.Failed: "失败",
	dags.Stopped: "已停止", dags.Waiting: "未开始", dags.Interrupted: "中断",
}

func (a *app) stateWord(state string) string { return a.t(stateWords[state], state) }
