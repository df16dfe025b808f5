package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"yigai/dags"
	"yigai/ingest"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/transform"
)

// The exit codes of design section 6.
const (
	exitDone   = 0
	exitBroken = 1 // done, but the data broke a rule
	exitFailed = 2 // could not do it
)

// errBroken is wrapped by what a command returns when it did its work and the
// data broke a rule. Every other error is exit code 2.
var errBroken = dags.ErrBroken

// A message is one sentence in both languages, with what to do next.
type message struct {
	zh, en         string
	nextZh, nextEn string
	err            error // the cause, for errors.Is
}

func (m message) Error() string { return m.en }
func (m message) Unwrap() error { return m.err }

// badUse is a message about how a command was called.
func badUse(zh, en string, args ...any) message {
	return message{zh: fmt.Sprintf(zh, args...), en: fmt.Sprintf(en, args...),
		nextZh: "加 --help 看用法和例子", nextEn: "add --help for usage and examples"}
}

// broken is a message for work done on data that broke a rule.
func broken(zh, en, nextZh, nextEn string) message {
	return message{zh, en, nextZh, nextEn, errBroken}
}

// internalError is a mistake in the program, caught before it shows a stack trace.
type internalError struct{ cause any }

func (e internalError) Error() string { return fmt.Sprint(e.cause) }

// explain writes an error for people, with a hint, and returns the exit code.
// It is the one place where errors become either.
func (a *app) explain(err error) int {
	if err == nil {
		return exitDone
	}
	m := describe(err)
	next := a.t("下一步", "next")
	fmt.Fprintf(a.Err, "yigai: %s\n", visibleLines(a.t(m.zh, m.en)))
	if hint := a.t(m.nextZh, m.nextEn); hint != "" {
		fmt.Fprintf(a.Err, "%s: %s\n", next, visibleLines(hint))
	}
	if errors.Is(err, errBroken) {
		return exitBroken
	}
	return exitFailed
}

// describe finds the words for an error: its own, or those of what it wraps.
func describe(err error) message {
	var own message
	if errors.As(err, &own) {
		return own
	}
	var asked *transform.Mistake
	if errors.As(err, &asked) {
		return message{zh: asked.Chinese(), en: asked.Error(), err: err,
			nextZh: "表和字段见网页的“数据”或 docs/data-dictionary.md；指标和单位的编号见 yigai query \"select indicator, name from dim_indicator\" 和 dim_org",
			nextEn: "tables and columns stand on the site's page of data and in docs/data-dictionary.md; codes in dim_indicator and dim_org: yigai query \"select indicator, name_en from dim_indicator\""}
	}
	for _, known := range []func(error) (message, bool){describeWorkspace, describeKey, describeDamage, describeSystem, describeRegister} {
		if m, ok := known(err); ok {
			m.err = err
			return m
		}
	}
	text := err.Error()
	return message{zh: "没有做成：" + text, en: text}
}

func describeWorkspace(err error) (message, bool) {
	var locked *workspace.LockedError
	switch {
	case errors.As(err, &locked):
		return describeLock(locked.Holder), true
	case errors.Is(err, workspace.ErrNone):
		return message{zh: "这里不是工作区：" + placeIn(err, workspace.ErrNone), en: "this is no workspace: " + placeIn(err, workspace.ErrNone),
			nextZh: "先运行 yigai init，或用 --dir 指明工作区", nextEn: "run yigai init first, or name the workspace with --dir"}, true
	case errors.Is(err, workspace.ErrExists):
		return message{zh: "这里已经是工作区：" + placeIn(err, workspace.ErrExists), en: "this is a workspace already: " + placeIn(err, workspace.ErrExists),
			nextZh: "换一个文件夹，或直接在其中工作", nextEn: "choose another folder, or work in this one"}, true
	case errors.Is(err, store.ErrEmpty):
		return message{zh: "还没有数据：" + placeIn(err, store.ErrEmpty), en: "there is no data yet: " + placeIn(err, store.ErrEmpty),
			nextZh: "先运行 yigai ingest，再运行 yigai transform", nextEn: "run yigai ingest, then yigai transform"}, true
	}
	return message{}, false
}

// placeIn is what an error says before its cause: the folder it speaks of.
func placeIn(err, cause error) string { return strings.TrimSuffix(err.Error(), ": "+cause.Error()) }

func describeLock(h workspace.Holder) message {
	m := message{zh: "另一个运行正在使用这个工作区", en: "another run is using this workspace",
		nextZh: "等它结束后再试", nextEn: "wait for it to end, then try again"}
	if h.PID != 0 {
		since := h.Since.In(officeTime).Format(time.DateTime)
		m.zh = fmt.Sprintf("另一个运行正在使用这个工作区：%s 上的进程 %d（%s），自 %s 起", h.Host, h.PID, h.Command, since)
		m.en = fmt.Sprintf("another run is using this workspace: process %d on %s (%s), since %s", h.PID, h.Host, h.Command, since)
	}
	return m
}

