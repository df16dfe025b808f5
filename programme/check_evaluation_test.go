package programme_test

import (
	"testing"
	"testing/fstest"
)

// evaluated is the real pack with an evaluation, consequences and reminders as an
// office might add them; it has no mistakes.
func evaluated(t *testing.T) fstest.MapFS {
	files := hanzhong(t)
	for name, text := range map[string]string{
		"stages.csv": "scheme,stage,seq,name,name_en,scored_kind,scorer,reporter,base,period,opens,due,draw_min,draw_max,per,final_order,clause\n" +
			"yearly,self,1,自评,Self,county|district,self,,items,2022Q4,2022-12-01,2022-12-10,,,,1,一\n" +
			"yearly,review,2,复评,Review,county|district,third_party,610700-WJW,items,2022Q4,2023-01-01,2023-01-20,1,4,parent,2,一\n" +
			"yearly,city,3,全市,City,org:610700,province,,parts,2022Q4,,2023-01-25,,,,3,一\n",
		"scoring.csv": "scheme,dimension,dimension_name,item,name,name_en,full_marks,method,parameters,evidence_required,stages,standard\n" +
			"yearly,1,签约,1.1,签约率,Contracts,40,indicator,indicator=contract_residents;shape=linear;floor=30;full=75,no,,\n" +
			"yearly,1,签约,1.2,满意度,Satisfaction,30,both,indicator=satisfaction;shape=steps;steps=60:10|80:20|90:30,no,self|review,\n" +
			"yearly,2,组织,2.1,组织领导,Leadership,30,hand,show=renewal_rate,yes,,查看文件\n",
		"grades.csv": "scheme,grade,grade_en,seq,from,to\n" +
			"yearly,优秀,excellent,1,90,\nyearly,良好,good,2,80,90\nyearly,不合格,fail,3,0,80\n",
		"consequences.csv": "consequence,scheme,light,condition,value,level,by,kind,effect,effect_en,clause\n" +
			"C1,yearly,,grade,优秀,county,parent,reward,表扬,Praise,一\n" +
			"C2,yearly,,top,0.25,county,parent,reward,奖励,Reward,一\n" +
			"C3,yearly,,below,60,county,parent,rectification,整改,Put right,一\n" +
			"C4,,overdue,light,,county,parent,interview,约谈,Interview,一\n" +
			"C5,,,rectification_overdue,2,county,parent,accountability,问责,Accountability,一\n",
		"reminders.csv": "reminder,kind,trigger,value,periods,role,to,text,text_en,letter,letter_en\n" +
			"R1,report,not_reported,0,,,self,{org}：{period}报表已逾期{days}天,{org}: {days} days late,,\n" +
			"R2,slip,light,overdue,2,lead,self,任务{task}{light},Task {task} {light},{org}：请于{due}前办结,{org}: finish by {due}\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func TestEvaluationWithoutMistakes(t *testing.T) {
	spoiled{file: "stages.csv", old: "自评", new: "县级自评"}.check(t, evaluated(t))
}

func TestSpoiledEvaluations(t *testing.T) {
	for _, s := range spoiledEvaluations {
		t.Run(s.name, func(t *testing.T) { s.check(t, evaluated(t)) })
	}
}

var spoiledEvaluations = []spoiled{
	{"stage twice", "stages.csv", "yearly,review,2", "yearly,self,2",
		[]string{"@: stage self of scheme yearly stands already in line 2",
			"scoring.csv@yearly,1,签约,1.2: scheme yearly has no stage review that is scored by items"}},
	{"stage order twice", "stages.csv", "yearly,review,2", "yearly,review,1", []string{"@: seq 1 stands already in line 2"}},
	{"two finals of one org", "stages.csv", "1,4,parent,2,", "1,4,parent,1,",
		[]string{"@: final_order 1 stands already in line 2: both score the same org, and neither counts more"}},
	{"no final", "stages.csv", "610700,province,,parts,2022Q4,,2023-01-25,,,,3,一", "610700,province,,parts,2022Q4,,2023-01-25,,,,-3,一",
		[]string{"@: final_order -3 is negative"}},
	{"a scheme without a final score", "stages.csv", "final_order,clause\n", "final_order,clause\nextra,self,1,自评,Self,county,self,,element:visits_total,2022Q4,,,,,,0,一\n",
		[]string{"stages.csv@extra: no stage of scheme extra gives the final score: one needs a final_order above 0"}},
	{"a stage called final", "stages.csv", "final_order,clause\n", "final_order,clause\nyearly,final,9,终评,Final,county,self,,element:visits_total,2022Q4,,,,,,0,一\n",
		[]string{`stages.csv@yearly,final: a stage may not be called "final": that is the name of the final score`}},
	{"nobody scored", "stages.csv", "county|district,self", "township,self",
		[]string{`@: scored_kind "township" reaches no org: write org:CODE, a kind of org, or all`}},
	{"outside without a reporter", "stages.csv", "third_party,610700-WJW", "third_party,", []string{"@: scorer third_party needs a reporter: the org that fills in the scores"}},
	{"outside by an unknown reporter", "stages.csv", "third_party,610700-WJW", "third_party,610700-XXX", []string{"@: reporter names org 610700-XXX, which is not in orgs.csv"}},
	{"self through somebody else", "stages.csv", "self,,items", "self,610700-WJW,items", []string{"@: scorer self takes no reporter"}},
	{"scored by a parent that is not", "stages.csv", "org:610700,province", "org:610700,parent", []string{"@: 610700 has no parent to score it"}},
	{"no such base", "stages.csv", "parts", "sums", []string{`@: base is "sums": use items, parts or element:CODE`}},
	{"parts that nobody scores", "stages.csv", "org:610700,province", "org:610702,province",
		[]string{"@: base is parts, but no other stage of the scheme gives their parts a final score"}},
	{"figure nobody has", "stages.csv", "parts", "element:visits_total", []string{"@: nobody is asked for visits_total of 610700: add a line to forms.csv"}},
	{"unknown figure", "stages.csv", "parts", "element:visits_all", []string{"@: element visits_all is not in elements.csv"}},
	{"period of another year", "stages.csv", "self,,items,2022Q4", "self,,items,2023Q4", []string{`@: period "2023Q4" is none of the programme's`}},
	{"ends before it begins", "stages.csv", "2022-12-01,2022-12-10", "2022-12-11,2022-12-10", []string{"@: due 2022-12-10 is before opens 2022-12-11"}},
	{"too late to count", "stages.csv", "2023-01-20", "2023-02-20",
		[]string{"@: due 2023-02-20 is after the cut-off of 2022Q4, 2023-01-30: the scores would come too late to count"}},
	{"draw the wrong way round", "stages.csv", "1,4,parent", "5,4,parent",
		[]string{"@: draw_min 5 and draw_max 4: the first must be 0 or more and at most the second"}},
	{"draw out of nothing", "stages.csv", "1,4,parent", "1,4,", []string{"@: per goes with a draw, and only with one"}},
	{"draw by departments", "stages.csv", "1,4,parent", "1,4,department", []string{`@: per is "department": use parent, region, or a kind of org of class region`}},
	{"stage without items", "scoring.csv", "yearly,1,签约,1.1", "other,1,签约,1.1", []string{"@: scheme other is not in stages.csv"}},
	{"item twice", "scoring.csv", "yearly,1,签约,1.2", "yearly,1,签约,1.1", []string{"scoring.csv@yearly,1,签约,1.1,满: item 1.1 of scheme yearly stands already in line 2"}},
	{"no marks", "scoring.csv", "Contracts,40,", "Contracts,0,", []string{"@: full_marks is 0: it must be above 0"}},
	{"dimension of two names", "scoring.csv", "yearly,1,签约,1.2", "yearly,1,协议,1.2", []string{"@: dimension 1 is called otherwise in line 2"}},
	{"item of an unknown stage", "scoring.csv", "self|review", "self|spot", []string{"@: scheme yearly has no stage spot that is scored by items"}},
	{"parameter nobody reads", "scoring.csv", "floor=30", "least=30", []string{`@: parameter "least=30" cannot be read`}},
	{"no number", "scoring.csv", "floor=30", "floor=x", []string{`@: parameter "x" cannot be read`}},
	{"no shape", "scoring.csv", "shape=linear;floor=30;full=75", "floor=30", []string{"@: an item scored by indicator needs indicator and shape, and takes no show"}},
	{"computed by hand", "scoring.csv", "show=renewal_rate", "indicator=renewal_rate",
		[]string{"@: an item scored by hand takes no indicator or shape; an indicator that is only shown is show="}},
	{"unknown indicator", "scoring.csv", "indicator=contract_residents", "indicator=contracts", []string{"@: indicator contracts is not in indicators.csv"}},
	{"unknown indicator shown", "scoring.csv", "show=renewal_rate", "show=renewals", []string{"@: indicator renewals is not in indicators.csv"}},
	{"indicator the scored lack", "scoring.csv", "indicator=contract_residents", "indicator=city_specialties",
		[]string{"@: in stage review 11 orgs, such as 610702, never have indicator city_specialties, so they cannot be scored by it",
			"@: in stage self 11 orgs, such as 610702, never have indicator city_specialties, so they cannot be scored by it"}},
	{"floor is full", "scoring.csv", "floor=30;full=75", "floor=75;full=75", []string{"@: linear needs floor and full, and they must differ"}},
	{"against the direction", "scoring.csv", "floor=30;full=75", "floor=75;full=30",
		[]string{"@: floor and full go against the direction of indicator contract_residents, up"}},
	{"unknown shape", "scoring.csv", "shape=linear", "shape=curve",
		[]string{"@: floor and full go with linear, steps with steps", `@: shape is "curve": use linear, steps or all`}},
	{"no steps", "scoring.csv", ";steps=60:10|80:20|90:30", "", []string{"scoring.csv@yearly,1,签约,1.2: steps needs at least one step, such as steps=50:3|66:4"}},
	{"steps that fall", "scoring.csv", "80:20|90:30", "80:5|90:30",
		[]string{"@: steps do not follow the direction of indicator satisfaction: after 60:10 comes 80:5"}},
	{"more than full marks", "scoring.csv", "90:30", "90:31", []string{"@: step 3 gives 31 marks: use 0 to the full 30"}},
	{"gap between grades", "grades.csv", "80,90", "80,89", []string{"grades.csv@yearly,优秀: scores from 89 to 90 have no grade"}},
	{"two grades at once", "grades.csv", "80,90", "80,91", []string{"grades.csv@yearly,优秀: a score of 90 is both 良好 and 优秀"}},
	{"nothing at the bottom", "grades.csv", "0,80", "10,80", []string{"@: scores below 10 have no grade"}},
	{"nothing at the top", "grades.csv", "1,90,", "1,90,100",
		[]string{"@: scores of 100 and more have no grade, full marks of 100 among them: leave to empty in the highest"}},
	{"grade of an unknown scheme", "grades.csv", "yearly,优秀", "other,优秀",
		[]string{"consequences.csv@C1,: value \"优秀\" is no grade of the scheme in grades.csv", "@: scheme other is not in stages.csv", "@: scores below 90 have no grade",
			"grades.csv@yearly,良好: scores of 90 and more have no grade, full marks of 100 among them: leave to empty in the highest"}},
	{"band upside down", "grades.csv", "0,80", "0,0", []string{"@: to 0 is not above from 0", "grades.csv@yearly,良好: scores from 0 to 80 have no grade"}},
	{"grade nobody gets", "consequences.csv", "grade,优秀", "grade,一等", []string{`@: value "一等" is no grade of the scheme in grades.csv`}},
	{"share above one", "consequences.csv", "top,0.25", "top,25", []string{`@: top has value "25": give a share between 0 and 1, such as 0.25`}},
	{"below nothing", "consequences.csv", "below,60", "below,", []string{`@: below has value "": give a score, such as 60`}},
	{"light there is not", "consequences.csv", "overdue,light", "purple,light", []string{`@: light "purple" is not among the lights of programme.yaml`}},
	{"light without need", "consequences.csv", "yearly,,top", "yearly,overdue,top", []string{"@: column light goes with condition light only"}},
	{"half an extension", "consequences.csv", "rectification_overdue,2", "rectification_overdue,2.5",
		[]string{`@: rectification_overdue has value "2.5": give a number of extensions, or nothing`}},
	{"result of no scheme", "consequences.csv", "C3,yearly", "C3,", []string{"@: condition below needs a scheme"}},
	{"result of an unknown scheme", "consequences.csv", "C3,yearly", "C3,monthly", []string{"@: scheme monthly is not in stages.csv"}},
	{"result of others", "consequences.csv", "below,60,county", "below,60,department", []string{"@: scheme yearly scores none of department"}},
	{"consequence twice", "consequences.csv", "C3,yearly", "C2,yearly", []string{"consequences.csv@C2,yearly,,below: consequence C2 stands already in line 3"}},
	{"reminder twice", "reminders.csv", "R2,", "R1,", []string{"reminders.csv@R1,slip: reminder R1 stands already in line 2"}},
	{"reminder of an unknown light", "reminders.csv", "light,overdue", "light,purple", []string{`@: light "purple" is not among the lights of programme.yaml`}},
	{"no days", "reminders.csv", "not_reported,0", "not_reported,soon", []string{`@: not_reported has value "soon": give a number of days`}},
	{"nobody's duty", "reminders.csv", "overdue,2,lead", "overdue,2,", []string{"@: role goes with due_within, light, stalled, and only with them"}},
	{"unknown role", "reminders.csv", "overdue,2,lead", "overdue,2,boss", []string{`@: role "boss" is unknown: use some of lead, assist, implement`}},
	{"unknown placeholder", "reminders.csv", "{org}：请于{due}前办结", "{org}：请于{deadline}前办结",
		[]string{`@: nothing is known to put in place of "deadline": use some of org, period, programme, secretariat, day, task, title, role, due, days, light, since, periods`}},
	{"task of a report", "reminders.csv", "已逾期{days}天", "的任务{task}",
		[]string{`@: nothing is known to put in place of "task": use some of org, period, programme, secretariat, day, due, days`}},
	{"brace left open", "reminders.csv", "{org}：请于", "{org：请于", []string{"@: the braces of reminder R2 do not pair"}},
	{"slip without a letter", "reminders.csv", "{org}：请于{due}前办结,{org}: finish by {due}", ",", []string{"reminders.csv@R2: a reminder of kind slip needs a letter"}},
}
