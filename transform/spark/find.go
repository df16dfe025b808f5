package spark

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Find says which submission tool to start: program if it is given, else the
// one of SPARK_HOME, else the one on PATH. None is a *Problem.
func Find(program string) (string, error) {
	name := program
	if home := os.Getenv("SPARK_HOME"); program == "" && home != "" {
		name = filepath.Join(home, "bin", "spark-submit")
	} else if program == "" {
		name = "spark-submit"
	}
	found, err := exec.LookPath(name)
	if err == nil {
		found, err = filepath.Abs(found)
	}
	if err == nil {
		return found, nil
	}
	return "", &Problem{
		Zh: "找不到 Spark 的提交工具：" + name, En: "Spark's submission tool is not there: " + name,
		NextZh: "用 --spark-submit 指明 spark-submit 在哪里，或设置 SPARK_HOME；没有 Spark 的单位不用 --engine spark，在本机计算",
		NextEn: "say where spark-submit is with --spark-submit, or set SPARK_HOME; without a Spark leave --engine spark out and compute here",
		Err:    err,
	}
}

// refuse turns down what would run the job where this machine's files are not.
func refuse(args []string) error {
	mode := slices.Index(args, "--deploy-mode")
	if mode >= 0 && mode+1 < len(args) && args[mode+1] == "cluster" || slices.Contains(args, "--deploy-mode=cluster") ||
		slices.ContainsFunc(args, func(a string) bool { return strings.HasSuffix(a, "spark.submit.deployMode=cluster") }) {
		return &Problem{
			Zh: "--deploy-mode cluster 不能用：作业脚本要在本机读交接文件夹、写回结果", En: "--deploy-mode cluster cannot be used: the job reads and writes files of this machine",
			NextZh: "去掉它（默认 client）；计算仍在集群里进行", NextEn: "leave it out (client is the default); the work is done by the cluster all the same",
		}
	}
	return nil
}
