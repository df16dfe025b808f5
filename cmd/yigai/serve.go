//go:build cgo

package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"yigai/internal/workspace"
)

func (a *app) serveCommand() *cobra.Command {
	var port int
	c := &cobra.Command{
		Use: "serve", Short: a.t("在本机浏览网页（只在 127.0.0.1）", "look at the site, on 127.0.0.1 only"),
		Example: "  yigai serve\n  yigai serve --port 8080", Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), port) },
	}
	c.Flags().IntVar(&port, "port", 8022, a.t("端口，0 为任选", "the port, 0 for any"))
	return c
}

// serve hands out the files of site/ until ctx ends. It listens on this machine
// only: publishing is copying the folder to a web server.
func (a *app) serve(ctx context.Context, port int) error {
	ws, err := workspace.Open(a.dir)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(ws.Path("site"))
	if errors.Is(err, os.ErrNotExist) {
		return message{zh: "还没有网页", en: "there is no site yet", nextZh: "先运行 yigai site", nextEn: "run yigai site first", err: err}
	}
	if err != nil {
		return err
	}
	defer root.Close()
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return message{zh: "不能使用这个端口：" + err.Error(), en: "this port cannot be used: " + err.Error(), nextZh: "用 --port 换一个端口", nextEn: "choose another one with --port", err: err}
	}
	a.say("请打开 http://%s/（按 Ctrl-C 结束）", "open http://%s/ (Ctrl-C ends)", listener.Addr())
	server := &http.Server{Handler: http.FileServerFS(root.FS()), ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
