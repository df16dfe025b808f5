package hostile

import (
	"archive/zip"
	"bytes"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
)

// bombs are files too big to keep, or small ones that unpack to much: they are
// made when the test runs.
var bombs = []hostile{
	{file: "bomb-sheet.xlsx", zh: "工作表压缩炸弹 100 MB", en: "a sheet that unpacks to 100 MB of spaces", want: "E-RATIO [xl/worksheets/sheet2.xml]", build: bomb(sheet2, 100<<20)},
	{file: "bomb-styles.xlsx", zh: "样式压缩炸弹", en: "styles that unpack to 20 MB", want: "E-RATIO [xl/styles.xml]", build: bomb(styles, 20<<20)},
	{file: "bomb-strings.xlsx", zh: "共享文字压缩炸弹", en: "shared strings that unpack to 20 MB", want: "E-RATIO [xl/sharedStrings.xml]", build: bomb(shared, 20<<20)},
	{file: "bomb-media.xlsx", zh: "图片压缩炸弹", en: "a picture that unpacks to 20 MB", want: "E-RATIO [xl/media/image1.bmp]", build: bomb("xl/media/image1.bmp", 20<<20)},
	{file: "bomb-part.xlsx", zh: "一个部件超过 400 MB", en: "a part of more than 400 MB", want: "E-SIZE [xl/media/image1.bmp]", build: declaring(401 << 20)},
	{file: "bomb-total.xlsx", zh: "各部件共超过 512 MB", en: "parts of more than 512 MB together", want: "E-SIZE [xl/media/5.bin]", build: declared},
	{file: "bomb-entries.xlsx", zh: "两千多个部件", en: "more than two thousand parts", want: "E-ENTRIES", build: manyParts(2100, 1)},
	{file: "bomb-lying.xlsx", zh: "声明的大小说谎", en: "a bomb that declares 100 bytes", want: "E-SIZE [xl/media/image1.bmp]", build: lying},
	{file: "bomb-file.xlsx", zh: "文件超过 128 MB", en: "a file of more than 128 MB", want: "E-SIZE", build: heavy},
	{file: "bomb-attributes.xlsx", zh: "一百万个属性", en: "a million attributes", want: "E-TOKEN 指标", build: changed(func(w *workbook) {
		var b strings.Builder
		for i := range 1_000_000 {
			fmt.Fprintf(&b, ` a%d="%d"`, i, i*7919)
		}
		w.tab("指标").before = "<sheetPr" + b.String() + "/>"
	})},
	{file: "bomb-token.xlsx", zh: "两百万字的文字", en: "a text of two million characters", want: "E-TOKEN [xl/sharedStrings.xml]", build: late(func() func(testing.TB) []byte { return figure(noise(2_000_000)) })},
	{file: "bomb-depth.xlsx", zh: "十万层嵌套", en: "a hundred thousand levels", want: "E-DEPTH 指标", build: changed(func(w *workbook) { w.tab("指标").before = strings.Repeat("<a>", 100_000) })},
	{file: "bomb-merges.xlsx", zh: "十万个合并区域", en: "a hundred thousand merged ranges", want: "E-MERGE 指标!E8", build: late(func() func(testing.TB) []byte { return after(merges(100_000)) })},
	{file: "bomb-sheets.xlsx", zh: "一百张工作表", en: "a hundred sheets", want: "E-SHEETS [xl/workbook.xml]", build: changed(func(w *workbook) {
		for i := range 100 {
			w.tabs = append(w.tabs, &tab{name: fmt.Sprint("表", i)})
		}
	})},
	{file: "bomb-sheet-names.xlsx", zh: "十万个表名指向一个部件", en: "a hundred thousand sheet names for one part", want: "E-SHEETS [xl/workbook.xml]", build: late(func() func(testing.TB) []byte { return sheetsReplaced(sheetNames(100_000)) })},
	{file: "bomb-xfd.xlsx", zh: "四万行都写到 XFD 列", en: "forty thousand rows that reach column XFD", want: "E-COLUMNS 指标!XFD9", build: changed(func(w *workbook) { w.tab("指标").rows = farCells(w.tab("指标").rows, 40_000) })},
	{file: "bomb-cells.xlsx", zh: "两千多万个带格式的空单元格", en: "more than twenty million styled cells", want: "E-CELLS 指标!RI40000", build: emptyCells},
	{file: "bomb-one-string.xlsx", zh: "二十万个单元格指向一段三万字的文字", en: "two hundred thousand cells with one text of 30,000 characters", want: "N-TOKEN 封面; E-CODE 任务!A4; E-CODE 任务!A5; E-CODE 任务!A6; E-CODE 任务!A7; E-CODE 任务!A8; E-CODE 任务!A9; E-CODE 任务!A10; E-CODE 任务!A11; E-CODE 任务!A12; E-CODE 任务!A13; E-CODE ×1000", build: changed(func(w *workbook) {
		text := noise(30_000)
		for range 1000 {
			w.tab("任务").rows = append(w.tab("任务").rows, slicesOf(text, 200))
		}
	})},
	{file: "bomb-wrong-rows.xlsx", zh: "五万行数据都有错", en: "fifty thousand rows with a fault each", want: "N-TOKEN 封面; E-CODE 指标!A9; E-CODE 指标!A10; E-CODE 指标!A11; E-CODE 指标!A12; E-CODE 指标!A13; E-CODE 指标!A14; E-CODE 指标!A15; E-CODE 指标!A16; E-CODE 指标!A17; E-CODE 指标!A18; E-CODE ×9999", build: changed(func(w *workbook) {
		for i := range 50_000 {
			w.tab("指标").rows = append(w.tab("指标").rows, []any{fmt.Sprint("code", i), "", "", "", 1})
		}
	})},
	{file: "bomb-escapes.xlsx", zh: "十万个转义字符", en: "a hundred thousand escapes in one text", want: "N-TOKEN 封面; E-LENGTH 任务!E3", build: at("任务!E3", strings.Repeat("_x0041_", 100_000))},
	{file: "bomb-long-same.csv", zh: "同一行重复二十万次", en: "one row two hundred thousand times", want: "N-NO-COVER; N-NO-TASKS; E-DUPLICATE 3:22; E-DUPLICATE 4:22; E-DUPLICATE 5:22; E-DUPLICATE 6:22; E-DUPLICATE 7:22; E-DUPLICATE 8:22; E-DUPLICATE 9:22; E-DUPLICATE 10:22; E-DUPLICATE 11:22; E-DUPLICATE 12:22; E-DUPLICATE ×9998", build: longRows(200_000, func(int) string { return "610702,2022Q1,visits,120000," })},
	{file: "bomb-long-codes.csv", zh: "二十万个没有的编码", en: "two hundred thousand unknown codes", want: "N-NO-COVER; N-NO-TASKS; E-CODE 2:15; E-CODE 3:15; E-CODE 4:15; E-CODE 5:15; E-CODE 6:15; E-CODE 7:15; E-CODE 8:15; E-CODE 9:15; E-CODE 10:15; E-CODE 11:15; E-CODE ×9998", build: longRows(200_000, func(i int) string { return fmt.Sprintf("610702,2022Q1,x%d,1,", i) })},
	{file: "bomb-long-orgs.csv", zh: "十万个单位代码", en: "a hundred thousand org codes", want: "E-REPORTER", build: longRows(99_999, func(i int) string { return fmt.Sprintf("%d,2022Q1,visits,1,", i) })},
	{file: "bomb-comments.xlsx", zh: "一百万个注释", en: "a million comments", want: "N-TOKEN 封面", build: changed(func(w *workbook) { w.tab("指标").before = comments(1_000_000) })},
}

