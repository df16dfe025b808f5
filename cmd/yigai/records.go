//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/internal/workspace"
	"yigai/programme"
	"yigai/transform"
)

func (a *app) recordsCommand() *cobra.Command {
	var f recordFlags
	var where *engineFlags
	c := &cobra.Command{
		Use: "records [--from DIR] [--all] [--keep --by NAME] [--engine spark [-- ARGUMENTS]]", Short: a.t("用明细记录核对手工报送的数", "compare reported figures with those of single records"),
		Long: a.t(`方案的 records.csv 写明明细表，recorded.csv 写明哪些数据元由它们算出。明细（Parquet）留在原处，不复制，也不写进任何产出。
--keep 把算出的各单位各期的数存入 originals/（附 SELECT 和每个明细文件的 SHA-256），记入日志；此后 transform、site、publish 都与报送数并列。
不相等的以退出码 1 结束，已存的照存。`,
			`records.csv of the pack names the tables of records, recorded.csv the elements they give. The records (Parquet) stay where they are: nothing is copied, and no output holds them.
--keep puts the figures of each org and period into originals/, with the SELECTs and the SHA-256 of every file of records, and notes them in the journal; from then on
transform, site and publish set them beside what was reported. Where figures part the exit code is 1; what was asked to be kept is kept all the same.`),
		Example: "  yigai records\n  yigai records --from /data/visits --all\n  yigai records --keep --by 示例人员甲\n  yigai records --engine spark -- --master yarn", Args: a.handedOn,
		RunE: func(c *cobra.Command, args []string) (err error) {
			if a.spark, err = where.submission(args); err != nil {
				return err
			}
			return a.records(c.Context(), f)
		},
	}
	c.Flags().StringVar(&f.from, "from", "", a.t("明细表所在的文件夹，默认是工作区的 records", "the folder of the records; by default records in the workspace"))
	c.Flags().BoolVar(&f.all, "all", false, a.t("相等的也列出", "list what is equal too"))
	c.Flags().BoolVar(&f.keep, "keep", false, a.t("存下算出的数，记入日志", "keep the figures and note them in the journal"))
	a.addDecisionFlags(c, &f.Decision)
	where = a.addEngine(c)
	return c
}

// recordFlags are how `yigai records` is asked; the decision is that to keep.
type recordFlags struct {
	from      string
	all, keep bool
	ingest.Decision
}

// records compares and tells; a difference is exit code 1.
func (a *app) records(ctx context.Context, f recordFlags) (err error) {
	if !f.keep && f.By != "" {
		return badUse("--by 只用于 --keep", "--by is for --keep only")
	}
	ws, pack, unlock, err := a.openToWrite("records")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	if len(pack.Recorded) == 0 {
		return message{zh: "这个方案没有由明细算出的数据元", en: "this programme has no element that records give",
			nextZh: "在方案里写 records.csv 和 recorded.csv，见 docs/packs.md", nextEn: "write records.csv and recorded.csv in the pack, see docs/packs.md"}
	}
	if f.keep {
		if f.Day, err = a.dayOf(f.Day); err != nil {
			return err
		}
		if err := checkDecider(ws.Settings.People, f.Decision); err != nil { // before the work, which takes long
			return err
		}
	}
	options, err := a.recordOptions(ws, pack, f.from)
	if err != nil {
		return err
	}
	options.Hash = f.keep
	recorded, err := transform.Recorded(ctx, options)
	if wrong := (*transform.Mistake)(nil); errors.As(err, &wrong) {
		return message{zh: wrong.Chinese(), en: wrong.Error(), nextZh: "改正 recorded.csv、records.csv 或明细文件后再试", nextEn: "mend recorded.csv, records.csv or the files of the records and try again", err: err}
	} else if err != nil {
		return err
	}
	var kept keptCount
	if f.keep {
		if kept, err = a.keepRecorded(ctx, ws, pack, f.Decision, recorded); err != nil {
			return err
		}
	}
	return a.tellRecorded(pack, recorded.Compared, f.all, kept)
}

// A keptCount is the journal entry of figures from records; Again where they stood
// in the journal already.
type keptCount struct {
	Seq     int    `json:"seq"`
	SHA256  string `json:"sha256"`
	Figures int    `json:"figures"`
	LeftOut int    `json:"left_out"`
	Again   bool   `json:"again"`
}

