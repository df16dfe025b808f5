package check_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"yigai/ingest/check"
	"yigai/ingest/template"
	"yigai/internal/decimal"
	"yigai/programme"
)

// scoringPack is the made-up programme of the hostile files: in 2022Q2 districts
// score themselves, their city reviews them, the bureau spot-checks one of them.
func scoringPack(t testing.TB) *programme.Pack {
	t.Helper()
	p, mistakes := programme.Load(os.DirFS("../hostile/testdata/pack"))
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0])
	}
	return p
}

// withScores fills a form with everything, each score a unit below full marks.
func withScores(p *programme.Pack, form programme.Form) *template.Fill {
	fill := clean(p, form)
	fill.Scores = map[template.ScoreKey]template.ScoreEntry{}
	for _, l := range form.Scores {
		key := template.ScoreKey{Scheme: l.Stage.Scheme, Stage: l.Stage.Code, Org: l.Org.Code, Item: l.Item.Code}
		fill.Scores[key] = template.ScoreEntry{Score: template.Number(l.Item.FullMarks - decimal.FromInt(1)), Evidence: "会议纪要"}
	}
	return fill
}

// TestScoresComeBack: what a scorer writes on the sheet 评分 of its own template
// is what comes out, whoever the scorer is, alone or with the rest.
func TestScoresComeBack(t *testing.T) {
	p := scoringPack(t)
	for org, scored := range map[string]int{"610702": 2, "610700": 4, "610700-YBJ": 4} {
		form := formOf(t, p, org, "2022Q2")
		file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: withScores(p, form)})
		r := collect(t, check.Input{Pack: p, Key: key}, file)
		for _, f := range r.Findings {
			t.Errorf("%s: %s", org, f.Chinese())
		}
		if len(r.Scores) != scored {
			t.Fatalf("%s: %d scores, want %d", org, len(r.Scores), scored)
		}
		for i, s := range r.Scores {
			l := form.Scores[i]
			if s.Reporter != org || s.Org != l.Org.Code || s.Stage != l.Stage.Code || s.Scheme != "rating" || s.Item != l.Item.Code || s.State != check.Reported ||
				s.Value == nil || *s.Value != l.Item.FullMarks-decimal.FromInt(1) || s.Evidence != "会议纪要" || s.Sheet != "评分" || s.Cell == "" {
				t.Errorf("%s: %+v", org, s)
			}
		}
	}
}

// TestOnlyTheDrawnAreScored: once a stage has drawn, its sheet has rows for those
// drawn only; others are missing and nothing is said of them.
func TestOnlyTheDrawnAreScored(t *testing.T) {
	p := scoringPack(t)
	form := formOf(t, p, "610700-YBJ", "2022Q2")
	drawn := func(_, stage string) ([]string, bool) { return []string{"610703"}, stage == "spot" }
	r := collect(t, check.Input{Pack: p, Key: key}, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: withScores(p, form), Drawn: drawn}))
	for _, f := range r.Findings {
		t.Error(f.Chinese())
	}
	for _, s := range r.Scores {
		if isDrawn := s.Org == "610703"; isDrawn != (s.State == check.Reported) || isDrawn != (s.Cell != "") {
			t.Errorf("%+v", s)
		}
	}
}

// TestScoresAsText: the sheet alone as CSV says the same, as its own part.
func TestScoresAsText(t *testing.T) {
	p := scoringPack(t)
	text := "报告期,2022Q2\n单位代码,610702\n\n单位代码,单位名称,阶段,条目编号,维度,条目,满分,得分,佐证材料\n" +
		"610702,汉台区,self,1.1,组织,领导机制,10,9.5,会议纪要\n610702,汉台区,自评,1.2,组织,经费保障,5.5,6,\n"
	r := collect(t, check.Input{Pack: p, Name: "评分.csv"}, []byte(text))
	if got := summary(r.Findings); got != "N-NO-COVER ; E-RANGE 6:31" {
		t.Errorf("found %q", got)
	}
	if r.Part != "评分" || !r.Accepted() || len(r.Scores) != 2 || r.Scores[0].Value.String() != "9.5" || r.Scores[1].State != check.Missing || r.Scores[1].RawText != "6" {
		t.Errorf("%+v", r.Summary)
	}
}

