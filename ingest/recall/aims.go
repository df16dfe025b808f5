package recall

import "fmt"

// What the checks aim at. Falling counters and files of the wrong org are the
// mistakes that nobody can repair later: of them none may be missed.
const (
	LeastRecall  = 0.95
	MostPerMille = 10.0 // clean rows with an error, return or doubt, of 1,000
)

// Failed lists the aims that were not met, in Chinese and English.
func (r Report) Failed() (failed []Failure) {
	add := func(zh, en string, values ...any) {
		failed = append(failed, Failure{fmt.Sprintf(zh, values...), fmt.Sprintf(en, values...)})
	}
	if r.Seeded == 0 || r.Rows == 0 {
		add("没有可量的差错或数据：埋入 %d 处，干净数据 %d 行", "there is nothing to measure: %d faults, %d clean rows", r.Seeded, r.Rows)
		return failed
	}
	if r.Recall < LeastRecall {
		add("发现率 %.4f 低于 %.2f", "recall is %.4f, below %.2f", r.Recall, LeastRecall)
	}
	if r.PerMille > MostPerMille {
		add("每千行干净数据误报 %.2f 行，超过 %.0f", "%.2f false alarms per 1,000 clean rows, above %.0f", r.PerMille, MostPerMille)
	}
	if r.Refused > 0 {
		add("有 %d 个干净的工作簿被拒收", "%d clean workbooks were refused", r.Refused)
	}
	for _, k := range r.Kinds {
		if k.Always && k.Found < k.Seeded {
			add("%s 应全部发现，只发现 %d/%d", "%s must always be found, but was in %d of %d", k.Name, k.Found, k.Seeded)
		}
	}
	return failed
}

// A Failure is an aim that was not met.
type Failure struct{ Zh, En string }

func (f Failure) String() string { return f.En }
