-- int_succession: whom an org followed, over up to four changes: renamed, merged
-- or split. What a part of a split org had before cannot be told.
with one as (
    select o.programme, o.sample, s.org, o.org as predecessor, o.valid_to as until, case when o.successor like '%|%' then 1 else 0 end as split
    from ref_orgs o
    join ref_orgs s on concat('|', o.successor, '|') like concat('%|', s.org, '|%')
    where o.successor <> '' and o.org <> s.org
),
to_two as (
    select * from one
    union all
    select a.programme, a.sample, a.org, b.predecessor, greatest(a.until, b.until) as until, greatest(a.split, b.split) as split
    from one a
    join one b on a.predecessor = b.org
),
to_four as (
    select * from to_two
    union all
    select a.programme, a.sample, a.org, b.predecessor, greatest(a.until, b.until) as until, greatest(a.split, b.split) as split
    from to_two a
    join to_two b on a.predecessor = b.org
)
select programme, sample, org, predecessor, max(until) as until, max(split) = 1 as is_split
from to_four
where org <> predecessor
group by programme, sample, org, predecessor
