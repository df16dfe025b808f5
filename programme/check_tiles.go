package programme

// tiles checks the tile map: every place and zone once on its map, no two on one
// square of it at the same time.
func (c *checker) tiles() {
	if len(c.Tiles) == 0 {
		return // the map is optional
	}
	placed := map[string]bool{}
	for i, t := range c.Tiles {
		placed[t.Org] = true
		if !c.codes[t.Org] {
			c.wrong(t.Place, "单位 %s 不在 orgs.csv 中", "org %s is not in orgs.csv", t.Org)
		}
		if t.Column < 1 || t.Row < 1 {
			c.wrong(t.Place, "行列从1开始", "columns and rows count from 1")
		}
		for _, other := range c.Tiles[:i] {
			if other.Org == t.Org {
				c.wrong(t.Place, "单位 %s 与第 %d 行重复", "org %s stands already in line %d", t.Org, other.Line)
			}
			if other.Column == t.Column && other.Row == t.Row && c.mapOf(other) == c.mapOf(t) && c.together(other.Org, t.Org) {
				c.wrong(t.Place, "与第 %d 行的 %s 占同一格", "is on the same square as %[2]s in line %[1]d", other.Line, other.Org)
			}
		}
	}
	for _, o := range c.OrgsEver("all") {
		if class := c.ClassOf(o); (class == "place" || class == "zone") && !placed[o.Code] {
			c.wrong(o.Place, "%s 在 tiles.csv 中没有位置", "%s has no place in tiles.csv", o.Code)
		}
	}
}

// mapOf is the map a tile is on: as its row says, else regions on one, all others on another.
func (p *Pack) mapOf(t Tile) string {
	if t.Map != "" {
		return t.Map
	}
	for _, o := range p.Orgs {
		if o.Code == t.Org && p.ClassOf(o) == "region" {
			return "regions"
		}
	}
	return "places"
}

// together says whether two orgs are ever valid at the same time.
func (c *checker) together(a, b string) bool {
	for _, o := range c.Orgs {
		for _, other := range c.Orgs {
			if o.Code == a && other.Code == b && (span{o.ValidFrom, o.ValidTo}).overlaps(span{other.ValidFrom, other.ValidTo}) {
				return true
			}
		}
	}
	return false
}
