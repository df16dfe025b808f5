package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"yigai/internal/plainfile"
)

// The exit codes, as README.md has them.
const (
	exitDone   = 0
	exitBroken = 1 // the data broke a rule; what was asked may be left undone, as is said
	exitFailed = 2 // could not do it
)

// A message is one sentence in both languages, with what to do next.
type message struct {
	zh, en         string
	nextZh, nextEn string
	err            error // the cause, for errors.Is
}

func (m message) Error() string { return m.en }
func (m message) Unwrap() error { return m.err }

// The next step of bad use that has none of its own; explain names the command.
const (
	usageZh = "加 --help 看用法和例子"
	usageEn = "add --help for usage and examples"
)

// badUse is a message about how a command was called.
func badUse(zh, en string, args ...any) message {
	return message{zh: fmt.Sprintf(zh, args...), en: fmt.Sprintf(en, args...),
		nextZh: usageZh, nextEn: usageEn}
}

// then is the message with a next step of its own.
func (m message) then(zh, en string) message {
	m.nextZh, m.nextEn = zh, en
	return m
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
	if m.nextZh == usageZh && a.command != "" {
		m = m.then("用法和例子：运行 "+a.command+" --help", "usage and examples: run "+a.command+" --help")
	}
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
	for _, known := range knownErrors {
		if m, ok := known(err); ok {
			m.err = err
			return m
		}
	}
	text := err.Error()
	return message{zh: "没有做成：" + text, en: text}
}

// placeIn is what an error says before its cause: the folder it speaks of.
func placeIn(err, cause error) string { return strings.TrimSuffix(err.Error(), ": "+cause.Error()) }

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
	case errors.Is(err, plainfile.ErrNotPlain):
		return message{zh: "不是普通文件：" + placeOf(err), en: "no ordinary file: " + placeOf(err), nextZh: "那里是文件夹、管道或者设备；给出文件本身", nextEn: "a folder, a pipe or a device is there: name the file itself"}, true
	case errors.Is(err, plainfile.ErrTooLarge):
		return message{zh: "文件太大：" + placeOf(err), en: "the file is too large: " + err.Error(), nextZh: "检查是否拿错了文件", nextEn: "check that it is the file you mean"}, true
	case errors.Is(err, os.ErrNotExist):
		return message{zh: "找不到文件：" + placeOf(err), en: "no such file: " + err.Error(), nextZh: "检查路径", nextEn: "check the path"}, true
	}
	return message{}, false
}
