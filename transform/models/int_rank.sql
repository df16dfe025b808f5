-- int_rank: competition ranks (1, 2, 2, 4) by exact values, among the peers of the
-- same parent and among those the programme ranks: the same, or all of the
-- region. Peers are of one class, and where regions are ranked, of one kind.
-- Only what is added into something above is ranked; nobody is ranked alone.
-- Millions of rows are sorted: they carry numbers that stand for the texts, which
-- are put back at the end. That takes two thirds of the time.
with subjects as (
    select
        d.indicator, d.version, b.basis, d.direction,
        row_number() over (order by d.indicator asc nulls last, d.version asc nulls last, b.basis asc nulls last) as subject
    from ref_indicators d
    cross join (select distinct i.basis from int_indicator i) b
    where d.direction in ('up', 'down')
),
candidates as (
    select
        o.period, o.org, o.parent,
        case when o.class = 'region' then concat('region ', o.kind) else o.class end as peers,
        case when g.ranked_among = 'region' then '' else o.parent end as within
    from int_org o
    join int_period p on o.period = p.period
    cross join ref_programme g
    where not p.history and o.additive and o.parent <> ''
),
orgs as (
    select
        c.period, c.org,
        row_number() over (order by c.period asc nulls last, c.org asc nulls last) as place,
        cast(rank() over (order by c.period asc nulls last, c.peers asc nulls last, c.within asc nulls last) as integer) as field,
        cast(rank() over (order by c.period asc nulls last, c.peers asc nulls last, c.parent asc nulls last) as integer) as field_parent
    from candidates c
),
figures as (
    select
        s.subject, o.place, o.field, o.field_parent,
        case when i.value_key is not null then 1 end as has_value,
        case when s.direction = 'up' then i.value_key end as up_key,
        case when s.direction = 'down' then i.value_key end as down_key
    from int_indicator i
    join subjects s on i.indicator = s.indicator and i.version = s.version and i.basis = s.basis
    join orgs o on i.period = o.period and i.org = o.org
    where i.summed or i.rolled_up
),
ranked as (
    select
        f.subject, f.place, f.has_value,
        rank() over (partition by f.field, f.subject order by f.up_key desc nulls last, f.down_key asc nulls last) as rank,
        count(f.has_value) over (partition by f.field, f.subject) as rank_of,
        rank() over (partition by f.field_parent, f.subject order by f.up_key desc nulls last, f.down_key asc nulls last) as rank_parent,
        count(f.has_value) over (partition by f.field_parent, f.subject) as rank_parent_of
    from figures f
)
select
    s.indicator, s.version, o.org, o.period, s.basis, o.field, o.field_parent,
    cast(case when r.has_value = 1 and r.rank_of > 1 then r.rank end as integer) as rank,
    cast(r.rank_of as integer) as rank_of,
    cast(case when r.has_value = 1 and r.rank_parent_of > 1 then r.rank_parent end as integer) as rank_parent,
    cast(r.rank_parent_of as integer) as rank_parent_of
from ranked r
join subjects s on r.subject = s.subject
join orgs o on r.place = o.place
