package check_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"yigai/ingest/check"
	"yigai/programme"
)

const longHead = "org,period,element,value,note\n"

// csvCases are texts of 610702 for 2022Q2; findings about missing rows are left out.
var csvCases = []struct {
	name, file, text string
	in               check.Input
	want             string // findings, without E-ROW, N-NO-COVER and N-NO-TASKS
	state            string // of visits_primary
}{
	{name: "a figure", text: longHead + "610702,2022Q2,visits_primary,12,\n", state: "reported"},
	{name: "a marked figure", text: longHead + "610702,2022Q2,visits_primary,12,\n", file: "说明.txt", state: "reported"},
	{name: "Chinese header in another order", text: "备注,值,数据元,报告期,单位代码\n,12,visits_primary,2022年第二季度,610702\n", state: "reported"},
	{name: "header by an alias", text: "机构代码,报告期,编码,数值\n610702,2022Q2,visits_primary,12\n", want: "N-ALIAS 1:1; N-ALIAS 1:13", state: "reported"},
	{name: "header claimed twice", text: "org,单位代码,period,element,value\n610702,610702,2022Q2,visits_primary,12\n", want: "E-HEADER-TWICE 1:5", state: "refused"},
	{name: "no column of values", text: "org,period,element,note\n610702,2022Q2,visits_primary,12\n", want: "E-HEADER ", state: "quarantined"},
	{name: "no column of periods", text: "org,element,value\n610702,visits_primary,12\n", want: "E-HEADER ", state: "quarantined"},
	{name: "tabs", text: strings.ReplaceAll(longHead+"610702,2022Q2,visits_primary,12,\n", ",", "\t"), want: "N-TAB ", state: "reported"},
	{name: "semicolons", text: strings.ReplaceAll(longHead+"610702,2022Q2,visits_primary,12,\n", ",", ";"), want: "E-SEPARATOR ", state: "quarantined"},
	{name: "a letter", text: "请各县区于月底前报送。\n", want: "E-TEXT ", state: "quarantined"},
	{name: "an open quote", text: longHead + "610702,2022Q2,visits_primary,12,\"说明\n610702,2022Q2,discharges,3,\n", want: "E-QUOTE 2:33", state: "quarantined"},
	{name: "a comma too many", text: longHead + "610702,2022Q2,visits_primary,1,200,\n", want: "E-RAGGED 2:36", state: "refused"},
	{name: "a number cut in two", text: longHead + "610702,2022Q2,visits_primary,1,200\n", want: "E-SPLIT 2:30", state: "missing"},
	{name: "a number in quotes", text: longHead + "610702,2022Q2,visits_primary,\"1,200\",200\n", want: "N-COMMA 2:30", state: "reported"},
	{name: "a row too short", text: longHead + "610702,2022Q2,visits_primary\n", want: "E-RAGGED 2:1", state: "refused"},
	{name: "no note at the end", text: longHead + "610702,2022Q2,visits_primary,12\n610702,2022Q2,discharges,3\n", want: "N-SHORT-ROW 2:1", state: "reported"},
	{name: "empty rows", text: longHead + ",,,,\n\n610702,2022Q2,visits_primary,12,\n,,,,\n", state: "reported"},
	{name: "not a number", text: longHead + "610702,2022Q2,visits_primary,约12,\n", want: "E-ABOUT 2:30", state: "missing"},
	{name: "blank", text: longHead + "610702,2022Q2,visits_primary,,没有\n610702,2022Q2,discharges,3,\n", want: "E-REQUIRED 2:30", state: "missing"},
	{name: "suppressed", text: longHead + "610702,2022Q2,visits_primary,保密,\n", want: "N-SUPPRESSED 2:30", state: "suppressed"},
	{name: "twice", text: longHead + "610702,2022Q2,visits_primary,12,\n610702,2022Q2,visits_primary,12,\n", want: "E-DUPLICATE 3:30", state: "missing"},
	{name: "unknown element", text: longHead + "610702,2022Q2,visits_primary,12,\n610702,2022Q2,visits_x,1,\n", want: "E-CODE 3:15", state: "reported"},
	{name: "element of others", text: longHead + "610702,2022Q2,visits_primary,12,\n610702,2022Q2,ins_visits_in,1,\n", want: "E-UNASKED 3:15", state: "reported"},
	{name: "no element", text: longHead + "610702,2022Q2,visits_primary,12,\n610702,2022Q2,,1,\n", want: "E-NO-CODE 3:16", state: "reported"},
	{name: "a total", text: longHead + "610702,2022Q2,visits_primary,12,\n合计,2022Q2,visits_total,12,\n", want: "N-SUBTOTAL 3:1", state: "reported"},
	{name: "another county's row", text: longHead + "610702,2022Q2,visits_primary,12,\n610722,2022Q2,visits_primary,12,\n", in: check.Input{Reporter: "610702"}, want: "N-DECLARED ; E-FOREIGN 3:1", state: "refused"},
	{name: "two orgs, no reporter", text: longHead + "610702,2022Q2,visits_primary,12,\n610722,2022Q2,visits_primary,12,\n", want: "E-REPORTER ", state: "refused"},
	{name: "two reporters", text: "org,period,element,value,reporter\n610702,2022Q2,visits_primary,12,610702\n610722,2022Q2,visits_primary,12,610722\n", want: "E-REPORTERS ", state: "refused"},
	{name: "two periods", text: longHead + "610702,2022Q1,visits_primary,12,\n610702,2022Q2,visits_primary,12,\n", want: "E-PERIODS ", state: "refused"},
	{name: "unknown period", text: longHead + "610702,2029Q1,visits_primary,12,\n", want: "E-PERIOD 2:1", state: "refused"},
	{name: "unknown org", text: longHead + "610799,2022Q2,visits_primary,12,\n", want: "E-ORG 2:1", state: "quarantined"},
	{name: "an org by name", text: longHead + "汉台区,2022Q2,visits_primary,12,\n", want: "E-ORG 2:1", state: "quarantined"},
	{name: "an old code", text: longHead + "610721,2022Q2,visits_primary,12,\n", want: "E-OLD-CODE 2:1", state: "reported"},
	{name: "letter O in a row", text: longHead + "610702,2022Q2,visits_primary,12,\n6107O2,2022Q2,discharges,3,\n", in: check.Input{Reporter: "610702"}, want: "N-DECLARED ; E-CODE 3:1", state: "reported"},
	{name: "name of another", text: "org,period,element,value,名称\n610702,2022Q2,visits_primary,12,出院人次\n", want: "E-NAME 2:33", state: "reported"},
	{name: "nothing", text: longHead, want: "E-BLANK ", state: "refused"},

	{name: "sheet with labels", text: "汉中市医改报表\n单位代码,610702,,\n报告期,2022Q2,,\n编码,名称,本期值,备注\nvisits_primary,,12,\n", state: "reported"},
	{name: "sheet with a column added", text: "单位代码,610702,,\n报告期,2022Q2,,\n编码,名称,本期值,去年同期\nvisits_primary,,12,\ndischarges,,3,4\n", want: "N-COLUMN 3:11", state: "reported"},
	{name: "sheet as the template prints it", text: "指标,,\n汉台区（610702）　2022年第二季度　填报对象：本单位,,\n编码,名称,本期值\nvisits_primary,,12\n", state: "reported"},
	{name: "sheet as the template prints it, with labels added", text: "汉台区（610702）　2022年第二季度,,\n报告期,2022Q2,\n编码,名称,本期值\nvisits_primary,,12\n", state: "reported"},
	{name: "its subtitle goes before the file's name", file: "2022Q1_610722_指标.csv", text: "【样例数据】汉台区（610702）　2022年第二季度,,\n编码,名称,本期值\nvisits_primary,,12\n", state: "reported"},
	{name: "subtitle of another org's name", text: "南郑区（610702）　2022年第二季度,,\n编码,名称,本期值\nvisits_primary,,12\n", want: "E-ORG-NAME 1:1", state: "refused"},
	{name: "subtitle of nobody", text: "某区（619999）　2022年第二季度,,\n编码,名称,本期值\nvisits_primary,,12\n", want: "E-WHOSE ", state: "quarantined"},
	{name: "sheet of tasks", text: "任务,,,\n汉台区（610702）　2022年第二季度,,,\n任务编号,状态,完成进度,进展情况\n1,推进中,20,已印发方案\n", state: "absent"},
	{name: "sheet by name", file: "2022Q2_610702_指标.csv", text: "编码,名称,本期值\nvisits_primary,,12\n", want: "N-FROM-NAME ", state: "reported"},
	{name: "labels before the name", file: "2022Q1_610722_指标.csv", text: "单位代码,610702,\n报告期,2022Q2,\n编码,名称,本期值\nvisits_primary,,12\n", state: "reported"},
	{name: "sheet declared", text: "编码,名称,本期值\nvisits_primary,,12\n", in: check.Input{Reporter: "610702", Period: programme.MustPeriod("2022Q2")}, want: "N-DECLARED ", state: "reported"},
	{name: "nobody's sheet", text: "编码,名称,本期值\nvisits_primary,,12\n", want: "E-WHOSE ", state: "quarantined"},
	{name: "sheet of an unknown org", text: "单位代码,4.50181E+05,\n报告期,2022Q2,\n编码,名称,本期值\nvisits_primary,,12\n", want: "E-ORG 1:6", state: "quarantined"},
	{name: "sheet of another's name", text: "单位代码,610702,\n单位名称,洋　县,\n报告期,2022Q2,\n编码,名称,本期值\nvisits_primary,,12\n", want: "E-ORG-NAME 2:6", state: "refused"},
	{name: "sheet with a total", text: "单位代码,610702,\n报告期,2022Q2,\n编码,名称,本期值\nvisits_primary,,12\n,合计,12\n", want: "N-SUBTOTAL 5:5", state: "reported"},
	{name: "ragged sheet", text: "单位代码,610702,\n报告期,2022Q2,\n编码,名称,本期值\nvisits_primary,基层,诊疗人次,12\n", want: "E-RAGGED 4:24", state: "refused"},
}

