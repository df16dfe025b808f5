package check

import (
	"slices"
	"strings"
)

// checkVersion names, for a workbook on another version of the template, which
// codes are gone and which are new: a person compares them at a glance.
func (c *checker) checkVersion() {
	var missing []string
	for _, a := range c.cells {
		if !a.found && !c.unread[a.Sheet] && !slices.Contains(missing, a.Element) {
			missing = append(missing, a.Element)
		}
	}
	if !c.otherVersion || len(c.gone)+len(missing) == 0 {
		return
	}
	slices.Sort(c.gone)
	found := ""
	if gone := slices.Compact(c.gone); len(gone) > 0 {
		found = "多出 " + strings.Join(gone, "、")
	}
	if len(missing) > 0 {
		found = strings.TrimPrefix(found+"；缺少 "+strings.Join(missing, "、"), "；")
	}
	c.addLong(at{}, "N-TEMPLATE-CODES", found)
}
