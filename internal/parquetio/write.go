package parquetio

import (
	"fmt"
	"io"
	"reflect"

	"github.com/parquet-go/parquet-go"
)

// Write writes rows as a table that Read reads back: the counterpart for tests
// and fixtures, with the types DuckDB would use. Numbers become DECIMAL(18,s),
// s being the tag `scale:"s"` of their field (default 4). The same rows give
// the same bytes. An unrepresentable number is an error.
func Write[T any](w io.Writer, rows []T) error {
	fields := reflect.VisibleFields(reflect.TypeFor[T]())
	group := parquet.Group{}
	for _, f := range fields {
		name, tagged := f.Tag.Lookup("parquet")
		if !tagged {
			continue
		}
		node, err := nodeOf(f)
		if err != nil {
			return err
		}
		group[name] = parquet.Optional(node)
	}
	writer := parquet.NewWriter(w, parquet.NewSchema("table", group))
	for i := range rows {
		row, err := rowOf(writer.Schema(), fields, reflect.ValueOf(rows[i]))
		if err != nil {
			return fmt.Errorf("row %d: %w", i, err)
		}
		if _, err := writer.WriteRows([]parquet.Row{row}); err != nil {
			return fmt.Errorf("row %d: %w", i, err)
		}
	}
	return writer.Close()
}

func nodeOf(f reflect.StructField) (parquet.Node, error) {
	switch {
	case f.Type == reflect.TypeFor[Number]():
		return parquet.Decimal(scaleTag(f), 18, parquet.Int64Type), nil
	case f.Type == reflect.TypeFor[Date]():
		return parquet.Date(), nil
	case f.Type.Kind() == reflect.String:
		return parquet.String(), nil
	case f.Type.Kind() == reflect.Bool:
		return parquet.Leaf(parquet.BooleanType), nil
	case f.Type.Kind() == reflect.Int:
		return parquet.Int(32), nil
	}
	return nil, fmt.Errorf("field %s: cannot write %s", f.Name, f.Type)
}

func scaleTag(f reflect.StructField) int {
	scale := 4
	if text, ok := f.Tag.Lookup("scale"); ok {
		scale = int(text[0] - '0')
	}
	return scale
}

func rowOf(schema *parquet.Schema, fields []reflect.StructField, source reflect.Value) (parquet.Row, error) {
	row := make(parquet.Row, len(schema.Columns()))
	for _, f := range fields {
		leaf, ok := schema.Lookup(f.Tag.Get("parquet"))
		if !ok {
			continue
		}
		value, err := valueOf(f, source.FieldByIndex(f.Index))
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", f.Name, err)
		}
		defined := 1
		if value.IsNull() {
			defined = 0
		}
		row[leaf.ColumnIndex] = value.Level(0, defined, leaf.ColumnIndex)
	}
	return row, nil
}

func valueOf(f reflect.StructField, v reflect.Value) (parquet.Value, error) {
	switch x := v.Interface().(type) {
	case Number:
		return rescaled(x, scaleTag(f))
	case Date:
		if !x.Valid {
			return parquet.NullValue(), nil
		}
		return parquet.Int32Value(x.Days), nil
	case string:
		return parquet.ByteArrayValue([]byte(x)), nil
	case bool:
		return parquet.BooleanValue(x), nil
	case int:
		return parquet.Int32Value(int32(x)), nil
	}
	return parquet.Value{}, fmt.Errorf("cannot write %s", v.Type())
}

func rescaled(n Number, scale int) (parquet.Value, error) {
	if !n.Valid {
		return parquet.NullValue(), nil
	}
	if n.Scale > scale {
		return parquet.Value{}, fmt.Errorf("%s has more than %d decimals", n, scale)
	}
	unscaled := n.Unscaled
	for range scale - n.Scale {
		unscaled *= 10
	}
	return parquet.Int64Value(unscaled), nil
}
