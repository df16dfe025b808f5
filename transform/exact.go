package transform

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"math/big"

	"github.com/duckdb/duckdb-go/v2"
)

// Exact division is the one thing SQL engines disagree on: DuckDB divides
// decimals as doubles. So every engine that runs the models registers two
// functions, which take DECIMAL(30,8) and give NULL for NULL and for d = 0:
//
//	ratio(n, d)      n / d as DECIMAL(18,6), half away from zero; NULL beyond 12 digits before the point
//	ratio_key(n, d)  text that sorts as n / d does; equal texts mean equal fractions
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

// registerExact makes ratio and ratio_key known to conn's database.
func registerExact(conn *sql.Conn) error {
	if err := duckdb.RegisterScalarUDF(conn, "ratio", exactFunction{ratioType, ratio}); err != nil {
		return fmt.Errorf("register ratio: %w", err)
	}
	if err := duckdb.RegisterScalarUDF(conn, "ratio_key", exactFunction{keyType, ratioKey}); err != nil {
		return fmt.Errorf("register ratio_key: %w", err)
	}
	return nil
}

// An exactFunction is a function of two whole numbers of 10^-8; the second is not 0.
type exactFunction struct {
	result func() (duckdb.TypeInfo, error)
	of     func(n, d *big.Int) any
}

func ratioType() (duckdb.TypeInfo, error) { return duckdb.NewDecimalInfo(ratioWidth, ratioScale) }

func keyType() (duckdb.TypeInfo, error) { return duckdb.NewTypeInfo(duckdb.TYPE_VARCHAR) }

// Config implements duckdb.ScalarFunc.
func (f exactFunction) Config() duckdb.ScalarFuncConfig {
	argument, err := duckdb.NewDecimalInfo(argWidth, argScale)
	if err != nil {
		panic(err) // the constants above are a valid type
	}
	result, err := f.result()
	if err != nil {
		panic(err)
	}
	return duckdb.ScalarFuncConfig{InputTypeInfos: []duckdb.TypeInfo{argument, argument}, ResultTypeInfo: result}
}

// Executor implements duckdb.ScalarFunc. DuckDB itself answers NULL for NULL.
func (f exactFunction) Executor() duckdb.ScalarFuncExecutor {
	return duckdb.ScalarFuncExecutor{RowExecutor: func(values []driver.Value) (any, error) {
		n, nOK := values[0].(duckdb.Decimal)
		d, dOK := values[1].(duckdb.Decimal)
		if !nOK || !dOK {
			return nil, fmt.Errorf("two decimals are wanted, not %T and %T", values[0], values[1])
		}
		if d.Value.Sign() == 0 {
			return nil, nil
		}
		return f.of(n.Value, d.Value), nil
	}}
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
