//go:build cgo

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest/book"
	"yigai/ingest/packbook"
	"yigai/internal/atomicfile"
	"yigai/internal/plainfile"
	"yigai/programme"
)

// packBookCommands turn a pack into one workbook, for an office to edit, and back.
func (a *app) packBookCommands() []*cobra.Command {
	return []*cobra.Command{a.exportPackCommand(), a.importPackCommand()}
}

func (a *app) exportPackCommand() *cobra.Command {
	var file string
	var force bool
	c := &cobra.Command{Use: "export --xlsx FILE [ID|DIR]", Short: a.t("把整个工作方案导出为一个工作簿", "the whole programme as one workbook"),
		Long: a.t("每个文件一张表，全部单元格为文本，原样可还原。不写 ID 或文件夹时导出工作区里的方案。",
			"One sheet for each file, every cell a text, without loss. Without ID or DIR it is the workspace's own."),
		Example: "  yigai programme export --xlsx 方案.xlsx hanzhong-2022\n  yigai programme export --xlsx 方案.xlsx --dir office",
		Args:    a.args(0, 1, "至多给出一份工作方案：编号或文件夹", "name at most one programme: its id or its folder"),
		RunE: func(_ *cobra.Command, args []string) error {
			name := filepath.Join(a.dir, "programme")
			if len(args) > 0 {
				name = args[0]
			}
			return a.exportPack(name, file, force)
		}}
	c.Flags().StringVar(&file, "xlsx", "", a.t("写到哪个工作簿", "the workbook to write"))
	c.Flags().BoolVar(&force, "force", false, a.t("覆盖已有的工作簿", "write over a workbook that is there"))
	return c
}

func (a *app) exportPack(name, file string, force bool) error {
	if file == "" {
		return badUse("请用 --xlsx 写明工作簿的文件名", "name the workbook with --xlsx")
	}
	if _, err := os.Lstat(file); err == nil && !force {
		return occupied(file)
	}
	fsys, err := findPack(name)
	if err != nil {
		return err
	}
	pack, mistakes := programme.Load(fsys)
	if slices.ContainsFunc(mistakes, programme.Mistake.Hides) {
		_, err := loadPack(fsys, name)
		return err // rows that cannot be read would be missing from the workbook
	}
	files, err := packbook.Collect(fsys)
	if err != nil {
		return bookProblem(err)
	}
	p := pack.Programme
	about := packbook.About{ID: p.ID, Title: p.Title, TitleEn: p.TitleEn, Hash: pack.Hash}
	err = atomicfile.Write(file, 0o644, func(w io.Writer) error { return packbook.Write(w, about, files) })
	if err != nil {
		return bookProblem(err)
	}
	if a.json {
		return writeJSON(a.Out, map[string]any{"file": filepath.ToSlash(file), "programme": p.ID, "hash": pack.Hash, "sheets": len(files)})
	}
	a.say("已把 %s 的 %d 个文件导出到 %s", "%s: %d files are in %s", p.ID, len(files), file)
	return nil
}

// occupied says that something is there already.
func occupied(path string) message {
	m := badUse("%s 已经存在，没有覆盖", "%s is there already and was not written over", path)
	m.nextZh, m.nextEn = "换一个名字，或加 --force 覆盖", "use another name, or write over it with --force"
	return m
}

// bookProblem puts a problem of packs and workbooks into the reader's language.
func bookProblem(err error) error {
	var found packbook.Problem
	var damaged *book.Error
	switch {
	case errors.As(err, &found):
		return message{zh: found.Chinese(), en: found.Error(), nextZh: "改正后再试", nextEn: "mend it and try again"}
	case errors.As(err, &damaged) && damaged.Code != book.CodeRead:
		return broken("工作簿读不出来："+damaged.DetailZh, "the workbook cannot be read: "+damaged.Error(), "在表格软件中另存为 .xlsx 再试", "save it again as .xlsx and try once more")
	}
	return err
}

func (a *app) importPackCommand() *cobra.Command {
	var force bool
	c := &cobra.Command{Use: "import FILE DIR", Short: a.t("把导出的工作簿还原为工作方案文件夹", "a folder of the programme from such a workbook"),
		Long: a.t("先整本读完再写；写完检查一遍，一次列出所有错误。文件夹不空时要加 --force。",
			"Nothing is written before all of it was read; then it is checked, and every mistake listed at once. A folder that is not empty needs --force."),
		Example: "  yigai programme import 方案.xlsx 新方案\n  yigai programme import 方案.xlsx office/programme --force",
		Args:    a.args(2, 2, "请给出工作簿和要写入的文件夹", "name the workbook and the folder to write"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.importPack(args[0], args[1], force) }}
	c.Flags().BoolVar(&force, "force", false, a.t("写入不空的文件夹，其中工作簿没有的方案文件会删除", "write into a folder that is not empty; files of the pack that the workbook lacks are removed"))
	return c
}

func (a *app) importPack(file, dir string, force bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if len(entries) > 0 && !force {
		return occupied(dir)
	}
	files, err := readPackBook(file)
	if err != nil {
		return err
	}
	if err := writePack(dir, files); err != nil {
		return err
	}
	return a.checkPack(dir)
}

// readPackBook reads a workbook whole; one with problems is refused with all of them.
func readPackBook(path string) (files []packbook.File, err error) {
	f, err := plainfile.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	files, problems, err := packbook.Read(f, info.Size())
	if err != nil {
		return nil, bookProblem(err)
	}
	if len(problems) == 0 {
		return files, nil
	}
	zh := []string{fmt.Sprintf("%s 有 %d 处问题，没有写入任何文件：", path, len(problems))}
	en := []string{fmt.Sprintf("%s has %d problems, so nothing was written:", path, len(problems))}
	for _, p := range problems {
		zh, en = append(zh, "  "+visible(p.Chinese())), append(en, "  "+visible(p.Error()))
	}
	return nil, broken(strings.Join(zh, "\n"), strings.Join(en, "\n"), "在工作簿中改正后再导入", "mend them in the workbook and import it again")
}

// writePack writes the files of a pack into a folder and removes those of its
// files that the pack has no more. programme.yaml comes last: without it a folder
// is no pack, so one written by half is not taken for one.
func writePack(dir string, files []packbook.File) error {
	if err := os.MkdirAll(filepath.Join(dir, programme.SampleFolder), 0o755); err != nil {
		return err
	}
	written := map[string]bool{}
	for _, f := range slices.Backward(files) {
		if err := atomicfile.WriteBytes(filepath.Join(dir, filepath.FromSlash(f.Name)), f.Bytes()); err != nil {
			return err
		}
		written[f.Name] = true
	}
	for _, name := range programme.Files() {
		if written[name] {
			continue
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return removeIfEmpty(filepath.Join(dir, programme.SampleFolder))
}

// removeIfEmpty removes a folder that nothing was put into.
func removeIfEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > 0 {
		return err
	}
	return os.Remove(dir)
}