func TestCSVCases(t *testing.T) {
	p := loadPack(t)
	for _, c := range csvCases {
		t.Run(c.name, func(t *testing.T) {
			in := c.in
			in.Pack, in.Previous, in.Name = p, nothing, c.file
			r := asCSV(t, in, []byte(c.text))
			var kept []string
			for _, f := range r.Findings {
				if f.Sheet != "" {
					t.Errorf("a sheet in %s", f.Chinese())
				}
				if f.Code != "E-ROW" && f.Code != "N-NO-COVER" && f.Code != "N-NO-TASKS" {
					kept = append(kept, string(f.Code)+" "+f.Place())
				}
			}
			if got := strings.Join(kept, "; "); got != c.want {
				t.Errorf("found %s, want %s", got, c.want)
				for _, f := range r.Findings[:min(5, len(r.Findings))] {
					t.Log(f.Chinese(), f.English())
				}
			}
			if state := stateOf(r, element); state != c.state {
				t.Errorf("%s is %s, want %s", element, state, c.state)
			}
			if at := check.PeriodOf(check.Input{File: strings.NewReader(c.text), Size: int64(len(c.text)), Name: c.file, Pack: p, Reporter: c.in.Reporter, Period: c.in.Period}); at != r.Cover.Period {
				t.Errorf("PeriodOf gives %s, File %s", at, r.Cover.Period)
			}
		})
	}
}

