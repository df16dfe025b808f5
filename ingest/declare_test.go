package ingest

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"yigai/internal/workspace"
)

// declaredOf is what counts now of the one file received, and how often the
// journal was told.
func declaredOf(t *testing.T, ws *workspace.Workspace) (d Declaration, told int) {
	t.Helper()
	files, err := readKept(ws)
	if err != nil || len(files) == 0 {
		t.Fatal(len(files), err)
	}
	if err := files[0].declareNewest(ws); err != nil {
		t.Fatal(err)
	}
	entries, err := ws.Journal.Entries()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Kind == entryDeclared {
			told++
		}
	}
	return files[0].Declaration, told
}

func TestDeclaredTimeStandsBesideTheRecordedOne(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"a.xlsx": "abc"})
	sent := noon.AddDate(0, 0, -3)
	r := receive(t, ws, Options{SentAt: sent, By: "王秀兰", Channel: "政务邮箱"}).Files[0].Receipt
	if !r.ReceivedAt.Equal(noon) || !r.SentAt.Equal(sent) || r.DeclaredBy != "王秀兰" || r.Channel != "政务邮箱" {
		t.Errorf("the receipt says %+v", r)
	}
}

func TestRegisterMayBeChineseAndInAnyEncodingOrAWorkbook(t *testing.T) {
	const text = "文件,发送时间,渠道,发送人,登记人,单位代码,报告期\na.xlsx,2022/4/7 9:30,微信,汉台区卫健局,李强,610702,2022Q1\n"
	gbk := "\xce\xc4\xbc\xfe,\xb7\xa2\xcb\xcd\xca\xb1\xbc\xe4\na.xlsx,2022-04-07 09:30\n" // 文件,发送时间
	for name, files := range map[string]map[string]string{
		"UTF-8":    {RegisterName: text},
		"BOM":      {RegisterName: "\ufeff" + text},
		"workbook": {RegisterWorkbook: registerBook(t)},
		"GB18030":  {RegisterName: gbk},
		"arrival":  {RegisterName: strings.NewReplacer(",渠道,", ",收到时间,渠道,", ",微信,", ",2022/4/9,微信,").Replace(text)},
		"only":     {RegisterName: strings.Replace(text, "发送时间", "收到时间", 1)},
	} {
		ws := newWorkspace(t, false)
		files["a.xlsx"] = "abc"
		put(t, ws, files)
		batch := receive(t, ws, Options{})
		if len(batch.Files) != 1 {
			t.Fatalf("%s: took in %d files", name, len(batch.Files))
		}
		r := batch.Files[0].Receipt
		if got := r.SentAt.Format(time.RFC3339); got != "2022-04-07T01:30:00Z" {
			t.Errorf("%s: sent at %s", name, got)
		}
		if name != "GB18030" && (r.DeclaredBy != "李强" || r.Reporter != "610702" || r.Period != "2022Q1" || r.Sender != "汉台区卫健局") {
			t.Errorf("%s: the receipt says %+v", name, r)
		}
	}
}

// registerBook has its time as spreadsheets store it.
func registerBook(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "文件", "B1": "发送时间", "C1": "发送人", "D1": "登记人", "E1": "单位代码", "F1": "报告期",
		"A2": "a.xlsx", "B2": time.Date(2022, 4, 7, 9, 30, 0, 0, time.UTC), "C2": "汉台区卫健局", "D2": "李强", "E2": 610702, "F2": "2022Q1"} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestLaterDeclarationIsAnEntryAndTheNewestCounts(t *testing.T) {
	ws := newWorkspace(t, false)
	register := func(day string) map[string]string {
		return map[string]string{RegisterName: "file,sent_at\na.xlsx," + day + "\n"}
	}
	put(t, ws, map[string]string{"a.xlsx": "abc"})
	receive(t, ws, Options{})
	for i, step := range []struct {
		name string
		do   func()
		day  string
		told int
	}{
		{"a register that comes later", func() { put(t, ws, register("2022-04-05")); receive(t, ws, Options{}) }, "2022-04-05", 1},
		{"the same again", func() { receive(t, ws, Options{}) }, "2022-04-05", 1},
		{"a flag over a folder speaks of new files only", func() { receive(t, ws, Options{SentAt: noon}) }, "2022-04-05", 1},
		{"a flag with the file", func() { receiveFile(t, ws, Options{SentAt: noon.AddDate(0, 0, -2)}) }, "2022-04-06", 2},
		{"the old register does not take that back", func() { receive(t, ws, Options{}) }, "2022-04-06", 2},
		{"a changed line does", func() { put(t, ws, register("2022-04-07")); receive(t, ws, Options{}) }, "2022-04-07", 3},
	} {
		step.do()
		d, told := declaredOf(t, ws)
		if got := dayOf(d.SentAt).String(); got != step.day || told != step.told {
			t.Errorf("%d %s: sent on %s, told %d times, want %s and %d", i, step.name, got, told, step.day, step.told)
		}
	}
	files, err := readKept(ws)
	if err != nil || !files[0].SentAt.IsZero() {
		t.Errorf("the receipt was changed: %+v, %v", files, err)
	}
}

// A flag goes before the register also at the intakes that follow, which read the
// same register again.
func TestFlagHoldsAgainstTheRegisterItWentBefore(t *testing.T) {
	for name, register := range map[string]string{"time": "file,sent_at\na.xlsx,2022-04-05\n", "channel": "file,sent_at,channel\na.xlsx,2022-04-06,微信\n"} {
		ws := newWorkspace(t, false)
		put(t, ws, map[string]string{"a.xlsx": "abc", RegisterName: register})
		receiveFile(t, ws, Options{SentAt: noon.AddDate(0, 0, -2), Channel: "邮箱"})
		_, first := declaredOf(t, ws)
		for range 2 {
			receive(t, ws, Options{})
			if d, told := declaredOf(t, ws); dayOf(d.SentAt).String() != "2022-04-06" || d.Channel != "邮箱" || told != first {
				t.Errorf("%s: %+v, told %d times, %d at first", name, d, told, first)
			}
		}
	}
}

