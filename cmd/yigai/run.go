package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
)

// System is what a run of the program gets from the outside.
type System struct {
	In       io.Reader
	Out, Err io.Writer
	Env      []string // NAME=value
	Now      func() time.Time
	// OwnConsole: the window closes when the program ends.
	OwnConsole bool
}

// Run runs the program with args (without its own name) and returns the exit
// code: 0 done, 1 done but the data broke a rule, 2 could not do it.
func Run(ctx context.Context, args []string, sys System) (code int) {
	a := newApp(args, sys)
	root := a.root()
	drop := isDrop(root, args)
	if drop {
		args = forDrop(args)
	}
	code = a.execute(ctx, root, args)
	if sys.OwnConsole && (drop || len(args) == 0) {
		a.waitForEnter()
	}
	return code
}

// execute runs one command. A mistake of ours is a sentence, never a stack trace.
func (a *app) execute(ctx context.Context, root *cobra.Command, args []string) (code int) {
	defer func() {
		if p := recover(); p != nil {
			code = a.explain(internalError{p})
		}
	}()
	root.SetArgs(args)
	root.SetIn(a.In)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	c, err := root.ExecuteContextC(ctx)
	a.command = c.CommandPath()
	return a.explain(err)
}

// app is one run of the program: the outside world and the global flags.
type app struct {
	System
	lang string // zh or en
	dir  string // the workspace
	json bool
	anew bool // answers to files are found out again, not remembered
	office

	words   []string // the arguments, as given
	command string   // that was run, for hints: yigai task extend; "" before it is known
}

func newApp(args []string, sys System) *app {
	a := &app{System: sys, words: args}
	a.lang = a.localeLanguage()
	// The language must be known before the flags are parsed: help is written in it.
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			a.lang = value
		} else if arg == "--lang" && i+1 < len(args) {
			a.lang = args[i+1]
		}
	}
	return a
}

// localeLanguage is en for a locale that says so, else zh: the C locale of a
// bare server says nothing about the people in front of it.
func (a *app) localeLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := a.env(name); v != "" {
			if strings.HasPrefix(v, "en") {
				return "en"
			}
			return "zh"
		}
	}
	return "zh"
}

func (a *app) env(name string) string {
	i := slices.IndexFunc(a.Env, func(pair string) bool { return strings.HasPrefix(pair, name+"=") })
	if i < 0 {
		return ""
	}
	return a.Env[i][len(name)+1:]
}

// t picks the text of the reader's language.
func (a *app) t(zh, en string, args ...any) string {
	text := zh
	if a.lang == "en" {
		text = en
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// screen is where words for people go: the output, or beside it where the output is JSON.
func (a *app) screen() io.Writer {
	if a.json {
		return a.Err
	}
	return a.Out
}

// say writes a line for people.
func (a *app) say(zh, en string, args ...any) { fmt.Fprintln(a.screen(), a.t(zh, en, args...)) }

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}
