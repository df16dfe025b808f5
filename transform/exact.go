package transform

import (
	"fmt"
	"math/big"
)

// roundQuo is n / d as a whole number, half away from zero.
func roundQuo(n, d *big.Int) *big.Int {
	twice := new(big.Int).Lsh(new(big.Int).Abs(n), 1)
	twice.Add(twice, new(big.Int).Abs(d))
	q := twice.Quo(twice, new(big.Int).Lsh(new(big.Int).Abs(d), 1))
	if n.Sign()*d.Sign() < 0 {
		q.Neg(q)
	}
	return q
}

// millionths prints a whole number of millionths with its six decimals.
func millionths(n *big.Int) string {
	sign := ""
	if n.Sign() < 0 {
		sign = "-"
	}
	digits := fmt.Sprintf("%07s", new(big.Int).Abs(n).String())
	return sign + digits[:len(digits)-6] + "." + digits[len(digits)-6:]
}
