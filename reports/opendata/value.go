package opendata

import (
	"encoding/binary"
	"math/big"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/parquetio"
)

// valueText prints a stored value of a type in SQL words: days as YYYY-MM-DD,
// decimals exact without trailing zeros, yes and no as true and false, NULL as "".
func valueText(kind string, v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case kind == "BOOLEAN":
		return strconv.FormatBool(v.Boolean())
	case kind == "DATE":
		return parquetio.Date{Days: v.Int32(), Valid: true}.String()
	case kind == "DOUBLE":
		return strconv.FormatFloat(v.Double(), 'g', -1, 64)
	case isDecimal(kind):
		_, scale := decimalOf(kind)
		return plain(unscaled(v), scale)
	case v.Kind() == parquet.ByteArray:
		return string(v.ByteArray())
	}
	return unscaled(v).String()
}

func isDecimal(kind string) bool { return strings.HasPrefix(kind, "DECIMAL(") }

func isNumber(kind string) bool {
	return isDecimal(kind) || kind == "INTEGER" || kind == "BIGINT" || kind == "DOUBLE"
}

// decimalOf takes DECIMAL(18,4) apart: 18 digits, 4 of them decimals.
func decimalOf(kind string) (precision, scale int) {
	p, s, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(kind, "DECIMAL("), ")"), ",")
	precision, _ = strconv.Atoi(p) // parquetio wrote these digits
	scale, _ = strconv.Atoi(s)
	return precision, scale
}

// unscaled is a stored whole number or the digits of a decimal: an integer, or
// big-endian bytes in two's complement.
func unscaled(v parquet.Value) *big.Int {
	switch v.Kind() {
	case parquet.Int32:
		return big.NewInt(int64(v.Int32()))
	case parquet.Int64:
		return big.NewInt(v.Int64())
	}
	n := new(big.Int).SetBytes(v.ByteArray())
	if len(v.ByteArray()) > 0 && v.ByteArray()[0]&0x80 != 0 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(v.ByteArray()))))
	}
	return n
}

// plain prints digits / 10^scale in full, without an exponent or trailing zeros.
func plain(n *big.Int, scale int) string {
	digits, sign := new(big.Int).Abs(n).String(), ""
	if n.Sign() < 0 {
		sign = "-"
	}
	if scale == 0 {
		return sign + digits
	}
	if missing := scale + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	whole, fraction := digits[:len(digits)-scale], strings.TrimRight(digits[len(digits)-scale:], "0")
	if fraction == "" {
		return sign + whole
	}
	return sign + whole + "." + fraction
}

// double is a stored decimal as the nearest double; NULL stays NULL.
func double(kind string, v parquet.Value) parquet.Value {
	if v.IsNull() {
		return v
	}
	_, scale := decimalOf(kind)
	f, _ := new(big.Rat).SetFrac(unscaled(v), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)).Float64()
	return parquet.DoubleValue(f) // the nearest one is what is asked for, exact or not
}

// stored is a decimal's digits the way storageOf keeps them.
func stored(kind string, v parquet.Value) parquet.Value {
	if v.IsNull() || !isDecimal(kind) {
		return v
	}
	precision, _ := decimalOf(kind)
	if precision > 9 && precision <= 18 && v.Kind() == parquet.Int64 {
		return v // what nearly all are already
	}
	n := unscaled(v)
	switch {
	case precision <= 9:
		return parquet.Int32Value(int32(n.Int64()))
	case precision <= 18:
		return parquet.Int64Value(n.Int64())
	}
	return parquet.FixedLenByteArrayValue(wide(n))
}

// wide is n as 16 big-endian bytes in two's complement, which holds the 38 digits of any decimal.
func wide(n *big.Int) []byte {
	low := new(big.Int).And(n, new(big.Int).SetUint64(1<<64-1)) // And of a negative number works in two's complement
	high := new(big.Int).Rsh(n, 64)
	bytes := make([]byte, 16)
	binary.BigEndian.PutUint64(bytes[:8], uint64(high.Int64()))
	binary.BigEndian.PutUint64(bytes[8:], low.Uint64())
	return bytes
}
