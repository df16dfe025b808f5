//go:build cgo

package main

import (
	"io"
	"testing"
	"time"
	"unicode"

	"github.com/spf13/cobra"
)

func TestEveryCommandExplainsItselfInBothLanguages(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		a := newApp([]string{"--lang", lang}, System{Out: io.Discard, Err: io.Discard, Now: time.Now})
		seen := 0
		walk(a.root(), func(c *cobra.Command) {
			if !c.HasParent() || c.HasSubCommands() || c.Name() == "help" || c.Parent().Name() == "completion" {
				return
			}
			seen++
			if c.Short == "" || c.Example == "" || c.Args == nil && c.Name() != "ingest" {
				t.Errorf("%s: %s needs a sentence, an example and a rule for its arguments", lang, c.CommandPath())
			}
			if chinese := hasHan(c.Short); chinese != (lang == "zh") {
				t.Errorf("%s: %s says %q", lang, c.CommandPath(), c.Short)
			}
		})
		if seen < 18 {
			t.Errorf("%s: only %d commands found", lang, seen)
		}
	}
}

func hasHan(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}
