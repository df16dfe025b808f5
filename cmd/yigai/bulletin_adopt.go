//go:build cgo

package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/atomicfile"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/reports/bulletin"
)

// The files of an edited bulletin in an edition. The public edition has neither:
// a file from a word processor holds more than what one sees.
const (
	editedBulletin = "bulletin_edited.docx"
	editedCheck    = "bulletin_check.html"
)

func (a *app) bulletinAdopt() *cobra.Command {
	var d ingest.Decision
	c := &cobra.Command{
		Use: "adopt FILE --period P --by NAME [--reason TEXT]", Short: a.t("改过的通报收进下一个发布版，附核对结果", "have an edited bulletin enter the next edition, with its check"),
		Long: a.t(`先核对（同 --check）：有不同的，要么改正，要么用 --reason 说明。文件原样存入 originals/，记入日志；发布时放进内部版
（bulletin_edited.docx），并按那一版的数据表再核对一遍，结果在 bulletin_check.html。此后数变了、又多出不同的，不能发布。
只进入它之后的第一个发布版；换一个文件再收一次，以最后一次为准；不要了的用 yigai decide withdraw 撤回。`,
			`It is checked first, as with --check: what differs is either corrected or explained with --reason. The file is kept as it is in originals/
and noted in the journal. publish puts it into the internal edition (bulletin_edited.docx) and checks it again with the tables of that
edition (bulletin_check.html); where figures changed since and more of it differs, nothing is published. It enters the first edition after
it only; another file replaces it, and yigai decide withdraw takes it out.`),
		Example: "  yigai bulletin adopt edited.docx --period 2022Q1 --by 示例人员甲\n  yigai bulletin adopt edited.docx --period 2022Q1 --by 示例人员甲 --reason 第三段用省里口径",
		Args:    a.args(1, 1, "请写明改过的 docx", "name the edited docx"),
		RunE:    func(c *cobra.Command, args []string) error { return a.adoptBulletin(c.Context(), d, args[0]) },
	}
	c.Flags().StringVar(&d.Period, "period", "", a.t("报告期", "the period"))
	a.addDecisionFlags(c, &d)
	return c
}

// adoptBulletin keeps an edited bulletin and notes it in the journal.
func (a *app) adoptBulletin(ctx context.Context, d ingest.Decision, file string) (err error) {
	edited, err := readEdited(file)
	if err != nil {
		return err
	}
	ws, pack, unlock, err := a.openToWrite("bulletin")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	at, err := periodOf(pack, d.Period)
	if err != nil {
		return err
	}
	d.Period, d.Title = at.String(), filepath.Base(file)
	if d.Day, err = a.dayOf(d.Day); err != nil {
		return err
	}
	if err := checkDecider(ws.Settings.People, d); err != nil {
		return err
	}
	found, err := a.differencesNow(ctx, ws, pack, at, edited)
	if err != nil {
		return err
	}
	differ := differing(found)
	if differ > 0 && strings.TrimSpace(d.Reason) == "" {
		return broken(fmt.Sprintf("改过的通报与数据表有 %d 处不同，没有收", differ), fmt.Sprintf("the edited bulletin differs from the tables in %d places and was not taken", differ),
			"改正后再收，或者用 --reason 说明为什么不同", "correct them, or say with --reason why they differ")
	}
	d.Value, d.Item = strconv.Itoa(differ), differencesMark(found)
	return a.keepEdited(ctx, ws, pack, d, edited)
}

// differencesNow tells what an edited bulletin says otherwise than the tables of today.
func (a *app) differencesNow(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, at programme.Period, edited document) (found []bulletin.Difference, err error) {
	if err := a.bringUp(ctx, ws, pack); err != nil {
		return nil, err
	}
	marts, done, err := a.martsFor(ctx, ws, pack, at)
	if err != nil {
		return nil, err
	}
	defer closing(&err, done)
	found, err = bulletin.Check(ctx, bulletin.Options{MartsDir: marts}, edited.passages)
	if err == nil && !a.json {
		a.tellDifferences(found)
	}
	return found, err
}

