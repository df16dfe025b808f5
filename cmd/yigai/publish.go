//go:build cgo

package main

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/plainfile"
	"yigai/internal/release"
	"yigai/internal/workspace"
	"yigai/programme"
)

// published is an edition as the journal knows it.
type published = ingest.Published

// The audiences that publish can make editions for.
const (
	audienceBoth     = "both"
	audienceInternal = "internal"
)

// publishFlags are what the command was told.
type publishFlags struct {
	ingest.Decision
	key, audience string
	rebuild, out  string
}

func (a *app) publishCommand() *cobra.Command {
	var f publishFlags
	c := &cobra.Command{
		Use: "publish --period P --by NAME --key FILE [--reason TEXT]", Short: a.t("发布一期：内部版和公开版，签名，此后不改", "publish a period: an internal and a public edition, signed and never changed after"),
		Long: a.t(`各审批环节都同意以后，生成 editions/<期>-r1/（其中 public/ 是公开版，可整个放到网站上），逐项检查、签名，再记入日志。
更正以后再发布是 -r2：用 --reason 写明改了什么、为什么；这句话也印在公开版上，请不要写个人信息。
私钥不放在工作区里；样例数据用公开的样例密钥，不必给 --key。
--rebuild 由原件和日志重新生成一个已发布的版本，逐字节比较；版本丢失的，同时给 --key 就恢复它。`,
			`Once every step of approval has agreed this makes editions/<period>-r1/ (its public/ is the public edition, to be copied to a web
server as it is), checks it, signs it and notes it in the journal. Published again after a correction it is -r2: --reason says what
changed and why, and is printed in the public edition too, so write nothing personal there. The private key lies outside the
workspace; made-up data are signed with a public sample key and need no --key. --rebuild makes a published edition again from
originals and journal and compares it byte for byte; with --key it also restores one that was lost.`),
		Example: "  yigai publish --period 2022Q1 --by 王秀兰 --key ~/yigai-publish.pem\n" +
			"  yigai publish --period 2022Q1 --by 王秀兰 --key ~/yigai-publish.pem --reason 城固县更正门诊人次\n  yigai publish --rebuild 2022Q1-r1",
		Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if f.rebuild != "" {
				return a.rebuildEdition(c.Context(), f)
			}
			return a.publish(c.Context(), f)
		},
	}
	c.Flags().StringVar(&f.Period, "period", "", a.t("报告期", "the period"))
	c.Flags().StringVar(&f.By, "by", "", a.t("谁发布", "who publishes"))
	c.Flags().StringVar(&f.Reason, "reason", "", a.t("修订版：改了什么、为什么（公开）", "of a revision: what changed and why (published)"))
	c.Flags().StringVar(&f.key, "key", "", a.t("私钥文件，在工作区以外", "the file of the private key, outside the workspace"))
	c.Flags().StringVar(&f.audience, "audience", audienceBoth, a.t("both（内部版和公开版）或 internal", "both (internal and public) or internal"))
	c.Flags().StringVar(&f.rebuild, "rebuild", "", a.t("重新生成这个发布版并比较", "make this edition again and compare"))
	c.Flags().StringVar(&f.out, "out", "", a.t("重新生成的版本写到哪个文件夹", "with --rebuild: the folder to write it to"))
	return c
}

// publish makes the next edition of a period.
func (a *app) publish(ctx context.Context, f publishFlags) (err error) {
	ws, pack, unlock, err := a.openToWrite("publish")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	at, err := periodOf(pack, f.Period)
	if err != nil {
		return err
	}
	key, err := signingKey(ws, f.key)
	if err != nil {
		return err
	}
	if f.audience != audienceBoth && f.audience != audienceInternal {
		return badUse("--audience 是 both 或 internal，不是 %q", "--audience is both or internal, not %q", f.audience)
	}
	if err := checkJournalWhole(ws); err != nil { // before new tables note the journal as it is now
		return err
	}
	if _, err := a.rebuild(ctx, ws, pack); err != nil {
		return err
	}
	p, err := a.toPublish(ws, pack, at, f, key)
	if err != nil {
		return err
	}
	ref, err := a.publishNow(ctx, ws, pack, p, key)
	if err != nil {
		return err
	}
	if err := a.bringUp(ctx, ws, pack); err != nil {
		return err
	}
	return a.tellPublished(ws, p, ref)
}

// publishNow makes, checks and seals the edition, and then: one entry in the
// journal makes it count, one rename shows it. Killed before the entry there is
// no edition; killed after it the next command shows it (docs/decisions/0012).
func (a *app) publishNow(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, p published, key ed25519.PrivateKey) (release.Reference, error) {
	shelf := shelfOf(ws)
	draft, err := shelf.Begin()
	if err != nil {
		return release.Reference{}, err
	}
	ref, err := a.makeEdition(ctx, made{home: ws, ws: ws, pack: pack, published: p, dir: draft, private: key})
	if err == nil {
		err = noteSignatures(&p, draft)
	}
	if err == nil {
		err = shelf.Ready(draft, p.ID)
	}
	if err != nil {
		return release.Reference{}, errors.Join(err, os.RemoveAll(draft))
	}
	p.Text = ingest.ManifestText(ref.SHA256)
	if _, err := ws.Journal.Append(ingest.EntryPublished, a.Now(), p); err != nil {
		return ref, err
	}
	return ref, settleEditions(ws)
}

