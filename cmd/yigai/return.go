//go:build cgo

package main

import (
	"cmp"
	"context"
	"maps"
	"regexp"
	"slices"

	"github.com/spf13/cobra"

	"yigai/ingest"
	"yigai/ingest/check"
	"yigai/ingest/kind"
	"yigai/internal/plainfile"
	"yigai/internal/workspace"
	"yigai/programme"
)

// A returning is how `yigai return` was called.
type returning struct {
	period, org, by string
	all             bool // every problem on screen
}

func (a *app) returnCommand() *cobra.Command {
	var how returning
	c := &cobra.Command{
		Use: "return --period P [--org CODE] [--by NAME]", Short: a.t("生成退回的工作簿和退回函", "marked-up workbooks and letters for what must be corrected"),
		Long: a.t("对每个有问题要改的单位，在 returns/报告期/单位/ 写出标好问题的工作簿和一封可粘贴到邮件或聊天里的退回函，并记入日志。\n要改的是：拒收、退回的，以及没有人接受（yigai waive）的存疑。重复运行不会重复记；没有要改的单位，以前写的退回文件会删除。有要退回的退出码为 1。",
			"For each org with something to correct, writes its marked-up workbook and a letter for mail or chat to returns/PERIOD/ORG/, and notes it in the journal.\nTo be corrected is what refuses a file or a row, and doubts that nobody accepted (yigai waive). Run again it notes nothing twice, and removes what it wrote for orgs that have nothing to correct any more. The exit code is 1 where something goes back."),
		Example: "  yigai return --period 2022Q1\n  yigai return --period 2022Q1 --org 汉台区 --by 王秀兰 --all",
		Args:    a.noArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.returnFiles(c.Context(), how) },
	}
	c.Flags().StringVar(&how.period, "period", "", a.t("报告期，如 2022Q1", "the period, e.g. 2022Q1"))
	c.Flags().StringVar(&how.org, "org", "", a.t("只退这个单位：代码或名称", "this org only: its code or name"))
	c.Flags().StringVar(&how.by, "by", "", a.t("经办人，记入日志", "who returns them, for the journal"))
	c.Flags().BoolVar(&how.all, "all", false, a.t("逐条列出问题", "list every problem"))
	return c
}

func (a *app) returnFiles(ctx context.Context, how returning) (err error) {
	ws, pack, unlock, err := a.openToWrite("return")
	if err != nil {
		return err
	}
	defer closing(&err, unlock)
	if how.by != "" {
		if err := checkPerson(ws.Settings.People, how.by); err != nil {
			return err
		}
	}
	at, err := periodOf(pack, how.period)
	if err != nil {
		return err
	}
	if how.org != "" {
		orgs, err := reportersOf(pack, at, how.org)
		if err != nil {
			return err
		}
		how.org = orgs[0].Code
	}
	summary, err := a.rebuild(ctx, ws, pack)
	if err != nil {
		return err
	}
	r := &returner{app: a, ws: ws, pack: pack, at: at, how: how}
	if err := r.prepare(ctx); err != nil {
		return err
	}
	answers, err := r.returnAll(ctx, r.current(summary.Files))
	if err != nil {
		return err
	}
	stale, err := r.clearStale(answers)
	if err != nil {
		return err
	}
	a.tellCleared(stale)
	return a.tellReturned(answers, how.all)
}

// A returner makes what goes back for one period.
type returner struct {
	*app
	ws      *workspace.Workspace
	pack    *programme.Pack
	at      programme.Period
	how     returning
	key     []byte
	past    ingest.Past
	waived  map[string]bool            // ids of accepted doubts
	doubts  map[string][]check.Finding // made by comparing orgs, by org
	entries []workspace.Entry
}

// prepare reads what files are held against.
func (r *returner) prepare(ctx context.Context) (err error) {
	if r.key, err = r.ws.Key(); err != nil {
		return err
	}
	if r.past, err = ingest.ReadPast(r.ws); err != nil {
		return err
	}
	if r.entries, err = r.ws.Journal.Entries(); err != nil {
		return err
	}
	known, err := r.openDoubts(ctx, r.ws, r.pack, r.at.String())
	if err != nil {
		return err
	}
	r.waived, r.doubts = map[string]bool{}, map[string][]check.Finding{}
	for _, d := range known {
		if d.Waived {
			r.waived[d.Finding] = true
		} else if d.severity == "" && d.Period == r.at.String() {
			r.doubts[d.Org] = append(r.doubts[d.Org], r.compared(d))
		}
	}
	return nil
}

