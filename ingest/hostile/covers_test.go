package hostile

import "testing"

func department(change func(w *workbook)) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		w := bureau()
		change(w)
		return w.bytes(t)
	}
}

// coverCases are of somebody else, for another time, or do not say.
var coverCases = []hostile{
	{file: "cover-missing.xlsx", zh: "没有封面", en: "no cover", want: "E-COVER", build: changed(func(w *workbook) { w.tabs = w.tabs[1:] })},
	{file: "cover-blank.xlsx", zh: "封面是空的", en: "a blank cover", want: "E-COVER 封面; E-COVER 封面; E-COVER 封面", build: changed(func(w *workbook) { w.tab("封面").rows = [][]any{{"报表"}} })},
	{file: "cover-programme.xlsx", zh: "另一工作方案", en: "another programme", want: "E-PROGRAMME 封面!B2", build: at("封面!B2", "other-2022")},
	{file: "cover-period-word.xlsx", zh: "报告期写成“一季度”", en: "a period in words", want: "E-PERIOD 封面!B3", build: at("封面!B3", "一季度")},
	{file: "cover-period-other.xlsx", zh: "报告期不属于方案", en: "a period outside the programme", want: "E-PERIOD 封面!B3", build: at("封面!B3", "2031Q1")},
	{file: "cover-org-unknown.xlsx", zh: "单位代码不存在", en: "an unknown org code", want: "E-ORG 封面!B4", build: at("封面!B4", "610799")},
	{file: "cover-org-letter-o.xlsx", zh: "代码中字母 O 当零", en: "the letter O in a code", want: "E-ORG 封面!B4", build: at("封面!B4", "6107O2")},
	{file: "cover-org-exponent.xlsx", zh: "代码变成指数", en: "a code that became an exponent", want: "E-ORG 封面!B4", build: at("封面!B4", "6.10702E+05")},
	{file: "cover-org-number.xlsx", zh: "代码存成数字（可读）", en: "a code stored as a number (is read)", want: "N-TOKEN 封面", build: at("封面!B4", 610702)},
	{file: "cover-org-wrong.xlsx", zh: "代码是另一单位的", en: "the code of another org", want: "N-TOKEN 封面; E-ORG-NAME 封面!B5", build: at("封面!B4", "610703")},
	{file: "cover-org-old.xlsx", zh: "旧代码和旧名称", en: "a former code and name", want: "N-TOKEN 封面; E-OLD-CODE 封面!B4; N-OLD-NAME 封面!B5", build: changed(func(w *workbook) { w.set("封面!B4", "610721").set("封面!B5", "南郑县") })},
	{file: "cover-name-spaces.xlsx", zh: "名称中有全角空格（可读）", en: "a wide space in the name (is read)", want: "N-TOKEN 封面", build: at("封面!B5", "汉　台 区")},
	{file: "cover-name-missing.xlsx", zh: "没有单位名称", en: "no org name", want: "N-TOKEN 封面; N-ORG-NAME 封面!B5", build: at("封面!B5", nil)},
	{file: "cover-item-twice.xlsx", zh: "单位代码出现两次", en: "the org code stated twice", want: "N-TOKEN 封面; E-ORG-NAME 封面!B5; E-COVER-TWICE 封面!B20", build: changed(func(w *workbook) { w.set("封面!A20", "单位代码").set("封面!B20", "610703") })},
	{file: "cover-nobody-asked.xlsx", zh: "没有报送任务的单位", en: "an org that is asked nothing", want: "N-TOKEN 封面; E-NOT-ASKED 封面!B4", build: changed(func(w *workbook) { w.set("封面!B4", "610700").set("封面!B5", "汉中市") })},
	{file: "cover-cut-off.xlsx", zh: "截止日期在报告期外", en: "a cut-off date outside the period", want: "N-TOKEN 封面; E-CUT-OFF 封面!B6", build: at("封面!B6", "2022-06-30")},
	{file: "cover-cut-off-1904.xlsx", zh: "1904 日期系统的截止日期（可读）", en: "a cut-off date of the 1904 system (is read)", want: "N-TOKEN 封面", build: changed(func(w *workbook) {
		w.set("封面!B6", raw{`s="2"`, "<v>43189</v>"}).replace(bookXML, "<sheets>", `<workbookPr date1904="1"/><sheets>`)
	})},
	{file: "cover-nature.xlsx", zh: "数据性质不明", en: "an unclear nature of the data", want: "N-TOKEN 封面; E-NATURE 封面!B7", build: at("封面!B7", "快报")},
	{file: "cover-unsigned.xlsx", zh: "没有审核人", en: "nobody reviewed it", want: "N-TOKEN 封面; E-SIGNED 封面!B9", build: at("封面!B9", nil)},
	{file: "cover-filled-on.xlsx", zh: "填报日期无法识别", en: "a date that cannot be read", want: "N-TOKEN 封面; E-FILLED-ON 封面!B12", build: at("封面!B12", "二〇二二年四月")},
	{file: "cover-renamed.xlsx", zh: "封面改了名（可读）", en: "a renamed cover (is read)", want: "E-SHEET-NAME 首页; N-TOKEN 首页", build: changed(func(w *workbook) { w.tab("封面").name = "首页" })},
	{file: "cover-blank-template.xlsx", zh: "空白模板", en: "a blank template", want: "E-BLANK; N-TOKEN 封面; E-REQUIRED 指标!E3; E-REQUIRED 指标!E4; E-REQUIRED 指标!E5; E-REQUIRED 指标!E6; E-REQUIRED 指标!E7; E-REQUIRED 指标!E8", build: changed(func(w *workbook) {
		for _, c := range []string{"E3", "E4", "E5", "E6", "E7", "E8"} {
			w.set("指标!"+c, nil)
		}
		w.set("任务!C3", nil).set("任务!D3", nil).set("任务!E3", nil)
	})},
}

