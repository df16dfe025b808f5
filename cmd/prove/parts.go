//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
)

// A part is one command of `make prove`.
type part struct {
	name  string   // what --only and --skip say
	shows string   // in one line, for the table at the end
	argv  []string // run in the repository
	needs func() string
}

// tests are parts made of Go tests with what takes long turned on. What a test skips
// is told as not run.
func tests(packages []string, pattern string) []string {
	return append(append([]string{"env", "YIGAI_PROVE=1", "go", "test", "-count=1", "-timeout", "120m", "-v"}, packages...), "-run", pattern)
}

func in(packages ...string) []string { return packages }

// parts lists all, the short ones first: what is broken is seen early.
func (o house) parts() []part {
	crash := func(kind string) []string {
		return []string{o.self, "--program", o.program, "--only", kind, "--json", filepath.Join(o.out, kind+".json"),
			"--kills", o.kills, "--injections", o.injections, "--cuts", o.cuts, "--disks", o.disks, "--damages", o.damages}
	}
	return []part{
		{"check", "formatting, vet, staticcheck, go.mod", in("make", "-s", "check"), always},
		{"lint", "SQL stands in files and is never built from text; arrows point one way; no place of a machine in a source; only yigai serve opens the network", tests(in("."), "TestSQL|TestArrows|TestNothingOfThisMachine|TestPure|TestOnlyServe"), always},
		{"sql", "statements against the SQL lock", tests(in("./cmd/yigai", "./transform"), "TestNoStatementGetsOut|TestQuery|TestCards|TestQuotes|TestNamesAndTypes|TestOtherFiles|TestEngine"), always},
		{"text", "script and formula injection through every text into every output", tests(in("./reports/...", "./ingest/...", "./cmd/yigai", "./internal/..."), "Hostile|NoText|NoCode|NoFormula|NoCell|NoPayload|HoldNoFormula|HoldsNoFormula|OnlyTheSelfCheck|Inert|TestTextIsEscaped|KeepsItsDirection|GoldenFolder|GoldenFiles|Bombs|ActiveIsNamed"), needsBrowser},
		{"names", "path and name tricks through every file name", tests(in("./ingest/...", "./internal/...", "./programme", "./cmd/yigai"), "TestNames|TestRefusedNames|OddNames|NamesNever|NamesInFacts|FileNamesStay|NamesOfFiles|PointersThatLie|ManifestsThatLie|HostileFolders|DoesNotWaitForPipes|SheetNames|InitInto"), always},
		{"bits", "one wrong bit, anywhere in a workbook, changes nothing in silence; a million rows in bounded memory", tests(in("./ingest/hostile", "./ingest/xlsx"), "TestOneWrongBit|TestMillionRows"), always},
		{"faults", "sample years with mistakes of every kind: how many are found, how many true rows are doubted", in(o.program, "bench", "faults", "--seeds", "3"), always},
		{"damage", "random damages, each named; tables made again", crash("damage"), always},
		{"restore", "editions from originals, receipts and journal alone, byte for byte", crash("restore"), always},
		{"twice", "two runs at once", crash("twice"), always},
		{"readonly", "a folder nobody may write to", crash("readonly"), needsMounts},
		{"kill", "kill -9 at random moments", crash("kill"), always},
		{"power", "power cuts: what was not flushed is gone", crash("power"), needsMounts},
		{"disk", "disks from too small to large enough, for each stage", crash("disk"), needsMounts},
		{"inject", "EIO, ENOSPC or kill -9 at system calls that write, flush, rename, remove", crash("inject"), needsStrace},
		{"test", "all tests", in("make", "-s", "test"), always},
		{"race", "all tests under the race detector", in("make", "-s", "race"), always},
		{"recount", "figures counted a second time, by other code", tests(in("./transform", "./ingest/sample"), "Tree|Parts|Rates|Rows|Reporter|Suppressed|Fractions|Recomputed|SamplesOfAll"), always},
		{"same", "same bytes under other time zones, locales, cores, clocks, orders of files", tests(in("./cmd/yigai"), "TestMachineSettings|TestOrderOfFilesAndClock|TestDemoAgain"), always},
		{"build", "two builds from two folders are one file", in("scripts/reproducible"), always},
		{"static", "one file that needs no library of its machine makes the small demo", in("scripts/static"), always},
		{"packs", "every built-in programme from workbooks to edition; nothing internal, no person, no machine in public files", tests(in("./cmd/yigai"), "OfEveryPack|OfAllPacks|PrintedNumbers|PublicEdition|PublishedFiles|LeaksAreSeen|PublishKilled|TestScripts/publish"), always},
		{"pages", "every kind of page in a browser; the brief is two pages", tests(in("./reports", "./reports/bulletin"), "TestEveryKindInBrowser|TestBriefIsTwoPages"), needsBrowser},
		{"foreign", "workbooks written by other programs, read cell by cell", in("scripts/foreign"), needs("soffice", "npm", "python3")},
		{"sites", "the sites of all programmes: Nu HTML checker, axe-core, weight", in("scripts/site-check"), needs("java", "npm")},
		{"records", "figures from single records: counted right with 1, 10 and 100 million visits, kept with their hashes, beside what was reported", tests(in("./transform", "./ingest", "./reports", "./cmd/yigai"), "TestRecords|TestRecordedFigures|TestSelectsOver|TestWhatIsKept|TestCounts|TestADamagedCount|TestReportedAndRecorded"), always},
		{"spark", "the marts of two programmes on a real Spark that loses a worker: equal byte by byte", in("scripts/spark"), needs("java", "python3")},
		{"fuzz", "every fuzz target, " + o.fuzz + " each", in("env", "FUZZTIME="+o.fuzz, "scripts/fuzz"), always},
	}
}

// needs says which of the programs is not installed.
func needs(programs ...string) func() string {
	return func() string {
		for _, p := range programs {
			if _, err := exec.LookPath(p); err != nil {
				return p + " is not installed"
			}
		}
		return ""
	}
}

func needsBrowser() string {
	if os.Getenv("CHROME") != "" || needs("chromium")() == "" || needs("google-chrome")() == "" {
		return ""
	}
	return "no Chromium is installed (make browser)"
}
