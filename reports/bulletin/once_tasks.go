package bulletin

import (
	"slices"
	"strings"
)

// onceTasks counts whole tasks by light, and names those that ask somebody to act.
func (b *book) onceTasks() item {
	row := at("mart_light_count", "period", b.period.Period, "org", b.head.Region)
	total := 0
	for _, l := range b.lightMoves {
		total += l.Count
	}
	all := item{"tasks": both(row.sum("count", total)), "lights": b.lightPhrase(func(l lightCountRow) int { return l.Count }, "count"),
		"entered": b.lightPhrase(func(l lightCountRow) int { return l.Entered }, "entered")}
	for _, state := range []string{"done", "on_track", "warning", "overdue", "no_data", "not_due", "closed", "suspended"} {
		lights := b.lightsOf(state)
		n := 0
		for _, l := range b.lightMoves {
			if slices.Contains(lights, l.Light) {
				n += l.Count
			}
		}
		count := at("mart_light_count", "period", b.period.Period, "org", b.head.Region, "light", strings.Join(lights, "|")).sum("count", n)
		if len(lights) == 0 {
			count = nil
		}
		all["tasks_"+state] = both(count)
		all["tasks_"+state+"_numbers"] = b.taskNumbers(state, count)
	}
	return all
}

// lightsOf are the programme's lights of one meaning.
func (b *book) lightsOf(state string) []string {
	var codes []string
	for _, l := range b.lights {
		if l.State == state && !slices.Contains(codes, l.Light) {
			codes = append(codes, l.Light)
		}
	}
	return codes
}

// lightPhrase is 完成8项、逾期12项; lights that are not on are left out.
func (b *book) lightPhrase(n func(lightCountRow) int, column string) phrase {
	var names []phrase
	for _, l := range b.lightMoves {
		if n(l) == 0 {
			continue
		}
		count := at("mart_light_count", "period", l.Period, "org", l.Org, "light", l.Light).whole(column, n(l))
		zh, en := b.lightName(l.Light)
		names = append(names, phrase{zh: together(zh, count, words("项")), en: together(count, words(" "), en)})
	}
	return list(names, nil, "", "")
}

func (b *book) lightName(code string) (zh, en []Run) {
	for _, l := range b.lights {
		if l.Light == code {
			p := at("dim_light", "light", code)
			return p.text("text", l.Text), p.text("text_en", l.TextEn)
		}
	}
	return words(code), words(code)
}

// wholeTasks are the rows of whole tasks with lights of one meaning, without parts of tasks.
func (b *book) wholeTasks(state string) []ledgerRow {
	parts := map[string]bool{}
	for _, t := range b.tasks {
		parts[t.Task] = t.Parent != ""
	}
	var rows []ledgerRow
	for _, r := range b.ledger {
		if r.Role == "all" && !parts[r.Task] && (r.LightState == state || state == "") {
			rows = append(rows, r)
		}
	}
	return rows
}

func (b *book) taskNumbers(state string, total []Run) phrase {
	var names []phrase
	for _, r := range b.wholeTasks(state) {
		names = append(names, both(at("dim_task", "task", r.Task).text("task", r.Task)))
	}
	return list(names, total, "项", "tasks")
}

func (b *book) task(code string) taskRow {
	at := slices.IndexFunc(b.tasks, func(t taskRow) bool { return t.Task == code })
	if at < 0 {
		return taskRow{Task: code, Title: code}
	}
	return b.tasks[at]
}

// taskItems are whole tasks with lights of one meaning, one item each.
func (b *book) taskItems(state string) []item {
	var items []item
	for _, r := range b.wholeTasks(state) {
		t, row := b.task(r.Task), at("mart_ledger", "task", r.Task, "org", r.Org, "period", r.Period, "role", r.Role)
		due, dueEn := row.day("due", r.Due)
		one := item{
			"task": both(at("dim_task", "task", t.Task).text("task", t.Task)), "title": pair(at("dim_task", "task", t.Task), "title", t.Title, t.TitleEn),
			"due": {zh: due, en: dueEn}, "done": both(row.whole("measures_done", r.Done)), "owed": both(row.whole("measures_due", r.Owed)),
			"light": pair(row, "light_text", r.LightText, r.LightTextEn), "units": b.unitsBehind(r.Task),
		}
		if t.Lead != "" {
			one["lead"] = b.org(t.Lead)
		}
		if r.DaysOverdue > 0 {
			one["days"] = both(row.whole("days_overdue", r.DaysOverdue))
		}
		items = append(items, one)
	}
	return items
}

// unitsBehind names those who carry a task out and whose own part has a warning or is overdue.
func (b *book) unitsBehind(task string) phrase {
	var codes []string
	for _, r := range b.ledger {
		if r.Task == task && r.Role == "implement" && (r.LightState == "overdue" || r.LightState == "warning") {
			codes = append(codes, r.Org)
		}
	}
	total := at("mart_ledger", "task", task, "period", b.period.Period, "role", "implement", "light_state", "overdue|warning").count(len(codes))
	return b.orgNames(codes, total, "个单位", "units")
}
