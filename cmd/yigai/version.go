package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the program's version: it stands in tables and pages, so that the
// same version gives the same bytes.
const version = "0.1.0"

// build names the very build, for run logs: version, revision, and a mark when
// the sources were changed after it.
func build() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version
	}
	revision, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = "+" + s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ".changed"
		}
	}
	return version + revision + changed
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: a.t("程序版本", "the program's version"), Example: "  yigai version\n  yigai version --json",
		Args: a.noArgs,
		RunE: func(*cobra.Command, []string) error {
			if a.json {
				return writeJSON(a.Out, map[string]string{"version": version, "build": build()})
			}
			fmt.Fprintln(a.Out, "yigai", build())
			return nil
		},
	}
}
