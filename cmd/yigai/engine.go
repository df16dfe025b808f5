//go:build cgo

package main

import (
	"errors"

	"github.com/spf13/cobra"

	"yigai/transform/spark"
)

// An office holds what only the office's program is told by flags.
type office struct {
	spark *spark.Submission // computes the marts; nil for the engine of this machine
}

// engineFlags are how a command is told where the marts are computed.
type engineFlags struct {
	engine, submit, shared string
}

func (a *app) addEngine(c *cobra.Command) *engineFlags {
	var f engineFlags
	c.Flags().StringVar(&f.engine, "engine", "duckdb", a.t("在哪里计算：duckdb（本机）或 spark（本单位已有的 Spark；-- 之后的参数原样交给 spark-submit）",
		"what computes: duckdb (here) or spark (a Spark that is there already; arguments after -- go to spark-submit)"))
	c.Flags().StringVar(&f.submit, "spark-submit", "", a.t("Spark 的提交工具，默认取 SPARK_HOME 或 PATH 里的 spark-submit", "Spark's submission tool; by default spark-submit of SPARK_HOME or on PATH"))
	c.Flags().StringVar(&f.shared, "shared", "", a.t("集群各节点与本机都能读写的文件夹或地址（hdfs://…），磁盘共用时不需要", "a folder or address (hdfs://…) that this machine and the cluster reach; not needed where they share their disks"))
	return &f
}

// submission is how Spark is started; nil for the engine of this machine.
// handed are the arguments after --.
func (f engineFlags) submission(handed []string) (*spark.Submission, error) {
	switch {
	case f.engine == "spark":
		return &spark.Submission{Program: f.submit, Args: handed, Shared: f.shared}, nil
	case f.engine != "duckdb":
		return nil, badUse("--engine 只能是 duckdb 或 spark，不是 %q", "--engine must be duckdb or spark, not %q", f.engine)
	case f.submit != "" || f.shared != "" || len(handed) > 0:
		return nil, badUse("--spark-submit、--shared 和 -- 之后的参数只用于 --engine spark", "--spark-submit, --shared and arguments after -- are for --engine spark only")
	}
	return nil, nil
}

// handedOn lets arguments through only after --, where they are meant for spark-submit.
func (a *app) handedOn(c *cobra.Command, args []string) error {
	if c.ArgsLenAtDash() == 0 {
		return nil
	}
	return a.noArgs(c, args)
}

// describeSpark is for a Spark that is not there or did not finish.
func describeSpark(err error) (message, bool) {
	var p *spark.Problem
	if !errors.As(err, &p) {
		return message{}, false
	}
	nextZh, nextEn := p.Next()
	return message{zh: p.Chinese(), en: p.Error(), nextZh: nextZh, nextEn: nextEn}, true
}
