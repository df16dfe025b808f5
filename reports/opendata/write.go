package opendata

import (
	"fmt"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/atomicfile"
	"yigai/internal/parquetio"
)

// rowGroup is how many rows stand in one row group: what DuckDB writes too, so
// that its readers work side by side.
const rowGroup = 122_880

// An orderedGroup is a schema whose columns keep the order they are given in;
// parquet.Group sorts them by name.
type orderedGroup struct {
	parquet.Group
	order []string
}

func (g orderedGroup) Fields() []parquet.Field {
	fields := g.Group.Fields()
	slices.SortFunc(fields, func(x, y parquet.Field) int {
		return slices.Index(g.order, x.Name()) - slices.Index(g.order, y.Name())
	})
	return fields
}

func schemaOf(columns []parquetio.Column) (*parquet.Schema, error) {
	group := orderedGroup{Group: parquet.Group{}}
	for _, c := range columns {
		node, err := storageOf(c.Type)
		if err != nil {
			return nil, fmt.Errorf("column %q: %w", c.Name, err)
		}
		if _, twice := group.Group[c.Name]; twice {
			return nil, fmt.Errorf("column %q stands twice", c.Name)
		}
		group.Group[c.Name] = parquet.Optional(node)
		group.order = append(group.order, c.Name)
	}
	return parquet.NewSchema("table", group), nil
}

// storageOf is how a type in SQL words is stored: as DuckDB would.
func storageOf(kind string) (parquet.Node, error) {
	switch {
	case kind == "VARCHAR":
		return parquet.Encoded(parquet.String(), &parquet.RLEDictionary), nil
	case kind == "BOOLEAN":
		return parquet.Leaf(parquet.BooleanType), nil
	case kind == "INTEGER":
		return parquet.Int(32), nil
	case kind == "BIGINT":
		return parquet.Int(64), nil
	case kind == "DATE":
		return parquet.Date(), nil
	case kind == "DOUBLE":
		return parquet.Leaf(parquet.DoubleType), nil
	case isDecimal(kind):
		return decimalStorage(kind), nil
	}
	return nil, fmt.Errorf("cannot publish the type %s", kind)
}

func decimalStorage(kind string) parquet.Node {
	precision, scale := decimalOf(kind)
	switch {
	case precision <= 9:
		return parquet.Decimal(scale, precision, parquet.Int32Type)
	case precision <= 18:
		return parquet.Decimal(scale, precision, parquet.Int64Type)
	}
	return parquet.Decimal(scale, precision, parquet.FixedLenByteArrayType(16))
}

// writeTable writes a table of these columns to path: fill gives the rows, each
// as its values in the columns' order. It reads the number of rows back.
func writeTable(path string, columns []parquetio.Column, fill func(add func([]parquet.Value) error) error) error {
	schema, err := schemaOf(columns)
	if err != nil {
		return err
	}
	count := int64(0)
	err = atomicfile.WriteInBatch(path, 0o644, func(w io.Writer) error {
		out := parquet.NewWriter(w, parquetio.Options(schema, parquet.MaxRowsPerRowGroup(rowGroup))...)
		err := fill(func(values []parquet.Value) error {
			count++
			_, err := out.WriteRows([]parquet.Row{levelled(columns, values)})
			return err
		})
		if err != nil {
			return err
		}
		return out.Close()
	})
	if err != nil {
		return err
	}
	_, rows, err := parquetio.Describe(path)
	if err == nil && rows != count {
		err = fmt.Errorf("read back %d rows of %d", rows, count)
	}
	return err
}

// levelled says of each value in which column it stands and whether it is NULL.
func levelled(columns []parquetio.Column, values []parquet.Value) parquet.Row {
	row := make(parquet.Row, len(values))
	for i, v := range values {
		defined := 1
		if v.IsNull() {
			defined = 0
		}
		row[i] = stored(columns[i].Type, v).Level(0, defined, i)
	}
	return row
}
