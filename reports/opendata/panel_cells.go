package opendata

import (
	"maps"
	"slices"

	"github.com/parquet-go/parquet-go"

	"yigai/internal/parquetio"
)

// readCells keeps of mart_indicator what the panel shows.
func (p *panel) readCells(values string, columns []parquetio.Column) error {
	place := make(map[measureKey]int, len(p.measures))
	for i, m := range p.measures {
		place[measureKey{m.indicator, m.version, m.basis}] = i
	}
	at := positions(columns)
	return eachRow(values, func(row parquet.Row) error {
		text := func(column string) string { return valueText("VARCHAR", row[at[column]]) }
		i, shown := place[measureKey{text("indicator"), text("version"), text("basis")}]
		if !shown {
			return nil
		}
		key := [2]string{text("org"), text("period")}
		if p.cells[key] == nil {
			p.cells[key] = map[int]cell{}
		}
		kept := cell{value: row[at["value"]].Clone(), numerator: row[at["numerator"]].Clone(), denominator: row[at["denominator"]].Clone()}
		kept.status = statusOf(kept.value.IsNull(), text("missing_reason"), text("break"), row[at["provisional"]])
		p.cells[key][i] = kept
		return nil
	})
}

// missingStatus is the letter of SDMX's list CL_OBS_STATUS for why a value is
// not there; O stands for every reason that has no letter of its own.
var missingStatus = map[string]string{"suppressed": "Q", "not_applicable": "M", "zero_denominator": "M", "not_reported": "L"}

// statusOf is the observation's status by CL_OBS_STATUS: A normal, P provisional,
// B break in the series, and the letters of missingStatus.
func statusOf(missing bool, reason, broken string, provisional parquet.Value) string {
	switch {
	case missing || reason == "suppressed":
		if letter, has := missingStatus[reason]; has {
			return letter
		}
		return "O"
	case !provisional.IsNull() && provisional.Boolean():
		return "P"
	case broken != "":
		return "B"
	}
	return "A"
}

// of is the value of a base column in the row of an org and a period.
func (b baseColumn) of(p *panel, org, period string) parquet.Value {
	source, row, known := p.periods, 0, false
	if b.ofOrg {
		source = p.orgs
		row, known = p.orgRow[org]
	} else {
		row, known = p.periodRow[period]
	}
	at, has := source.at[b.source]
	if !known || !has {
		return parquet.NullValue()
	}
	return source.rows[row][at]
}

// write writes the panel, its numbers as decimals or as doubles.
func (p *panel) write(path string, doubles bool) error {
	columns := p.columns(doubles)
	keys := slices.SortedFunc(maps.Keys(p.cells), func(x, y [2]string) int { return slices.Compare(x[:], y[:]) })
	return writeTable(path, columns, func(add func([]parquet.Value) error) error {
		for _, key := range keys {
			if err := add(p.row(columns, key, doubles)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (p *panel) row(columns []parquetio.Column, key [2]string, doubles bool) []parquet.Value {
	values := make([]parquet.Value, 0, len(columns))
	for _, b := range baseColumns {
		values = append(values, b.of(p, key[0], key[1]))
	}
	for i := range p.measures {
		c, has := p.cells[key][i]
		if !has {
			values = append(values, parquet.NullValue(), parquet.NullValue(), parquet.NullValue(), parquet.NullValue())
			continue
		}
		values = append(values, c.value, c.numerator, c.denominator, parquet.ByteArrayValue([]byte(c.status)))
	}
	for i := range values {
		if kind := p.kindOf(i); doubles && isDecimal(kind) {
			values[i] = double(kind, values[i])
		}
	}
	return values
}
