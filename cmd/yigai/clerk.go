//go:build !cgo

// What takes the place of the files for an office where the program is built
// without cgo: the clerk's program, which checks files and writes templates, has
// no workspace and no database, and is one small file for any machine.

package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"yigai/programme"
)

// errBroken is wrapped by what a command returns when it did its work and the
// data broke a rule. Every other error is exit code 2.
var errBroken = errors.New("the data broke a rule")

// knownErrors find the words for errors of the system.
var knownErrors = []func(error) (message, bool){describeSystem}

// An office holds what only the office's program is told by flags: nothing here.
type office struct{}

// commands lists what a clerk needs.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{a.checkCommand(), a.templateCommand(), a.programmesCommand(), a.programmeCommand(), a.versionCommand()}
}

// packBookCommands are for the office, which edits packs.
func (a *app) packBookCommands() []*cobra.Command { return nil }

// fromPack lists something of a workspace's pack for the shell: there is none.
func (a *app) fromPack(func(*programme.Pack) []string) []string { return nil }

// groundHere is the built-in packs: the file's cover names its own.
func (a *app) groundHere() (ground, error) { return a.withBuiltIn() }

// templatesHere writes workbooks of the only built-in pack; where there are
// several one must be named.
func (a *app) templatesHere(_ context.Context, period, org, out string) error {
	packs, err := builtIn()
	if err != nil {
		return err
	}
	if len(packs) != 1 {
		m := badUse("请用 --programme 指明方案的编号或文件夹", "name the programme with --programme: its id or folder")
		m.nextZh, m.nextEn = "用 yigai programmes 看内置的工作方案", "list the built-in programmes with yigai programmes"
		return m
	}
	return a.templatesOf(packs[0].ID, period, org, out)
}
