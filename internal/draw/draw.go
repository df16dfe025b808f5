// Package draw picks some of a list by a seed, so that anybody can repeat it.
//
// How it picks, in words that need no program of ours:
//
//  1. the list is sorted by bytes and each item stands once in it;
//  2. the list's hash is the SHA-256 of its items, a line feed after each;
//  3. each item's place is the SHA-256 of the seed, a line feed, the list's hash,
//     a line feed, and the item;
//  4. the items are taken by rising place, until there are as many as asked for.
//
// Who publishes the seed before the list is closed can therefore choose nobody,
// and who knows the seed and the list can check the draw with sort and sha256sum
// alone; Recipe prints how. Nothing here is random, reads a clock or opens a file.
package draw

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"yigai/internal/decimal"
)

// A Placed is one item of the list and the hash that gives it its place.
type Placed struct{ Item, Hash string }

// Set is list as it is drawn from: sorted by bytes, each item once. The list
// given is left as it is.
func Set(list []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(list)))
}

// ListHash names a list by its items, whatever their order and however often
// they stand in it: 64 hexadecimal digits.
func ListHash(list []string) string {
	var lines strings.Builder
	for _, item := range Set(list) {
		lines.WriteString(item + "\n")
	}
	return hash(lines.String())
}

// Order gives every item of list once, in the order in which seed draws them.
func Order(seed string, list []string) []Placed {
	set, placed := Set(list), []Placed{}
	named := ListHash(set)
	for _, item := range set {
		placed = append(placed, Placed{item, hash(seed + "\n" + named + "\n" + item)})
	}
	slices.SortFunc(placed, func(a, b Placed) int { return cmp.Or(cmp.Compare(a.Hash, b.Hash), cmp.Compare(a.Item, b.Item)) })
	return placed
}

// Pick gives the first n items that seed draws from list, in the order drawn;
// all of them where the list is shorter, none where n is not above 0.
func Pick(seed string, list []string, n int) []string {
	picked := []string{}
	for _, p := range Order(seed, list)[:min(max(n, 0), len(Set(list)))] {
		picked = append(picked, p.Item)
	}
	return picked
}

// Share is how many of size items percent of them are, rounded up: 5 % of 30 is 2.
func Share(size int, percent decimal.Decimal) int {
	whole := int64(decimal.FromInt(100))
	return int((int64(size)*int64(percent) + whole - 1) / whole)
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Recipe is a shell script that repeats Pick(seed, …, n) from the file list.txt,
// one item a line, with the tools of any Unix system.
func Recipe(seed string, n int) string {
	return fmt.Sprintf(`export LC_ALL=C
seed=%s
sort -u list.txt > drawn-from.txt
hash=$(sha256sum < drawn-from.txt | cut -c1-64)
while IFS= read -r item; do
  printf '%%s %%s\n' "$(printf '%%s\n%%s\n%%s' "$seed" "$hash" "$item" | sha256sum | cut -c1-64)" "$item"
done < drawn-from.txt | sort | head -n %d | cut -c66-
`, quoted(seed), n)
}

// quoted is text as one word of a shell script.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