// sheetCases have a form that drifted from the template.
var sheetCases = []hostile{
	{file: "sheet-missing.xlsx", zh: "缺少工作表", en: "a sheet is missing", want: "E-SHEET; N-TOKEN 封面", build: changed(func(w *workbook) { w.tabs = []*tab{w.tabs[0], w.tabs[2]} })},
	{file: "sheet-renamed.xlsx", zh: "工作表改了名（可读）", en: "a renamed sheet (is read)", want: "N-TOKEN 封面; E-SHEET-NAME Sheet1", build: changed(func(w *workbook) { w.tab("指标").name = "Sheet1" })},
	{file: "sheet-moved.xlsx", zh: "工作表换了位置（可读）", en: "a moved sheet (is read)", want: "N-TOKEN 封面", build: changed(func(w *workbook) { w.tabs = []*tab{w.tabs[2], w.tabs[1], w.tabs[0]} })},
	{file: "sheet-twice.xlsx", zh: "有两张都像“指标”", en: "two sheets that look alike", want: "N-TOKEN 封面; E-SHEET-NAME 表一; E-SHEET-TWICE 表二", build: changed(func(w *workbook) {
		w.tab("指标").name = "表一"
		w.tabs = append(w.tabs, &tab{name: "表二", rows: w.tab("表一").rows})
	})},
	{file: "sheet-extra.xlsx", zh: "多出一张表", en: "an extra sheet", want: "N-TOKEN 封面; N-SHEET 底稿", build: changed(func(w *workbook) { w.tabs = append(w.tabs, &tab{name: "底稿", rows: [][]any{{"x", 1}}}) })},
	{file: "sheet-extra-hidden.xlsx", zh: "多出一张隐藏的表", en: "a hidden extra sheet", want: "N-TOKEN 封面; E-EXTRA-DATA 底稿", build: changed(func(w *workbook) {
		w.tabs = append(w.tabs, &tab{name: "底稿", state: ` state="hidden"`, rows: [][]any{{"x", 1}}})
	})},
	{file: "sheet-name-script.xlsx", zh: "工作表名像网页脚本", en: "a sheet named like a script", want: "N-TOKEN 封面; N-SHEET <img src=x>\\u202E", build: changed(func(w *workbook) {
		w.tabs = append(w.tabs, &tab{name: "<img src=x>\u202e", rows: [][]any{{"x"}}})
	})},
	{file: "header-missing.xlsx", zh: "表头被删", en: "the header is gone", want: "N-TOKEN 封面; E-HEADER 指标", build: at("指标!E2", "数")},
	{file: "header-twice.xlsx", zh: "表头列出现两次", en: "a header column twice", want: "N-TOKEN 封面; E-HEADER-TWICE 指标!F2", build: at("指标!F2", "本期值")},
	{file: "header-moved.xlsx", zh: "表头在另一行、列换了位置（可读）", en: "the header in another row, columns moved (is read)", want: "N-TOKEN 封面", build: changed(func(w *workbook) {
		t := w.tab("指标")
		for i, r := range t.rows {
			if len(r) > 4 {
				t.rows[i] = append([]any{r[4]}, r[:4]...)
			}
		}
		t.rows = append([][]any{{"说明"}, nil}, t.rows...)
	})},
	{file: "row-unknown-code.xlsx", zh: "编码不在表中", en: "a code of no row", want: "N-TOKEN 封面; E-ROW 指标; E-CODE 指标!A3", build: at("指标!A3", "visits_totl")},
	{file: "row-look-alike.xlsx", zh: "编码中有西里尔字母", en: "a Cyrillic letter in a code", want: "N-TOKEN 封面; E-ROW 指标; E-CODE 指标!A3", build: at("指标!A3", "v\u0456sits")},
	{file: "row-no-code.xlsx", zh: "有数据而没有编码", en: "data without a code", want: "N-TOKEN 封面; E-ROW 指标; E-NO-CODE 指标!E3", build: at("指标!A3", nil)},
	{file: "row-duplicate.xlsx", zh: "编码重复", en: "a code twice", want: "N-TOKEN 封面; E-DUPLICATE 指标!E9", build: changed(func(w *workbook) {
		w.set("指标!A9", "visits").set("指标!B9", "总诊疗人次").set("指标!E9", 5)
	})},
	{file: "row-missing.xlsx", zh: "缺少一行", en: "a row is missing", want: "N-TOKEN 封面; E-ROW 指标", build: changed(func(w *workbook) { t := w.tab("指标"); t.rows = append(t.rows[:4:4], t.rows[5:]...) })},
	{file: "row-total.xlsx", zh: "多出合计行", en: "a row of totals", want: "N-TOKEN 封面; N-SUBTOTAL 指标!E9", build: changed(func(w *workbook) { w.set("指标!B9", "合计").set("指标!E9", 185000) })},
	{file: "row-name.xlsx", zh: "名称与编码不符", en: "a name that does not go with its code", want: "N-TOKEN 封面; E-NAME 指标!B3", build: at("指标!B3", "出院人次")},
	{file: "row-unit.xlsx", zh: "单位被改", en: "a changed unit", want: "N-TOKEN 封面; E-UNIT 指标!C3", build: at("指标!C3", "万人次")},
	{file: "table-clean.xlsx", zh: "部门表，没有问题", en: "the table of a department, without a fault", want: "N-TOKEN 封面", build: department(func(*workbook) {})},
	{file: "table-org-unknown.xlsx", zh: "表中单位代码不存在", en: "an unknown org in a table", want: "N-TOKEN 封面; E-ROW 县区表; E-ROW 县区表; E-CODE 县区表!A5", build: department(func(w *workbook) { w.set("县区表!A5", "610799") })},
	{file: "table-org-name.xlsx", zh: "表中代码与名称不符", en: "code and name in a table disagree", want: "N-TOKEN 封面; E-NAME 县区表!B5", build: department(func(w *workbook) { w.set("县区表!B5", "南郑区") })},
	{file: "table-org-twice.xlsx", zh: "表中单位重复", en: "an org twice in a table", want: "N-TOKEN 封面; E-ROW 县区表; E-ROW 县区表; E-NAME 县区表!B6; E-DUPLICATE 县区表!C6; E-DUPLICATE 县区表!D6", build: department(func(w *workbook) { w.set("县区表!A6", "610702") })},
	{file: "table-column-unknown.xlsx", zh: "表中有未知的列", en: "an unknown column in a table", want: "N-TOKEN 封面; N-COLUMN 县区表!E2", build: department(func(w *workbook) { w.set("县区表!E2", "surplus").set("县区表!E5", 7) })},
	{file: "table-column-missing.xlsx", zh: "表中缺一列", en: "a column missing in a table", want: "N-TOKEN 封面; E-HEADER 县区表", build: department(func(w *workbook) { w.set("县区表!D2", nil) })},
	{file: "table-total.xlsx", zh: "表中有合计行", en: "a total in a table", want: "N-TOKEN 封面; N-SUBTOTAL 县区表!C7", build: department(func(w *workbook) { w.set("县区表!A7", "合计").set("县区表!C7", 5000) })},
}
