//go:build cgo

package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/ingest/zipped"
	"yigai/programme"
	"yigai/reports/docx"
)

const entryParagraph = "paragraph_written"

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
	text, err := os.ReadFile(file)
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

// readDocx reads the text of a document that somebody sent, with the strict
// reader of zip files: it may be damaged or hostile.
func readDocx(file string, data []byte) ([]docx.Passage, error) {
	archive, err := openDocx(file, data)
	if err != nil {
		return nil, err
	}
	for i, e := range archive.Entries() {
		if e.Name != "word/document.xml" {
			continue
		}
		var text bytes.Buffer
		if err := archive.Read(i, &text); err != nil {
			return nil, badDocx(file, err)
		}
		passages, err := docx.Text(io.Reader(&text))
		if err != nil {
			return nil, badDocx(file, err)
		}
		return passages, nil
	}
	return nil, badDocx(file, os.ErrNotExist)
}

func openDocx(file string, data []byte) (*zipped.Archive, error) {
	archive, err := zipped.Open(bytes.NewReader(data), int64(len(data)), zipped.WorkbookLimits)
	if err != nil {
		return nil, badDocx(file, err)
	}
	return archive, nil
}

func badDocx(file string, err error) error {
	return badUse("%s 不是完好的 docx（%v）：请在 Word 或 WPS 中另存为 docx 再核对", "%s is no sound docx (%v): save it as docx in Word or WPS and check again", file, err)
}
