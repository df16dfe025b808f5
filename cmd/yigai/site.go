//go:build cgo

package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yigai/internal/plainfile"
	"yigai/internal/workspace"
	"yigai/reports"
)

func (a *app) siteCommand() *cobra.Command {
	var boundaries string
	var tiles bool
	c := &cobra.Command{
		Use: "site [--boundaries FILE | --tiles]", Short: a.t("由主题表生成网页（预览，未发布）", "make the site from marts: a preview, not published"),
		Example: "  yigai site\n  yigai site --boundaries counties.geojson\n  yigai site --tiles", Args: a.noArgs,
		RunE: func(c *cobra.Command, _ []string) (err error) {
			ws, _, unlock, err := a.openToWrite("site")
			if err != nil {
				return err
			}
			defer closing(&err, unlock)
			if err := a.keepBoundaries(ws, boundaries, tiles); err != nil {
				return err
			}
			report, err := a.writeSite(c.Context(), ws)
			if err != nil {
				return err
			}
			return a.tellSite(ws, report, boundaries != "")
		},
	}
	c.Flags().StringVar(&boundaries, "boundaries", "", a.t("本单位的区划界线（GeoJSON，图形带 adcode、gb 或 id），以后的地图都用它", "the office's own boundaries (GeoJSON with adcode, gb or id), for all maps from now on"))
	c.Flags().BoolVar(&tiles, "tiles", false, a.t("不用界线，地图改回方格", "no boundaries: back to tiles"))
	c.MarkFlagsMutuallyExclusive("boundaries", "tiles")
	return c
}

// keepBoundaries takes a file of boundaries into the workspace once a map can be drawn from it.
func (a *app) keepBoundaries(ws *workspace.Workspace, file string, tiles bool) error {
	switch {
	case tiles:
		return ws.KeepBoundaries(nil)
	case file == "":
		return nil
	}
	if err := reports.CheckBoundaries(file); err != nil {
		return message{zh: fmt.Sprintf("界线没有采用，原来的地图不变：%v", err), en: fmt.Sprintf("the boundaries were not taken, maps stay as they were: %v", err), err: err,
			nextZh: "换成 GeoJSON：坐标为经纬度，每个图形的 properties 里有六位区划代码 adcode（或 gb、id）", nextEn: "give GeoJSON in degrees, each feature with its six-digit division code as adcode (or gb, id)"}
	}
	data, err := plainfile.Read(file, workspace.MapLimit)
	if err != nil {
		return err
	}
	return ws.KeepBoundaries(data)
}

// tellSite says what to open, and which places the boundaries given with the command lack.
func (a *app) tellSite(ws *workspace.Workspace, report reports.Report, given bool) error {
	missing := report.Boundaries.Missing
	var err error
	if given && len(missing) > 0 {
		err = broken(fmt.Sprintf("界线文件里没有 %d 个单位的图形：%s", len(missing), strings.Join(missing, "、")),
			fmt.Sprintf("the boundaries lack %d places: %s", len(missing), strings.Join(missing, ", ")),
			"网页已生成，这些单位在图下列为方格；补全界线文件后再运行", "the site is made and has these places as tiles below the map; complete the file and run this again")
	}
	if a.json {
		return errors.Join(writeJSON(a.Out, map[string]any{"pages": report.Pages, "files": report.Files, "bytes": report.Bytes, "changed": report.Changed,
			"boundaries": report.Boundaries.Shapes, "boundaries_missing": append([]string{}, missing...)}), err)
	}
	a.say("请打开 %s", "open %s", ws.Path("site", "index.html"))
	return err
}
