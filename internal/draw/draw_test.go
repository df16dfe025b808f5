package draw_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yigai/internal/decimal"
	"yigai/internal/draw"
)

// Computed with sha256sum by hand, as the package comment tells.
func TestPickIsWhatSha256sumGives(t *testing.T) {
	list := []string{"丙县", "甲县", "乙县"}
	if got, want := draw.ListHash(list), "49002b6b8ece3d7936f1fec04bba520dbadf199d1fc574e0bc27e3dc6fbbaad2"; got != want {
		t.Errorf("hash of the list: %s, want %s", got, want)
	}
	if got, want := draw.Pick("2022Q1-种子", list, 2), []string{"乙县", "丙县"}; !slices.Equal(got, want) {
		t.Errorf("picked %q, want %q", got, want)
	}
}

// The recipe is run where there is a shell; elsewhere the numbers above hold it.
func TestRecipeRepeatsTheDraw(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if _, missing := exec.LookPath("sha256sum"); err != nil || missing != nil {
		t.Skip("no sh or no sha256sum on this machine")
	}
	list := []string{"610722", "610703", "610702", "610702", "it's $HOME `here` \\n"}
	for _, seed := range []string{"第一次公开抽取", `a'b"c $x \n`, "two\nlines", "-n"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "list.txt"), []byte(strings.Join(list, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		run := exec.Command(shell, "-c", draw.Recipe(seed, 3))
		run.Dir = dir
		out, err := run.CombinedOutput()
		if got, want := string(out), strings.Join(draw.Pick(seed, list, 3), "\n")+"\n"; err != nil || got != want {
			t.Errorf("seed %q: the recipe gave %q (%v), Pick %q", seed, got, err, want)
		}
	}
}

func lists(t *rapid.T) []string {
	return rapid.SliceOfN(rapid.StringMatching(`[a-z0-9甲乙丙]{1,6}`), 0, 30).Draw(t, "list")
}

func TestOrderAndRepetitionChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, seed := lists(t), rapid.String().Draw(t, "seed")
		n := rapid.IntRange(-1, 40).Draw(t, "n")
		mixed := rapid.Permutation(append(slices.Clone(list), list...)).Draw(t, "mixed")
		if a, b := draw.Pick(seed, list, n), draw.Pick(seed, mixed, n); !slices.Equal(a, b) {
			t.Fatalf("%q and %q", a, b)
		}
		if draw.ListHash(list) != draw.ListHash(mixed) {
			t.Fatal("two hashes for one list")
		}
	})
}

func TestPickedStandInTheListOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, n := lists(t), rapid.IntRange(-3, 40).Draw(t, "n")
		before := slices.Clone(list)
		picked := draw.Pick("seed", list, n)
		if want := min(max(n, 0), len(draw.Set(list))); len(picked) != want {
			t.Fatalf("%d picked, want %d", len(picked), want)
		}
		for _, p := range picked {
			if !slices.Contains(list, p) {
				t.Fatalf("%q is not in the list", p)
			}
		}
		if len(draw.Set(picked)) != len(picked) || !slices.Equal(list, before) {
			t.Fatal("an item twice, or the list was changed")
		}
	})
}

// Drawing more keeps those already drawn: a second, larger sheet begins as the first.
func TestFewerAreTheFirstOfMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, n := lists(t), rapid.IntRange(0, 30).Draw(t, "n")
		few, more := draw.Pick("seed", list, n), draw.Pick("seed", list, n+3)
		if !slices.Equal(few, more[:len(few)]) {
			t.Fatalf("%q is not the beginning of %q", few, more)
		}
	})
}

// Over many seeds each of 20 is drawn about as often as the others: 4 of 20 in
// 5,000 draws is 1,000 times each, with a deviation of 28; six of them are allowed.
func TestNobodyIsPreferred(t *testing.T) {
	var list []string
	for i := range 20 {
		list = append(list, fmt.Sprintf("4101%02d", i))
	}
	times := map[string]int{}
	for seed := range 5000 {
		for _, p := range draw.Pick(fmt.Sprint("seed ", seed), list, 4) {
			times[p]++
		}
	}
	for _, item := range list {
		if n := times[item]; n < 830 || n > 1170 {
			t.Errorf("%s was drawn %d times of 5,000, expected about 1,000", item, n)
		}
	}
}

func TestGroupsAreDrawnApart(t *testing.T) {
	lists := map[string][]string{"鹤壁": {"410621", "410622"}, "安阳": {"410522", "410523", "410526", "410527", "410581"}, "济源": {"419001"}}
	groups := draw.Groups("seed", lists, func(_ string, size int) int { return draw.Between(size, 1, 4, 4) })
	var told []string
	for _, g := range groups {
		told = append(told, fmt.Sprint(g.Group, " ", len(g.Picked), "/", g.Size))
		if want := draw.Pick(draw.GroupSeed("seed", g.Group), lists[g.Group], len(g.Picked)); !slices.Equal(g.Picked, want) || g.Hash != draw.ListHash(want) && g.Size == len(want) {
			t.Errorf("%s: %q, want %q", g.Group, g.Picked, want)
		}
	}
	if want := []string{"安阳 4/5", "济源 1/1", "鹤壁 2/2"}; !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
}

func TestHowMany(t *testing.T) {
	for _, c := range []struct {
		size    int
		percent string
		want    int
	}{{30, "5", 2}, {40, "5", 2}, {41, "5", 3}, {0, "5", 0}, {7, "100", 7}, {1, "0.0001", 1}, {1_000_000, "5", 50_000}} {
		if got := draw.Share(c.size, decimal.MustParse(c.percent)); got != c.want {
			t.Errorf("%s %% of %d: %d, want %d", c.percent, c.size, got, c.want)
		}
	}
	for _, c := range []struct{ size, least, most, want, got int }{{5, 1, 4, 0, 1}, {5, 1, 4, 3, 3}, {5, 1, 4, 9, 4}, {2, 1, 4, 4, 2}, {0, 1, 4, 0, 0}} {
		if got := draw.Between(c.size, c.least, c.most, c.want); got != c.got {
			t.Errorf("%v: %d", c, got)
		}
	}
}