// compared is a doubt that came from comparing orgs, as a finding of a file.
func (r *returner) compared(d openDoubt) check.Finding {
	return check.Finding{Given: d.Finding, Code: check.Code(d.Test), Severity: check.SeverityDoubt, Sheet: d.Sheet, Cell: d.Cell, Org: d.Org, Element: d.Element,
		Reporter: d.Org, Period: r.at, Found: r.t(d.Zh, d.En),
		RuleZh: "与其他单位、往期或其他来源的数相称", RuleEn: "a figure in keeping with other orgs, earlier periods or other sources",
		FixZh: "请核对；填错的请改正后重报，属实的请在备注中说明", FixEn: "Look at it: correct it where it is wrong, say why in the remark where it is right"}
}

// desk is what a file is the answer to: an org's part of a period.
type returnDesk struct{ org, part string }

// current lists the newest file of each org and part for the period, accepted
// or not, in the order of the orgs' codes; files of nobody that are named like
// an org's workbook come too.
func (r *returner) current(files []ingest.File) []ingest.File {
	newest := map[returnDesk]ingest.File{}
	for _, f := range files {
		if f.History {
			continue
		}
		f = r.owned(f)
		if f.Period != r.at.String() || f.Reporter == "" || r.how.org != "" && f.Reporter != r.how.org {
			continue
		}
		if f.State == stateAttached && f.What.Class != kind.Evidence && namedLikeOurs.MatchString(f.FileName) {
			f.State = stateQuarantined // kept with the evidence, but meant as the report
		}
		if !slices.Contains([]string{stateAccepted, stateRefused, stateQuarantined}, f.State) {
			continue
		}
		at := returnDesk{f.Reporter, f.Part}
		if old, seen := newest[at]; !seen || old.State == stateQuarantined || f.State != stateQuarantined && f.Revision >= old.Revision {
			newest[at] = f
		}
	}
	r.dropAnswered(newest)
	return slices.SortedFunc(maps.Values(newest), func(x, y ingest.File) int {
		return cmp.Or(cmp.Compare(x.Reporter, y.Reporter), cmp.Compare(x.Part, y.Part))
	})
}

// dropAnswered forgets unreadable files of orgs that sent a readable one too.
func (r *returner) dropAnswered(newest map[returnDesk]ingest.File) {
	for at, f := range newest {
		for other, g := range newest {
			if f.State == stateQuarantined && g.State != stateQuarantined && at.org == other.org {
				delete(newest, at)
			}
		}
	}
}

var namedLikeOurs = regexp.MustCompile(`^(\d{4}(?:Q[1-4]|H[12])?)_([0-9A-Z-]+)_`)

// owned says of a file that does not tell it whose it seems to be: whoever took
// it in declared it, or it has the name of the workbook that was sent out. Only
// a letter follows from it, never a figure.
func (r *returner) owned(f ingest.File) ingest.File {
	if f.Reporter != "" || f.State != stateQuarantined && f.State != stateAttached {
		return f
	}
	f.Reporter, f.Period = seemsOf(f.Receipt)
	org, known := r.pack.Org(f.Reporter, r.at)
	if !known {
		f.Reporter = ""
	}
	f.Name = org.Name
	return f
}

// seemsOf is the org and period that a file seems to be of, "" where nothing says.
func seemsOf(f ingest.Receipt) (reporter, period string) {
	reporter, period = f.Declaration.Reporter, f.Declaration.Period
	if m := namedLikeOurs.FindStringSubmatch(f.FileName); m != nil {
		period, reporter = cmp.Or(period, m[1]), cmp.Or(reporter, m[2])
	}
	return reporter, period
}

// open lists what must be corrected in a file: what is told for information
// only, and what a person accepted, is left out.
func (r *returner) open(f ingest.File) (list []check.Finding, err error) {
	found := f.Findings
	if f.State == stateQuarantined && f.Errors == 0 { // kept with the evidence: nobody has said yet why it is no report
		if found, err = r.findings(f); err != nil {
			return nil, err
		}
	}
	for _, x := range append(slices.Clone(found), r.doubts[f.Reporter]...) {
		if x.Severity != check.SeverityNote && !r.settled(x) {
			list = append(list, x)
		}
	}
	return list, nil
}

// findings are what is wrong with a file that is to be taken for a report.
func (r *returner) findings(f ingest.File) ([]check.Finding, error) {
	original, err := plainfile.Open(ingest.OriginalPath(r.ws, f.Receipt))
	if err != nil {
		return nil, err
	}
	defer original.Close()
	result, err := check.Collect(check.Input{File: original, Size: f.Bytes, Name: f.FileName, Pack: r.pack, Key: r.key})
	return result.Findings, err
}

func (r *returner) settled(f check.Finding) bool { return r.waived[f.ID()] }
