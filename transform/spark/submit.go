package spark

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// mark begins each line that the job script says to us.
const mark = "yigai: "

// patience is how long Spark may take to end once it was told to.
const patience = 20 * time.Second

// submit starts the tool, keeps what it says in the log, and waits for its end.
func (s Submission) submit(ctx context.Context, program string, job []string, made func(string)) (err error) {
	log, err := os.Create(s.Log)
	if err != nil {
		return fmt.Errorf("log of Spark: %w", err)
	}
	defer func() { err = errors.Join(err, log.Close()) }()
	cmd := exec.CommandContext(ctx, program, append(append([]string{}, s.Args...), job...)...)
	cmd.Stderr, cmd.Dir = log, filepath.Dir(job[0]) // Spark leaves folders where it is started
	cmd.WaitDelay = patience
	inGroup(cmd)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return failed(err.Error(), s.Log, err)
	}
	said, readErr := follow(out, log, made)
	err = errors.Join(cmd.Wait(), readErr)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err == nil && said.done:
		return nil
	}
	return failed(said.why(s.Log, err), s.Log, err)
}

// A report is what the job script said of itself.
type report struct {
	done    bool
	failure string
}

// follow copies what Spark says into the log and reads our own lines.
func follow(from io.Reader, log io.Writer, made func(string)) (report, error) {
	var said report
	lines := bufio.NewReader(from)
	for {
		line, err := lines.ReadString('\n')
		if _, writeErr := io.WriteString(log, line); writeErr != nil {
			return said, writeErr
		}
		if ours, ok := strings.CutPrefix(strings.TrimSpace(line), mark); ok {
			said.hear(ours, made)
		}
		if errors.Is(err, io.EOF) {
			return said, nil
		}
		if err != nil {
			return said, err
		}
	}
}

func (r *report) hear(line string, made func(string)) {
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "done":
		r.done = true
	case "failed":
		r.failure = rest
	case "made":
		if _, table, ok := strings.Cut(rest, " "); ok {
			made(table)
		}
	}
}

// why is the line that says most about a failure: what the script caught, else
// the last line of the log that is no trace, else how the process ended.
func (r report) why(log string, err error) string {
	if r.failure != "" {
		return r.failure
	}
	text, readErr := os.ReadFile(log)
	lines := strings.Split(string(text), "\n")
	for i := len(lines) - 1; i >= 0 && readErr == nil; i-- {
		if line := strings.TrimSpace(lines[i]); useful(line) {
			return line
		}
	}
	if err == nil {
		return "it ended before it was done"
	}
	return err.Error()
}

// useful says whether a line of Spark's log tells of something wrong.
func useful(line string) bool {
	for _, sign := range []string{"Exception", "Error", "ERROR", "error:"} {
		if strings.Contains(line, sign) && !strings.HasPrefix(line, "at ") && !strings.Contains(line, " INFO ") {
			return true
		}
	}
	return false
}
