//go:build cgo

package main

import (
	"fmt"
	"strconv"
	"strings"
)

var reportingWords = map[string]string{"on_time": "按时", "late": "迟报", "missing": "未报", "history": "历史补录"}

func (a *app) tellStatus(s periodStatus) {
	t := newTable(a.t("单位", "org"), a.t("名称", "name"), a.t("情况", "state"), a.t("报送日", "received"), a.t("迟报天数", "days late"), a.t("次数", "revision"),
		a.t("文件", "files"), a.t("拒收", "refused"), a.t("必填已填", "cells"), a.t("盖章", "sealed"), a.t("佐证", "evidence"), a.t("错误/退回/存疑/提示", "errors/returns/doubts/notes")).numbers(4, 5, 6, 7, 8)
	for _, r := range s.Orgs {
		t.add(r.Org, a.t(r.Name, r.NameEn), a.stateWords(r), r.ReceivedOn, blankZero(r.DaysLate), blankZero(r.Revision), strconv.Itoa(r.Files), strconv.Itoa(r.Refused),
			fmt.Sprintf("%d/%d", r.Cells, r.CellsAsked), a.sealWords(r), a.evidenceWords(r), fmt.Sprintf("%d/%d/%d/%d", r.Errors, r.Returns, r.Doubts, r.Notes))
	}
	t.print(a.Out)
	var shares []string
	for _, x := range s.Shares {
		shares = append(shares, fmt.Sprintf("%s %d (%s %%)", a.t(reportingWords[x.State], x.State), x.Orgs, x.Percent))
	}
	fmt.Fprintln(a.Out, strings.Join(shares, "  "))
	if lacking := unsealed(s.Orgs); lacking > 0 {
		fmt.Fprintln(a.Out, a.t("%d 个单位的现行报送没有盖章件", "the submission of %d orgs has no sealed scan", lacking))
	}
	fmt.Fprintln(a.Out, a.t("全部收件：", "all files: ")+a.accountsLine(s.Accounts))
}

// unsealed counts the orgs whose report changed after it was sealed, or was never
// sealed. Where no org sends sealed scans there is nothing to tell.
func unsealed(rows []reportingRow) (lacking int) {
	any := false
	for _, r := range rows {
		any = any || r.Scan > 0
		if r.Revision > 0 && !r.Sealed {
			lacking++
		}
	}
	if !any {
		return 0
	}
	return lacking
}

func (a *app) stateWords(r reportingRow) string {
	word := a.t(reportingWords[r.State], r.State)
	if r.Exception != "" {
		word += a.t("（例外）", " (exception)")
	}
	if r.State == "missing" && r.Unread > 0 {
		word += a.t("（来过 %d 个无法识别的文件）", " (received but not recognised: %d)", r.Unread)
	}
	return word
}

// sealWords says which revision a sealed scan attests.
func (a *app) sealWords(r reportingRow) string {
	switch {
	case r.Sealed:
		return a.t("有", "yes")
	case r.Scan > 0:
		return a.t("只有第%d次的", "revision %d only", r.Scan)
	}
	return ""
}

func (a *app) evidenceWords(r reportingRow) string {
	words := blankZero(r.Evidence)
	if r.NotCome > 0 {
		words += a.t("（缺%d）", " (%d missing)", r.NotCome)
	}
	return words
}

func blankZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
