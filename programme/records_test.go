package programme_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"yigai/programme"
)

func TestRecordsOfAPack(t *testing.T) {
	files := hanzhong(t)
	element := load(t, files).Elements[0].Code
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	put("records.csv", "table,column,type,meaning\nvisits,county,VARCHAR,县区\nvisits,paid,\"DECIMAL(18,2)\",支付\n")
	put("recorded.csv", "element,select\n"+element+",\"select 1 as org\"\n")
	p := load(t, files)
	if len(p.Records) != 2 || len(p.Recorded) != 1 || p.Recorded[0].Select != "select 1 as org" || p.Recorded[0].Place.String() != "recorded.csv:2" {
		t.Errorf("read %+v %+v", p.Records, p.Recorded)
	}
	if found := programme.CheckFS(files); len(found) != 0 {
		t.Errorf("found %v in what is right", found)
	}
	put("records.csv", "table,column,type,meaning\nmart_x,county,VARCHAR,县区\nvisits,paid,DOUBLE,支付\nvisits,Paid,DATE,日\nvisits,paid,DATE,日\n")
	put("recorded.csv", "element,select\nnobody,select 1\n"+element+",select 1\n"+element+",select 2\n")
	var lines []string
	for _, m := range programme.CheckFS(files) {
		lines = append(lines, m.Error())
	}
	all := strings.Join(lines, "\n")
	for _, want := range []string{"records.csv:2: mart_x.county", `records.csv:3: there is no type "DOUBLE"`, "records.csv:4: visits.Paid", "records.csv:5: visits.paid stands twice",
		"recorded.csv:2: element nobody", "recorded.csv:4: element " + element + " stands twice"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in\n%s", want, all)
		}
	}
}
