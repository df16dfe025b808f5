package bulletin

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"yigai/internal/parquetio"
)

var pageObject = regexp.MustCompile(`/Type\s*/Page\b`)

// printedPages lets LibreOffice print a document, and counts the pages.
func printedPages(t *testing.T, data []byte) int {
	t.Helper()
	if os.Getenv("YIGAI_PROVE") == "" {
		t.Skip("starts LibreOffice: runs with make prove")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "brief.docx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	convert := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.Join(dir, "office"), "--headless", "--convert-to", "pdf", "--outdir", dir, file)
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	pdf, err := os.ReadFile(filepath.Join(dir, "brief.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return len(pageObject.FindAll(pdf, -1))
}

// fullest is a city with more of everything than a brief can tell, in long words.
func fullest() *book {
	b := fixture(func(s string) string { return s + strings.Repeat("很长的名称", 6) })
	row, value := b.ledger[0], b.values[valueKey{"cover", "v", "1", "2022Q2", "point"}]
	for i := range 40 {
		code := fmt.Sprint("x", i)
		b.tasks = append(b.tasks, taskRow{Task: code, Seq: i + 2, Title: b.tasks[0].Title, Lead: "1-W"})
		row.Task = code
		b.ledger = append(b.ledger, row)
		b.indicators = append(b.indicators, indicatorRow{Indicator: code, Version: "v", Seq: i + 2, Name: b.indicators[0].Name, Unit: "%", Decimals: 2, DefaultBasis: "point"})
		b.orgList = append(b.orgList, orgRow{Org: code, Seq: i + 20, Name: b.orgList[2].Name, Class: "place"})
		b.orgs[code] = b.orgList[len(b.orgList)-1]
		b.reporting = append(b.reporting, reportingRow{Period: "2022Q2", Org: code, Expected: true, State: []string{"late", "missing"}[i%2]})
		b.lights = append(b.lights, lightRow{Seq: i, Light: code, Text: b.lights[0].Text, State: "warning"})
		b.lightMoves = append(b.lightMoves, lightCountRow{Period: "2022Q2", Org: "1", Light: code, Count: 12345})
	}
	for _, i := range b.indicators {
		for _, o := range b.orgList {
			value.Indicator, value.Version, value.Org, value.Status, value.Comparator, value.Target = i.Indicator, "v", o.Org, "behind", "ge", parquetio.Int(65)
			b.values[valueKey{i.Indicator, "v", o.Org, "2022Q2", i.DefaultBasis}] = value
		}
	}
	return b
}

// A brief is two pages, however much there would be to tell, and however little.
func TestBriefIsTwoPages(t *testing.T) {
	for name, b := range map[string]*book{"fullest": fullest(), "small": fixture(nil)} {
		t.Run(name, func(t *testing.T) {
			data, err := b.briefDocx(b.brief("zh"))
			if err != nil {
				t.Fatal(err)
			}
			if pages := printedPages(t, data); pages != 2 {
				t.Errorf("the brief has %d pages", pages)
			}
		})
	}
}

// brief.html asks for nothing outside itself.
func TestBriefPageStandsAlone(t *testing.T) {
	b := fullest()
	page, err := b.briefPage(b.brief("zh"), b.brief("en"))
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`(?i)\b(src|href|srcset|action|poster)\s*=|url\(|@import|<(script|link|iframe|object|embed|base)\b`).Find(page); found != nil {
		t.Errorf("brief.html asks for something: %s", found)
	}
	if len(page) > 150<<10 {
		t.Errorf("brief.html has %d bytes", len(page))
	}
}
