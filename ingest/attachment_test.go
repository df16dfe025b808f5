package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"yigai/ingest/check"
	"yigai/ingest/kind"
	"yigai/programme"
)

// proofs is a rebuild with the report of one org that names evidence, and files
// beside it.
func proofs(t *testing.T, mentioned string, names ...string) *rebuild {
	t.Helper()
	o := newOffice(t)
	r := &rebuild{pack: o.pack}
	report := filed(1, check.WholeWorkbook, false, false)
	report.result.Cover.Reporter, report.result.Cover.ReporterName = "610702", "汉台区"
	report.Number = "R-0123456789ab"
	report.result.TaskReports = []check.TaskReport{{Reporter: "610702", Task: "6.1", Evidence: mentioned}}
	r.files = []*judged{report}
	for i, name := range names {
		j := &judged{kept: kept{Receipt{Number: fmt.Sprint("R-", i), SHA256: fmt.Sprint(i), FileName: name, ReceivedAt: noon}, 2}}
		j.what.Class = kind.Evidence
		j.result = check.Aside(name, check.Objection{Code: "E-UNTIED"})
		r.files = append(r.files, j)
	}
	return r
}

// told is every row of the attachments, in few words.
func (r *rebuild) told() string {
	r.number()
	r.tieAttachments()
	var all []string
	for _, a := range r.attachmentRows() {
		revision := ""
		if a.Revision != nil {
			revision = fmt.Sprint(" rev", *a.Revision)
		}
		all = append(all, strings.Join(strings.Fields(strings.Join([]string{a.Period, a.Reporter, a.Kind, a.Task, a.Item, a.Name, a.State, a.TiedBy}, " ")), " ")+revision)
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

func TestEvidenceIsTied(t *testing.T) {
	for name, c := range map[string]struct {
		mentioned string
		files     []string
		want      string
	}{
		"by name":                    {"", []string{"2022Q1_610702_6.1-督导通报.pdf"}, "2022Q1 610702 evidence 6.1 2022Q1_610702_6.1-督导通报.pdf unnamed name"},
		"by name, in words":          {"", []string{"２０２２Q1_汉台区_任务3－方案.pdf"}, "2022Q1 610702 evidence 3 ２０２２Q1_汉台区_任务3－方案.pdf unnamed name"},
		"no period of the programme": {"", []string{"2035Q1_610702_6.1-督导通报.pdf"}, ""},
		"hidden characters":          {"", []string{"2022Q1_610702_6.1-\u202efdp.pdf"}, `2022Q1 610702 evidence 6.1 2022Q1_610702_6.1-\u202Efdp.pdf unnamed name`},
		"period of the day":          {"", []string{"610702_6.1-督导通报.pdf"}, "2022Q1 610702 evidence 6.1 610702_6.1-督导通报.pdf unnamed name"},
		"a scoring item":             {"", []string{"2022Q1_610702_条目2.3-得分.pdf"}, "2022Q1 610702 evidence 2.3 2022Q1_610702_条目2.3-得分.pdf unnamed name"},
		"no task of the pack":        {"", []string{"2022Q1_610702_99-x.pdf"}, "2022Q1 610702 evidence 2022Q1_610702_99-x.pdf unnamed name"},
		"by the report naming it":    {"督导 通报.PDF、方案.docx", []string{"督导通报.pdf"}, "2022Q1 610702 evidence 6.1 方案.docx named_only rev1; 2022Q1 610702 evidence 6.1 督导 通报.PDF received mention"},
		"named and tied by name":     {"《督导通报》；无", []string{"2022Q1_610702_6.1-督导通报.jpg"}, "2022Q1 610702 evidence 6.1 《督导通报》 received name"},
		"the extension is no part":   {"督导通报.pdf", []string{"2022Q1_610702_6.1-督导通报.jpg"}, "2022Q1 610702 evidence 6.1 督导通报.pdf received name"},
		"named and never received":   {"督导通报.pdf，6.1-会议纪要\n督导通报.jpg", nil, "2022Q1 610702 evidence 6.1 6.1-会议纪要 named_only rev1; 2022Q1 610702 evidence 6.1 督导通报.pdf named_only rev1"},
		"described and received":     {"督导通报，会议纪要", []string{"督导通报.pdf"}, "2022Q1 610702 evidence 6.1 督导通报 received mention"},
		"described, tied by name":    {"督导通报", []string{"2022Q1_610702_6.1-督导通报.pdf"}, "2022Q1 610702 evidence 6.1 督导通报 received name"},
		"described, never received":  {"办结材料3份，留存备查", nil, ""},
		"named from the task on":     {"任务6.1-督导通报.pdf", []string{"2022Q1_610702_任务6.1-督导通报.pdf"}, "2022Q1 610702 evidence 6.1 任务6.1-督导通报.pdf received name"},
		"a comma in the name":        {"方案；关于医联体、医共体的通知.pdf", []string{"2022Q1_610702_6.1-关于医联体、医共体的通知.pdf"}, "2022Q1 610702 evidence 6.1 医共体的通知.pdf received name"},
		"cited in a later quarter":   {"2021Q4_610702_6.1-督导通报.pdf", []string{"2021Q4_610702_6.1-督导通报.pdf"}, "2022Q1 610702 evidence 6.1 2021Q4_610702_6.1-督导通报.pdf received name"},
		"the same name another time": {"督导通报.pdf", []string{"2021Q4_610702_6.1-督导通报.pdf"}, "2021Q4 610702 evidence 6.1 2021Q4_610702_6.1-督导通报.pdf unnamed name; 2022Q1 610702 evidence 6.1 督导通报.pdf named_only rev1"},
		"a numbered list":            {"1.督导通报.pdf；（2）方案.pdf", []string{"督导通报.pdf", "方案.pdf"}, "2022Q1 610702 evidence 6.1 1.督导通报.pdf received mention; 2022Q1 610702 evidence 6.1 （2）方案.pdf received mention"},
		"nothing ties it":            {"", []string{"照片.jpg", "6.1-督导通报.pdf", "999999_6.1-通报.pdf"}, ""},
		"a scan":                     {"", []string{"2022Q1_610702_盖章扫描件.pdf"}, "2022Q1 610702 scan 2022Q1_610702_盖章扫描件.pdf received name rev1"},
		"a scan naming its receipt":  {"", []string{"R-0123456789ab签字.jpg"}, "2022Q1 610702 scan R-0123456789ab签字.jpg received name rev1"},
		"a scan before any workbook": {"", []string{"2022Q1_610722_盖章.pdf"}, "2022Q1 610722 scan 2022Q1_610722_盖章.pdf received name"},
	} {
		if got := proofs(t, c.mentioned, c.files...).told(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// What several orgs name is nobody's for sure.
func TestMentionOfSeveralOrgsTiesNothing(t *testing.T) {
	r := proofs(t, "通报.pdf", "通报.pdf")
	other := filed(1, check.WholeWorkbook, false, false)
	other.result.Cover.Reporter, other.result.Cover.ReporterName = "610722", "城固县"
	other.result.TaskReports = []check.TaskReport{{Reporter: "610722", Task: "6.1", Evidence: "通报.pdf"}}
	r.files = append(r.files, other)
	if got, want := r.told(), "2022Q1 610702 evidence 6.1 通报.pdf named_only rev1; 2022Q1 610722 evidence 6.1 通报.pdf named_only rev1"; got != want {
		t.Errorf("got %s", got)
	}
}

// A description is answered in its own period only; a name also later.
func TestDescriptionIsAnsweredInItsPeriod(t *testing.T) {
	for mentioned, want := range map[string]string{"督导通报": "", "督导通报.pdf": "2022Q1 610702 evidence 6.1 督导通报.pdf received mention"} {
		r := proofs(t, mentioned, "督导通报.pdf")
		r.files[1].SentAt = noon.AddDate(0, 4, 0)
		if got := r.told(); got != want {
			t.Errorf("%s: got %q, want %q", mentioned, got, want)
		}
	}
}

// Taken in together, a scan attests what had been sent when it was sent.
func TestScanAttestsWhatWasSentBeforeIt(t *testing.T) {
	day := func(n int) time.Time { return noon.AddDate(0, 0, n) }
	for sent, want := range map[int]string{-6: "rev1", -5: "rev1", -4: "rev1", -1: "rev2", 0: "rev2"} {
		r := proofs(t, "", "2022Q1_610702_盖章.pdf")
		newer := filed(2, check.WholeWorkbook, false, false)
		newer.result.Cover, newer.SHA256 = r.files[0].result.Cover, "ff"
		r.files = append(r.files, newer)
		r.files[0].SentAt, r.files[1].SentAt, r.files[2].SentAt = day(-5), day(sent), day(-1)
		if got := r.told(); !strings.HasSuffix(got, want) {
			t.Errorf("sent on day %d: %s, want %s", sent, got, want)
		}
	}
}

func TestScanAttestsTheRevisionOfItsTime(t *testing.T) {
	r := proofs(t, "", "2022Q1_610702_盖章.pdf")
	newer := filed(3, check.WholeWorkbook, false, false)
	newer.result.Cover = r.files[0].result.Cover
	r.files = append(r.files, newer)
	if got := r.told(); !strings.HasSuffix(got, "rev1") {
		t.Errorf("after a newer revision: %s", got)
	}
}

func TestBundleTiesOnlyWithOneReport(t *testing.T) {
	r := proofs(t, "", "照片.jpg")
	for _, j := range r.files {
		j.within = []string{"zip"}
	}
	if got := r.told(); got != "2022Q1 610702 evidence 照片.jpg unnamed bundle" {
		t.Errorf("one report in the bundle: %s", got)
	}
	r = proofs(t, "", "照片.jpg")
	other := filed(1, check.WholeWorkbook, false, false)
	other.result.Cover.Reporter, other.result.Cover.Period = "610722", programme.MustPeriod("2022Q1")
	r.files = append(r.files, other)
	for _, j := range r.files {
		j.within = []string{"zip"}
	}
	if got := r.told(); got != "" {
		t.Errorf("two reports in the bundle: %s", got)
	}
}

// TestAMistakenWorkbookIsNoEvidence: what is no evidence by its content is one
// only where its name says what it proves.
func TestAMistakenWorkbookIsNoEvidence(t *testing.T) {
	for name, want := range map[string]string{
		"2022Q1_610702_汉台区.xlsx":   "",
		"2022Q1_610702_6.1-通报.rar": "2022Q1 610702 evidence 6.1 2022Q1_610702_6.1-通报.rar unnamed name",
	} {
		r := proofs(t, "", name)
		r.files[1].what.Class = kind.Unusable
		if got := r.told(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
