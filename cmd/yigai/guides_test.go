//go:build cgo

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

var commandLine = regexp.MustCompile("(?m)^ {4,}(yigai .*)$|`(yigai [^`]*)`")

// Every command that README and the guides print exists, with its flags and
// the number of its arguments.
func TestGuidesNameRealCommands(t *testing.T) {
	pages, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	seen := 0
	for _, page := range append(pages, "../../README.md", "../../README.zh.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range commandLine.FindAllStringSubmatch(string(text), -1) {
			line, _, _ := strings.Cut(found[1]+found[2], " #")
			for part := range strings.SplitSeq(line, "&&") {
				if part = strings.TrimSpace(part); strings.HasPrefix(part, "yigai ") {
					seen++
					if err := understood(part); err != nil {
						t.Errorf("%s: %s: %v", filepath.Base(page), part, err)
					}
				}
			}
		}
	}
	if seen < 30 {
		t.Errorf("%d commands found: too few to prove anything", seen)
	}
}

// understood parses a command line as the program would, and runs nothing.
func understood(line string) error {
	words := wordsOf(line)[1:]
	root := newApp(words, System{}).root()
	c, rest, err := root.Find(words)
	if err != nil {
		return err
	}
	if err := c.ParseFlags(rest); err != nil {
		return err
	}
	args := c.Args
	if args == nil {
		args = cobra.ArbitraryArgs
	}
	return args(c, c.Flags().Args())
}

// wordsOf splits a line at spaces outside double quotes.
func wordsOf(line string) []string {
	var words []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			words = append(words, part)
			continue
		}
		words = append(words, strings.Fields(part)...)
	}
	return words
}