func receiveFile(t *testing.T, ws *workspace.Workspace, opt Options) {
	t.Helper()
	opt.Now = func() time.Time { return noon }
	if _, err := Receive(context.Background(), ws, []string{ws.Path("inbox", "a.xlsx")}, opt); err != nil {
		t.Fatal(err)
	}
}

func TestExceptionIsRecordedOnce(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"a.xlsx": "abc"})
	for range 2 {
		receiveFile(t, ws, Options{Exception: "领导批准", By: "王秀兰"})
	}
	entries, err := ws.Journal.Entries()
	if err != nil || len(entries) != 2 || entries[1].Kind != entryException {
		t.Fatalf("the journal holds %+v, %v", entries, err)
	}
	var x exceptionEntry
	if err := json.Unmarshal(entries[1].Data, &x); err != nil || len(x.Files) != 1 || x.Files[0] != (Exception{NumberOf(shaOfABC, nil), shaOfABC, "王秀兰", "领导批准"}) {
		t.Errorf("the entry says %+v, %v", x, err)
	}
}

func TestMistakenRegisterNamesItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"文件,备注\na.xlsx,x\n":    ":1: the column \"备注\" is not known",
		"发送时间\n2022-04-08\n":   ":1: the header must name the column 文件",
		"文件,报告期\na.xlsx,一季度\n": ":2: period is \"一季度\"",
		"文件,file\na,b\n":       ":1: the column \"file\" stands twice",
		"文件,渠道\n,微信\n":         ":2: no file is named",
		"文件,渠道\n\n\n,微信\n":     ":4: no file is named",

		"文件" + strings.Repeat(",", 100):             "too large",
		"文件\n" + strings.Repeat("a.xlsx\n", 30_000): "too large",
		"文件\n" + strings.Repeat("a", 5<<20):         "too large",
	} {
		ws := newWorkspace(t, false)
		put(t, ws, map[string]string{RegisterName: text, "a.xlsx": "abc"})
		_, err := Receive(context.Background(), ws, []string{ws.Path("inbox")}, Options{Now: time.Now})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gave %v, want %s", text, err, want)
		}
	}
}

func TestFolderThatCannotBeReadIsNamedAndStopsNothing(t *testing.T) {
	s, ok := sourceAt("inbox/closed", nil, context.DeadlineExceeded)
	if !ok || s.err == nil || !strings.Contains(s.err.Error(), "closed") {
		t.Fatalf("the folder became %+v, %v", s, ok)
	}
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"a.xlsx": "abc"})
	in := intake{ws: ws, opt: Options{Now: time.Now}, now: noon, items: []*item{{source: s}, {source: source{path: ws.Path("inbox", "a.xlsx")}}}}
	if err := in.hashAll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if in.items[0].err == nil || in.items[1].receipt.SHA256 != shaOfABC {
		t.Errorf("became %+v and %+v", in.items[0], in.items[1])
	}
}

// Who sends again what came in time is not late by it, and the copies that lie
// there do not outdo each other at every intake.
func TestOfSeveralCopiesTheOneSentFirstCounts(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{
		"a.xlsx": "abc", "b.xlsx": "abc", RegisterName: "file,sent_at,channel\na.xlsx,2022-04-06,mail\nb.xlsx,2022-04-07,chat\n",
		"chat/a.xlsx": "abc", "chat/" + RegisterName: "file,sent_at\na.xlsx,2022-04-05\n",
	})
	for i := range 3 {
		receive(t, ws, Options{})
		if d, told := declaredOf(t, ws); dayOf(d.SentAt).String() != "2022-04-05" || d.Channel != "mail" || told != 1 {
			t.Errorf("intake %d: %+v, told %d times", i, d, told)
		}
	}
	put(t, ws, map[string]string{"c.xlsx": "abc", RegisterName: "file,sent_at\na.xlsx,2022-04-03\nb.xlsx,2022-04-02\nc.xlsx,2022-04-07\n"})
	batch := receive(t, ws, Options{})
	if d, told := declaredOf(t, ws); dayOf(d.SentAt).String() != "2022-04-02" || told != 2 {
		t.Errorf("after mending lines: %+v, told %d times", d, told)
	}
	if x := batch.Files[0]; x.New || !x.Said {
		t.Errorf("the answer does not know of the news: %+v", x)
	}
}

// A copy that was declared as sent later than the file was received does not
// make it late; a mended clock does count.
func TestCopyDoesNotOutdoTheReceipt(t *testing.T) {
	ws := newWorkspace(t, false)
	put(t, ws, map[string]string{"a.xlsx": "abc"})
	receive(t, ws, Options{})
	put(t, ws, map[string]string{"b.xlsx": "abc", RegisterName: "file,sent_at\nb.xlsx,2022-04-20\n"})
	later := func() time.Time { return noon.AddDate(0, 1, 0) }
	receive(t, ws, Options{Now: later})
	if d, _ := declaredOf(t, ws); !d.SentAt.IsZero() {
		t.Errorf("the copy counts: %+v", d)
	}
	put(t, ws, map[string]string{RegisterName: "file,sent_at\na.xlsx,2022-04-20\nb.xlsx,2022-04-20\n"})
	receive(t, ws, Options{Now: later})
	if d, _ := declaredOf(t, ws); d.SentAt.IsZero() {
		t.Errorf("what was said of the file itself does not count: %+v", d)
	}
}
