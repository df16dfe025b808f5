package draw

import (
	"maps"
	"slices"
)

// A Group is what was drawn from one of several lists.
type Group struct {
	Group  string
	Seed   string // the one to repeat this group's draw with
	Hash   string // of the list
	Size   int    // how many items the list has
	Picked []string
}

// Groups draws from each list apart, groups sorted by name. A group's seed is
// the seed, a line feed and the group's name, so that one published seed serves
// for all of them; count says how many to draw of a list of that size.
func Groups(seed string, lists map[string][]string, count func(group string, size int) int) []Group {
	var groups []Group
	for _, name := range slices.Sorted(maps.Keys(lists)) {
		list, own := Set(lists[name]), GroupSeed(seed, name)
		groups = append(groups, Group{name, own, ListHash(list), len(list), Pick(own, list, count(name, len(list)))})
	}
	return groups
}

// GroupSeed is the seed of one group of a draw by groups.
func GroupSeed(seed, group string) string { return seed + "\n" + group }

// Between is how many to draw of size items where the rule says from least to
// most of them and the drawer asked for want: never more than there are. Where
// nobody asked (want is 0) it is the least.
func Between(size, least, most, want int) int {
	if want == 0 {
		want = least
	}
	return min(size, max(least, min(most, want)))
}
