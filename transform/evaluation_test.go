package transform

import (
	"encoding/csv"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// An evaluationWorld is made-up scores, and what they must come to by fractions.
type evaluationWorld struct {
	tables map[string][][]string // the header first
	totals map[string]*big.Rat   // by org
}

const worldItems, worldOrgs = 4, 60

// inventEvaluation makes orgs whose items are computed from fractions with small
// denominators, so that many totals lie exactly on a cut-off or next to it.
func inventEvaluation(r *rand.Rand) evaluationWorld {
	w := evaluationWorld{map[string][][]string{
		"ref_stages":     {{"scheme", "stage", "seq", "org", "period", "scorer", "base", "final_order"}},
		"ref_orgs":       {{"org", "seq", "name", "kind", "class", "parent", "additive"}},
		"ref_scoring":    {{"scheme", "stage", "item", "seq", "dimension", "full_marks", "method", "indicator", "shape", "floor", "full", "evidence_required"}},
		"ref_indicators": {{"indicator", "version", "default_basis", "scale"}},
		"ref_grades":     {{"scheme", "grade", "seq", "from", "to"}, {"e", "upper", "1", "5", ""}, {"e", "middle", "2", "3.5", "5"}, {"e", "lower", "3", "0", "3.5"}},
		"int_indicator":  {{"indicator", "version", "org", "period", "basis", "value", "value_key"}},
		"fact_scores":    {{"period", "reporter", "org", "scheme", "stage", "item", "score", "state", "evidence", "submission", "revision"}},
		"int_submission": {{"period", "reporter", "part", "submission", "revision"}},
	}, map[string]*big.Rat{}}
	for item := range worldItems {
		name := fmt.Sprint("x", item)
		w.add("ref_scoring", "e", "self", name, fmt.Sprint(item), "A", "2", "indicator", name, "linear", "0", fmt.Sprint(item+1), "false")
		w.add("ref_indicators", name, "1", "point", "100")
	}
	w.add("ref_scoring", "e", "self", "hand", "9", "A", "1", "hand", "", "", "", "", "true")
	for i := range worldOrgs {
		w.addOrg(r, fmt.Sprintf("c%02d", i), i)
	}
	return w
}

func (w evaluationWorld) add(table string, cells ...string) {
	w.tables[table] = append(w.tables[table], cells)
}

func (w evaluationWorld) addOrg(r *rand.Rand, org string, seq int) {
	w.add("ref_orgs", org, fmt.Sprint(seq), org, "county", "place", fmt.Sprint("p", seq%7), "true")
	w.add("ref_stages", "e", "self", "1", org, "2022Q3", "self", "items", "1")
	w.add("int_submission", "2022Q3", org, "workbook", "R"+org, "1")
	hand, proof := int64(r.IntN(14)-1), []string{"", "文件"}[r.IntN(2)]
	w.add("fact_scores", "2022Q3", org, org, "e", "self", "hand", fmt.Sprintf("%d.%d", hand/10, max(hand, 0)%10), "reported", proof, "R"+org, "1")
	total := new(big.Rat)
	if proof != "" {
		total = new(big.Rat).SetFrac64(min(max(hand, 0), 10), 10)
	}
	for item := range int64(worldItems) {
		n, d := int64(r.IntN(40)-3), int64(r.IntN(9)+1)
		key := ratioKey(big.NewInt(n), big.NewInt(d))
		w.add("int_indicator", fmt.Sprint("x", item), "1", org, "2022Q3", "point", "0", fmt.Sprint(key))
		mark := new(big.Rat).SetFrac64(2*n, d*(item+1)) // of two marks, none at 0 and all at item+1
		total.Add(total, between(mark, 0, 2))
	}
	w.totals[org] = total
}

func between(x *big.Rat, low, high int64) *big.Rat {
	switch {
	case x.Cmp(new(big.Rat).SetInt64(low)) < 0:
		return new(big.Rat).SetInt64(low)
	case x.Cmp(new(big.Rat).SetInt64(high)) > 0:
		return new(big.Rat).SetInt64(high)
	}
	return x
}

// evaluate builds mart_evaluation of the tables, their rows in the order that shuffle leaves.
func (w evaluationWorld) evaluate(t *testing.T, shuffle func(rows [][]string)) [][]string {
	t.Helper()
	dir := t.TempDir()
	for table, rows := range w.tables {
		body := slices.Clone(rows[1:])
		shuffle(body)
		f, err := os.Create(filepath.Join(dir, table+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		out := csv.NewWriter(f)
		if err := out.WriteAll(append([][]string{rows[0]}, body...)); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	b := workbench(t)
	caseRun{t, b, dir, map[string]bool{}}.need("mart_evaluation", true)
	rows, err := b.engine.text(t.Context(), "select org, score, full_marks, grade, rank, rank_of, rank_parent, tied from mart_evaluation where stage = 'final' order by org asc nulls last")
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestScoresAreThoseOfFractions: what the models make of made-up scores is what
// fractions give, cut-offs are met exactly, and the order of rows changes nothing.
func TestScoresAreThoseOfFractions(t *testing.T) {
	onCutOff := 0
	for seed := range uint64(rounds(1, 6)) {
		r := rand.New(rand.NewPCG(seed, 1))
		w := inventEvaluation(r)
		rows := w.evaluate(t, func([][]string) {})
		shuffled := w.evaluate(t, func(rows [][]string) {
			r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		})
		if fmt.Sprint(rows) != fmt.Sprint(shuffled) {
			t.Errorf("seed %d: the order of rows changed the result", seed)
		}
		if len(rows) != worldOrgs {
			t.Fatalf("seed %d: %d final scores, want %d", seed, len(rows), worldOrgs)
		}
		for _, row := range rows {
			onCutOff += w.check(t, row)
		}
	}
	if onCutOff == 0 {
		t.Error("no total lay on a cut-off: passing would prove little")
	}
}

// check holds one row against the fractions; it returns 1 where the total is a cut-off.
func (w evaluationWorld) check(t *testing.T, row []string) (onCutOff int) {
	t.Helper()
	total := w.totals[row[0]]
	score, ok := new(big.Rat).SetString(row[1])
	if !ok {
		t.Fatalf("%s: score %q", row[0], row[1])
	}
	off := new(big.Rat).Sub(score, total)
	if off.Abs(off).Cmp(big.NewRat(1, 10_000_000_000)) > 0 || score.Sign() < 0 || score.Cmp(big.NewRat(9, 1)) > 0 {
		t.Errorf("%s: score %s, want %s", row[0], row[1], total.FloatString(12))
	}
	grade := "lower"
	for _, band := range []struct {
		name string
		from *big.Rat
	}{{"middle", big.NewRat(7, 2)}, {"upper", big.NewRat(5, 1)}} {
		if total.Cmp(band.from) >= 0 {
			grade = band.name
		}
		if total.Cmp(band.from) == 0 {
			onCutOff = 1
		}
	}
	rank := 1
	for _, other := range w.totals {
		if other.Cmp(total) > 0 {
			rank++
		}
	}
	if row[3] != grade || row[4] != fmt.Sprint(rank) || row[5] != fmt.Sprint(worldOrgs) {
		t.Errorf("%s: total %s: grade %s rank %s of %s, want %s %d of %d", row[0], total.RatString(), row[3], row[4], row[5], grade, rank, worldOrgs)
	}
	return onCutOff
}