// TestInspectionsAsText: any org may send the sheet 核查, of any period.
func TestInspectionsAsText(t *testing.T) {
	p := scoringPack(t)
	text := "抽取编号,单位代码,单位名称,报告期,编码,名称,单位,报送值,核查值,结论,说明\n" +
		"CQ-1,610703,南郑区,2021Q4,visits,总诊疗人次,人次,1000,990,不一致,病历缺失\nCQ-1,610702,汉台区,2021Q4,ledger_kept,已建立台账,是/否,是,是,一致,\nCQ-1,610702,汉台区,2021Q4,visits,,,7,,,\n"
	r := collect(t, check.Input{Pack: p, Name: "2022Q1_610700_核查.csv"}, []byte(text))
	if got := summary(r.Findings); got != "N-FROM-NAME ; N-NO-COVER " {
		t.Errorf("found %q", got)
	}
	if r.Part != "核查" || !r.Accepted() || len(r.Inspections) != 3 {
		t.Fatalf("%+v", r.Summary)
	}
	i := r.Inspections[0]
	if i.Reporter != "610700" || i.Org != "610703" || i.Draw != "CQ-1" || i.About.String() != "2021Q4" || i.Reported.String() != "1000" || i.Found.String() != "990" ||
		i.Verdict != check.Mismatch || i.Note != "病历缺失" || i.Cell == "" {
		t.Errorf("%+v", i)
	}
	if r.Inspections[1].Verdict != check.Match || r.Inspections[2].Verdict != "" || r.Inspections[2].Found != nil {
		t.Errorf("%+v", r.Inspections[1:])
	}
}

// TestPracticeIsOptional: a template from before the column is whole, and what is
// written in it comes out.
func TestPracticeIsOptional(t *testing.T) {
	p := scoringPack(t)
	form := formOf(t, p, "610702", "2022Q1")
	fill := clean(p, form)
	entry := fill.Tasks["1"]
	entry.Practice = "一张清单管到底"
	fill.Tasks["1"] = entry
	file := write(t, template.Input{Pack: p, Form: form, Key: key, Fill: fill})
	if r := collect(t, check.Input{Pack: p, Key: key}, file); len(r.Findings) > 0 || r.TaskReports[0].Practice != entry.Practice {
		t.Errorf("%+v", r)
	}
	old := spoil(t, file, func(s *spoiler) { s.must(s.RemoveCol("任务", "L")) })
	r := collect(t, check.Input{Pack: p, Key: key}, old)
	if codes := summary(r.Findings); strings.Contains(codes, "任务") || r.TaskReports[0].Practice != "" || r.TaskReports[0].Responsible != entry.Responsible {
		t.Errorf("%s: %+v", codes, r.TaskReports)
	}
}

// TestAddedTasks: a task that only the secretariat's programme has is noted where
// that is not at hand, and returned where it is.
func TestAddedTasks(t *testing.T) {
	p := scoringPack(t)
	form := formOf(t, p, "610702", "2022Q1")
	file := spoil(t, write(t, template.Input{Pack: p, Form: form, Key: key, Fill: clean(p, form)}), func(s *spoiler) {
		s.must(s.SetCellValue("任务", "A5", "9"))
		s.must(s.SetCellValue("任务", "E5", "推进中"))
	})
	for _, secret := range [][]byte{nil, key} {
		r := collect(t, check.Input{Pack: p, Key: secret}, file)
		codes := []check.Code{}
		for _, f := range r.Findings {
			codes = append(codes, f.Code)
		}
		want := map[bool]check.Code{true: "N-ADDED-TASK", false: "E-CODE"}[secret == nil]
		if !r.Accepted() || !slices.Equal(codes, []check.Code{want}) {
			t.Errorf("%v: %v, want %s", secret != nil, codes, want)
		}
	}
}
