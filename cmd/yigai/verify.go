//go:build cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yigai/dags"
	"yigai/ingest"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/programme"
)

// A damage is one thing that is not as it was written.
type damage struct {
	Path string `json:"path"`
	Kind string `json:"kind"`
	Note string `json:"note,omitempty"`
}

func (a *app) verifyCommand() *cobra.Command {
	var o verifyOptions
	c := &cobra.Command{
		Use: "verify [--rebuild | --edition DIR --key PUB]", Short: a.t("核对每个校验值，指出损坏的文件", "check every hash and name what is damaged"),
		Long: a.t(`核对工作区里的原件、日志、各表和发布版。--edition 只核对拷来的一个发布版文件夹（或其中的 public/），不需要工作区：
公钥向发布单位索取；记得上次看到的编号的，用 --at-least 防止拿到旧版。
--rebuild 再由原件和日志把每个发布版重新生成一遍，逐字节比较，每版约需发布一次的时间。`,
			`Checks originals, journal, tables and editions of the workspace. --edition checks one copied edition (or only its public/) and
needs no workspace: ask the publisher for the public key, and say with --at-least which number you have seen before.
--rebuild also makes every edition again from originals and journal and compares it byte for byte; each takes as long as publishing.`),
		Example: "  yigai verify\n  yigai verify --rebuild\n  yigai verify --json\n  yigai verify --edition 2022Q1-r1 --key office.pem.pub --at-least 3", Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case o.edition != "" && o.rebuild:
				return badUse("拷来的发布版没有原件，不能重新生成：--rebuild 用于工作区", "a copied edition has no originals to be made again from: --rebuild is for a workspace")
			case o.edition != "":
				return a.verifyCopy(o)
			}
			return a.verifyWorkspace(c.Context(), o.rebuild)
		},
	}
	c.Flags().BoolVar(&o.rebuild, "rebuild", false, a.t("重新生成每个发布版并比较", "make every edition again and compare"))
	c.Flags().StringVar(&o.edition, "edition", "", a.t("一个发布版的文件夹", "the folder of one edition"))
	c.Flags().StringVar(&o.key, "key", "", a.t("发布单位的公钥文件", "the file of the publisher's public key"))
	c.Flags().IntVar(&o.atLeast, "at-least", 0, a.t("编号不小于", "the number must not be lower"))
	return c
}

func (a *app) verifyWorkspace(ctx context.Context, rebuild bool) error {
	ws, err := workspace.Open(a.dir)
	if err != nil {
		return err
	}
	damages, err := verify(ws)
	if err != nil {
		return err
	}
	if rebuild && len(damages) == 0 {
		if damages, err = a.verifyRebuilt(ctx, ws); err != nil {
			return err
		}
	}
	if err := a.tellAccounts(ws); err != nil {
		return err
	}
	a.tellBehind(ws)
	return a.tellDamages(damages)
}

// verify compares everything that has a recorded hash with it.
func verify(ws *workspace.Workspace) ([]damage, error) {
	received, err := ingest.Verify(ws)
	if err != nil {
		return nil, err
	}
	damages := []damage{}
	for _, d := range received {
		damages = append(damages, damage{d.Path, d.Kind, d.Note})
	}
	for _, s := range []store.Store{ws.Facts(), ws.Reference(), ws.Marts()} {
		damages = append(damages, verifyStore(ws, s)...)
	}
	packs, packsErr := verifyPacks(ws)
	runs, runsErr := verifyRuns(ws)
	editions, editionsErr := verifyEditions(ws)
	return slices.Concat(damages, packs, runs, editions), errors.Join(packsErr, runsErr, editionsErr)
}

// verifyRuns compares the journal with its end as the logs of runs noted it.
func verifyRuns(ws *workspace.Workspace) ([]damage, error) {
	logs, err := dags.Logs(ws.Path("runs"))
	var damages []damage
	for _, l := range logs {
		if d, cut := journalCut(ws, l.Note, "runs/"+l.Run+".json"); cut {
			damages = append(damages, d)
		}
	}
	return damages, err
}

// journalCut says whether the journal no longer holds what was noted.
func journalCut(ws *workspace.Workspace, note map[string]string, by string) (damage, bool) {
	head, noted := workspace.NotedHead(note)
	if !noted {
		return damage{}, false
	}
	holds, err := ws.Journal.Holds(head)
	return damage{ws.Journal.File(head.Length), "cut", fmt.Sprintf("%s: %d", by, head.Length)}, err != nil || !holds
}

func verifyStore(ws *workspace.Workspace, s store.Store) []damage {
	var damages []damage
	for _, d := range s.Verify() {
		damages = append(damages, damage{below(ws, d.Path), d.Kind, ""})
	}
	g, err := s.Current()
	if err != nil {
		return damages // empty, or named above
	}
	if d, cut := journalCut(ws, g.Manifest.Meta, below(ws, g.Dir)); cut {
		damages = append(damages, d)
	}
	return damages
}

