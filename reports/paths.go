package reports

import (
	"fmt"
	"strings"
)

// slug makes a file name of a code: letters, digits, dot, dash and underscore
// stay, every other byte becomes its hexadecimal, so that two codes never meet.
func slug(code string) string {
	var b strings.Builder
	for _, c := range []byte(code) {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.' && b.Len() > 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "~%02x", c)
		}
	}
	return b.String()
}

func indicatorPath(period, indicator string) string {
	return period + "/indicator/" + slug(indicator) + ".html"
}
func rosterPath(period, parent string) string {
	return period + "/institutions/" + slug(parent) + ".html"
}
func unitPath(period, org string) string  { return period + "/unit/" + slug(org) + ".html" }
func taskPath(period, task string) string { return period + "/task/" + slug(task) + ".html" }

func embedPath(period, indicator, chart string) string {
	return period + "/embed/" + slug(indicator) + "/" + chart + ".html"
}

func picturePath(period, indicator, chart string) string {
	return period + "/picture/" + slug(indicator) + "/" + chart + ".svg"
}
