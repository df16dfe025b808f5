package transform

import (
	"fmt"
	"math/big"
	"os"
	"strconv"
	"testing"
)

// What must hold of figures whatever country they come from. Each property was
// seen to fail with the model broken.

type treeKey struct{ indicator, org, period, basis string }

type treeFigure struct {
	numerator, denominator, value string
	reported, expected            int
	rolledUp                      bool
	all                           string
}

// rounds is how often a property is looked at: few times, and many where all is proved.
func rounds(few, many int) int {
	if os.Getenv("YIGAI_PROVE") != "" {
		return many
	}
	return few
}

// treeFigures are those of each country, made once for all properties.
var treeFigures = map[uint64]map[treeKey]treeFigure{}

func asIs([][]string) {}

func readFigures(t *testing.T, dir string) map[treeKey]treeFigure {
	t.Helper()
	b := workbench(t)
	caseRun{t, b, dir, map[string]bool{}}.need("int_indicator", true)
	rows, err := b.engine.text(t.Context(), `select indicator, org, period, basis, numerator, denominator, value, units_reported, units_expected, rolled_up,
		missing_reason, population_share, judged_key, units, provisional from int_indicator`)
	if err != nil {
		t.Fatal(err)
	}
	figures := map[treeKey]treeFigure{}
	for _, r := range rows {
		reported, err := strconv.Atoi(r[7])
		if err != nil {
			t.Fatal(err)
		}
		expected, err := strconv.Atoi(r[8])
		if err != nil {
			t.Fatal(err)
		}
		figures[treeKey{r[0], r[1], r[2], r[3]}] = treeFigure{r[4], r[5], r[6], reported, expected, r[9] == "true", fmt.Sprint(r)}
	}
	return figures
}

func eachTree(t *testing.T, property func(t *testing.T, w *treeWorld, figures map[treeKey]treeFigure) (cases int)) {
	t.Helper()
	cases, countries := 0, rounds(2, 12)
	for seed := range uint64(countries) {
		w := inventTree(seed)
		if treeFigures[seed] == nil {
			treeFigures[seed] = w.figures(t, asIs)
		}
		cases += property(t, w, treeFigures[seed])
	}
	if cases < 10*countries {
		t.Errorf("%d cases: too few to prove anything", cases)
	}
	t.Logf("%d cases in %d countries", cases, countries)
}

// partsOf are the figures that go into one that was added up: those of the orgs
// right below that are added, each of its own or added up itself.
func (w *treeWorld) partsOf(key treeKey, figures map[treeKey]treeFigure) (parts []treeFigure) {
	for _, o := range w.orgs {
		f, has := figures[treeKey{key.indicator, o.code, key.period, key.basis}]
		if o.parent == key.org && o.additive && o.valid(key.period) && has {
			parts = append(parts, f)
		}
	}
	return parts
}

func exactOr0(text string) *big.Rat {
	n, ok := new(big.Rat).SetString(text)
	if !ok {
		return new(big.Rat)
	}
	return n
}

// Sums of parts equal wholes at every level, and an org that two became changes no total.
func TestPartsEqualWholes(t *testing.T) {
	eachTree(t, func(t *testing.T, w *treeWorld, figures map[treeKey]treeFigure) (cases int) {
		for key, whole := range figures {
			if !whole.rolledUp {
				continue
			}
			numerator, denominator, reported, expected := new(big.Rat), new(big.Rat), 0, 0
			for _, part := range w.partsOf(key, figures) {
				reported, expected = reported+part.reported, expected+part.expected
				if part.reported > 0 {
					numerator.Add(numerator, exactOr0(part.numerator))
					denominator.Add(denominator, exactOr0(part.denominator))
				}
			}
			if exactOr0(whole.numerator).Cmp(numerator) != 0 || exactOr0(whole.denominator).Cmp(denominator) != 0 || whole.reported != reported || whole.expected != expected {
				t.Errorf("%v: %s / %s of %d/%d, the parts are %s / %s of %d/%d", key, whole.numerator, whole.denominator, whole.reported, whole.expected,
					numerator.FloatString(4), denominator.FloatString(4), reported, expected)
			}
			cases++
		}
		cases += w.steadyHolds(t, figures)
		return cases
	})
}

