package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/klauspost/compress/flate"

	"yigai/ingest/book"
)

// sharedTexts is how many different texts a long sheet has.
const sharedTexts = 1000

// memoryTask reads a workbook from the disk. Of the memory that this takes, what
// a process of this program has anyway is counted apart.
func memoryTask(c *child, args []string) error {
	debug.SetGCPercent(50)
	f, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	before, err := peakMemory()
	if err != nil {
		return err
	}
	var cells int
	err = c.measure("read", func() (err error) { cells, err = readCells(f, info.Size()); return err })
	c.out.Counts["before"] = before
	return errors.Join(err, c.note("cells", cells))
}

func measureMemory(b *bench, ctx context.Context, rows int) (measured, error) {
	path := b.path(fmt.Sprint("sheet-", rows, ".xlsx"))
	if _, err := os.Stat(path); err != nil {
		if err := writeSheet(path, rows); err != nil {
			return measured{}, err
		}
	}
	out, times, err := b.repeat(ctx, call{Task: "memory", Args: []string{path}})
	if err != nil {
		return measured{}, err
	}
	m := out[0]
	if want := float64(10 * rows); m.Counts["cells"] != want {
		return measured{}, fmt.Errorf("%.0f cells were read of %.0f", m.Counts["cells"], want)
	}
	return measured{value: m.Peak, times: times, parts: map[string]float64{"of the process before it reads MB": m.Counts["before"],
		"shared strings MB": float64(len(texts())) / (1 << 20), "cells": m.Counts["cells"], "CPU s": m.CPU["read"]},
		note: "整个进程的内存峰值", noteEn: "the peak of the whole process"}, nil
}

// texts is the part of the shared strings.
func texts() string {
	var all strings.Builder
	all.WriteString(`<sst xmlns="` + mainSpace + `">`)
	for i := range sharedTexts {
		fmt.Fprintf(&all, "<si><t>第%d项指标的名称</t></si>", i)
	}
	all.WriteString("</sst>")
	return all.String()
}

const (
	mainSpace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packages  = "http://schemas.openxmlformats.org/package/2006/"
)

// writeSheet makes a workbook of one sheet, ten columns wide: numbers, and texts
// among a thousand.
func writeSheet(path string, rows int) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z := zip.NewWriter(f)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="` + packages + `content-types"><Default Extension="xml" ContentType="application/xml"/>` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
			`<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`},
		{"_rels/.rels", relationsOf("officeDocument xl/workbook.xml")},
		{"xl/workbook.xml", `<workbook xmlns="` + mainSpace + `" xmlns:r="` + relations + `"><sheets><sheet name="表1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relationsOf("worksheet worksheets/sheet1.xml", "sharedStrings sharedStrings.xml")},
		{"xl/sharedStrings.xml", texts()},
	} {
		if err := writePart(z, part[0], func(w io.Writer) error { _, err := io.WriteString(w, part[1]); return err }); err != nil {
			return err
		}
	}
	if err := writePart(z, "xl/worksheets/sheet1.xml", func(w io.Writer) error { return writeRows(w, rows) }); err != nil {
		return err
	}
	return z.Close()
}

func relationsOf(targets ...string) string {
	text := `<Relationships xmlns="` + packages + `relationships">`
	for i, t := range targets {
		kind, target, _ := strings.Cut(t, " ")
		text += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>`, i+1, relations, kind, target)
	}
	return text + "</Relationships>"
}

func writePart(z *zip.Writer, name string, write func(io.Writer) error) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	return write(w)
}

func writeRows(w io.Writer, rows int) error {
	if _, err := io.WriteString(w, `<worksheet xmlns="`+mainSpace+`"><sheetData>`); err != nil {
		return err
	}
	var line []byte
	for row := 1; row <= rows; row++ {
		line = fmt.Appendf(line[:0], `<row r="%d">`, row)
		for column := 1; column <= 10; column++ {
			if column%4 == 0 {
				line = fmt.Appendf(line, `<c r="%s" t="s"><v>%d</v></c>`, book.CellName(column, row), (row*7+column)%sharedTexts)
				continue
			}
			line = fmt.Appendf(line, `<c r="%s"><v>%d.%d</v></c>`, book.CellName(column, row), row*column*7919%1_000_003, row%97)
		}
		if _, err := w.Write(append(line, "</row>"...)); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</sheetData></worksheet>")
	return err
}
