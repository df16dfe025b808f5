package transform

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"math/bits"
	"strconv"

	"github.com/duckdb/duckdb-go/v2"
)

// Nearly all divisions are of figures that fit a machine word. For these the
// functions of exact.go have twins that need no big number: small_ratio(n, scale, d)
// and small_ratio_key are n * scale / d of three whole numbers of ten-thousandths,
// and NULL wherever a word does not hold all of it. scaled_ratio and
// scaled_ratio_key in macros.sql then ask the others. A property holds the twins
// against them.

// smallUnit is the 1 of what the twins take, keyPart the decimals of a key that are found at once.
const (
	smallUnit = 10_000
	keyPart   = 10_000_000_000_000_000 // 16 digits
	keyZero   = keyPart / 10           // the whole part of a key of 0
)

// smallLimit is what a value of DECIMAL(18,6), in millionths, stays below as a DECIMAL(12,0).
const smallLimit = 1_000_000_000_000

func registerSmall(conn *sql.Conn) error {
	value := smallFunction{func() (duckdb.TypeInfo, error) { return duckdb.NewTypeInfo(duckdb.TYPE_BIGINT) }, smallRatio}
	key := smallFunction{keyType, smallKey}
	if err := duckdb.RegisterScalarUDF(conn, "small_ratio", value); err != nil {
		return fmt.Errorf("register small_ratio: %w", err)
	}
	if err := duckdb.RegisterScalarUDF(conn, "small_ratio_key", key); err != nil {
		return fmt.Errorf("register small_ratio_key: %w", err)
	}
	return nil
}

// A smallFunction gives n * scale / d, or nil.
type smallFunction struct {
	result func() (duckdb.TypeInfo, error)
	of     func(n, scale, d int64) any
}

// Config implements duckdb.ScalarFunc.
func (f smallFunction) Config() duckdb.ScalarFuncConfig {
	whole, err := duckdb.NewTypeInfo(duckdb.TYPE_BIGINT)
	if err != nil {
		panic(err) // the types named in this file are valid
	}
	result, err := f.result()
	if err != nil {
		panic(err)
	}
	return duckdb.ScalarFuncConfig{InputTypeInfos: []duckdb.TypeInfo{whole, whole, whole}, ResultTypeInfo: result}
}

// Executor implements duckdb.ScalarFunc. DuckDB itself answers NULL for NULL.
func (f smallFunction) Executor() duckdb.ScalarFuncExecutor {
	return duckdb.ScalarFuncExecutor{RowExecutor: func(values []driver.Value) (any, error) {
		n, okN := values[0].(int64)
		scale, okScale := values[1].(int64)
		d, okD := values[2].(int64)
		if !okN || !okScale || !okD {
			return nil, fmt.Errorf("three whole numbers are wanted, not %T, %T, %T", values[0], values[1], values[2])
		}
		return f.of(n, scale, d), nil
	}}
}

// smallRatio is in millionths, half away from zero.
func smallRatio(n, scale, d int64) any {
	high, over := bits.Mul64(size(n), size(scale))
	under := size(d)
	if high != 0 || under == 0 {
		return nil
	}
	// n * scale has 8 decimals and d has 4: 100 more make millionths
	high, low := bits.Mul64(over, 1_000_000/smallUnit)
	if high >= under {
		return nil
	}
	q, r := bits.Div64(high, low, under)
	if r >= under-r {
		q++
	}
	if q >= smallLimit {
		return nil
	}
	if (n < 0) != (scale < 0) != (d < 0) {
		return -int64(q)
	}
	return int64(q)
}

// smallKey is a key as ratioKey writes it, of what is not below zero.
func smallKey(n, scale, d int64) any {
	high, over := bits.Mul64(size(n), size(scale))
	tooLarge, under := bits.Mul64(size(d), smallUnit)
	if high != 0 || tooLarge != 0 || under == 0 || (n < 0) != (scale < 0) != (d < 0) {
		return nil
	}
	whole, rest := over/under, over%under
	if whole >= keyPart-keyZero {
		return nil
	}
	var key [64]byte
	digits(key[:16], whole+keyZero)
	for at := 16; at < len(key); at += 16 {
		high, low := bits.Mul64(rest, keyPart)
		var q uint64
		q, rest = bits.Div64(high, low, under)
		digits(key[at:at+16], q)
	}
	return string(key[:])
}

// size is a number without its sign.
func size(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// digits fills to with a number, zeros before it.
func digits(to []byte, n uint64) {
	text := strconv.AppendUint(make([]byte, 0, 20), n, 10)
	for i := range to {
		to[i] = '0'
	}
	copy(to[len(to)-len(text):], text)
}
