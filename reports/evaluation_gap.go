package reports

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"yigai/reports/svg"
)

// A gapView is how far orgs put themselves above their reviewers.
type gapView struct {
	Picture          template.HTML
	Title, Sub       string
	Outliers, Others int
}

// gapView draws the outliers and the largest gaps; all stand in the table.
func (d desk) gapView(scheme string) gapView {
	var gaps []evaluationRow
	for _, r := range d.evaluated(scheme) {
		if r.Stage == final && r.Gap.Valid {
			gaps = append(gaps, r)
		}
	}
	if len(gaps) < 2 {
		return gapView{}
	}
	slices.SortStableFunc(gaps, func(x, y evaluationRow) int {
		return cmp.Or(compareBool(y.GapOutlier, x.GapOutlier), y.Gap.Cmp(x.Gap))
	})
	var v gapView
	var names []string
	for _, r := range gaps {
		if r.GapOutlier {
			v.Outliers++
			names = append(names, d.nameOf(r.Org))
		}
	}
	shown, rest := firstFew(gaps, max(v.Outliers, 20))
	v.Others = rest
	switch {
	case v.Outliers > 0:
		v.Title = fewNames(names, 6, "个") + "的自评明显偏离复评"
	case d.leavesOut("mart_evaluation", "gap_outlier"): // a doubt is not for the public, nor that there is none
		v.Title = "自评与复评相差多少"
	default:
		v.Title = "自评与复评之差没有明显离群的"
	}
	v.Sub = fmt.Sprintf("空心点为自评，实心点为复评，数字为自评减复评（分）；全部差的中位数 %s", gapText(gaps[0].GapMedian))
	v.Picture = d.gapPicture(v, shown, scheme)
	return v
}

func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

func (d desk) gapPicture(v gapView, rows []evaluationRow, scheme string) template.HTML {
	var gaps []svg.Gap
	var ends []svg.Point
	all := d.evaluated(scheme)
	self, review := d.gapStages(scheme)
	for _, r := range rows {
		from, to := scoreOf(all, r.Org, self), scoreOf(all, r.Org, review)
		if !from.Score.Valid || !to.Score.Valid {
			continue
		}
		g := svg.Gap{Name: d.nameOf(r.Org), Value: gapText(r.Gap), From: from.Score.Float(), To: to.Score.Float(), Apart: r.GapOutlier,
			Title: d.nameOf(r.Org) + " 自评 " + scoreText(from.Score) + "，复评 " + scoreText(to.Score)}
		gaps = append(gaps, g)
		ends = append(ends, svg.Point{Y: g.From, OK: true}, svg.Point{Y: g.To, OK: true})
	}
	if len(gaps) == 0 {
		return ""
	}
	low, high, _ := limitsOf(ends, "")
	return svg.Gaps(strings.TrimSuffix(v.Title, "。")+"。"+v.Sub, d.sampleMark(), axisTicks(low, high, false), gaps)
}

// gapStages are the first stage an org scores itself in and the first in which somebody else scores the same orgs.
func (d desk) gapStages(scheme string) (self, review string) {
	for _, s := range d.stagesOf(scheme) {
		switch {
		case s.Scorer == "self" && self == "":
			self = s.Stage
		case s.Scorer != "self" && s.DrawMax == 0 && self != "" && review == "":
			review = s.Stage
		}
	}
	return self, review
}

func scoreOf(rows []evaluationRow, org, stage string) evaluationRow {
	for _, r := range rows {
		if r.Org == org && r.Stage == stage {
			return r
		}
	}
	return evaluationRow{}
}
