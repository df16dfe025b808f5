package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"yigai/cmd/bench/nation"
)

// A sizing says how large the data of a run are.
type sizing struct {
	read, take, year int // workbooks read, taken in, and in each quarter of the finished year
	grown            int // counties of the row in which a quarter comes to seven
	elements         int // of each workbook
	sheets           []int
	facts            []factSize
	counties         int // of the site
	indicators       int // of each of them there
	quarters         int // in it
	whole            int // counties of the run of the program
	parquet, dbt     nation.Size
	perRow           time.Duration // after which a row is not measured again
	left             []factSize    // sizes that this run leaves out, and says so
}

// A factSize is a country whose facts the models are run on.
type factSize struct {
	name string
	nation.Size
}

var (
	// one that a run of minutes has room for several times
	thousand = factSize{"160k", nation.Size{Counties: 1000, Elements: 20, Quarters: 8}}
	million  = factSize{"1.7M", nation.Size{Counties: 1000, Institutions: 10, Elements: 20, Quarters: 8}}
	millions = factSize{"17M", nation.Size{Counties: 1000, Institutions: 100, Elements: 20, Quarters: 8}}
	national = factSize{"168M", nation.Size{Counties: 10_000, Institutions: 100, Elements: 20, Quarters: 8}}
	decade   = factSize{"3000x60x40", nation.Size{Counties: 3000, Elements: 60, Quarters: 40}}
)

var sizes = map[string]sizing{
	"tiny": {read: 4, take: 4, year: 2, grown: 3, elements: 4, sheets: []int{2000}, facts: []factSize{{"tiny", nation.Size{Counties: 12, Elements: 4, Quarters: 8}}},
		counties: 12, indicators: 4, quarters: 8, whole: 3, parquet: nation.Size{Counties: 50, Elements: 10, Quarters: 1}, dbt: nation.Size{Counties: 12, Elements: 4, Quarters: 8}, perRow: time.Second},
	"small": {read: 1000, take: 3000, year: 300, grown: 150, elements: 60, sheets: []int{50_000, 1_000_000}, facts: []factSize{thousand, million}, left: []factSize{millions, national, decade},
		counties: 3000, indicators: 20, quarters: 1, whole: 3000, parquet: nation.Size{Counties: 3000, Elements: 60, Quarters: 5}, dbt: nation.Size{Counties: 1000, Elements: 20, Quarters: 8}, perRow: 45 * time.Second},
	"large": {read: 1000, take: 3000, year: 300, grown: 150, elements: 60, sheets: []int{50_000, 1_000_000}, facts: []factSize{thousand, million, millions, decade, national},
		counties: 3000, indicators: 20, quarters: 1, whole: 3000, parquet: nation.Size{Counties: 3000, Elements: 60, Quarters: 5}, dbt: nation.Size{Counties: 1000, Elements: 20, Quarters: 8}, perRow: time.Minute},
}

// bench is one run of the program.
type bench struct {
	settings
	size      sizing
	log       io.Writer
	known     map[string]known
	siteKnown siteFigures
}

// An aim is a bound of a figure.
type aim struct {
	value float64
	least bool // the figure should reach it, not stay below
}

func atLeast(v float64) *aim { return &aim{v, true} }
func atMost(v float64) *aim  { return &aim{v, false} }

// A row is one figure to be measured.
type row struct {
	name           string
	what, whatEn   string
	against, andEn string // what it is held against; "" where the figure stands alone
	unit           string // "" for a ratio
	aim            *aim   // nil: only said
	measure        func(b *bench, ctx context.Context) (measured, error)
}

// measured is what a row's measuring gives.
type measured struct {
	value        float64
	parts        map[string]float64 // what it was computed from
	times        int
	note, noteEn string
	missing      bool // it could not be measured here, and the note says why
}

