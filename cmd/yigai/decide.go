//go:build cgo

package main

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"yigai/ingest"
	"yigai/ingest/check"
	"yigai/internal/workspace"
	"yigai/programme"
)

// longestText is how many characters a reason or an opinion may have.
const longestText = 2000

// checkDecider refuses a decision without a person, or with a text that is no plain text.
func checkDecider(people []string, d ingest.Decision) error {
	if strings.TrimSpace(d.By) == "" {
		return badUse("请用 --by 写明谁决定", "say with --by who decides")
	}
	if err := checkPerson(people, d.By); err != nil {
		return err
	}
	return checkWords(d.Reason, d.Document, d.Evidence, d.Title, d.TitleEn, d.Text)
}

// checkPerson refuses a name that is none of the people, where a workspace lists any.
func checkPerson(people []string, name string) error {
	if len(people) > 0 && !slices.Contains(people, name) {
		return badUse("%q 不在 yigai.yaml 的人员（people）中：核对姓名，或者先加进去", "%q is none of the people in yigai.yaml: check the name, or add it there first", name)
	}
	return checkWords(name)
}

// checkWords refuses texts that are no plain text.
func checkWords(texts ...string) error {
	for _, text := range texts {
		if strings.ContainsFunc(text, hidden) || utf8.RuneCountInString(text) > longestText {
			return badUse("文字中有控制字符，或者超过 %d 个字：%s", "a text holds control characters or is longer than %d characters: %s", longestText, check.Show(text))
		}
	}
	return nil
}

// hidden says of a character that it does not show, or turns what follows around.
func hidden(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }

// decide notes a decision in the journal and brings the facts up to it.
func (a *app) decide(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, kind string, d ingest.Decision) (workspace.Entry, error) {
	entry, err := a.note(ws, kind, d)
	if err != nil {
		return workspace.Entry{}, err
	}
	_, err = a.rebuild(ctx, ws, pack)
	return entry, err
}

// note writes a decision into the journal, and leaves the facts as they are.
func (a *app) note(ws *workspace.Workspace, kind string, d ingest.Decision) (workspace.Entry, error) {
	if err := checkDecider(ws.Settings.People, d); err != nil {
		return workspace.Entry{}, err
	}
	return ws.Journal.Append(kind, a.Now(), d)
}
