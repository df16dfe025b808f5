package sample

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"yigai/data"
	"yigai/internal/decimal"
	"yigai/programme"
)

func hanzhong(t *testing.T) *programme.Pack { return builtIn(t, "hanzhong-2022") }

// builtIn is a pack as a workspace for sample data has it: a copy of one that is read and checked once.
func builtIn(t *testing.T, id string) *programme.Pack {
	t.Helper()
	if packs[id] == nil {
		packs[id] = readPack(t, id)
	}
	p := *packs[id]
	return &p
}

var packs = map[string]*programme.Pack{}

func readPack(t *testing.T, id string) *programme.Pack {
	t.Helper()
	pack, err := fs.Sub(data.Programmes(), id)
	if err != nil {
		t.Fatal(err)
	}
	if pack, err = PackFS(pack); err != nil {
		t.Fatal(err)
	}
	p, mistakes := programme.Load(pack)
	if mistakes = append(mistakes, p.Check()...); len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	return p
}

// eachPack runs a test for every pack there is.
func eachPack(t *testing.T, test func(t *testing.T, p *programme.Pack)) {
	t.Helper()
	entries, err := fs.ReadDir(data.Programmes(), ".")
	if err != nil || len(entries) < 5 {
		t.Fatalf("%d packs, %v", len(entries), err)
	}
	for _, e := range entries {
		t.Run(e.Name(), func(t *testing.T) { test(t, builtIn(t, e.Name())) })
	}
}

// wholeSample is the sample of all Hanzhong's periods, with a number of flaws,
// made once for all tests that only read it, and its report.
func wholeSample(t *testing.T, flaws int) (string, Report) {
	t.Helper()
	made, dir := wholeSamples[flaws], filepath.Join(shared, fmt.Sprint(flaws))
	if made == nil {
		r := makeSample(t, dir, Options{Seed: 2022, Flaws: flaws, Key: []byte("k")})
		made = &r
		wholeSamples[flaws] = made
	}
	return dir, *made
}

var (
	shared       string // folder of this test run
	wholeSamples = map[int]*Report{}
)

func TestMain(m *testing.M) {
	var err error
	if shared, err = os.MkdirTemp("", "yigai-sample"); err != nil {
		panic(err)
	}
	code := m.Run()
	if err := os.RemoveAll(shared); err != nil {
		panic(err)
	}
	os.Exit(code)
}

