package check

import (
	"slices"
	"strings"

	"yigai/programme"
)

// isUnasked says whether a code is that of an element which the pack knows and
// no sheet of this form asks for: as in the workbook of another period. A code
// that has only come to the wrong sheet is not.
func (c *checker) isUnasked(code string) bool {
	if _, known := c.in.Pack.Element(code); !known || c.full() {
		return false
	}
	whole := c.in.Pack.FormOf(c.form.Reporter, c.period) // of a sheet that came alone c.form has only that
	return !slices.ContainsFunc(whole.Sheets, func(s programme.Sheet) bool { return slices.Contains(codesOf(&s), code) })
}

// unaskedElement returns a figure that nobody asked for, of an org where one is
// meant: its code is right, so there is nothing to restore.
func (c *checker) unaskedElement(where at, org, code string) {
	if c.full() {
		c.add(where, "E-UNASKED", "", nil) // counted
		return
	}
	element, _ := c.in.Pack.Element(code)
	c.add(where, "E-UNASKED", strings.TrimSpace(org+" "+code)+"（"+element.Name+"）", nil)
}
