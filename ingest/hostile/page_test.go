package hostile

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

const page = "../../docs/hostile-files.md"

// TestPageIsUpToDate: docs/hostile-files.md lists every file and its answer.
func TestPageIsUpToDate(t *testing.T) {
	want := pageOf(t)
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s differs from the folder: run go test ./ingest/hostile -update", page)
	}
}

func pageOf(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`# 异常文件及其答复 · Hostile files and their answers

Made from ` + "`ingest/hostile`" + ` by ` + "`go test ./ingest/hostile -update`" + `; a test reads every file and holds this page to the folder.

每个文件在单独的进程中答复：处理器时间不超过 5 秒，内存不超过 256 MB，不崩溃。答复写明代码和位置：单元格、` + "`[部件]`" + `，文本为行:列；没有位置的是整个文件。
新增：把文件和同名的 ` + "`.json`" + `（应有的答复）放进 ` + "`ingest/hostile/testdata/golden/`" + ` 即可。
Each file is answered in a process of its own: at most 5 seconds of processor time and 256 MB, no crash. The answer is the code and its place: a cell, a ` + "`[part]`" + `, line:column of text; none for the whole file.
To add one, drop the file and a ` + "`.json`" + ` of what it must be answered into ` + "`ingest/hostile/testdata/golden/`" + `.

| 文件 file | 问题 what is wrong | 答复 answer |
|---|---|---|
`)
	rows := map[string]expectation{}
	for _, file := range goldenFiles(t) {
		rows[file] = expected(t, file)
	}
	for _, h := range bombs {
		rows[h.file] = h.expectation()
	}
	names := make([]string, 0, len(rows))
	for name := range rows {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		e := rows[name]
		fmt.Fprintf(&b, "| %s | %s<br>%s | %s |\n", cell(cmp.Or(e.Name, name)), cell(e.Zh), cell(e.En), cell(strings.Join(e.Findings, "; ")))
	}
	return b.String() + fmt.Sprintf("\n共 %d 个文件。 %d files.\n", len(names), len(names))
}

// cell keeps a text inside its cell of the table.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", ">", "&gt;").Replace(text)
}
