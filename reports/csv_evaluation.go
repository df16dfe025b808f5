package reports

import (
	"fmt"
	"strconv"
)

// evaluationSheet is every score by stage that the page's period knows of, in the marts' exact digits.
func (d desk) evaluationSheet() sheet {
	s := sheet{table: "mart_evaluation", header: []string{"scheme", "year", "stage", "org", "org_name", "score", "full_marks", "complete", "grade", "rank", "rank_of", "rank_parent", "rank_parent_of",
		"tied", "from_stage", "drawn", "adjusted", "gap", "gap_outlier", "sample"}}
	for _, scheme := range d.schemes() {
		for _, r := range d.evaluated(scheme) {
			s.rows = append(s.rows, []string{r.Scheme, strconv.Itoa(r.Year), r.Stage, r.Org, d.orgByCode[r.Org].Name, r.Score.String(), r.FullMarks.String(), fmt.Sprint(r.Complete), r.Grade,
				blankZero(r.Rank), blankZero(r.RankOf), blankZero(r.RankParent), blankZero(r.RankParentOf), fmt.Sprint(r.Tied), r.FromStage, fmt.Sprint(r.Drawn), fmt.Sprint(r.Adjusted),
				r.Gap.String(), fmt.Sprint(r.GapOutlier), fmt.Sprint(d.head.Sample)})
		}
	}
	return s
}
