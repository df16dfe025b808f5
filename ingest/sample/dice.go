package sample

import "hash/fnv"

// dice throws numbers that depend on nothing but the seed and the words given:
// the value of one cell never depends on how many others were made before it.
type dice uint64

// throw gives a number from 0 to below limit.
func (d dice) throw(limit int64, words ...string) int64 {
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
	return int64(mix(h.Sum64()^uint64(d)*0x9E3779B97F4A7C15) % uint64(limit))
}

// around gives a number from -spread to spread.
func (d dice) around(spread int64, words ...string) int64 {
	if spread == 0 {
		return 0
	}
	return d.throw(2*spread+1, words...) - spread
}

// mix spreads the bits (the finisher of SplitMix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}
