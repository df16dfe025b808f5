package main

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"

	"yigai/cmd/bench/nation"
)

// A recorder is a codec that keeps what it is given to compress.
type recorder struct {
	compress.Codec
	pages [][]byte
	bytes int
}

// Encode compresses as the codec does.
func (r *recorder) Encode(dst, src []byte) ([]byte, error) {
	r.pages, r.bytes = append(r.pages, slices.Clone(src)), r.bytes+len(src)
	return r.Codec.Encode(dst, src)
}

// parquetTask writes facts as Parquet, and compresses the same pages alone.
func parquetTask(c *child, args []string) error {
	s, err := country(args)
	if err != nil {
		return err
	}
	var writers []func(io.Writer, ...parquet.WriterOption) error
	for q := range s.Quarters {
		writers = append(writers, s.Encoder(q))
	}
	seen := &recorder{Codec: &parquet.Zstd}
	for _, write := range writers {
		if err := write(io.Discard, parquet.Compression(seen)); err != nil {
			return err
		}
	}
	err = c.measure("zstd", func() error {
		var out []byte
		for _, page := range seen.pages {
			if out, err = parquet.Zstd.Encode(out, page); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, c.note("bytes", seen.bytes), c.note("rows", s.Counties*s.Elements*s.Quarters), c.measure("write", func() error {
		for _, write := range writers {
			if err := write(io.Discard); err != nil {
				return err
			}
		}
		return nil
	}))
}

func measureParquet(b *bench, ctx context.Context) (measured, error) {
	s := nation.Size{Counties: b.size.parquet.Counties, Elements: b.size.parquet.Elements, Quarters: b.size.parquet.Quarters}
	out, times, err := b.repeat(ctx, call{Task: "parquet", Args: countryArgs(s), cores: 1})
	if err != nil {
		return measured{}, err
	}
	m := out[0]
	return measured{value: m.CPU["write"] / m.CPU["zstd"], times: times, parts: map[string]float64{"zstd CPU s": m.CPU["zstd"], "write CPU s": m.CPU["write"],
		"rows": m.Counts["rows"], "pages MB": m.Counts["bytes"] / (1 << 20), "rows per CPU second": m.Counts["rows"] / m.CPU["write"]}}, nil
}
