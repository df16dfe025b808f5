-- int_rank: competition ranks (1, 2, 2, 4) by exact values, among the peers of the
-- same parent and among those the programme ranks: the same, or all of the
-- region. Peers are of one class, and where regions are ranked, of one kind.
-- Only what is added into something above is ranked; nobody is ranked alone.
with peers as (
    select
        i.programme, i.sample, i.indicator, i.version, i.org, i.period, i.basis, o.parent,
        case when o.class = 'region' then concat('region ', o.kind) else o.class end as peers,
        case when g.ranked_among = 'region' then '' else o.parent end as within,
        case when i.direction = 'up' then i.value_key end as up_key,
        case when i.direction = 'down' then i.value_key end as down_key,
        i.value_key
    from int_indicator i
    join int_period p on i.period = p.period
    join int_org o on i.period = o.period and i.org = o.org
    cross join ref_programme g
    where not p.history and i.direction in ('up', 'down') and (i.summed or i.rolled_up) and o.additive and o.parent <> ''
),
placed as (
    select
        p.*,
        rank() over (partition by p.indicator, p.version, p.period, p.basis, p.peers, p.within order by p.up_key desc nulls last, p.down_key asc nulls last) as place,
        count(p.value_key) over (partition by p.indicator, p.version, p.period, p.basis, p.peers, p.within) as places,
        rank() over (partition by p.indicator, p.version, p.period, p.basis, p.peers, p.parent order by p.up_key desc nulls last, p.down_key asc nulls last) as place_parent,
        count(p.value_key) over (partition by p.indicator, p.version, p.period, p.basis, p.peers, p.parent) as places_parent
    from peers p
)
select
    programme, sample, indicator, version, org, period, basis, peers, within, parent, value_key,
    cast(case when value_key is not null and places > 1 then place end as integer) as rank,
    cast(places as integer) as rank_of,
    cast(case when value_key is not null and places_parent > 1 then place_parent end as integer) as rank_parent,
    cast(places_parent as integer) as rank_parent_of
from placed
