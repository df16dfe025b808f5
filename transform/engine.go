package transform

import (
	"context"
	"database/sql"
	"database/sql/driver"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/duckdb/duckdb-go/v2"
)

// macros are functions that every engine running the models must have, beside those of exact.go.
//
//go:embed macros.sql
var macros string

//go:embed settings.sql
var settings string

// An engine is one DuckDB of its own that can reach nothing but its folders and
// whose settings cannot be changed any more. It has one connection.
type engine struct {
	db   *sql.DB
	conn *sql.Conn
}

// bounds are what an engine may use.
type bounds struct {
	Folders []string // may be read and written; nothing else is reachable
	Spill   string   // folder for what does not fit in memory; "" forbids spilling
	Memory  string   // "2GB"
	Threads int      // 0 for one per core
	// OnDisk keeps tables compressed in a file of Spill, which has to be empty, and of
	// them in memory only what is worked on: a third less memory, a third more work.
	OnDisk bool
	// AnyOrder lets rows come as they come where no order is asked for, which takes less memory.
	AnyOrder bool
}

// open starts an engine. The caller closes it.
func open(ctx context.Context, b bounds) (*engine, error) {
	settings, err := b.settings()
	if err != nil {
		return nil, err
	}
	// Settings belong to the whole instance and are locked by the last one, so
	// a second connection must not, and need not, set them again.
	var once sync.Once
	connector, err := duckdb.NewConnector(b.file(), func(conn driver.ExecerContext) (err error) {
		once.Do(func() { err = execAll(ctx, conn, settings) })
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("start DuckDB: %w", err)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start DuckDB: %w", err), db.Close())
	}
	e := &engine{db, conn}
	if err := errors.Join(registerExact(conn), registerSmall(conn)); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	if err := e.exec(ctx, macros); err != nil { // they call what has just been registered
		return nil, errors.Join(fmt.Errorf("define functions: %w", err), e.Close())
	}
	return e, nil
}

// file is where tables lie; "" for memory.
func (b bounds) file() string {
	if b.OnDisk {
		return filepath.Join(b.Spill, "tables.duckdb")
	}
	return ""
}

func execAll(ctx context.Context, conn driver.ExecerContext, statements []string) error {
	for _, s := range statements {
		if _, err := conn.ExecContext(ctx, s, nil); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// settings lists what sets the bounds. The order matters: what is allowed
// first, then everything else off, then the lock.
func (b bounds) settings() ([]string, error) {
	threads := b.Threads
	if threads <= 0 {
		threads = runtime.GOMAXPROCS(0)
	}
	limits, err := setLimits(threads, b.Memory, b.Spill)
	if err != nil {
		return nil, err
	}
	folders, err := setFolders(b.Folders)
	if b.AnyOrder {
		limits = append(limits, anyOrder)
	}
	return append(limits, folders, settings), err
}

func (e *engine) Close() error { return errors.Join(e.conn.Close(), e.db.Close()) }

// again runs a statement, and once more where memory ran out: on a busy machine one
// thread of DuckDB may find none left while another is still writing out what is to
// make room. Of a statement that failed nothing stays.
func again[T any](run func() (T, error)) (T, error) {
	result, err := run()
	if engineErr := (*duckdb.Error)(nil); errors.As(err, &engineErr) && engineErr.Type == duckdb.ErrorTypeOutOfMemory {
		return run()
	}
	return result, err
}

func (e *engine) exec(ctx context.Context, statement string) error {
	_, err := e.write(ctx, statement)
	return err
}

// write runs a statement and tells how many rows it wrote.
func (e *engine) write(ctx context.Context, statement string) (sql.Result, error) {
	return again(func() (sql.Result, error) { return e.conn.ExecContext(ctx, statement) })
}

// read runs a SELECT. The caller closes its rows.
func (e *engine) read(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return again(func() (*sql.Rows, error) { return e.conn.QueryContext(ctx, query, args...) })
}

// count is how many rows a table has.
func (e *engine) count(ctx context.Context, table string) (rows int64, err error) {
	if err = e.conn.QueryRowContext(ctx, selectCount(table)).Scan(&rows); err != nil {
		err = fmt.Errorf("count %s: %w", table, err)
	}
	return rows, err
}

// text runs a query and returns its rows as text; NULL is "".
func (e *engine) text(ctx context.Context, query string, args ...any) ([][]string, error) {
	rows, err := e.read(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	s, err := newScanner(rows)
	if err != nil {
		return nil, errors.Join(err, rows.Close())
	}
	var lines [][]string
	for {
		more, err := s.next()
		if !more || err != nil {
			return lines, errors.Join(err, rows.Close())
		}
		lines = append(lines, s.texts())
	}
}

// filesOf lists the Parquet files of a table below dir, in name order: either
// <dir>/<table>.parquet or those in the folder <dir>/<table>.
func filesOf(dir, table string) ([]string, error) {
	single := filepath.Join(dir, table+".parquet")
	if _, err := os.Stat(single); err == nil {
		return []string{single}, nil
	} else if !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	entries, err := os.ReadDir(filepath.Join(dir, table))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	var files []string
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ".parquet") && !strings.HasPrefix(entry.Name(), ".") {
			files = append(files, filepath.Join(dir, table, entry.Name()))
		}
	}
	return files, nil
}
