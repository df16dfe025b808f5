package transform

import (
	"database/sql"
	"fmt"
	"io"
	"math/big"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/decimal128"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/duckdb/duckdb-go/v2"
)

const arrowBatch = 8192 // rows

// writeArrow writes an Arrow IPC stream. Types without an Arrow twin here
// (lists, structs, intervals, ...) are written as text.
func writeArrow(rows *sql.Rows, w io.Writer) error {
	s, err := newScanner(rows)
	if err != nil {
		return err
	}
	fields := make([]arrow.Field, len(s.names))
	for i, name := range s.names {
		fields[i] = arrow.Field{Name: name, Type: arrowType(s.kinds[i]), Nullable: true}
	}
	schema := arrow.NewSchema(fields, nil)
	out := ipc.NewWriter(w, ipc.WithSchema(schema))
	builder := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer builder.Release()
	for n := 1; ; n++ {
		more, err := s.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		for i, v := range s.values {
			if err := appendValue(builder.Field(i), v, s.kinds[i]); err != nil {
				return fmt.Errorf("column %s: %w", s.names[i], err)
			}
		}
		if n%arrowBatch == 0 {
			if err := flushBatch(builder, out); err != nil {
				return err
			}
		}
	}
	if err := flushBatch(builder, out); err != nil {
		return err
	}
	return out.Close()
}

func flushBatch(builder *array.RecordBuilder, out *ipc.Writer) error {
	batch := builder.NewRecordBatch()
	defer batch.Release()
	return out.Write(batch)
}

func arrowType(kind string) arrow.DataType {
	var precision, scale int32
	if n, err := fmt.Sscanf(kind, "DECIMAL(%d,%d)", &precision, &scale); err == nil && n == 2 {
		return &arrow.Decimal128Type{Precision: precision, Scale: scale}
	}
	switch kind {
	case "BOOLEAN":
		return arrow.FixedWidthTypes.Boolean
	case "TINYINT", "SMALLINT", "INTEGER", "BIGINT":
		return arrow.PrimitiveTypes.Int64
	case "HUGEINT":
		return &arrow.Decimal128Type{Precision: 38}
	case "FLOAT", "DOUBLE":
		return arrow.PrimitiveTypes.Float64
	case "DATE":
		return arrow.FixedWidthTypes.Date32
	}
	return arrow.BinaryTypes.String
}

func appendValue(b array.Builder, v any, kind string) error {
	if v == nil {
		b.AppendNull()
		return nil
	}
	switch b := b.(type) {
	case *array.BooleanBuilder:
		return appendAs(v, b.Append)
	case *array.Float64Builder:
		return appendFloat(b, v)
	case *array.Int64Builder:
		return appendInt(b, v)
	case *array.Date32Builder:
		return appendAs(v, func(t time.Time) { b.Append(arrow.Date32FromTime(t)) })
	case *array.Decimal128Builder:
		return appendDecimal(b, v)
	case *array.StringBuilder:
		b.Append(display(v, kind))
		return nil
	}
	return fmt.Errorf("no way to write %T", v)
}

func appendAs[T any](v any, add func(T)) error {
	typed, ok := v.(T)
	if !ok {
		return fmt.Errorf("unexpected %T", v)
	}
	add(typed)
	return nil
}

func appendFloat(b *array.Float64Builder, v any) error {
	if f, ok := v.(float32); ok {
		b.Append(float64(f))
		return nil
	}
	return appendAs(v, b.Append)
}

func appendInt(b *array.Int64Builder, v any) error {
	switch n := v.(type) {
	case int8:
		b.Append(int64(n))
	case int16:
		b.Append(int64(n))
	case int32:
		b.Append(int64(n))
	case int64:
		b.Append(n)
	default:
		return fmt.Errorf("unexpected %T", v)
	}
	return nil
}

func appendDecimal(b *array.Decimal128Builder, v any) error {
	switch n := v.(type) {
	case duckdb.Decimal:
		b.Append(decimal128.FromBigInt(n.Value))
	case *big.Int:
		// HUGEINT has a little more room than 38 digits.
		if len(new(big.Int).Abs(n).String()) > 38 {
			return fmt.Errorf("%s has more than 38 digits", n)
		}
		b.Append(decimal128.FromBigInt(n))
	default:
		return fmt.Errorf("unexpected %T", v)
	}
	return nil
}
