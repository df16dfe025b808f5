package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// root is the whole command tree, in the reader's language.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "yigai",
		Short: a.t("医改任务台账与季度通报：从空白报表到公开网页", "health-reform programmes, from blank workbooks to a published page"),
		Long: a.t(`yigai 把一份医改工作方案从发表、收表、校核、汇总一直做到网页，全部在本机离线完成。

退出码：0 完成；1 完成，但数据违反规则；2 没有做成。`,
			`yigai takes a health-reform programme from blank workbooks through intake, checks and
figures to pages, on one machine and offline.

Exit codes: 0 done; 1 done, but the data broke a rule; 2 could not do it.`),
		SilenceErrors: true, SilenceUsage: true,
		Args: a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error { return a.checkFlags() },
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.dir, "dir", ".", a.t("工作区文件夹", "the workspace"))
	flags.StringVar(&a.lang, "lang", a.lang, a.t("消息语言：zh 或 en", "language of messages: zh or en"))
	flags.BoolVar(&a.json, "json", false, a.t("输出 JSON，供其他程序使用", "write JSON, for other programs"))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return a.badFlag(root, err)
	})
	root.AddCommand(a.commands()...)
	a.completeFlags(root)
	a.localiseHelp(root)
	return root
}

func (a *app) checkFlags() error {
	if a.lang != "zh" && a.lang != "en" {
		given := a.lang
		a.lang = "zh"
		return badUse("--lang 只能是 zh 或 en，不是 %q", "--lang must be zh or en, not %q", given)
	}
	return nil
}

// badFlag says what is wrong with a flag; where the command itself does not
// exist, that is what is wrong.
func (a *app) badFlag(root *cobra.Command, err error) error {
	if name := a.commandGiven(); name != "" {
		if c, _, findErr := root.Find([]string{name}); findErr != nil || c == root {
			return badUse("没有 %q 这个命令", "there is no command %q", name)
		}
	}
	var flag interface{ GetSpecifiedName() string }
	var wrong interface{ GetValue() string }
	m := badUse("参数有误：%s", "bad use: %s", err)
	switch {
	case errors.As(err, &wrong):
		m.zh = fmt.Sprintf("选项的值 %q 不对", wrong.GetValue())
	case errors.As(err, &flag) && strings.HasPrefix(err.Error(), "flag needs an argument"):
		m.zh = dashed(flag.GetSpecifiedName()) + " 后面要写上值"
	case errors.As(err, &flag):
		m.zh = "没有 " + dashed(flag.GetSpecifiedName()) + " 这个选项"
	}
	return m
}

// commandGiven is the first word that is no flag and no flag's value: the command.
func (a *app) commandGiven() string {
	for i := 0; i < len(a.words); i++ {
		switch arg := a.words[i]; {
		case arg == "--dir" || arg == "--lang":
			i++
		case !strings.HasPrefix(arg, "-"):
			return arg
		}
	}
	return ""
}

// dashed is a flag as it is typed.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// noArgs refuses arguments; for the root command they are misspelt commands.
func (a *app) noArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !c.HasParent() {
		return badUse("没有 %q 这个命令", "there is no command %q", args[0])
	}
	return badUse("%s 不接受参数 %q", "%s takes no argument %q", c.Name(), args[0])
}

// args asks for a number of arguments between least and most (-1: any).
func (a *app) args(least, most int, zh, en string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			m := badUse("", "")
			m.zh, m.en = zh, en
			return m
		}
		return nil
	}
}

// localiseHelp puts the words of cobra's help into the reader's language.
func (a *app) localiseHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	walk(root, func(c *cobra.Command) { c.DisableFlagsInUseLine = true })
	if a.lang == "en" {
		return
	}
	root.SetUsageTemplate(chineseUsage.Replace(root.UsageTemplate()))
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Short = "任一命令的帮助"
		case "completion":
			c.Short = "生成命令行补全脚本"
		}
	}
	walk(root, func(c *cobra.Command) {
		c.InitDefaultHelpFlag()
		if f := c.Flags().Lookup("help"); f != nil {
			f.Usage = "显示帮助"
		}
	})
}

// chineseFlags puts into Chinese what the flag library says of flags.
var chineseFlags = strings.NewReplacer(" (default ", "（默认 ", ")\n", "）\n", " string   ", " 文字     ", " int   ", " 整数  ", " uint   ", " 整数   ", " stringArray   ", " 文字          ")

func init() { cobra.AddTemplateFunc("chineseFlags", chineseFlags.Replace) }

func walk(c *cobra.Command, each func(*cobra.Command)) {
	each(c)
	for _, sub := range c.Commands() {
		walk(sub, each)
	}
}

var chineseUsage = strings.NewReplacer(
	"FlagUsages |", "FlagUsages | chineseFlags |",
	"Usage:", "用法：", "Aliases:", "别名：", "Examples:", "例子：", "Available Commands:", "命令：", "Additional Commands:", "其他命令：",
	"[command]", "命令", "Global Flags:", "通用选项：", "Flags:", "选项：", "Additional help topics:", "其他说明：",
	`Use "{{.CommandPath}} [command] --help" for more information about a command.`, `用“{{.CommandPath}} 命令 --help”看一个命令的说明。`,
)