// A sheet that came alone is a part of its own: only its lines are asked for.
func TestSingleSheetsAreParts(t *testing.T) {
	p := loadPack(t)
	for text, want := range map[string]string{
		"任务编号,任务名称,状态,进展情况\n1,,推进中,按计划\n":         "任务 0 22",
		"编码,本期值\nvisits_total,5\n":                "指标 55 0",
		"单位代码,报告期,编码,本期值\n610702,2022Q2,a,1\n":    "workbook 55 0",
		"单位代码,单位名称,ins_visits_in\n610722,城固县,5\n": " 0 0", // not asked of this org
	} {
		r := asCSV(t, check.Input{Pack: p, Name: "2022Q2_610702_表.csv", Previous: nothing}, []byte(text))
		if got := r.Part + " " + fmtCount(len(r.Observations)) + " " + fmtCount(len(r.TaskReports)); got != want && !(want == " 0 0" && r.Refused) {
			t.Errorf("%q: %s, want %s\n%s", text, got, want, summary(r.Findings))
		}
	}
	r := asCSV(t, check.Input{Pack: p, Name: "2022Q2_610700-YBJ_表.csv", Previous: nothing}, []byte(tableCSV(p, "610722,城固县,5\n合计,,5\n")))
	if r.Part != "医保县区表" || r.Refused || !bytes.Contains([]byte(summary(r.Findings)), []byte("N-SUBTOTAL")) {
		t.Errorf("%+v %s", r.Summary, summary(r.Findings))
	}
}

