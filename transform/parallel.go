package transform

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// Most statements here are small, and DuckDB runs a small one on one core; so
// several run at once, each on its own connection to the one database.

// A pool lends connections. It is a channel of engines that share a database.
type pool chan *engine

// newPool opens n-1 more connections beside e's own.
func newPool(ctx context.Context, e *engine, n int) (pool, error) {
	p := make(pool, n)
	p <- e
	e.db.SetMaxOpenConns(n)
	for range n - 1 {
		conn, err := e.db.Conn(ctx)
		if err != nil {
			return p, fmt.Errorf("another connection: %w", err)
		}
		p <- &engine{e.db, conn}
	}
	return p, nil
}

// close gives all connections but own back. No statement may be running.
func (p pool) close(own *engine) error {
	close(p)
	var errs []error
	for e := range p {
		if e != own {
			errs = append(errs, e.conn.Close())
		}
	}
	return errors.Join(errs...)
}

// with runs do on a free connection.
func (p pool) with(ctx context.Context, do func(*engine) error) error {
	select {
	case e := <-p:
		defer func() { p <- e }()
		return do(e)
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// each runs do for 0 to n-1, and returns all errors in that order.
func (p pool) each(ctx context.Context, n int, do func(e *engine, i int) error) error {
	errs := make([]error, n)
	var g errgroup.Group
	for i := range n {
		g.Go(func() error {
			errs[i] = p.with(ctx, func(e *engine) error { return do(e, i) })
			return nil
		})
	}
	return errors.Join(g.Wait(), errors.Join(errs...))
}
