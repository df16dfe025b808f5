package bulletin

import (
	"context"
	"maps"
	"slices"
)

// Known are the lists and tables that a line of the template may be said of.
type Known struct{ Lists, Tables []string }

// Placeholders names them, in order, so that a test can hold them against what packs may write.
func Placeholders() Known {
	return Known{slices.Sorted(maps.Keys(lists)), slices.Sorted(maps.Keys(tables))}
}

// Filled names the placeholders that marts fill, for the whole document ("once")
// and for each list that has an item.
func Filled(ctx context.Context, o Options) (map[string][]string, error) {
	b, err := o.book(ctx)
	if err != nil {
		return nil, err
	}
	filled := map[string][]string{"once": slices.Sorted(maps.Keys(b.once()))}
	for name, list := range lists {
		all := item{}
		for _, one := range list(b) {
			maps.Copy(all, one)
		}
		filled[name] = slices.Sorted(maps.Keys(all))
	}
	return filled, nil
}