// late puts off what takes long to make: every process that answers a file, and
// there is one for each, sets up these tables.
func late(build func() func(testing.TB) []byte) func(testing.TB) []byte {
	return func(t testing.TB) []byte { return build()(t) }
}

func comments(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<!--%d-->", i*7919)
	}
	return b.String()
}

func slicesOf(text string, n int) []any {
	row := make([]any, n)
	for i := range row {
		row[i] = text
	}
	return row
}

// noise is a text that does not shrink much.
func noise(n int) string {
	var b strings.Builder
	for x := uint32(1); b.Len() < 3*n; {
		x = x*1664525 + 1013904223
		b.WriteRune(rune(0x4e00 + x>>16%20000))
	}
	return b.String()[:3*n]
}

func merges(n int) string {
	var b strings.Builder
	b.WriteString("<mergeCells>")
	for i := range n {
		fmt.Fprintf(&b, `<mergeCell ref="H%d:I%d"/>`, i+1, i+1)
	}
	return b.String() + "</mergeCells>"
}

func sheetNames(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<sheet name="表%d" sheetId="%d" r:id="rId1"/>`, i, i+1)
	}
	return b.String()
}

func farCells(rows [][]any, n int) [][]any {
	for i := len(rows) + 1; i <= n; i++ {
		rows = append(rows, []any{1, raw{fmt.Sprintf(`r="XFD%d"`, i), "<v>1</v>"}})
	}
	return rows
}

// filling writes n bytes of one kind.
type filling struct{ left int }

func (f *filling) Read(b []byte) (int, error) {
	if f.left == 0 {
		return 0, io.EOF
	}
	n := min(len(b), f.left)
	for i := range b[:n] {
		b[i] = ' '
	}
	f.left -= n
	return n, nil
}

// bomb is the clean workbook with one part of n spaces.
func bomb(name string, n int) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		return packed(t, clean().remove(name).parts(), func(z *zip.Writer) error { return fill(z, name, n) })
	}
}

func fill(z *zip.Writer, name string, n int) error {
	f, err := z.Create(name)
	if err == nil {
		_, err = io.Copy(f, &filling{n})
	}
	return err
}

// packed is parts and what more adds.
func packed(t testing.TB, parts []part, more func(*zip.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(f, p.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := more(z); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func manyParts(count, size int) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		return packed(t, clean().parts(), func(z *zip.Writer) error {
			for i := range count {
				if err := fill(z, fmt.Sprintf("xl/media/%d.bin", i), size); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// declared has six parts of noise that together declare 600 MB.
func declared(t testing.TB) []byte {
	data := packed(t, clean().parts(), func(z *zip.Writer) error {
		for i := range 6 {
			f, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("xl/media/%d.bin", i), Method: zip.Store})
			if err == nil {
				_, err = io.Copy(f, &filling{600_000})
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	for i := range 6 {
		data = patch(t, data, centralRecord, len(clean().parts())+i, 24, 0, 0, 0x40, 6)
	}
	return data
}

// declaring is a small part that declares to be large.
func declaring(size uint32) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		data := bomb("xl/media/image1.bmp", 3<<20)(t)
		at := bytes.LastIndex(data, []byte(centralRecord))
		binary.LittleEndian.PutUint32(data[at+24:], size)
		return data
	}
}

// lying is a bomb whose directory declares 100 bytes.
func lying(t testing.TB) []byte {
	data := bomb("xl/media/image1.bmp", 50<<20)(t)
	at := bytes.LastIndex(data, []byte(centralRecord))
	copy(data[at+24:], []byte{100, 0, 0, 0})
	return data
}

// heavy is a file of 129 MB.
func heavy(t testing.TB) []byte {
	return packed(t, clean().parts(), func(z *zip.Writer) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: "xl/media/image1.bmp", Method: zip.Store})
		if err == nil {
			_, err = io.Copy(f, &filling{129 << 20})
		}
		return err
	})
}

// emptyCells is a sheet of 500 columns and 45,000 rows of cells with a style only.
func emptyCells(t testing.TB) []byte {
	return packed(t, clean().remove(sheet2).parts(), func(z *zip.Writer) error {
		f, err := z.Create(sheet2)
		if err != nil {
			return err
		}
		row := strings.Repeat(`<c s="1"/>`, 500) + "</row>"
		if _, err = io.WriteString(f, "<worksheet "+mainNS+"><sheetData>"); err != nil {
			return err
		}
		for i := range 45_000 {
			if _, err := fmt.Fprintf(f, `<row r="%d"><!--%x-->%s`, i+1, sha512.Sum512([]byte(strconv.Itoa(i))), row); err != nil {
				return err
			}
		}
		_, err = io.WriteString(f, "</sheetData></worksheet>")
		return err
	})
}

// longRows is a long CSV of many rows.
func longRows(rows int, row func(int) string) func(testing.TB) []byte {
	return func(testing.TB) []byte {
		var b bytes.Buffer
		b.WriteString("单位代码,报告期,编码,本期值,备注\r\n")
		for i := range rows {
			b.WriteString(row(i) + "\r\n")
		}
		return b.Bytes()
	}
}
