package reports

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"strings"

	"yigai/internal/plainfile"
	"yigai/reports/svg"
)

// boundaryLimit is what a file of boundaries may have: a province's counties in
// full detail have less, and a page takes only what an eye can see of it.
const boundaryLimit = 64 << 20

// ErrBoundaries: a file is not GeoJSON that a map can be drawn from.
var ErrBoundaries = errors.New("界线文件不能用：应为 GeoJSON，坐标为经纬度，每个图形带 adcode、gb 或 id (boundaries: want GeoJSON in degrees with adcode, gb or id on each feature)")

// A land is the office's own boundaries by org code; nil draws tiles.
type land map[string][][]svg.Place

// The parts of GeoJSON that a map needs; whatever else a file has is not read.
type (
	geoFile struct {
		Type     string       `json:"type"`
		Features []geoFeature `json:"features"`
	}
	geoFeature struct {
		ID         any            `json:"id"`
		Properties map[string]any `json:"properties"`
		Geometry   geoGeometry    `json:"geometry"`
	}
	geoGeometry struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
)

// Boundaries says which of the programme's places a GeoJSON file has no outline for.
type Boundaries struct {
	Shapes  int      // outlines with a division code
	Missing []string // places without one, by name, in the register's order
}

// readLand reads a file of boundaries; "" gives nil.
func readLand(path string) (land, error) {
	if path == "" {
		return nil, nil
	}
	f, err := plainfile.Open(path)
	if err != nil {
		return nil, fmt.Errorf("boundaries: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, boundaryLimit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("boundaries: %w", err)
	case len(data) > boundaryLimit:
		return nil, fmt.Errorf("%w: 超过 %d MB (too large)", ErrBoundaries, boundaryLimit>>20)
	}
	return parseLand(data)
}

// CheckBoundaries says whether a map can be drawn from a file of boundaries.
// The error wraps ErrBoundaries, or is the system's.
func CheckBoundaries(path string) error {
	_, err := readLand(path)
	return err
}

func parseLand(data []byte) (land, error) {
	var file geoFile
	decoder := json.NewDecoder(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
	decoder.UseNumber()
	if err := decoder.Decode(&file); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrBoundaries, err)
	}
	shapes := land{}
	for n, feature := range file.Features {
		code := feature.code()
		if code == "" {
			continue
		}
		rings, err := feature.Geometry.rings()
		if err != nil {
			return nil, fmt.Errorf("%w: 第 %d 个图形 (feature %d, %s): %v", ErrBoundaries, n+1, n+1, code, err)
		}
		shapes[code] = append(shapes[code], rings...)
	}
	if len(shapes) == 0 {
		return nil, fmt.Errorf("%w: 没有一个图形带代码 (no feature has a code)", ErrBoundaries)
	}
	return shapes, nil
}

// code is the six digits of the division: adcode or code as they are, gb behind
// the country's 156, else the feature's id; "" where there are none.
func (f geoFeature) code() string {
	for _, value := range []any{f.Properties["adcode"], f.Properties["code"], f.Properties["gb"], f.Properties["id"], f.ID} {
		if value == nil {
			continue
		}
		digits := strings.TrimSpace(fmt.Sprint(value))
		if strings.Trim(digits, "0123456789") != "" {
			continue
		}
		if len(digits) == 9 && strings.HasPrefix(digits, "156") {
			digits = digits[3:]
		}
		if len(digits) >= 6 {
			return digits[:6]
		}
	}
	return ""
}

// rings are all outlines of a Polygon or MultiPolygon.
func (g geoGeometry) rings() (rings [][]svg.Place, err error) {
	var polygons [][][][]float64
	switch g.Type {
	case "Polygon":
		polygons = make([][][][]float64, 1)
		err = json.Unmarshal(g.Coordinates, &polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(g.Coordinates, &polygons)
	default:
		return nil, fmt.Errorf("geometry %q", g.Type)
	}
	if err != nil {
		return nil, err
	}
	for _, polygon := range polygons {
		for _, outline := range polygon {
			ring := make([]svg.Place, 0, len(outline))
			for _, at := range outline {
				if len(at) < 2 || at[0] < -180 || at[0] > 180 || at[1] < -89 || at[1] > 89 {
					return nil, fmt.Errorf("position %v", at)
				}
				ring = append(ring, svg.Place{East: at[0], North: at[1]})
			}
			if len(ring) > 3 {
				rings = append(rings, ring)
			}
		}
	}
	return rings, nil
}

// checked says what of the newest period's places the file has.
func (b *book) checked(l land) (c Boundaries) {
	newest := desk{book: b, period: b.published[len(b.published)-1]}
	for _, o := range newest.now().peers {
		if len(l[o.Org]) == 0 {
			c.Missing = append(c.Missing, o.Name+" "+o.Org)
		} else {
			c.Shapes++
		}
	}
	return c
}

// where draws places: by the office's boundaries where it gave some, else as
// tiles. Places that the boundaries do not have stand as tiles below.
func (d desk) where(label string, tiles []svg.Tile) template.HTML {
	var shapes []svg.Shape
	var apart []svg.Tile
	for _, t := range tiles {
		if rings := d.land[t.Code]; len(rings) > 0 {
			shapes = append(shapes, svg.Shape{Tile: t, Rings: rings})
		} else {
			apart = append(apart, t)
		}
	}
	if len(shapes) == 0 {
		if tiles = placed(tiles); len(tiles) == 0 {
			return "" // nobody said where the places are
		}
		return svg.Tiles(label, d.sampleMark(), tiles)
	}
	return svg.Land(label, d.sampleMark(), shapes, apart)
}

// mapNote says how to read the map of places.
func (d desk) mapNote() string {
	if d.land == nil {
		return d.now().tileNote()
	}
	return "界线为本单位提供的底图，没有界线的单位列在图下"
}
