// Package wording puts values into texts that have places for them: "{org}" in a
// text of a pack becomes the org's name.
//
// What stands in the values is text and stays text: braces in a value are not
// looked at again, and whoever writes the result into a page escapes it there.
package wording

import "regexp"

var place = regexp.MustCompile(`\{[^{}]*\}`)

// Fill gives text with each place that values knows, such as "{org}" for "org",
// replaced by its value. A place that nobody knows stays as it is, to be seen.
func Fill(text string, values map[string]string) string {
	return place.ReplaceAllStringFunc(text, func(found string) string {
		if value, known := values[found[1:len(found)-1]]; known {
			return value
		}
		return found
	})
}
