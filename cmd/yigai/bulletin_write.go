//go:build cgo

package main

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/plainfile"
	"yigai/programme"
)

const entryParagraph = "paragraph_written"

// paragraphBytes is what an officer's own paragraphs in one section may have: a
// hundred pages, all of which go into every journal, table and bulletin after.
const paragraphBytes = 256 << 10

func (a *app) bulletinWrite() *cobra.Command {
	var d ingest.Decision
	var file string
	c := &cobra.Command{
		Use: "write SECTION --period P --text-file FILE --by NAME", Short: a.t("把自己的段落写入通报的一个部分", "write paragraphs of your own into a section of the bulletin"),
		Long: a.t("段落排在这一部分自动生成的文字之后，重新生成通报时保留；再写一次替换前一次，空文件撤下。部分：", "The paragraphs stand behind those that are made, and stay when the bulletin is made anew. Writing again replaces them, an empty file takes them out. Sections: ") +
			strings.Join(ownSections(), "、"),
		Example: "  yigai bulletin write problems --period 2022Q1 --text-file own.txt --by 示例人员甲",
		Args:    a.args(1, 1, "请写明部分，如 problems", "name the section, such as problems"), ValidArgs: ownSections(),
		RunE: func(c *cobra.Command, args []string) error {
			d.Item = args[0]
			return a.writeParagraph(c.Context(), d, file)
		},
	}
	c.Flags().StringVar(&d.Period, "period", "", a.t("报告期", "the period"))
	c.Flags().StringVar(&file, "text-file", "", a.t("文字所在的文件（UTF-8），每行一段", "the file with the text (UTF-8), one paragraph a line"))
	a.addDecisionFlags(c, &d)
	return c
}

// ownSections are those that an officer may add to.
func ownSections() []string {
	return slices.DeleteFunc(slices.Clone(programme.BulletinSections), func(s string) bool { return s == "title" || s == "brief" })
}

// writeParagraph notes an officer's paragraphs in the journal.
func (a *app) writeParagraph(ctx context.Context, d ingest.Decision, file string) (err error) {
	if !slices.Contains(ownSections(), d.Item) {
		return badUse("通报没有 %q 这一部分，可用的有 %s", "the bulletin has no section %q: use one of %s", d.Item, strings.Join(ownSections(), ", "))
	}
	if file == "" {
		return badUse("请用 --text-file 写明文字所在的文件", "say with --text-file where the text is")
	}
	text, err := plainfile.Read(file, paragraphBytes)
	if err != nil {
		return err
	}
	d.Text = strings.TrimSpace(strings.ReplaceAll(strings.TrimPrefix(string(text), "\ufeff"), "\r\n", "\n"))
	if !utf8.ValidString(d.Text) {
		return badUse("%s 不是 UTF-8 文本，请另存为 UTF-8", "%s is no UTF-8 text: save it as UTF-8", file)
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
	d.Period = at.String()
	if d.Day, err = a.dayOf(d.Day); err != nil {
		return err
	}
	entry, err := a.decide(ctx, ws, pack, entryParagraph, d)
	if err != nil {
		return err
	}
	if a.json {
		return writeJSON(a.Out, map[string]any{"seq": entry.Seq, "section": d.Item, "period": d.Period})
	}
	a.say("已记入日志第 %d 条；下一步：yigai bulletin --period %s", "noted as entry %d of the journal; next: yigai bulletin --period %s", entry.Seq, d.Period)
	return nil
}
