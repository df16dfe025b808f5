package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// isDrop says whether the program was given files and nothing else, as a file
// manager does when files are dropped on it: no command, no flag.
func isDrop(root *cobra.Command, args []string) bool {
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil || !info.Mode().IsRegular() || strings.HasPrefix(arg, "-") {
			return false
		}
	}
	if len(args) == 0 {
		return false
	}
	c, _, err := root.Find(args[:1])
	return err != nil || c == root
}

// forDrop are the words that files dropped on the program stand for.
func forDrop(files []string) []string { return append([]string{"check", "--mark"}, files...) }

// waitForEnter keeps a window open that closes with the program, so that what
// was said can be read.
func (a *app) waitForEnter() {
	fmt.Fprint(a.Out, a.t("\n按回车键关闭本窗口。", "\nPress Enter to close this window."))
	if a.In == nil {
		return
	}
	bufio.NewScanner(a.In).Scan() // a line, an end or a failure: the program ends
}
