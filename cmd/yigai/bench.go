//go:build cgo

package main

import "github.com/spf13/cobra"

// benchProgramme is the pack that the checks are measured on.
const benchProgramme = "hanzhong-2022"

// benchCommand measures what a user of the program can judge. How fast and how
// large it is, against what a machine can do at all, is measured by cmd/bench.
func (a *app) benchCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "bench", Short: a.t("测量校核的准确程度", "measure how well the checks work"),
		Example: "  yigai bench faults", Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.benchFaultsCommand())
	return c
}
