package programme

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Files are the names that a pack's own files have, in the order of docs/packs.md.
func Files() (names []string) {
	for _, t := range []table{orgTable, attributeTable, aliasTable, tileTable, elementTable, formTable, ruleTable, indicatorTable,
		formulaTable, targetTable, taskTable, dutyTable, measureTable, stageTable, scoringTable, gradeTable, consequenceTable, reminderTable, bulletinTable, recordTable, recordedTable} {
		names = append(names, t.file)
	}
	return append([]string{"programme.yaml"}, names...)
}

// files computes the hash and finds files that belong to no pack: what stands in
// them would be without effect, and nobody would notice.
func (p *Pack) files(fsys fs.FS, mistakes *[]Mistake) {
	entries, err := fs.ReadDir(fsys, ".")
	if err == nil {
		p.Hash, err = hashFiles(fsys)
	}
	if err != nil {
		*mistakes = append(*mistakes, hiding(mistake(Place{".", 0}, "无法读取工作方案的文件：%v", "%v", err)))
		return
	}
	for _, e := range entries {
		if !slices.Contains(Files(), e.Name()) && !isBeside(e) {
			*mistakes = append(*mistakes, mistake(Place{e.Name(), 0}, "不是工作方案的文件，内容不起作用：请改名或移走，可用的有 %s",
				"is no file of a pack, so nothing in it counts: rename it or move it away; a pack has %s", strings.Join(Files(), ", ")))
		}
	}
}

// isBeside says whether something in a pack's folder may lie beside its files:
// sample tables, notes and what editors and file managers leave behind.
func isBeside(e fs.DirEntry) bool {
	name := e.Name()
	if e.IsDir() {
		return name == SampleFolder || name == "versions" || strings.HasPrefix(name, ".") // versions: a workspace keeps those it used there
	}
	for _, prefix := range []string{".", "~$", "README", "LICENSE"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return name == "Thumbs.db" || name == "desktop.ini"
}

// hashFiles hashes the names and bytes of the pack's own files, in name order.
func hashFiles(fsys fs.FS) (string, error) {
	names := Files()
	slices.Sort(names)
	h := sha256.New()
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("read the pack: %w", err)
		}
		fmt.Fprintf(h, "%s\x00%d\x00", name, len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
