package reports

import (
	"strings"
	"testing"
)

// Where nobody misses a target, the first page tells who lags by a written rule,
// by which, and which cells say so; where nobody lags either, it names nobody.
func TestFirstPageNamesWhoLagsByRuleWhereNobodyMissesATarget(t *testing.T) {
	f := fixture()
	for i, v := range f.values {
		if v.Status == "behind" || v.Status == "missed" {
			f.values[i].Status = "met"
		}
	}
	site := readTree(t, build(t, f))
	wantsOn(t, site, map[string][]string{"2022Q2/index.html": {"滞后最多：西水县，1 项", "Lagging most: Xishui County, 1 indicator", "没有单位落后于目标或序时进度；下列各项按写明的规则认定为滞后", "连续两期落后于进度线", "指标!"}})
	f.laggardRows = nil
	text := squeezed(readTree(t, build(t, f))["2022Q2/index.html"])
	for _, name := range []string{"滞后最多", "最落后：", "怎样引用"} {
		if strings.Contains(text, name) {
			t.Errorf("%s, where nobody lags", name)
		}
	}
}