// describeKey is for a workspace that lost its secret, which no program can make again.
func describeKey(err error) (message, bool) {
	var missing *fs.PathError
	lost := errors.As(err, &missing) && errors.Is(err, fs.ErrNotExist) && filepath.Base(missing.Path) == "token.key"
	if !lost {
		return message{}, false
	}
	return message{zh: "找不到本工作区的密钥：" + missing.Path, en: "the workspace has lost its key: " + missing.Path,
		nextZh: "从备份恢复 keys 文件夹；没有它就认不出发出去的工作簿", nextEn: "restore the folder keys from a backup; without it no workbook sent out can be told"}, true
}

// describeRegister is for mistakes in the list that an office writes by hand.
func describeRegister(err error) (message, bool) {
	return message{zh: "收件登记表有误：" + err.Error(), en: err.Error(),
			nextZh: "表头是 file,sent_at,channel,sender；时间写成 2022-04-08 或 2022-04-08T09:30:00+08:00；改好再收件，这一批还没有收",
			nextEn: "the header is file,sent_at,channel,sender; times are 2022-04-08 or 2022-04-08T09:30:00+08:00; mend it and take in again, nothing was taken in yet"},
		strings.Contains(err.Error(), ingest.RegisterName)
}

func describeDamage(err error) (message, bool) {
	var chain *workspace.ChainError
	damaged := errors.As(err, &chain) || errors.Is(err, ingest.ErrDamaged) || errors.Is(err, store.ErrDamaged)
	return message{zh: "工作区里有文件损坏：" + err.Error(), en: "something in the workspace is damaged: " + err.Error(),
		nextZh: "运行 yigai verify 查明损坏的文件，从备份恢复它们；facts、marts 和 site 可以删除重建",
		nextEn: "run yigai verify to name what is damaged and restore it from a backup; facts, marts and site can be deleted and made again"}, damaged
}

// describeBroken is for what a run remembers of a step that it skipped: data
// that broke a rule then and have not changed since.
func describeBroken(err error) message {
	return message{zh: "已经做完，但数据违反规则：与上次运行相同，仍有文件没有被接受", en: "done, but the data broke a rule: " + placeIn(err, errBroken),
		nextZh: "哪些文件、什么问题：运行 yigai ingest 重看；改好的文件放进 inbox/ 再运行", nextEn: "run yigai ingest to see which files and why; put the mended ones into inbox/ and run this again"}
}

// placeOf is the file or folder that an error of the system speaks of; the
// whole sentence where it names none.
func placeOf(err error) string {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Path
	case errors.As(err, &link):
		return link.New
	}
	return err.Error()
}

func describeSystem(err error) (message, bool) {
	var internal internalError
	switch {
	case errors.Is(err, errBroken):
		return describeBroken(err), true
	case errors.As(err, &internal):
		return message{zh: "程序内部出错：" + err.Error(), en: "a mistake in the program: " + err.Error(),
			nextZh: "请把这句话和所用命令告诉维护者；已收的文件不受影响", nextEn: "please report this sentence and the command to the maintainers; files received are not affected"}, true
	case errors.Is(err, context.Canceled):
		return message{zh: "已按要求停止", en: "stopped as asked", nextZh: "再次运行同一命令即可接着做", nextEn: "run the same command again to go on"}, true
	case errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT):
		return message{zh: "磁盘已满，写不下：" + placeOf(err), en: "the disk is full: " + err.Error(), nextZh: "腾出空间后再试，原有数据未动", nextEn: "make room and try again; what was there is untouched"}, true
	case errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission):
		return message{zh: "不能写入（没有权限或只读）：" + placeOf(err), en: "cannot write: " + err.Error(), nextZh: "检查文件夹的权限，或用 --dir 换一个可写的文件夹", nextEn: "check the folder's permissions, or name a writable one with --dir"}, true
	case errors.Is(err, syscall.ENOTDIR):
		return message{zh: "应当是文件夹的地方是一个文件：" + placeOf(err), en: "there is a file where a folder should be: " + err.Error(), nextZh: "换一个路径，或先移走那个文件", nextEn: "use another path, or move that file away"}, true
	case errors.Is(err, os.ErrNotExist):
		return message{zh: "找不到文件：" + placeOf(err), en: "no such file: " + err.Error(), nextZh: "检查路径", nextEn: "check the path"}, true
	}
	return message{}, false
}
