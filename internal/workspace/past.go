package workspace

import (
	"fmt"
	"os"
	"path/filepath"

	"yigai/internal/plainfile"
)

// Past makes, in the empty folder dir, the workspace as it was when its journal
// had length entries: the same originals, settings and key, the journal up to
// there, and no tables. Whatever is made in it stands in dir; ws stays untouched.
func (ws *Workspace) Past(dir string, length int) (*Workspace, error) {
	past := &Workspace{Dir: dir, Settings: ws.Settings, Journal: Journal{Dir: filepath.Join(dir, "journal")}, shared: map[string]string{}}
	for _, name := range []string{"originals", keyFile} {
		past.shared[name] = ws.Path(name)
	}
	if err := os.MkdirAll(past.Journal.Dir, 0o755); err != nil {
		return nil, fmt.Errorf("look back: %w", err)
	}
	for seq := 1; seq <= length; seq++ {
		data, err := plainfile.Read(filepath.Join(ws.Journal.Dir, entryName(seq)), entryLimit)
		if err == nil {
			err = os.WriteFile(filepath.Join(past.Journal.Dir, entryName(seq)), data, 0o644)
		}
		if err != nil {
			return nil, fmt.Errorf("look back: %w", err)
		}
	}
	return past, nil
}