// keepEdited stores the file and notes the decision.
func (a *app) keepEdited(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, d ingest.Decision, edited document) error {
	sha, err := ingest.KeepEdited(ws, edited.data)
	if err != nil {
		return err
	}
	d.Text = ingest.ManifestText(sha)
	entry, err := a.decide(ctx, ws, pack, ingest.EntryEdited, d)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, map[string]any{"seq": entry.Seq, "period": d.Period, "sha256": sha, "differences": json.Number(d.Value)})
	}
	a.say("已存入 originals/，记为日志第 %d 条；进入 %s 的下一个内部发布版", "kept in originals/, journal entry %d; it enters the next internal edition of %s", entry.Seq, d.Period)
	return nil
}

// differing counts what the tables say otherwise; what they say nothing of is the editor's.
func differing(found []bulletin.Difference) (n int) {
	for _, d := range found {
		if !d.Unknown() {
			n++
		}
	}
	return n
}

// differencesMark stands for what the tables say otherwise, so that the reason
// given for these differences is not taken for one of others; "" for none.
func differencesMark(found []bulletin.Difference) string {
	var lines []string
	for _, d := range found {
		if !d.Unknown() {
			lines = append(lines, strings.Join([]string{d.Kind, d.Found, d.Want, d.Text}, "\x00"))
		}
	}
	if len(lines) == 0 {
		return ""
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return "differences " + hex.EncodeToString(sum[:8])
}

// checkEdited compares the edited bulletin of the period with the tables of the
// edition to be. Other differences than those explained when it was taken in mean
// that figures changed since: then nothing is published.
func checkEdited(ctx context.Context, e edition) ([]bulletin.Difference, error) {
	if e.edited == nil {
		return nil, nil
	}
	passages, err := passagesIn(editedBulletin, e.edited.data)
	if err != nil {
		return nil, err
	}
	found, err := bulletin.Check(ctx, bulletin.Options{MartsDir: e.marts, Edition: e.ID, Reason: e.Reason}, passages)
	if err != nil {
		return nil, err
	}
	noted, err := strconv.Atoi(e.edited.Value)
	if err != nil {
		return nil, fmt.Errorf("journal entry %d: %w", e.edited.Seq, err)
	}
	// An entry of an earlier version of the program has only the number.
	n, other := differing(found), e.edited.Item != "" && e.edited.Item != differencesMark(found)
	if n == 0 || n <= noted && !other {
		return found, nil
	}
	return nil, message{zh: fmt.Sprintf("改过的通报（日志第 %d 条）与要发布的数有 %d 处不同，不是收进来时说明过的那 %d 处：此后数变了", e.edited.Seq, n, noted),
		en:     fmt.Sprintf("the edited bulletin (journal entry %d) differs from what is to be published in %d places, which are not the %d explained when it was taken in: figures changed since", e.edited.Seq, n, noted),
		nextZh: fmt.Sprintf("用 yigai bulletin --period %s --check 文件 核对，改正后再 adopt；不要了的：yigai decide withdraw %d --by NAME --reason TEXT", e.Period, e.edited.Seq),
		nextEn: fmt.Sprintf("check it with yigai bulletin --period %s --check FILE, correct and adopt it again; or leave it out: yigai decide withdraw %d --by NAME --reason TEXT", e.Period, e.edited.Seq)}
}

// writeEdited puts the edited bulletin of the period into an internal edition, with
// its check against the edition's tables.
func writeEdited(ctx context.Context, e edition) error {
	if e.edited == nil {
		return nil
	}
	page, err := bulletin.CheckPage{Edition: e.ID, Sample: e.sample, SHA256: e.edited.SHA256(), By: e.edited.By, Day: e.edited.Day, Reason: e.edited.Reason, Found: e.differences}.HTML()
	if err != nil {
		return err
	}
	if err := atomicfile.WriteBytes(filepath.Join(e.dir, editedBulletin), e.edited.data); err != nil {
		return err
	}
	return atomicfile.WriteBytes(filepath.Join(e.dir, editedCheck), page)
}
