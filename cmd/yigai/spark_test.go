//go:build cgo

package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// These tests need a Spark; scripts/spark brings one and runs them.

// TestSparkGivesTheSameMarts computes the marts of two programmes on a real
// cluster, a master and two workers of which one is killed on the way, and
// compares every file with what the engine here wrote. Figures that the cluster
// counts from single records have the hash of those counted here.
func TestSparkGivesTheSameMarts(t *testing.T) {
	home := sparkHome(t)
	for _, programme := range []string{"hanzhong-2022", "county-consortium-2024"} {
		t.Run(programme, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "demo")
			runOrFail(t, "", "demo", "--programme", programme, "--dir", dir, "--editions=false")
			_, visits, _ := holdsRecords(t, dir)
			kept := keepTwice(t, dir, len(visits))
			remove(t, filepath.Join(dir, "marts"))
			must(t, "transform", "--dir", dir)
			want := hashTree(t, dir, "marts")
			remove(t, filepath.Join(dir, "marts"))
			cluster := startCluster(t, home)
			log := filepath.Join(dir, "runs", "spark.log")
			killed := cluster.killOneAfter(log, 25)
			start := time.Now()
			runOrFail(t, dir, append([]string{"transform", "--engine", "spark", "--"}, cluster.arguments()...)...)
			if err := <-killed; err != nil {
				t.Error(err)
			}
			compareTrees(t, want, hashTree(t, dir, "marts"))
			t.Logf("%d files of marts equal, byte by byte, in %.0f s; the cluster lost: %s", len(want), time.Since(start).Seconds(), losses(t, log))
			code, out, errs := runRecords(dir, append([]string{"--keep", "--by", "示例人员甲", "--json", "--engine", "spark", "--"}, cluster.arguments()...)...)
			if code != exitBroken || !strings.Contains(out, kept.SHA256) || !strings.Contains(out, `"again": true`) {
				t.Errorf("counted on the cluster: %d %s %s", code, out, errs)
			}
		})
	}
}

func sparkHome(t *testing.T) string {
	t.Helper()
	home := os.Getenv("YIGAI_SPARK")
	if home == "" {
		t.Skip("needs a Spark: run scripts/spark")
	}
	t.Setenv("SPARK_HOME", home)
	t.Setenv("SPARK_LOCAL_IP", "127.0.0.1")
	return home
}

// runOrFail runs a command in dir, where it is given.
func runOrFail(t *testing.T, dir string, words ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	sys := System{In: strings.NewReader(""), Out: &out, Err: &errs, Env: []string{"LC_ALL=en_US.UTF-8"}, Now: time.Now}
	if dir != "" {
		words = append([]string{words[0], "--dir", dir}, words[1:]...)
	}
	if code := Run(context.Background(), words, sys); code != exitDone {
		t.Fatalf("yigai %s ended with %d:\n%s\n%s", words[0], code, errs.String(), out.String())
	}
	return out.String()
}

// A sparkCluster is a standalone master and two workers on this machine.
type sparkCluster struct {
	address string
	workers []*exec.Cmd
}

func startCluster(t *testing.T, home string) *sparkCluster {
	t.Helper()
	c := &sparkCluster{address: fmt.Sprintf("spark://127.0.0.1:%d", freePort(t))}
	port := c.address[strings.LastIndex(c.address, ":")+1:]
	startDaemon(t, home, "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", "0")
	for range 2 {
		c.workers = append(c.workers, startDaemon(t, home, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0",
			"--cores", "1", "--memory", "900m", "--work-dir", t.TempDir(), c.address))
	}
	return c
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// startDaemon starts a part of the cluster in a process group of its own, which
// holds what that part starts, and ends it with the test.
func startDaemon(t *testing.T, home, class string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(filepath.Join(home, "bin", "spark-class"), append([]string{class}, args...)...)
	cmd.Env = append(os.Environ(), "SPARK_DAEMON_MEMORY=256m", "SPARK_DAEMON_JAVA_OPTS=-XX:TieredStopAtLevel=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL); err != nil && err != syscall.ESRCH {
			t.Error(err)
		}
		_ = cmd.Wait() // it was killed
	})
	return cmd
}

// arguments are what spark-submit is given: small, for a machine that holds all parts.
func (c *sparkCluster) arguments() []string {
	return []string{"--master", c.address, "--driver-memory", "1g", "--executor-memory", "700m", "--driver-java-options", "-XX:TieredStopAtLevel=1",
		"--conf", "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1", "--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"}
}

// killOneAfter kills a worker with its executor once the job has made n tables
// and goes on; what comes back says whether it did.
func (c *sparkCluster) killOneAfter(log string, n int) <-chan error {
	result := make(chan error, 1)
	go func() {
		mark := fmt.Sprintf("yigai: made %d ", n)
		for range 1200 {
			text, _ := os.ReadFile(log) // not there yet
			if strings.Contains(string(text), mark) {
				result <- syscall.Kill(-c.workers[0].Process.Pid, syscall.SIGKILL)
				return
			}
			if strings.Contains(string(text), "yigai: done") || strings.Contains(string(text), "yigai: failed") {
				break
			}
			time.Sleep(time.Second)
		}
		result <- fmt.Errorf("the job ended before %d tables were made: nothing was killed", n)
	}()
	return result
}

var lost = regexp.MustCompile(`Lost executor \d+[^\n]*|Lost task [^\n]*ExecutorLost[^\n]*`)

// losses are Spark's own words for what it lost; a kill it did not notice proves nothing.
func losses(t *testing.T, log string) string {
	t.Helper()
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	found := lost.FindAllString(string(text), -1)
	if len(found) == 0 {
		t.Error("Spark never said that it lost an executor")
	}
	return strings.Join(found, "; ")
}
