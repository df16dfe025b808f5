//go:build cgo

package main

import "github.com/spf13/cobra"

// commands lists the program's commands in the order of a quarter's work.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.demoCommand(), a.programmesCommand(), a.programmeCommand(), a.initCommand(), a.templateCommand(),
		a.sampleCommand(), a.checkCommand(), a.ingestCommand(), a.statusCommand(), a.returnCommand(), a.waiveCommand(), a.inspectCommand(), a.rectifyCommand(), a.taskCommand(), a.ledgerCommand(), a.remindCommand(), a.decideCommand(), a.practiceCommand(), a.evaluateCommand(), a.transformCommand(), a.recordsCommand(),
		a.siteCommand(), a.bulletinCommand(), a.briefCommand(), a.serveCommand(), a.traceCommand(), a.queryCommand(), a.runCommand(), a.runsCommand(),
		a.verifyCommand(), a.benchCommand(), a.versionCommand(),
		a.reviewCommand(), a.approveCommand(), a.publishCommand(), a.editionsCommand(), a.diffCommand(), a.keyCommand(),
	}
}
