package ledgerbook

import (
	"strconv"
	"strings"

	"yigai/internal/workbook"
)

// maxSheetName is how many UTF-16 units the name of a sheet may have.
const maxSheetName = 31

// sheetNames gives sheets names that are valid and differ, whatever orgs are called.
type sheetNames struct {
	taken  map[string]bool // in lower case, as spreadsheets compare
	sample bool
}

// fixed is the name of a sheet that every ledger has.
func (n sheetNames) fixed(name string) string {
	if n.sample {
		name += sampleEnd
	}
	n.taken[strings.ToLower(name)] = true
	return name
}

const sampleEnd = "（样例）"

// unique is a name for a sheet about something of that name: what spreadsheets
// do not allow becomes "_", and the second of a name gets a number.
func (n sheetNames) unique(name string) string {
	clean, _ := workbook.Writable(name)
	clean = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) || r == '\t' || r == '\n' {
			return '_'
		}
		return r
	}, clean)
	if clean = strings.TrimSpace(clean); clean == "" {
		clean = "单位"
	}
	end := ""
	if n.sample {
		end = sampleEnd
	}
	for i := 1; ; i++ {
		tail := end
		if i > 1 {
			tail = "_" + strconv.Itoa(i) + end
		}
		whole := workbook.Pieces(clean, maxSheetName-workbook.Units(tail))[0] + tail
		if lower := strings.ToLower(whole); !n.taken[lower] && lower != "history" {
			n.taken[lower] = true
			return whole
		}
	}
}
