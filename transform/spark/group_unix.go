//go:build unix

package spark

import (
	"os/exec"
	"syscall"
)

// inGroup has a cancelled run end the tool with all it started: a script, a
// Java machine and a Python.
func inGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
}