// keepRecorded puts the figures into originals/ and notes them in the journal. The
// same figures of the same files are noted once.
func (a *app) keepRecorded(ctx context.Context, ws *workspace.Workspace, pack *programme.Pack, d ingest.Decision, recorded transform.Recording) (k keptCount, err error) {
	count := ingest.Count{Programme: pack.Programme.ID, Pack: pack.Hash}
	for _, f := range recorded.Files {
		count.Files = append(count.Files, ingest.CountedFile{Table: f.Table, Name: f.Name, SHA256: f.SHA256, Bytes: f.Bytes})
	}
	var elements []string
	for _, c := range recorded.Counted {
		element := ingest.CountedFigure{Element: c.Element, Select: c.Select, Figures: []ingest.OrgCount{}, LeftOut: c.LeftOut}
		for _, f := range c.Figures {
			element.Figures = append(element.Figures, ingest.OrgCount{Org: f[0], Period: f[1], Value: f[2]})
		}
		count.Elements, elements = append(count.Elements, element), append(elements, c.Element)
		k.Figures, k.LeftOut = k.Figures+len(c.Figures), k.LeftOut+c.LeftOut
	}
	if k.SHA256, err = ingest.KeepCount(ws, count); err != nil {
		return k, err
	}
	newest, entry, err := ingest.NewestCount(ws)
	if err != nil {
		return k, err
	}
	if newest == k.SHA256 {
		k.Seq, k.Again = entry, true
		return k, a.bringUp(ctx, ws, pack)
	}
	d.Text, d.Title, d.Value = ingest.ManifestText(k.SHA256), strings.Join(elements, ", "), strconv.Itoa(k.Figures)
	noted, err := a.decide(ctx, ws, pack, ingest.EntryRecorded, d)
	k.Seq = noted.Seq
	return k, err
}

// tellKept says where the figures are now, and what was not kept of them.
func (a *app) tellKept(k keptCount) {
	switch {
	case k.Seq == 0:
		return
	case k.Again:
		a.say("与日志第 %d 条存下的相同，没有再记", "the same as kept by journal entry %d: nothing was noted", k.Seq)
	default:
		a.say("%d 个数存入 originals/%s.recorded.json，记为日志第 %d 条；运行 yigai transform 后进入主题表", "%d figures kept in originals/%s.recorded.json, journal entry %d; yigai transform takes them into the marts", k.Figures, k.SHA256, k.Seq)
	}
	if k.LeftOut > 0 {
		a.say("另有 %d 个数的单位或报告期不在方案里，只计数，没有存", "%d more are of orgs or periods that the programme does not have: they were counted and not kept", k.LeftOut)
	}
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

func (a *app) recordedState(state string) string {
	return a.t(recordedStates[state], strings.ReplaceAll(state, "_", " "))
}

func (a *app) tellRecorded(pack *programme.Pack, figures []transform.RecordedFigure, all bool, kept keptCount) error {
	parted, list := 0, []recordedFigure{}
	t := newTable(a.t("数据元", "element"), a.t("单位", "org"), a.t("报告期", "period"), a.t("报送", "reported"), a.t("明细", "recorded"), a.t("相差", "difference"), a.t("结果", "state")).numbers(3, 4, 5)
	for _, f := range figures {
		if f.State != "equal" {
			parted++
		} else if !all {
			continue
		}
		list = append(list, recordedFigure{f.Element, f.Org, f.Period, f.Reported, f.Recorded, f.Difference, f.State})
		t.add(a.elementName(pack, f.Element), a.t(f.Name, f.NameEn), f.Period, f.Reported, f.Recorded, f.Difference, a.recordedState(f.State))
	}
	if a.json {
		told := map[string]any{"compared": len(figures), "parted": parted, "figures": list}
		if kept.Seq > 0 {
			told["kept"] = kept
		}
		if err := writeJSON(a.Out, told); err != nil {
			return err
		}
	} else {
		if len(list) > 0 {
			t.print(a.Out)
		}
		a.tellKept(kept)
		a.say("核对 %d 个数，%d 个与明细不符", "%d figures compared, %d differ from the records", len(figures), parted)
	}
	if parted > 0 {
		return broken("报送的数与明细不符", "reported figures differ from the records", "请报送单位说明，或退回更正：yigai return", "ask those who reported, or return the workbook: yigai return")
	}
	return nil
}