// rows lists all figures in the order of the table.
func rows(z sizing, peers bool) []row {
	all := []row{
		{name: "read", what: fmt.Sprintf("读 %d 份工作簿，单核，全部严格检查", z.read), whatEn: fmt.Sprintf("read %d workbooks, one core, full strictness", z.read),
			against: "只用 Go 解压同样的部件", andEn: "inflating the same parts in Go", aim: atLeast(0.60), measure: measureRead},
		{name: "take", what: fmt.Sprintf("收 %d 份工作簿：读、校核、规则、Parquet、回执，单核", z.take), whatEn: fmt.Sprintf("take in %d workbooks: read, check, rules, Parquet, receipts; one core", z.take),
			against: "只用 Go 解压同样的部件", andEn: "inflating the same parts in Go", aim: atLeast(0.35), measure: measureTake},
		{name: "cores", what: "同样的收件，两核（按钟表时间）", whatEn: "the same on two cores (by the clock)", against: "一核", andEn: "one core", aim: atLeast(1.7), measure: measureCores},
		{name: "late", what: "已收齐的一年里再来一份迟交工作簿", whatEn: "one late workbook into a finished year", against: "整年收件", andEn: "taking in the whole year", aim: atMost(0.35), measure: measureLate},
		{name: "quarter", what: fmt.Sprintf("已有七个季度，再来一个季度：收件和主题表（%d 个县）", z.grown), whatEn: fmt.Sprintf("one new quarter of eight: intake and marts (%d counties)", z.grown),
			against: "八个季度全部重做", andEn: "all eight from nothing", aim: atMost(0.18), measure: measureQuarter},
		{name: "parquet", what: "写事实表 Parquet，处理器时间", whatEn: "writing the facts as Parquet, CPU", against: "只用 zstd 压缩同样的页", andEn: "zstd alone on the same pages", aim: atMost(2.5), measure: measureParquet},
	}
	for _, n := range z.sheets {
		all = append(all, row{name: fmt.Sprint("memory-", n), what: fmt.Sprintf("读 %d 行工作表的内存，共享字符串除外", n), whatEn: fmt.Sprintf("memory to read a sheet of %d rows, shared strings apart", n),
			unit: "MB", aim: atMost(64), measure: func(b *bench, ctx context.Context) (measured, error) { return measureMemory(b, ctx, n) }})
	}
	for _, f := range z.facts {
		all = append(all,
			row{name: "marts-" + f.name, what: "全部主题表，" + f.said(), whatEn: "all marts, " + f.saidEn(), against: "扫描同样的列", andEn: "scanning the same columns", aim: atMost(15),
				measure: func(b *bench, ctx context.Context) (measured, error) { return measureMarts(b, ctx, f) }},
			row{name: "marts-memory-" + f.name, what: "其内存", whatEn: "its memory", unit: "MB", aim: atMost(4096),
				measure: func(b *bench, ctx context.Context) (measured, error) { return measureMartsMemory(b, ctx, f) }})
	}
	all = append(all,
		row{name: "site", what: fmt.Sprintf("%d 个县、%d 项指标的网站", z.counties, z.indicators), whatEn: fmt.Sprintf("a site of %d county pages of %d indicators", z.counties, z.indicators), against: "写同样的字节", andEn: "writing the same bytes", aim: atMost(4), measure: measureSite},
		row{name: "site-again", what: "数据未变，再做一次网站", whatEn: "the site again, nothing changed", against: "第一次", andEn: "the first time", aim: atMost(0.1), measure: measureSiteAgain},
		row{name: "run", what: fmt.Sprintf("yigai run 全程，%d 个县一个季度（钟表时间）", z.whole), whatEn: fmt.Sprintf("the whole of yigai run, %d counties, one quarter (by the clock)", z.whole), unit: "s", measure: measureRun},
	)
	if peers {
		all = append(all, peerRows()...)
	}
	return all
}

func (f factSize) said() string {
	if f.Institutions == 0 {
		return fmt.Sprintf("%s 条事实（%d 县 × %d 数据元 × %d 季度）", f.name, f.Counties, f.Elements, f.Quarters)
	}
	return fmt.Sprintf("%s 条事实（%d 县 × %d 机构 × %d 数据元 × %d 季度）", f.name, f.Counties, f.Institutions, f.Elements, f.Quarters)
}

func (f factSize) saidEn() string {
	if f.Institutions == 0 {
		return fmt.Sprintf("%s facts (%d counties × %d elements × %d quarters)", f.name, f.Counties, f.Elements, f.Quarters)
	}
	return fmt.Sprintf("%s facts (%d counties × %d institutions × %d elements × %d quarters)", f.name, f.Counties, f.Institutions, f.Elements, f.Quarters)
}

// path is a place for data, named by what they are of.
func (b *bench) path(parts ...any) string {
	var names []string
	for _, p := range parts {
		names = append(names, fmt.Sprint(p))
	}
	return filepath.Join(append([]string{b.dir}, names...)...)
}
