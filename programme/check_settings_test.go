package programme_test

import (
	"regexp"
	"testing"
	"testing/fstest"
)

var ownSettings = regexp.MustCompile(`(?m)^(words|kinds|groups|ranks|laggards):.*\n([ #-].*\n)*`)

// unsettled is the real pack without the settings that the tests add.
func unsettled(t *testing.T) fstest.MapFS {
	files := hanzhong(t)
	files["programme.yaml"] = &fstest.MapFile{Data: ownSettings.ReplaceAll(files["programme.yaml"].Data, nil)}
	return files
}

// settled is a setting added to the real pack.
func settled(name, setting string, want ...string) spoiled {
	return spoiled{name, "programme.yaml", "languages: [zh, en]\n", "languages: [zh, en]\n" + setting + "\n", want}
}

func TestSpoiledSettings(t *testing.T) {
	for _, s := range spoiledSettings {
		t.Run(s.name, func(t *testing.T) { s.check(t, unsettled(t)) })
	}
}

// chain is the approval of the real pack.
const chain = "approval:\n  - {step: secretariat, name: 秘书处负责人签发, name_en: head of the secretariat signs}\n"

var spoiledSettings = []spoiled{
	settled("all well", "words: {total: 全市, total_en: the city}\nranks: region\n"+
		"kinds:\n  - {kind: canton, name: 州, name_en: canton, class: region, code: xx}\n"+
		"groups:\n  - {group: 一, title: 重点, title_en: Key, tasks: [\"1\", \"2\"]}\n"+
		"laggards:\n  - {rule: late, times: 2, periods: 4, text: 迟报, text_en: late}"),
	settled("word of one language", "words: {total: 全市}", "programme.yaml@words:: words.total and words.total_en go together"),
	settled("unknown peers", "ranks: friends", `programme.yaml@ranks:: ranks is "friends": use parent or region`),
	settled("kind of no class", "kinds:\n  - {kind: canton, name: 州, name_en: canton, class: land}",
		`programme.yaml@- {kind: kind "canton" has class "land": use one of region, place, zone, department, institution`),
	settled("kind called all", "kinds:\n  - {kind: all, name: 州, name_en: canton, class: place}",
		`programme.yaml@- {kind: kind "all": use lower-case letters, digits and _, and not all`),
	settled("kind without a name", "kinds:\n  - {kind: canton, class: place}", `programme.yaml@- {kind: kind "canton" needs name and name_en`),
	settled("kind of an odd code", "kinds:\n  - {kind: canton, name: 州, name_en: canton, class: place, code: x*}",
		`programme.yaml@- {kind: kind "canton" has code "x*": write a shape such as xxxx00, x for a digit`),
	settled("kind twice", "kinds:\n  - {kind: canton, name: 州, name_en: canton, class: place}\n  - {kind: canton, name: 省, name_en: land, class: place}",
		`programme.yaml@省, name_en: kind "canton" stands twice`),
	settled("group without a title", "groups:\n  - {group: 一, tasks: [\"1\"]}", `programme.yaml@- {group: group "一" needs group, title and title_en`),
	settled("group of a part", "groups:\n  - {group: 一, title: 重点, title_en: Key, tasks: [\"2.1\"]}",
		"programme.yaml@- {group: group 一 names task 2.1, which is a part: name whole tasks only"),
	settled("group of an unknown task", "groups:\n  - {group: 一, title: 重点, title_en: Key, tasks: [\"99\"]}",
		`programme.yaml@- {group: group 一 names task "99", which is not in tasks.csv`),
	settled("task under two headings", "groups:\n  - {group: 一, title: 重点, title_en: Key, tasks: [\"1\"]}\n  - {group: 二, title: 其他, title_en: Other, tasks: [\"1\"]}",
		"programme.yaml@其他, title_en: task 1 stands already in group 一"),
	settled("unknown rule for lagging", "laggards:\n  - {rule: slow, periods: 2, text: 慢, text_en: slow}",
		`programme.yaml@- {rule: laggard rule "slow" is unknown: use one of below_trajectory, gap_widening, no_movement, late`),
	settled("late more often than asked", "laggards:\n  - {rule: late, times: 5, periods: 4, text: 迟报, text_en: late}",
		"programme.yaml@- {rule: laggard rule late: periods must be above 0; times goes with late only, and is at most periods"),
	settled("lagging without words", "laggards:\n  - {rule: no_movement, periods: 4, text: 未动}", "programme.yaml@- {rule: laggard rule no_movement needs text and text_en"),
	settled("lagging twice", "laggards:\n  - {rule: late, times: 1, periods: 4, text: 迟报, text_en: late}\n  - {rule: late, times: 2, periods: 4, text: 迟报, text_en: late}",
		"programme.yaml@2, periods: laggard rule late stands twice"),
	settled("small counts kept", "suppression: {below: 5, elements: [referral_up, referral_down]}"),
	settled("small counts of nothing", "suppression: {below: 5}", "programme.yaml@suppression: suppression lists no elements: say which figures count people or cases"),
	settled("a limit that hides nothing", "suppression: {below: 1, elements: [referral_up]}",
		"programme.yaml@suppression: suppression.below is 1: write 2 or more, counts above zero and below it are not published"),
	settled("small counts of what is none", "suppression:\n  below: 5\n  elements:\n    - income_drugs\n    - cases\n    - referral_up\n    - referral_up # again",
		`programme.yaml@- income_drugs: suppression names element "income_drugs", which is no count (value_type count)`,
		`programme.yaml@- cases: suppression names element "cases", which is not in elements.csv`,
		`programme.yaml@- referral_up # again: suppression names element "referral_up" twice`),
	{"no step of approval", "programme.yaml", chain, "approval: []\n", []string{"programme.yaml@approval: approval is empty: write at least one step, who agrees to the publication"}},
	{"step without words", "programme.yaml", chain, "approval:\n  - {step: office, name: 办公室}\n",
		[]string{`programme.yaml@- {step: step "office" of approval needs step (lower-case letters, digits, _), name and name_en`}},
	{"step of nobody", "programme.yaml", chain, "approval:\n  - {step: office, name: 办公室, name_en: office, org: \"999999\"}\n",
		[]string{`programme.yaml@- {step: step "office" of approval names org "999999", which is not in orgs.csv`}},
	{"step twice, one of each village", "programme.yaml", chain, "approval:\n  - {step: office, name: 办公室, name_en: office}\n  - {step: office, name: 村, name_en: village, each: village}\n",
		[]string{`programme.yaml@village, each: step "office" of approval stands twice`,
			`programme.yaml@village, each: step "office" of approval is for each "village", of which orgs.csv has none: use county, department, district, prefecture, zone`}},
	{"own days out of order", "programme.yaml", "  cut_off: 30\n", "  cut_off: 30\n  for: [{scope: zone, due: 20}]\n",
		[]string{"programme.yaml@  for: the calendar of zone is out of order: opens -10, due 20, late_after 15, locked_after 45"}},
	{"days of nobody", "programme.yaml", "  cut_off: 30\n", "  cut_off: 30\n  for: [{scope: township, due: 10}]\n",
		[]string{`programme.yaml@  for: calendar.for "township" reaches no org: write org:CODE, a kind of org, or all`}},
	{"provisional for ever", "programme.yaml", "  cut_off: 30\n", "  cut_off: 30\n  first_report: provisional\n",
		[]string{"programme.yaml@  first_report: a provisional first report needs final_due (0), between due 15 and cut_off 30"}},
	{"final after final", "programme.yaml", "  cut_off: 30\n", "  cut_off: 30\n  final_due: 20\n",
		[]string{"programme.yaml@  final_due: final_due goes with first_report provisional"}},
	{"neither first nor last", "programme.yaml", "  cut_off: 30\n", "  cut_off: 30\n  first_report: draft\n",
		[]string{`programme.yaml@  first_report: first_report is "draft": use provisional or final`}},
	{"figures from the future", "programme.yaml", "  cut_off: 30\n", "  cut_off: 30\n  first_report: final\n  data_to: 20\n",
		[]string{"programme.yaml@  data_to: data_to (20) is after the due day (15): figures cannot cover what has not been"}},
}

// TestQuarterInAYear spoils a pack that is told by the year.
func TestQuarterInAYear(t *testing.T) {
	spoiled{"", "indicators.csv", "Patients referred down,人次,count,sum,1,0,up,ytd", "Patients referred down,人次,count,sum,1,0,up,quarter",
		[]string{"@: default_basis is quarter, but the periods of this programme are of kind year and have no quarters: use ytd"}}.check(t, filesOf(t, "henan-2021"))
}