// steadyHolds: where all reported, the merger of two orgs leaves every total as it was.
func (w *treeWorld) steadyHolds(t *testing.T, figures map[treeKey]treeFigure) (cases int) {
	for _, o := range w.orgs {
		before, has := figures[treeKey{"steady", o.code, "2022Q2", "point"}]
		after := figures[treeKey{"steady", o.code, "2022Q3", "point"}]
		if !has || !before.rolledUp || before.reported < before.expected || after.reported < after.expected {
			continue
		}
		if before.numerator != after.numerator {
			t.Errorf("%s: %s before the merger, %s after it", o.code, before.numerator, after.numerator)
		}
		cases++
	}
	return cases
}

// A rate lies between the smallest and largest of its parts.
func TestRatesLieBetweenTheirParts(t *testing.T) {
	eachTree(t, func(t *testing.T, w *treeWorld, figures map[treeKey]treeFigure) (cases int) {
		for key, whole := range figures {
			if !whole.rolledUp || whole.value == "" || exactOr0(whole.denominator).Sign() <= 0 {
				continue
			}
			var low, high *big.Rat
			for _, part := range w.partsOf(key, figures) {
				if d := exactOr0(part.denominator); part.reported > 0 && d.Sign() > 0 {
					rate := new(big.Rat).Quo(exactOr0(part.numerator), d)
					if low == nil || rate.Cmp(low) < 0 {
						low = rate
					}
					if high == nil || rate.Cmp(high) > 0 {
						high = rate
					}
				} else if part.reported > 0 && exactOr0(part.numerator).Sign() != 0 {
					low, high = nil, nil // a numerator over nothing belongs to no rate
					break
				}
			}
			if low == nil {
				continue
			}
			rate := new(big.Rat).Quo(exactOr0(whole.value), big.NewRat(100, 1))
			slack := big.NewRat(1, 100_000_000) // values have six decimals of a percentage
			if rate.Cmp(new(big.Rat).Sub(low, slack)) < 0 || rate.Cmp(new(big.Rat).Add(high, slack)) > 0 {
				t.Errorf("%v: %s is not between %s and %s", key, whole.value, low.FloatString(8), high.FloatString(8))
			}
			cases++
		}
		return cases
	})
}

// Re-ordering rows changes nothing.
func TestOrderOfRowsChangesNothing(t *testing.T) {
	eachTree(t, func(t *testing.T, w *treeWorld, figures map[treeKey]treeFigure) int {
		shuffled := w.figures(t, func(rows [][]string) {
			w.random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		})
		if len(shuffled) != len(figures) {
			t.Errorf("%d figures, %d after shuffling", len(figures), len(shuffled))
		}
		for key, f := range figures {
			if shuffled[key].all != f.all {
				t.Errorf("%v: %s, after shuffling %s", key, f.all, shuffled[key].all)
			}
		}
		return len(figures)
	})
}

// A place that is added and reports nothing changes coverage, and nothing else.
func TestNonReporterChangesOnlyCoverage(t *testing.T) {
	eachTree(t, func(t *testing.T, w *treeWorld, figures map[treeKey]treeFigure) (cases int) {
		silent := treeOrg{code: "N", kind: "county", parent: w.orgs[len(w.orgs)-1].parent, additive: true}
		w.plant(silent, "")
		for _, quarter := range treeQuarters {
			for _, e := range placeElements {
				w.say(quarter, "N", "N", e, true)
			}
		}
		for key, with := range w.figures(t, asIs) {
			without, had := figures[key]
			if key.org == "N" || !had && with.reported == 0 && with.value == "" {
				continue
			}
			if with.numerator != without.numerator || with.denominator != without.denominator || with.value != without.value || with.reported != without.reported {
				t.Errorf("%v: %s, with a place that is silent %s", key, without.all, with.all)
			}
			if with.expected == without.expected+1 {
				cases++
			} else if with.expected != without.expected {
				t.Errorf("%v: %d units expected, %d with one more", key, without.expected, with.expected)
			}
		}
		return cases
	})
}
