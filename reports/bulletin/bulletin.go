// Package bulletin makes the official bulletin and the two-page brief of a period.
//
// Every number, name and rank in them comes out of one cell, or one count, of the
// marts and carries its address, so that it can be read again: the words between
// them are the office's, from dim_bulletin_text. It computes no figure, knows no
// programme, reads no clock, and writes the same bytes for the same marts.
package bulletin

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"

	"yigai/internal/atomicfile"
)

// Options say which marts become a bulletin, and where it goes.
type Options struct {
	MartsDir string // a generation of marts, or the tables of a public edition
	OutDir   string // bulletin.docx, bulletin.html, brief.docx and brief.html are written here, whole
	Public   bool   // tables and columns that were not published are empty
	Edition  string // such as 2022Q1-r1; "" for what the marts say, which is a preview where they say nothing
	Reason   string // of a revision: what changed and why, in the office's words; "" for none
}

// Write writes the bulletin and the brief of the newest period in the marts. It
// returns the errors of reading and writing; what is half written stays hidden.
func Write(ctx context.Context, o Options) error {
	if err := WriteBulletin(ctx, o); err != nil {
		return err
	}
	return WriteBrief(ctx, o)
}

// WriteBulletin writes bulletin.docx and bulletin.html alone.
func WriteBulletin(ctx context.Context, o Options) error {
	b, err := o.book(ctx)
	if err != nil {
		return fmt.Errorf("bulletin: %w", err)
	}
	zh, en := b.compose("zh"), b.compose("en")
	data, err := b.docx(zh)
	if err != nil {
		return fmt.Errorf("bulletin: %w", err)
	}
	page, err := b.page(zh, en)
	if err != nil {
		return fmt.Errorf("bulletin: %w", err)
	}
	return o.put(map[string][]byte{"bulletin.docx": data, "bulletin.html": page}, "bulletin.docx", "bulletin.html")
}

func (o Options) book(ctx context.Context) (*book, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b, err := readBook(o.MartsDir, o.Public)
	if err != nil {
		return nil, err
	}
	if o.Edition != "" {
		b.head.Edition = o.Edition
	}
	b.reason = o.Reason
	return b, nil
}

func (o Options) put(files map[string][]byte, names ...string) error {
	for _, name := range names {
		err := atomicfile.Write(filepath.Join(o.OutDir, name), 0o644, func(w io.Writer) error {
			_, err := io.Copy(w, bytes.NewReader(files[name]))
			return err
		})
		if err != nil {
			return fmt.Errorf("bulletin: %s: %w", name, err)
		}
	}
	return nil
}

// Compose gives the bulletin's document in a language, zh or en, with the source of every run.
func Compose(ctx context.Context, o Options, lang string) (Document, error) {
	b, err := o.book(ctx)
	if err != nil {
		return Document{}, fmt.Errorf("bulletin: %w", err)
	}
	return b.compose(lang), nil
}

// Runs are all runs of a document in reading order.
func (d Document) Runs() []Run {
	all := together(d.Title, d.Addressee, runsOf(d.Body))
	for _, a := range d.Annexes {
		all = together(all, a.Title, runsOf(a.Blocks))
	}
	return all
}

func runsOf(blocks []Block) []Run {
	var all []Run
	for _, b := range blocks {
		all = append(all, b.Runs...)
		if b.Table == nil {
			continue
		}
		for _, r := range b.Table.Rows {
			all = append(all, together(r.Cells...)...)
		}
	}
	return all
}

// ordinal counts annexes: 附件1; ordinals is 1. in their list.
func ordinal(n int) string { return strconv.Itoa(n) }

func ordinals(n int) string { return strconv.Itoa(n) + "." }
