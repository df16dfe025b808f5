package transform

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"math/big"
	"slices"

	"github.com/duckdb/duckdb-go/v2"
)

// Exact division is the one thing SQL engines disagree on: DuckDB divides
// decimals as doubles. So every engine that runs the models registers functions
// that take DECIMAL(30,8), give NULL for NULL and for a division by 0, and come
// in pairs: the value as DECIMAL(18,6), half away from zero, NULL beyond 12 digits
// before the point; and the key, a text that sorts as the fraction itself does.
// Keys of all pairs can be compared with each other.
//
//	ratio(n, d), ratio_key(n, d)                    n / d
//	quotient(n, np, d, dp, scale, less), …_key      scale * ((n / np) / (d / dp) - less)
//	death_probability(strata, scale), …_key         scale * (1 - product of (2D - 5N) / (2D + 5N)), see exact_quotient.go
//
// Equal keys of ratio mean equal fractions. Those of the other two hold 48
// decimals, by which sums of figures as large as a nation's differ or not at all.
//
// They are Go functions, for the same in HUGEINT arithmetic takes ten times as
// long for ratio and thirty times for ratio_key.

const (
	argWidth, argScale     = 30, 8
	ratioWidth, ratioScale = 18, 6
)

var (
	million    = big.NewInt(1_000_000)
	ratioLimit = power(ratioWidth)
	// Two fractions whose denominators are below 10^14 with 4 decimals differ
	// by more than 10^-48 or not at all. 10^15 makes every key positive.
	keyUnit   = power(48)
	keyOffset = new(big.Int).Mul(power(15), keyUnit)
)

func power(n int64) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil) }

// registerExact makes the functions above known to conn's database.
func registerExact(conn *sql.Conn) error {
	for _, f := range []struct {
		name      string
		arguments []duckdb.Type
		of        fraction
	}{
		{"ratio", decimals(2), divided},
		{"quotient", decimals(6), quotientOfMeans},
		{"death_probability", append([]duckdb.Type{duckdb.TYPE_VARCHAR}, decimals(1)...), deathProbability},
	} {
		value := exactFunction{f.arguments, ratioType, f.of, ratio}
		key := exactFunction{f.arguments, keyType, f.of, ratioKey}
		if err := duckdb.RegisterScalarUDF(conn, f.name, value); err != nil {
			return fmt.Errorf("register %s: %w", f.name, err)
		}
		if err := duckdb.RegisterScalarUDF(conn, f.name+"_key", key); err != nil {
			return fmt.Errorf("register %s_key: %w", f.name, err)
		}
	}
	return nil
}

// A fraction is n / d of a function's arguments; d is 0 where there is no result.
// Decimals come as whole numbers of 10^-8.
type fraction func(values []driver.Value) (n, d *big.Int, err error)

// An exactFunction gives a fraction as a value or as a key.
type exactFunction struct {
	arguments []duckdb.Type
	result    func() (duckdb.TypeInfo, error)
	fraction  fraction
	of        func(n, d *big.Int) any
}

func decimals(n int) []duckdb.Type {
	return slices.Repeat([]duckdb.Type{duckdb.TYPE_DECIMAL}, n)
}

func ratioType() (duckdb.TypeInfo, error) { return duckdb.NewDecimalInfo(ratioWidth, ratioScale) }

func keyType() (duckdb.TypeInfo, error) { return duckdb.NewTypeInfo(duckdb.TYPE_VARCHAR) }

// Config implements duckdb.ScalarFunc.
func (f exactFunction) Config() duckdb.ScalarFuncConfig {
	must := func(info duckdb.TypeInfo, err error) duckdb.TypeInfo {
		if err != nil {
			panic(err) // the types named in this file are valid
		}
		return info
	}
	var config duckdb.ScalarFuncConfig
	for _, t := range f.arguments {
		if t == duckdb.TYPE_DECIMAL {
			config.InputTypeInfos = append(config.InputTypeInfos, must(duckdb.NewDecimalInfo(argWidth, argScale)))
		} else {
			config.InputTypeInfos = append(config.InputTypeInfos, must(duckdb.NewTypeInfo(t)))
		}
	}
	config.ResultTypeInfo = must(f.result())
	return config
}

// Executor implements duckdb.ScalarFunc. DuckDB itself answers NULL for NULL.
func (f exactFunction) Executor() duckdb.ScalarFuncExecutor {
	return duckdb.ScalarFuncExecutor{RowExecutor: func(values []driver.Value) (any, error) {
		n, d, err := f.fraction(values)
		if err != nil || d.Sign() == 0 {
			return nil, err
		}
		return f.of(n, d), nil
	}}
}

// whole takes the whole numbers out of decimal arguments.
func whole(values []driver.Value) ([]*big.Int, error) {
	list := make([]*big.Int, len(values))
	for i, v := range values {
		d, ok := v.(duckdb.Decimal)
		if !ok {
			return nil, fmt.Errorf("a decimal is wanted, not %T", v)
		}
		list[i] = d.Value
	}
	return list, nil
}

func divided(values []driver.Value) (n, d *big.Int, err error) {
	list, err := whole(values)
	if err != nil {
		return nil, nil, err
	}
	return list[0], list[1], nil
}

func ratio(n, d *big.Int) any {
	r := roundQuo(new(big.Int).Mul(n, million), d)
	if r.CmpAbs(ratioLimit) >= 0 {
		return nil
	}
	return duckdb.Decimal{Width: ratioWidth, Scale: ratioScale, Value: r}
}

func ratioKey(n, d *big.Int) any {
	key := new(big.Int).Mul(n, keyUnit)
	if d.Sign() < 0 {
		key.Neg(key)
	}
	// Div rounds down, also below zero, so the order is kept.
	key.Div(key, new(big.Int).Abs(d))
	return fmt.Sprintf("%064s", key.Add(key, keyOffset).String())
}

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
