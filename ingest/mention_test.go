package ingest

import (
	"slices"
	"strings"
	"testing"
)

// What people write in 佐证材料: names of files, and everything else.
func TestNamesOfFilesAreToldFromDescriptions(t *testing.T) {
	r := &rebuild{pack: newOffice(t).pack}
	for text, want := range map[string]string{ // "" where it describes
		"督导通报.pdf":                       "督导通报.pdf",
		"督导 通报.PDF":                      "督导 通报.PDF",
		"方案.docx":                        "方案.docx",
		"版式文件.ofd":                       "版式文件.ofd",
		"名册.et":                          "名册.et",
		"全部材料.zip":                       "全部材料.zip",
		"IMG_20220408.jpeg":              "IMG_20220408.jpeg",
		"通报．ｐｄｆ":                         "通报．ｐｄｆ",
		"《督导通报》.pdf":                     "《督导通报》.pdf",
		"《督导通报.pdf》":                     "《督导通报.pdf》",
		"通报.pdf 方案.doc":                  "通报.pdf|方案.doc",
		"督导通报.pdf（共3页）":                  "督导通报.pdf",
		"督导通报.pdf等3份":                    "督导通报.pdf",
		"附件1：督导通报.pdf":                   "督导通报.pdf",
		"1.督导通报.pdf":                     "1.督导通报.pdf",
		"6.1-督导通报":                       "6.1-督导通报",
		"任务6.1—督导通报":                     "任务6.1—督导通报",
		"条目2.3-得分依据":                     "条目2.3-得分依据",
		"2022Q1_610702_盖章扫描件":            "2022Q1_610702_盖章扫描件",
		"2022Q1_汉台区_6.1-3月督导":            "2022Q1_汉台区_6.1-3月督导",
		"办结材料3份":                         "",
		"留存备查":                           "",
		"见卫健局档案":                         "",
		"汉政办发〔2022〕7号":                   "",
		"《督导通报》":                         "",
		"督导通报":                           "",
		"3-5月会议纪要":                       "",
		"任务6-8已办结":                       "",
		"2022-05-10会议记录":                 "",
		"99-没有这项任务":                      "",
		"任务6.1办结材料2份":                    "",
		"第6.1条":                          "",
		"PDF版通报":                         "",
		".pdf":                           "",
		"*.jpg":                          "",
		"照片（.jpg）":                       "",
		"www.hanzhong.gov.cn":            "",
		"http://example.com/tongbao.pdf": "",
		"1.2.3":                          "",
		"联系人A.B":                         "",
	} {
		names, areFiles := r.namesIn(text)
		got := ""
		if areFiles {
			got = strings.Join(names, "|")
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		if !areFiles && !slices.Equal(names, []string{text}) {
			t.Errorf("%s: the description is %q", text, names)
		}
	}
}
