package programme_test

import (
	"testing"

	"yigai/programme"
)

func TestOrgByName(t *testing.T) {
	p := load(t, hanzhong(t))
	at := programme.MustPeriod("2022Q1")
	for name, want := range map[string]string{
		"610702": "610702", "汉台区": "610702", " 汉台区\t": "610702", "汉中市汉台区": "610702",
		"洋　县": "610723", "洋 县": "610723", "勉\u00a0县": "610725", "勉\u200b县": "610725", "６１０７０２": "610702",
		"市医保局": "610700-YBJ", "市医疗保障局": "610700-YBJ", "汉中市医疗保障局": "610700-YBJ", "610700-ybj": "610700-YBJ",
		"市卫生健康委员": "610700-WJW", "市发改委": "610700-FGW", "市人社局": "610700-RSJ", "市审计局": "610700-SJJ",
		"南郑区": "610703", "兴汉新区管委会": "610700-XHXQ",
		"南郑县": "", "610721": "", "西安市": "", "": "", "县": "",
	} {
		o, ok := p.OrgByName(name, at)
		if o.Code != want || ok != (want != "") {
			t.Errorf("OrgByName(%q) = %q, %v, want %q", name, o.Code, ok, want)
		}
	}
}

// A name of old is not taken for the present one, but the answer can say whose it was, and until when.
func TestFormerOrg(t *testing.T) {
	p := load(t, hanzhong(t))
	now, then := programme.MustPeriod("2022Q1"), programme.MustPeriod("2017Q1")
	for _, name := range []string{"南郑县", "610721", "南 郑 县"} {
		o, alias, ok := p.FormerOrg(name, now)
		if !ok || o.Code != "610703" || alias.ValidTo.String() != "2017-09-30" {
			t.Errorf("FormerOrg(%q) = %q until %s, %v", name, o.Code, alias.ValidTo, ok)
		}
	}
	if _, _, ok := p.FormerOrg("南郑县", then); ok {
		t.Error("in 2017Q1 南郑县 was no former name")
	}
	if _, _, ok := p.FormerOrg("南郑区", now); ok {
		t.Error("南郑区 is no former name")
	}
}
