//go:build cgo

package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"yigai/internal/decimal"
	"yigai/internal/parquetio"
	"yigai/programme"
)

// within lists the orgs drawn among: those of the scope, else all places.
func (d inspectionDraw) within() []programme.Org {
	if d.how.among != "" {
		return d.pack.OrgsOf(d.how.among, d.at)
	}
	return slices.DeleteFunc(d.pack.OrgsOf("all", d.at), func(o programme.Org) bool { return d.pack.ClassOf(o) != "place" })
}

func (d inspectionDraw) groupOf(o programme.Org) string {
	if d.how.perParent {
		return o.Parent
	}
	return ""
}

func (d inspectionDraw) places() map[string][]string {
	lists := map[string][]string{}
	for _, o := range d.within() {
		lists[d.groupOf(o)] = append(lists[d.groupOf(o)], o.Code)
	}
	return lists
}

// people are who may inspect.
func (d inspectionDraw) people() []string {
	if d.how.names == "" {
		return d.ws.Settings.People
	}
	names := strings.FieldsFunc(d.how.names, func(r rune) bool { return strings.ContainsRune(",，、", r) })
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return names
}

// figureRow is a value reported; proofRow a piece of evidence.
type figureRow struct {
	Period  string           `parquet:"period"`
	Org     string           `parquet:"org"`
	Element string           `parquet:"element"`
	State   string           `parquet:"state"`
	Value   parquetio.Number `parquet:"value"`
}

type proofRow struct {
	Period   string `parquet:"period"`
	Reporter string `parquet:"reporter"`
	Kind     string `parquet:"kind"`
	Task     string `parquet:"task"`
	SHA256   string `parquet:"sha256"`
}

// reported lists values, records behind a value, or evidence, from the facts as they are.
func (d inspectionDraw) reported(ctx context.Context) (lists map[string][]string, err error) {
	marts, done, err := d.martsFor(ctx, d.ws, d.pack, d.at)
	if err != nil {
		return nil, err
	}
	defer closing(&err, done)
	among := map[string]string{}
	for _, o := range d.within() {
		among[o.Code] = d.groupOf(o)
	}
	lists = map[string][]string{}
	if d.how.what == "evidence" {
		rows, err := parquetio.Read[proofRow](filepath.Join(marts, "mart_attachment.parquet"))
		for _, r := range rows {
			if group, in := among[r.Reporter]; in && r.Period == d.at.String() && r.Kind == "evidence" && r.SHA256 != "" {
				lists[group] = append(lists[group], strings.TrimRight(r.Reporter+" "+r.SHA256+" "+r.Task, " "))
			}
		}
		return lists, err
	}
	rows, err := parquetio.Read[figureRow](filepath.Join(marts, "mart_figure.parquet"))
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if group, in := among[r.Org]; in && r.Period == d.at.String() && r.State == "reported" && (d.how.of == "" || d.how.of == r.Element) {
			if lists[group], err = d.add(lists[group], r); err != nil {
				return nil, err
			}
		}
	}
	return lists, nil
}

// add adds a value, or the numbers of the records that it counts.
func (d inspectionDraw) add(list []string, r figureRow) ([]string, error) {
	cell := r.Org + " " + r.Element
	if d.how.what == "values" {
		return append(list, cell), nil
	}
	count := exact(r.Value)
	n := int64(count / decimal.FromInt(1))
	switch {
	case d.how.of == "":
		return nil, badUse("抽记录要用 --of 写明是哪个数据元的记录", "records need --of: the element that counts them")
	case !count.IsInt() || count < 0:
		return nil, badUse("%s 的值 %s 不是个数，没有记录可抽", "the value of %s, %s, counts nothing, so there are no records to draw", cell, count)
	case n+int64(len(list)) > mostRecords:
		return nil, badUse("记录超过 %d 条，请用 --among 缩小范围", "there are more than %d records; narrow them with --among", mostRecords)
	}
	for i := range n {
		list = append(list, fmt.Sprintf("%s %d", cell, i+1))
	}
	return list, nil
}

// exact is a value of a table that has four decimals.
func exact(n parquetio.Number) decimal.Decimal { return decimal.Decimal(n.Unscaled) }
