//go:build cgo

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"yigai/dags"
	"yigai/ingest"
	"yigai/internal/beijing"
	"yigai/internal/store"
	"yigai/internal/workspace"
	"yigai/reports/opendata"
	"yigai/transform"
)

// errBroken is wrapped by what a command returns when it did its work and the
// data broke a rule. Every other error is exit code 2.
var errBroken = dags.ErrBroken

// knownErrors find the words for errors of the other packages and the system.
var knownErrors = []func(error) (message, bool){describeQuestion, describeWorkspace, describeEdition, describeKey, describeDamage, describeSystem, describeRegister, describeSpark}

// describeQuestion is for a number or a table that was asked for and is not there.
func describeQuestion(err error) (message, bool) {
	var asked *transform.Mistake
	if !errors.As(err, &asked) {
		return message{}, false
	}
	return message{zh: asked.Chinese(), en: asked.Error(),
		nextZh: "表和字段见网页的“数据”或 docs/data-dictionary.md；指标和单位的编号见 yigai query \"select indicator, name from dim_indicator\" 和 dim_org",
		nextEn: "tables and columns stand on the site's page of data and in docs/data-dictionary.md; codes in dim_indicator and dim_org: yigai query \"select indicator, name_en from dim_indicator\""}, true
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

// describeEdition is for what keeps an edition from being made.
func describeEdition(err error) (message, bool) {
	switch {
	case errors.Is(err, workspace.ErrBoundaries):
		return message{zh: "地图文件不在，或者不是原来的那个：" + err.Error(), en: "the map file is gone or not what it was: " + err.Error(),
			nextZh: "从备份恢复 maps 里的文件，或用 yigai site --boundaries 重新给出（--tiles 改回方格）",
			nextEn: "restore the file in maps from a backup, or give one again with yigai site --boundaries (--tiles: back to tiles)"}, true
	case errors.Is(err, opendata.ErrUndeclared):
		return message{zh: "没有发布：" + err.Error(), en: "nothing was published: " + err.Error(),
			nextZh: "指标换了算法或口径的，在方案里另立一个版本，不改原来的；程序换了版本的，请告诉维护者",
			nextEn: "where an indicator is computed otherwise, give it a new version in the programme and leave the old one; after a new version of the program, tell the maintainers"}, true
	}
	return message{}, false
}

func describeLock(h workspace.Holder) message {
	m := message{zh: "另一个运行正在使用这个工作区", en: "another run is using this workspace",
		nextZh: "等它结束后再试", nextEn: "wait for it to end, then try again"}
	if h.PID != 0 {
		since := h.Since.In(beijing.Zone).Format(time.DateTime)
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
	said := err.Error()
	if mistakes := ingest.RegisterMistakes(err); len(mistakes) > 0 {
		lines := make([]string, len(mistakes))
		for i, m := range mistakes {
			lines[i] = m.Chinese()
		}
		said = strings.Join(lines, "；")
	}
	return message{zh: "收件登记表有误：" + said, en: err.Error(),
			nextZh: "表头是 文件,发送时间,渠道,发送人（另可有 登记人,单位代码,报告期）；时间写成 2022-04-08 或 2022-04-08 09:30；改好再收件，这一批还没有收",
			nextEn: "the header is file,sent_at,channel,sender (and by,org,period where wanted); times are 2022-04-08 or 2022-04-08T09:30:00+08:00; mend it and take in again, nothing was taken in yet"},
		strings.Contains(err.Error(), ingest.RegisterName) || strings.Contains(err.Error(), ingest.RegisterWorkbook)
}

func describeDamage(err error) (message, bool) {
	var chain *workspace.ChainError
	damaged := errors.As(err, &chain) || errors.Is(err, ingest.ErrDamaged) || errors.Is(err, store.ErrDamaged)
	return message{zh: "工作区里有文件损坏：" + err.Error(), en: "something in the workspace is damaged: " + err.Error(),
		nextZh: "运行 yigai verify 查明损坏的文件，从备份恢复它们；facts、marts 和 site 可以删除重建",
		nextEn: "run yigai verify to name what is damaged and restore it from a backup; facts, marts and site can be deleted and made again"}, damaged
}
