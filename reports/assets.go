package reports

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"path"
	"strings"
	"sync"
)

//go:embed assets
var assetFiles embed.FS

// assetNames are the hashed names under assets/: a browser that kept an old
// file never shows a new page with it.
type assetNames struct{ Style, Script, Charts, ECharts, Search, Institutions, English string }

// An assetSet is the files every site carries, by their path in the site.
type assetSet struct {
	names assetNames
	files map[string][]byte
}

// siteAssets are read and named when they are first asked for, as pages are.
var siteAssets = sync.OnceValue(loadAssets)

// loadAssets panics when a file is missing: it was compiled in, so it is there.
func loadAssets() assetSet {
	set := assetSet{files: map[string][]byte{}}
	set.names.Style = set.add("site.css")
	set.names.Script = set.add("site.js")
	set.names.Charts = set.add("charts.js")
	set.names.ECharts = set.add("echarts.min.js")
	for _, licence := range []string{"ECHARTS-LICENSE", "ECHARTS-NOTICE", "ZRENDER-LICENSE", "D3-LICENSE"} {
		set.files["assets/"+licence+".txt"] = mustRead(licence)
	}
	return set
}

func (s assetSet) add(name string) string {
	data := mustRead(name)
	hashed := hashedName(name, data)
	s.files[hashed] = data
	return hashed
}

// hashedName is assets/site-0123456789ab.css for site.css.
func hashedName(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return "assets/" + strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:])[:12] + ext
}

func mustRead(name string) []byte {
	data, err := assetFiles.ReadFile("assets/" + name)
	if err != nil {
		panic(err)
	}
	return data
}
