package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"yigai/internal/parquetio"
)

// The chart script is what scripts/echarts builds from the npm packages that
// scripts/echarts.d/package-lock.json pins (echarts 6.1.0); axe is axe-core
// 4.14.1 (axe.min.js), byte for byte.
func TestVendoredFilesArePinned(t *testing.T) {
	axe := readTree(t, "testdata")["axe.min.js"]
	for name, pin := range map[string]struct {
		data []byte
		want string
	}{
		"echarts": {mustRead("echarts.min.js"), "bc10e7bbb86e0dde2dae6d1054b58564f39fbd17e9151ddaf125665755daf145"},
		"axe":     {axe, "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"},
	} {
		sum := sha256.Sum256(pin.data)
		if got := hex.EncodeToString(sum[:]); got != pin.want {
			t.Errorf("%s has SHA-256 %s, want %s", name, got, pin.want)
		}
	}
}

func TestNumbersAsPrinted(t *testing.T) {
	for got, want := range map[string]string{
		grouped(parquetio.Int(1234567), 0):                              "1,234,567",
		grouped(parquetio.Decimal(-1234500, 3), 1):                      "−1,234.5",
		grouped(parquetio.Int(999), 0):                                  "999",
		grouped(parquetio.Number{}, 1):                                  "—",
		amount(parquetio.Decimal(12345000, 4)):                          "1,234.5",
		signed(parquetio.Decimal(12, 1), 1):                             "+1.2",
		signed(parquetio.Decimal(-8, 1), 1):                             "−0.8",
		signed(parquetio.Decimal(4, 2), 1):                              "0.0",
		percent(parquetio.Decimal(940000, 6)):                           "94.0%",
		percent(parquetio.Int(1)):                                       "100.0%",
		minus(parquetio.Int(60), parquetio.Decimal(612345, 4)).String(): "-1.2345",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestSharesAddUpTo100(t *testing.T) {
	for _, counts := range [][]int{{1, 1, 1}, {22, 2, 3}, {0, 0, 7}, {1, 6, 0}, {13, 13, 13, 2}} {
		sum := 0
		for i, tenths := range sharesOf(counts) {
			sum += tenths
			if counts[i] == 0 && tenths != 0 {
				t.Errorf("%v: a share of nothing", counts)
			}
		}
		if sum != 1000 {
			t.Errorf("%v: shares add up to %d tenths of a percent", counts, sum)
		}
	}
	if got := sharesOf([]int{0, 0}); got[0]+got[1] != 0 {
		t.Errorf("no counts: %v", got)
	}
}

func TestPinyinInitials(t *testing.T) {
	for name, want := range map[string]string{
		"西乡县": "xxx", "汉台区": "htq", "勉县": "mx", "略阳县": "lyx", "镇巴县": "zbx", "佛坪县": "fpx", "市卫生健康委": "swsjkw",
		"2型糖尿病": "2xtnb", "ICU": "icu", "县域（内）就诊率": "xynjzl", "瀍河": "h", "": "",
	} {
		if got := pinyinInitials(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestSlugsNeverMeet(t *testing.T) {
	seen := map[string]string{}
	for _, code := range []string{"610700-WJW", "a/b", "a~2fb", "../a", "..", ".", "a.b", "A", "a", "a b", "汉台区", ""} {
		s := slug(code)
		if other, taken := seen[s]; taken {
			t.Errorf("%q and %q both become %q", code, other, s)
		}
		if s == "." || s == ".." {
			t.Errorf("%q becomes %q", code, s)
		}
		seen[s] = code
	}
}

func TestSideFollowsDirection(t *testing.T) {
	up, down := parquetio.Int(1), parquetio.Int(-1)
	for _, c := range []struct {
		n     parquetio.Number
		lower bool
		want  string
	}{{up, false, "above"}, {up, true, "below"}, {down, false, "below"}, {down, true, "above"}, {parquetio.Int(0), false, "level"}} {
		if got := sideOf(c.n, c.lower); got != c.want {
			t.Errorf("%s, lower is better %v: %s, want %s", c.n, c.lower, got, c.want)
		}
	}
}

// Missing is not zero: no cell of a missing value shows a digit, and its reason stands under the table.
func TestMissingValuesSayWhy(t *testing.T) {
	b, err := newBook(fixture())
	if err != nil {
		t.Fatal(err)
	}
	d := desk{book: b, period: b.published[0]}
	table := d.basisTable(b.indicators[0], "point")
	last := table.Rows[len(table.Rows)-2] // before the zone
	if last.Name != "北林县" || last.Value.Text != missing || last.Value.Why == "" || last.Rank != "" {
		t.Errorf("missing value shown as %+v", last.Value)
	}
	if len(table.Notes) != 1 || table.Notes[0] != "— 分子或分母缺报 numerator or denominator missing：北林县" {
		t.Errorf("notes: %q", table.Notes)
	}
	if table.Rows[0].Name != "全市" || table.Rows[0].Units != "2/3" {
		t.Errorf("the city's row comes first with its base: %+v", table.Rows[0])
	}
}

// A county either has a centre or not: 100 % of one county is no figure to print.
func TestYesNoIndicatorsAnswerInWords(t *testing.T) {
	f := fixture()
	f.indicators[0].Rollup = "share_yes"
	for i := range f.values {
		if v := &f.values[i]; v.Indicator == "coverage" && v.Org == "990102" {
			v.Value, v.Change = parquetio.Int(100), parquetio.Int(100)
		}
	}
	b, err := newBook(f)
	if err != nil {
		t.Fatal(err)
	}
	d := desk{book: b, period: b.published[1]}
	got := d.figure(b.indicators[0], "990102", "point")
	if got.Value.Text != "是" || got.Unit != "" || got.Target != "是" || got.Gap.Text != "" || got.Change.Text != "由否转是" {
		t.Errorf("got %+v", got)
	}
	if city := d.figure(b.indicators[0], "990100", "point"); city.Value.Text == "是" || city.Unit != "%" {
		t.Errorf("the city's share is a figure: %+v", city)
	}
	between := b.orgByCode["990102"] // as if it were a city below a province: half of its places said yes
	between.Class = "region"
	b.orgByCode["990102"] = between
	if share := d.figure(b.indicators[0], "990102", "point"); share.Value.Text == "是" || share.Unit != "%" {
		t.Errorf("the share of a region in between is a figure: %+v", share)
	}
}

func TestTiesAreNamedTogether(t *testing.T) {
	place := func(name string, rank int) figure { return figure{Name: name, Row: valueRow{Rank: rank, RankOf: 4}} }
	d := deskOf(t, fixture(), 1)
	for _, c := range []struct {
		rows []figure
		want string
	}{
		{[]figure{place("甲", 1), place("乙", 2), place("丙", 3)}, "甲居首，丙居末"},
		{[]figure{place("甲", 1), place("乙", 1), place("丙", 3), place("丁", 3)}, "甲、乙并列居首，丙、丁并列居末"},
		{[]figure{place("甲", 1), place("乙", 1), place("丙", 1), place("丁", 1), place("戊", 5)}, "甲等 4 个县区并列居首，戊居末"},
		{[]figure{place("甲", 1), place("乙", 1), place("无", 0)}, "各县区率"},
	} {
		if got := d.rankingFinding(indicatorRow{Name: "率", Type: "ratio", Direction: "up"}, c.rows); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
