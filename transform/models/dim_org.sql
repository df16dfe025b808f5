-- dim_org: orgs with their newest population and their place on the tile map.
with ranked as (
    select
        a.org, a.attribute, a.basis, a.as_of, a.value, a.source,
        row_number() over (partition by a.org, a.attribute order by a.as_of desc nulls last, a.basis asc nulls last) as place
    from ref_attributes a
    join run r on a.as_of <= r.as_of
)
select
    o.programme, o.sample, o.org, o.seq, o.name, o.name_en, o.short_name, o.kind, o.class,
    coalesce(k.name, o.kind) as kind_name,
    coalesce(nullif(k.name_en, ''), o.kind) as kind_name_en,
    o.parent, o.additive, o.valid_from, o.valid_to, o.successor,
    p.value as population,
    e.value as elders,
    coalesce(p.basis, '') as population_basis,
    p.as_of as population_as_of,
    coalesce(p.source, '') as population_source,
    t.column as tile_column,
    t.row as tile_row
from ref_orgs o
left join ref_kinds k on o.kind = k.kind
left join ranked p on o.org = p.org and p.attribute = 'population' and p.place = 1
left join ranked e on o.org = e.org and e.attribute = 'elders' and e.place = 1
left join ref_tiles t on o.org = t.org
