package ingest

import "yigai/internal/workspace"

// entryDrawn is the kind of the journal entries that say what was drawn.
const entryDrawn = "drawn"

// ReadDrawn gives the orgs that a stage of an evaluation drew to be scored, as
// the journal says; of several draws of a stage the newest. drawn is false where
// it has not drawn yet.
func ReadDrawn(ws *workspace.Workspace) (func(scheme, stage string) (orgs []string, drawn bool), error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return nil, err
	}
	type stageKey struct{ scheme, stage string }
	newest := map[stageKey][]Decision{}
	for _, e := range entries {
		if e.Kind != entryDrawn {
			continue
		}
		var d Decision
		if err := decodeEntry(e, &d); err != nil {
			return nil, err
		}
		key := stageKey{d.Scheme, d.Stage}
		if list := newest[key]; len(list) > 0 && list[0].ID != d.ID {
			newest[key] = nil // drawn anew
		}
		newest[key] = append(newest[key], d) // one entry for each list it drew from
	}
	return func(scheme, stage string) (orgs []string, drawn bool) {
		for _, d := range newest[stageKey{scheme, stage}] {
			orgs, drawn = append(orgs, d.Picked...), true
		}
		return orgs, drawn
	}, nil
}
