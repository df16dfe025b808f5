//go:build cgo

package main

import (
	"bytes"
	"io"

	"github.com/spf13/cobra"

	"yigai/internal/workspace"
	"yigai/transform"
)

func (a *app) queryCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use: "query SQL", Short: a.t("用一条 SELECT 查询主题表（只读）", "one SELECT over the marts, read-only"),
		Example: "  yigai query \"select org, value from mart_indicator where indicator = 'local_visit_ratio' and period = '2022Q4'\"\n" +
			"  yigai query 'select * from mart_reporting' --format csv > reporting.csv\n  yigai query - < my.sql",
		Args: a.args(1, 1, "请给出一条 SELECT，或用 - 从标准输入读", "give one SELECT, or - to read it from standard input"),
		RunE: func(c *cobra.Command, args []string) error {
			ws, err := workspace.Open(a.dir)
			if err != nil {
				return err
			}
			marts, err := ws.Marts().Current()
			if err != nil {
				return err
			}
			sql := args[0]
			if sql == "-" {
				text, err := io.ReadAll(io.LimitReader(a.In, 1<<20))
				if err != nil {
					return err
				}
				sql = string(bytes.TrimSpace(text))
			}
			if a.json {
				format = "json"
			}
			dir, _, _, err := absolute(marts.Dir, "", "")
			if err != nil {
				return err
			}
			return transform.Query(c.Context(), dir, sql, format, a.Out)
		},
	}
	c.Flags().StringVar(&format, "format", "table", a.t("table、csv、json 或 arrow", "table, csv, json or arrow"))
	return c
}
