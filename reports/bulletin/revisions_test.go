package bulletin

import (
	"strings"
	"testing"

	"yigai/internal/parquetio"
)

// A revision says what it takes the place of, why, what changed, and how ranks moved.
func TestRevisionSaysWhatChangedAndWhy(t *testing.T) {
	b := fixture(nil)
	b.head.Edition, b.reason = "2022Q2-r2", "甲县更正了报表。"
	value := restatementRow{Edition: "2022Q2-r1", Kind: "indicator", Subject: "cover", Version: "v", Basis: "point", Org: "a", Period: "2022Q2", Published: parquetio.Int(68), Now: parquetio.Int(70), RankThen: 2, RankNow: 1, CauseZh: "甲县 2022Q2 第 2 版"}
	whole, moved, light, hidden := value, value, value, value
	whole.Org, whole.RankThen, whole.RankNow = "1", 0, 0
	moved.Org, moved.Now, moved.RankThen, moved.RankNow = "b", moved.Published, 1, 2
	light.Kind, light.Subject, light.Basis, light.Org, light.Published, light.Now, light.PublishedText, light.NowText = "light", "1:lead", "", "1-W", parquetio.Number{}, parquetio.Number{}, "late", "done"
	light.RankThen, light.RankNow = 0, 0
	hidden.Suppressed, hidden.Org = true, "c"
	b.restated = []restatementRow{light, moved, hidden, value, whole}
	b.sortRestated()
	b.texts = []textRow{
		{Section: "title", Each: "once", When: "revision", Text: "修订版"},
		{Section: "lead", Each: "once", When: "revision", Text: "{edition}代替{revised_editions}[，因{reason}]，{revisions}处：{revised_kinds}。"},
		{Section: "revisions", Heading: "原因", HeadingEn: "Why", Each: "revision_causes", Text: "{cause}{count}处。"},
		{Section: "revisions", Each: "revisions", Limit: 2, Text: "{org}{what}由{then}为{now}[，第{rank_then}位变为第{rank_now}位]。"},
		{Section: "revisions", Each: "once", When: "more", Text: "其余{more}处。"},
		{Section: "annex_revisions", Heading: "明细", HeadingEn: "All", Each: "table_revisions", Text: "不同之处"},
	}
	const want = `修订版
2022Q2-r2代替2022Q2-r1，因甲县更正了报表，4处：指标3处、任务的灯1处。
一、原因
甲县 2022Q2 第 2 版4处。
某市签约覆盖率由68.0%为70.0%。
甲县签约覆盖率由68.0%为70.0%，第2位变为第1位。
其余1处。`
	d := b.compose("zh")
	if got := lines(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var rows []string
	for _, r := range d.Annexes[0].Blocks[1].Table.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, plain(c))
		}
		rows = append(rows, strings.Join(cells, " "))
	}
	if got, want := strings.Join(rows, "\n"), `签约覆盖率 时点 某市 68.0% 70.0% — — 甲县 2022Q2 第 2 版
签约覆盖率 时点 甲县 68.0% 70.0% 2 1 甲县 2022Q2 第 2 版
签约覆盖率 时点 乙县 68.0% 68.0% 1 2 甲县 2022Q2 第 2 版
第1项任务（牵头） — 卫生局 逾期 完成 — — 甲县 2022Q2 第 2 版`; got != want {
		t.Errorf("annex:\n%s\nwant\n%s", got, want)
	}
}
