package ingest

import (
	"errors"
	"fmt"
	"slices"

	"yigai/internal/store"
	"yigai/internal/workspace"
)

// Accounts are how many files were received and what became of them: received is
// the sum of States; bundles, whose members are files themselves, stand apart.
type Accounts struct {
	Received int            `json:"received"`
	Counts   map[string]int `json:"states"` // by state, every one of States named
	Bundles  int            `json:"bundles"`
}

// accountsOf counts rows of fact_files, each hash once.
func accountsOf(rows []fileRow) Accounts {
	a := Accounts{Counts: map[string]int{}}
	for _, state := range States {
		a.Counts[state] = 0
	}
	seen := map[string]bool{}
	for _, r := range rows {
		switch {
		case seen[r.SHA256]:
		case r.State == Bundled:
			a.Bundles++
		default:
			a.Received++
			a.Counts[r.State]++
		}
		seen[r.SHA256] = true
	}
	return a
}

// Balanced says whether received is the sum of the states.
func (a Accounts) Balanced() bool {
	sum := 0
	for _, state := range States {
		sum += a.Counts[state]
	}
	return sum == a.Received
}

// ReadAccounts counts the files of the current facts. A workspace without facts
// has received nothing that was judged: store.ErrEmpty.
func ReadAccounts(ws *workspace.Workspace) (Accounts, error) {
	rows, _, err := readFileRows(ws)
	return accountsOf(rows), err
}

func readFileRows(ws *workspace.Workspace) ([]fileRow, store.Generation, error) {
	facts, err := ws.Facts().Current()
	if err != nil {
		return nil, facts, err
	}
	var rows []fileRow
	err = eachRow(facts.Dir, "fact_files", func(r fileRow) { rows = append(rows, r) })
	return rows, facts, err
}

// verifyAccounts holds the facts against the journal and the originals: every
// file acknowledged when the facts were made stands in them once, in one state,
// with the bytes its original has; nothing else does; the members of every
// bundle were received too.
func verifyAccounts(ws *workspace.Workspace) ([]Damage, error) {
	files, err := readKept(ws)
	if errors.Is(err, ErrDamaged) {
		return nil, nil // what is damaged was named already
	}
	if err != nil {
		return nil, err
	}
	damages := missingMembers(files)
	rows, facts, err := readFileRows(ws)
	if errors.Is(err, store.ErrEmpty) {
		return damages, nil
	}
	if err != nil {
		return append(damages, accountDamage("cannot be read: %v", err)), nil
	}
	head, _ := workspace.NotedHead(facts.Manifest.Meta)
	if slices.ContainsFunc(files, func(k kept) bool { return k.batch > head.Length }) {
		damages = append(damages, Damage{"facts/" + facts.Name, "behind", ""})
	}
	files = slices.DeleteFunc(files, func(k kept) bool { return k.batch > head.Length })
	known := map[string]kept{}
	for _, k := range files {
		known[k.SHA256] = k
	}
	seen := map[string]bool{}
	for _, r := range rows {
		k, ok := known[r.SHA256]
		if !ok || seen[r.SHA256] || k.Bytes != r.Bytes || r.State != Bundled && !slices.Contains(States, r.State) {
			damages = append(damages, accountDamage("%s does not agree with its receipt", r.Submission))
		}
		seen[r.SHA256] = true
	}
	for _, k := range files {
		if !seen[k.SHA256] {
			damages = append(damages, accountDamage("%s was received and is in no account", k.Number))
		}
	}
	if a := accountsOf(rows); !a.Balanced() {
		damages = append(damages, accountDamage("received %d, by state %v", a.Received, a.Counts))
	}
	return damages, nil
}

func accountDamage(format string, args ...any) Damage {
	return Damage{"facts/fact_files", "accounts", fmt.Sprintf(format, args...)}
}

// missingMembers are files that came in a bundle and were not taken in with it.
func missingMembers(files []kept) []Damage {
	known := map[string]bool{}
	for _, k := range files {
		known[k.SHA256] = true
	}
	var damages []Damage
	for _, k := range files {
		for _, m := range k.Members {
			if !known[m.SHA256] {
				damages = append(damages, Damage{"originals/" + m.SHA256, "missing", "member of " + k.Number})
			}
		}
	}
	return damages
}
