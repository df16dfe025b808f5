package reports

import (
	"fmt"
	"strings"
)

var accountTerms = map[string]term{
	"received": {Zh: "收到", En: "received"}, "accepted": {Zh: "接受", En: "accepted"}, "refused": {Zh: "拒收", En: "refused"},
	"superseded": {Zh: "被替换", En: "superseded"}, "quarantined": {Zh: "无法识别", En: "quarantined"}, "attached": {Zh: "附件", En: "attached"},
}

// accountLines is the identity of files: received = accepted + refused + superseded + quarantined + attached.
// Bundles stand apart: their members are what is counted.
func (d desk) accountLines() (lines []accountLine, identity, bundles string) {
	var parts []string
	received := 0
	for _, a := range d.accounting {
		if a.State == "bundle" {
			if a.Files > 0 {
				bundles = fmt.Sprintf("另收压缩包 %d 个，包内文件已逐个计入上表", a.Files)
			}
			continue
		}
		word := wordOf(accountTerms, a.State)
		lines = append(lines, accountLine{word.Zh, word.En, a.Files})
		if a.State == "received" {
			received = a.Files
			continue
		}
		parts = append(parts, fmt.Sprintf("%s %d", word.Zh, a.Files))
	}
	return lines, fmt.Sprintf("收到 %d ＝ %s", received, strings.Join(parts, " ＋ ")), bundles
}