func fmtCount(n int) string { return strconv.Itoa(n) }

// tableCSV is the insurance bureau's table with all its columns, and rows that
// fill the first of them.
func tableCSV(p *programme.Pack, rows string) string {
	org, _ := p.Org("610700-YBJ", programme.MustPeriod("2022Q2"))
	header := "单位代码,单位名称"
	for _, s := range p.FormOf(org, programme.MustPeriod("2022Q2")).Sheets {
		if s.Layout != "table" {
			continue
		}
		for _, l := range s.Lines {
			header += "," + l.Element.Code
		}
	}
	padding := strings.Repeat(",", strings.Count(header, ",")-2)
	return header + "\n" + strings.ReplaceAll(rows, "\n", padding+"\n")
}

// TestHistoryOfManyPeriods: a history may bring several periods and reporters;
// each figure keeps its own, and earlier ones of the same file are looked at.
func TestHistoryOfManyPeriods(t *testing.T) {
	p := loadPack(t)
	text := "org,period,element,value,note,reporter\n" +
		"610702,2021Q2,income_medical,90,,610702\n610702,2021Q1,income_medical,100,,610702\n" +
		"610722,2021Q1,income_medical,7,老系统,610722\n"
	in := check.Input{Pack: p, History: true, Previous: nothing}
	r := asCSV(t, in, []byte(text))
	got := ""
	for _, o := range r.Observations {
		if o.Value != nil {
			got += o.Reporter + " " + o.Period.String() + " " + o.Org + " " + o.Value.String() + o.Note + "; "
		}
	}
	if want := "610702 2021Q1 610702 100; 610722 2021Q1 610722 7老系统; "; got != want || len(r.Brings) != 3 {
		t.Errorf("%s, want %s (%+v)\n%s", got, want, r.Summary, summary(r.Findings))
	}
	if !strings.Contains(summary(r.Findings), "E-RULE 2:30") || !strings.Contains(summary(r.Findings), "N-HISTORY-GAPS") {
		t.Error("the total that falls within the file was not found: " + summary(r.Findings))
	}
	if at := check.PeriodOf(check.Input{File: strings.NewReader(text), Size: int64(len(text)), Pack: p, History: true}); at.String() != "2021Q1" {
		t.Error(at)
	}
	if r := asCSV(t, check.Input{Pack: p, Previous: nothing}, []byte(text)); !r.Refused {
		t.Error("several periods were taken in without being history")
	}
	late := strings.ReplaceAll(text, "2021Q2", "2022Q2")
	if r := asCSV(t, in, []byte(late)); !r.Refused || !strings.Contains(summary(r.Findings), "E-HISTORY 2:1") {
		t.Error(summary(r.Findings))
	}
}
