//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/transform"
)

func (a *app) recordsCommand() *cobra.Command {
	var from string
	var all bool
	var where *engineFlags
	c := &cobra.Command{
		Use: "records [--from DIR] [--all] [--engine spark [-- ARGUMENTS]]", Short: a.t("用明细记录核对手工报送的数", "compare reported figures with those of single records"),
		Long: a.t("方案的 records.csv 写明明细表，recorded.csv 写明哪些数据元由它们算出。明细（Parquet）留在原处，不复制，也不写进任何产出。",
			"records.csv of the pack names the tables of records, recorded.csv the elements they give. The records (Parquet) stay where they are: nothing is copied, and no output holds them."),
		Example: "  yigai records\n  yigai records --from /data/visits --all\n  yigai records --engine spark -- --master yarn", Args: a.handedOn,
		RunE: func(c *cobra.Command, args []string) (err error) {
			if a.spark, err = where.submission(args); err != nil {
				return err
			}
			return a.records(c.Context(), from, all)
		},
	}
	c.Flags().StringVar(&from, "from", "", a.t("明细表所在的文件夹，默认是工作区的 records", "the folder of the records; by default records in the workspace"))
	c.Flags().BoolVar(&all, "all", false, a.t("相等的也列出", "list what is equal too"))
	where = a.addEngine(c)
	return c
}

// records compares and tells; a difference is exit code 1.
func (a *app) records(ctx context.Context, from string, all bool) (err error) {
	ws, pack, unlock, err := a.openToWrite("records")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	if len(pack.Recorded) == 0 {
		return message{zh: "这个方案没有由明细算出的数据元", en: "this programme has no element that records give",
			nextZh: "在方案里写 records.csv 和 recorded.csv，见 docs/packs.md", nextEn: "write records.csv and recorded.csv in the pack, see docs/packs.md"}
	}
	options, err := a.recordOptions(ws, pack, from)
	if err != nil {
		return err
	}
	figures, err := transform.Recorded(ctx, options)
	if wrong := (*transform.Mistake)(nil); errors.As(err, &wrong) {
		return message{zh: wrong.Chinese(), en: wrong.Error(), nextZh: "改正 recorded.csv、records.csv 或明细文件后再试", nextEn: "mend recorded.csv, records.csv or the files of the records and try again", err: err}
	} else if err != nil {
		return err
	}
	return a.tellRecorded(pack, figures, all)
}

func (a *app) recordOptions(ws *workspace.Workspace, pack *programme.Pack, from string) (transform.RecordOptions, error) {
	marts, err := ws.Marts().Current()
	if err != nil {
		return transform.RecordOptions{}, err
	}
	if from == "" {
		from = ws.Path("records")
	}
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		return transform.RecordOptions{}, message{zh: "没有明细文件夹 " + from, en: "there is no folder of records " + from,
			nextZh: "把明细表的 Parquet 文件放进去，或用 --from 指明", nextEn: "put the Parquet files of the records there, or name the folder with --from", err: err}
	}
	o := transform.RecordOptions{RecordsDir: from, MartsDir: marts.Dir, WorkDir: filepath.Join(ws.Path("runs"), "records"), Spark: a.spark}
	if a.spark != nil {
		a.spark.Log = ws.Path("runs", "spark.log")
	}
	for _, r := range pack.Records {
		at := slices.IndexFunc(o.Tables, func(t transform.RecordTable) bool { return t.Name == r.Table })
		if at < 0 {
			at, o.Tables = len(o.Tables), append(o.Tables, transform.RecordTable{Name: r.Table})
		}
		o.Tables[at].Columns = append(o.Tables[at].Columns, transform.Column{Name: r.Column, Type: r.Type})
	}
	for _, r := range pack.Recorded {
		o.Elements = append(o.Elements, transform.RecordElement{Element: r.Element, Place: r.Place.String(), Select: r.Select})
	}
	return o, nil
}

// A recordedFigure is one of transform's, for other programs.
type recordedFigure struct {
	Element    string `json:"element"`
	Org        string `json:"org"`
	Period     string `json:"period"`
	Reported   string `json:"reported"`
	Recorded   string `json:"recorded"`
	Difference string `json:"difference"`
	State      string `json:"state"`
}

var recordedStates = map[string]string{"equal": "相等", "differs": "不等", "not_reported": "未报送", "not_recorded": "明细没有"}

func (a *app) tellRecorded(pack *programme.Pack, figures []transform.RecordedFigure, all bool) error {
	parted, list := 0, []recordedFigure{}
	t := newTable(a.t("数据元", "element"), a.t("单位", "org"), a.t("报告期", "period"), a.t("报送", "reported"), a.t("明细", "recorded"), a.t("相差", "difference"), a.t("结果", "state")).numbers(3, 4, 5)
	for _, f := range figures {
		if f.State != "equal" {
			parted++
		} else if !all {
			continue
		}
		list = append(list, recordedFigure{f.Element, f.Org, f.Period, f.Reported, f.Recorded, f.Difference, f.State})
		t.add(a.elementName(pack, f.Element), a.t(f.Name, f.NameEn), f.Period, f.Reported, f.Recorded, f.Difference, a.t(recordedStates[f.State], strings.ReplaceAll(f.State, "_", " ")))
	}
	if a.json {
		if err := writeJSON(a.Out, map[string]any{"compared": len(figures), "parted": parted, "figures": list}); err != nil {
			return err
		}
	} else {
		if len(list) > 0 {
			t.print(a.Out)
		}
		a.say("核对 %d 个数，%d 个与明细不符", "%d figures compared, %d differ from the records", len(figures), parted)
	}
	if parted > 0 {
		return broken("报送的数与明细不符", "reported figures differ from the records", "请报送单位说明，或退回更正：yigai return", "ask those who reported, or return the workbook: yigai return")
	}
	return nil
}

func (a *app) elementName(pack *programme.Pack, code string) string {
	for _, e := range pack.Elements {
		if e.Code == code {
			return a.t(e.Name, e.NameEn)
		}
	}
	return code
}
