package ingest

import "yigai/internal/workspace"

// ReadUnread lists the files of the current facts that nobody could tell for a
// report, in the order of the facts, each with what was declared of it. Without
// facts the error is store.ErrEmpty; a damaged receipt is one that wraps ErrDamaged.
func ReadUnread(ws *workspace.Workspace) ([]Receipt, error) {
	rows, _, err := readFileRows(ws)
	if err != nil {
		return nil, err
	}
	files, err := readKept(ws)
	if err != nil {
		return nil, err
	}
	entries, err := ws.Journal.Entries()
	if err != nil {
		return nil, err
	}
	later, err := declarations(entries)
	if err != nil {
		return nil, err
	}
	byHash := map[string]Receipt{}
	for _, k := range files {
		k.Declaration = k.declared(later)
		byHash[k.SHA256] = k.Receipt
	}
	var unread []Receipt
	for _, r := range rows {
		if receipt, known := byHash[r.SHA256]; known && r.State == Quarantined {
			unread = append(unread, receipt)
		}
	}
	return unread, nil
}
