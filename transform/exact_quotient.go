package transform

import (
	"database/sql/driver"
	"fmt"
	"math/big"
	"strings"
)

// unit is the 1 of a DECIMAL(30,8).
var unit = power(argScale)

// quotientOfMeans is scale * ((n / np) / (d / dp) - less) of its six arguments:
// a ratio of two means where less is 0, a growth where it is 1.
func quotientOfMeans(values []driver.Value) (n, d *big.Int, err error) {
	list, err := whole(values)
	if err != nil {
		return nil, nil, err
	}
	over, under := new(big.Int).Mul(list[0], list[3]), new(big.Int).Mul(list[1], list[2])
	if list[3].Sign() == 0 {
		return over, list[3], nil // a mean over nothing
	}
	less := new(big.Int).Mul(under, list[5])
	over.Mul(over, unit).Sub(over, less).Mul(over, list[4])
	return over, under.Mul(under, unit).Mul(under, unit), nil
}

// groupYears is the width of an age group of a probability of death.
const groupYears = 5

// deathProbability is scale * (1 - product of (1 - q)) over age groups of five
// years, with q = 5m / (1 + 2.5m) and m = N / D, the death rate of the group. As
// 1 - q is (2D - 5N) / (2D + 5N), it is an exact fraction, without exponentials.
// The first argument is "N|D;N|D;…". There is no result where a group has no
// people, fewer than no deaths or more than the formula can hold.
func deathProbability(values []driver.Value) (n, d *big.Int, err error) {
	strata, ok := values[0].(string)
	if !ok {
		return nil, nil, fmt.Errorf("a text is wanted, not %T", values[0])
	}
	scale, err := whole(values[1:])
	if err != nil {
		return nil, nil, err
	}
	p, err := probability(strata)
	if err != nil || p == nil {
		return new(big.Int), new(big.Int), err
	}
	p.Mul(p, new(big.Rat).SetFrac(scale[0], unit))
	return p.Num(), p.Denom(), nil
}

// probability is nil where the figures give none.
func probability(strata string) (*big.Rat, error) {
	alive := big.NewRat(1, 1)
	for group := range strings.SplitSeq(strata, ";") {
		deaths, people, _ := strings.Cut(group, "|")
		n, okN := new(big.Rat).SetString(deaths)
		d, okD := new(big.Rat).SetString(people)
		if !okN || !okD {
			return nil, fmt.Errorf("age group %q: two numbers with | between are wanted", group)
		}
		n.Mul(n, big.NewRat(groupYears, 1))
		d.Mul(d, big.NewRat(2, 1))
		if n.Sign() < 0 || n.Cmp(d) >= 0 {
			return nil, nil
		}
		alive.Mul(alive, new(big.Rat).Quo(new(big.Rat).Sub(d, n), new(big.Rat).Add(d, n)))
	}
	return alive.Sub(big.NewRat(1, 1), alive), nil
}