func makeSample(t *testing.T, dir string, o Options) Report {
	t.Helper()
	r, err := Write(dir, hanzhong(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// hashes gives the SHA-256 of every file below dir, by path.
func hashes(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		sum := sha256.Sum256(content)
		name, relErr := filepath.Rel(dir, path)
		found[filepath.ToSlash(name)] = hex.EncodeToString(sum[:])
		return errors.Join(err, relErr)
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestSameSeedSameBytes(t *testing.T) {
	periods := []programme.Period{programme.MustPeriod("2021Q4"), programme.MustPeriod("2022Q1")}
	options := Options{Periods: periods, Seed: 7, Flaws: 12, Key: []byte("k")}
	one, two := t.TempDir(), t.TempDir()
	makeSample(t, one, options)
	old, zone := runtime.GOMAXPROCS(1), time.Local
	time.Local = time.FixedZone("elsewhere", -9*3600)
	makeSample(t, two, options)
	runtime.GOMAXPROCS(old)
	time.Local = zone
	a, b := hashes(t, one), hashes(t, two)
	if len(a) != len(b) || len(a) == 0 {
		t.Fatalf("%d files against %d", len(a), len(b))
	}
	for name, sum := range a {
		if b[name] != sum {
			t.Errorf("%s differs", name)
		}
	}
}

func TestAnotherSeedGivesOtherFigures(t *testing.T) {
	p := hanzhong(t)
	tables, err := readTables(p.Sample)
	if err != nil {
		t.Fatal(err)
	}
	at := programme.MustPeriod("2022Q2")
	if newWorld(p, tables, 1).value("610722", "visits_total", at) == newWorld(p, tables, 2).value("610722", "visits_total", at) {
		t.Error("two seeds give the same figure")
	}
}

// eachTrueValue visits every figure asked of anyone in any period.
func eachTrueValue(t *testing.T, p *programme.Pack, visit func(w *world, org programme.Org, e programme.Element, at programme.Period, v decimal.Decimal)) {
	t.Helper()
	tables, err := readTables(p.Sample)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(p, tables, 2022)
	for _, at := range p.ReportPeriods() {
		for _, reporter := range p.Reporters(at) {
			for _, sheet := range p.FormOf(reporter, at).Sheets {
				for _, org := range sheet.Orgs {
					for _, line := range sheet.Lines {
						if !w.isBlank(org.Code, line.Element.Code) {
							visit(w, org, line.Element, at, w.value(org.Code, line.Element.Code, at))
						}
					}
				}
			}
		}
	}
}

func TestTrueValuesKeepTheLimits(t *testing.T) {
	eachPack(t, func(t *testing.T, p *programme.Pack) {
		eachTrueValue(t, p, func(_ *world, org programme.Org, e programme.Element, at programme.Period, v decimal.Decimal) {
			if e.Min != nil && v < *e.Min || e.Max != nil && v > *e.Max || v.Decimals() > e.Decimals {
				t.Errorf("%s %s %s: %s", at, org.Name, e.Code, v)
			}
		})
	})
}

func TestTrueValuesKeepTheRules(t *testing.T) {
	eachPack(t, func(t *testing.T, p *programme.Pack) {
		eachTrueValue(t, p, func(w *world, org programme.Org, e programme.Element, at programme.Period, v decimal.Decimal) {
			for _, r := range w.pack.Rules {
				w.keeps(t, r, org, e, at, v)
			}
		})
	})
}

func (w *world) keeps(t *testing.T, r programme.Rule, org programme.Org, e programme.Element, at programme.Period, v decimal.Decimal) {
	t.Helper()
	factor := decimal.FromInt(1)
	if r.Factor != nil {
		factor = *r.Factor
	}
	switch {
	case r.Kind == "le" && strings.HasPrefix(r.Left, e.Code):
		left, right := w.sum(org.Code, r.Left, at), w.sum(org.Code, r.Right, at)
		if part(right, int64(factor)*million/int64(decimal.FromInt(1))) < left {
			t.Errorf("%s %s %s: %s > %s", at, org.Name, r.Code, left, right)
		}
	case r.Kind == "sum" && strings.HasPrefix(r.Left, e.Code):
		if left, right := w.sum(org.Code, r.Left, at), w.sum(org.Code, r.Right, at); left != right && r.Tolerance == nil {
			t.Errorf("%s %s %s: %s is not %s", at, org.Name, r.Code, left, right)
		}
	case r.Kind == "monotone" && r.Left == e.Code && at.Nth() > 1:
		if before := w.value(org.Code, e.Code, at.Add(-1)); v < before {
			t.Errorf("%s %s %s: %s < %s", at, org.Name, r.Code, v, before)
		}
	case r.Kind == "ratio" && r.Left == e.Code:
		w.checkJump(t, r, org, at, v)
	}
}

func (w *world) sum(org, expression string, at programme.Period) (sum decimal.Decimal) {
	for term := range strings.SplitSeq(expression, "+") {
		if strings.HasPrefix(term, "@") {
			sum += w.base(org, term, at)
		} else {
			sum += w.value(org, term, at)
		}
	}
	return sum
}

func (w *world) checkJump(t *testing.T, r programme.Rule, org programme.Org, at programme.Period, v decimal.Decimal) {
	t.Helper()
	before := w.value(org.Code, r.Left, at.Add(-1))
	if r.Right != "@previous" || at.Before(w.pack.ReportPeriods()[1]) || r.Factor == nil {
		return
	}
	if factor := *r.Factor / decimal.FromInt(1); v > before*factor || before > v*factor {
		t.Errorf("%s %s %s: %s after %s", at, org.Name, r.Code, v, before)
	}
}

// Levels are those that domain.md 2.3 holds plausible, at the end of the year.
func TestLevelsArePlausible(t *testing.T) {
	p := hanzhong(t)
	tables, err := readTables(p.Sample)
	if err != nil {
		t.Fatal(err)
	}
	w, at := newWorld(p, tables, 2022), programme.MustPeriod("2022Q4")
	for _, org := range p.OrgsOf("county|district", at) {
		for _, c := range []struct {
			part, whole string
			low, high   int64 // percent
		}{
			{"ins_visits_in", "ins_visits_in+ins_visits_out", 70, 95}, {"visits_primary", "visits_total", 40, 66},
			{"contracts_residents", "@population", 30, 75}, {"contracts_key", "key_group", 60, 80},
			{"contracts_elders", "@elders", 60, 90}, {"contracts_renewed", "contracts_due", 50, 90},
		} {
			part, whole := int64(w.sum(org.Code, c.part, at)), int64(w.sum(org.Code, c.whole, at))
			if part*100 < c.low*whole || part*100 > c.high*whole {
				t.Errorf("%s %s: %d of %d is outside %d to %d %%", org.Name, c.part, part, whole, c.low, c.high)
			}
		}
	}
}

func TestTablesNameOnlyWhatThePackHas(t *testing.T) {
	eachPack(t, func(t *testing.T, p *programme.Pack) {
		tables, err := readTables(p.Sample)
		if err != nil {
			t.Fatal(err)
		}
		if len(tables.levels) == 0 || len(tables.story) == 0 || len(tables.characters) == 0 {
			t.Fatal("the pack has no sample tables: its sample would be guessed")
		}
		for at := range tables.story {
			if _, found := p.Org(at.org, programme.Period{}); !found {
				t.Errorf("story.csv: no org %s", at.org)
			}
		}
		for at, l := range tables.levels {
			if _, found := p.Element(at.name); !found && !strings.HasPrefix(at.name, "~") {
				t.Errorf("levels.csv: no element %s", at.name)
			}
			for _, base := range []string{l.base, l.less, l.over} {
				if !tables.knows(p, bare(base)) {
					t.Errorf("levels.csv: %s has the unknown base %s", at.name, base)
				}
			}
		}
		for at := range tables.steps {
			if _, found := p.Element(at.name); !found {
				t.Errorf("steps.csv: no element %s", at.name)
			}
		}
	})
}

// bare is the element of a base without what is made of it: sum(e), roster(e), split(e).
func bare(base string) string {
	if at := strings.Index(base, "("); at >= 0 {
		return strings.TrimSuffix(base[at+1:], ")")
	}
	return base
}

func (t *tables) knows(p *programme.Pack, base string) bool {
	_, isElement := p.Element(base)
	_, isHelper := t.levels[place{"", base}]
	return base == "" || strings.HasPrefix(base, "@") || isElement || isHelper
}

// What the tables of a built-in pack leave to a guess hangs together, but is not plausible.
func TestNothingOfABuiltInPackIsGuessed(t *testing.T) {
	eachPack(t, func(t *testing.T, p *programme.Pack) {
		guessed := map[string]bool{}
		eachTrueValue(t, p, func(w *world, org programme.Org, e programme.Element, _ programme.Period, _ decimal.Decimal) {
			_, isLevel := w.level(org.Code, e.Code)
			if !isLevel && w.stepsOf(org.Code, e.Code) == nil && !w.isMeasure(e.Code) && !guessed[e.Code] {
				guessed[e.Code] = true
				t.Errorf("%s of %s stands in no table", e.Code, org.Name)
			}
		})
	})
}