// verifyPacks compares every kept version of the pack with its hash.
func verifyPacks(ws *workspace.Workspace) ([]damage, error) {
	entries, err := os.ReadDir(ws.Path("programme", "versions"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var damages []damage
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue // a copy that was cut short: the next one clears it away
		}
		dir := ws.Path("programme", "versions", e.Name())
		if pack, _ := programme.Load(os.DirFS(dir)); pack.Hash != e.Name() {
			damages = append(damages, damage{below(ws, dir), "changed", ""})
		}
	}
	return damages, err
}

// below is a path as seen from the workspace's folder.
func below(ws *workspace.Workspace, path string) string {
	rel, err := filepath.Rel(ws.Dir, path)
	if err != nil {
		return path
	}
	return filepath.ToSlash(rel)
}

var damageWords = map[string]struct{ zh, en string }{
	"missing":       {"缺失", "missing"},
	"changed":       {"内容已变", "changed"},
	"unreadable":    {"读不出", "unreadable"},
	"extra":         {"多余", "not in the manifest"},
	"unknown":       {"没有收件记录：收件中途停止（再次收件即可补上），或是外来文件", "not acknowledged: an intake was cut short (the next one makes it good), or a foreign file"},
	"accounts":      {"与收件不符", "does not agree with what was received"},
	"chain":         {"日志链断开", "the chain of the journal is broken here"},
	"unsigned":      {"不是可信的密钥签的", "not signed by a trusted key"},
	"forged":        {"签名与内容不符，是伪造或改过的", "the signature does not fit: forged or changed"},
	"rolled_back":   {"被换回旧版", "an older one was put in its place"},
	"swapped":       {"被换成另一版", "another edition stands in its place"},
	"not_published": {"不是日志里发布的那一版", "not the one that the journal says was published"},
	"gap":           {"它所接续的前一版不在，或者编号没有递增", "the edition that it follows is not there, or its number does not rise"},
	"replaced":      {"前一版已不是它生成时的那一版", "the edition before it is not the one it was made after"},
	"differs":       {"重新生成的文件不同：原件、日志或者程序已不是发布时的", "files come out otherwise: originals, journal or the program are not what they were"},
	"unpublished":   {"日志里没有发布过它", "the journal knows no such edition"},
	"behind":        {"没有最后收到的文件：收件中途停止，或被换回旧版；再次运行 yigai ingest 即可", "does not know the last files received: an intake was cut short or an older one was put in its place; run yigai ingest again"},
	"cut":           {"日志末尾被截断或改写", "the end of the journal was cut off or rewritten"},
}

// noteOf is what more is known of a damage. What the journal says of itself is
// for those who mend it, and in English.
func (a *app) noteOf(d damage) string {
	switch {
	case d.Note == "":
		return ""
	case d.Kind == "cut":
		return a.t("（%s 条）", " (%s entries)", visible(strings.Replace(d.Note, ": ", a.t(" 记着有 ", " noted "), 1)))
	}
	return a.t("（%s）", " (%s)", visible(d.Note))
}

// tellAccounts prints the accounting identity, counted anew from the facts that
// were just held against journal and originals. A workspace without facts, or
// whose facts are damaged, has none to print.
func (a *app) tellAccounts(ws *workspace.Workspace) error {
	accounts, err := ingest.ReadAccounts(ws)
	if err != nil || a.json {
		return nil
	}
	_, err = fmt.Fprintln(a.Out, a.accountsLine(accounts))
	return err
}

func (a *app) tellDamages(damages []damage) error {
	if a.json {
		if err := writeJSON(a.Out, damages); err != nil {
			return err
		}
	} else {
		for _, d := range damages {
			word := damageWords[d.Kind]
			fmt.Fprintln(a.Out, visible(d.Path)+": "+a.t(word.zh, word.en)+a.noteOf(d))
		}
	}
	n := len(damages)
	if n > 0 && !slices.ContainsFunc(damages, func(d damage) bool { return d.Kind != "unknown" && d.Kind != "behind" }) {
		return broken(fmt.Sprintf("有 %d 处没有收完，或者是外来文件", n), fmt.Sprintf("%d things were not taken in to the end, or are foreign", n),
			"再运行 yigai ingest，它会补上；此后仍列出的是外来文件，请移到别处", "run yigai ingest again, which makes them good; what is then still listed are foreign files: move them elsewhere")
	}
	if n > 0 {
		return broken(fmt.Sprintf("有 %d 处损坏", n), fmt.Sprintf("%d things are damaged", n),
			"原始文件、收件回执和日志从备份恢复；facts、reference、marts 可以删除后重新运行 yigai ingest 和 yigai transform；发布版移走后用 yigai publish --rebuild 恢复",
			"restore originals, receipts and journal from a backup; facts, reference and marts can be deleted and made again with yigai ingest and yigai transform; an edition that was moved away comes back with yigai publish --rebuild")
	}
	a.say("全部完好", "everything is as it was written")
	return nil
}
