//go:build cgo

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"yigai/programme"
	"yigai/reports/bulletin"
)

// bulletinFlags are what the command was told to make, or to check.
type bulletinFlags struct {
	period, out, check string
}

func (a *app) bulletinCommand() *cobra.Command {
	var f bulletinFlags
	c := &cobra.Command{
		Use: "bulletin --period P [--out DIR] [--check FILE]", Short: a.t("通报（docx 和网页）；核对改过的通报", "the official bulletin (docx and HTML); checks an edited one"),
		Long: a.t(`由本期数据表和方案的文字（bulletin.csv）生成通报：可在 Word、WPS 中编辑的 bulletin.docx 和同样内容的网页 bulletin.html。发文字号、
签发人、印章和日期留空，由办公室填写。自己的段落用 yigai bulletin write 写入，重新生成时保留。
--check 核对改过的 docx：数字、名称、位次与数据表不同的逐一列出，有不同时退出码为 1；整段新写的话里查不到的数字也列出，供人核对。--json 列出每个数字的出处。`,
			`Makes the bulletin of a period from its tables and the programme's words (bulletin.csv): bulletin.docx, to be edited in Word or WPS, and
the same as bulletin.html. Document number, signer, seal and dates are blanks for the office. Paragraphs of your own are written
with yigai bulletin write and stay when it is made anew.
--check lists the numbers, names and ranks of an edited docx that differ from the tables, and exits 1 when any does; numbers in paragraphs
of the editor's own that are found nowhere are told too. --json lists where each number comes from.`),
		Example: "  yigai bulletin --period 2022Q1\n  yigai bulletin --period 2022Q1 --out /tmp/bulletin\n  yigai bulletin --period 2022Q1 --check edited.docx\n  yigai bulletin write problems --period 2022Q1 --text-file own.txt --by 示例人员甲",
		Args:    a.noArgs, RunE: func(c *cobra.Command, _ []string) error { return a.bulletin(c.Context(), f) },
	}
	c.Flags().StringVar(&f.period, "period", "", a.t("报告期，默认最新一期", "the period; the newest by default"))
	c.Flags().StringVar(&f.out, "out", "", a.t("写到哪个文件夹，默认 outbox/报告期/通报", "the folder to write to; by default outbox/PERIOD/通报"))
	c.Flags().StringVar(&f.check, "check", "", a.t("核对这个改过的 docx，不生成", "check this edited docx; nothing is made"))
	c.AddCommand(a.bulletinWrite(), a.bulletinAdopt())
	return c
}

// bulletin makes the bulletin of a period, or checks an edited one.
func (a *app) bulletin(ctx context.Context, f bulletinFlags) (err error) {
	var edited document
	if f.check != "" {
		if edited, err = readEdited(f.check); err != nil {
			return err
		}
	}
	return a.withMarts(ctx, f.period, func(marts, folder string, at programme.Period) error {
		o := bulletin.Options{MartsDir: marts, OutDir: f.out}
		if f.check != "" {
			return a.checkBulletin(ctx, o, edited)
		}
		if f.out == "" {
			o.OutDir = folder
		}
		if err := os.MkdirAll(o.OutDir, 0o755); err != nil {
			return err
		}
		if err := bulletin.WriteBulletin(ctx, o); err != nil {
			return err
		}
		if a.json {
			return a.listNumbers(ctx, o)
		}
		a.say("%s 通报：%s，%s", "%s: %s, %s", at, filepath.Join(o.OutDir, "bulletin.docx"), filepath.Join(o.OutDir, "bulletin.html"))
		a.say("发文字号、签发人、印章和日期由办公室填写；改过以后核对：yigai bulletin --period %[1]s --check 文件.docx", "number, signer, seal and dates are for the office; after editing, check it: yigai bulletin --period %[1]s --check FILE.docx", at)
		return nil
	})
}

// withMarts opens the marts of a period, and the folder where what goes out of it is put.
func (a *app) withMarts(ctx context.Context, period string, use func(marts, folder string, at programme.Period) error) (err error) {
	ws, pack, err := a.open()
	if err != nil {
		return err
	}
	at, err := ledgerPeriod(ws, pack, period)
	if err != nil {
		return err
	}
	marts, done, err := a.martsFor(ctx, ws, pack, at)
	if err != nil {
		return err
	}
	defer closing(&err, done)
	return use(marts, ws.Path("outbox", at.String(), "通报"), at)
}

// A sourced is a number of the bulletin and where it comes from.
type sourced struct {
	Text   string           `json:"text"`
	Source *bulletin.Source `json:"source"`
}

func (a *app) listNumbers(ctx context.Context, o bulletin.Options) error {
	doc, err := bulletin.Compose(ctx, o, "zh")
	if err != nil {
		return err
	}
	numbers := []sourced{}
	for _, r := range doc.Runs() {
		if r.Source != nil {
			numbers = append(numbers, sourced{r.Text, r.Source})
		}
	}
	return writeJSON(a.Out, map[string]any{"files": []string{filepath.Join(o.OutDir, "bulletin.docx"), filepath.Join(o.OutDir, "bulletin.html")}, "sources": numbers})
}

// checkBulletin lists what an edited bulletin says otherwise than the marts.
func (a *app) checkBulletin(ctx context.Context, o bulletin.Options, edited document) error {
	found, err := bulletin.Check(ctx, o, edited.passages)
	if err != nil {
		return err
	}
	if a.json {
		if err := writeJSON(a.Out, append([]bulletin.Difference{}, found...)); err != nil {
			return err
		}
	} else {
		a.tellDifferences(found)
	}
	if differing(found) > 0 {
		return broken("改过的通报与数据表不同", "the edited bulletin differs from the tables",
			"按上面列出的逐一改正；数据有误的，更正数据后重新生成；确有理由的，用 yigai bulletin adopt 收进来并写明 --reason",
			"correct what is listed above; where the figures are wrong, correct them and make it anew; where there is a reason, take it in with yigai bulletin adopt and --reason")
	}
	return nil
}

// differenceKinds name what differs.
var differenceKinds = map[string][2]string{"number": {"数字", "number"}, "name": {"名称", "name"}, "rank": {"位次", "rank"}, "unknown": {"查不到", "not found"}}

func (a *app) tellDifferences(found []bulletin.Difference) {
	if len(found) == 0 {
		a.say("数字、名称、位次与数据表一致", "numbers, names and ranks agree with the tables")
		return
	}
	t := newTable(a.t("段", "passage"), a.t("类别", "kind"), a.t("文中", "found"), a.t("数据表", "tables"), a.t("所在", "where"))
	unknown := 0
	for _, d := range found {
		if d.Unknown() {
			unknown++
		}
		kind := differenceKinds[d.Kind]
		t.add(fmt.Sprint(d.Passage), a.t(kind[0], kind[1]), d.Found, d.Want, visible(d.Text))
	}
	t.print(a.Out)
	a.say("与数据表不同 %d 处，查不到 %d 处；请逐一改正或者说明", "%d differ from the tables, %d are not found in them; correct or explain each", len(found)-unknown, unknown)
}
