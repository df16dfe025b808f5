//go:build cgo

package main

import (
	"github.com/spf13/cobra"

	"yigai/programme"
)

func (a *app) transformCommand() *cobra.Command {
	var period string
	c := &cobra.Command{
		Use: "transform [--period P]", Short: a.t("由事实表计算主题表", "make marts from facts"),
		Example: "  yigai transform\n  yigai transform --period 2022Q3", Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) (err error) {
			ws, pack, unlock, err := a.openToWrite("transform")
			if err != nil {
				return err
			}
			defer closing(&err, unlock)
			var at programme.Period
			if period != "" {
				if at, err = periodOf(pack, period); err != nil {
					return err
				}
			}
			report, err := a.writeMarts(c.Context(), ws, pack, at)
			if err != nil {
				return err
			}
			if a.json {
				tables, rows := written(report)
				return writeJSON(a.Out, map[string]any{"tables": tables, "rows": rows, "tests": report.Tests, "seconds": report.Seconds,
					"doubt_count": report.DoubtCount, "doubts": doubtsOf(report)})
			}
			a.tellDoubts(report)
			return nil
		},
	}
	c.Flags().StringVar(&period, "period", "", a.t("要展示的最新报告期，默认是收到的最新一期", "the newest period to show; by default the newest received"))
	return c
}