// noteSignatures keeps the signatures beside the decision, so that the edition can
// be made again by whoever has originals and journal, without the key.
func noteSignatures(p *published, dir string) (err error) {
	if p.Signature, err = release.Signature(dir); err != nil || p.Audience != audienceBoth {
		return err
	}
	p.PublicSignature, err = release.Signature(filepath.Join(dir, publicFolder))
	return err
}

// toPublish is the entry of the edition to be made, or why it is not made.
func (a *app) toPublish(ws *workspace.Workspace, pack *programme.Pack, at programme.Period, f publishFlags, key ed25519.PrivateKey) (p published, err error) {
	if pack.IsHistory(at) {
		return p, badUse("%s 是历史期，不发布", "%s is history and not published", at)
	}
	chain, err := ingest.Approvals(ws, pack, at, cutOff(pack, at))
	if err != nil {
		return p, err
	}
	if err := checkApproved(chain, at); err != nil {
		return p, err
	}
	editions, err := publishedIn(ws)
	if err != nil {
		return p, err
	}
	p = published{Decision: f.Decision, Pack: pack.Hash, Program: version, Key: release.Fingerprint(release.PublicOf(key)), Audience: f.audience}
	of := ofPeriod(editions, at.String())
	p.Period, p.ID, p.Value = at.String(), fmt.Sprintf("%s-r%d", at, len(of)+1), strconv.Itoa(len(editions)+1)
	if len(of) > 0 && strings.TrimSpace(p.Reason) == "" {
		return p, badUse("%s 已经发布过（%s），修订版要用 --reason 写明改了什么、为什么", "%s is published already (%s): say with --reason what changed and why", at, of[len(of)-1].ID).
			then("yigai review --period "+at.String()+" 列出变了什么", "yigai review --period "+at.String()+" lists what changed")
	}
	if p.Day, err = a.dayOf(""); err != nil {
		return p, err
	}
	if _, p.Maps, err = ws.Boundaries(); err != nil {
		return p, err
	}
	l := ws.Settings.Licence
	p.Licence, p.Address = [3]string{l.Name, l.Title, l.Path}, ws.Settings.Address
	if err := checkNew(ws, p, of); err != nil {
		return p, err
	}
	return p, checkDecider(ws.Settings.People, p.Decision)
}

// checkApproved refuses while a step of the chain is missing, and says which.
func checkApproved(chain []ingest.Approval, at programme.Period) error {
	for _, c := range chain {
		if c.State == ingest.ApprovalApproved {
			continue
		}
		return message{zh: fmt.Sprintf("%s 还不能发布：%s（%s）%s", at, c.Step.Name, c.Org.Name, approvalWords[c.State][0]),
			en:     fmt.Sprintf("%s cannot be published yet: step %s (%s): %s", at, c.Step.Step, c.Org.Code, approvalWords[c.State][1]),
			nextZh: approveLine(c, at), nextEn: approveLine(c, at)}
	}
	return nil
}

// signingKey reads the private key, which must lie outside every workspace and
// be one that yigai.yaml trusts. Made-up data may go without one.
func signingKey(ws *workspace.Workspace, path string) (ed25519.PrivateKey, error) {
	if path == "" && ws.Settings.Sample {
		return release.SampleKey(), nil
	}
	if path == "" {
		return nil, badUse("请用 --key 写明私钥文件", "name the file of the private key with --key").
			then("没有密钥的，先运行 yigai key new --out 文件（在工作区以外）", "where there is none, run yigai key new --out FILE first, outside the workspace")
	}
	if err := outsideWorkspaces(path); err != nil {
		return nil, err
	}
	text, err := plainfile.Read(path, keyBytes)
	if err != nil {
		return nil, err
	}
	key, err := release.ReadPrivate(text)
	if err != nil {
		return nil, badUse("%s 里没有 Ed25519 私钥（PEM）", "%s holds no private Ed25519 key (PEM)", path).
			then("用 yigai key new --out 文件 生成一对", "make a pair with yigai key new --out FILE")
	}
	keys, err := trusted(ws)
	if err != nil {
		return nil, err
	}
	if keys[release.Fingerprint(release.PublicOf(key))] == nil {
		return nil, badUse("yigai.yaml 的 signers 里没有这个密钥的公钥，别人会以为发布版是伪造的", "signers in yigai.yaml does not have the public half of this key, so that its editions would be taken for forged").
			then("把 "+path+publicSuffix+" 的内容写进 yigai.yaml 的 signers（样例密钥不能用于真实数据）", "add "+path+publicSuffix+" to signers in yigai.yaml (the sample key is not for real data)")
	}
	return key, nil
}

func shelfOf(ws *workspace.Workspace) release.Shelf { return release.Shelf{Dir: ws.Path("editions")} }

// publishedIn lists the editions that the journal knows, in the order of their numbers.
func publishedIn(ws *workspace.Workspace) ([]published, error) {
	entries, err := ws.Journal.Entries()
	if err != nil {
		return nil, err
	}
	return ingest.ReadPublished(entries)
}

// settleEditions shows what the journal says is published, drops what it does
// not, and points to the newest. Every command that writes begins with it.
func settleEditions(ws *workspace.Workspace) error {
	editions, err := publishedIn(ws)
	if err != nil {
		return err
	}
	var list []release.Reference
	for _, p := range editions {
		list = append(list, release.Reference{Name: p.ID, SHA256: p.Manifest()})
	}
	return shelfOf(ws).Settle(list)
}
