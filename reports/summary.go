package reports

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"yigai/internal/parquetio"
	"yigai/reports/svg"
)

// A reportingSummary counts who reported; the shares add up to 100.0 %.
type reportingSummary struct {
	Expected, Received int
	Parts              []statePart
	Stack              template.HTML
	Missing, Late      []link
	FewMissing         []link // as many as the first screen may have
	FewLate            []link
	MoreMissing        int
	MoreLate           int
}

type statePart struct {
	State term
	Code  string
	Count int
	Share string
}

func (d desk) reportingSummary() reportingSummary {
	count := map[string]int{}
	var v reportingSummary
	for _, o := range d.orgs {
		r := d.report(o.Org)
		if !r.Expected {
			continue
		}
		v.Expected++
		count[r.State]++
		here := link{Name: d.nameOf(o.Org), NameEn: o.NameEn, Href: d.unitLink(o.Org)}
		switch r.State {
		case "missing":
			v.Missing = append(v.Missing, here)
		case "late":
			v.Late = append(v.Late, here)
		}
	}
	v.Received = count["on_time"] + count["late"]
	v.FewMissing, v.MoreMissing = firstFew(v.Missing, 10)
	v.FewLate, v.MoreLate = firstFew(v.Late, 10)
	v.fill(count)
	return v
}

func (v *reportingSummary) fill(count map[string]int) {
	codes := []string{"on_time", "late", "missing"}
	counts := make([]int, len(codes))
	for i, code := range codes {
		counts[i] = count[code]
	}
	var parts []svg.Part
	for i, tenths := range sharesOf(counts) {
		state := wordOf(stateTerms, codes[i])
		share := parquetio.Decimal(int64(tenths), 1)
		v.Parts = append(v.Parts, statePart{state, codes[i], counts[i], grouped(share, 1) + "%"})
		parts = append(parts, svg.Part{Class: state.Class, Title: fmt.Sprintf("%s %d 个", state.Zh, counts[i]), Count: counts[i]})
	}
	v.Stack = svg.Stack("报送情况："+v.short(), parts)
}

func (v reportingSummary) short() string {
	var words []string
	for _, p := range v.Parts {
		words = append(words, p.State.Zh+" "+strconv.Itoa(p.Count))
	}
	return strings.Join(words, "　")
}

func (v reportingSummary) sentence() string {
	text := fmt.Sprintf("%d 个单位应报送，%d 个已报送", v.Expected, v.Received)
	if len(v.Late) > 0 {
		text += fmt.Sprintf("（其中迟报 %d 个）", len(v.Late))
	}
	if len(v.Missing) > 0 {
		text += fmt.Sprintf("，%d 个未报送：%s", len(v.Missing), joinNames(v.Missing))
	}
	return text
}

func joinNames(links []link) string {
	var names []string
	for _, l := range links {
		names = append(names, l.Name)
	}
	return fewNames(names, 8, "个")
}

// reportWords says in a few words what an org sent this period.
func (d desk) reportWords(org string) term {
	r := d.report(org)
	switch {
	case !r.Expected:
		return term{Zh: "不需报送", En: "not asked to report"}
	case r.State == "missing":
		return term{Zh: "未报送", En: "not reported"}
	case r.State == "late":
		return term{Zh: fmt.Sprintf("迟报 %d 天（%s 报送）", r.DaysLate, r.ReceivedOn), En: fmt.Sprintf("%d days late (sent %s)", r.DaysLate, r.ReceivedOn)}
	}
	return term{Zh: fmt.Sprintf("按时报送（%s）", r.ReceivedOn), En: fmt.Sprintf("on time (%s)", r.ReceivedOn)}
}
