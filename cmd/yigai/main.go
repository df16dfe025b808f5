// Command yigai takes a health-reform programme from blank workbooks to a
// published page: it sends workbooks out, takes filled ones in, checks them,
// computes indicators and writes a site, all on one machine and offline.
//
// This package wires the other packages together: flags in, messages and exit
// codes out. It decides nothing about the field.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := Run(ctx, os.Args[1:], System{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Environ(), Now: time.Now, OwnConsole: ownsConsole()})
	stop()
	os.Exit(code)
}
