package parquetio

import (
	"fmt"
	"math/big"
	"reflect"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

type setFunc func(reflect.Value, parquet.Value) error

// setter returns how a stored value of the column becomes a field of type t.
func setter(t reflect.Type, column *parquet.Column) (setFunc, error) {
	kind := column.Type().Kind()
	switch {
	case t == reflect.TypeFor[Number]() && (isInt(kind) || isBytes(kind) && isDecimal(column)):
		return setNumber(scaleOf(column)), nil
	case t == reflect.TypeFor[Date]() && kind == parquet.Int32:
		return setDate, nil
	case t.Kind() == reflect.String && kind == parquet.ByteArray && !isDecimal(column):
		return setText(), nil
	case t.Kind() == reflect.Bool && kind == parquet.Boolean:
		return func(f reflect.Value, v parquet.Value) error { f.SetBool(v.Boolean()); return nil }, nil
	case t.Kind() == reflect.Int && isInt(kind) && scaleOf(column) == 0:
		return setInt, nil
	}
	return nil, fmt.Errorf("stored as %s, cannot become %s", typeName(column), t)
}

func isInt(kind parquet.Kind) bool { return kind == parquet.Int32 || kind == parquet.Int64 }

func isBytes(kind parquet.Kind) bool {
	return kind == parquet.ByteArray || kind == parquet.FixedLenByteArray
}

func isDecimal(column *parquet.Column) bool {
	_, is := logicalOf(column).(*format.DecimalType)
	return is
}

// scaleOf is the number of decimals of a decimal column, 0 for others.
func scaleOf(column *parquet.Column) int {
	if decimal, is := logicalOf(column).(*format.DecimalType); is {
		return int(decimal.Scale)
	}
	return 0
}

func logicalOf(column *parquet.Column) format.LogicalTypeValue {
	if logical := column.Type().LogicalType(); logical != nil {
		return logical.Value
	}
	return nil
}

// setText keeps each different text once: tables repeat codes and hashes in every row.
func setText() setFunc {
	seen := map[string]string{}
	return func(f reflect.Value, v parquet.Value) error {
		s, known := seen[string(v.ByteArray())]
		if !known {
			s = string(v.ByteArray())
			seen[s] = s
		}
		f.SetString(s)
		return nil
	}
}

func setInt(f reflect.Value, v parquet.Value) error {
	f.SetInt(intOf(v))
	return nil
}

func setDate(f reflect.Value, v parquet.Value) error {
	f.Set(reflect.ValueOf(Date{Days: v.Int32(), Valid: true}))
	return nil
}

// setNumber reads both ways a decimal is stored: an integer, or big-endian bytes in two's complement.
func setNumber(scale int) setFunc {
	return func(f reflect.Value, v parquet.Value) error {
		unscaled := int64(0)
		if isInt(v.Kind()) {
			unscaled = intOf(v)
		} else {
			wide := signed(v.ByteArray())
			if !wide.IsInt64() {
				return fmt.Errorf("%s has more than 18 digits", wide)
			}
			unscaled = wide.Int64()
		}
		f.Set(reflect.ValueOf(Number{Unscaled: unscaled, Scale: scale, Valid: true}))
		return nil
	}
}

func intOf(v parquet.Value) int64 {
	if v.Kind() == parquet.Int32 {
		return int64(v.Int32())
	}
	return v.Int64()
}

func signed(bigEndian []byte) *big.Int {
	n := new(big.Int).SetBytes(bigEndian)
	if len(bigEndian) > 0 && bigEndian[0]&0x80 != 0 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(bigEndian))))
	}
	return n
}

// typeName is the column's type as SQL would write it.
func typeName(column *parquet.Column) string {
	if !column.Leaf() {
		return "NESTED"
	}
	switch logical := logicalOf(column).(type) {
	case *format.DecimalType:
		return fmt.Sprintf("DECIMAL(%d,%d)", logical.Precision, logical.Scale)
	case *format.DateType:
		return "DATE"
	}
	switch column.Type().Kind() {
	case parquet.Boolean:
		return "BOOLEAN"
	case parquet.Int32:
		return "INTEGER"
	case parquet.Int64:
		return "BIGINT"
	case parquet.Float, parquet.Double:
		return "DOUBLE"
	case parquet.ByteArray:
		return "VARCHAR"
	}
	return column.Type().String()
}
