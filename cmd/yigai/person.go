//go:build cgo

package main

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// samePerson says whether two names are of one person: written with spaces, in
// full-width letters or in capitals, a name is the same, lest a rule that asks for
// two persons be met by one.
func samePerson(a, b string) bool { return plainPerson(a) == plainPerson(b) }

func plainPerson(name string) string {
	shown := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || hidden(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(name))
	return shown
}
