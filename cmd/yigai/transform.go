//go:build cgo

package main

import (
	"github.com/spf13/cobra"

	"yigai/programme"
)

func (a *app) transformCommand() *cobra.Command {
	var period string
	var where *engineFlags
	c := &cobra.Command{
		Use: "transform [--period P] [--engine spark [-- ARGUMENTS]]", Short: a.t("由事实表计算主题表", "make marts from facts"),
		Example: "  yigai transform\n  yigai transform --period 2022Q3\n  yigai transform --engine spark -- --master yarn --conf spark.executor.memory=4g", Args: a.handedOn,
		RunE: func(c *cobra.Command, args []string) (err error) {
			if a.spark, err = where.submission(args); err != nil {
				return err
			}
			ws, pack, unlock, err := a.openToWrite("transform")
			if err != nil {
				return err
			}
			defer closing(&err, unlock)
			if a.spark != nil {
				a.spark.Log = ws.Path("runs", "spark.log")
			}
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
	where = a.addEngine(c)
	return c
}
