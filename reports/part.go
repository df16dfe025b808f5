package reports

// A part is a stretch of a list with what it is called: tables on one page need names of their own.
type part[T any] struct {
	Label string
	Lines []T
}

// parted is the first n of a list, and the rest to be folded away.
func parted[T any](label string, all []T, n int) (few, rest part[T]) {
	first, _ := firstFew(all, n)
	return part[T]{label, first}, part[T]{label + "（其余）", all[len(first):]}
}
